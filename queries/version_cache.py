"""``per_version``: caches a function's results per data version and language."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from functools import lru_cache, update_wrapper
from operator import itemgetter
from sys import getsizeof
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from cachetools import LRUCache
from cachetools.keys import hashkey

from queries import engines, language

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
        with engines.one_version():
            return self._of(engines.current().version)(*args, **kwargs)

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
        with engines.one_version():
            context = (engines.current().version, language.code())
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
