"""Each question through ``ask`` beside the bare SQL in DuckDB, the limit, and beside pandas on frames in memory.

``ask`` answers anew each time: what it keeps is thrown away before. The bare SQL is the statement with the parameters
that ``ask`` uses, on the same file, over a connection of its own, up to the DataFrame. Answers that are too long to be
kept (more than 5,000 rows) are not what a page asks for as a whole; of those both sides count the rows and read the
first 1,000, as lists and the data API do.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import duckdb
import pandas as pd

from data.settings import data_set
from queries import Filters, Question, ask, asking, part, questions
from tests.benchmarks.answering import forget
from tests.benchmarks.figures import line, summary
from tests.benchmarks.frames_in_memory import Frames, answer
from tests.benchmarks.repeating import Effort, interleaved
from tests.benchmarks.selections import LEADING, OF_EVERY_QUESTION, Asked, asked

Row = dict[str, Any]

FIRST_ROWS = 1_000


class Bare:
    """DuckDB by itself on the file of the dashboard."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(str(data_set().database), read_only=True)

    def asked(self) -> Asked:
        """What is asked of these data."""
        return asked(self._connection)

    def rows(self, question: Question, filters: Filters, parameters: dict[str, str]) -> int:
        """How many rows the answer has."""
        one = asking._Asking(question.name, filters, parameters)
        counting = f"SELECT count(*) FROM ({one.sql})"
        ((found,),) = self._connection.execute(counting, one.bound).fetchall()
        return int(found)

    def whole(
        self, question: Question, filters: Filters, parameters: dict[str, str]
    ) -> pd.DataFrame:
        """The answer."""
        one = asking._Asking(question.name, filters, parameters)
        return self._connection.execute(one.sql, one.bound).df()

    def first(self, question: Question, filters: Filters, parameters: dict[str, str]) -> None:
        """How many rows the answer has, and the first of them."""
        self.rows(question, filters, parameters)
        one = asking._Asking(question.name, filters, parameters)
        self._connection.execute(f"{one.sql}\nLIMIT {FIRST_ROWS}", one.bound).df()


def anew(question: Question, filters: Filters, parameters: dict[str, str]) -> pd.DataFrame:
    """What ``ask`` answers a reader who is the first to ask."""
    forget()
    return ask(question.name, filters, **parameters)


def first_anew(question: Question, filters: Filters, parameters: dict[str, str]) -> None:
    """The first rows of a long answer, for a reader who is the first to ask."""
    forget()
    for _frame in part(question.name, filters, limit=FIRST_ROWS, **parameters).frames:
        pass


def measure(effort: Effort, only: tuple[str, ...] = ()) -> list[Row]:
    """One row for each question (all, or only those named) under each selection it is asked under."""
    bare = Bare()
    of_data = bare.asked()
    frames = Frames.read(data_set().database)
    rows = []
    for question in questions().values():
        if only and question.name not in only:
            continue
        parameters = of_data.parameters(question)
        for selection, filters in of_data.of(question.name).items():
            found = bare.rows(question, filters, parameters)
            given = (question, filters, parameters)
            long = found > asking.CACHED_ROWS
            ways = {
                "ask": partial(first_anew if long else anew, *given),
                "sql": partial(bare.first if long else bare.whole, *given),
            }
            if question.name in LEADING and selection in OF_EVERY_QUESTION:
                ways["pandas"] = partial(answer, frames, question.name, filters, **parameters)
            times = interleaved(ways, effort)
            print(line(f"{question.name}, {selection}", times["ask"]), flush=True)
            rows.append(
                {
                    "question": question.name,
                    "selection": selection,
                    "filters": len(filters.active()),
                    "rows": found,
                    "first_rows_only": long,
                }
                | {name: summary(one) if one else None for name, one in times.items()}
            )
    return rows
