"""``per_version``: caches a function's results per data version and language."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, update_wrapper
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar

from cachetools import LRUCache, cached

from queries import engines, language

VERSIONS = 2
"""The number of cached data versions: requests that began before a rebuild still use the older one."""

P = ParamSpec("P")
T = TypeVar("T")


class PerVersion(Generic[P, T]):
    """A function with cached results for the last VERSIONS data versions, in each language that was asked for."""

    def __init__(
        self, function: Callable[P, T], maxsize: int, size: Callable[[Any], int] | None
    ) -> None:
        update_wrapper(self, function)
        self._function = function
        self._maxsize = maxsize
        self._size = size
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
                if self._size:
                    kept: LRUCache[tuple[Hashable, ...], T] = LRUCache(self._maxsize, self._size)
                    in_languages[code] = cached(kept, lock=Lock())(self._function)
                else:
                    in_languages[code] = lru_cache(self._maxsize)(self._function)
            return in_languages[code]


def per_version(
    maxsize: int = 1, size: Callable[[Any], int] | None = None
) -> Callable[[Callable[P, T]], PerVersion[P, T]]:
    """Cache a function whose result depends on its arguments, the data and the reader's language.

    ``maxsize`` results are kept for each version and language; if ``size`` says how large a result is, as many as are
    so large together. What is larger alone is not kept.

    All that the function asks is answered from one version. Threads that call it with the same arguments at the same
    time may each compute the result. Errors are not kept.
    """

    def decorate(function: Callable[P, T]) -> PerVersion[P, T]:
        return PerVersion(function, maxsize, size)

    return decorate
