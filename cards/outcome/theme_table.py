"""All themes: how many ask for something, and how many paragraphs of the adopted text are on it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cards.kit import Card, Chart, DrillDown, Link, points_link, row_of
from cards.outcome.places import far_apart, furthest
from cards.outcome.words import (
    HEADS,
    KINDS,
    NAMED,
    PARAGRAPHS,
    POINTS,
    SORTS,
    counted,
    final,
    in_counts,
    link,
    of_text,
    points_of,
    read_whole,
    starred,
    with_paragraphs,
)
from cards.query import Context, dotted, query
from charts import ACCENT, KIND_COLOURS
from charts.comparison import Section, Side, side_cells
from data.rows import each
from i18n import N_, Nn_, _, escaping, headlines, listed, ngettext, number, percent, stating, units
from i18n.headlines import FEW
from queries import ask, language


def standing(rows: pd.DataFrame, adopted: str) -> str:
    """Says on how many of the themes asked for the adopted text has paragraphs.

    ``rows`` are of the question ``outcome_themes``; empty without themes or a text that was read whole.
    """
    if rows.empty or not adopted:
        return ""
    requested = rows[rows.asks > 0]
    if requested.empty:
        theme_count = int((rows.paragraphs > 0).sum())
        return ngettext(
            "No requests match these filters; {text} has paragraphs on {n} theme",
            "No requests match these filters; {text} has paragraphs on {n} themes",
            theme_count,
        ).format(text=adopted, n=number(theme_count))
    silent = requested[requested.paragraphs == 0]
    if silent.empty:
        words = Nn_(
            "{text} has paragraphs on the {n} theme that submissions ask for",
            "{text} has paragraphs on all {n} themes that submissions ask for",
        )
    elif len(silent) <= NAMED:
        words = Nn_(
            "{text} has paragraphs on {some} of the {n} theme asked for, and none on {names}",
            "{text} has paragraphs on {some} of the {n} themes asked for, and none on {names}",
        )
    else:
        words = Nn_(
            "{text} has paragraphs on {some} of the {n} theme asked for",
            "{text} has paragraphs on {some} of the {n} themes asked for",
        )
    return ngettext(*words, len(requested)).format(
        text=adopted,
        n=number(len(requested)),
        some=number(len(requested) - len(silent)),
        names=listed([escaping.one_line(name) for name in silent.theme.head(NAMED)]),
    )


def most_asked(rows: pd.DataFrame, unit: str, adopted: str) -> str:
    """Names the theme most asked for, and says how much of the adopted text is on it; empty without requests."""
    ranked = rows.sort_values(["asks", "theme"], ascending=[False, True], kind="stable")
    ranked = ranked.assign(count=ranked.asks, total=ranked.asks_total)
    sentence = headlines.most(ranked, "theme", unit, "recommendation")
    few_or_tied = not sentence or (
        ranked.total.iloc[0] < FEW or (ranked.asks == ranked.asks.iloc[0]).sum() > 1
    )
    if few_or_tied or not adopted:
        return sentence
    first = next(each(ranked))
    return ngettext(
        "Most requested: {theme} ({share}); {n} paragraph of {text} is on it",
        "Most requested: {theme} ({share}); {n} paragraphs of {text} are on it",
        first.paragraphs,
    ).format(
        theme=escaping.one_line(first.theme),
        share=units.of(first.asks, first.asks_total, unit, "recommendation"),
        n=number(first.paragraphs),
        text=adopted,
    )


def sorted_by(rows: pd.DataFrame, sort: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows of ``outcome_themes`` in an order of SORTS, and headings by the theme they stand above."""
    if sort == "family":
        last = rows.family == language.family("Other")
        ordered = rows.assign(last=last).sort_values(["last", "family"], kind="stable")
        first = ordered.drop_duplicates("family")
        return ordered.drop(columns="last"), dict(zip(first.theme_id, first.family, strict=True))
    if sort == "asked":
        return rows, {}
    ordered = rows.sort_values("apart", ascending=sort == "more", kind="stable", na_position="last")
    not_compared = ordered[ordered.apart.isna()]
    if not_compared.empty or len(not_compared) == len(ordered):
        return ordered, {}
    return ordered, {not_compared.theme_id.iloc[0]: _("Not compared")}


def _title(rows: pd.DataFrame, unit: str, adopted: str, sort: str) -> str:
    """The finding of the table as it is sorted."""
    if sort in ("less", "more"):
        compared = rows[rows.apart.notna()]
        sentence = furthest(*far_apart(compared)[:2], len(compared))
    else:
        sentence = most_asked(rows, unit, adopted)
    return sentence or _("Requests, and paragraphs of the adopted text, by theme")


def by_text(page: Context) -> Card | None:
    """The card with one line per theme: shares of challenges, of requests, and of the adopted text's paragraphs.

    None where the data hold no text of the review.
    """
    if final(ask("texts")) is None:
        return None
    unit, selection, adopted = page.unit, counted(page.filters), read_whole()
    counts = query("outcome_themes", selection, unit=unit)
    rows, sort = counts.rows, page.value("sort", tuple(SORTS))
    ordered, sections = sorted_by(rows, sort)
    chart_rows = page.first("by_text", ordered)
    heads = {**HEADS, PARAGRAPHS: _("paragraphs of {text}").format(text=adopted)}
    cells = _cells(chart_rows)

    def cell_sentence(row: Any, side: str) -> str:
        return of_text(row, adopted) if side == PARAGRAPHS else in_counts(row, unit, side)

    def hover(cell: Any) -> str:
        return escaping.plot(cell_sentence(row_of(rows, theme_id=cell.theme_id), cell.side_id))

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        theme, side = ids
        row = row_of(rows, theme_id=theme)
        if row is None:
            return None
        opening = _("Open the theme: who asked for what, and what the drafts say")
        points = (
            (points_link(points_of(selection, theme, side), POINTS[side]),) if side in KINDS else ()
        )
        text = (Link("text", _("Read the text paragraph by paragraph"), icon=":material/article:"),)
        return DrillDown(
            cell_sentence(row, side),
            (link(page, theme, opening), *(text if side == PARAGRAPHS else points)),
            name=row.theme,
        )

    return Chart(
        query=counts,
        title=_title(rows, unit, adopted, sort),
        subtitle=dotted(
            units.unit_name(unit),
            _("share of each column’s total, and number (* fewer than {few} submissions)").format(
                few=FEW
            ),
            with_paragraphs(page, selection),
        ),
        draw=lambda: side_cells(
            cells,
            identifier="theme_id",
            sections=_sections(chart_rows, sections),
            sides=[
                Side(side, heads[side], f"n={number(total)}")
                for side, total in _totals(rows).items()
            ],
            colours={**KIND_COLOURS, PARAGRAPHS: ACCENT},
            cell_text=lambda cell: _("{share} ({n})").format(
                share=percent(cell.count, cell.total), n=cell.label
            ),
            hover=hover,
            empty=lambda side: escaping.plot(stating(side.name, number(0))),
        ),
        drill_down=drill_down,
        state=sort,
        every=len(ordered),
        unit=unit,
        how=_(_HOW),
        empty=_("The filter Theme includes no theme of this family"),
    )


def _totals(rows: pd.DataFrame) -> dict[str, int]:
    """Side -> the total of which its shares are parts; the adopted text only where it was read whole."""
    first = rows.iloc[0]
    totals = {
        "challenge": int(first.challenges_total),
        "recommendation": int(first.asks_total),
        PARAGRAPHS: int(first.all_paragraphs),
    }
    return {side: total for side, total in totals.items() if total or side in KINDS}


def _cells(rows: pd.DataFrame) -> pd.DataFrame:
    """A row per theme and side whose count is not 0: ``theme_id``, ``side_id``, ``count``, ``total``, ``share`` in
    percent and ``label``, the count, with an asterisk where it rests on fewer than FEW submissions.
    """
    records = []
    for row in each(rows):
        sides = (
            ("challenge", row.challenges, row.challenges_total, row.challenge_submissions),
            ("recommendation", row.asks, row.asks_total, row.asking_submissions),
            (PARAGRAPHS, row.paragraphs, row.all_paragraphs, FEW),
        )
        for side, count, total, submissions in sides:
            if count:
                values = (row.theme_id, side, int(count), int(total), 100 * count / total)
                records.append((*values, starred(count, submissions)))
    return pd.DataFrame(
        records, columns=["theme_id", "side_id", "count", "total", "share", "label"]
    )


def _sections(rows: pd.DataFrame, headings: Mapping[str, str]) -> list[Section]:
    """The themes in their order, in parts that begin where a heading stands."""
    parts: list[tuple[str, dict[str, str]]] = []
    for theme, title in zip(rows.theme_id, rows.theme, strict=True):
        if theme in headings or not parts:
            parts.append((headings.get(theme) or _("Theme"), {}))
        parts[-1][1][theme] = title
    return [Section(heading, themes) for heading, themes in parts]


_HOW = N_(
    "Each share is of the total at the head of its column: submissions, organisations or points with a challenge; "
    "those with a request; the paragraphs of the adopted text, each clause of its preamble among them. A paragraph on "
    "several themes counts for each, as a submission does. Submissions made to other texts, such as the Global Digital "
    "Compact, are left out. The adopted text is the last one with a document symbol, or the last one if none has "
    "a symbol; if it was not read whole, it has no column. Only the filters Theme and Family of themes affect "
    "paragraphs: they choose the themes."
)
