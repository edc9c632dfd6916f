"""Every question answered by Spark as by DuckDB, in the same types.

`make test-slow` asks each question under EACH of the COMBINATIONS, in turn; `make test-spark` under all of them.
"""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from pyspark.errors import PySparkException

from data import DATABASE
from queries import FILTERS, Database, Filters, QueryTooSlow, questions
from queries.engines.spark_engine import SparkDatabase
from queries.engines.spark_sql import to_spark
from queries.execution import bind
from tests.queries.comparing import UNORDERED, parameters
from tests.queries.oracle import Oracle
from tests.queries.selections import PROFILE, askings

COMBINATIONS = 25

EACH = int(os.environ.get("SPARK_COMBINATIONS", "1"))
"""Combinations of filters that each question is asked under."""


@dataclass(frozen=True)
class Asked:
    """One question under one selection: what is asked, and that in words."""

    name: str
    sql: str
    bound: dict[str, Any]
    words: str

    @property
    def key(self) -> tuple[str, str]:
        """The same for two whose statements for Spark, and values bound in them, are the same: so are their answers."""
        sql = to_spark(self.sql)
        read = set(re.findall(r":(\w+)", sql))
        return sql, repr(sorted(pair for pair in self.bound.items() if pair[0] in read))


@pytest.fixture(scope="module")
def duckdb_database() -> Database:
    return Database(DATABASE)


def selections(oracle: Oracle) -> list[tuple[Filters, dict[str, str]]]:
    """No filters, and random ones of which no two set the same, with a value for every parameter."""
    drawn: dict[tuple[str, ...], tuple[Filters, dict[str, str]]] = {(): (Filters(), {})}

    @settings(PROFILE, max_examples=8 * COMBINATIONS, phases=[Phase.generate])
    @given(askings(oracle))
    def draw(one: tuple[Filters, dict[str, str]]) -> None:
        drawn.setdefault(tuple(one[0].active()), one)

    draw()
    return list(drawn.values())[:COMBINATIONS]


def asked(name: str, filters: Filters, given_: dict[str, str]) -> Asked:
    question = questions()[name]
    values = bind(question, parameters(question, **given_))
    return Asked(name, *question.statement(filters, values), f"{name} under {filters}, {values}")


def ordered(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    if name not in UNORDERED:
        return rows
    return rows.sort_values(list(rows.columns), ignore_index=True)


def test_every_question_has_the_rows_and_types_of_duckdb(
    oracle: Oracle, opened: SparkDatabase, duckdb_database: Database
) -> None:
    def compare(one: Asked) -> str:
        try:
            pd.testing.assert_frame_equal(
                ordered(one.name, opened.frame(one.sql, one.bound)),
                ordered(one.name, duckdb_database.frame(one.sql, one.bound)),
                check_exact=True,
                obj=one.words,
            )
        except (AssertionError, PySparkException, QueryTooSlow) as error:
            return f"{one.words}: {str(error)[:500]}"
        return ""

    chosen = selections(oracle)
    assert len(chosen) == COMBINATIONS
    assert {name for filters, _ in chosen for name in filters.active()} >= {*FILTERS, "q"}
    every = [
        asked(name, *chosen[(number * EACH + n) % COMBINATIONS])
        for number, name in enumerate(questions())
        for n in range(EACH)
    ]
    different = {one.key: one for one in every}
    with ThreadPoolExecutor(3) as threads:
        compared = list(threads.map(compare, different.values()))
    assert not any(compared), "\n\n".join(filter(None, compared))
    print(f"{len(every)} questions under selections are {len(compared)} different statements")
    assert len(every) == EACH * len(questions())
    assert {one.name for one in different.values()} == set(questions())
