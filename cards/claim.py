"""The cards of the page on one claim."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cards.kit import Card, DrillDown, Link, Ranking, points_link, submissions_link
from cards.query import Context, dotted
from cards.topic import Topic
from charts import KIND_COLOURS
from charts.palette import ACCENT
from i18n import N_, Words, _, decimal, headlines, labels, ngettext, number, pgettext, stating
from i18n.escaping import one_line, plot
from i18n.headlines import FEW
from queries import Filters
from queries.filters import POINT_FILTERS

USUAL_COMPANY = {
    "challenge": "recommendation",
    "recommendation": "challenge",
    "position": "recommendation",
    "achievement": "challenge",
}
"""Kind of a claim -> the kind of the claims beside it that are shown first."""

EVERY = Words({"all": N_("All kinds")}, labels.KINDS_PLURAL)


def kinds_beside(topic: Topic) -> dict[str, str]:
    """The kinds of claims that can be shown beside the claim, the usual one first."""
    usual = USUAL_COMPANY[topic.kind or "challenge"]
    return {usual: EVERY[usual], **EVERY}


def whole(selection: Filters) -> Filters:
    """The selection in which claims are held against each other: submissions with all that they say."""
    return selection.without(*POINT_FILTERS, "also_claim")


def beside(asked: Filters, claim: str, other: str) -> Filters:
    """The points that make ``other`` in the submissions that make ``claim``, too."""
    return asked.set(claim=(other,), also_claim=(claim,))


def whole_scope(page: Context, asked: Filters) -> str:
    """What narrows a card that holds claims against each other."""
    whatever = _("all kinds of points") if page.filters.kind else ""
    return dotted(page.narrowed(asked), whatever)


def together(page: Context, topic: Topic, kind: str) -> Card:
    """What else those say who say so: the claims of one kind, or of all."""
    asked = whole(page.filters)
    pairs = topic.query("pairs", asked, kind=kind)
    shown = page.first("together", pairs.rows)
    by_id = {str(row["claim_id"]): row for row in pairs.rows.to_dict("records")}

    def drill_down(ids: Sequence[str]) -> DrillDown:
        row, this, other = by_id[ids[0]], topic.id, ids[0]
        return DrillDown(
            stating(one_line(row["claim"]), with_it(row)),
            (
                points_link(beside(asked, this, other), _("Points that make the other claim")),
                points_link(beside(asked, other, this), _("Points on this claim")),
                submissions_link(beside(asked, this, other)),
                Link("claim", _("Page of the other claim"), id=other),
            ),
        )

    return Ranking(
        key="together",
        query=pairs,
        title=company(pairs.rows),
        subtitle=dotted(
            _("Submissions that make both claims; “2×”: twice as many as by chance"),
            whole_scope(page, asked),
        ),
        shown=shown
        if kind != "all"
        else shown.assign(claim=[_with_kind(row) for row in shown.itertuples()]),
        id="claim_id",
        label="claim",
        colours={
            claim: KIND_COLOURS.get(of_kind, ACCENT)
            for claim, of_kind in zip(shown.claim_id, shown.kind, strict=True)
        },
        value=lambda row: (
            pgettext("of any unit", "{count} of {total}").format(
                count=number(row.count), total=number(row.total)
            )
            + ("" if math.isnan(row.lift) else f" · {decimal(row.lift, 1)}×")
        ),
        hover=lambda row: stating(plot(row.claim), with_it(by_id[row.claim_id])),
        drill_down=drill_down,
        state=(topic.id, kind, len(shown)),
        every=len(pairs.rows),
        empty=_("No one who makes this claim also makes a claim of this kind"),
        how=_(
            "This card always counts submissions, with everything they say. “By chance” is how many would make "
            "both claims if the two were unrelated; we give the figure if {few} or more submissions make both. "
            "That two claims occur together does not mean that one leads to the other."
        ).format(few=FEW),
    )


def _with_kind(row: Any) -> str:
    return _("{kind}: {claim}").format(
        kind=labels.KINDS.get(row.kind, row.kind), claim=one_line(row.claim)
    )


def with_it(row: Mapping[str, Any]) -> str:
    """How many of those that make the claim make another, too, beside how many would by chance."""
    words = (
        _("{share}; too few to tell whether that is more than by chance")
        if math.isnan(row["lift"])
        else _("{share}; {lift} times as many as expected by chance ({expected})")
    )
    return words.format(
        share=headlines.of(int(row["count"]), int(row["total"]), "submissions"),
        lift=decimal(row["lift"], 1),
        expected=number(row["expected"]),
    )


def company(rows: pd.DataFrame) -> str:
    """Which other claim most of those make that make the claim; rows are sorted. Empty where too few make it, or
    several are made as often.
    """
    if rows.empty or rows.total.iloc[0] < FEW or (rows["count"] == rows["count"].iloc[0]).sum() > 1:
        return ""
    first = rows.iloc[0]
    words = {
        "challenge": _("The challenge they raise most often: {claim} ({share})"),
        "recommendation": _("What they also ask for most often: {claim} ({share})"),
    }.get(str(first.kind), _("What they also say most often: {claim} ({share})"))
    share = headlines.of(int(first["count"]), int(first.total), "submissions")
    return words.format(claim=one_line(first.claim), share=share)


READING_AID = N_(
    "We paired these claims by their definitions. No source says that they oppose each other"
)


def against(rows: pd.DataFrame) -> str:
    """How many say the opposite, where there is one; of several, how many there are."""
    first = rows.iloc[0]
    if len(rows) == 1:
        return ngettext(
            "{n} submission makes this claim, {opposed} the opposite one: {claim}",
            "{n} submissions make this claim, {opposed} the opposite one: {claim}",
            int(first.made),
        ).format(n=number(first.made), opposed=number(first.opposed), claim=one_line(first.claim))
    return ngettext("{n} claim says the opposite", "{n} claims say the opposite", len(rows)).format(
        n=number(len(rows))
    )


def said_by_both(submissions: int, organisations: int) -> str:
    """How many submissions make both claims of an opposition, and how many organisations say one and the other."""
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
