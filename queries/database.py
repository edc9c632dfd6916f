"""The database file, opened for reading only, picked up anew when it is rebuilt, with a time limit on every query."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data import DATABASE

TIME_LIMIT = 5.0
"""Seconds a query may run before it is interrupted."""

BATCH = 2 * duckdb.__standard_vector_size__
"""Rows of a frame where an answer is read piece by piece."""


class DatabaseUnavailable(RuntimeError):
    """The database file is absent or cannot be read. The message says what to do."""


class QueryTooSlow(RuntimeError):
    """A query was interrupted at the time limit."""


class Database:
    """One version of the database file.

    DuckDB keeps one instance per path and process, so a file that was replaced would go on being read as it was.
    Attaching it to a memory database of its own gives every version its own instance: readers of the old one
    finish undisturbed. File access and configuration are locked once it is attached.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise DatabaseUnavailable(f"{path.name} is not there: run `python -m data.build`.")
        self.stamp = _stamp(path)
        try:
            self._connection = duckdb.connect(":memory:")
            quoted = str(path).replace("'", "''")
            self._connection.execute(f"ATTACH '{quoted}' AS built (READ_ONLY)")
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
            with self.cursor() as cursor:
                row = cursor.execute(
                    "SELECT release, data_version, content_hash FROM data_release"
                ).fetchone()
        except duckdb.Error as error:
            raise DatabaseUnavailable(
                f"{path.name} cannot be read ({error}): run `python -m data.build`."
            ) from error
        if row is None:
            raise DatabaseUnavailable(f"{path.name} is empty: run `python -m data.build`.")
        self.release, self.version, self.content_hash = row

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own: DuckDB connections must not be shared between threads."""
        cursor = self._connection.cursor()
        try:
            cursor.execute("USE built")
            yield cursor
        finally:
            cursor.close()

    def frame(
        self, sql: str, parameters: dict[str, Any], limit: float | None = None
    ) -> pd.DataFrame:
        """Run ``sql`` with parameters bound by name; QueryTooSlow after ``limit`` seconds (TIME_LIMIT if None)."""
        seconds = TIME_LIMIT if limit is None else limit
        with (
            self.cursor() as cursor,
            _limited(cursor, seconds, seconds),
        ):
            return cursor.execute(sql, parameters).df()

    def batches(
        self, sql: str, parameters: dict[str, Any], limit: float | None = None
    ) -> Generator[pd.DataFrame]:
        """Run ``sql`` and give its rows BATCH at a time, at least one frame, as they are asked for.

        Raises QueryTooSlow when ``limit`` seconds (TIME_LIMIT if None) were spent in the database; what the caller
        does between two frames does not count. Close the iterator to give the cursor back early.
        """
        seconds = TIME_LIMIT if limit is None else limit
        spent, frame = 0.0, None
        with self.cursor() as cursor:
            while frame is None or len(frame):
                first, begun = frame is None, time.monotonic()
                with _limited(cursor, max(seconds - spent, 0.001), seconds):
                    if first:
                        cursor.execute(sql, parameters)
                    frame = cursor.fetch_df_chunk(BATCH // duckdb.__standard_vector_size__)
                spent += time.monotonic() - begun
                if first or len(frame):
                    yield frame


@contextmanager
def _limited(cursor: duckdb.DuckDBPyConnection, left: float, allowed: float) -> Iterator[None]:
    """Interrupt what ``cursor`` does in the block when the seconds ``left`` of those ``allowed`` are over."""
    timer = threading.Timer(left, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise QueryTooSlow(
            f"This question took longer than {allowed:g} seconds and was stopped. Narrow the filters "
            "and try again."
        ) from error
    finally:
        timer.cancel()


def _stamp(path: Path) -> tuple[int, int, int]:
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


_lock = threading.Lock()
_current: Database | None = None
_failed: tuple[int, int, int] | None = None
"""The stamp of a file that could not be read, so that it is not tried again at every question."""


def current(path: Path = DATABASE) -> Database:
    """The database as it is on disk now; reopened when the file was replaced.

    If the file has gone or cannot be read but an earlier version is open, that one goes on serving.
    Raises DatabaseUnavailable if there is neither.
    """
    global _current, _failed
    opened = _current
    try:
        stamp = _stamp(path)
        if opened is not None and stamp in (opened.stamp, _failed):
            return opened
        with _lock:
            if _current is None or _current.stamp != _stamp(path):
                _current = Database(path)
            return _current
    except (FileNotFoundError, DatabaseUnavailable) as error:
        if opened is not None:
            _failed = None if isinstance(error, FileNotFoundError) else stamp
            return opened
        if isinstance(error, DatabaseUnavailable):
            raise
        raise DatabaseUnavailable(
            f"{path.name} is not there: run `python -m data.build`."
        ) from error
