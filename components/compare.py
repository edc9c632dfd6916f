"""The parts of the page that sets organisations, stakeholder groups or stages side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd
import streamlit as st

from cards.rankings import DIMENSIONS
from charts import ACCENT, GROUP_COLOURS, KIND_COLOURS
from charts.comparison import Section, Side, pair_bars, side_cells
from components import address, choosing, entities, printing
from components.card import Answer, chart_card
from components.downloads import toolbar
from components.filter_bar import scope
from components.headings import heading
from components.patience import patient
from queries import Filters, ask
from words import _, findings, labels, ngettext, number, options, percent, routes, text
from words.dates import partial
from words.findings import FEW, counted, of

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

_OF_SIDES = ("part", "opposites", "texts")
"""View parameters that mean nothing for other sides."""


@dataclass(frozen=True)
class Sides:
    """What the address asks to compare: a filter, the ids that are known, in order, and those left out."""

    by: str
    ids: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    beyond: int = 0

    @property
    def parameters(self) -> dict[str, str]:
        """As the questions take them."""
        return {"by": self.by, "ids": ",".join(self.ids)}

    def name(self, identifier: str) -> str:
        """What a side is called, as one line of text."""
        return text.plain(options.known()[self.by].get(identifier, identifier))

    def names(self) -> list[str]:
        """What the sides are called, in order."""
        return [self.name(identifier) for identifier in self.ids]

    def asked(self) -> Filters:
        """The selection in force without what tells the sides apart, of the kind that the switch sets."""
        selection = address.filters().without(self.by)
        kind = kind_in_address()
        return selection.set(kind=(kind,)) if kind else selection

    def of_side(self, identifier: str) -> Filters:
        """What a side's figures count."""
        return self.asked().set(**{self.by: (identifier,)})


def in_address() -> Sides:
    """The sides that the address names; of more than MOST the first."""
    by = address.value("by", tuple(BY))
    known, named = options.known()[by], entities.asked()
    ids = [identifier for identifier in named if identifier in known]
    unknown = tuple(identifier for identifier in named if identifier not in known)
    return Sides(by, tuple(ids[:MOST]), unknown, max(len(ids) - MOST, 0))


def kind_in_address() -> str | None:
    """The kind of point that the page's switch sets; None if it leaves that to the filters."""
    shown = address.value("show", tuple(KINDS))
    return None if shown == "all" else shown


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
        names=joined([text.shorten(name, 40) for name in sides.names()])
    )


def chooser(sides: Sides) -> None:
    """What is compared, and the list to choose the sides from; what of the address was left out."""
    if not printing.wanted():
        switch, listing = st.columns([5, 7])
        with switch:
            address.choice("by", _("Compare"), BY, clears=("id", *_OF_SIDES))
        with listing:
            address.several(
                "id",
                _("Two to four of them, in the order of the columns"),
                choosing.offered(sides.by, sides.ids, key="view_id"),
                sides.ids,
                most=MOST,
                placeholder=_("Type to find one"),
                clears=_OF_SIDES,
            )
    lines = [
        _("“{name}” is none of the {what} of this data set and was left out.").format(
            name=text.shorten(identifier, 60), what=BY[sides.by].lower()
        )
        for identifier in sides.unknown[:MOST]
    ]
    if (more := len(sides.unknown) - MOST) > 0:
        lines.append(ngettext("So was {n} more.", "So were {n} more.", more).format(n=number(more)))
    if sides.beyond:
        lines.append(
            ngettext(
                "At most four can be compared: the first four are shown, {n} more is left out.",
                "At most four can be compared: the first four are shown, {n} more are left out.",
                sides.beyond,
            ).format(n=number(sides.beyond))
        )
    if lines:
        st.warning("  \n".join(map(text.markdown, lines)), icon=":material/link_off:")


@dataclass(frozen=True)
class Compared:
    """What the sides raise: the rows of a question ``comparison_...``, and the items by who raises them."""

    sides: Sides
    grain: str
    rows: pd.DataFrame
    split: dict[str, pd.DataFrame]

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
        return address.value("part", tuple(self.part_names)) if self.split else ""

    @property
    def window(self) -> slice:
        """The rows of each part that is shown."""
        if self.part:
            return address.context().rows_of_page(len(self.split[self.part]), PAGE)
        return slice(0, 8 if len(self.split) < 4 else 5)

    def part_name(self, part: str) -> str:
        """What a part is called."""
        if part == ALL:
            two = self.rows.side_id.nunique() == FEWEST
            return _("Both") if two else _("All of them")
        if part == SOME:
            return _("Only some")
        name = self.sides.name(part.removeprefix(ONLY))
        return _("Only {name}").format(name=text.shorten(name, 24))


def compared(sides: Sides) -> Compared:
    """What the address asks to compare of the sides."""
    grain = address.value("grain", tuple(GRAIN_NAMES))
    question = f"comparison_{grain}"
    rows = ask(question, sides.asked(), unit=address.unit(), **sides.parameters)
    return Compared(sides, grain, rows, parts(rows, DIMENSIONS[grain].id))


def switches() -> None:
    """What is compared of the sides, and in which unit."""
    if printing.wanted():
        return
    with st.container(horizontal=True, gap="small"):
        address.choice("grain", _("As"), GRAIN_NAMES, clears=("part",))
        address.choice("show", _("Kind"), KINDS, clears=_OF_SIDES)
        address.unit_switch()


def part_switch(found: Compared) -> None:
    """Which part of what is compared is shown."""
    if len(found.part_names) > 1 and not printing.wanted():
        address.choice("part", _("Raised by"), found.part_names)


@patient
def examples_card(sides: Sides) -> None:
    """What to do where fewer than two sides are chosen, with examples computed from the selection."""
    with st.container(border=True, key="card_examples"):
        said = {
            "organisation": _("Choose two to four organisations to compare."),
            "group": _("Choose two to four stakeholder groups to compare."),
            "stage": _("Choose two to four stages of the review to compare."),
        }[sides.by]
        if sides.ids:
            said = _("{name} is chosen. Choose at least one more to compare it with.").format(
                name=sides.name(sides.ids[0])
            )
        heading(said, _("Type a name into the list above, or begin with one of these:"))
        for words, by, ids in examples(sides):
            named = joined([text.plain(options.known()[by][identifier]) for identifier in ids])
            with st.container(key=f"point_{by}_{ids[1]}"):
                st.page_link(
                    "compare.py",
                    label=text.markdown(f"{named} ({words})"),
                    icon=":material/compare_arrows:",
                    query_params=address.parameters(address.filters(), by=by, id=ids),
                )


def examples(sides: Sides) -> list[tuple[str, str, tuple[str, ...]]]:
    """Comparisons worth a look: what each is, of what, and the ids. With the one side chosen, if there is one."""
    found = []
    selection = address.filters()
    if sides.ids:
        others = [one for one in _largest(sides.by, selection) if one != sides.ids[0]][:2]
        words = {
            "organisation": _("beside an organisation with many submissions"),
            "group": _("beside a large group"),
            "stage": _("beside a stage with many submissions"),
        }[sides.by]
        return [(words, sides.by, (sides.ids[0], other)) for other in others]
    for by, words in (
        ("organisation", _("the two organisations with most submissions")),
        ("group", _("the two groups with most submissions")),
        ("stage", _("the two stages with most submissions")),
    ):
        ids = _largest(by, selection)[:2]
        if len(ids) == FEWEST:
            found.append((words, by, tuple(ids)))
    return sorted(found, key=lambda one: one[1] != sides.by)


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


def sides_row(sides: Sides) -> None:
    """Each side with its size, and the way to its page, its submissions and its points."""
    rows = ask("comparison_sides", sides.asked(), **sides.parameters)
    for column, row in zip(st.columns(len(rows)), rows.itertuples(), strict=True):
        with column, st.container(key=f"side_{row.position}", gap="xxsmall"):
            with st.container(horizontal=True, gap="xxsmall"):
                _side_link(sides, row.side_id)
                if row.submissions:
                    exact = sides.of_side(row.side_id)
                    entities.submissions_link(exact, labels.UNITS["submissions"])
                    entities.points_link(exact, labels.UNITS["points"])
            st.caption(text.markdown(size(row)))


def _side_link(sides: Sides, identifier: str) -> None:
    name = sides.name(identifier)
    if sides.by == "organisation":
        entities.link("organisation", identifier, name, icon=":material/apartment:")
        return
    st.page_link(
        "challenges.py",
        label=text.markdown(name),
        icon=":material/filter_alt:",
        help=_("What comes up most there"),
        query_params=address.parameters(address.filters().set(**{sides.by: (identifier,)})),
    )


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
    names = [text.shorten(sides.name(side), 40) for side in present.side_id]
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
    return text.plain(common[label].iloc[0])


@patient
def comparison_card(found: Compared) -> None:
    """What the sides raise, grouped by who raises it, with each side's share and count."""
    sides, rows, part = found.sides, found.rows, found.part
    by = DIMENSIONS[found.grain]
    identifier, label, own = by.id, by.label, by.filter
    unit, kind, asked = address.unit(), kind_in_address(), sides.asked()
    columns = _columns(rows, sides)
    titles = dict(zip(rows[identifier], rows[label], strict=True))

    def hover(row: Any) -> str:
        return text.plot(
            f"{sides.name(row.side_id)}: {of(row.count, row.total, unit)} "
            f"({percent(row.count, row.total)})"
        )

    def doors(ids: list[str]) -> None:
        item, side = ids
        cell = rows[(rows[identifier] == item) & (rows.side_id == side)]
        if item in titles:
            _cell_doors(sides, own, item, titles[item], side, cell, unit)

    def pages() -> None:
        if part:
            address.page(len(found.split[part]), PAGE)

    doing = " ".join((labels.UNITS[unit].lower(), findings.doing(kind, unit))).strip()
    chart_card(
        "compared",
        Answer(f"comparison_{found.grain}", asked, rows, {**sides.parameters, "unit": unit}),
        title=finding(rows, found.grain, sides),
        subtitle=_(
            "Share of each side’s {units}, and how many · – none coded, which is not “not said” · "
            "* under {few} submissions"
        ).format(units=doing, few=FEW)
        + " · "
        + scope(asked.without("kind") if kind else asked, kind),
        figure=lambda: side_cells(
            rows,
            identifier=identifier,
            sections=_sections(found),
            sides=columns,
            colours=_colours(sides, kind),
            cell_text=lambda row: f"{percent(row.count, row.total)} ({number(row.count)})",
            hover=hover,
            empty=lambda side: text.plot(_("{name}: none coded").format(name=side.name)),
        ),
        doors=doors,
        chosen=(part, found.window.start),
        unit=unit,
        beneath=pages,
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
            text.shorten(sides.name(row.side_id), 34),
            f"n={number(row.total)}{'*' if row.submissions < FEW else ''}",
        )
        for row in present.itertuples()
    ]


def _colours(sides: Sides, kind: str | None) -> dict[str, str]:
    """Groups have their own colours; of others, all marks are of the kind's."""
    if sides.by == "group":
        return {side: GROUP_COLOURS.get(side, ACCENT) for side in sides.ids}
    return dict.fromkeys(sides.ids, KIND_COLOURS.get(kind or "", ACCENT))


def _sections(found: Compared) -> list[Section]:
    """The lines that are drawn, by part."""
    by = DIMENSIONS[found.grain]
    identifier, label = by.id, by.label
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
            words_of = text.plain(getattr(row, label))
            if found.grain == "claims" and not kind_in_address():
                words_of += f" · {labels.KINDS.get(row.kind, row.kind)}"
            lines[getattr(row, identifier)] = words_of
        sections.append(Section(words, lines))
    return sections


def _cell_doors(
    sides: Sides, own: str, item: str, label: str, side: str, cell: pd.DataFrame, unit: str
) -> None:
    """What a cell counts, and the way to exactly that."""
    name, what = sides.name(side), text.plain(label)
    if cell.empty:
        st.markdown(
            text.markdown(
                _(
                    "{name}: “{what}” is not coded in its submissions; that is not to say it was not said"
                ).format(name=name, what=what)
            )
        )
    else:
        row = cell.iloc[0]
        st.markdown(
            text.markdown(
                _("{name}: “{what}” in {share}").format(
                    name=name, what=what, share=of(int(row["count"]), int(row["total"]), unit)
                )
            )
        )
    with st.container(horizontal=True, gap="small"):
        if not cell.empty:
            exact = sides.of_side(side).set(**{own: (item,)})
            entities.points_link(exact)
            entities.submissions_link(exact)
        if own in routes.ENTITIES:
            entities.link(own, item, what, icon=":material/sell:")


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
    first, second = (labels.GROUPS.get(name, text.plain(name)) for name in (row.first, row.second))
    return joined([text.shorten(first, 40), text.shorten(second, 40)])


@patient
def pairs_card(sides: Sides, rows: pd.DataFrame) -> None:
    """How much each two sides have in common: mix of themes, claims, and texts that both stand behind."""
    kind, asked = kind_in_address(), sides.asked()
    measures = {"themes_overlap": _("Same mix of themes"), "claims_overlap": _("Same claims")}
    by_pair = {(row.first_id, row.second_id): row for row in rows.itertuples()}

    def value_text(row: Any, column: str) -> str:
        value = getattr(row, column)
        if value == value and value is not None:
            if column == "themes_overlap":
                return overlap(value)
            return f"{number(row.claims_shared)} of {number(row.claims_either)} ({overlap(value)})"
        if min(row.first_points, row.second_points) < FEW_POINTS:
            return _("too few to compare")
        return _("no claim coded")

    def doors(ids: list[str]) -> None:
        if row := by_pair.get((ids[0], ids[1])):
            _pair_doors(sides, row)

    chart_card(
        "pairs",
        Answer("comparison_pairs", asked, rows, sides.parameters),
        title=alike(rows),
        subtitle=_(
            "Same claims: made by both, of those made by either · alike is not agreed: two can raise one theme and "
            "want opposite things"
        )
        + " · "
        + scope(asked.without("kind") if kind else asked, kind),
        figure=lambda: pair_bars(
            rows,
            label=pair_name,
            measures=measures,
            value_text=value_text,
            hover=lambda row, column: text.plot(
                f"{pair_name(row)}: {measures[column]}, {value_text(row, column)}"
            ),
        ),
        doors=doors,
        beneath=lambda: _shared_links(sides, rows),
        empty=_("Fewer than two sides have submissions in this selection"),
        how=_(
            "The mix of themes is the share of a side’s points on each theme; the overlap adds up, theme by theme, the "
            "smaller of the two shares. Both measures are 100% for a side and itself, and the same in both directions. "
            "They are not given where a side has fewer than {few} points, and run low where a side has few: with ten "
            "points no more than ten claims can be shared. A text that both stand behind counts for both, and makes "
            "them alike by construction. The unit of counting does not matter here."
        ).format(few=FEW_POINTS),
    )


def _pair_doors(sides: Sides, row: Any) -> None:
    st.markdown(
        text.markdown(
            _("{pair}: {shared} of {either} made by both, {texts} by both").format(
                pair=pair_name(row),
                shared=number(row.claims_shared),
                either=things("claims", row.claims_either),
                texts=counted(row.shared_submissions, "submissions"),
            )
        )
    )
    with st.container(horizontal=True, gap="small"):
        for side in (row.first_id, row.second_id):
            words = _("Points of {name}").format(name=text.shorten(sides.name(side), 40))
            entities.points_link(sides.of_side(side), words)
        if row.claims_shared:
            _claims_link(sides, row)
        if row.shared_submissions:
            _shared_link(sides, row)


def _claims_link(sides: Sides, row: Any) -> None:
    """The way to the claims that both make, as a comparison of the two."""
    kind = kind_in_address()
    view = {"show": kind} if kind else {}
    words = ngettext("{n} claim of both", "{n} claims of both", row.claims_shared)
    st.page_link(
        "compare.py",
        label=text.markdown(words.format(n=number(row.claims_shared))),
        icon=":material/compare_arrows:",
        query_params=address.parameters(
            address.filters(),
            by=sides.by,
            id=(row.first_id, row.second_id),
            grain="claims",
            part=ALL,
            **view,
        ),
    )


def _shared_links(sides: Sides, rows: pd.DataFrame) -> None:
    shared = [row for row in rows.itertuples() if row.shared_submissions]
    if not shared:
        return
    st.caption(
        _("Texts that both stand behind count for both, which makes them alike by construction:")
    )
    for row in shared:
        _shared_link(sides, row)


def _shared_link(sides: Sides, row: Any) -> None:
    """How many texts both stand behind, linked to exactly these where filters can say it."""
    words = _("{texts} by both {pair}").format(
        texts=counted(row.shared_submissions, "submissions"), pair=pair_name(row)
    )
    if both := of_both(sides, row.first_id, row.second_id):
        entities.submissions_link(both, words)
    else:
        st.caption(text.markdown(words + ": " + _("listed below")))


def of_both(sides: Sides, first: str, second: str) -> Filters | None:
    """The selection of what both organisations stand behind; None where no filters can say that.

    Role, group, country and region must hold for both, but ``also_organisation`` does not ask for them.
    """
    asked = sides.asked()
    elsewhere = (asked.role, asked.group, asked.country, asked.region, asked.also_organisation)
    if sides.by != "organisation" or any(elsewhere):
        return None
    return asked.set(organisation=(first,), also_organisation=(second,))


@patient
def opposites_card(sides: Sides) -> None:
    """Where the sides lean to claims that oppose each other."""
    kind, asked = kind_in_address(), sides.asked()
    rows = ask("comparison_opposites", asked, **sides.parameters)
    if rows.empty:
        return
    with st.container(border=True, key="card_opposites"):
        heading(
            ngettext(
                "They lean to opposing claims in {n} case",
                "They lean to opposing claims in {n} cases",
                len(rows),
            ).format(n=number(len(rows))),
            _(
                "More of a side’s submissions make the claim than the opposing one; which claims oppose each other is "
                "the project’s reading, no statement of a source"
            )
            + " · "
            + scope(asked.without("kind") if kind else asked, kind),
        )
        size = PRINTED if printing.wanted() else OPPOSITES
        window = address.context().rows_of_page(len(rows), size, "opposites")
        for row in rows.iloc[window].itertuples():
            _opposition(sides, row)
        address.page(len(rows), size, key="opposites")
        with st.container(horizontal=True, gap="small", key="tools_opposites"):
            toolbar("opposites", Answer("comparison_opposites", asked, rows, sides.parameters))


def _opposition(sides: Sides, row: Any) -> None:
    halves = (
        (row.side_id, row.claim_id, row.claim, row.side_claim, row.side_opposite),
        (row.other_id, row.opposite_id, row.opposite, row.other_opposite, row.other_claim),
    )
    place = f"{row.claim_id}_{row.opposite_id}_{row.side_id}_{row.other_id}"
    with st.container(gap="small", key=f"point_{place}"):
        for side, claim, words, own, opposing in halves:
            said = _("{name}: {own}, the opposite {opposing}").format(
                name=sides.name(side),
                own=counted(int(own), "submissions"),
                opposing=number(opposing),
            )
            with st.container(gap="xxsmall"):
                entities.link("claim", claim, f"“{text.plain(words)}”")
                entities.points_link(sides.of_side(side).set(claim=(claim,)), said)
        st.caption(text.markdown(row.note))


@patient
def shared_card(sides: Sides, pairs: pd.DataFrame) -> None:
    """The texts that two sides or more stand behind."""
    if not pairs.shared_submissions.any():
        return
    asked = sides.asked()
    rows = ask("comparison_shared", asked, **sides.parameters)
    with st.container(border=True, key="card_shared"):
        heading(
            _("{texts} by more than one of them").format(texts=counted(len(rows), "submissions")),
            _("Newest first · written or signed by each · {scope}").format(scope=scope(asked)),
        )
        size = PRINTED if printing.wanted() else TEXTS
        window = address.context().rows_of_page(len(rows), size, "texts")
        for row in rows.iloc[window].itertuples():
            when = partial(row.submitted_on, row.date_precision) or _("undated")
            with st.container(gap="xxsmall", key=f"point_{row.submission_id}".replace(".", "_")):
                entities.link(
                    "submission", row.submission_id, f"{when}: {text.shorten(row.title, 110)}"
                )
                behind = [labels.GROUPS.get(name, name) for name in row.sides.split("; ")]
                st.caption(text.markdown(f"{joined(behind)} · {text.plain(row.stage)}"))
        address.page(len(rows), size, key="texts")
        with st.container(horizontal=True, gap="small", key="tools_shared"):
            toolbar("shared", Answer("comparison_shared", asked, rows, sides.parameters))


def pairs_of(sides: Sides) -> pd.DataFrame:
    """The question ``comparison_pairs`` for the sides."""
    return ask("comparison_pairs", sides.asked(), **sides.parameters)
