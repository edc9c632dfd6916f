"""Every question answered by Spark as by DuckDB, in the same types."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pandas as pd
import pytest
from hypothesis import Phase, given, settings

from data import DATABASE
from queries import Database, Filters, questions
from queries.asking import bind
from queries.spark import SparkDatabase
from tests.queries.comparing import UNORDERED, parameters
from tests.queries.oracle import Oracle
from tests.queries.selections import PROFILE, askings

COMBINATIONS = 25

EACH = 1
"""Selections that each question is asked under; all COMBINATIONS have their turn with some question."""


@pytest.fixture(scope="module")
def duckdb_database() -> Database:
    return Database(DATABASE)


def selections(oracle: Oracle) -> list[tuple[Filters, dict[str, str]]]:
    """No filters, and random ones with a value for every parameter; the same in every run."""
    drawn: list[tuple[Filters, dict[str, str]]] = [(Filters(), {})]

    @settings(PROFILE, max_examples=COMBINATIONS - 1, phases=[Phase.generate])
    @given(askings(oracle))
    def draw(one: tuple[Filters, dict[str, str]]) -> None:
        drawn.append(one)

    draw()
    return drawn[:COMBINATIONS]


def ordered(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    if name not in UNORDERED:
        return rows
    return rows.sort_values(list(rows.columns), ignore_index=True)


def test_every_question_has_the_rows_and_types_of_duckdb(
    oracle: Oracle, opened: SparkDatabase, duckdb_database: Database
) -> None:
    compared = count()

    def compare(name: str, filters: Filters, given_: dict[str, str]) -> None:
        question = questions()[name]
        asked = bind(question, parameters(question, **given_))
        sql = question.statement(frozenset(filters.active()))
        bound = {
            **filters.parameters(),
            **{one.bound: asked[one.name] for one in question.parameters},
        }
        pd.testing.assert_frame_equal(
            ordered(name, opened.frame(sql, bound)),
            ordered(name, duckdb_database.frame(sql, bound)),
            check_exact=True,
            obj=f"{name} under {filters} with {asked}",
        )
        next(compared)

    chosen = selections(oracle)
    assert len(chosen) == COMBINATIONS
    assert len({name for filters, _ in chosen for name in filters.active()}) > 12
    with ThreadPoolExecutor(3) as threads:
        asked = [
            threads.submit(compare, name, filters, given_)
            for number, name in enumerate(questions())
            for filters, given_ in (chosen[(number * EACH + n) % COMBINATIONS] for n in range(EACH))
        ]
        for one in asked:
            one.result()
    assert next(compared) == EACH * len(questions())
