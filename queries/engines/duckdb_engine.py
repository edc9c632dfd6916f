"""The DuckDB engine: read-only, reopened after each rebuild, with a time limit on every query."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from queries import engines
from queries.engines import (
    BATCH,
    RETRY,
    DatabaseUnavailable,
    QueryTimeout,
    QueryTooLarge,
    too_slow,
)

MEMORY, SHARE = 1_000_000_000, 4
"""DuckDB may take MEMORY bytes for blocks of the file and all queries at once. Its own default is four fifths of the
machine's or container's memory: DuckDB may take the default divided by SHARE if that is more than MEMORY, and all of
the default if it is less than MEMORY. DuckDB reads evicted blocks again, mostly from the system's cache of the file.
Python has its own memory besides, and DuckDB does not count the lists that a function makes; no question makes long
ones."""

STATEMENTS = 1024
"""The number of prepared statements in the cache; parsing takes a tenth of a small query's time."""

ROW_GROUP = 122_880
"""Rows of a table that DuckDB reads as one piece of work."""

STEPS = "FROM duckdb_optimizers()"
"""The statement for the names of all steps of DuckDB's optimizer."""

USEFUL = {"build_side_probe_side", "cte_inlining", "filter_pushdown", "unused_columns"}
"""The steps that save more time than they take if all tables are small. With them alone, all questions take two thirds
of the time that they take with all steps."""

_REMEDY = "run `wsis20 build`"

REMEDIES = {
    "Could not set lock": "another program has it open for writing: close that program",
    "Permission denied": "this user may not read it: let it, or remove the file and " + _REMEDY,
    "Is a directory": "a folder is in its place: move that away, then " + _REMEDY,
    "attempted to read": "it is cut off at its end: " + _REMEDY,
    "storage version": "a newer DuckDB wrote it than is installed: " + _REMEDY,
    "": "it is damaged or no database of DuckDB: " + _REMEDY,
}
"""Part of DuckDB's error for a file that it cannot open -> what it means and what to do; the first match applies."""

_UNITS = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40, "PiB": 2**50}
"""Unit in which DuckDB states sizes -> bytes."""

_HEADERS = 3 * 4096
"""Bytes before the first block of a DuckDB file."""

_DAMAGE = ("Corrupt database file", "database has been invalidated")


class Database:
    """One version of the database file.

    DuckDB keeps one instance per path and process, so it would go on reading the old content of a replaced file.
    Attaching the file to a memory database of its own gives every version its own instance: readers of the old one
    finish undisturbed. File access and configuration are locked once the file is attached.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        stamp = stamp_of(path)
        if stamp is None:
            raise DatabaseUnavailable(f"{path.name} is not there: {_REMEDY}.")
        self.stamp = stamp
        self._idle: deque[duckdb.DuckDBPyConnection] = deque()
        try:
            self._connection = duckdb.connect(":memory:")
            quoted = str(path).replace("'", "''")
            self._connection.execute(f"ATTACH '{quoted}' AS built (READ_ONLY)")
            if _is_small(self._connection):
                self._connection.execute("SET threads = 1")
                _leave_out_needless_steps(self._connection)
            memory = _memory(self._connection)
            if memory > MEMORY:
                self._connection.execute(f"SET memory_limit = '{max(MEMORY, memory // SHARE)}B'")
            # By default DuckDB would spill to a folder beside the code.
            self._connection.execute("SET temp_directory = ''")
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
            with self.cursor() as cursor:
                missing = engines.missing_column(cursor)
                if missing:
                    raise DatabaseUnavailable(
                        f"{path.name} was made by another version of the dashboard "
                        f"(it has no {missing}): {_REMEDY}."
                    )
                row = cursor.execute(
                    "SELECT release, data_version, content_hash FROM data_release"
                ).fetchone()
                blocks = cursor.execute(
                    "SELECT block_size * total_blocks FROM pragma_database_size() "
                    "WHERE database_name = current_database()"
                ).fetchone()
        except duckdb.Error as error:
            remedy = next(meaning for sign, meaning in REMEDIES.items() if sign in str(error))
            raise DatabaseUnavailable(
                f"{path.name} cannot be read; {remedy}. DuckDB says: {_first_line(error)}"
            ) from error
        if blocks is None or self.stamp.size < blocks[0] + _HEADERS:
            raise DatabaseUnavailable(f"{path.name} is cut off at its end: {_REMEDY}.")
        if row is None:
            raise DatabaseUnavailable(f"{path.name} is empty: {_REMEDY}.")
        self.release, self.version, self.content_hash = row
        self._parsed = lru_cache(STATEMENTS)(partial(_parse, self._connection))

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for the caller alone: threads must not share DuckDB connections.

        The next caller reuses it, unless an error occurred: a new one takes a tenth of a small query's time.

        Raises DatabaseUnavailable if the file turns out to be damaged; ``current`` then no longer gives this version.
        """
        try:
            cursor, ready = self._idle.pop(), True
        except IndexError:
            cursor, ready = self._connection.cursor(), False
        succeeded = False
        try:
            if not ready:
                cursor.execute("USE built")
            yield cursor
            succeeded = True
        except duckdb.Error as error:
            if not _is_damage(error, self.path):
                raise
            reason = f"{self.path.name} is damaged: {_REMEDY}. DuckDB says: {_first_line(error)}"
            _give_up(self, reason)
            raise DatabaseUnavailable(reason) from error
        finally:
            if succeeded:
                self._idle.append(cursor)
            else:
                cursor.close()

    def frame(
        self, sql: str, parameters: dict[str, Any], limit: float | None = None
    ) -> pd.DataFrame:
        """Run ``sql`` with parameters bound by name.

        Raises QueryTooSlow after ``limit`` seconds (TIME_LIMIT if None), QueryTooLarge if its memory does not suffice.
        """
        seconds = engines.seconds_allowed(limit)
        with (
            self.cursor() as cursor,
            _limited(cursor, seconds, seconds),
        ):
            return cursor.execute(self._parsed(sql), parameters).df()

    def batches(
        self, sql: str, parameters: dict[str, Any], limit: float | None = None
    ) -> Generator[pd.DataFrame]:
        """Run ``sql`` and yield its rows BATCH at a time, at least one frame.

        Raises QueryTooSlow after ``limit`` seconds (TIME_LIMIT if None) in the database, not counting the caller's time
        between two frames; QueryTooLarge if its memory does not suffice. Close the iterator to return the cursor early.
        """
        seconds = engines.seconds_allowed(limit)
        spent, frame = 0.0, None
        with self.cursor() as cursor:
            while frame is None or len(frame):
                first, start = frame is None, time.monotonic()
                with _limited(cursor, max(seconds - spent, 0.001), seconds):
                    if first:
                        cursor.execute(self._parsed(sql), parameters)
                    frame = cursor.fetch_df_chunk(BATCH // duckdb.__standard_vector_size__)
                spent += time.monotonic() - start
                if first or len(frame):
                    yield frame


_timeouts = QueryTimeout()


def _parse(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    with connection.cursor() as cursor:
        return cursor.extract_statements(sql)[0]


@contextmanager
def _limited(cursor: duckdb.DuckDBPyConnection, left: float, allowed: float) -> Iterator[None]:
    """Interrupt the query of ``cursor`` in the block after ``left`` seconds, the rest of the ``allowed`` ones.

    Raises QueryTooSlow then, and QueryTooLarge where memory does not suffice.
    """
    try:
        with _timeouts.limit(left, cursor.interrupt):
            yield
    except duckdb.InterruptException as error:
        raise too_slow(allowed) from error
    except duckdb.OutOfMemoryException as error:
        raise QueryTooLarge from error


class Stamp(NamedTuple):
    """A fingerprint of a file's state, made without reading the file."""

    inode: int
    changed: int
    size: int


def _is_small(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether no table has more than one row group.

    More threads would then share no work, but take a fifth more processor time.
    """
    ((rows,),) = connection.execute(
        "SELECT coalesce(max(estimated_size), 0) FROM duckdb_tables()"
    ).fetchall()
    return bool(rows <= ROW_GROUP)


def _leave_out_needless_steps(connection: duckdb.DuckDBPyConnection) -> None:
    """Have the optimizer take the steps USEFUL alone.

    Where another DuckDB lacks one of them, or their list, it takes all: the answers are the same, and take longer.
    """
    with suppress(duckdb.Error):
        steps = {name for (name,) in connection.execute(STEPS).fetchall()}
        if steps >= USEFUL:
            connection.execute(f"SET disabled_optimizers = '{','.join(steps - USEFUL)}'")


def _memory(connection: duckdb.DuckDBPyConnection) -> int:
    """DuckDB's default memory limit on this machine or container, in bytes."""
    ((setting,),) = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    size, unit = setting.split()
    return int(float(size) * _UNITS[unit])


def stamp_of(path: Path) -> Stamp | None:
    """The fingerprint of a file; None if the file or its folder cannot be read."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return Stamp(stat.st_ino, stat.st_mtime_ns, stat.st_size)


def _first_line(error: duckdb.Error) -> str:
    return str(error).partition("\n")[0]


def _is_damage(error: duckdb.Error, path: Path) -> bool:
    """Whether an error is caused by the file, and not by the question or the machine."""
    message = str(error)
    return (isinstance(error, duckdb.IOException) and str(path) in message) or any(
        sign in message for sign in _DAMAGE
    )


@dataclass(frozen=True)
class _Failed:
    """An unreadable file: its state, the reason, and the time from which it may be opened again in that state."""

    path: Path
    stamp: Stamp | None
    reason: str
    again: float

    def still(self, path: Path, stamp: Stamp | None) -> bool:
        return (self.path, self.stamp) == (path, stamp) and time.monotonic() < self.again


_lock = threading.RLock()
_current: Database | None = None
_failed: _Failed | None = None


def newest(path: Path) -> Database:
    """The current database; it is reopened if the file was replaced (see ``engines.current``)."""
    global _current, _failed
    stamp = stamp_of(path)
    database = _serving(path, stamp)
    if database is not None and stamp in (database.stamp, None):
        return database
    with _lock:
        stamp = stamp_of(path)
        database = _serving(path, stamp)
        if database is not None and stamp in (database.stamp, None):
            return database
        if _failed is None or not _failed.still(path, stamp):
            try:
                _current = Database(path)
                _failed = None
                return _current
            except DatabaseUnavailable as error:
                _failed = _Failed(path, stamp, str(error), time.monotonic() + RETRY)
        if database is not None:
            return database
        _current = None
        raise DatabaseUnavailable(_failed.reason)


def _serving(path: Path, stamp: Stamp | None) -> Database | None:
    """The open database of the file, unless the file was overwritten in place."""
    database = _current
    if database is None or database.path != path:
        return None
    overwritten = (
        stamp is not None and database.stamp.inode == stamp.inode and database.stamp != stamp
    )
    return None if overwritten else database


def _give_up(damaged: Database, why: str) -> None:
    """Drop a damaged database, so that its file is opened again; an unchanged file only after RETRY."""
    global _current, _failed
    with _lock:
        if _current is damaged:
            _current = None
            again = time.monotonic() + RETRY
            _failed = _Failed(damaged.path, stamp_of(damaged.path), why, again)
