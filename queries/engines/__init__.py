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

    It is that which the first of them finds; a block within a block has that of the outer one. Threads that are
    started with a copy of the context have it too.
    """
    held = _held.get()
    token = _held.set({} if held is None else held)
    try:
        yield
    finally:
        _held.reset(token)


def current(place: Path | str | None = None) -> Engine:
    """The data as they are now, or as ``one_version`` holds them; reopened when the file was replaced.

    ``place`` is the file of the database or the address of a Spark Connect server; None: that which is served.

    If the file has gone, or another that cannot be read has taken its place, and an earlier version is open, that one
    goes on serving. A file that was written over is not trusted. Raises DatabaseUnavailable if there is neither.
    """
    place = place or data_set().answers_from
    held = _held.get()
    if held is None:
        return _newest(place)
    if place not in held:
        held[place] = _newest(place)
    return held[place]


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
