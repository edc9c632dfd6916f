"""The cards of the page on one claim."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cards import entity, request
from cards import topic as topics
from cards.kit import (
    Card,
    Cards,
    DrillDown,
    Link,
    Ranking,
    Record,
    RecordList,
    points_link,
    submissions_link,
)
from cards.points import OF_CLAIM
from cards.query import Context, dotted
from cards.topic import Topic
from charts import ACCENT, KIND_COLOURS
from data.rows import each
from i18n import N_, Words, _, decimal, headlines, labels, ngettext, number, pgettext, stating
from i18n.escaping import one_line, plot
from i18n.headlines import FEW
from queries import Filters
from queries.filters import POINT_FILTERS

OPPOSITES, NAMED, NAMED_PRINTED = 3, 8, 60
"""Opposite claims and organisations on a page of a list, and organisations on paper."""

USUAL_COMPANY = {
    "challenge": "recommendation",
    "recommendation": "challenge",
    "achievement": "challenge",
}
"""Kind of a claim -> the kind of the claims beside it that are shown first."""

EVERY = Words({"all": N_("All kinds")}, labels.KINDS_PLURAL)


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return entity.about(
        page,
        topics.claim_of,
        who=topics.groups,
        when=topics.stages,
        evidence=lambda _page, topic: topics.evidence(topic, *_shared(topic), size=OF_CLAIM),
        verdict=lambda page, topic: topic.request and request.verdict_card(page, topic.request),
        support=lambda page, topic: topic.request and request.support_card(page, topic.request),
        reports=lambda _page, topic: topic.request and request.reports_card(topic.request),
        drafts=lambda _page, topic: (
            topic.request and request.drafts_card(topics.row_of(topic).theme_id)
        ),
        opposites=opposites,
        opposite_organisations=opposite_organisations,
        together=together,
        organisations=topics.organisations,
    )


def _shared(of: Topic) -> tuple[str, ...]:
    """What all points on a claim share, so that none repeats it: only the theme if several claims make one request."""
    return ("theme",) if len(of.ids) > 1 else ("kind", "theme", "claim")


def kinds_beside(topic: Topic) -> dict[str, str]:
    """The kinds of claims that can be shown beside the claim, the usual one first."""
    usual = USUAL_COMPANY[topic.kind or "recommendation"]
    return {usual: EVERY[usual], **EVERY}


def whole(selection: Filters) -> Filters:
    """The selection for comparing claims with each other: submissions with all their points."""
    return selection.without(*POINT_FILTERS, "also_claim")


def beside(selection: Filters, topic: Topic, other: str) -> Filters:
    """The points that make the ``other`` claim in the submissions that make this one, too."""
    points = topic.points(selection)
    return points.set(claim=(other,), also_claim=points.claim)


def also_making(selection: Filters, topic: Topic, other: str) -> Filters:
    """The points that make this claim in the submissions that make the ``other``, too."""
    return topic.points(selection, also_claim=(other,))


def whole_scope(page: Context, selection: Filters) -> str:
    """What narrows a card that compares claims with each other."""
    note = _("all kinds of points") if page.filters.kind else ""
    return dotted(page.narrowed(selection), note)


def together(page: Context, topic: Topic) -> Card:
    """The other claims in the submissions that make this one: those of one kind, or of all kinds."""
    kind = page.value("with", tuple(kinds_beside(topic)))
    filters = whole(page.filters)
    pairs = topic.query("pairs", filters, kind=kind)
    rows = page.first("together", pairs.rows)
    by_id = {str(row["claim_id"]): row for row in pairs.rows.to_dict("records")}

    def drill_down(ids: Sequence[str]) -> DrillDown:
        row, other = by_id[ids[0]], ids[0]
        return DrillDown(
            stating(one_line(row["claim"]), with_it(row)),
            (
                points_link(beside(filters, topic, other), _("Points that make the other claim")),
                points_link(also_making(filters, topic, other), _("Points on this claim")),
                submissions_link(beside(filters, topic, other)),
                Link("claim", _("Page of the other claim"), id=other),
            ),
        )

    return Ranking(
        query=pairs,
        title=company(pairs.rows),
        subtitle=dotted(
            _("Submissions that make both claims; “2×”: twice as many as by chance"),
            whole_scope(page, filters),
        ),
        bars=rows if kind != "all" else rows.assign(claim=[_with_kind(row) for row in each(rows)]),
        id="claim_id",
        label="claim",
        colours={row.claim_id: KIND_COLOURS.get(row.kind, ACCENT) for row in each(rows)},
        value=lambda row: (
            pgettext("of any unit", "{count} of {total}").format(
                count=number(row.count), total=number(row.total)
            )
            + ("" if math.isnan(row.lift) else f" · {decimal(row.lift, 1)}×")
        ),
        hover=lambda row: stating(plot(row.claim), with_it(by_id[row.claim_id])),
        drill_down=drill_down,
        state=(topic.ids, kind, len(rows)),
        every=len(pairs.rows),
        empty=_("No one who makes this claim also makes a claim of this kind"),
        how=_(
            "This card always counts submissions, with everything they say. “By chance” is how many would make "
            "both claims if the two were unrelated; we give the figure if {few} or more submissions make both. "
            "That two claims occur together does not mean that one leads to the other."
        ).format(few=FEW),
    )


def _with_kind(row: Any) -> str:
    return stating(labels.KINDS.of(row.kind), one_line(row.claim))


def with_it(row: Mapping[str, Any]) -> str:
    """How many submissions with the claim make another, too, and how many would by chance."""
    template = (
        _("{share}; too few to tell whether that is more than by chance")
        if math.isnan(row["lift"])
        else _("{share}; {lift} times as many as expected by chance ({expected})")
    )
    return template.format(
        share=headlines.of(row["count"], row["total"], "submissions"),
        lift=decimal(row["lift"], 1),
        expected=number(row["expected"]),
    )


def company(rows: pd.DataFrame) -> str:
    """The other claim that is most frequent in the submissions that make this one; ``rows`` are sorted. Empty if too
    few submissions make this one, or if several others are as frequent.
    """
    if rows.empty or rows.total.iloc[0] < FEW or (rows["count"] == rows["count"].iloc[0]).sum() > 1:
        return ""
    first = rows.iloc[0]
    template = {
        "challenge": _("The challenge they raise most often: {claim} ({share})"),
        "recommendation": _("What they also ask for most often: {claim} ({share})"),
    }.get(str(first.kind), _("What they also say most often: {claim} ({share})"))
    share = headlines.of(first["count"], first.total, "submissions")
    return template.format(claim=one_line(first.claim), share=share)


READING_AID = N_(
    "We paired these claims by their definitions. No source says that they oppose each other"
)


def against(rows: pd.DataFrame) -> str:
    """How many submissions make the opposite claim if there is one; of several, how many claims there are."""
    first = rows.iloc[0]
    if len(rows) == 1:
        return ngettext(
            "{n} submission makes this claim, {opposed} the opposite one: {claim}",
            "{n} submissions make this claim, {opposed} the opposite one: {claim}",
            first.made,
        ).format(n=number(first.made), opposed=number(first.opposed), claim=one_line(first.claim))
    return ngettext("{n} claim says the opposite", "{n} claims say the opposite", len(rows)).format(
        n=number(len(rows))
    )


def said_by_both(submissions: int, organisations: int) -> str:
    """How many submissions make both of two opposite claims, and how many organisations made both."""
    if not submissions and not organisations:
        return _("No submission or organisation makes both claims")
    if not submissions:
        return ngettext(
            "No submission makes both claims, but {n} organisation made both in different submissions",
            "No submission makes both claims, but {n} organisations made both in different submissions",
            organisations,
        ).format(n=number(organisations))
    return dotted(
        ngettext(
            "{n} submission makes both claims", "{n} submissions make both claims", submissions
        ).format(n=number(submissions)),
        ngettext("{n} organisation made both", "{n} organisations made both", organisations).format(
            n=number(organisations)
        ),
    )


def opposites(page: Context, topic: Topic) -> RecordList | None:
    """The opposite claims, with how many make each and both; None if there are none."""
    filters = whole(page.filters)
    claims = topic.query("opposites", filters)
    if claims.rows.empty:
        return None

    def record(row: Any) -> Record:
        opposite_points = topic.of_its_text(filters.set(claim=(row.claim_id,)))
        selections = (
            (row.made, topic.points(filters), _("Points on this claim")),
            (row.opposed, opposite_points, _("Points that make the opposite claim")),
            (
                row.both,
                beside(filters, topic, row.claim_id),
                _("Opposite points of those who make both"),
            ),
        )
        return Record(
            key=f"opposite_{row.claim_id}",
            link=Link("claim", one_line(row.claim), id=row.claim_id),
            lines=((_("How they oppose: {note}").format(note=one_line(row.note)), ""),),
            about=(
                _("This claim: {made}, {organisations}").format(
                    made=headlines.of(row.made, row.total, "submissions"),
                    organisations=headlines.counted(row.made_organisations, "organisations"),
                ),
                _("The opposite claim: {made}, {organisations}").format(
                    made=headlines.of(row.opposed, row.total, "submissions"),
                    organisations=headlines.counted(row.opposed_organisations, "organisations"),
                ),
                said_by_both(int(row.both), int(row.both_organisations)),
            ),
            links=[points_link(points, words) for count, points, words in selections if count],
        )

    return RecordList(
        query=claims,
        title=against(claims.rows),
        subtitle=_(READING_AID),
        scope=whole_scope(page, filters),
        record=record,
        rows=claims.rows,
        size=OPPOSITES,
        parameter="opposites_page",
    )


def opposite_organisations(page: Context, topic: Topic) -> RecordList | None:
    """The organisations that make the claim or an opposite one; None if no claim is opposite."""
    filters = whole(page.filters)
    organisations = topic.query("opposite_organisations", filters)
    if organisations.rows.empty:
        return None
    both_count = int(((organisations.rows.made > 0) & (organisations.rows.opposed > 0)).sum())

    def record(row: Any) -> Record:
        group = labels.GROUPS.of(row.stakeholder_group)
        counts = _("this claim: {made}, the opposite: {opposed}").format(
            made=number(row.made), opposed=number(row.opposed)
        )
        return Record(
            key=f"opposed_{row.opposite_id}_{row.organisation_id}",
            link=Link("organisation", row.label, id=row.organisation_id, help=group),
            beside=Link(
                "points",
                counts,
                topic.of_its_text(
                    filters.set(
                        claim=(*topic.ids, row.opposite_id), organisation=(row.organisation_id,)
                    )
                ),
            ),
            group=one_line(row.opposite),
        )

    return RecordList(
        query=organisations,
        title=ngettext(
            "{n} organisation made both", "{n} organisations made both", both_count
        ).format(n=number(both_count)),
        subtitle=_("Submissions of each organisation that make this claim or the opposite one"),
        scope=whole_scope(page, filters),
        record=record,
        rows=organisations.rows,
        size=NAMED,
        printed=NAMED_PRINTED,
        parameter="opposed_page",
    )
