"""Alpha once more, by the coincidence matrix of Krippendorff's own description, written out by hand."""

from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction
from itertools import product
from math import isnan

import krippendorff
import numpy as np
import pandas as pd
import pytest

from data import SOURCE, intercoder_agreement
from queries import ask

KINDS = ("achievement", "challenge", "recommendation", "position")


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(SOURCE / f"{name}.csv", dtype=str, keep_default_na=False)


DOUBLE = table("double_coding")
CLAIMS = table("claim_coding")
THEMES = list(table("themes").theme_id)


def nominal(
    first: Sequence[Hashable], second: Sequence[Hashable]
) -> intercoder_agreement.Agreement:
    counts = Counter(first) + Counter(second)
    differing = sum(a != b for a, b in zip(first, second, strict=True))
    return intercoder_agreement.nominal(counts.values(), differing, len(first))


def alpha_by_hand(first: Sequence[Hashable], second: Sequence[Hashable]) -> Fraction:
    """1 - observed / expected disagreement, from the matrix of all ordered pairs of values."""
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    for a, b in zip(first, second, strict=True):
        coincidences[a, b] += 1
        coincidences[b, a] += 1
    margins: Counter[Hashable] = Counter()
    for (a, _b), count in coincidences.items():
        margins[a] += count
    n = sum(margins.values())
    observed = Fraction(sum(c for (a, b), c in coincidences.items() if a != b), n)
    pairs = sum(margins[a] * margins[b] for a in margins for b in margins if a != b)
    return 1 - observed / Fraction(pairs, n * (n - 1))


def presence(units: list[tuple[str, ...]], columns: list[str]) -> tuple[list[bool], list[bool]]:
    codings = {
        coder: set(map(tuple, DOUBLE[DOUBLE.coder == coder][columns].to_numpy())) for coder in "AB"
    }
    return [unit in codings["A"] for unit in units], [unit in codings["B"] for unit in units]


def test_alpha_of_krippendorffs_textbook_example() -> None:
    # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, B: two observers, nominal.
    first = list("aabbdcccedda")
    second = list("babbbccceddd")
    assert alpha_by_hand(first, second) == pytest.approx(0.692, abs=5e-4)
    assert nominal(first, second).alpha == pytest.approx(0.692, abs=5e-4)


def test_alpha_is_that_of_the_library() -> None:
    random = np.random.default_rng(20)
    for values in (2, 3, 7):
        first = random.integers(values, size=60)
        second = np.where(random.random(60) < 0.7, first, random.integers(values, size=60))
        whole = krippendorff.alpha([first, second], level_of_measurement="nominal")
        agreement = nominal(first.tolist(), second.tolist())
        assert agreement.alpha == pytest.approx(whole)
        assert agreement.share == pytest.approx((first == second).mean())


def test_alpha_for_the_themes_of_a_submission_is_that_of_the_codebook() -> None:
    units = list(product(sorted(set(DOUBLE.submission_id)), THEMES))
    a, b = presence(units, ["submission_id", "theme_id"])
    agreement = intercoder_agreement.themes(ask("coder_agreement"))
    assert agreement.units == len(units) == 100 * 34
    assert agreement.alpha == pytest.approx(float(alpha_by_hand(a, b)))
    assert f"{agreement.alpha:.2f}" == "0.80"
    assert agreement.alpha < intercoder_agreement.RELIABLE, (
        "0.80 is rounded up; do not call it reliable"
    )


def test_alpha_for_kind_and_theme_together_is_that_of_the_codebook() -> None:
    units = list(product(sorted(set(DOUBLE.submission_id)), KINDS, THEMES))
    a, b = presence(units, ["submission_id", "kind", "theme_id"])
    agreement = intercoder_agreement.kinds_and_themes(ask("coder_agreement"))
    assert agreement.units == len(units) == 100 * 4 * 34
    assert agreement.alpha == pytest.approx(float(alpha_by_hand(a, b)))
    assert f"{agreement.alpha:.2f}" == "0.69"


def test_agreement_on_claims_is_that_of_the_codebook() -> None:
    agreement = intercoder_agreement.codes(ask("claim_agreement"), "points")
    by_hand = alpha_by_hand(list(CLAIMS.coder_a), list(CLAIMS.coder_b))
    assert agreement.alpha == pytest.approx(float(by_hand))
    assert (f"{agreement.alpha:.2f}", f"{agreement.share:.1%}") == ("0.98", "97.7%")
    differing = int((CLAIMS.coder_a != CLAIMS.coder_b).sum())
    assert (agreement.differing, agreement.adjudicated, agreement.units) == (
        differing,
        differing,
        len(CLAIMS),
    )


def test_agreement_on_verdicts_is_that_of_the_codebook() -> None:
    verdicts = pd.read_csv(SOURCE / "claim_outcomes.csv", dtype=str)
    rows = ask("verdict_agreement")
    for text, figures in (("outcome", ("0.95", "97.3%")), ("compact", ("0.84", "91.8%"))):
        agreement = intercoder_agreement.codes(rows[rows.text_id == text], "asks")
        text_verdicts = verdicts[verdicts.text_id == text]
        by_hand = alpha_by_hand(list(text_verdicts.coder_a), list(text_verdicts.coder_b))
        assert agreement.alpha == pytest.approx(float(by_hand))
        assert (f"{agreement.alpha:.2f}", f"{agreement.share:.1%}") == figures
        assert agreement.adjudicated == agreement.differing
        assert agreement.units == len(text_verdicts)


def test_alpha_of_each_theme_over_the_same_submissions() -> None:
    rows = intercoder_agreement.by_theme(ask("coder_agreement")).set_index("theme_id")
    assert sorted(rows.index) == sorted(THEMES)
    for theme in THEMES:
        units = [(submission, theme) for submission in sorted(set(DOUBLE.submission_id))]
        a, b = presence(units, ["submission_id", "theme_id"])
        row = rows.loc[theme]
        either = {unit for unit, x, y in zip(units, a, b, strict=True) if x or y}
        assert (row.a, row.b, row.either) == (sum(a), sum(b), len(either))
        assert row.both == sum(a) + sum(b) - len(either)
        if either:
            assert row.alpha == pytest.approx(float(alpha_by_hand(a, b)))
        else:
            assert isnan(row.alpha)


def test_without_units_or_without_variation_alpha_is_not_defined() -> None:
    assert isnan(nominal([], []).alpha)
    same = nominal(["x", "x"], ["x", "x"])
    assert isnan(same.alpha)
    assert same.share == 1
    assert nominal(["x", "y"], ["x", "y"]).alpha == 1


def test_without_anything_coded_twice_there_are_no_units() -> None:
    coded = ask("coder_agreement").assign(a=0, b=0, both=0, total=0)
    for agreement in (
        intercoder_agreement.themes(coded),
        intercoder_agreement.kinds_and_themes(coded),
    ):
        assert agreement.units == 0
        assert isnan(agreement.alpha)
    assert intercoder_agreement.by_theme(coded)["alpha"].isna().all()
    assert intercoder_agreement.codes(ask("claim_agreement").head(0), "points").units == 0
