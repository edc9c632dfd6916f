"""The matrix and the network of organisations that sign together."""

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cards.coalitions.detection import (
    Drawing,
    Member,
    Web,
    asked_of,
    chosen_in,
    drawing,
    drawn_pairs,
    together,
    web,
)
from cards.coalitions.sentences import (
    closest,
    finding,
    in_common,
    left_out,
    nothing_shared,
    who_is_shown,
)
from cards.kit import (
    Button,
    Card,
    Chart,
    DrillDown,
    Paging,
    compare_link,
    organisation_link,
    points_link,
    row_of,
    submissions_link,
)
from cards.query import GRID_ROWS, Context, query
from charts.coalitions import coalition_matrix, coalition_names, coalition_network
from data.rows import each
from i18n import N_, Words, _, escaping, labels, ngettext, number, percent
from i18n.headlines import counted
from queries import Filters

LEAST = ("2", "1", "3", "5")
"""From how many texts together on organisations are shown; the usual first."""
LEAST_TEXTS = {least: least for least in sorted(LEAST)}
FORMS = Words({"matrix": N_("Matrix"), "network": N_("Network")})


def web_card(page: Context, form: str, least: int) -> Card:
    """The card with the matrix or the network; table and files have every pair."""
    asked, chosen = asked_of(page.filters), chosen_in(page.filters)
    every = query("co_signatures", asked)
    found = web(asked, least, chosen)
    pairs = drawn_pairs(asked, least, chosen)
    parts: list[str] = []
    if found.members:
        parts = [
            closest(pairs, chosen),
            _reading(form),
            who_is_shown(found, chosen),
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
        title=finding(found, least, chosen),
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
            "Two organisations share a submission if each of them wrote or signed it. The table lists every pair, "
            "even with one shared submission. The matrix is ordered by hierarchical clustering on the share of "
            "submissions in common (average distance, optimal leaf order); coalitions are found by modularity "
            "(Louvain). Select an organisation in the network to filter by it. Lists of signatories are often "
            "incomplete, so an empty cell does not mean that two organisations never signed together."
        ),
        empty=nothing_shared(every.length(), least, len(chosen)),
    )


def _reading(form: str) -> str:
    """How the drawing is read."""
    if form == "network":
        return _(
            "A line joins two organisations that share submissions: the wider the line, the more they share. The "
            "larger a mark, the more its organisation shares with others"
        )
    return _(
        "Each cell shows how many submissions two organisations share; organisations that sign together are next "
        "to each other"
    )


def _sheet(page: Context, found: Web) -> tuple[int, ...]:
    """The members on the sheet that the address names."""
    return (
        found.sheets[page.rows_of_page(len(found.sheets), 1, "sheet")][0] if found.members else ()
    )


def _other_sheets(found: Web, sheet: Sequence[int]) -> str:
    """How many are on this sheet, and what no sheet shows."""
    here, all_ = number(len(sheet)), number(len(found.members))
    if left := found.across():
        return ngettext(
            "This page shows {here} of {all} organisations. {n} pair that spans two pages is in the table only.",
            "This page shows {here} of {all} organisations. {n} pairs that span two pages are in the table only.",
            left,
        ).format(here=here, all=all_, n=number(left))
    return _(
        "This page shows {here} of {all} organisations. None on another page shares a submission with them."
    ).format(here=here, all=all_)


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
        for row in each(here)
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
    return _("{shared}, of {one} and {other}").format(
        shared=in_common(int(row.together)),
        one=number(row.submissions),
        other=number(row.other_submissions),
    )


def _about(member: Member, partners: int | None = None) -> str:
    """The hover text of an organisation."""
    lines = [
        escaping.shorten(member.name, 70),
        labels.GROUPS.get(member.group, member.group),
        _("{joint} of {all} shared with others").format(
            joint=number(member.joint), all=counted(member.submissions, "submissions")
        ),
    ]
    if partners is not None:
        lines.append(
            ngettext(
                "shares with {n} organisation here", "shares with {n} organisations here", partners
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
    """Describes a clicked cell and links to what it counts."""
    if len(ids) == 1:
        return _member(page, ids[0], found, asked)
    one, other = ids
    row = row_of(pairs, organisation_id=one, other_organisation_id=other)
    if row is None:
        return None
    both = together(asked, one, other)
    return DrillDown(
        _(
            "{one} and {other}: {shared} ({share} of the {either} that one or both wrote or signed)."
        ).format(
            one=row.organisation,
            other=row.other_organisation,
            shared=_shared(row),
            share=percent(row.together, row.either),
            either=number(row.either),
        ),
        (
            submissions_link(both, in_common(int(row.together))),
            points_link(both, _("What they say there")),
            compare_link(asked, one, other),
            organisation_link(one, row.label, 40),
            organisation_link(other, row.other_label, 40),
        ),
    )


def _member(page: Context, identity: str, found: Web, asked: Filters) -> DrillDown | None:
    member = {member.id: member for member in found.members}.get(identity)
    if member is None:
        return None
    own = counted(member.submissions, "submissions")
    return DrillDown(
        _("{name}: {joint} of {all} shared with others.").format(
            name=member.name, joint=number(member.joint), all=own
        ),
        (
            organisation_link(identity, member.label, 40),
            submissions_link(
                asked.set(organisation=(identity,)), _("Submissions of this organisation")
            ),
            Button(
                "filter_by_member",
                _("Filter by this organisation"),
                ":material/filter_alt:",
                page.filters.toggle("organisation", identity),
            ),
        ),
    )
