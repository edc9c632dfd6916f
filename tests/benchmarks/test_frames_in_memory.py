"""What pandas is timed at is the same answer: every leading question under every selection that is measured."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from data import DATABASE
from queries import ask, question
from tests.benchmarks.frames_in_memory import ANSWERS, Frames, answer
from tests.benchmarks.selections import LEADING, Asked, asked
from tests.queries.comparing import rows


@pytest.fixture(scope="module")
def frames() -> Frames:
    return Frames.read(DATABASE)


@pytest.fixture(scope="module")
def of_shipped() -> Iterator[Asked]:
    with duckdb.connect(str(DATABASE), read_only=True) as connection:
        yield asked(connection)


def plain(answer: pd.DataFrame) -> list[tuple[object, ...]]:
    return rows(answer.astype(object).where(answer.notna(), None))


def test_pandas_is_asked_every_leading_question() -> None:
    assert {*ANSWERS} == {*LEADING}


ASKINGS = [
    (name, {"unit": unit} if unit else {})
    for name in LEADING
    for unit in next((one.choices for one in question(name).parameters if one.name == "unit"), [""])
]


@pytest.mark.parametrize(("name", "unit"), ASKINGS, ids=str)
def test_pandas_gives_the_answer_of_ask(
    frames: Frames, of_shipped: Asked, name: str, unit: dict[str, str]
) -> None:
    parameters = of_shipped.parameters(question(name)) | unit
    found = 0
    for selection, filters in of_shipped.of(name).items():
        expected = ask(name, filters, **parameters)
        got = answer(frames, name, filters, **parameters)
        if got.empty and expected.empty:
            continue
        found += 1
        assert list(got.columns) == list(expected.columns)
        assert plain(got) == plain(expected), f"{name} under {selection}"
    assert found > len(of_shipped.of(name)) / 2
