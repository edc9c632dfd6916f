"""How far two coders who worked apart agree: Krippendorff's alpha from what each wrote down.

Pure functions on the rows of double_coding (submission_id, coder, kind, theme_id) and claim_coding
(point_id, coder_a, coder_b, adjudicated). Krippendorff, Content Analysis (2004): rely on an alpha
from RELIABLE on, draw tentative conclusions from TENTATIVE on.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import nan

import pandas as pd

CODERS = ("A", "B")
KINDS = ("achievement", "challenge", "recommendation", "position")
RELIABLE, TENTATIVE = 0.8, 0.667
FEW = 10
"""The alpha of a theme given to fewer submissions than this hangs on single cases."""


@dataclass(frozen=True)
class Agreement:
    """Alpha (NaN where nothing varies), the share (0 to 1) of units agreed on, the units."""

    alpha: float
    share: float
    units: int


@dataclass(frozen=True)
class ClaimAgreement(Agreement):
    """Agreement on claims, the points with two different claims, those an adjudicator decided."""

    differing: int
    adjudicated: int


def nominal(first: Sequence[Hashable], second: Sequence[Hashable]) -> Agreement:
    """Agreement of two coders who each gave every unit one value, equal or not.

    With two values for each unit, alpha needs no more than how many units differ and how often each
    value was given, however many units there are.
    """
    given = Counter(first) + Counter(second)
    differing = sum(a != b for a, b in zip(first, second, strict=True))
    units = len(first)
    share = 1 - differing / units if units else nan
    if len(given) < 2:
        return Agreement(nan, share, units)
    values = given.total()
    by_chance = values**2 - sum(count**2 for count in given.values())
    alpha = 1 - (values - 1) * 2 * differing / by_chance
    return Agreement(alpha, share, units)


def themes(coding: pd.DataFrame, theme_ids: Iterable[str]) -> Agreement:
    """Presence of a theme in a submission, whatever the kind.

    One unit is one doubly coded submission and one theme of the codebook; its value is whether the
    coder gave the submission that theme.
    """
    return _presence(coding, ["theme_id"], [(theme,) for theme in theme_ids])


def kinds_and_themes(coding: pd.DataFrame, theme_ids: Iterable[str]) -> Agreement:
    """Presence of a kind together with a theme: one unit is a submission, a kind and a theme."""
    return _presence(coding, ["kind", "theme_id"], list(product(KINDS, theme_ids)))


def by_theme(coding: pd.DataFrame, theme_ids: Iterable[str]) -> pd.DataFrame:
    """Presence of each theme alone, over the doubly coded submissions; one row per theme.

    theme_id · a, b: submissions that coder A, coder B gave the theme · both, either · agreement:
    percent of submissions on which they agree · alpha: missing where the theme does not vary.
    """
    rows = []
    for theme in theme_ids:
        a, b = _given(coding, ["theme_id"], [(theme,)])
        found = nominal(a, b)
        both = sum(x and y for x, y in zip(a, b, strict=True))
        either = sum(x or y for x, y in zip(a, b, strict=True))
        rows.append((theme, sum(a), sum(b), both, either, 100 * found.share, found.alpha))
    names = ["theme_id", "a", "b", "both", "either", "agreement", "alpha"]
    return pd.DataFrame(rows, columns=names)


def claims(coding: pd.DataFrame) -> ClaimAgreement:
    """The claim given to each point, ``none`` being a value like the others."""
    first, second = coding["coder_a"].tolist(), coding["coder_b"].tolist()
    found = nominal(first, second)
    differing = sum(a != b for a, b in zip(first, second, strict=True))
    adjudicated = int(coding["adjudicated"].notna().sum())
    return ClaimAgreement(found.alpha, found.share, found.units, differing, adjudicated)


def _presence(coding: pd.DataFrame, by: list[str], categories: list[tuple[str, ...]]) -> Agreement:
    return nominal(*_given(coding, by, categories))


def _given(
    coding: pd.DataFrame, by: list[str], categories: list[tuple[str, ...]]
) -> tuple[list[bool], list[bool]]:
    """For coder A and B, whether each submission was given each category, in the same order."""
    submissions = sorted(coding["submission_id"].unique())
    given: dict[str, set[tuple[str, ...]]] = {coder: set() for coder in CODERS}
    columns = (coding[name] for name in ("coder", "submission_id", *by))
    for coder, *unit in zip(*columns, strict=True):
        given[coder].add(tuple(unit))
    units = [(submission, *category) for submission in submissions for category in categories]
    a, b = ([unit in given[coder] for unit in units] for coder in CODERS)
    return a, b
