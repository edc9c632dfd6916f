"""Agreement of two coders who worked independently: Krippendorff's alpha from the frequencies of their codes.

Pure functions on the rows of the questions ``coder_agreement`` (theme_id, kind, a, b, both, total),
``claim_agreement`` (coder_a, coder_b, points, adjudicated) and ``verdict_agreement`` (the same with asks).
Krippendorff, Content Analysis (2004): rely on an alpha from RELIABLE on, draw tentative conclusions from TENTATIVE on.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import nan

import pandas as pd

RELIABLE, TENTATIVE = 0.8, 0.667
FEW = 10
"""The alpha of a theme with fewer submissions than this depends on single cases."""


@dataclass(frozen=True)
class Agreement:
    """Alpha (NaN if nothing varies), the share (0 to 1) of units with equal codes, the number of units."""

    alpha: float
    share: float
    units: int


@dataclass(frozen=True)
class CodeAgreement(Agreement):
    """Agreement on codes, the number of units with two different codes and of those that an adjudicator decided."""

    differing: int
    adjudicated: int


def nominal(given: Iterable[int], differing: int, units: int) -> Agreement:
    """Agreement of two coders who each gave every unit one value.

    ``given``: how often the two coders together gave each value; ``differing``: units with two different values. With
    two values for each unit, alpha needs no more than these.
    """
    counts = [count for count in given if count]
    share = 1 - differing / units if units else nan
    if len(counts) < 2:
        return Agreement(nan, share, units)
    values = sum(counts)
    by_chance = values**2 - sum(count**2 for count in counts)
    alpha = 1 - (values - 1) * 2 * differing / by_chance
    return Agreement(alpha, share, units)


def themes(coded: pd.DataFrame) -> Agreement:
    """Presence of a theme in a submission, whatever the kind.

    One unit is one doubly coded submission and one theme of the codebook; its value is whether the
    coder gave the submission that theme.
    """
    return _presence(coded[coded["kind"] == "any"])


def kinds_and_themes(coded: pd.DataFrame) -> Agreement:
    """Presence of a kind together with a theme: one unit is a submission, a kind and a theme."""
    return _presence(coded[coded["kind"] != "any"])


def by_theme(coded: pd.DataFrame) -> pd.DataFrame:
    """Presence of each theme alone, over the doubly coded submissions; one row per theme.

    theme_id · theme: its title · a, b: submissions that coder A, coder B gave the theme · both, either · agreement:
    percent of submissions on which they agree · alpha: missing where the theme does not vary.
    """
    rows = coded[coded["kind"] == "any"].reset_index(drop=True)
    agreements = [_presence(rows.iloc[[position]]) for position in range(len(rows))]
    return rows[["theme_id", "theme", "a", "b", "both"]].assign(
        either=rows["a"] + rows["b"] - rows["both"],
        agreement=[100 * agreement.share for agreement in agreements],
        alpha=[agreement.alpha for agreement in agreements],
    )


def codes(coded: pd.DataFrame, units: str) -> CodeAgreement:
    """Agreement on the code of each unit: a point's claim, with ``none`` as a code of its own, or an ask's verdict.

    ``units`` is the column with the number of units.
    """
    counts: Counter[str] = Counter()
    for coder in ("coder_a", "coder_b"):
        counts.update(coded.groupby(coder)[units].sum().to_dict())
    differing = int(coded.loc[coded["coder_a"] != coded["coder_b"], units].sum())
    agreement = nominal(counts.values(), differing, int(coded[units].sum()))
    adjudicated = int(coded["adjudicated"].sum())
    return CodeAgreement(agreement.alpha, agreement.share, agreement.units, differing, adjudicated)


def _presence(rows: pd.DataFrame) -> Agreement:
    units, present = int(rows["total"].sum()), int(rows["a"].sum() + rows["b"].sum())
    differing = present - 2 * int(rows["both"].sum())
    return nominal([present, 2 * units - present], differing, units)
