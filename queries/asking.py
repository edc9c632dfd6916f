"""``ask``: the one way from filters to rows."""

from __future__ import annotations

import threading
from collections import OrderedDict

import pandas as pd

from queries import database
from queries.filters import Filters
from queries.questions import Question, QuestionError, question

CACHED_ANSWERS = 512
CACHED_ROWS = 5_000
"""Answers of more rows than this are not kept."""

_Key = tuple[str, str, Filters, tuple[tuple[str, str], ...]]

_answers: OrderedDict[_Key, pd.DataFrame] = OrderedDict()
_lock = threading.Lock()


def ask(name: str, filters: Filters | None = None, **parameters: str) -> pd.DataFrame:
    """Answer the question in ``queries/<name>.sql`` for a selection.

    Returns one row per what the header's ``row`` line says, with exactly the header's columns. The frame is the
    caller's own. Raises QuestionError for a question or parameter that is not there, QueryTooSlow at the time
    limit, DatabaseUnavailable without a database.
    """
    asked = question(name)
    filters = filters or Filters()
    bound = bind(asked, parameters)
    opened = database.current()
    key: _Key = (opened.version, name, filters, tuple(sorted(bound.items())))
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key].copy(deep=False)
    sql = asked.statement(frozenset(filters.active()))
    asked_for = {parameter.bound: bound[parameter.name] for parameter in asked.parameters}
    rows = opened.frame(sql, {**filters.parameters(), **asked_for})
    if len(rows) <= CACHED_ROWS:
        with _lock:
            _answers[key] = rows
            while len(_answers) > CACHED_ANSWERS:
                _answers.popitem(last=False)
    return rows.copy(deep=False)


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
