"""Reads an address of the data API: the page's own query string, taken strictly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from api.problems import Problem
from queries import FILTERS, Filters, Question, ask
from queries.filters import ALSO_FILTERS, MAX_TEXT, MAX_VALUES, Dropped
from queries.questions import MAX_PARAMETER, Parameter
from server.settings import settings
from words.options import known

VIEW_PARAMETERS = frozenset(
    {
        *("about", "asks", "author", "by", "card", "challenges", "coalitions", "common", "count"),
        *("drawing", "embed", "embed_options", "fields", "find", "from", "grain", "id", "least"),
        *("list_page", "names_page", "open", "opposites", "order", "page", "part", "points_page"),
        *("print", "rank", "rows", "sheet", "show", "sort", "stages", "submissions_page", "table"),
        *("text", "texts", "to", "view"),
    }
)
"""What pages put into an address to say how something is shown; a question that does not take it leaves it."""

MAX_OFFSET = 1_000_000_000
LISTED = 60
"""Allowed values are listed in a problem up to this many; of longer lists the nearest few."""


@dataclass(frozen=True)
class Asked:
    """What an address asks of a question: the selection, its own parameters, and which of the rows."""

    selection: Filters
    parameters: dict[str, str]
    limit: int
    offset: int


def read(question: Question, query: Mapping[str, list[str]]) -> Asked:
    """What ``query`` (name -> values) asks of ``question``. Raises Problem (400) naming what cannot be used."""
    own = {parameter.in_address: parameter for parameter in question.parameters}
    taken = {*FILTERS, "q", "since", "until", "limit", "offset", *own}
    for name in query:
        if name not in taken and name not in VIEW_PARAMETERS:
            raise _unknown_parameter(name, sorted(taken))
    parameters = {
        parameter.name: _own(parameter, query.get(name), query) for name, parameter in own.items()
    }
    return Asked(
        selection(query),
        {name: value for name, value in parameters.items() if value is not None},
        *window(query),
    )


def selection(query: Mapping[str, list[str]]) -> Filters:
    """The selection that ``query`` asks for. Raises Problem (400) for a value that cannot be used."""
    for name in ("q", "since", "until"):
        _once(name, query.get(name))
    for name in (*FILTERS, "since", "until"):
        if "" in query.get(name, ()):
            raise _problem(name, "", f"Parameter {name} is empty.", _choices(name))
    found, dropped = Filters.from_query(query, known())
    for one in dropped:
        raise _dropped(one)
    return found


def window(query: Mapping[str, list[str]]) -> tuple[int, int]:
    """``limit`` and ``offset``. Raises Problem (400) unless they are whole numbers within their bounds."""
    most = settings().api_rows
    return (
        _whole("limit", query.get("limit"), most, 1, most),
        _whole("offset", query.get("offset"), 0, 0, MAX_OFFSET),
    )


def nothing_else(query: Mapping[str, list[str]], taken: Collection[str]) -> None:
    """Raise Problem (400) for a parameter that is not one of ``taken``."""
    for name in query:
        if name not in taken:
            raise _unknown_parameter(name, sorted(taken))


def _unknown_parameter(name: str, taken: list[str]) -> Problem:
    near = get_close_matches(name[:60], taken, n=3)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return Problem(
        400,
        f"There is no parameter {_short(name)} here.{meant}",
        parameter=_short(name),
        allowed=taken,
    )


def _own(
    parameter: Parameter, values: list[str] | None, query: Mapping[str, list[str]]
) -> str | None:
    """The value of a question's own parameter; None where the default holds."""
    name = parameter.in_address
    allowed = list(parameter.choices) or ids_of(parameter, query)
    if values is None:
        if parameter.choices:
            return None
        raise _problem(name, "", f"Parameter {name} is missing: {parameter.meaning}.", allowed)
    for value in values:
        if value not in allowed:
            raise _problem(name, value, f"{_short(value)} is not a value of {name}.", allowed)
    if not parameter.several:
        return _once(name, values)
    joined = ",".join(dict.fromkeys(values))
    if len(joined) > MAX_PARAMETER:
        raise _problem(name, joined, f"Parameter {name} names too many.", [])
    return joined


def ids_of(parameter: Parameter, query: Mapping[str, list[str]]) -> list[str]:
    """The ids that a question's own parameter takes; of what, ``query`` may say in ``by``."""
    if parameter.name == "id":
        return list(ask("submissions").submission_id)
    of = parameter.name.removeprefix("from_").removeprefix("to_")
    if parameter.several:
        of = (query.get("by") or ["organisation"])[0]
    return [one for one in known().get(of, {}) if one != "none"]


def _once(name: str, values: list[str] | None) -> str | None:
    if values is not None and len(values) > 1:
        raise _problem(name, values[1], f"Parameter {name} is given more than once.", [])
    return values[0] if values else None


def _whole(name: str, values: list[str] | None, default: int, least: int, most: int) -> int:
    value = _once(name, values)
    if value is None:
        return default
    digits = value if value.isascii() and value.isdecimal() and len(value) < 12 else "-1"
    if not least <= int(digits) <= most:
        detail = f"Parameter {name} takes a whole number from {least} to {most}."
        raise Problem(400, detail, parameter=name, value=_short(value), minimum=least, maximum=most)
    return int(digits)


def _dropped(one: Dropped) -> Problem:
    reasons = {
        "unknown": f"{_short(one.value)} is not a value of {one.parameter}.",
        "too many": f"Parameter {one.parameter} takes at most {MAX_VALUES} values.",
        "too long": f"Parameter {one.parameter} takes at most {MAX_TEXT} characters.",
        "no date": f"Parameter {one.parameter} takes a date as YYYY-MM-DD.",
        "before since": "Parameter until is before since.",
    }
    allowed = _choices(one.parameter) if one.reason == "unknown" else []
    return _problem(one.parameter, one.value, reasons[one.reason], allowed)


def _choices(name: str) -> list[str]:
    return list(known().get(name, ())) if name in FILTERS else []


def _problem(name: str, value: str, detail: str, allowed: list[str]) -> Problem:
    members: dict[str, Any] = {"parameter": name, "value": _short(value)}
    if len(allowed) > LISTED:
        near = get_close_matches(value[:60], allowed, n=5, cutoff=0.5)
        members["allowed"] = near
        detail += f" It takes one of {len(allowed)} ids; the nearest are listed."
        if name in FILTERS:
            of = name.removeprefix("also_") if name in ALSO_FILTERS else name
            members["allowed_at"] = f"options.json (rows whose filter is {of})"
    elif allowed:
        members["allowed"] = allowed
    return Problem(400, detail, **members)


def _short(value: str) -> str:
    return value if len(value) <= 60 else value[:59] + "…"
