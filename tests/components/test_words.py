import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.words import number, percent


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (2087, "2,087"), (1_000_000, "1,000,000"), (0.4, "0.4"), (28.0, "28")],
)
def test_numbers_are_grouped_and_modest(value: float, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0%"),
        (0.4, "0.4%"),
        (1, "1%"),
        (27.6, "28%"),
        (99.4, "99.4%"),
        (99.8, "99.8%"),
        (100, "100%"),
    ],
)
def test_a_share_is_not_rounded_to_none_or_all(share: float, words: str) -> None:
    assert percent(share) == words


@given(st.integers(1, 5000), st.integers(0, 5000))
def test_only_nothing_is_0_and_only_all_is_100_percent(total: int, count: int) -> None:
    share = round(100 * min(count, total) / total, 1)
    if 0 < share < 100:
        assert percent(share) not in ("0%", "100%")
