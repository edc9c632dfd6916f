"""``ask``: the one way from filters to rows."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Generator
from dataclasses import dataclass

import pandas as pd

from queries import database
from queries.filters import Filters
from queries.questions import Question, QuestionError, question

CACHED_ANSWERS = 512
CACHED_ROWS = 5_000
"""Answers of more rows than this are not kept."""

_Key = tuple[str, str, Filters, tuple[tuple[str, str], ...]]

_answers: OrderedDict[_Key, pd.DataFrame] = OrderedDict()
_lengths: OrderedDict[_Key, int] = OrderedDict()
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
    limit, DatabaseUnavailable without a database.
    """
    asking = _Asking(name, filters or Filters(), parameters)
    rows = asking.kept()
    if rows is None:
        rows = asking.opened.frame(asking.sql, asking.bound)
        asking.keep(rows)
    return rows.copy(deep=False)


def part(
    name: str, filters: Filters | None = None, *, offset: int = 0, limit: int, **parameters: str
) -> Part:
    """At most ``limit`` rows of the answer that ``ask`` gives, from the row ``offset`` (0 is the first) on.

    However long the answer, no more than a few thousand of its rows are in memory at once. Raises what ``ask``
    raises; QueryTooSlow also while frames are read.
    """
    asking = _Asking(name, filters or Filters(), parameters)
    rows = asking.kept()
    total = asking.known_length() if rows is None else None
    if rows is None and total is None:
        rows = asking.short()
    if rows is not None:
        some = rows.iloc[offset : offset + limit]
        return Part(asking.opened.version, len(rows), offset, len(some), (one for one in [some]))
    if total is None:
        total = asking.length()
    here = max(min(limit, total - offset), 0)
    sql = f"{asking.sql}\nLIMIT {int(limit)} OFFSET {int(offset)}"
    frames = asking.opened.batches(sql, asking.bound)
    return Part(asking.opened.version, total, offset, here, frames)


class _Asking:
    """One question, ready to be put to the database as it is now."""

    def __init__(self, name: str, filters: Filters, parameters: dict[str, str]) -> None:
        asked = question(name)
        given = bind(asked, parameters)
        self.opened = database.current()
        self._key: _Key = (self.opened.version, name, filters, tuple(sorted(given.items())))
        self.sql = asked.statement(frozenset(filters.active()))
        own = {parameter.bound: given[parameter.name] for parameter in asked.parameters}
        self.bound = {**filters.parameters(), **own}

    def kept(self) -> pd.DataFrame | None:
        """The answer, if it was given before and is kept."""
        with _lock:
            if self._key in _answers:
                _answers.move_to_end(self._key)
            return _answers.get(self._key)

    def keep(self, rows: pd.DataFrame) -> None:
        """Keep an answer, if it is short enough."""
        if len(rows) <= CACHED_ROWS:
            with _lock:
                _answers[self._key] = rows
                while len(_answers) > CACHED_ANSWERS:
                    _answers.popitem(last=False)

    def short(self) -> pd.DataFrame | None:
        """The answer, kept from now on; None if it is too long for that."""
        sql = f"{self.sql}\nLIMIT {CACHED_ROWS + 1}"
        rows = self.opened.frame(sql, self.bound)
        if len(rows) > CACHED_ROWS:
            return None
        self.keep(rows)
        return rows

    def known_length(self) -> int | None:
        """How many rows the answer has, if it is too long to be kept and they were counted before."""
        with _lock:
            return _lengths.get(self._key)

    def length(self) -> int:
        """How many rows the answer has, known from now on."""
        counting = f"SELECT count(*) AS rows FROM ({self.sql})"  # noqa: S608 - the SQL of a question file
        counted = int(self.opened.frame(counting, self.bound).rows.iloc[0])
        with _lock:
            _lengths[self._key] = counted
            while len(_lengths) > CACHED_ANSWERS:
                _lengths.popitem(last=False)
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
