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
"""How many texts organisations must share to be shown, as choices; the default first."""
LEAST_TEXTS = {least: least for least in sorted(LEAST)}
FORMS = Words({"matrix": N_("Matrix"), "network": N_("Network")})


def web_card(page: Context, form: str, least: int) -> Card:
    """The card with the matrix or the network; table and files have every pair."""
    selection, chosen = asked_of(page.filters), chosen_in(page.filters)
    co_signatures = query("co_signatures", selection)
    network = web(selection, least, chosen)
    pairs = drawn_pairs(selection, least, chosen)
    parts: list[str] = []
    if network.members:
        parts = [
            closest(pairs, chosen),
            _reading(form),
            who_is_shown(network, chosen),
            *left_out(network),
        ]
    sheet = _sheet(page, network)
    members = [network.members[index] for index in sheet]
    names = {member.id: escaping.shorten(member.label, 23) for member in members}
    member_groups = {member.id: member.group for member in members}

    def draw() -> go.Figure:
        if form == "network":
            return _network(network, drawing(selection, least, chosen), least, chosen)
        return _matrix(pairs, members, names, member_groups, chosen)

    def draw_names() -> go.Figure:
        return coalition_names(names, of=member_groups, groups=labels.GROUPS, chosen=chosen)

    is_network = form == "network"
    return Chart(
        query=co_signatures.page(slice(0, GRID_ROWS if network.members else 0)),
        title=finding(network, least, chosen),
        subtitle=page.subtitle(selection, *parts),
        draw=draw,
        names=None if is_network else draw_names,
        sets="organisation" if is_network else "",
        drill_down=None
        if is_network
        else lambda ids: _drill_down(page, ids, network, pairs, selection),
        state=(form, least, chosen, tuple(sheet)),
        wide=is_network,
        paging=None if is_network else Paging(len(network.sheets), 1, "sheet"),
        below=() if is_network or len(network.sheets) < 2 else (_other_sheets(network, sheet),),
        how=_(
            "Two organisations share a submission if each of them wrote or signed it. The table lists every pair, "
            "even with one shared submission. The matrix is ordered by hierarchical clustering on the share of "
            "submissions in common (average distance, optimal leaf order); coalitions are found by modularity "
            "(Louvain). Select an organisation in the network to filter by it. Lists of signatories are often "
            "incomplete, so an empty cell does not mean that two organisations never signed together."
        ),
        empty=nothing_shared(co_signatures.length(), least, len(chosen)),
    )


def _reading(form: str) -> str:
    """How to read the drawing."""
    if form == "network":
        return _(
            "A line joins two organisations that share submissions: the wider the line, the more they share. The "
            "larger a mark, the more its organisation shares with others"
        )
    return _(
        "Each cell shows how many submissions two organisations share; organisations that sign together are next "
        "to each other"
    )


def _sheet(page: Context, network: Web) -> tuple[int, ...]:
    """The members on the sheet that the address names."""
    return (
        network.sheets[page.rows_of_page(len(network.sheets), 1, "sheet")][0]
        if network.members
        else ()
    )


def _other_sheets(network: Web, sheet: Sequence[int]) -> str:
    """Says how many organisations this sheet has, and how many pairs no sheet shows."""
    sheet_count, member_count = number(len(sheet)), number(len(network.members))
    if pair_count := network.across():
        return ngettext(
            "This page shows {here} of {all} organisations. {n} pair that spans two pages is in the table only.",
            "This page shows {here} of {all} organisations. {n} pairs that span two pages are in the table only.",
            pair_count,
        ).format(here=sheet_count, all=member_count, n=number(pair_count))
    return _(
        "This page shows {here} of {all} organisations. None on another page shares a submission with them."
    ).format(here=sheet_count, all=member_count)


def _matrix(
    pairs: pd.DataFrame,
    members: Sequence[Member],
    names: dict[str, str],
    of: dict[str, str],
    chosen: Collection[str],
) -> go.Figure:
    pair_rows = pairs[pairs.organisation_id.isin(names) & pairs.other_organisation_id.isin(names)]
    hovers = [
        "<br>".join(
            (
                escaping.plot(escaping.shorten(row.organisation, 70)),
                escaping.plot(escaping.shorten(row.other_organisation, 70)),
                escaping.plot(_shared_sentence(row)),
            )
        )
        for row in each(pair_rows)
    ]
    return coalition_matrix(
        pair_rows.assign(hover=hovers),
        organisations=names,
        of=of,
        groups=labels.GROUPS,
        own_hovers=[_hover_text(member) for member in members],
        chosen=chosen,
    )


def _shared_sentence(row: Any) -> str:
    return _("{shared}, of {one} and {other}").format(
        shared=in_common(int(row.together)),
        one=number(row.submissions),
        other=number(row.other_submissions),
    )


def _hover_text(member: Member, partners: int | None = None) -> str:
    """The hover text of an organisation."""
    lines = [
        escaping.shorten(member.name, 70),
        labels.GROUPS.of(member.group),
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


def _network(network: Web, layout: Drawing, least: int, chosen: Collection[str]) -> go.Figure:
    links = network.strong(least)
    partners = [0] * len(network.members)
    for a, b, _shared in links:
        partners[a] += 1
        partners[b] += 1
    return coalition_network(
        {member.id: escaping.shorten(member.label, 26) for member in network.members},
        spots=layout.spots,
        radii=layout.radii,
        height=layout.height,
        links=links,
        of={member.id: member.group for member in network.members},
        groups=labels.GROUPS,
        hovers=[
            _hover_text(member, partner_count)
            for member, partner_count in zip(network.members, partners, strict=True)
        ],
        chosen=chosen,
    )


def _drill_down(
    page: Context, ids: Sequence[str], network: Web, pairs: pd.DataFrame, selection: Filters
) -> DrillDown | None:
    """Describes a clicked cell and links to what it counts."""
    if len(ids) == 1:
        return _member(page, ids[0], network, selection)
    first_id, second_id = ids
    row = row_of(pairs, organisation_id=first_id, other_organisation_id=second_id)
    if row is None:
        return None
    shared_selection = together(selection, first_id, second_id)
    return DrillDown(
        _(
            "{one} and {other}: {shared} ({share} of the {either} that one or both wrote or signed)."
        ).format(
            one=row.organisation,
            other=row.other_organisation,
            shared=_shared_sentence(row),
            share=percent(row.together, row.either),
            either=number(row.either),
        ),
        (
            submissions_link(shared_selection, in_common(int(row.together))),
            points_link(shared_selection, _("What they say there")),
            compare_link(selection, first_id, second_id),
            organisation_link(first_id, row.label, 40),
            organisation_link(second_id, row.other_label, 40),
        ),
    )


def _member(page: Context, identifier: str, network: Web, selection: Filters) -> DrillDown | None:
    member = {member.id: member for member in network.members}.get(identifier)
    if member is None:
        return None
    submissions = counted(member.submissions, "submissions")
    return DrillDown(
        _("{name}: {joint} of {all} shared with others.").format(
            name=member.name, joint=number(member.joint), all=submissions
        ),
        (
            organisation_link(identifier, member.label, 40),
            submissions_link(
                selection.set(organisation=(identifier,)), _("Submissions of this organisation")
            ),
            Button(
                "filter_by_member",
                _("Filter by this organisation"),
                ":material/filter_alt:",
                page.filters.toggle("organisation", identifier),
            ),
        ),
    )
