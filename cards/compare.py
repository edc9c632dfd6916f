"""The cards of the page that sets organisations, stakeholder groups or stages side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pandas as pd

from cards.kit import (
    Card,
    Chart,
    DrillDown,
    Link,
    Paging,
    Record,
    RecordList,
    points_link,
    row_of,
    submissions_link,
)
from cards.query import Context, Query, query
from cards.rankings import DIMENSIONS, Dimension
from charts import ACCENT, GROUP_COLOURS, KIND_COLOURS
from charts.comparison import Section, Side, pair_bars, side_cells
from i18n import _, escaping, filter_options, headlines, labels, ngettext, number, percent, routes
from i18n.dates import partial
from i18n.headlines import FEW, counted, of
from queries import Filters, ask

BY = {
    "organisation": _("Organisations"),
    "group": _("Stakeholder groups"),
    "stage": _("Stages of the review"),
}
KINDS = {"all": _("All"), **labels.KINDS_PLURAL}
GRAIN_NAMES = {"themes": _("Themes"), "claims": _("Claims"), "families": _("Families")}
FEWEST, MOST = 2, 4
FEW_POINTS = 3
"""Below this many points of a side, the question gives no overlap."""

PAGE = 30
"""Lines of one part on a page; where all parts are shown, the strongest of each are."""

OPPOSITES, TEXTS, PRINTED = 4, 8, 40
"""Opposing claims, and shared texts, on a page of their list; and of either on paper."""

ALL, SOME, ONLY = "all", "some", "only-"
"""Parts of what is compared: raised by all sides, by some, by one (followed by its id)."""


@dataclass(frozen=True)
class Sides:
    """What a page is asked to compare: a filter, the ids that are known, in order, and those left out."""

    by: str
    ids: tuple[str, ...]
    page: Context = field(default_factory=Context)
    unknown: tuple[str, ...] = ()
    beyond: int = 0

    @property
    def kind(self) -> str | None:
        """The kind of point that the page's switch sets; None if it leaves that to the filters."""
        shown = self.page.value("show", tuple(KINDS))
        return None if shown == "all" else shown

    @property
    def asked(self) -> Filters:
        """The selection in force without what tells the sides apart, of the kind that the switch sets."""
        selection = self.page.filters.without(self.by)
        return selection.set(kind=(self.kind,)) if self.kind else selection

    @property
    def scope(self) -> str:
        """What narrows the cards; the page's own switch sets the kind."""
        asked = self.asked.without("kind") if self.kind else self.asked
        return self.page.scope(asked, self.kind)

    def query(self, what: str, **parameters: str) -> Query:
        """The question ``what`` about the sides: comparison_pairs, comparison_shared."""
        ids = ",".join(self.ids)
        return query(f"comparison_{what}", self.asked, by=self.by, ids=ids, **parameters)

    def name(self, identifier: str) -> str:
        """What a side is called, as one line of text."""
        return escaping.one_line(
            filter_options.option_labels()[self.by].get(identifier, identifier)
        )

    def of_side(self, identifier: str) -> Filters:
        """What a side's figures count."""
        return self.asked.set(**{self.by: (identifier,)})


def sides_of(page: Context, named: Sequence[str]) -> Sides:
    """The sides that an address names by their ids; of more than MOST the first."""
    by = page.value("by", tuple(BY))
    known = filter_options.option_labels()[by]
    ids = [identifier for identifier in named if identifier in known]
    unknown = tuple(identifier for identifier in named if identifier not in known)
    return Sides(by, tuple(ids[:MOST]), page, unknown, max(len(ids) - MOST, 0))


def joined(names: Sequence[str]) -> str:
    """Names as a list in a sentence: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return _("{others} and {last}").format(others=", ".join(names[:-1]), last=names[-1])


def title(sides: Sides) -> str:
    """The page's title."""
    if len(sides.ids) < FEWEST:
        return _("Who says the same, and who does not?")
    return _("{names} side by side").format(
        names=joined([escaping.shorten(sides.name(side), 40) for side in sides.ids])
    )


@dataclass(frozen=True)
class Compared:
    """What the sides raise: the rows of a question ``comparison_...``, and the items by who raises them."""

    sides: Sides
    grain: str
    query: Query
    split: dict[str, pd.DataFrame]

    @property
    def by(self) -> Dimension:
        """What points are counted by."""
        return DIMENSIONS[self.grain]

    @property
    def part_names(self) -> dict[str, str]:
        """The parts that can be shown, on their buttons; first, with an empty id, the strongest of each."""
        named = {
            part: f"{self.part_name(part)}: {number(len(items))}"
            for part, items in self.split.items()
        }
        return {"": _("The strongest of each"), **named} if len(named) > 1 else named

    @property
    def part(self) -> str:
        """The part that the address asks for; empty for the strongest of each."""
        return self.sides.page.value("part", tuple(self.part_names)) if self.split else ""

    @property
    def window(self) -> slice:
        """The rows of each part that is shown."""
        if self.part:
            return self.sides.page.rows_of_page(len(self.split[self.part]), PAGE)
        return slice(0, 8 if len(self.split) < 4 else 5)

    def part_name(self, part: str) -> str:
        """What a part is called."""
        if part == ALL:
            two = self.query.rows.side_id.nunique() == FEWEST
            return _("Both") if two else _("All of them")
        if part == SOME:
            return _("Only some")
        name = self.sides.name(part.removeprefix(ONLY))
        return _("Only {name}").format(name=escaping.shorten(name, 24))


def compared(sides: Sides) -> Compared:
    """What the address asks to compare of the sides."""
    grain = sides.page.value("grain", tuple(GRAIN_NAMES))
    found = sides.query(grain, unit=sides.page.unit)
    return Compared(sides, grain, found, parts(found.rows, DIMENSIONS[grain].id))


def examples(sides: Sides) -> list[Link]:
    """Comparisons worth a look, with the one side chosen, if there is one."""
    selection = sides.page.filters
    found: list[tuple[str, str, list[str]]] = []
    if sides.ids:
        others = [one for one in _largest(sides.by, selection) if one != sides.ids[0]][:2]
        words = {
            "organisation": _("beside an organisation with many submissions"),
            "group": _("beside a large group"),
            "stage": _("beside a stage with many submissions"),
        }[sides.by]
        found = [(words, sides.by, [sides.ids[0], other]) for other in others]
    else:
        pairs = {
            "organisation": _("the two organisations with most submissions"),
            "group": _("the two groups with most submissions"),
            "stage": _("the two stages with most submissions"),
        }
        for by in sorted(pairs, key=lambda one: one != sides.by):
            if len(ids := _largest(by, selection)[:2]) == FEWEST:
                found.append((pairs[by], by, ids))
    return [_example(words, by, ids) for words, by, ids in found]


def _example(words: str, by: str, ids: list[str]) -> Link:
    named = joined(
        [escaping.one_line(filter_options.option_labels()[by][identifier]) for identifier in ids]
    )
    icon, view = ":material/compare_arrows:", {"by": by, "id": ids}
    return Link("compare", f"{named} ({words})", icon=icon, view=view)


def _largest(by: str, selection: Filters) -> list[str]:
    """Ids of the sides that a selection has most submissions of, most first."""
    asked = selection.without(by)
    if by == "organisation":
        rows = ask("organisations", asked)
        order = rows.sort_values(["submissions", "points"], ascending=False, kind="stable")
        ordered = order.organisation_id
    elif by == "group":
        ordered = ask("groups", asked).stakeholder_group
    else:
        whole = ask("stages", asked).drop_duplicates("stage_id")
        ordered = whole.sort_values("total", ascending=False, kind="stable").stage_id
    return [str(identifier) for identifier in ordered]


def size(row: Any) -> str:
    """How much a side has, with a caution where it is little. ``row`` is one of the question ``comparison_sides``."""
    if not row.submissions:
        return _("Nothing in this selection")
    said = " · ".join(
        (
            counted(int(row.submissions), "submissions"),
            ngettext(
                "{n} organisation behind them", "{n} organisations behind them", row.organisations
            ).format(n=number(row.organisations)),
            counted(int(row.points), "points"),
        )
    )
    if row.whole_overlap == row.whole_overlap:
        said += " · " + _("mix of themes {overlap} like the whole selection’s").format(
            overlap=overlap(row.whole_overlap)
        )
    if row.submissions < FEW:
        said += " · " + _("* few: read its shares with care")
    return said


def parts(rows: pd.DataFrame, identifier: str) -> dict[str, pd.DataFrame]:
    """The items of a comparison by who raises them: part -> rows, one per item, strongest first.

    Sides of which the selection has nothing do not count: what all others raise is raised by all.
    """
    items = rows.drop_duplicates(identifier)
    present = list(dict.fromkeys(rows.sort_values("position").side_id))
    alone = items.raised_by == 1
    found = {f"{ONLY}{side}": items[alone & (items.sides == side)] for side in present}
    if len(present) > 1:
        every = items.raised_by == len(present)
        found = {ALL: items[every], SOME: items[~every & ~alone], **found}
    return {part: of_part for part, of_part in found.items() if len(of_part)}


def things(grain: str, count: int) -> str:
    """A count of themes, claims or families."""
    return {
        "themes": ngettext("{n} theme", "{n} themes", count),
        "claims": ngettext("{n} claim", "{n} claims", count),
        "families": ngettext("{n} family", "{n} families", count),
    }[grain].format(n=number(count))


def finding(rows: pd.DataFrame, grain: str, sides: Sides) -> str:
    """How many items all sides raise, and which one of them most; modest where a side is small."""
    if rows.empty:
        return ""
    by = DIMENSIONS[grain]
    identifier, label = by.id, by.label
    present = rows.drop_duplicates("side_id").sort_values("position")
    names = [escaping.shorten(sides.name(side), 40) for side in present.side_id]
    if len(names) == 1:
        return _("Only {name} has points in this selection: nothing to compare").format(
            name=names[0]
        )
    common = parts(rows, identifier).get(ALL, rows.head(0))
    whole = things(grain, rows[identifier].nunique())
    if common.empty:
        return _("None of {whole} is common to {names}").format(whole=whole, names=joined(names))
    said = ngettext(
        "{n} of {whole} is common to {names}", "{n} of {whole} are common to {names}", len(common)
    ).format(n=number(len(common)), whole=whole, names=joined(names))
    if top := _most_common(rows, common, identifier, label):
        said += ", " + _("above all {name}").format(name=f"“{top}”" if grain == "claims" else top)
    return said


def _most_common(rows: pd.DataFrame, common: pd.DataFrame, identifier: str, label: str) -> str:
    """The item whose smallest share is largest; empty if two tie, or a side has fewer than FEW submissions or units."""
    if (rows.submissions < FEW).any() or (rows.total < FEW).any():
        return ""
    cells = rows[rows[identifier].isin(common[identifier].head(2))]
    least: dict[str, Fraction] = {}
    for row in cells.itertuples():
        item, share = getattr(row, identifier), Fraction(int(row.count), int(row.total))
        least[item] = min(share, least.get(item, share))
    shares = [least[item] for item in common[identifier].head(2)]
    if len(shares) == 2 and shares[0] == shares[1]:
        return ""
    return escaping.one_line(common[label].iloc[0])


def comparison(found: Compared) -> Card:
    """What the sides raise, grouped by who raises it, with each side's share and count."""
    sides, rows, by = found.sides, found.query.rows, found.by
    unit, kind = sides.page.unit, sides.kind
    titles = dict(zip(rows[by.id], rows[by.label], strict=True))
    doing = " ".join((labels.UNITS[unit].lower(), headlines.doing(kind, unit))).strip()

    def share(row: Any) -> str:
        return escaping.plot(
            f"{sides.name(row.side_id)}: {of(row.count, row.total, unit)} "
            f"({percent(row.count, row.total)})"
        )

    return Chart(
        key="compared",
        query=found.query,
        title=finding(rows, found.grain, sides),
        subtitle=" · ".join(
            (
                _(
                    "Share of each side’s {units}, and how many · – none coded, which is not “not said” · "
                    "* under {few} submissions"
                ).format(units=doing, few=FEW),
                sides.scope,
            )
        ),
        draw=lambda: side_cells(
            rows,
            identifier=by.id,
            sections=_sections(found),
            sides=_columns(rows, sides),
            colours=_colours(sides),
            cell_text=lambda row: f"{percent(row.count, row.total)} ({number(row.count)})",
            hover=share,
            empty=lambda side: escaping.plot(_("{name}: none coded").format(name=side.name)),
        ),
        drill_down=lambda ids: (
            _cell(found, ids[0], titles[ids[0]], ids[1]) if ids[0] in titles else None
        ),
        state=(found.part, found.window.start),
        unit=unit,
        paging=Paging(len(found.split[found.part]), PAGE) if found.part else None,
        how=_(
            "A side’s share is the part of its own {unit} in the selection with such a point. Within each part the "
            "strongest stand first: those whose smallest share, among the sides that raise them, is largest. A side "
            "with more submissions has more that only it raises, without differing more. Points that fit no claim "
            "are left out of the claims, but not out of what shares are of. An organisation’s submissions are those "
            "it wrote or signed, a group’s those that one of the group wrote or signed."
        ).format(unit=labels.UNITS[unit].lower()),
    )


def _columns(rows: pd.DataFrame, sides: Sides) -> list[Side]:
    present = rows.drop_duplicates("side_id").sort_values("position")
    return [
        Side(
            row.side_id,
            escaping.shorten(sides.name(row.side_id), 34),
            f"n={number(row.total)}{'*' if row.submissions < FEW else ''}",
        )
        for row in present.itertuples()
    ]


def _colours(sides: Sides) -> dict[str, str]:
    """Groups have their own colours; of others, all marks are of the kind's."""
    if sides.by == "group":
        return {side: GROUP_COLOURS.get(side, ACCENT) for side in sides.ids}
    return dict.fromkeys(sides.ids, KIND_COLOURS.get(sides.kind or "", ACCENT))


def _sections(found: Compared) -> list[Section]:
    """The lines that are drawn, by part."""
    identifier, label = found.by.id, found.by.label
    window = found.window
    sections = []
    for part in [found.part] if found.part else list(found.split):
        whole = found.split[part]
        items = whole.iloc[window]
        words = f"{found.part_name(part)}: {things(found.grain, len(whole))}"
        if len(items) < len(whole):
            words += ", " + (
                _("{first} to {last}").format(
                    first=number(window.start + 1), last=number(window.start + len(items))
                )
                if found.part
                else _("the {n} strongest").format(n=number(len(items)))
            )
        lines = {}
        for row in items.itertuples():
            words_of = escaping.one_line(getattr(row, label))
            if found.grain == "claims" and not found.sides.kind:
                words_of += f" · {labels.KINDS.get(row.kind, row.kind)}"
            lines[getattr(row, identifier)] = words_of
        sections.append(Section(words, lines))
    return sections


def _cell(found: Compared, item: str, label: str, side: str) -> DrillDown:
    """What a cell counts, and the way to exactly that."""
    sides, own = found.sides, found.by.filter
    name, what = sides.name(side), escaping.one_line(label)
    page = Link(own, what, id=item, icon=":material/sell:")
    pages = (page,) if own in routes.ENTITIES else ()
    row = row_of(found.query.rows, **{found.by.id: item, "side_id": side})
    if row is None:
        absent = _(
            "{name}: “{what}” is not coded in its submissions; that is not to say it was not said"
        )
        return DrillDown(absent.format(name=name, what=what), pages)
    share = of(int(row.count), int(row.total), sides.page.unit)
    exact = sides.of_side(side).set(**{own: (item,)})
    return DrillDown(
        _("{name}: “{what}” in {share}").format(name=name, what=what, share=share),
        (points_link(exact), submissions_link(exact), *pages),
    )


def overlap(value: float) -> str:
    """An overlap in percent, as readers expect it: 70%, but 0.4% rather than 0%, and 99.8% rather than 100%."""
    return percent(round(value * 10), 1000)


def alike(rows: pd.DataFrame) -> str:
    """How much the sides have in common, from the question ``comparison_pairs``; empty if nothing can be said.

    Pairs are only ranked where all sides have FEW submissions or more and one pair leads.
    """
    measured = rows[rows.themes_overlap.notna()]
    if measured.empty:
        return _("Too few points to say how alike they are") if len(rows) else ""
    ordered = measured.sort_values("themes_overlap", ascending=False, kind="stable")
    order = list(ordered.itertuples())
    first, last = order[0], order[-1]
    if len(order) == 1:
        words = _("The mixes of themes of {pair} overlap by {overlap}").format(
            pair=pair_name(first), overlap=overlap(first.themes_overlap)
        )
        if first.claims_either:
            words += ", " + _("and they share {n} of {either}").format(
                n=number(first.claims_shared), either=things("claims", first.claims_either)
            )
        return words
    if first.themes_overlap == last.themes_overlap:
        return _("The mixes of themes of each two overlap by {overlap}").format(
            overlap=overlap(first.themes_overlap)
        )
    small = measured[["first_submissions", "second_submissions"]].min(axis=None) < FEW
    if small or first.themes_overlap == order[1].themes_overlap:
        return _("The mixes of themes of each two overlap by {least} to {most}").format(
            least=overlap(last.themes_overlap), most=overlap(first.themes_overlap)
        )
    return _("Most alike in their mix of themes: {pair} ({overlap})").format(
        pair=pair_name(first), overlap=overlap(first.themes_overlap)
    )


def pair_name(row: Any) -> str:
    """The two sides of a pair."""
    first, second = (
        labels.GROUPS.get(name, escaping.one_line(name)) for name in (row.first, row.second)
    )
    return joined([escaping.shorten(first, 40), escaping.shorten(second, 40)])


def pairs(sides: Sides) -> Card:
    """How much each two sides have in common: mix of themes, claims, and texts that both stand behind."""
    measures = {"themes_overlap": _("Same mix of themes"), "claims_overlap": _("Same claims")}
    found = sides.query("pairs")
    rows = found.rows

    def value_text(row: Any, column: str) -> str:
        value = getattr(row, column)
        if value == value and value is not None:
            if column == "themes_overlap":
                return overlap(value)
            return f"{number(row.claims_shared)} of {number(row.claims_either)} ({overlap(value)})"
        if min(row.first_points, row.second_points) < FEW_POINTS:
            return _("too few to compare")
        return _("no claim coded")

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = row_of(rows, first_id=ids[0], second_id=ids[1])
        return _pair(sides, row) if row else None

    return Chart(
        key="pairs",
        query=found,
        title=alike(rows),
        subtitle=" · ".join(
            (
                _(
                    "Same claims: made by both, of those made by either · alike is not agreed: two can raise one theme "
                    "and want opposite things"
                ),
                sides.scope,
            )
        ),
        draw=lambda: pair_bars(
            rows,
            label=pair_name,
            measures=measures,
            value_text=value_text,
            hover=lambda row, column: escaping.plot(
                f"{pair_name(row)}: {measures[column]}, {value_text(row, column)}"
            ),
        ),
        drill_down=drill_down,
        below=_shared_texts(sides, rows),
        empty=_("Fewer than two sides have submissions in this selection"),
        how=_(
            "The mix of themes is the share of a side’s points on each theme; the overlap adds up, theme by theme, the "
            "smaller of the two shares. Both measures are 100% for a side and itself, and the same in both directions. "
            "They are not given where a side has fewer than {few} points, and run low where a side has few: with ten "
            "points no more than ten claims can be shared. A text that both stand behind counts for both, and makes "
            "them alike by construction. The unit of counting does not matter here."
        ).format(few=FEW_POINTS),
    )


def _pair(sides: Sides, row: Any) -> DrillDown:
    links: list[Link | str] = [
        points_link(
            sides.of_side(side),
            _("Points of {name}").format(name=escaping.shorten(sides.name(side), 40)),
        )
        for side in (row.first_id, row.second_id)
    ]
    if row.claims_shared:
        links.append(_claims_link(sides, row))
    if row.shared_submissions:
        links.append(_shared_text(sides, row))
    words = _("{pair}: {shared} of {either} made by both, {texts} by both").format(
        pair=pair_name(row),
        shared=number(row.claims_shared),
        either=things("claims", row.claims_either),
        texts=counted(row.shared_submissions, "submissions"),
    )
    return DrillDown(words, links)


def _claims_link(sides: Sides, row: Any) -> Link:
    """The way to the claims that both make, as a comparison of the two."""
    words = ngettext("{n} claim of both", "{n} claims of both", row.claims_shared)
    view = {
        "by": sides.by,
        "id": (row.first_id, row.second_id),
        "grain": "claims",
        "part": ALL,
        **({"show": sides.kind} if sides.kind else {}),
    }
    label = words.format(n=number(row.claims_shared))
    return Link("compare", label, icon=":material/compare_arrows:", view=view)


def _shared_texts(sides: Sides, rows: pd.DataFrame) -> list[Link | str]:
    shared = [row for row in rows.itertuples() if row.shared_submissions]
    if not shared:
        return []
    caption = _(
        "Texts that both stand behind count for both, which makes them alike by construction:"
    )
    return [caption, *(_shared_text(sides, row) for row in shared)]


def _shared_text(sides: Sides, row: Any) -> Link | str:
    """How many texts both stand behind, linked to exactly these where filters can say it."""
    words = _("{texts} by both {pair}").format(
        texts=counted(row.shared_submissions, "submissions"), pair=pair_name(row)
    )
    if both := of_both(sides, row.first_id, row.second_id):
        return submissions_link(both, words)
    return words + ": " + _("listed below")


def of_both(sides: Sides, first: str, second: str) -> Filters | None:
    """The selection of what both organisations stand behind; None where no filters can say that.

    Role, group, country and region must hold for both, but ``also_organisation`` does not ask for them.
    """
    asked = sides.asked
    elsewhere = (asked.role, asked.group, asked.country, asked.region, asked.also_organisation)
    if sides.by != "organisation" or any(elsewhere):
        return None
    return asked.set(organisation=(first,), also_organisation=(second,))


def opposites(sides: Sides) -> RecordList | None:
    """Where the sides lean to claims that oppose each other."""
    found = sides.query("opposites")
    rows = found.rows
    if rows.empty:
        return None

    def record(row: Any) -> Record:
        links = []
        for side, claim, words, own, opposing in (
            (row.side_id, row.claim_id, row.claim, row.side_claim, row.side_opposite),
            (row.other_id, row.opposite_id, row.opposite, row.other_opposite, row.other_claim),
        ):
            label = _("{name}: {own}, the opposite {opposing}").format(
                name=sides.name(side),
                own=counted(int(own), "submissions"),
                opposing=number(opposing),
            )
            links.append(Link("claim", f"“{escaping.one_line(words)}”", id=claim))
            links.append(points_link(sides.of_side(side).set(claim=(claim,)), label))
        key = f"{row.claim_id}_{row.opposite_id}_{row.side_id}_{row.other_id}"
        return Record(key, above=links, about=(escaping.one_line(row.note),))

    return RecordList(
        key="opposites",
        query=found,
        title=ngettext(
            "They lean to opposing claims in {n} case",
            "They lean to opposing claims in {n} cases",
            len(rows),
        ).format(n=number(len(rows))),
        subtitle=_(
            "More of a side’s submissions make the claim than the opposing one; which claims oppose each other is "
            "the project’s reading, no statement of a source"
        ),
        scope=sides.scope,
        record=record,
        rows=rows,
        size=OPPOSITES,
        printed=PRINTED,
        parameter="opposites",
    )


def shared(sides: Sides) -> RecordList | None:
    """The texts that two sides or more stand behind."""
    if not sides.query("pairs").rows.shared_submissions.any():
        return None
    found = sides.query("shared")

    def record(row: Any) -> Record:
        when = partial(row.submitted_on, row.date_precision) or _("undated")
        label = f"{when}: {escaping.shorten(row.title, 110)}"
        behind = [labels.GROUPS.get(name, name) for name in row.sides.split("; ")]
        link = Link("submission", label, id=row.submission_id)
        return Record(row.submission_id, link, (joined(behind), escaping.one_line(row.stage)))

    return RecordList(
        key="shared",
        query=found,
        title=_("{texts} by more than one of them").format(
            texts=counted(len(found.rows), "submissions")
        ),
        subtitle=_("Newest first · written or signed by each"),
        scope=sides.page.scope(sides.asked),
        record=record,
        rows=found.rows,
        size=TEXTS,
        printed=PRINTED,
        parameter="texts",
    )
