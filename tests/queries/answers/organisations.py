"""Where the organisations have their seats."""

from collections import defaultdict
from fractions import Fraction

from tests.queries.oracle import Oracle, Rows, Selection


def countries(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    """Counted country by country in sets; international bodies, which have no code, last."""
    organisations, submissions = defaultdict(set), defaultdict(set)
    for party in selection.parties:
        organisations[party.country].add(party.organisation)
        submissions[party.country].add(party.submission)
    totals = {
        "organisations": len(selection.behind(selection.submissions)),
        "submissions": len(selection.submissions),
        "points": len(selection.points),
    }
    rows = []
    for code, texts in submissions.items():
        seat = oracle.organisations[next(iter(organisations[code]))]
        counts = {
            "organisations": len(organisations[code]),
            "submissions": len(texts),
            "points": sum(submission in texts for submission in selection.points.values()),
        }
        if count := counts[unit]:
            share = Fraction(100 * count, totals[unit])
            place = (seat["country"] or None, code or None, seat["region"])
            rows.append((*place, count, totals[unit], share, *counts.values()))
    return sorted(rows, key=lambda row: (not row[1], -row[3], -row[6], -row[7], row[1] or ""))


ANSWERS = {"countries": countries}
