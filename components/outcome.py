"""What became of what was asked for: all themes, asks beside passages of the texts; and the words for both."""

import re
import time
from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from charts.outcome import outcome_lines, places_apart
from components import address, entities, printing
from components.card import Answer, chart_card
from components.downloads import download, toolbar
from components.filter_bar import scope
from components.headings import heading
from components.patience import patient
from queries import Filters, ask, current
from words import _, consultation, findings, labels, ngettext, number, options, routes, text
from words.dates import day, partial
from words.findings import FEW

PAGE = "what_became_of_it.py"
SORTS = {
    "asked": _("Most asked for"),
    "less": _("Most asked for, least reported"),
    "more": _("Most reported, least asked for"),
    "family": _("By family"),
}
KINDS = {"challenge": _("named as a challenge"), "recommendation": _("asked for")}
HEADS = {"challenge": _("challenge"), "recommendation": _("asked for")}
CHANGES = {
    "new": _("new against the text before"),
    "strengthened": _("strengthened against the text before"),
    "weakened": _("weakened against the text before"),
    "removed": _("removed: it stood in the text before"),
    "kept": _("kept from the text before"),
}
SIGNS = _(
    "+ new or strengthened, − weakened, × removed, = kept, · nothing reported, which is not “nothing said”"
)
ALL = "all"
_EMPTIED = 0.06
"""Seconds that the browser gets to empty the page."""
QUOTED, NAMED = 4, 3
"""Passages shown under a clicked cell; names in a sentence."""


def opened() -> str | None:
    """The id of the theme that the address opens, known or not; None for all themes."""
    return text.plain(st.query_params.get("open")) or None


def title(theme: str | None) -> str:
    """The page's title."""
    name = options.known()["theme"].get(theme or "")
    return _("What became of it: {theme}").format(theme=name) if name else _("What became of it")


def final(texts: pd.DataFrame) -> Any | None:
    """The adopted text, a row of the question ``texts``; None if there are no texts."""
    return next(texts[texts.adopted].itertuples(), None)


def called(row: Any) -> str:
    """What sentences call a text: its document symbol, without what stands behind it in brackets, or its title."""
    symbol = text.plain(row.document_symbol).partition(" (")[0]
    return symbol or text.plain(row.text)


def head(text_id: str) -> str:
    """What columns call a text, from its id: zero-draft is Zero draft, rev1 is Rev 1."""
    return re.sub(r"(?<=[a-z])(?=\d)", " ", text_id.replace("-", " ")).capitalize()


def issued(row: Any) -> str:
    """The day a text was issued, in words."""
    return partial(row.issued_on, "day") or _("day not found")


def passages(count: int) -> str:
    """A number of passages: 1 passage."""
    return ngettext("{n} passage", "{n} passages", count).format(n=number(count))


def counted(selection: Filters) -> Filters:
    """The selection under which challenges and asks are counted: the page sets the kind itself."""
    return selection.without("kind")


def behind(asked: Filters, theme: str, kind: str, **more: tuple[str, ...]) -> Filters:
    """The selection whose points a count of ``kind`` on ``theme`` counts."""
    return asked.set(theme=(theme,), kind=(kind,), **more)


def of_group(selection: Filters, group: str) -> Filters | None:
    """A selection narrowed to a stakeholder group of those behind its texts; None where no filters say so.

    The organisation filter chooses texts whoever else is behind them, and would have to be of the group too.
    """
    if not selection.organisation:
        return selection.set(group=(group,))
    others = selection.role or selection.group or selection.country or selection.region
    if others or selection.also_organisation:
        return None
    organisations = selection.organisation
    return selection.without("organisation").set(also_organisation=organisations, group=(group,))


def only_passages(selection: Filters) -> Filters:
    """What narrows passages: they are about texts, so only theme and family."""
    return Filters(theme=selection.theme, family=selection.family)


def in_force(asked: Filters) -> str:
    """Filters in force, and that the kind is the card's own where the address filters by it."""
    selection = address.filters()
    return scope(asked, next((kind for kind in KINDS if kind not in selection.kind), None))


def with_passages(asked: Filters) -> str:
    """Filters in force on counts, and which of them passages know."""
    said = in_force(asked)
    if set(asked.active()) - {"theme", "family"}:
        said += " · " + _("passages are narrowed by theme and family only")
    return said


def body() -> Any:
    """A place for what the page shows.

    Where another theme was opened or closed it is emptied first: the browser would stay as far down as it was, in the
    middle of a page that was not there before.
    """
    before, now = st.session_state.get("outcome_opened", ("",)), (opened(),)
    st.session_state["outcome_opened"] = now
    if before in (("",), now):
        return st.container()
    place = st.empty()
    time.sleep(_EMPTIED)
    return place.container()


def link(theme: str, label: str, text_id: str | None = None) -> None:
    """A link that opens one theme, at one text if given."""
    view = {name: st.query_params[name] for name in ("sort",) if name in st.query_params}
    at = {"text": text_id} if text_id else {}
    st.page_link(
        PAGE,
        label=text.markdown(label),
        icon=":material/open_in_full:",
        query_params=address.parameters(address.filters(), open=theme, **at, **view),
    )


def back() -> None:
    """A link from the opened theme to all."""
    view = {name: st.query_params[name] for name in ("sort",) if name in st.query_params}
    st.page_link(
        PAGE,
        label=_("All themes"),
        icon=":material/arrow_back:",
        query_params=address.parameters(address.filters(), **view),
    )


def chooser(theme: str | None) -> None:
    """A list of all themes to open one from."""
    if printing.wanted():
        return
    names = options.known()["theme"]
    st.session_state["view_open"] = theme if theme in names else None

    def changed() -> None:
        address.show(open=st.session_state["view_open"], text=None, asks=None, challenges=None)

    st.selectbox(
        _("Open a theme"),
        list(names),
        key="view_open",
        format_func=lambda one: names.get(one, one),
        placeholder=_("Choose one of {n}").format(n=number(len(names))),
        on_change=changed,
        width=320,
    )


def unknown(theme: str) -> None:
    """What stands where the address opens a theme that is not there."""
    with st.container(border=True, key="card_missing"):
        heading(*routes.ENTITIES["theme"].missing(theme))
        back()


def caution(cells: pd.DataFrame, more: Sequence[str] = ()) -> str:
    """What the figures cannot show, in plain words; ``cells`` are of the question ``outcome_cells``."""
    whole = int(cells.passages.sum())
    known = int(cells[list(CHANGES)].to_numpy().sum())
    parts = [
        _(
            "The passages rest on public pages about the texts; the texts themselves were not read whole, and what "
            "no page reported is missing."
        )
    ]
    if whole:
        parts.append(
            _(
                "Of {whole}, {unsaid} do not say how they changed, and a passage can also report that something is "
                "absent."
            ).format(whole=passages(whole), unsaid=number(whole - known))
        )
    parts.append(
        _(
            "A count of passages is how much was written about a text, not how much the text grants, and no count here "
            "shows that a submission caused anything."
        )
    )
    return " ".join([*parts, *more])


def standing(rows: pd.DataFrame, adopted: str) -> str:
    """On how many of the themes asked about the adopted text is reported to say something.

    ``rows`` are of the question ``outcome_themes``; empty without themes or texts.
    """
    if rows.empty or not adopted:
        return ""
    asked = rows[rows.asks > 0]
    if asked.empty:
        return _(
            "No submission in this selection asks for something; passages of {text} are reported on {themes}"
        ).format(text=adopted, themes=themes_counted(int((rows.adopted > 0).sum())))
    silent = asked[asked.adopted == 0]
    said = _("Submissions ask for something on {themes}; ").format(
        themes=themes_counted(len(asked))
    )
    if silent.empty:
        return said + ngettext(
            "passages of {text} are reported on it",
            "passages of {text} are reported on each of them",
            len(asked),
        ).format(text=adopted)
    names = "; ".join(text.plain(name) for name in silent.theme.head(NAMED))
    if len(silent) > NAMED:
        names = ""
    said += _("passages of {text} are reported on {some}, and none on {none}").format(
        text=adopted, some=number(len(asked) - len(silent)), none=number(len(silent))
    )
    return f"{said}: {names}" if names else said


def themes_counted(count: int) -> str:
    return ngettext("{n} theme", "{n} themes", count).format(n=number(count))


def most_asked(rows: pd.DataFrame, unit: str, adopted: str) -> str:
    """What is asked for most, and how much of the adopted text is reported on it; empty if nothing is asked for."""
    ranked = rows.sort_values(["asks", "theme"], ascending=[False, True], kind="stable")
    ranked = ranked.assign(count=ranked.asks, total=ranked.asks_total)
    said = findings.most(ranked, "theme", unit, "recommendation")
    if not said or ranked.total.iloc[0] < FEW or (ranked.asks == ranked.asks.iloc[0]).sum() > 1:
        return said
    return _("{most}; {passages} of {text} reported on it").format(
        most=said.replace(_("comes up most"), _("is asked for most"), 1),
        passages=passages(int(ranked.adopted.iloc[0])),
        text=adopted,
    )


def sorted_by(rows: pd.DataFrame, sort: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows of ``outcome_themes`` in an order of SORTS, and headings by the theme they stand above."""
    if sort == "family":
        last = rows.family == "Other"
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


def starred(count: int, submissions: int) -> str:
    """A count, with an asterisk where fewer than FEW submissions stand behind it."""
    return f"{number(count)}*" if 0 < submissions < FEW else number(count)


def in_counts(row: Any, unit: str, kind: str = "", *, whole: bool = True) -> str:
    """How many raise a theme: 'named as a challenge: 6 of 236 submissions that name a challenge'.

    As one ``kind`` or both; what the denominators have in common is left out unless ``whole``.
    """
    own = {
        "challenge": (row.challenges, row.challenges_total),
        "recommendation": (row.asks, row.asks_total),
    }
    return "; ".join(
        f"{KINDS[one]}: {findings.of(int(count), int(total), unit)} "
        f"{findings.doing(one, unit) if whole else ''}".rstrip()
        for one, (count, total) in own.items()
        if not kind or one == kind
    )


def changed(row: Any) -> str:
    """How some passages changed, counted: '1 strengthened, 2 removed'; empty where no source says so."""
    words = {
        "new": _("{n} new"),
        "strengthened": _("{n} strengthened"),
        "weakened": _("{n} weakened"),
        "removed": _("{n} removed"),
        "kept": _("{n} kept"),
    }
    counts = {name: int(getattr(row, name)) for name in words}
    return ", ".join(words[name].format(n=number(n)) for name, n in counts.items() if n)


def in_cell(row: Any) -> str:
    """A cell of the question ``outcome_cells`` in words."""
    if not row.passages:
        return _("nothing reported, which is not “nothing said”")
    said = _("{passages} reported").format(passages=passages(int(row.passages)))
    parts = [said, changed(row)]
    if isinstance(row.paragraphs, str):
        parts.append(_("paragraphs {list}").format(list=text.plain(row.paragraphs)))
    return "; ".join(part for part in parts if part)


def overview() -> None:
    """All themes: the finding, the table, those far apart, the texts."""
    unit, selection = address.unit(), address.filters()
    asked = counted(selection)
    rows = ask("outcome_themes", asked, unit=unit)
    cells = ask("outcome_cells", only_passages(asked))
    texts = ask("texts", only_passages(asked))
    last = final(texts)
    if last is None:
        with st.container(border=True, key="card_finding"):
            heading(
                _("These data hold no text of the review"),
                _("So there is nothing to set beside what submissions ask for."),
            )
        return
    adopted = called(last)
    with st.container(border=True, key="card_finding"):
        heading(
            standing(rows, adopted) or _("Nothing to compare in this selection"),
            f"{labels.UNITS[unit]} · {with_passages(asked)}",
        )
        words, box = st.columns([3, 1])
        with words:
            st.markdown(text.markdown(caution(cells, when_empty(rows))))
        with box:
            chooser(None)
    with st.container(horizontal=True, gap="small"):
        sort = address.choice("sort", _("Order"), SORTS)
        address.unit_switch()
    lines_card(rows, cells, texts, asked, unit, sort)
    apart_card(asked.without("theme", "family"), unit, adopted)
    texts_card(texts, only_passages(asked))
    cite()


def when_empty(rows: pd.DataFrame) -> list[str]:
    raised = rows.empty or rows.asks_total.iloc[0] or rows.challenges_total.iloc[0]
    return (
        []
        if raised
        else [
            _(
                "No submission of this selection asks for something or names a challenge, so counts are 0; the "
                "passages stand whatever the filters on submissions."
            )
        ]
    )


def _line_title(rows: pd.DataFrame, unit: str, adopted: str, sort: str) -> str:
    """The finding of the table as it is sorted."""
    if sort in ("less", "more"):
        compared = rows[rows.apart.notna()]
        said = furthest(*far_apart(compared)[:2], len(compared))
    else:
        said = most_asked(rows, unit, adopted)
    return said or _("Every theme, and what each text is reported to say on it")


@patient
def lines_card(
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    texts: pd.DataFrame,
    asked: Filters,
    unit: str,
    sort: str,
) -> None:
    """One line per theme: how many name it and ask, and what each text is reported to say on it."""
    last = final(texts)
    adopted = called(last) if last else ""
    ordered, sections = sorted_by(rows, sort)
    names = {row.text_id: text.plain(row.text) for row in texts.itertuples()}
    themes = dict(zip(rows.theme_id, rows.theme, strict=True))

    def hover(row: Any, kind: str) -> str:
        own = [in_counts(row, unit, one, whole=False) for one in KINDS if kind in ("", one)]
        return "<br>".join([safe(row.theme), *own])

    chart_card(
        "by_text",
        Answer("outcome_themes", asked, rows, {"unit": unit}),
        title=_line_title(rows, unit, adopted, sort),
        subtitle=_(
            "{unit} that name a theme as a challenge and that ask for something on it (* under {few} submissions), and "
            "passages reported from each text, {adopted} set apart: {signs}"
        ).format(unit=labels.UNITS[unit], few=FEW, adopted=adopted, signs=SIGNS)
        + " · "
        + with_passages(asked),
        figure=lambda: outcome_lines(
            ordered,
            cells,
            texts={
                row.text_id: (head(row.text_id), partial(row.issued_on, "day") or _("no date"))
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
                f"{safe(cell.theme)}<br>{safe(cell.text)}<br>{safe(in_cell(cell))}"
            ),
        ),
        doors=lambda ids: _line_doors(ids, rows, names, themes, asked, unit),
        chosen=sort,
        unit=unit,
        how=_HOW_LINES,
        empty=_("No theme passes the filters theme and family together"),
        foot=lambda: _cells_file(cells, asked),
    )


_HOW_LINES = _(
    "Upper bar: those that name the theme as a challenge; lower bar: those that ask for something on it. A cell has "
    "the number of passages that public pages report from a text on the theme, and a sign for each way in which a "
    "source says that one changed against the text before. A dot says that no page read here reports anything, which "
    "is not to say that the text says nothing. A passage can also report that something is absent or was refused. The "
    "adopted text is the last that has a document symbol, or the last if none has one. The filters on submissions and "
    "points narrow the counts; the page sets the kind of point itself. Passages are about texts: only the filters "
    "theme and family narrow them."
)


def safe(words: object) -> str:
    return text.plot(words)


def _cells_file(cells: pd.DataFrame, asked: Filters) -> None:
    if not printing.wanted():
        download(
            "cells", Answer("outcome_cells", only_passages(asked), cells), _("Download every cell")
        )


def _line_doors(
    ids: list[str],
    rows: pd.DataFrame,
    names: dict[str, str],
    themes: dict[str, str],
    asked: Filters,
    unit: str,
) -> None:
    theme, which = ids[0], ids[1]
    if theme not in themes:
        return
    if which in names:
        _cell_doors(theme, which, names[which], themes[theme])
        return
    row = next(rows[rows.theme_id == theme].itertuples())
    st.markdown(
        f"**{text.markdown(row.theme)}** · "
        + text.markdown(in_counts(row, unit, which if which in KINDS else ""))
    )
    with st.container(horizontal=True, gap="small"):
        link(theme, _("Open it: who asked, and the passages"))
        for kind, count in (("challenge", row.challenges), ("recommendation", row.asks)):
            if count and which in ("", kind):
                entities.points_link(behind(asked, theme, kind), POINTS[kind])


POINTS = {
    "challenge": _("The points that name it as a challenge"),
    "recommendation": _("The points that ask for something on it"),
    "position": _("The points that take a position on it"),
    "achievement": _("The points that credit an achievement on it"),
}


def _cell_doors(theme: str, text_id: str, name: str, label: str) -> None:
    found = ask("text_passages", Filters(theme=(theme,)))
    found = found[found.text_id == text_id]
    st.markdown(f"**{text.markdown(name)}** · {text.markdown(label)}")
    if found.empty:
        st.caption(text.markdown(nothing_reported()))
    for row in found.head(QUOTED).itertuples():
        st.caption(f"{text.markdown(row.says)}  \n{about_passage(row)}")
    more = len(found) - QUOTED
    link(
        theme,
        _("Open the theme at this text")
        + (" · " + _("{n} more").format(n=number(more)) if more > 0 else ""),
        text_id,
    )


def about_passage(row: Any) -> str:
    """Markdown: paragraph, change, publisher and the page of a passage."""
    paragraph = text.plain(row.paragraph)
    parts = [
        _("paragraph {number}").format(number=paragraph) if paragraph else _("paragraph not given"),
        CHANGES.get(text.plain(row.change), text.plain(row.change))
        or _("how it changed is not said"),
        text.plain(row.publisher),
    ]
    said = " · ".join(text.markdown(part) for part in parts)
    page = text.link(row.source_url)
    return f"{said} · [{text.markdown(text.host(row.source_url))}]({page})" if page else said


def nothing_reported() -> str:
    """What stands where no passage of a text is reported."""
    return _(
        "No page read here reports anything on this theme, which is not to say that the text says nothing."
    )


def far_apart(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """Themes whose two places are a quarter of all places apart or more.

    Those asked for more than reported, those reported more than asked for, both from the widest; and that quarter.
    ``rows`` are of the question ``outcome_themes`` and have an ``apart``.
    """
    quarter = len(rows) / 4
    by = {"kind": "stable", "by": "apart"}
    less = rows[rows.apart >= quarter].sort_values(ascending=False, **by)
    more = rows[rows.apart <= -quarter].sort_values(ascending=True, **by)
    return less, more, quarter


def furthest(less: pd.DataFrame, more: pd.DataFrame, compared: int) -> str:
    """Which themes are furthest apart; modest where few can be compared, empty where none can."""
    if not compared:
        return ""
    if compared < FEW:
        return _("Too few to compare: {themes}").format(themes=themes_counted(compared))
    parts = []
    for words, rows in (
        (_("Asked for much more than reported: {names}"), less),
        (_("Reported much more than asked for: {names}"), more),
    ):
        if not rows.empty:
            named = ", ".join(text.plain(name) for name in rows.theme.head(2))
            left = len(rows) - 2
            also = _(" and {n} more").format(n=number(left)) if left > 0 else ""
            parts.append(words.format(names=named + also))
    return ". ".join(parts) or _(
        "No theme is asked for much more or much less than is reported on it"
    )


def example(row: Any, rows: pd.DataFrame) -> str:
    """How one theme's places come about, to be checked by hand in the table."""

    def shared(column: str, value: int) -> str:
        ahead, same = int((rows[column] > value).sum()), int((rows[column] == value).sum())
        middle = (2 * ahead + 1 + same) / 2
        if same == 1:
            return _("{ahead} have more, so place {place}").format(
                ahead=number(ahead), place=number(middle)
            )
        return _("{ahead} have more and {same} as many, itself included, so place {place}").format(
            ahead=number(ahead), same=number(same), place=number(middle)
        )

    return _(
        "Example: {theme}. Asks {asks}: {asked}. Passages {passages}: {reported}. The difference is {apart}."
    ).format(
        theme=text.plain(row.theme),
        asks=number(row.asks),
        asked=shared("asks", row.asks),
        passages=number(row.adopted),
        reported=shared("adopted", row.adopted),
        apart=number(row.apart),
    )


@patient
def apart_card(asked: Filters, unit: str, adopted: str) -> None:
    """Themes much asked for and little reported from the adopted text, and the reverse."""
    everything = ask("outcome_themes", asked, unit=unit)
    rows = everything[everything.apart.notna()]
    less, more, quarter = far_apart(rows)
    shown = less.head(0) if len(rows) < FEW else less
    other = more.head(0) if len(rows) < FEW else more

    def doors(ids: list[str]) -> None:
        row = next(rows[rows.theme_id == ids[0]].itertuples(), None)
        if row is None:
            return
        st.markdown(
            f"**{text.markdown(row.theme)}** · {text.markdown(_placed(row, unit, adopted))}"
        )
        with st.container(horizontal=True, gap="small"):
            link(row.theme_id, _("Open it: who asked, and the passages"))
            entities.points_link(
                behind(asked, row.theme_id, "recommendation"), POINTS["recommendation"]
            )

    how = _HOW_APART.format(
        few=FEW, themes=themes_counted(len(rows)), quarter=number(ceil(quarter * 10) / 10)
    )
    if len(rows):
        first = next((less if len(less) else rows).itertuples())
        how += "\n\n" + text.markdown(example(first, rows))
    chart_card(
        "apart",
        Answer(
            "outcome_themes", asked, rows, {"unit": unit}, _("rows in which “apart” is not empty")
        ),
        title=furthest(less, more, len(rows)),
        subtitle=_(
            "Place by {unit} that ask for something, and by passages reported from {adopted}; {themes} with {few} or "
            "more submissions asking, those a quarter of the places apart shown. A passage can also report that "
            "something is absent, and few passages reported is not “rejected”. Behind a name: {signs}"
        ).format(
            unit=labels.UNITS[unit].lower(),
            adopted=adopted,
            themes=themes_counted(len(rows)),
            few=FEW,
            signs=SIGNS.rpartition(", ·")[0],
        )
        + " · "
        + with_passages(asked),
        figure=lambda: places_apart(
            [
                (_("Asked for more than reported"), shown),
                (_("Reported more than asked for"), other),
            ],
            places=len(rows),
            asked=_("{unit} that ask for something on it").format(unit=labels.UNITS[unit].lower()),
            reported=_("passages reported from {text}").format(text=adopted),
            most=_("most"),
            least=_("least"),
            hover=lambda row: f"{safe(row.theme)}<br>{safe(_placed(row, unit, adopted))}",
        ),
        doors=doors,
        unit=unit,
        how=how,
        empty=_("No theme is asked for in {few} or more submissions of this selection").format(
            few=FEW
        ),
    )


_HOW_APART = _(
    "Compared are the {themes} on which {few} or more submissions ask for something; the family Other is left out, as "
    "it is not one subject. Each theme has a place by asks and a place by passages reported from the adopted text: 1 "
    "is most, and themes with the same number share the middle of their places. The measure is the second place less "
    "the first; shown are the themes for which it is a quarter of all places ({quarter}) or more, up or down. Nothing "
    "is weighed. What was removed or weakened on the way does not enter the places; it stands beside the names as "
    "signs. Themes that few pages write about end low, however much the text says on them."
)


def _placed(row: Any, unit: str, adopted: str) -> str:
    said = _(
        "asked for: {asks}, place {asked}; {passages} reported from {text}, place {reported}"
    ).format(
        asks=findings.of(int(row.asks), int(row.asks_total), unit),
        asked=number(row.asked_place),
        passages=passages(int(row.adopted)),
        text=adopted,
        reported=number(row.reported_place),
    )
    on_the_way = changed(row)
    return f"{said}; " + (
        _("over all texts: {changes}").format(changes=on_the_way)
        if on_the_way
        else _("how passages changed is not said")
    )


@patient
def texts_card(texts: pd.DataFrame, selection: Filters) -> None:
    """The texts of the review: when, under which symbol, what, and the page it was read about on.

    ``selection`` narrows the passages that are counted.
    """
    with st.container(border=True, key="card_texts"):
        count = ngettext("{n} text", "{n} texts", len(texts)).format(n=number(len(texts)))
        heading(_("The texts of the review: {texts}").format(texts=count), _("In time order"))
        for row in texts.itertuples():
            with st.container(gap="xxsmall", key=f"point_text_{row.text_id}"):
                mark = f" · {_('adopted text')}" if row.adopted else ""
                st.markdown(f"**{text.markdown(row.text)}**{mark}")
                st.markdown(text.markdown(row.description))
                about = [issued(row)]
                if symbol := text.plain(row.document_symbol):
                    about.append(symbol)
                about.append(_reported_on(row))
                page = text.link(row.source_url)
                where = f" · [{text.markdown(text.host(row.source_url))}]({page})" if page else ""
                st.caption(text.markdown(" · ".join(about)) + where)
        with st.container(horizontal=True, gap="small", key="tools_texts"):
            toolbar("texts", Answer("texts", selection, texts))
            if not printing.wanted():
                found = Answer("text_passages", selection, ask("text_passages", selection))
                download("every_passage", found, _("Download the passages"))


def _reported_on(row: Any) -> str:
    if not row.passages:
        return _("nothing reported")
    return _("{passages} reported on {themes}").format(
        passages=passages(int(row.passages)), themes=themes_counted(int(row.themes))
    )


def cite(name: str = "") -> None:
    """A line to cite this view by."""
    with st.container(border=True, key="card_cite"):
        heading(_("To cite this view"), _("The address reopens exactly it, filters included"))
        st.code(citation(name), language=None, wrap_lines=True)


def citation(name: str = "") -> str:
    """Dashboard, view, data version, address and the day of access."""
    query = {key: values for key, values in address.query().items() if key != printing.PARAMETER}
    return _("{dashboard}, “{view}”, data {version}, {address}, accessed {day}").format(
        dashboard=consultation.SITE,
        view=title(opened()) if name else _("What became of it"),
        version=current().version,
        address=address.full(parameters=query),
        day=day(date.today()),
    )
