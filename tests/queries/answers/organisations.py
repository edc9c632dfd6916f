"""For which countries the organisations speak."""

from collections import defaultdict
from fractions import Fraction

from tests.queries.oracle import Oracle, Rows, Selection


def countries(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    """Counted country by country in sets; then the regional organisations by region, then the international ones."""
    parties = defaultdict(list)
    for party in selection.parties:
        organisation = oracle.organisations[party.organisation]
        parties[
            organisation["country"] or None,
            organisation["counted_for"] or None,
            organisation["scope"],
            organisation["region"],
        ].append(party)
    totals = {
        "organisations": len(selection.behind(selection.submissions)),
        "submissions": len(selection.submissions),
        "points": len(selection.points),
    }
    rows = []
    for area, members in parties.items():
        texts = {party.submission for party in members}
        governments = {party.submission for party in members if party.group == "government"}
        counts = {
            "organisations": len({party.organisation for party in members}),
            "submissions": len(texts),
            "government_submissions": len(governments),
            "points": sum(submission in texts for submission in selection.points.values()),
        }
        if count := counts[unit]:
            share = Fraction(100 * count, totals[unit])
            rows.append((*area, count, totals[unit], share, *counts.values()))
    scopes = ["national", "regional", "international"]
    return sorted(
        rows,
        key=lambda row: (scopes.index(row[2]), -row[4], -row[7], -row[8], row[1] or "", row[3]),
    )


ANSWERS = {"countries": countries}
