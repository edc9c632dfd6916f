"""The interface of engines, their errors, and how long a query may run."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Protocol

import duckdb
import pandas as pd

from data.schema import SCHEMA

BATCH = 2 * duckdb.__standard_vector_size__
"""The rows of one frame when an answer is read in batches."""

TIME_LIMIT = 5.0
"""Seconds a query may run before it is interrupted."""

_until: ContextVar[float | None] = ContextVar("_until", default=None)
_allowed: ContextVar[float | None] = ContextVar("_allowed", default=None)

RETRY = 5.0
"""Seconds before an unreadable, unchanged database is tried again."""


class DatabaseUnavailable(RuntimeError):
    """The database is absent or cannot be read. The message says what to do."""


class QueryStopped(RuntimeError):
    """A query was stopped. The message tells the reader why."""


class QueryTooSlow(QueryStopped):
    """A query was interrupted at the time limit of ``seconds``."""

    def __init__(self, message: str = "", seconds: float = 0) -> None:
        super().__init__(message)
        self.seconds = seconds


class QueryTooLarge(QueryStopped):
    """A query needed more memory than allowed."""

    def __init__(self) -> None:
        super().__init__(
            "This query needs more memory than the server has, so we stopped it. Use more filters and try again."
        )


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop every query of the block that still runs ``seconds`` after the block began (QueryTooSlow)."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


@contextmanager
def allowing(seconds: float) -> Iterator[None]:
    """Let every query in the block run for ``seconds`` in place of TIME_LIMIT."""
    token = _allowed.set(seconds)
    try:
        yield
    finally:
        _allowed.reset(token)


def seconds_allowed(limit: float | None) -> float:
    """How many seconds a query may run: ``limit``, else those of the block's ``allowing``, else TIME_LIMIT.

    A query never runs longer than the remaining time of its block (``within``).
    Raises QueryTooSlow if the time of the block is over.
    """
    allowed, until = limit or _allowed.get() or TIME_LIMIT, _until.get()
    if until is None:
        return allowed
    remaining = until - time.monotonic()
    if remaining <= 0:
        raise too_slow(0)
    return min(allowed, remaining)


def too_slow(allowed: float) -> QueryTooSlow:
    """The error for a query that was interrupted after ``allowed`` seconds."""
    return QueryTooSlow(
        f"This query took longer than {allowed:g} seconds and was stopped. Use more filters "
        "and try again.",
        allowed,
    )


class Engine(Protocol):
    """One version of the data, open for reading, from any number of threads at once.

    ``release``, ``version`` and ``content_hash`` are those of its data.
    """

    release: str
    version: str
    content_hash: str

    def frame(
        self, sql: str, parameters: dict[str, Any], limit: float | None = None
    ) -> pd.DataFrame:
        """Run ``sql``, in DuckDB's dialect, with parameters bound by name; columns have the types DuckDB gives them.

        Raises QueryTooSlow after ``limit`` seconds (TIME_LIMIT if None), QueryTooLarge where memory does not suffice,
        DatabaseUnavailable if there is no answer.
        """

    def batches(
        self, sql: str, parameters: dict[str, Any], limit: float | None = None
    ) -> Generator[pd.DataFrame]:
        """Run ``sql`` and yield its rows BATCH at a time, at least one frame.

        Raises what ``frame`` raises. Close the iterator to release the connection early.
        """


@cache
def _columns() -> frozenset[tuple[str, str, str]]:
    """The columns in schema.sql: table, name and type."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        return _columns_of(connection)


def _columns_of(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str, str]]:
    columns = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = current_database() AND NOT internal"
    )
    return frozenset(columns.fetchall())


def missing_column(connection: duckdb.DuckDBPyConnection) -> str:
    """The first table or column of the schema that the database lacks or has with another type."""
    missing = sorted(_columns() - _columns_of(connection))
    return f"{missing[0][0]}.{missing[0][1]} as {missing[0][2]}" if missing else ""


class QueryTimeout:
    """Interrupts calls that take too long."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: dict[object, tuple[float, Callable[[], None]]] = {}
        self._looks = 0.0
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(self, seconds: float, interrupt: Callable[[], None]) -> Iterator[None]:
        """Call ``interrupt``, in another thread, if the block takes longer than ``seconds``; never after the block."""
        deadline, block = time.monotonic() + seconds, object()
        with self._changed:
            self._due[block] = deadline, interrupt
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="timeouts", daemon=True)
                self._thread.start()
            elif deadline < self._looks:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._due.pop(block, None)

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                overdue = [block for block, (deadline, _) in self._due.items() if deadline <= now]
                for block in overdue:
                    self._due.pop(block)[1]()
                self._looks = min(
                    (deadline for deadline, _ in self._due.values()), default=float("inf")
                )
                self._changed.wait(min(self._looks - now, threading.TIMEOUT_MAX))
