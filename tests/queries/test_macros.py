"""The table macros of the database: leading questions that anyone can ask in SQL."""

from datetime import date
from typing import Any

import duckdb
import pytest

from data import DATABASE, MACROS
from data.build import OLDEST
from queries import Filters, ask
from queries.macros import ARGUMENTS, QUESTIONS, written
from queries.questions import literal
from tests.api.parity import plain_rows

SELECTIONS: list[dict[str, Any]] = [
    {},
    {"kind": ("challenge",), "group": ("technical", "civil-society")},
    {"organisation": ("jpnic",)},
    {"stage": ("zero-draft",), "theme": ("igf-mandate",), "since": date(2025, 1, 1)},
    {"country": ("JPN",), "claim": ("none",)},
]


def test_the_file_is_what_the_question_files_make() -> None:
    assert MACROS.read_text(encoding="utf-8") == written(), "run python -m queries.macros"


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_macro_gives_the_rows_of_its_question(name: str) -> None:
    with duckdb.connect(str(DATABASE), read_only=True) as connection:
        for selection in SELECTIONS:
            arguments = ", ".join(
                f"{ARGUMENTS[filter_name].argument} := "
                + (f"{list(value)}" if isinstance(value, tuple) else literal(value))
                for filter_name, value in selection.items()
            )
            frame = connection.sql(f"FROM {name}({arguments})").df()
            assert plain_rows(frame) == plain_rows(ask(name, Filters(**selection))), selection


def test_the_database_is_written_for_the_oldest_duckdb_that_is_promised() -> None:
    assert OLDEST == "v1.2.0"
    assert DATABASE.read_bytes()[12] == 65, "the version of the storage of DuckDB 1.2"
