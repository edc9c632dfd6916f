import pandas as pd
import pytest

from data import SOURCE
from i18n import partial_date
from queries import language
from queries.language import Language


@pytest.mark.parametrize(
    ("value", "precision", "words"),
    [
        ("2025-02-05", "day", "5 Feb 2025"),
        ("2024-02-29", "day", "29 Feb 2024"),
        ("2025-10", "month", "Oct 2025"),
        ("2025", "year", "2025"),
        ("", "", ""),
        (None, None, ""),
        (float("nan"), float("nan"), ""),
    ],
)
def test_a_date_is_never_more_exact_than_it_is_known(
    value: object, precision: object, words: str
) -> None:
    assert partial_date(value, precision) == words


def test_every_date_of_the_data_can_be_said() -> None:
    rows = pd.read_csv(SOURCE / "submissions.csv", dtype=str, keep_default_na=False)
    for value, precision in zip(rows.submitted_on, rows.date_precision, strict=True):
        words = partial_date(value, precision)
        assert words.endswith(value[:4])
        assert len(words.split()) == {"day": 3, "month": 2, "year": 1, "": 0}[precision]


@pytest.mark.parametrize(
    ("code", "dates"),
    [
        ("zh", ["2025年", "2025年10月"]),
        ("ja", ["2025年", "2025年10月"]),
        ("fr", ["2025", "oct. 2025"]),
    ],
)
def test_a_year_alone_is_written_as_the_language_writes_years(code: str, dates: list[str]) -> None:
    with language.using(Language(code)):
        assert [partial_date("2025", "year"), partial_date("2025-10", "month")] == dates
