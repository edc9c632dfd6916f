"""The engines that answer questions, a DuckDB file or a Spark Connect server, and the version they answer from.

``one_version`` holds one version for a block, ``per_version`` keeps a function's results of each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from functools import lru_cache, update_wrapper
from operator import itemgetter
from pathlib import Path
from sys import getsizeof
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from cachetools import LRUCache
from cachetools.keys import hashkey

from data.settings import data_set
from data.version import install_line
from queries import language
from queries.engines import duckdb_engine
from queries.engines.base import DatabaseUnavailable, Engine

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


def current(place: Path | str | None = None) -> Engine:
    """The data as they are now, or as ``one_version`` holds them; reopened when the file was replaced.

    ``place`` is the file of the database or the address of a Spark Connect server; None: the one that is served.

    If the file is gone or was replaced by an unreadable one, an earlier version that is still open goes on serving, but
    not if the file was overwritten in place. Raises DatabaseUnavailable if there is no version to serve.
    """
    place = place or data_set().answers_from
    engines = _held.get()
    if engines is None:
        return _newest(place)
    if place not in engines:
        engines[place] = _newest(place)
    return engines[place]


def _newest(place: Path | str) -> Engine:
    if isinstance(place, Path):
        return duckdb_engine.newest(place)
    try:
        from queries.engines import spark_engine
    except ImportError as error:
        raise DatabaseUnavailable(
            f"DASHBOARD_DATABASE is the address of a Spark Connect server, but {error.name} is not installed: "
            f"run `{install_line('spark')}`."
        ) from error
    return spark_engine.newest(place, data_set().tables)


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
