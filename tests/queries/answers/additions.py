"""What was added last."""

from collections import Counter, defaultdict

import pandas as pd

from tests.queries.answers.outcome import compared_with
from tests.queries.answers.requests import ask_of, verdicts_on
from tests.queries.oracle import Oracle, Rows, Selection

KINDS = ("challenge", "recommendation", "position", "achievement")


def additions(oracle: Oracle, selection: Selection) -> Rows:
    """Latest addition first, then as lists of submissions are; points and themes of the whole submission."""
    rows = []
    for key in oracle.latest_first(selection.submissions):
        row, points = oracle.submissions[key], oracle.points_of[key]
        in_order = sorted(
            points,
            key=lambda point: (
                KINDS.index(point["kind"]),
                int(point["point_id"].rpartition(".")[2]),
            ),
        )
        rows.append(
            (
                pd.Timestamp(row["added_on"]),
                key,
                row["title"],
                oracle.authors(key),
                *oracle.dated(key),
                row["stage_id"],
                oracle.stage_of(key)["title"],
                row["document_type"],
                row["language"],
                len(points),
                sum(party.role == "signatory" for party in oracle.parties_of[key]),
                int(row["stated_signatory_count"]) if row["stated_signatory_count"] else None,
                oracle.reporter(key),
                "\n".join(point["summary"] for point in in_order[:3]),
                "; ".join(sorted({point["theme_id"] for point in points})),
                _verdicts(oracle, points, compared_with(oracle, key)),
                row["publisher"],
                row["source_url"],
            )
        )
    return sorted(rows, key=lambda row: row[0], reverse=True)


def addition_days(oracle: Oracle, selection: Selection) -> Rows:
    """The latest day first."""
    counts = Counter(oracle.submissions[key]["added_on"] for key in selection.submissions)
    return [(pd.Timestamp(day), counts[day]) for day in sorted(counts, reverse=True)]


def _verdicts(oracle: Oracle, points: list[dict[str, str]], text: str) -> str | None:
    """How many requests of some points have each verdict on a text, most first."""
    ask_by_claim, outcomes, asks_by_verdict = (
        ask_of(oracle),
        verdicts_on(oracle, text),
        defaultdict(set),
    )
    for point in points:
        ask = ask_by_claim.get(point["claim_id"])
        if ask in outcomes and outcomes[ask]["request"] == "yes":
            asks_by_verdict[outcomes[ask]["verdict"]].add(ask)
    counts = sorted((-len(asks), verdict) for verdict, asks in asks_by_verdict.items())
    return "; ".join(f"{verdict} {-count}" for count, verdict in counts) or None


ANSWERS = {"additions": additions, "addition_days": addition_days}
