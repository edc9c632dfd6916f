"""The engines that answer questions: a DuckDB file, or a Spark Connect server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from data.settings import data_set
from data.version import install_line
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
