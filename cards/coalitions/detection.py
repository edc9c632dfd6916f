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

_KEPT = 8_000_000
"""Bytes that are kept of each of the functions here."""

_OWN = ("organisation", "also_organisation", "role")
"""Filters that the cards here do not follow: they are about who stands beside whom, in whatever role."""


@dataclass(frozen=True)
class Member:
    """An organisation that stands behind texts with others.

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
        sheet = {member: place for place, sheet in enumerate(self.sheets) for member in sheet}
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

    def behind(self, asked: Filters) -> Filters:
        """The selection of the texts behind which the first stands with one or more of the others."""
        return asked.set(
            organisation=(self.first.id,),
            also_organisation=tuple(member.id for member in self.members[1:]),
        )


def asked_of(selection: Filters) -> Filters:
    """The filters that these cards apply."""
    return selection.without(*_OWN)


def chosen_in(selection: Filters) -> tuple[str, ...]:
    """The organisations filtered by; the cards show these and their partners."""
    return tuple(sorted({*selection.organisation, *selection.also_organisation}))


def together(asked: Filters, one: str, other: str) -> Filters:
    """The selection of exactly the submissions that two organisations both stand behind."""
    return asked.set(organisation=(one,), also_organisation=(other,))


@per_version(_KEPT, memory)
def web(asked: Filters, least: int, chosen: tuple[str, ...] = ()) -> Web:
    """The organisations that share at least ``least`` texts with another.

    With ``chosen`` only these, and those that share as many texts with one of them.
    """
    pairs = drawn_pairs(asked, least, chosen)
    members = _members(pairs)
    place = {member.id: number for number, member in enumerate(members)}
    links = []
    likeness = [[0.0] * len(members) for _member in members]
    for row in each(pairs):
        a, b = place[row.organisation_id], place[row.other_organisation_id]
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


def drawn_pairs(asked: Filters, least: int, chosen: tuple[str, ...] = ()) -> pd.DataFrame:
    """All pairs of the web's members that share a text, those who share most first, as ``coalition_pairs`` has them."""
    return ask("coalition_pairs", asked.set(organisation=chosen), least=str(least), most=str(DRAWN))


def _members(pairs: pd.DataFrame) -> tuple[Member, ...]:
    """Every organisation of ``pairs``, by id."""
    found = {}
    for row in each(pairs):
        for identity, name, label, group, submissions, joint in (
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
            found[identity] = Member(identity, name, label, group, int(submissions), int(joint))
    return tuple(found[identity] for identity in sorted(found))


@per_version(_KEPT, memory)
def coalitions(asked: Filters, least: int) -> tuple[Coalition, ...]:
    """Groups of SMALLEST or more that share ``least`` texts or more among each other, largest first."""
    whole = web(asked, least)
    strong = whole.strong(least)
    made = []
    for group in communities(len(whole.members), strong):
        if len(group) < SMALLEST:
            continue
        shares = dict.fromkeys(group, 0)
        for a, b, shared in strong:
            if a in shares and b in shares:
                shares[a] += shared
                shares[b] += shared
        ranked = sorted(group, key=lambda n: (-shares[n], -whole.members[n].joint, n))
        first, *others = (whole.members[n] for n in ranked)
        leads = shares[ranked[0]] > shares[ranked[1]]
        made.append((sum(shares.values()), Coalition((first, *others), leads)))
    made.sort(key=lambda found: (-len(found[1].members), -found[0], found[1].first.id))
    return tuple(coalition for _shared, coalition in made)


def texts_behind(coalition: Coalition, asked: Filters) -> int:
    """Counts the selected texts of the coalition's first member that one or more of the others wrote or signed too."""
    counts = ask("totals", coalition.behind(asked)).set_index("measure")
    return int(counts.selected["submissions"])


@dataclass(frozen=True)
class Drawing:
    """Places of a web's members in the network, in pixels, their radii, and the drawing's height."""

    spots: tuple[Point, ...]
    radii: tuple[float, ...]
    height: float


@per_version(_KEPT, memory)
def drawing(asked: Filters, least: int, chosen: tuple[str, ...] = ()) -> Drawing:
    """Computes the places of the members in the network."""
    found = web(asked, least, chosen)
    most = max((member.joint for member in found.members), default=1)
    radii = tuple(5 + 9 * sqrt(member.joint / most) for member in found.members)
    spots, height = network_layout(radii, found.strong(least), WIDTH)
    return Drawing(tuple(spots), radii, height)
