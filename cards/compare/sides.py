"""The sides that are compared, and what is compared of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cards.query import Context, Query, dotted, query
from cards.rankings import DIMENSIONS, Dimension, grains
from i18n import (
    N_,
    Words,
    _,
    escaping,
    filter_options,
    labels,
    listed,
    ngettext,
    number,
    percent,
    pgettext,
)
from i18n.headlines import FEW, counted
from queries import Filters

BY = Words(
    {
        "organisation": N_("Organisations"),
        "group": N_("Stakeholder groups"),
        "stage": N_("Stages of the review"),
    }
)
KINDS = Words({"all": N_("All")}, labels.KINDS_PLURAL)
GRAIN_NAMES = Words({"themes": N_("Themes"), "claims": N_("Claims"), "families": N_("Families")})
FEWEST, MOST = 2, 4

PAGE = 30
"""Lines of one part on a page; where all parts are shown, each has only its strongest lines."""

ALL, SOME, ONLY = "all", "some", "only-"
"""Parts of what is compared: raised by all sides, by some, by one (followed by its id)."""


@dataclass(frozen=True)
class Sides:
    """The sides to compare: the filter ``by``, the known ids in order, and those left out.

    ``filtered`` says that they are the organisations filtered by, so that no card leaves out a filter.
    """

    by: str
    ids: tuple[str, ...]
    page: Context = field(default_factory=Context)
    unknown: tuple[str, ...] = ()
    beyond: int = 0
    filtered: bool = False

    @property
    def kind(self) -> str | None:
        """The kind of point that the page's switch sets; None if it leaves that to the filters."""
        choice = self.page.value("show", tuple(KINDS))
        return None if choice == "all" else choice

    @property
    def selection(self) -> Filters:
        """The filters in force without ``by``, narrowed to the kind that the switch sets."""
        selection = self.page.filters.without(self.by)
        return selection.set(kind=(self.kind,)) if self.kind else selection

    @property
    def scope(self) -> str:
        """The filters in words; the kind is left out if the page's switch sets it."""
        selection = self.selection.without("kind") if self.kind else self.selection
        return self.page.scope(selection, self.kind)

    def subtitle(self, *parts: str) -> str:
        """A card's subtitle: its ``parts``, then the filters in words."""
        return self.page.subtitle(
            self.selection.without("kind") if self.kind else self.selection, *parts
        )

    def query(self, what: str, **parameters: str) -> Query:
        """The question ``what`` about the sides: comparison_pairs, comparison_shared."""
        ids = ",".join(self.ids)
        return query(f"comparison_{what}", self.selection, by=self.by, ids=ids, **parameters)

    def name(self, identifier: str) -> str:
        """The name of a side, as one line of text."""
        return escaping.one_line(
            filter_options.option_labels()[self.by].get(identifier, identifier)
        )

    def of_side(self, identifier: str) -> Filters:
        """The filters behind a side's figures."""
        return self.selection.set(**{self.by: (identifier,)})


def sides_of(page: Context, side_ids: Sequence[str]) -> Sides:
    """The sides that an address names by their ids; of more than MOST the first.

    Where it names none, the organisations filtered by are the sides.
    """
    by = page.value("by", tuple(BY))
    filtered = not side_ids and by == "organisation"
    if filtered:
        side_ids = page.filters.organisation[:MOST]
    option_labels = filter_options.option_labels()[by]
    ids = [identifier for identifier in side_ids if identifier in option_labels]
    unknown = tuple(identifier for identifier in side_ids if identifier not in option_labels)
    return Sides(by, tuple(ids[:MOST]), page, unknown, max(len(ids) - MOST, 0), filtered)


def title(sides: Sides) -> str:
    """The page's title."""
    if len(sides.ids) < FEWEST:
        return _("Who says the same, and who does not?")
    return _("{names} side by side").format(
        names=listed([escaping.shorten(sides.name(side), 40) for side in sides.ids])
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
        """The names of the parts on their buttons, by id; first, with an empty id, the top of each part."""
        names = {
            part: _("{part} ({n})").format(part=self.part_name(part), n=number(len(items)))
            for part, items in self.split.items()
        }
        return {"": _("Top of each part"), **names} if len(names) > 1 else names

    @property
    def part(self) -> str:
        """The part that the address asks for; empty for the top of each."""
        return self.sides.page.value("part", tuple(self.part_names)) if self.split else ""

    @property
    def window(self) -> slice:
        """The rows of each part that is shown."""
        if self.part:
            return self.sides.page.rows_of_page(len(self.split[self.part]), PAGE)
        return slice(0, 8 if len(self.split) < 4 else 5)

    def part_name(self, part: str) -> str:
        """The name of a part."""
        if part == ALL:
            is_pair = self.query.rows.side_id.nunique() == FEWEST
            return _("Both") if is_pair else pgettext("compared", "All of them")
        if part == SOME:
            return _("Only some of them")
        name = self.sides.name(part.removeprefix(ONLY))
        return _("Only {name}").format(name=escaping.shorten(name, 24))


def compared(sides: Sides) -> Compared:
    """The comparison that the address asks for."""
    grain = sides.page.value("grain", tuple(grains(GRAIN_NAMES)))
    comparison = sides.query(grain, unit=sides.page.unit)
    return Compared(sides, grain, comparison, parts(comparison.rows, DIMENSIONS[grain].id))


def size(row: Any) -> str:
    """Says how much a side has, with a caution if it is little; ``row`` is of ``comparison_sides``."""
    if not row.submissions:
        return _("Nothing matches these filters")
    overlaps = row.whole_overlap == row.whole_overlap
    return dotted(
        counted(row.submissions, "submissions"),
        ngettext("by {n} organisation", "by {n} organisations", row.organisations).format(
            n=number(row.organisations)
        ),
        counted(row.points, "points"),
        _("themes {overlap} the same as all submissions").format(overlap=overlap(row.whole_overlap))
        if overlaps
        else "",
        _("* few submissions: treat these shares with caution") if row.submissions < FEW else "",
    )


def parts(rows: pd.DataFrame, identifier: str) -> dict[str, pd.DataFrame]:
    """The items of a comparison by who raises them: part -> rows, one per item, strongest first.

    Sides of which the selection has nothing do not count: what all others raise is raised by all.
    """
    items = rows.drop_duplicates(identifier)
    present = list(dict.fromkeys(rows.sort_values("position").side_id))
    alone = items.raised_by == 1
    items_by_part = {f"{ONLY}{side}": items[alone & (items.sides == side)] for side in present}
    if len(present) > 1:
        raised_by_all = items.raised_by == len(present)
        items_by_part = {
            ALL: items[raised_by_all],
            SOME: items[~raised_by_all & ~alone],
            **items_by_part,
        }
    return {part: part_items for part, part_items in items_by_part.items() if len(part_items)}


def overlap(value: float) -> str:
    """An overlap in percent, as readers expect it: 70%, but 0.4% rather than 0%, and 99.8% rather than 100%."""
    return percent(round(value * 10), 1000)
