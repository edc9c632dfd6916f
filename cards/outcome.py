"""What became of what was asked for: all themes, asks beside passages of the texts; and the words for both."""

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

import pandas as pd

from cards.kit import Card, Chart, DrillDown, Link, points_link
from cards.query import Context, Query
from charts.outcome import outcome_lines, places_apart
from i18n import _, escaping, filter_options, headlines, labels, ngettext, number
from i18n.dates import partial
from i18n.headlines import FEW
from queries import Filters, ask

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
QUOTED, NAMED = 4, 3
"""Passages shown under a clicked cell; names in a sentence."""


def title(theme: str | None) -> str:
    """The page's title."""
    name = filter_options.option_labels()["theme"].get(theme or "")
    return _("What became of it: {theme}").format(theme=name) if name else _("What became of it")


def final(texts: pd.DataFrame) -> Any | None:
    """The adopted text, a row of the question ``texts``; None if there are no texts."""
    return next(texts[texts.adopted].itertuples(), None)


def called(row: Any) -> str:
    """What sentences call a text: its document symbol, without what stands behind it in brackets, or its title."""
    symbol = escaping.one_line(row.document_symbol).partition(" (")[0]
    return symbol or escaping.one_line(row.text)


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


def in_force(page: Context, asked: Filters) -> str:
    """Filters in force, and that the kind is the card's own where the address filters by it."""
    return page.scope(asked, next((kind for kind in KINDS if kind not in page.filters.kind), None))


def with_passages(page: Context, asked: Filters) -> str:
    """Filters in force on counts, and which of them passages know."""
    passages_only = _("passages are narrowed by theme and family only")
    narrowed = set(asked.active()) - {"theme", "family"}
    return " · ".join((in_force(page, asked), *([passages_only] if narrowed else [])))


def link(page: Context, theme: str, label: str, text_id: str | None = None) -> Link:
    """A link that opens one theme, at one text if given."""
    view = {"open": theme, **({"text": text_id} if text_id else {})}
    if "sort" in page.view:
        view["sort"] = page.view["sort"][-1]
    return Link("what_became_of_it", label, icon=":material/open_in_full:", view=view)


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
    names = "; ".join(escaping.one_line(name) for name in silent.theme.head(NAMED))
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
    said = headlines.most(ranked, "theme", unit, "recommendation")
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
        f"{KINDS[one]}: {headlines.of(int(count), int(total), unit)} "
        f"{headlines.doing(one, unit) if whole else ''}".rstrip()
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
        parts.append(_("paragraphs {list}").format(list=escaping.one_line(row.paragraphs)))
    return "; ".join(part for part in parts if part)


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


def lines(
    page: Context,
    counts: Query,
    cells: pd.DataFrame,
    texts: pd.DataFrame,
    sort: str,
) -> Card:
    """One line per theme: how many name it and ask, and what each text is reported to say on it."""
    unit, rows, asked = page.unit, counts.rows, counts.filters
    last = final(texts)
    adopted = called(last) if last else ""
    ordered, sections = sorted_by(rows, sort)

    def hover(row: Any, kind: str) -> str:
        own = [in_counts(row, unit, one, whole=False) for one in KINDS if kind in ("", one)]
        return "<br>".join([safe(row.theme), *own])

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        theme, which = ids
        row = next(rows[rows.theme_id == theme].itertuples(), None)
        if row is None:
            return None
        if which in set(texts.text_id):
            text_title = texts.text[texts.text_id == which].iloc[0]
            return _reported(page, theme, which, f"{escaping.one_line(text_title)}", row.theme)
        return DrillDown(
            in_counts(row, unit, which if which in KINDS else ""),
            (
                link(page, theme, _("Open it: who asked, and the passages")),
                *(
                    points_link(behind(asked, theme, kind), POINTS[kind])
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
        subtitle=" · ".join(
            (
                _(
                    "{unit} that name a theme as a challenge and that ask for something on it (* under {few} "
                    "submissions), and passages reported from each text, {adopted} set apart: {signs}"
                ).format(unit=labels.UNITS[unit], few=FEW, adopted=adopted, signs=SIGNS),
                with_passages(page, asked),
            )
        ),
        draw=lambda: outcome_lines(
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
        drill_down=drill_down,
        state=sort,
        unit=unit,
        how=_HOW_LINES,
        empty=_("No theme passes the filters theme and family together"),
    )


def _reported(page: Context, theme: str, text_id: str, name: str, label: str) -> DrillDown:
    """What one text is reported to say on a theme."""
    found = ask("text_passages", Filters(theme=(theme,)))
    found = found[found.text_id == text_id]
    passages_of_it = [
        f"{escaping.markdown(row.says)}  \n{about_passage(row)}"
        for row in found.head(QUOTED).itertuples()
    ]
    more = len(found) - QUOTED
    label_of_link = _("Open the theme at this text")
    if more > 0:
        label_of_link += " · " + _("{n} more").format(n=number(more))
    return DrillDown(
        escaping.one_line(label),
        (link(page, theme, label_of_link, text_id),),
        passages_of_it or (escaping.markdown(nothing_reported()),),
        name,
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
    return escaping.plot(words)


POINTS = {
    "challenge": _("The points that name it as a challenge"),
    "recommendation": _("The points that ask for something on it"),
    "position": _("The points that take a position on it"),
    "achievement": _("The points that credit an achievement on it"),
}


def about_passage(row: Any) -> str:
    """Markdown: paragraph, change, publisher and the page of a passage."""
    paragraph = escaping.one_line(row.paragraph)
    parts = [
        _("paragraph {number}").format(number=paragraph) if paragraph else _("paragraph not given"),
        CHANGES.get(escaping.one_line(row.change), escaping.one_line(row.change))
        or _("how it changed is not said"),
        escaping.one_line(row.publisher),
    ]
    said = " · ".join(escaping.markdown(part) for part in parts)
    page = escaping.safe_url(row.source_url)
    return (
        f"{said} · [{escaping.markdown(escaping.host(row.source_url))}]({page})" if page else said
    )


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
            named = ", ".join(escaping.one_line(name) for name in rows.theme.head(2))
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
        theme=escaping.one_line(row.theme),
        asks=number(row.asks),
        asked=shared("asks", row.asks),
        passages=number(row.adopted),
        reported=shared("adopted", row.adopted),
        apart=number(row.apart),
    )


def apart(page: Context, adopted: str) -> Card:
    """Themes much asked for and little reported from the adopted text, and the reverse."""
    unit, asked = page.unit, counted(page.filters).without("theme", "family")
    everything = ask("outcome_themes", asked, unit=unit)
    rows = everything[everything.apart.notna()]
    less, more, quarter = far_apart(rows)
    drawn = len(rows) >= FEW

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = next(rows[rows.theme_id == ids[0]].itertuples(), None)
        if row is None:
            return None
        points = behind(asked, row.theme_id, "recommendation")
        return DrillDown(
            _placed(row, unit, adopted),
            (
                link(page, row.theme_id, _("Open it: who asked, and the passages")),
                points_link(points, POINTS["recommendation"]),
            ),
            name=row.theme,
        )

    how = _HOW_APART.format(
        few=FEW, themes=themes_counted(len(rows)), quarter=number(ceil(quarter * 10) / 10)
    )
    if len(rows):
        first = next((less if len(less) else rows).itertuples())
        how += "\n\n" + escaping.markdown(example(first, rows))
    return Chart(
        key="apart",
        query=Query(
            "outcome_themes", asked, {"unit": unit}, rows, _("rows in which “apart” is not empty")
        ),
        title=furthest(less, more, len(rows)),
        subtitle=" · ".join(
            (
                _(
                    "Place by {unit} that ask for something, and by passages reported from {adopted}; {themes} with "
                    "{few} or more submissions asking, those a quarter of the places apart shown. A passage can also "
                    "report that something is absent, and few passages reported is not “rejected”. Behind a name: "
                    "{signs}"
                ).format(
                    unit=labels.UNITS[unit].lower(),
                    adopted=adopted,
                    themes=themes_counted(len(rows)),
                    few=FEW,
                    signs=SIGNS.rpartition(", ·")[0],
                ),
                with_passages(page, asked),
            )
        ),
        draw=lambda: places_apart(
            [
                (_("Asked for more than reported"), less if drawn else less.head(0)),
                (_("Reported more than asked for"), more if drawn else more.head(0)),
            ],
            places=len(rows),
            asked=_("{unit} that ask for something on it").format(unit=labels.UNITS[unit].lower()),
            reported=_("passages reported from {text}").format(text=adopted),
            most=_("most"),
            least=_("least"),
            hover=lambda row: f"{safe(row.theme)}<br>{safe(_placed(row, unit, adopted))}",
        ),
        drill_down=drill_down,
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
        asks=headlines.of(int(row.asks), int(row.asks_total), unit),
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
