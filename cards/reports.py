"""How many of the submissions that a card counts are reports by others, and not in the organisations' own words."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from cards.kit import Card
from cards.outcome.words import made_to_text
from cards.query import Query
from data.rows import each
from i18n import _, labels, percent
from i18n.headlines import COMPARABLE
from i18n.units import of
from queries import Filters, ask, question

FAR_APART = Fraction(20, 100)
"""We say that groups differ if the largest and the smallest share of reports among them are further apart."""


def counted(query: Query) -> Filters:
    """The submissions that an answer counts: by its filters, and by the theme, claim or sides that it is about."""
    parameters = query.parameters
    values: dict[str, tuple[str, ...]] = {
        name: (parameters[name],)
        for name in ("theme", "claim", "organisation")
        if parameters.get(name)
    }
    if parameters.get("ids"):
        values[parameters["by"]] = tuple(parameters["ids"].split(","))
    if parameters.get("part"):
        values["claim"] = _request_claims(parameters)
        return made_to_text(query.filters.set(**values), parameters["made_to"])
    return query.filters.set(**values)


def _request_claims(parameters: Mapping[str, str]) -> tuple[str, ...]:
    """The claims of a request that count for a question about it."""
    support = ask(
        "claim_support",
        claim=parameters["claim"],
        unit="submissions",
        made_to=parameters["made_to"],
    )
    return tuple(
        support.claim_id[
            (support.kind == parameters["part"]) | (parameters["part"] == "all")
        ].unique()
    )


def in_words(query: Query) -> str:
    """Markdown: how many of the submissions that an answer counts are reports by others; empty without any."""
    counts = ask("how_known", counted(query))
    if counts.empty:
        return ""
    reported, total = int(counts.second_hand.iloc[0]), int(counts.submissions.iloc[0])
    return _(
        "**Reports by others**: {share} ({percent}); the rest are in the organisations' own words."
    ).format(share=of(reported, total, "submissions"), percent=percent(reported, total))


def by_group(card: Card) -> str:
    """The groups with the largest and the smallest share of reports, in words; empty if the card compares no groups.

    Also empty where the shares are not FAR_APART, and where a filter leaves only reports or only own words.
    """
    if not compares_groups(card.query) or card.query.filters.voice:
        return ""
    rows = [
        row
        for row in each(ask("reports_by_group", card.query.filters.without("group")))
        if row.submissions >= COMPARABLE
    ]
    if not rows:
        return ""

    def share(row: Any) -> Fraction:
        return Fraction(row.second_hand, row.submissions)

    most, fewest = max(rows, key=share), min(rows, key=share)
    if share(most) - share(fewest) <= FAR_APART:
        return ""
    return _("Reports by others: {group} {percent}, {other} {other_percent} of submissions").format(
        group=labels.GROUPS[most.stakeholder_group],
        percent=percent(most.second_hand, most.submissions),
        other=labels.GROUPS[fewest.stakeholder_group],
        other_percent=percent(fewest.second_hand, fewest.submissions),
    )


def compares_groups(query: Query) -> bool:
    """Whether a row of an answer is about a stakeholder group, and not about one of its organisations."""
    columns = {column.name for column in question(query.name).columns}
    per_organisation = "organisation_id" in columns or "organisation" in query.parameters
    per_group = "stakeholder_group" in columns and not per_organisation
    return per_group or query.parameters.get("parties") == "group"
