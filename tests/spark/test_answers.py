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
    """One question under one selection: its name, its SQL with the values bound in it, and a description in words."""

    name: str
    sql: str
    bound: dict[str, Any]
    words: str

    @property
    def key(self) -> tuple[str, str]:
        """Equal where the Spark statements and the values bound in them are equal: then the answers are, too."""
        sql = to_spark(self.sql)
        names = set(re.findall(r":(\w+)", sql))
        return sql, repr(sorted(pair for pair in self.bound.items() if pair[0] in names))


@pytest.fixture(scope="module")
def duckdb_database() -> Database:
    return Database(DATABASE)


def selections(oracle: Oracle) -> list[tuple[Filters, dict[str, str]]]:
    """No filters, and random ones of which no two set the same and each filter is set, with all parameters."""
    by_filters: dict[tuple[str, ...], tuple[Filters, dict[str, str]]] = {(): (Filters(), {})}

    @settings(PROFILE, max_examples=8 * COMBINATIONS, phases=[Phase.generate])
    @given(askings(oracle))
    def draw(combination: tuple[Filters, dict[str, str]]) -> None:
        by_filters.setdefault(tuple(combination[0].active()), combination)

    draw()
    first, others, names = [], [], set[str]()
    for filters, selection in by_filters.items():
        (first if set(filters) - names else others).append(selection)
        names |= set(filters)
    return [*first, *others][:COMBINATIONS]


def case_of(name: str, filters: Filters, arguments: dict[str, str]) -> Asked:
    question = questions()[name]
    values = bind(question, parameters(question, **arguments))
    return Asked(name, *question.statement(filters, values), f"{name} under {filters}, {values}")


def ordered(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    if name not in UNORDERED:
        return rows
    return rows.sort_values(list(rows.columns), ignore_index=True)


def test_every_question_has_the_rows_and_types_of_duckdb(
    oracle: Oracle, opened: SparkDatabase, duckdb_database: Database
) -> None:
    def compare(case: Asked) -> str:
        try:
            pd.testing.assert_frame_equal(
                ordered(case.name, opened.frame(case.sql, case.bound)),
                ordered(case.name, duckdb_database.frame(case.sql, case.bound)),
                check_exact=True,
                obj=case.words,
            )
        except (AssertionError, PySparkException, QueryTooSlow) as error:
            return f"{case.words}: {str(error)[:500]}"
        return ""

    combinations = selections(oracle)
    assert len(combinations) == COMBINATIONS
    assert {name for filters, _ in combinations for name in filters.active()} >= {*FILTERS, "q"}
    cases = [
        case_of(name, *combinations[(number * EACH + offset) % COMBINATIONS])
        for number, name in enumerate(questions())
        for offset in range(EACH)
    ]
    different = {case.key: case for case in cases}
    with ThreadPoolExecutor(3) as threads:
        differences = list(threads.map(compare, different.values()))
    assert not any(differences), "\n\n".join(filter(None, differences))
    print(f"{len(cases)} questions under selections are {len(differences)} different statements")
    assert len(cases) == EACH * len(questions())
    assert {case.name for case in different.values()} == set(questions())
