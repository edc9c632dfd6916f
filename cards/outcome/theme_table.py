"""All themes: how many ask for something, and what each text is reported to say."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cards.kit import Card, Chart, DrillDown, points_link, row_of
from cards.outcome.places import far_apart, furthest
from cards.outcome.words import (
    HEADS,
    KINDS,
    NAMED,
    POINTS,
    QUOTED,
    SIGNS,
    SORTS,
    about_passage,
    called,
    counted,
    final,
    head,
    in_cell,
    in_counts,
    link,
    nothing_reported,
    only_passages,
    points_of,
    starred,
    with_passages,
)
from cards.query import Context, Query, dotted, query
from charts.outcome_lines import outcome_lines
from i18n import N_, Nn_, _, escaping, headlines, listed, ngettext, number, units
from i18n.dates import partial
from i18n.headlines import FEW
from queries import Filters, ask, data_texts


def standing(rows: pd.DataFrame, adopted: str) -> str:
    """Says on how many of the themes asked for passages of the adopted text are known.

    ``rows`` are of the question ``outcome_themes``; empty without themes or texts.
    """
    if rows.empty or not adopted:
        return ""
    asked = rows[rows.asks > 0]
    if asked.empty:
        found = int((rows.adopted > 0).sum())
        return ngettext(
            "No requests match these filters; we found passages of {text} on {n} theme",
            "No requests match these filters; we found passages of {text} on {n} themes",
            found,
        ).format(text=adopted, n=number(found))
    silent = asked[asked.adopted == 0]
    if silent.empty:
        words = Nn_(
            "We found passages of {text} on the {n} theme that submissions ask for",
            "We found passages of {text} on all {n} themes that submissions ask for",
        )
    elif len(silent) <= NAMED:
        words = Nn_(
            "We found passages of {text} on {some} of the {n} theme asked for, and none on {names}",
            "We found passages of {text} on {some} of the {n} themes asked for, and none on {names}",
        )
    else:
        words = Nn_(
            "We found passages of {text} on {some} of the {n} theme asked for",
            "We found passages of {text} on {some} of the {n} themes asked for",
        )
    return ngettext(*words, len(asked)).format(
        text=adopted,
        n=number(len(asked)),
        some=number(len(asked) - len(silent)),
        names=listed([escaping.one_line(name) for name in silent.theme.head(NAMED)]),
    )


def most_asked(rows: pd.DataFrame, unit: str, adopted: str) -> str:
    """What is asked for most, and how much of the adopted text is reported on it; empty if nothing is asked for."""
    ranked = rows.sort_values(["asks", "theme"], ascending=[False, True], kind="stable")
    ranked = ranked.assign(count=ranked.asks, total=ranked.asks_total)
    sentence = headlines.most(ranked, "theme", unit, "recommendation")
    if not sentence or ranked.total.iloc[0] < FEW or (ranked.asks == ranked.asks.iloc[0]).sum() > 1:
        return sentence
    first = next(ranked.itertuples())
    return ngettext(
        "Most requested: {theme} ({share}); we found {n} passage of {text} on it",
        "Most requested: {theme} ({share}); we found {n} passages of {text} on it",
        int(first.adopted),
    ).format(
        theme=escaping.one_line(first.theme),
        share=units.of(int(first.asks), int(first.asks_total), unit, "recommendation"),
        n=number(first.adopted),
        text=adopted,
    )


def sorted_by(rows: pd.DataFrame, sort: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows of ``outcome_themes`` in an order of SORTS, and headings by the theme they stand above."""
    if sort == "family":
        last = rows.family == data_texts.family("Other")
        ordered = rows.assign(last=last).sort_values(["last", "family"], kind="stable")
        first = ordered.drop_duplicates("family")
        return ordered.drop(columns="last"), dict(zip(first.theme_id, first.family, strict=True))
    if sort == "asked":
        return rows, {}
    ordered = rows.sort_values("apart", ascending=sort == "more", kind="stable", na_position="last")
    left_out = ordered[ordered.apart.isna()]
    if left_out.empty or len(left_out) == len(ordered):
        return ordered, {}
    return ordered, {left_out.theme_id.iloc[0]: _("Not compared")}


def _line_title(rows: pd.DataFrame, unit: str, adopted: str, sort: str) -> str:
    """The finding of the table as it is sorted."""
    if sort in ("less", "more"):
        compared = rows[rows.apart.notna()]
        sentence = furthest(*far_apart(compared)[:2], len(compared))
    else:
        sentence = most_asked(rows, unit, adopted)
    return sentence or _("Requests, and passages of the drafts, by theme")


def by_text(page: Context) -> Card | None:
    """The card with one line per theme as the address asks for it; none where the data hold no text of the review."""
    asked = counted(page.filters)
    passages = only_passages(asked)
    texts = ask("texts", passages)
    if final(texts) is None:
        return None
    counts = query("outcome_themes", asked, unit=page.unit)
    cells = ask("outcome_cells", passages)
    return lines(page, counts, cells, texts, page.value("sort", tuple(SORTS)))


def lines(
    page: Context,
    counts: Query,
    cells: pd.DataFrame,
    texts: pd.DataFrame,
    sort: str,
) -> Card:
    """The card with one line per theme: counts of challenges and asks, and the passages of each text."""
    unit, rows, asked = page.unit, counts.rows, counts.filters
    last = final(texts)
    adopted = called(last) if last else ""
    ordered, sections = sorted_by(rows, sort)
    shown = page.first("by_text", ordered)

    def hover(row: Any, kind: str) -> str:
        own = [in_counts(row, unit, one, whole=False) for one in KINDS if kind in ("", one)]
        return "<br>".join([escaping.plot(row.theme), *own])

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        theme, which = ids
        row = row_of(rows, theme_id=theme)
        if row is None:
            return None
        if which in set(texts.text_id):
            text_title = texts.text[texts.text_id == which].iloc[0]
            return _reported(page, theme, which, f"{escaping.one_line(text_title)}", row.theme)
        return DrillDown(
            in_counts(row, unit, which if which in KINDS else ""),
            (
                link(page, theme, _("Open the theme: who asked for what, and what the drafts say")),
                *(
                    points_link(points_of(asked, theme, kind), POINTS[kind])
                    for kind, count in (
                        ("challenge", row.challenges),
                        ("recommendation", row.asks),
                    )
                    if count and which in ("", kind)
                ),
            ),
            name=row.theme,
        )

    return Chart(
        key="by_text",
        query=counts,
        title=_line_title(rows, unit, adopted, sort),
        subtitle=dotted(
            _(_LEFT[unit]).format(few=FEW),
            _("Columns: passages of each text"),
            _(SIGNS),
            with_passages(page, asked),
        ),
        draw=lambda: outcome_lines(
            shown,
            cells[cells.theme_id.isin(shown.theme_id)],
            texts={
                row.text_id: (head(row), partial(row.issued_on, "day") or _("no date"))
                for row in texts.itertuples()
            },
            adopted=str(last.text_id) if last else "",
            kinds=HEADS,
            sections=sections,
            value_text=lambda row, kind: (
                starred(row.challenges, row.challenge_submissions)
                if kind == "challenge"
                else starred(row.asks, row.asking_submissions)
            ),
            hover=hover,
            cell_hover=lambda cell: (
                f"{escaping.plot(cell.theme)}<br>{escaping.plot(cell.text)}<br>{escaping.plot(in_cell(cell))}"
            ),
        ),
        drill_down=drill_down,
        state=sort,
        every=len(ordered),
        unit=unit,
        how=_(_HOW_LINES),
        empty=_("The filter Theme includes no theme of this family"),
    )


def _reported(page: Context, theme: str, text_id: str, name: str, label: str) -> DrillDown:
    """Shows the passages of one text on a theme."""
    found = ask("text_passages", Filters(theme=(theme,)))
    found = found[found.text_id == text_id]
    passages_of_it = [
        f"{escaping.markdown(row.says)}  \n{about_passage(row)}"
        for row in found.head(QUOTED).itertuples()
    ]
    more = len(found) - QUOTED
    label_of_link = _("Open this theme at this text")
    if more > 0:
        label_of_link = ngettext(
            "Open this theme at this text: {n} more passage",
            "Open this theme at this text: {n} more passages",
            more,
        ).format(n=number(more))
    return DrillDown(
        escaping.one_line(label),
        (link(page, theme, label_of_link, text_id),),
        passages_of_it or (escaping.markdown(nothing_reported()),),
        name,
    )


_LEFT = {
    "submissions": N_(
        "Bars: submissions with a challenge or a request on the theme (* fewer than {few} submissions)"
    ),
    "organisations": N_(
        "Bars: organisations with a challenge or a request on the theme (* fewer than {few} submissions)"
    ),
    "points": N_("Bars: challenges and requests on the theme (* fewer than {few} submissions)"),
}
_HOW_LINES = N_(
    "Upper bar: challenges on the theme; lower bar: requests. Each cell shows how many passages on the theme "
    "public articles report from that text, and a sign for each change since the previous text that a source "
    "mentions. A dot means that we found no passage; the text may still mention the theme. A passage can also say "
    "that something is missing or was refused. The adopted text is the last one with a document symbol, or the "
    "last one if none has a symbol. Filters affect the counts; the kind of point is set by the page. Only the "
    "filters Theme and Family of themes affect passages."
)
