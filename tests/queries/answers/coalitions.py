"""Who signs with whom, from sets of submissions."""

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import combinations

from tests.queries.oracle import Oracle, Rows, Selection


def co_signatures(oracle: Oracle, selection: Selection) -> Rows:
    behind = defaultdict(set)
    for party in selection.parties:
        behind[party.organisation].add(party.submission)
    rows = []
    for organisation, other in combinations(sorted(behind), 2):
        together, either = (
            behind[organisation] & behind[other],
            behind[organisation] | behind[other],
        )
        if not together:
            continue
        first, second = oracle.organisations[organisation], oracle.organisations[other]
        rows.append(
            (
                first["name"],
                second["name"],
                len(together),
                len(behind[organisation]),
                len(behind[other]),
                len(either),
                Fraction(100 * len(together), len(either)),
                first["stakeholder_group"],
                second["stakeholder_group"],
                first["label"],
                second["label"],
                organisation,
                other,
            )
        )
    return sorted(rows, key=lambda row: (-row[2], row[5], row[11], row[12]))


def coalition_pairs(oracle: Oracle, selection: Selection, least: str, most: str) -> Rows:
    """Chosen from all pairs: the filter on organisations does not narrow the submissions that are counted."""
    around = set(selection.filters.organisation)
    whole = oracle.select(selection.filters.without("organisation"))
    pairs = {(row[11], row[12]): row for row in co_signatures(oracle, whole)}
    strong = [
        pair
        for pair, row in pairs.items()
        if row[2] >= int(least) and (not around or around & {*pair})
    ]
    ties: Counter[str] = Counter()
    for pair in strong:
        ties.update(dict.fromkeys(pair, pairs[pair][2]))
    ranked = sorted(ties, key=lambda organisation: (-ties[organisation], organisation))
    chosen = {*ranked[: int(most)], *around}
    organisations = {organisation for pair in strong if chosen >= {*pair} for organisation in pair}
    behind = defaultdict(set)
    parties: Counter[str] = Counter()
    for party in whole.parties:
        behind[party.organisation].add(party.submission)
        parties[party.submission] += 1
    joint = {
        organisation: sum(parties[text] > 1 for text in texts)
        for organisation, texts in behind.items()
    }
    return [
        (
            *row[:5],
            joint[row[11]],
            joint[row[12]],
            row[5],
            *row[7:11],
            len(ties),
            *row[11:],
        )
        for pair, row in pairs.items()
        if organisations >= {*pair}
    ]


def joint_submissions(oracle: Oracle, selection: Selection) -> Rows:
    def labels(submission: str, role: str) -> list[str]:
        return sorted(
            oracle.organisations[party.organisation]["label"]
            for party in oracle.parties_of[submission]
            if party.role == role
        )

    rows = []
    joint = [submission for submission in selection.submissions if oracle.is_joint(submission)]
    for submission in sorted(
        oracle.latest_first(joint), key=lambda submission: bool(oracle.reporter(submission))
    ):
        row = oracle.submissions[submission]
        wrote, signed = labels(submission, "author"), labels(submission, "signatory")
        stated = int(row["stated_signatory_count"]) if row["stated_signatory_count"] else None
        rows.append(
            (
                row["title"],
                *oracle.dated(submission),
                oracle.stage_of(submission)["title"],
                "; ".join(wrote) or None,
                "; ".join(signed) or None,
                len(wrote),
                len(signed),
                stated,
                oracle.reporter(submission),
                row["source_url"],
                row["stage_id"],
                submission,
            )
        )
    return rows


ANSWERS = {
    "co_signatures": co_signatures,
    "coalition_pairs": coalition_pairs,
    "joint_submissions": joint_submissions,
}
