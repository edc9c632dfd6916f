"""Finds the organisations that sign together, and the coalitions among them."""

from dataclasses import dataclass
from math import sqrt

import pandas as pd

from charts.coalitions import WIDTH
from charts.layout_algorithms import Link as Tie
from charts.layout_algorithms import (
    Point,
    cluster_order,
    communities,
    components,
    network_layout,
    paginate,
)
from data.rows import each
from queries import Filters, ask, memory, per_version

FILL, MOST = 50, 70
"""Organisations on a sheet of the matrix: as many as fit a wide screen, and no more than a page should send."""

DRAWN = 400
"""Organisations that are arranged at most, which takes time with the square of their number."""

SMALLEST = 3
"""Fewer organisations than this are a pair, not a coalition."""

_CACHE_BYTES = 8_000_000
"""Bytes of answers that each cached function here keeps."""

_IGNORED_FILTERS = ("organisation", "also_organisation", "role")
"""Filters that the cards here ignore: they show who signs with whom, in whatever role."""


@dataclass(frozen=True)
class Member:
    """An organisation that wrote or signed texts with others.

    ``submissions`` counts the selected texts that it wrote or signed, ``joint`` those that it shares with others.
    """

    id: str
    name: str
    label: str
    group: str
    submissions: int
    joint: int


@dataclass(frozen=True)
class Web:
    """The network of organisations that share enough texts; ``members`` are sorted by id.

    ``links`` are all pairs of members that share a text, with the number of texts. ``sheets`` are the pages of the
    matrix: indexes of members, ordered so that those who sign together are neighbours.
    """

    members: tuple[Member, ...]
    links: tuple[Tie, ...]
    sheets: tuple[tuple[int, ...], ...]
    left_out: int = 0
    """Number of organisations that share enough texts but exceed the limit DRAWN."""

    def strong(self, least: int) -> list[Tie]:
        """The pairs that share at least ``least`` texts."""
        return [link for link in self.links if link[2] >= least]

    def across(self) -> int:
        """Counts the pairs whose two organisations are on different sheets, so that no sheet shows them."""
        sheet = {member: index for index, sheet in enumerate(self.sheets) for member in sheet}
        return sum(sheet[a] != sheet[b] for a, b, _shared in self.links)


@dataclass(frozen=True)
class Coalition:
    """Organisations that sign with each other more than with others, those who share most first.

    ``leads`` is true if the first shares more than any other.
    """

    members: tuple[Member, ...]
    leads: bool

    @property
    def first(self) -> Member:
        """The organisation that shares most."""
        return self.members[0]

    def behind(self, selection: Filters) -> Filters:
        """The selection of the texts that both the first and one or more of the others wrote or signed."""
        return selection.set(
            organisation=(self.first.id,),
            also_organisation=tuple(member.id for member in self.members[1:]),
        )


def asked_of(selection: Filters) -> Filters:
    """The filters that these cards apply."""
    return selection.without(*_IGNORED_FILTERS)


def chosen_in(selection: Filters) -> tuple[str, ...]:
    """The organisations filtered by; the cards show these and their partners."""
    return tuple(sorted({*selection.organisation, *selection.also_organisation}))


def together(selection: Filters, first_id: str, second_id: str) -> Filters:
    """The selection of exactly the submissions that two organisations both wrote or signed."""
    return selection.set(organisation=(first_id,), also_organisation=(second_id,))


@per_version(_CACHE_BYTES, memory)
def web(selection: Filters, least: int, chosen: tuple[str, ...] = ()) -> Web:
    """The organisations that share at least ``least`` texts with another.

    With ``chosen`` only these, and those that share as many texts with one of them.
    """
    pairs = drawn_pairs(selection, least, chosen)
    members = _members(pairs)
    indexes = {member.id: index for index, member in enumerate(members)}
    links = []
    likeness = [[0.0] * len(members) for _member in members]
    for row in each(pairs):
        a, b = indexes[row.organisation_id], indexes[row.other_organisation_id]
        links.append((a, b, int(row.together)))
        likeness[a][b] = likeness[b][a] = row.together / row.either
    ordered = [
        [part[leaf] for leaf in cluster_order([[likeness[a][b] for b in part] for a in part])]
        for part in components(len(members), links)
    ]
    return Web(
        members,
        tuple(sorted(links)),
        tuple(map(tuple, paginate(ordered, FILL, MOST))),
        (int(pairs.enough.iloc[0]) - len(members)) if members else 0,
    )


def drawn_pairs(selection: Filters, least: int, chosen: tuple[str, ...] = ()) -> pd.DataFrame:
    """All pairs of the web's members that share a text, those who share most first, as ``coalition_pairs`` has them."""
    return ask(
        "coalition_pairs", selection.set(organisation=chosen), least=str(least), most=str(DRAWN)
    )


def _members(pairs: pd.DataFrame) -> tuple[Member, ...]:
    """Every organisation of ``pairs``, by id."""
    members = {}
    for row in each(pairs):
        for identifier, name, label, group, submissions, joint in (
            (
                row.organisation_id,
                row.organisation,
                row.label,
                row.stakeholder_group,
                row.submissions,
                row.joint,
            ),
            (
                row.other_organisation_id,
                row.other_organisation,
                row.other_label,
                row.other_group,
                row.other_submissions,
                row.other_joint,
            ),
        ):
            members[identifier] = Member(
                identifier, name, label, group, int(submissions), int(joint)
            )
    return tuple(members[identifier] for identifier in sorted(members))


@per_version(_CACHE_BYTES, memory)
def coalitions(selection: Filters, least: int) -> tuple[Coalition, ...]:
    """Groups of SMALLEST or more that share ``least`` texts or more among each other, largest first."""
    network = web(selection, least)
    strong = network.strong(least)
    weighted_coalitions = []
    for group in communities(len(network.members), strong):
        if len(group) < SMALLEST:
            continue
        shares = dict.fromkeys(group, 0)
        for a, b, shared in strong:
            if a in shares and b in shares:
                shares[a] += shared
                shares[b] += shared
        ranked = sorted(
            group, key=lambda index: (-shares[index], -network.members[index].joint, index)
        )
        first, *others = (network.members[index] for index in ranked)
        leads = shares[ranked[0]] > shares[ranked[1]]
        weighted_coalitions.append((sum(shares.values()), Coalition((first, *others), leads)))
    weighted_coalitions.sort(key=lambda pair: (-len(pair[1].members), -pair[0], pair[1].first.id))
    return tuple(coalition for _shared, coalition in weighted_coalitions)


def texts_behind(coalition: Coalition, selection: Filters) -> int:
    """Counts the selected texts of the coalition's first member that one or more of the others wrote or signed too."""
    counts = ask("totals", coalition.behind(selection)).set_index("measure")
    return int(counts.selected["submissions"])


@dataclass(frozen=True)
class Drawing:
    """Positions of a web's members in the network, in pixels, their radii, and the drawing's height."""

    spots: tuple[Point, ...]
    radii: tuple[float, ...]
    height: float


@per_version(_CACHE_BYTES, memory)
def drawing(selection: Filters, least: int, chosen: tuple[str, ...] = ()) -> Drawing:
    """Computes the positions of the members in the network."""
    network = web(selection, least, chosen)
    most = max((member.joint for member in network.members), default=1)
    radii = tuple(5 + 9 * sqrt(member.joint / most) for member in network.members)
    spots, height = network_layout(radii, network.strong(least), WIDTH)
    return Drawing(tuple(spots), radii, height)
