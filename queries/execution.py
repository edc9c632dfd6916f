"""``ask``: the one way from filters to rows."""

from __future__ import annotations

import threading
from collections.abc import Generator
from dataclasses import dataclass

import pandas as pd
from cachetools import LRUCache

from queries import engines
from queries.filters import Filters
from queries.literals import written_out
from queries.loader import question
from queries.questions import Question, QuestionError, Rows, Statement

CACHED_ROWS = 5_000
"""Of lists of more rows than this only those are read that are wanted."""

CACHED_CELLS = 3_000_000
"""Cells of all answers that are kept, about 200 MB; those asked longest ago go first."""

KEPT_CELLS = CACHED_CELLS // 3
"""Answers of more cells than this are not kept."""

CACHED_LENGTHS = 512

_Key = tuple[str, str, Filters, tuple[tuple[str, str], ...], tuple[int, int] | None]


def _cells(rows: pd.DataFrame) -> int:
    """How many cells a frame has, its header among them."""
    return (len(rows) + 1) * len(rows.columns)


_answers: LRUCache[_Key, pd.DataFrame] = LRUCache(CACHED_CELLS, _cells)
_lengths: LRUCache[_Key, int] = LRUCache(CACHED_LENGTHS)
"""How many rows answers have that are too long to be kept."""

_lock = threading.Lock()


@dataclass(frozen=True)
class Part:
    """Some rows of an answer: how many it has in all, how many come before these, and these, a frame at a time.

    There is at least one frame, of no rows where there are none. Nullable whole numbers are floats in some frames.
    ``version`` is that of the data they are of. Nothing is read before the first frame is asked for; closing
    ``frames`` gives back what reading holds.
    """

    version: str
    total: int
    offset: int
    rows: int
    frames: Generator[pd.DataFrame]


def ask(name: str, filters: Filters | None = None, **parameters: str) -> pd.DataFrame:
    """Answer the question in ``queries/<name>.sql`` for a selection.

    Returns one row per what the header's ``row`` line says, with exactly the header's columns. The frame is the
    caller's own. Raises QuestionError for a question or parameter that is not there, QueryTooSlow at the time
    limit, QueryTooLarge where memory does not suffice, DatabaseUnavailable without a database.
    """
    asking = _PreparedQuery(name, filters or Filters(), parameters)
    rows = asking.kept()
    if rows is None:
        rows = asking.opened.frame(*asking.statement())
        asking.keep(rows)
    return rows.copy(deep=False)


def stream(
    name: str, filters: Filters | None = None, *, offset: int = 0, limit: int, **parameters: str
) -> Part:
    """At most ``limit`` rows of the answer that ``ask`` gives, from the row ``offset`` (0 is the first) on.

    However long the answer, no more than a few thousand of its rows are in memory at once. Raises what ``ask``
    raises; QueryStopped also while frames are read.
    """
    asking = _PreparedQuery(name, filters or Filters(), parameters)
    rows, total = asking.whole_or_length()
    version = asking.opened.version
    if rows is not None:
        some = rows.iloc[offset : offset + limit]
        return Part(version, total, offset, len(some), (one for one in [some]))
    here = max(min(limit, total - offset), 0)
    frames = asking.opened.batches(*asking.page(limit, offset))
    return Part(version, total, offset, here, frames)


def run_if_small(
    name: str, filters: Filters | None = None, **parameters: str
) -> pd.DataFrame | None:
    """The answer that ``ask`` gives; None if it has more than CACHED_ROWS rows and is not kept.

    Raises what ``ask`` raises.
    """
    rows = _PreparedQuery(name, filters or Filters(), parameters).whole_or_length()[0]
    return None if rows is None else rows.copy(deep=False)


def compiled(
    name: str,
    filters: Filters | None = None,
    *,
    page: tuple[int, int] | None = None,
    **parameters: str,
) -> str:
    """The SQL that gives what ``ask`` gives, its values written in: DuckDB runs it as it stands on the database file.

    ``page`` is how many rows are wanted and how many come before them; None: all. Raises QuestionError as ``ask`` does.
    """
    asked = question(name)
    given = bind(asked, parameters)
    if page is None:
        return written_out(*asked.statement(filters or Filters(), given))
    wanted = {"page_rows": page[0], "page_start": page[1]}
    return written_out(*asked.statement(filters or Filters(), given, Rows.PAGE, **wanted))


def count_rows(name: str, filters: Filters | None = None, **parameters: str) -> int:
    """How many rows the answer has that ``ask`` gives; a long one is not read for that. Raises what ``ask`` raises."""
    return _PreparedQuery(name, filters or Filters(), parameters).whole_or_length()[1]


def fetch_rows(
    name: str, filters: Filters | None = None, *, rows: slice, **parameters: str
) -> pd.DataFrame:
    """The ``rows``, with a start and a stop, of the answer that ``ask`` gives; of a long one no others are read.

    The frame is the caller's own. Raises what ``ask`` raises.
    """
    asking = _PreparedQuery(name, filters or Filters(), parameters)
    every, _total = asking.whole_or_length()
    if every is None and rows.stop <= CACHED_ROWS:
        every = asking.beginning()
    if every is not None:
        return every.iloc[rows].copy(deep=False)
    start, count = rows.start, rows.stop - rows.start
    asking = _PreparedQuery(name, filters or Filters(), parameters, (start, count))
    some = asking.kept()
    if some is None:
        some = asking.opened.frame(*asking.page(count, start))
        asking.keep(some)
    return some.copy(deep=False)


class _PreparedQuery:
    """One question, ready to be put to the database as it is now."""

    def __init__(
        self,
        name: str,
        filters: Filters,
        parameters: dict[str, str],
        rows: tuple[int, int] | None = None,
    ) -> None:
        self._question = question(name)
        self._filters = filters
        self._given = bind(self._question, parameters)
        self.opened = engines.current()
        asked_with = tuple(sorted(self._given.items()))
        self._key: _Key = (self.opened.version, name, filters, asked_with, rows)

    def statement(self, rows: Rows = Rows.ALL, **page: int) -> Statement:
        """The statement that gives the answer, a page of it or the number of its rows."""
        return self._question.statement(self._filters, self._given, rows, **page)

    def page(self, rows: int, start: int) -> Statement:
        """The statement that gives ``rows`` rows of the answer, after the first ``start``."""
        return self.statement(Rows.PAGE, page_rows=rows, page_start=start)

    def kept(self) -> pd.DataFrame | None:
        """The answer, if it was given before and is kept."""
        with _lock:
            return _answers.get(self._key)

    def keep(self, rows: pd.DataFrame) -> None:
        """Keep an answer, if it is short enough."""
        if _cells(rows) <= KEPT_CELLS:
            with _lock:
                _answers[self._key] = rows

    def whole_or_length(self) -> tuple[pd.DataFrame | None, int]:
        """The answer, kept from now on, or None if it is too long for that; and how many rows it has."""
        rows = self.kept()
        if rows is not None:
            return rows, len(rows)
        with _lock:
            total = _lengths.get(self._key)
        if total is not None:
            return None, total
        rows = self.opened.frame(*self.page(CACHED_ROWS + 1, 0))
        if len(rows) <= CACHED_ROWS:
            self.keep(rows)
            return rows, len(rows)
        with _lock:
            _answers[self._beginning] = rows.head(CACHED_ROWS)
        return None, self.count()

    def beginning(self) -> pd.DataFrame | None:
        """The first CACHED_ROWS rows of an answer that has more, if they are kept."""
        with _lock:
            return _answers.get(self._beginning)

    @property
    def _beginning(self) -> _Key:
        return (*self._key[:-1], (0, CACHED_ROWS))

    def count(self) -> int:
        """How many rows the answer has, known from now on."""
        counted = int(self.opened.frame(*self.statement(Rows.NUMBER)).rows.iloc[0])
        with _lock:
            _lengths[self._key] = counted
        return counted


def bind(asked: Question, parameters: dict[str, str]) -> dict[str, str]:
    """The question's parameters with defaults filled in; QuestionError names one that is unknown, wrong or missing."""
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in parameters:
        if name not in known:
            allowed = ", ".join(known) or "none"
            raise QuestionError(
                f"question {asked.name} has no parameter {name[:60]!r}; it has {allowed}"
            )
    bound = {}
    for name, parameter in known.items():
        if name in parameters:
            bound[name] = parameter.check(parameters[name])
        elif parameter.choices:
            bound[name] = parameter.choices[0]
        else:
            raise QuestionError(f"question {asked.name} needs the parameter {name}")
    return bound
