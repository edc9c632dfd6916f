import re
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import number, percent


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (2087, "2,087"), (1_000_000, "1,000,000"), (0.4, "0.4"), (28.0, "28")],
)
def test_numbers_are_grouped_and_modest(value: float, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [
        (0, 7, "0%"),
        (1, 5000, "0.1%"),
        (4, 1000, "0.4%"),
        (1, 100, "1%"),
        (276, 1000, "28%"),
        (99, 100, "99%"),
        (994, 1000, "99.4%"),
        (998, 1000, "99.8%"),
        (4999, 5000, "99.9%"),
        (7, 7, "100%"),
        (1, 8, "13%"),
        (5, 8, "63%"),
        (1, 40, "3%"),
        (49, 200, "25%"),
        (3, 2000, "0.2%"),
        (1985, 2000, "99.3%"),
        (299, 494, "61%"),
        (195, 494, "39%"),
    ],
)
def test_a_share_is_rounded_once_halves_up_and_not_to_none_or_all(
    count: int, total: int, words: str
) -> None:
    assert percent(count, total) == words


COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS)
def test_only_nothing_is_0_and_only_all_is_100_percent(counts: tuple[int, int]) -> None:
    count, total = counts
    assert (percent(count, total) == "0%") == (count == 0)
    assert (percent(count, total) == "100%") == (count == total)


@given(COUNTS)
def test_a_share_is_as_near_as_its_decimals_allow(counts: tuple[int, int]) -> None:
    share = Fraction(100 * counts[0], counts[1])
    words = percent(*counts)
    assert words.endswith("%")
    rounded = Fraction(words[:-1])
    if 0 < share < 1 or 99 < share < 100:
        assert re.fullmatch(r"\d+\.\d%", words)
        near = Fraction(floor(10 * share + Fraction(1, 2)), 10)
        assert rounded == min(max(near, Fraction(1, 10)), Fraction(999, 10))
    else:
        assert re.fullmatch(r"\d+%", words)
        assert rounded == floor(share + Fraction(1, 2))
