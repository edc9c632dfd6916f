"""Who signs with whom: coalitions as sentences, as a matrix and as a network."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cards.kit import (
    Button,
    Card,
    Chart,
    DrillDown,
    Link,
    Paging,
    Record,
    RecordList,
    compare_link,
    points_link,
    row_of,
    submissions_link,
)
from cards.query import GRID_ROWS, Context, Query, query
from charts.coalitions import WIDTH, coalition_matrix, coalition_names, coalition_network
from charts.layout_algorithms import Link as Tie
from charts.layout_algorithms import (
    Point,
    cluster_order,
    communities,
    components,
    network_layout,
    paginate,
)
from i18n import _, escaping, labels, ngettext, number, percent
from i18n.headlines import FEW, counted
from queries import Filters, ask, per_version

LEAST = ("2", "1", "3", "5")
"""From how many texts together on organisations are shown; the usual first."""
FILL, MOST = 50, 100
"""Organisations on a sheet of the matrix: as many as fit a wide screen, and no more than can be scrolled."""
DRAWN = 400
"""Organisations that are arranged at most, which takes time with the square of their number."""
LISTED = 4
NAMED = 5
SMALLEST = 3
"""Fewer organisations than this are a pair, not a coalition."""

_OWN = ("organisation", "also_organisation", "role")
"""Filters that the cards here do not follow: they are about who stands beside whom, in whatever role."""


@dataclass(frozen=True)
class Member:
    """An organisation that stands behind texts with others.

    ``submissions`` counts the selected texts it stands behind, ``joint`` those of them with another.
    """

    id: str
    name: str
    label: str
    group: str
    submissions: int
    joint: int


@dataclass(frozen=True)
class Web:
    """The organisations that share enough texts with another, by id, and what they share.

    ``links`` are all pairs of them with how many texts they share, few or many; ``sheets`` their numbers in an order
    that puts those who sign together side by side, on sheets to be drawn.
    """

    members: tuple[Member, ...]
    links: tuple[Tie, ...]
    sheets: tuple[tuple[int, ...], ...]
    left_out: int = 0
    """Organisations that share enough too, but less than these, of which no more than DRAWN are arranged."""

    def strong(self, least: int) -> list[Tie]:
        """The pairs that share at least ``least`` texts."""
        return [link for link in self.links if link[2] >= least]

    def across(self) -> int:
        """How many pairs no sheet shows, as their two organisations are on different ones."""
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
    """What the cards here ask: the selection without the filters they do not follow."""
    return selection.without(*_OWN)


def chosen_in(selection: Filters) -> tuple[str, ...]:
    """The organisations that the selection names: those around whom the cards look."""
    return tuple(sorted({*selection.organisation, *selection.also_organisation}))


def together(asked: Filters, one: str, other: str) -> Filters:
    """The selection of exactly the submissions that two organisations both stand behind."""
    return asked.set(organisation=(one,), also_organisation=(other,))


@per_version(64)
def web(asked: Filters, least: int, chosen: tuple[str, ...] = ()) -> Web:
    """The organisations that share ``least`` texts or more with another; with ``chosen`` those, and who shares as much
    with one of them."""
    pairs = drawn_pairs(asked, least, chosen)
    members = _members(pairs)
    place = {member.id: number for number, member in enumerate(members)}
    links = []
    likeness = [[0.0] * len(members) for _member in members]
    for row in pairs.itertuples():
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
    for row in pairs.itertuples():
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


@per_version(64)
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
    """Behind how many selected texts the coalition's first stands with one or more of the others."""
    counts = ask("totals", coalition.behind(asked)).set_index("measure")
    return int(counts.selected["submissions"])


@dataclass(frozen=True)
class Drawing:
    """Places of a web's members in the network, in pixels, their radii, and the drawing's height."""

    spots: tuple[Point, ...]
    radii: tuple[float, ...]
    height: float


@per_version(64)
def drawing(asked: Filters, least: int, chosen: tuple[str, ...] = ()) -> Drawing:
    """Where the members of the web stand in the network."""
    found = web(asked, least, chosen)
    most = max((member.joint for member in found.members), default=1)
    radii = tuple(5 + 9 * sqrt(member.joint / most) for member in found.members)
    spots, height = network_layout(radii, found.strong(least), WIDTH)
    return Drawing(tuple(spots), radii, height)


# What is said


def texts(count: int) -> str:
    """A count of texts: 1 text, 12 texts."""
    return ngettext("{n} text", "{n} texts", count).format(n=number(count))


def sharing(least: int) -> str:
    """'share a text', or '2 or more', to follow the name of several."""
    if least == 1:
        return _("share a text")
    return _("share {least} or more texts").format(least=number(least))


def finding(found: Web, pairs: pd.DataFrame, least: int, chosen: Collection[str]) -> str:
    """How many organisations share how much, and who shares most; ``pairs`` are those drawn, sorted.

    Around ``chosen`` only their own pairs are told of. The two that share most are only named if they share FEW texts
    or more, and no others as many.
    """
    if not found.members:
        return ""
    here = [member for member in found.members if member.id in chosen]
    if not chosen:
        said = _("{n} organisations {share} with another").format(
            n=number(len(found.members)), share=sharing(least)
        )
    elif len(chosen) == 1:
        partners = len(found.members) - 1
        said = ngettext(
            "{n} organisation and {name} {share}", "{n} organisations {share} with {name}", partners
        ).format(n=number(partners), share=sharing(least), name=escaping.one_line(here[0].label))
    else:
        said = _("{here} of the {all} organisations filtered by {share} with another").format(
            here=number(len(here)), all=number(len(chosen)), share=sharing(least)
        )
    if chosen:
        pairs = pairs[pairs.organisation_id.isin(chosen) | pairs.other_organisation_id.isin(chosen)]
    most = int(pairs.together.iloc[0])
    if most < FEW or (pairs.together == most).sum() > 1:
        return said
    return said + _("; {one} and {other} most: {texts}").format(
        one=escaping.one_line(pairs.label.iloc[0]),
        other=escaping.one_line(pairs.other_label.iloc[0]),
        texts=texts(most),
    )


def nothing_shared(pairs: int, least: int, chosen: int) -> str:
    """Why there is nothing to draw."""
    if not pairs:
        return _("No two organisations stand behind the same text in this selection")
    if chosen:
        return ngettext(
            "The organisation filtered by shares fewer than {least} with any other here",
            "The organisations filtered by share fewer than {least} with any other here",
            chosen,
        ).format(least=texts(least))
    return _("No two organisations share {least} or more texts in this selection").format(
        least=number(least)
    )


def who_is_shown(found: Web, least: int, chosen: Collection[str]) -> str:
    """Which organisations are drawn, in words."""
    if not chosen:
        return _("drawn are the organisations that {share} with another").format(
            share=sharing(least)
        )
    own = [member.label for member in found.members if member.id in chosen]
    here = len(own)
    if len(chosen) == 1:
        return ngettext(
            "drawn are {name} and the {n} organisation that {share} with it",
            "drawn are {name} and the {n} organisations that {share} with it",
            len(found.members) - here,
        ).format(
            name=escaping.one_line(own[0]),
            n=number(len(found.members) - here),
            share=sharing(least),
        )
    return _(
        "drawn are {here} of {all} organisations filtered by, and {n} more that {share} with one of them"
    ).format(
        here=number(here),
        all=number(len(chosen)),
        n=number(len(found.members) - here),
        share=sharing(least),
    )


def left_out(found: Web) -> list[str]:
    """How many are not drawn, and why; nothing where all are."""
    if not found.left_out:
        return []
    return [
        ngettext(
            "{n} more that shares fewer texts is in the table only",
            "{n} more that share fewer texts are in the table only",
            found.left_out,
        ).format(n=number(found.left_out))
    ]


def named(coalition: Coalition) -> str:
    """A coalition's heading: how many, and around whom if one shares more than the others."""
    if coalition.leads:
        return _("{n} around {name}").format(
            n=counted(len(coalition.members), "organisations"),
            name=escaping.one_line(coalition.first.label),
        )
    return _("{n}, {name} among them").format(
        n=counted(len(coalition.members), "organisations"),
        name=escaping.one_line(coalition.first.label),
    )


def made_of(coalition: Coalition, behind: int) -> str:
    """What a coalition's members are, and how many texts are ``behind`` its first and them."""
    groups: dict[str, int] = defaultdict(int)
    for member in coalition.members:
        groups[member.group] += 1
    order = list(labels.ORDER["group"])
    ranked = sorted(groups.items(), key=lambda found: (-found[1], order.index(found[0])))
    parts = ", ".join(
        f"{labels.GROUPS.get(group, group).lower()} {number(count)}" for group, count in ranked
    )
    return _("{name} and one or more of the others stand behind {texts} · {groups}").format(
        name=escaping.one_line(coalition.first.label), texts=texts(behind), groups=parts
    )


# What is shown


LEAST_TEXTS = {least: least for least in sorted(LEAST)}
FORMS = {"matrix": _("Matrix"), "network": _("Network")}


def listed(page: Context, least: int) -> RecordList | None:
    """The coalitions in words, with the ways to their members and texts; None where there is none."""
    asked, chosen = asked_of(page.filters), chosen_in(page.filters)
    found = [
        coalition
        for coalition in coalitions(asked, least)
        if not chosen or not {member.id for member in coalition.members}.isdisjoint(chosen)
    ]
    if not found:
        return None
    return RecordList(
        key="coalition_list",
        query=Query("co_signatures", asked),
        title=ngettext(
            "One coalition: {largest}", "{n} coalitions, the largest: {largest}", len(found)
        ).format(n=number(len(found)), largest=named(found[0])),
        subtitle=_(
            "Found from the texts, not declared: organisations that sign with each other more than with others"
        ),
        scope=" · ".join(
            (
                *([_("those with an organisation filtered by")] if chosen else []),
                page.scope(asked),
            )
        ),
        record=lambda row: _record(row.coalition, asked, least, headed=len(found) > 1),
        rows=pd.DataFrame({"coalition": found}),
        size=LISTED,
        parameter="coalitions",
        files=False,
    )


def _record(coalition: Coalition, asked: Filters, least: int, *, headed: bool) -> Record:
    ids = tuple(member.id for member in coalition.members)
    behind = texts_behind(coalition, asked)
    return Record(
        f"coalition_{coalition.first.id}",
        name=named(coalition) if headed else "",
        about=(made_of(coalition, behind),),
        links=(
            *(
                Link("organisation", escaping.shorten(member.label, 30), id=member.id)
                for member in coalition.members[:NAMED]
            ),
            Link(
                "who_signed_what",
                _("All {n} in the matrix").format(n=number(len(ids))),
                asked.set(organisation=ids),
                icon=":material/table_view:",
                view={"least": str(least)},
            ),
            submissions_link(coalition.behind(asked), _("The {texts}").format(texts=texts(behind))),
        ),
    )


def web_card(page: Context, form: str, least: int) -> Card:
    """Who signs with whom, as a matrix or a network; table and files have every pair."""
    asked, chosen = asked_of(page.filters), chosen_in(page.filters)
    every = query("co_signatures", asked)
    found = web(asked, least, chosen)
    pairs = drawn_pairs(asked, least, chosen)
    parts: list[str] = []
    if found.members:
        click = _("click to filter by an organisation") if form == "network" else ""
        parts = [
            _reading(form),
            page.hint(click),
            who_is_shown(found, least, chosen),
            *left_out(found),
        ]
    sheet = _sheet(page, found)
    members = [found.members[place] for place in sheet]
    names = {member.id: escaping.shorten(member.label, 23) for member in members}
    of = {member.id: member.group for member in members}

    def draw() -> go.Figure:
        if form == "network":
            return _network(found, drawing(asked, least, chosen), least, chosen)
        return _matrix(pairs, members, names, of, chosen)

    def draw_names() -> go.Figure:
        return coalition_names(names, of=of, groups=labels.GROUPS, chosen=chosen)

    network = form == "network"
    return Chart(
        key="coalitions",
        query=every.page(slice(0, GRID_ROWS if found.members else 0)),
        title=finding(found, pairs, least, chosen),
        subtitle=page.subtitle(asked, *parts),
        draw=draw,
        names=None if network else draw_names,
        sets="organisation" if network else "",
        drill_down=None if network else lambda ids: _drill_down(page, ids, found, pairs, asked),
        state=(form, least, chosen, tuple(sheet)),
        wide=network,
        paging=None if network else Paging(len(found.sheets), 1, "sheet"),
        below=() if network or len(found.sheets) < 2 else (_other_sheets(found, sheet),),
        how=_(
            "Two organisations stand together behind a text if each is its author or a signatory. The table has every "
            "pair, also those that share one text. The matrix is ordered by hierarchical clustering on the share of "
            "texts in common (average distance, optimal leaf order); coalitions are found by modularity (Louvain). "
            "Lists of signatories are often incomplete, so an empty cell is no proof that two never signed together."
        ),
        empty=nothing_shared(every.length(), least, len(chosen)),
    )


def _reading(form: str) -> str:
    """How the drawing is read."""
    if form == "network":
        return _(
            "A line joins two that share so many texts, wider is more · larger = more texts with others"
        )
    return _(
        "A cell is how many texts two stand behind together, stronger is more · those who sign together stand side by "
        "side · the symbol is the stakeholder group"
    )


def _sheet(page: Context, found: Web) -> tuple[int, ...]:
    """The members on the sheet that the address names."""
    return (
        found.sheets[page.rows_of_page(len(found.sheets), 1, "sheet")][0] if found.members else ()
    )


def _other_sheets(found: Web, sheet: Sequence[int]) -> str:
    """How many are on other sheets, and what no sheet shows."""
    here = _("{here} of {all} organisations on this sheet.").format(
        here=number(len(sheet)), all=number(len(found.members))
    )
    if left := found.across():
        rest = ngettext(
            "{n} pair of organisations on different sheets is in the table.",
            "{n} pairs of organisations on different sheets are in the table.",
            left,
        ).format(n=number(left))
    else:
        rest = _("Organisations on different sheets share no text.")
    return f"{here} {rest}"


def _matrix(
    pairs: pd.DataFrame,
    members: Sequence[Member],
    shown: dict[str, str],
    of: dict[str, str],
    chosen: Collection[str],
) -> go.Figure:
    here = pairs[pairs.organisation_id.isin(shown) & pairs.other_organisation_id.isin(shown)]
    hovers = [
        "<br>".join(
            (
                escaping.plot(escaping.shorten(row.organisation, 70)),
                escaping.plot(escaping.shorten(row.other_organisation, 70)),
                escaping.plot(_shared(row)),
            )
        )
        for row in here.itertuples()
    ]
    return coalition_matrix(
        here.assign(hover=hovers),
        organisations=shown,
        of=of,
        groups=labels.GROUPS,
        own_hovers=[_about(member) for member in members],
        chosen=chosen,
    )


def _shared(row: Any) -> str:
    return _("{texts} together, of {one} and {other}").format(
        texts=texts(int(row.together)),
        one=number(row.submissions),
        other=number(row.other_submissions),
    )


def _about(member: Member, partners: int | None = None) -> str:
    """An organisation as a mark's hover says it."""
    lines = [
        escaping.shorten(member.name, 70),
        labels.GROUPS.get(member.group, member.group),
        _("{joint} of {all} with others").format(
            joint=number(member.joint), all=counted(member.submissions, "submissions")
        ),
    ]
    if partners is not None:
        lines.append(
            ngettext(
                "joined here to {n} organisation", "joined here to {n} organisations", partners
            ).format(n=number(partners))
        )
    return "<br>".join(escaping.plot(line) for line in lines)


def _network(found: Web, drawn: Drawing, least: int, chosen: Collection[str]) -> go.Figure:
    links = found.strong(least)
    partners = [0] * len(found.members)
    for a, b, _shared in links:
        partners[a] += 1
        partners[b] += 1
    return coalition_network(
        {member.id: escaping.shorten(member.label, 26) for member in found.members},
        spots=drawn.spots,
        radii=drawn.radii,
        height=drawn.height,
        links=links,
        of={member.id: member.group for member in found.members},
        groups=labels.GROUPS,
        hovers=[
            _about(member, joined) for member, joined in zip(found.members, partners, strict=True)
        ],
        chosen=chosen,
    )


def _drill_down(
    page: Context, ids: Sequence[str], found: Web, pairs: pd.DataFrame, asked: Filters
) -> DrillDown | None:
    """What a clicked cell is, and the ways to what is behind it."""
    if len(ids) == 1:
        return _member(page, ids[0], found, asked)
    one, other = ids
    row = row_of(pairs, organisation_id=one, other_organisation_id=other)
    if row is None:
        return None
    both = together(asked, one, other)
    return DrillDown(
        _(
            "{one} and {other}: {shared} ({share} of the {either} that at least one stands behind)."
        ).format(
            one=row.organisation,
            other=row.other_organisation,
            shared=_shared(row),
            share=percent(row.together, row.either),
            either=number(row.either),
        ),
        (
            submissions_link(both, _("The {texts} together").format(texts=texts(row.together))),
            points_link(both, _("What they say there")),
            compare_link(asked, one, other),
            _organisation(one, row.label),
            _organisation(other, row.other_label),
        ),
    )


def _organisation(identity: str, label: str) -> Link:
    name = escaping.shorten(label, 40)
    return Link("organisation", name, id=identity, icon=":material/apartment:")


def _member(page: Context, identity: str, found: Web, asked: Filters) -> DrillDown | None:
    member = {member.id: member for member in found.members}.get(identity)
    if member is None:
        return None
    own = counted(member.submissions, "submissions")
    return DrillDown(
        _("{name}: {joint} of {all} with others.").format(
            name=member.name, joint=number(member.joint), all=own
        ),
        (
            _organisation(identity, member.label),
            submissions_link(
                asked.set(organisation=(identity,)), _("Its {texts}").format(texts=own)
            ),
            Button(
                "filter_by_member",
                _("Filter by it"),
                ":material/filter_alt:",
                page.filters.toggle("organisation", identity),
            ),
        ),
    )
