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
from i18n import _, headlines, labels, ngettext, number
from i18n.escaping import one_line, plot
from i18n.headlines import FEW
from queries import Filters
from queries.filters import POINT_FILTERS

TOP = 15

USUAL_COMPANY = {
    "challenge": "recommendation",
    "recommendation": "challenge",
    "position": "recommendation",
    "achievement": "challenge",
}
"""Kind of a claim -> the kind of the claims beside it that are shown first."""

EVERY = {"all": _("All kinds"), **labels.KINDS_PLURAL}


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
    whatever = _("whatever the kind of point") if page.filters.kind else ""
    return dotted(page.narrowed(asked), whatever)


def together(page: Context, topic: Topic, kind: str) -> Card:
    """What else those say who say so: the claims of one kind, or of all."""
    asked = whole(page.filters)
    pairs = topic.query("pairs", asked, kind=kind)
    shown = pairs.rows.head(TOP)
    by_id = {str(row["claim_id"]): row for row in pairs.rows.to_dict("records")}

    def drill_down(ids: Sequence[str]) -> DrillDown:
        row, this, other = by_id[ids[0]], topic.id, ids[0]
        return DrillDown(
            f"{one_line(row['claim'])}: {with_it(row)}",
            (
                points_link(beside(asked, this, other), _("Their points on the other claim")),
                points_link(beside(asked, other, this), _("Their points on this claim")),
                submissions_link(beside(asked, this, other)),
                Link("claim", _("Page of the other claim"), id=other),
            ),
        )

    return Ranking(
        key="together",
        query=pairs,
        title=company(pairs.rows, topic.kind or ""),
        subtitle=dotted(
            _(
                "Submissions that say so and say the other, too, the {top} most frequent of {all}"
            ).format(top=len(shown), all=len(pairs.rows)),
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
            _("{count} of {total}").format(count=number(row.count), total=number(row.total))
            + ("" if math.isnan(row.lift) else f" · {row.lift:.1f}×")
        ),
        hover=lambda row: f"{plot(row.claim)}: {with_it(by_id[row.claim_id])}",
        drill_down=drill_down,
        state=(topic.id, kind),
        empty=_("Nobody who says so makes a claim of this kind, too"),
        how=_(
            "Counted are submissions, whatever the counting switch, with all that they say. “2×” means that twice as "
            "many make both as if the two had nothing to do with each other; it is given where {few} or more make "
            "both. That two claims go together does not say that one leads to the other."
        ).format(few=FEW),
    )


def _with_kind(row: Any) -> str:
    return f"{labels.KINDS.get(row.kind, row.kind)}: {one_line(row.claim)}"


def with_it(row: Mapping[str, Any]) -> str:
    """How many of those that make the claim make another, too, and how much more often than expected."""
    sentence = headlines.of(int(row["count"]), int(row["total"]), "submissions")
    if math.isnan(row["lift"]):
        return sentence + "; " + _("too few to tell whether that is more than expected")
    return (
        sentence
        + "; "
        + _("{lift} times the {expected} expected").format(
            lift=f"{row['lift']:.1f}", expected=number(row["expected"])
        )
    )


def company(rows: pd.DataFrame, kind: str) -> str:
    """What those say most, too, that make the claim of ``kind``; rows are sorted. Empty where too few make
    it, or several are said as often.
    """
    if rows.empty or rows.total.iloc[0] < FEW or (rows["count"] == rows["count"].iloc[0]).sum() > 1:
        return ""
    first = rows.iloc[0]
    words = {
        ("challenge", "recommendation"): _("{share} that name this also ask: {claim}"),
        ("recommendation", "challenge"): _("{share} that ask for this also name: {claim}"),
    }.get((kind, str(first.kind)), _("{share} that say this also say: {claim}"))
    share = headlines.of(int(first["count"]), int(first.total), "submissions")
    return words.format(claim=one_line(first.claim), share=share)


READING_AID = _(
    "Drawn by this project from the claims' definitions: a reading aid, not coding, and not said by any source"
)


def against(rows: pd.DataFrame) -> str:
    """How many say the opposite, of the claim that most say; empty if nobody does."""
    first = rows.iloc[0]
    if len(rows) == 1:
        return _("{this} on this side, {that} on the other: {claim}").format(
            this=headlines.counted(int(first.made), "submissions"),
            that=number(first.opposed),
            claim=one_line(first.claim),
        )
    return ngettext("{n} claim opposes it", "{n} claims oppose it", len(rows)).format(
        n=number(len(rows))
    )


def said_by_both(submissions: int, organisations: int) -> str:
    """How many submissions make both claims of an opposition, and how many organisations say one and the other."""
    if not submissions and not organisations:
        return _(
            "Nobody makes both: no submission does, and no organisation in one submission or another"
        )
    made = (
        ngettext("{n} submission makes both", "{n} submissions make both", submissions)
        if submissions
        else _("No submission makes both")
    )
    behind = ngettext(
        "{n} organisation stands behind a submission of each",
        "{n} organisations stand behind a submission of each",
        organisations,
    )
    return "; ".join((made.format(n=number(submissions)), behind.format(n=number(organisations))))
