"""How many of the submissions that a card counts are reports by others, and not in the organisations' own words."""

from collections.abc import Mapping
from fractions import Fraction

from cards.kit import Card
from cards.outcome.words import made_to_text
from cards.query import Query
from i18n import _, labels, percent
from i18n.headlines import COMPARABLE
from i18n.units import of
from queries import Filters, ask, question

FAR_APART = Fraction(20, 100)
"""Groups are said to differ if the largest and the smallest share of reports among them are further apart."""


def counted(query: Query) -> Filters:
    """The submissions that an answer counts: of its filters, and of the theme, claim or sides that it is about."""
    given = query.parameters
    own: dict[str, tuple[str, ...]] = {
        name: (given[name],) for name in ("theme", "claim", "organisation") if given.get(name)
    }
    if given.get("ids"):
        own[given["by"]] = tuple(given["ids"].split(","))
    if given.get("part"):
        own["claim"] = _of_the_request(given)
        return made_to_text(query.filters.set(**own), given["made_to"])
    return query.filters.set(**own)


def _of_the_request(given: Mapping[str, str]) -> tuple[str, ...]:
    """The claims that count of a request that a question is asked about."""
    same = ask("claim_support", claim=given["claim"], unit="submissions", made_to=given["made_to"])
    return tuple(same.claim_id[(same.kind == given["part"]) | (given["part"] == "all")].unique())


def in_words(query: Query) -> str:
    """Markdown: how many of the submissions that an answer counts are reports by others; empty without any."""
    known = ask("how_known", counted(query))
    if known.empty:
        return ""
    reported, whole = int(known.second_hand.iloc[0]), int(known.submissions.iloc[0])
    return _(
        "**Reports by others**: {share} ({percent}); the rest are in the organisations' own words."
    ).format(share=of(reported, whole, "submissions"), percent=percent(reported, whole))


def by_group(card: Card) -> str:
    """Of which stakeholder group most, and of which fewest submissions are reports; empty if no groups are compared.

    Also where the shares are not FAR_APART, and where the filters leave only one of the two.
    """
    if not compares_groups(card.query) or card.query.filters.voice:
        return ""
    asked = card.query.filters.without("group")
    whole = ask("groups", asked, unit="submissions").set_index("stakeholder_group")["count"]
    reports = ask("groups", asked.set(voice=("reported",)), unit="submissions")
    counts = reports.set_index("stakeholder_group")["count"]
    shares = {
        group: Fraction(int(counts.get(group, 0)), int(total))
        for group, total in whole.items()
        if total >= COMPARABLE
    }
    if not shares:
        return ""
    most, fewest = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    if shares[most] - shares[fewest] <= FAR_APART:
        return ""

    def share(group: str) -> str:
        return percent(int(counts.get(group, 0)), int(whole[group]))

    return _("Reports by others: {group} {percent}, {other} {other_percent} of submissions").format(
        group=labels.GROUPS[most],
        percent=share(most),
        other=labels.GROUPS[fewest],
        other_percent=share(fewest),
    )


def compares_groups(query: Query) -> bool:
    """Whether a row of an answer is about a stakeholder group, and not about one of its organisations."""
    columns = {column.name for column in question(query.name).columns}
    of_one = "organisation_id" in columns or "organisation" in query.parameters
    groups = "stakeholder_group" in columns and not of_one
    return groups or query.parameters.get("parties") == "group"
