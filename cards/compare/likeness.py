"""How alike two sides are: mixes of themes, shared texts, opposing claims."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from cards.compare.sides import ALL, Sides, overlap
from cards.kit import (
    Card,
    Chart,
    DrillDown,
    Link,
    Record,
    RecordList,
    of_row,
    points_link,
    submissions_link,
)
from cards.query import Context
from cards.rankings import has_claims
from charts.comparison import pair_bars
from data.rows import each
from i18n import (
    _,
    entity_sentences,
    enumerated,
    escaping,
    labels,
    listed,
    messages,
    ngettext,
    number,
    stating,
    written_date,
)
from i18n.headlines import FEW, counted
from queries import Filters

FEW_POINTS = 3
"""Below this many points of a side, the question gives no overlap."""

OPPOSITES, TEXTS, PRINTED = 4, 6, 40
"""Opposing claims and shared texts on a page of their lists, and entries of either list on paper."""


def alike(rows: pd.DataFrame) -> str:
    """Says how much the sides have in common, from rows of ``comparison_pairs``; empty without rows.

    Pairs are only ranked where all sides have FEW submissions or more and one pair leads.
    """
    measured = rows[rows.themes_overlap.notna()]
    if measured.empty:
        return _("Too few points to say how similar they are") if len(rows) else ""
    ordered = measured.sort_values("themes_overlap", ascending=False, kind="stable")
    order = list(each(ordered))
    first, last = order[0], order[-1]
    if len(order) == 1:
        words = {"pair": pair_name(first), "overlap": overlap(first.themes_overlap)}
        if not first.claims_either:
            return _("{pair} share {overlap} of their themes").format(**words)
        return ngettext(
            "{pair} share {overlap} of their themes and {n} of {whole} claim",
            "{pair} share {overlap} of their themes and {n} of {whole} claims",
            first.claims_either,
        ).format(**words, n=number(first.claims_shared), whole=number(first.claims_either))
    if first.themes_overlap == last.themes_overlap:
        return _("Any two of them share {overlap} of their themes").format(
            overlap=overlap(first.themes_overlap)
        )
    small = measured[["first_submissions", "second_submissions"]].min(axis=None) < FEW
    if small or first.themes_overlap == order[1].themes_overlap:
        return _("Any two of them share {least} to {most} of their themes").format(
            least=overlap(last.themes_overlap), most=overlap(first.themes_overlap)
        )
    return _("Most similar in their themes: {pair} ({overlap})").format(
        pair=pair_name(first), overlap=overlap(first.themes_overlap)
    )


def pair_name(row: Any) -> str:
    """The two sides of a pair."""
    first, second = (
        labels.GROUPS.get(name, escaping.one_line(name)) for name in (row.first, row.second)
    )
    return listed([escaping.shorten(first, 40), escaping.shorten(second, 40)])


def pairs(_page: Context, sides: Sides) -> Card:
    """The card on what each pair of sides has in common: mix of themes, claims, shared texts."""
    measures = {"themes_overlap": _("Same mix of themes")}
    if has_claims():
        measures["claims_overlap"] = _("Same claims")
    query = sides.query("pairs")
    rows = query.rows

    def value_text(row: Any, column: str) -> str:
        value = getattr(row, column)
        if value == value and value is not None:
            if column == "themes_overlap":
                return overlap(value)
            return _("{n} of {whole} ({overlap})").format(
                n=number(row.claims_shared), whole=number(row.claims_either), overlap=overlap(value)
            )
        if min(row.first_points, row.second_points) < FEW_POINTS:
            return _("too few to compare")
        return _("no claim coded")

    return Chart(
        query=query,
        whatever=sides.filtered,
        title=alike(rows),
        subtitle=sides.subtitle(
            _(
                "Same claims: the share of their claims that both make. Talking about the same thing is not "
                "agreeing"
            )
            if has_claims()
            else _("Talking about the same thing is not agreeing")
        ),
        draw=lambda: pair_bars(
            rows,
            label=pair_name,
            measures=measures,
            value_text=value_text,
            hover=lambda row, column: escaping.plot(
                stating(pair_name(row), enumerated([measures[column], value_text(row, column)]))
            ),
        ),
        drill_down=of_row(rows, partial(_pair, sides), "first_id", "second_id"),
        below=_shared_texts(sides, rows),
        empty=_("At least two must have submissions that match these filters"),
        how=_(
            "The mix of themes is the share of points on each theme. To get the overlap we add up, theme by theme, "
            "the smaller of the two shares. Both measures are 100% for anyone compared with itself, and the same "
            "in both directions. We leave them out below {few} points, and they are low where there are few "
            "points: with ten points, at most ten claims can be shared. A submission that both wrote or signed "
            "counts for both and makes them more alike. It does not matter here what you count."
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
    words = _("{pair}: both make {n} of {claims}. Shared submissions: {submissions}").format(
        pair=pair_name(row),
        n=number(row.claims_shared),
        claims=messages.THINGS("claims", row.claims_either),
        submissions=counted(row.shared_submissions, "submissions"),
    )
    return DrillDown(words, links)


def _claims_link(sides: Sides, row: Any) -> Link:
    """A link to the comparison of the two that shows the claims of both."""
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
    shared = [row for row in each(rows) if row.shared_submissions]
    if not shared:
        return []
    caption = _(
        "A submission that both of them wrote or signed is counted for both, which makes them look more "
        "alike:"
    )
    return [caption, *(_shared_text(sides, row) for row in shared)]


def _shared_text(sides: Sides, row: Any) -> Link | str:
    """The number of shared submissions, as a link to them if filters can select them."""
    words = {"submissions": counted(row.shared_submissions, "submissions"), "pair": pair_name(row)}
    if selection := of_both(sides, row.first_id, row.second_id):
        return submissions_link(selection, _("{submissions} by both {pair}").format(**words))
    return _("{submissions} by both {pair}, listed below").format(**words)


def of_both(sides: Sides, first: str, second: str) -> Filters | None:
    """The filters that select the texts of both organisations; None if no filters can.

    Role, group, country and region must hold for both, but ``also_organisation`` does not apply them.
    """
    selection = sides.selection
    unsupported = (
        selection.role,
        selection.group,
        selection.country,
        selection.region,
        selection.also_organisation,
    )
    if sides.by != "organisation" or any(unsupported):
        return None
    return selection.set(organisation=(first,), also_organisation=(second,))


def opposites(_page: Context, sides: Sides) -> RecordList | None:
    """The list card of opposing claims that the sides lean to."""
    query = sides.query("opposites")
    rows = query.rows
    if rows.empty:
        return None

    def record(row: Any) -> Record:
        links = []
        for side, claim, words, count, opposite_count in (
            (row.side_id, row.claim_id, row.claim, row.side_claim, row.side_opposite),
            (row.other_id, row.opposite_id, row.opposite, row.other_opposite, row.other_claim),
        ):
            label = _("{name}: {own}, the opposite {opposing}").format(
                name=sides.name(side),
                own=counted(count, "submissions"),
                opposing=number(opposite_count),
            )
            links.append(Link("claim", escaping.one_line(words), id=claim))
            links.append(points_link(sides.of_side(side).set(claim=(claim,)), label))
        key = f"{row.claim_id}_{row.opposite_id}_{row.side_id}_{row.other_id}"
        return Record(key, above=links, about=(escaping.one_line(row.note),))

    return RecordList(
        query=query,
        title=opposites_finding(rows),
        subtitle=_(
            "How many submissions of each side make the claim, and how many make its opposite. We decided which "
            "claims are opposites"
        ),
        scope=sides.scope,
        record=record,
        rows=rows,
        size=OPPOSITES,
        printed=PRINTED,
        parameter="opposites",
    )


def opposites_finding(rows: pd.DataFrame) -> str:
    """In how many cases sides lean to opposing claims; plain counts where no case has FEW submissions of each side.

    ``rows`` are of ``comparison_opposites``, one or more.
    """
    enough = (rows.side_claim + rows.side_opposite >= FEW) & (
        rows.other_opposite + rows.other_claim >= FEW
    )
    clear, small = int(enough.sum()), int((~enough).sum())
    if not clear:
        return ngettext(
            "On {n} pair of opposing claims the counts differ, but the numbers are small",
            "On {n} pairs of opposing claims the counts differ, but the numbers are small",
            small,
        ).format(n=number(small))
    if not small:
        return ngettext(
            "They lean towards opposing claims in {n} case",
            "They lean towards opposing claims in {n} cases",
            clear,
        ).format(n=number(clear))
    return ngettext(
        "They lean towards opposing claims in {n} case, and in {small} more with small numbers",
        "They lean towards opposing claims in {n} cases, and in {small} more with small numbers",
        clear,
    ).format(n=number(clear), small=number(small))


def shared(_page: Context, sides: Sides) -> RecordList | None:
    """The list card of texts that two or more sides wrote or signed."""
    if not sides.query("pairs").rows.shared_submissions.any():
        return None
    query = sides.query("shared")

    def record(row: Any) -> Record:
        when = written_date(row.submitted_on)
        title = escaping.shorten(row.title, 110)
        side_names = [labels.GROUPS.of(name) for name in row.sides.split("; ")]
        link = Link("submission", stating(when, title), id=row.submission_id, title=title)
        reporter = entity_sentences.as_reported(row.reporter)
        about = (listed(side_names), escaping.one_line(row.stage), reporter)
        return Record(row.submission_id, link, about)

    return RecordList(
        query=query,
        title=ngettext(
            "{n} submission by two or more of them",
            "{n} submissions by two or more of them",
            len(query.rows),
        ).format(n=number(len(query.rows))),
        subtitle=_("Newest first. Each of them wrote or signed it"),
        scope=sides.page.scope(sides.selection),
        record=record,
        rows=query.rows,
        size=TEXTS,
        printed=PRINTED,
        parameter="texts",
    )
