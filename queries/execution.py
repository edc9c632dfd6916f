"""Runs questions: ``ask`` and the functions that page, count and stream answers."""

from __future__ import annotations

import threading
from collections.abc import Generator
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd
from cachetools import LRUCache

from queries import engines, language
from queries.filters import Filters
from queries.language import in_language
from queries.loader import questions
from queries.questions import Question, QuestionError, Rows, Statement, inline_values

CACHED_ROWS = 5_000
"""Longer answers are read page by page."""

CACHED_CELLS = 1_500_000
"""Size of the cache of answers in cells, about 100 MB. The least recently used answers are dropped first."""

MAX_CACHED_CELLS = CACHED_CELLS // 3
"""Larger answers are not cached."""

CACHED_LENGTHS = 512

_Key = tuple[str, str, str, Filters, tuple[tuple[str, str], ...], tuple[int, int] | None]


def _cells(rows: pd.DataFrame) -> int:
    """The number of cells of a frame, including its header."""
    return (len(rows) + 1) * len(rows.columns)


_answers: LRUCache[_Key, pd.DataFrame] = LRUCache(CACHED_CELLS, _cells)
_lengths: LRUCache[_Key, int] = LRUCache(CACHED_LENGTHS)
"""The row counts of answers that were counted and not read."""

_lock = threading.Lock()


@dataclass(frozen=True)
class Part:
    """A part of an answer: the answer's row count, the part's offset and row count, and an iterator of its frames.

    There is at least one frame; it is empty if there are no rows. Nullable integers are floats in some frames.
    ``version`` is the version of the data. Reading starts when the first frame is requested; closing ``frames``
    releases the connection.
    """

    version: str
    total: int
    offset: int
    rows: int
    frames: Generator[pd.DataFrame]


def question(name: str) -> Question:
    """The question ``name``. Raises QuestionError with similar names if there is none."""
    try:
        return questions()[name]
    except KeyError:
        similar = get_close_matches(name[:60], questions(), n=3, cutoff=0.5)
        suggestion = f"; did you mean {' or '.join(similar)}?" if similar else ""
        raise QuestionError(
            f"no question is called {name[:60]!r}; queries/ has one file for each{suggestion}"
        ) from None


def ask(name: str, filters: Filters | None = None, **parameters: str) -> pd.DataFrame:
    """Answer the question in ``queries/<name>.sql`` for a selection.

    The header's ``row`` line says what each row is; the columns are exactly the header's. The caller may change the
    frame. Raises QuestionError for an unknown question or parameter, QueryTooSlow at the time limit (LONGEST_QUERY
    without filters and free text, else TIME_LIMIT), QueryTooLarge if memory does not suffice, DatabaseUnavailable
    without a database.
    """
    prepared = _PreparedQuery(name, filters or Filters(), parameters)
    rows = prepared.cached()
    if rows is None:
        rows = prepared.read(prepared.statement())
        prepared.store(rows)
    return rows.copy(deep=False)


def stream(
    name: str, filters: Filters | None = None, *, offset: int = 0, limit: int, **parameters: str
) -> Part:
    """Stream at most ``limit`` rows of the answer of ``ask``, starting at row ``offset`` (from 0).

    However long the answer, at most a few thousand of its rows are in memory at once. Raises what ``ask`` raises;
    QueryStopped also while the caller reads frames.
    """
    prepared = _PreparedQuery(name, filters or Filters(), parameters)
    rows, total = prepared.rows_or_count()
    version = prepared.opened.version
    end = min(offset + limit, total)
    count = max(end - offset, 0)
    rows_in_cache = prepared.first_rows() if rows is None else rows
    if rows_in_cache is not None and end <= len(rows_in_cache):
        part = rows_in_cache.iloc[offset:end]
        return Part(version, total, offset, count, (frame for frame in [part]))
    return Part(version, total, offset, count, prepared.batches(prepared.page(limit, offset)))


def run_if_small(
    name: str, filters: Filters | None = None, **parameters: str
) -> pd.DataFrame | None:
    """The answer that ``ask`` gives; None if it has more than CACHED_ROWS rows and is not in the cache.

    Raises what ``ask`` raises.
    """
    rows = _PreparedQuery(name, filters or Filters(), parameters).rows_or_count()[0]
    return None if rows is None else rows.copy(deep=False)


def compiled(
    name: str,
    filters: Filters | None = None,
    *,
    page: tuple[int, int] | None = None,
    **parameters: str,
) -> str:
    """The SQL of an answer with literal values. DuckDB can run it on the database file.

    ``page`` is the number of rows and the number of rows before them; None: all. Raises QuestionError as ``ask`` does.
    """
    definition = question(name)
    bound = bind(definition, parameters)
    if page is None:
        return inline_values(*definition.statement(filters or Filters(), bound))
    page_values = {"page_rows": page[0], "page_start": page[1]}
    return inline_values(
        *definition.statement(filters or Filters(), bound, Rows.PAGE, **page_values)
    )


def count_rows(name: str, filters: Filters | None = None, **parameters: str) -> int:
    """Count the rows of an answer without reading them. Raises what ``ask`` raises."""
    return _PreparedQuery(name, filters or Filters(), parameters).length()


def length(name: str, filters: Filters | None = None, **parameters: str) -> int:
    """The row count of an answer of which ``fetch_rows`` reads some next. Raises what ``ask`` raises."""
    return _PreparedQuery(name, filters or Filters(), parameters).rows_or_count()[1]


def fetch_rows(
    name: str, filters: Filters | None = None, *, rows: slice, **parameters: str
) -> pd.DataFrame:
    """Fetch the ``rows`` (start and stop) of an answer; of a long answer it reads no other rows.

    The caller may change the frame. Raises what ``ask`` raises.
    """
    prepared = _PreparedQuery(name, filters or Filters(), parameters)
    answer, _total = prepared.rows_or_count()
    if answer is None and rows.stop <= CACHED_ROWS:
        answer = prepared.first_rows()
    if answer is not None:
        return answer.iloc[rows].copy(deep=False)
    start, count = rows.start, rows.stop - rows.start
    prepared = _PreparedQuery(name, filters or Filters(), parameters, (start, count))
    part = prepared.cached()
    if part is None:
        part = prepared.read(prepared.page(count, start))
        prepared.store(part)
    return part.copy(deep=False)


class _PreparedQuery:
    """A question with its filters and parameters, bound to the current database."""

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
        sorted_parameters = tuple(sorted(self._given.items()))
        self._key: _Key = (
            self.opened.version,
            language.code(),
            name,
            filters,
            sorted_parameters,
            rows,
        )
        closed = all(parameter.choices for parameter in self._question.parameters)
        about_all_data = closed and filters == Filters() and rows is None
        self._limit = engines.LONGEST_QUERY if about_all_data else None

    def statement(self, rows: Rows = Rows.ALL, **page: int) -> Statement:
        """The statement for all rows, for a page, or for the row count."""
        return self._question.statement(self._filters, self._given, rows, **page)

    def page(self, rows: int, start: int) -> Statement:
        """The statement for ``rows`` rows after the first ``start``."""
        return self.statement(Rows.PAGE, page_rows=rows, page_start=start)

    def read(self, statement: Statement) -> pd.DataFrame:
        """The rows of a statement, with the data's texts in the reader's language."""
        return in_language(self.opened.frame(*statement, self._limit))

    def batches(self, statement: Statement) -> Generator[pd.DataFrame]:
        """The rows of a statement in frames, as ``read`` gives them."""
        frames = self.opened.batches(*statement)
        try:
            for frame in frames:
                yield in_language(frame)
        finally:
            frames.close()

    def cached(self) -> pd.DataFrame | None:
        """The answer, if it is in the cache."""
        with _lock:
            return _answers.get(self._key)

    def store(self, rows: pd.DataFrame) -> None:
        """Cache an answer, unless it is too large."""
        if _cells(rows) <= MAX_CACHED_CELLS:
            with _lock:
                _answers[self._key] = rows

    def rows_or_count(self) -> tuple[pd.DataFrame | None, int]:
        """The answer, or None if it is too long to be cached; and its row count. Both are cached."""
        rows = self.cached()
        if rows is not None:
            return rows, len(rows)
        with _lock:
            total = _lengths.get(self._key)
        if total is not None and total > CACHED_ROWS:
            return None, total
        rows = self.read(self.page(CACHED_ROWS + 1, 0))
        if len(rows) <= CACHED_ROWS:
            self.store(rows)
            return rows, len(rows)
        with _lock:
            _answers[self._first_rows_key] = rows.head(CACHED_ROWS)
        return None, self.count()

    def first_rows(self) -> pd.DataFrame | None:
        """The first CACHED_ROWS rows of a longer answer, if they are in the cache."""
        with _lock:
            return _answers.get(self._first_rows_key)

    @property
    def _first_rows_key(self) -> _Key:
        return (*self._key[:-1], (0, CACHED_ROWS))

    def length(self) -> int:
        """The answer's row count, which is cached."""
        rows = self.cached()
        if rows is not None:
            return len(rows)
        with _lock:
            total = _lengths.get(self._key)
        return self.count() if total is None else total

    def count(self) -> int:
        """Count the rows of the answer in the database and cache the count."""
        total = int(self.opened.frame(*self.statement(Rows.NUMBER), self._limit).rows.iloc[0])
        with _lock:
            _lengths[self._key] = total
        return total


def bind(definition: Question, parameters: dict[str, str]) -> dict[str, str]:
    """The question's parameters with defaults. Raises QuestionError for an unknown, wrong or missing one."""
    parameters_by_name = {parameter.name: parameter for parameter in definition.parameters}
    for name in parameters:
        if name not in parameters_by_name:
            allowed = ", ".join(parameters_by_name) or "none"
            raise QuestionError(
                f"question {definition.name} has no parameter {name[:60]!r}; it has {allowed}"
            )
    bound = {}
    for name, parameter in parameters_by_name.items():
        if name in parameters:
            bound[name] = parameter.check(parameters[name])
        elif parameter.choices:
            bound[name] = parameter.choices[0]
        else:
            raise QuestionError(f"question {definition.name} needs the parameter {name}")
    return bound
