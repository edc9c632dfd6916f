"""Who signs with whom, from sets of submissions."""

from collections import defaultdict
from fractions import Fraction
from itertools import combinations

from tests.queries.oracle import Oracle, Rows, Selection


def co_signatures(oracle: Oracle, selection: Selection) -> Rows:
    behind = defaultdict(set)
    for party in selection.parties:
        behind[party.organisation].add(party.submission)
    rows = []
    for one, other in combinations(sorted(behind), 2):
        together, either = behind[one] & behind[other], behind[one] | behind[other]
        if not together:
            continue
        first, second = oracle.organisations[one], oracle.organisations[other]
        rows.append(
            (
                first["name"],
                second["name"],
                len(together),
                len(behind[one]),
                len(behind[other]),
                len(either),
                Fraction(100 * len(together), len(either)),
                first["stakeholder_group"],
                second["stakeholder_group"],
                first["label"],
                second["label"],
                one,
                other,
            )
        )
    return sorted(rows, key=lambda row: (-row[2], row[5], row[11], row[12]))


ANSWERS = {"co_signatures": co_signatures}
