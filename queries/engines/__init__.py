"""The engines that answer questions, and the version they answer from.

An engine is a DuckDB file or a Spark Connect server: its interface, its errors and how long a query may run are here.
``one_version`` holds one version for a block, ``per_version`` keeps a function's results of each.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Hashable, Iterator, Mapping, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache, update_wrapper
from operator import itemgetter
from pathlib import Path
from sys import getsizeof
from threading import Lock
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

import duckdb
import pandas as pd
from cachetools import LRUCache
from cachetools.keys import hashkey

from data.schema import SCHEMA
from data.settings import data_set
from data.version import install_line
from queries import language

BATCH = 2 * duckdb.__standard_vector_size__
"""The rows of one frame when an answer is read in batches."""

TIME_LIMIT = 5.0
"""Seconds a query may run before it is interrupted."""

LONGEST_QUERY = 60.0
"""Seconds a query about all data may run: there are few such questions and all readers share the answers."""

_until: ContextVar[float | None] = ContextVar("_until", default=None)

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


def seconds_allowed(limit: float | None) -> float:
    """How many seconds a query may run: ``limit``, else TIME_LIMIT.

    A query never runs longer than the remaining time of its block (``within``).
    Raises QueryTooSlow if the time of the block is over.
    """
    allowed, until = limit or TIME_LIMIT, _until.get()
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


_held: ContextVar[dict[Path | str, Engine] | None] = ContextVar("_held", default=None)


@contextmanager
def one_version() -> Iterator[None]:
    """Answer all questions in the block from one data version, even if the database is replaced meanwhile.

    The first question decides which version; a nested block keeps that of the outer one. Threads that start with a copy
    of the context use it too.
    """
    engines = _held.get()
    token = _held.set({} if engines is None else engines)
    try:
        yield
    finally:
        _held.reset(token)


def current(location: Path | str | None = None) -> Engine:
    """The data as they are now, or as ``one_version`` holds them; reopened when the file was replaced.

    ``location`` is the file of the database or the address of a Spark Connect server; None: the one that is served.

    If the file is gone or was replaced by an unreadable one, an earlier version that is still open goes on serving, but
    not if the file was overwritten in place. Raises DatabaseUnavailable if there is no version to serve.
    """
    location = location or data_set().answers_from
    engines = _held.get()
    if engines is None:
        return _newest(location)
    if location not in engines:
        engines[location] = _newest(location)
    return engines[location]


def _newest(location: Path | str) -> Engine:
    if isinstance(location, Path):
        from queries.engines import duckdb_engine

        return duckdb_engine.newest(location)
    try:
        from queries.engines import spark_engine
    except ImportError as error:
        raise DatabaseUnavailable(
            f"DASHBOARD_DATABASE is the address of a Spark Connect server, but {error.name} is not installed: "
            f"run `{install_line('spark')}`."
        ) from error
    return spark_engine.newest(location, data_set().tables)


VERSIONS = 2
"""The number of cached data versions: requests that began before a rebuild still use the older one."""

P = ParamSpec("P")
T = TypeVar("T")

_only_kept: ContextVar[bool] = ContextVar("only_kept", default=False)


class NotKept(Exception):
    """A result is not in the cache, and ``only_kept`` forbids computing it."""


@contextmanager
def only_kept() -> Iterator[None]:
    """In this block functions with cached results compute none: they raise NotKept if one is missing."""
    token = _only_kept.set(True)
    try:
        yield
    finally:
        _only_kept.reset(token)


class PerVersion(Generic[P, T]):
    """A function with cached results, each of one data version and in one language."""

    def __init__(self, function: Callable[P, T], maxsize: int) -> None:
        update_wrapper(self, function)
        self._function = function
        self._maxsize = maxsize
        self._versions: dict[str, dict[str, Callable[P, T]]] = {}
        self._lock = Lock()

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        with one_version():
            return self._of(current().version)(*args, **kwargs)

    def cache_clear(self) -> None:
        """Clear the cache."""
        with self._lock:
            self._versions.clear()

    def _of(self, version: str) -> Callable[P, T]:
        """The function with its results of one version in the language in force. The lock is not held while it runs."""
        with self._lock:
            if version not in self._versions:
                while len(self._versions) >= VERSIONS:
                    del self._versions[next(iter(self._versions))]
                self._versions[version] = {}
            in_languages = self._versions[version]
            if (code := language.code()) not in in_languages:
                in_languages[code] = lru_cache(self._maxsize)(self._compute)
            return in_languages[code]

    def _compute(self, *args: P.args, **kwargs: P.kwargs) -> T:
        if _only_kept.get():
            raise NotKept
        return self._function(*args, **kwargs)


class SizedPerVersion(PerVersion[P, T]):
    """The same, with one bound on the size of all results together."""

    def __init__(self, function: Callable[P, T], maxsize: int, size: Callable[..., int]) -> None:
        super().__init__(function, maxsize)
        self._size = size
        self._kept: LRUCache[tuple[Hashable, ...], tuple[T, int]] = LRUCache(maxsize, itemgetter(1))

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        with one_version():
            context = (current().version, language.code())
            key = hashkey(*context, *args, **kwargs)  # type: ignore[arg-type]  # they are hashable
            with self._lock:
                if entry := self._kept.get(key):
                    return entry[0]
            value = self._compute(*args, **kwargs)
            size = self._size(value, *args, **kwargs)
            if size <= self._maxsize:
                with self._lock:
                    self._kept[key] = (value, size)
            return value

    def cache_clear(self) -> None:
        """Clear the cache."""
        with self._lock:
            self._kept.clear()


def memory(*values: object, **named: object) -> int:
    """About how many bytes the values take with all that is in them: texts, numbers, collections, dataclasses."""
    size, pending = 0, [*values, *named.values()]
    while pending:
        value = pending.pop()
        size += getsizeof(value)
        if isinstance(value, Mapping):
            pending += [*value, *value.values()]
        elif isinstance(value, tuple | list | Set):
            pending += value
        elif is_dataclass(value):
            pending += [getattr(value, field.name) for field in fields(value)]
    return size


def per_version(
    maxsize: int = 1, size: Callable[..., int] | None = None
) -> Callable[[Callable[P, T]], PerVersion[P, T]]:
    """Cache a function whose result depends on its arguments, the data and the reader's language.

    The cache keeps ``maxsize`` results for each of the last VERSIONS versions and each language in use. With ``size``,
    a function of a result and its arguments that returns the result's size (``memory``: in bytes), ``maxsize`` bounds
    the size of all results of every version and language together; a result that is larger alone is not cached. That is
    for functions whose arguments readers choose.

    All questions of the function are answered from one version. Threads that call it with the same arguments at the
    same time may each compute the result. Errors are not cached.
    """

    def decorate(function: Callable[P, T]) -> PerVersion[P, T]:
        if size:
            return SizedPerVersion(function, maxsize, size)
        return PerVersion(function, maxsize)

    return decorate
