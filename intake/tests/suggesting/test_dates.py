from datetime import date

import pytest

from intake.suggesting.dates import Dated, Unclear, dates

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("Geneva, 5 February 2025", "2025-02-05", "day"),
        ("February 5th, 2025", "2025-02-05", "day"),
        ("Sept. 3, 2025", "2025-09-03", "day"),
        ("Paris, le 3 février 2025", "2025-02-03", "day"),
        ("le 1er août 2025", "2025-08-01", "day"),
        ("3 de marzo de 2025", "2025-03-03", "day"),
        ("Brasília, 10 de março de 2025", "2025-03-10", "day"),
        ("3. März 2025", "2025-03-03", "day"),
        ("2025-10-03T10:00", "2025-10-03", "day"),
        ("2025年2月3日", "2025-02-03", "day"),
        ("23/02/2025", "2025-02-23", "day"),
        ("02/23/2025", "2025-02-23", "day"),
        ("03.02.2025", "2025-02-03", "day"),
        ("October 2025", "2025-10", "month"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(text: str, value: str, precision: str) -> None:
    (dated,) = dates(f"Dear all, {text}. We write", TODAY)
    assert isinstance(dated, Dated)
    assert (dated.value, dated.precision) == (value, precision)


@pytest.mark.parametrize("words", ["03/02/2025", "31 february 2025"])
def test_a_date_that_could_be_two_or_is_none_is_left_to_a_person(words: str) -> None:
    assert dates(f"on {words}", TODAY) == [Unclear(words)]


@pytest.mark.parametrize(
    "text", ["12 December 1995", "2 March 2026", "by 2030", "resolution 70/125"]
)
def test_what_is_no_date_of_a_letter_is_left_out(text: str) -> None:
    assert dates(text, TODAY) == []
