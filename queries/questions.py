"""The model of a question: its title, parameters, columns and SQL template; and statements with their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Template

from queries.filters import ALL_FILTERS, TABLE, Filters

TYPES = ("text", "integer", "number", "date", "boolean")

MAX_PARAMETER = 200
"""Characters."""

PLACEHOLDER = re.compile(r"\$(\w+)")
"""A value in a statement: ``$NAME`` of the question's own parameter, ``$filter_NAME`` of a filter."""

PAGE = ("page_rows", "page_start")
"""The values in a statement for a page: how many rows, and how many come before them."""

_NAMES_IN_ADDRESS = {
    "unit": "count",
    "measure": "count",
    "from_stage": "from",
    "to_stage": "to",
    "kind": "show",
    "organisation": "id",
    "theme": "id",
    "claim": "id",
    "ids": "id",
}


class QuestionError(ValueError):
    """An unknown question or a wrong parameter. The message says what is allowed."""


class Rows(StrEnum):
    """What a statement returns: all rows, a page, or the row count in the column ``rows``."""

    ALL = "all"
    PAGE = "page"
    NUMBER = "number"


@dataclass(frozen=True)
class Parameter:
    """One parameter of a question. ``choices`` is empty if it takes any text; the first choice is the default."""

    name: str
    choices: tuple[str, ...]
    meaning: str

    @property
    def url_name(self) -> str:
        """Its name in addresses of pages and of the data API; it differs if a filter has that name."""
        return _NAMES_IN_ADDRESS.get(self.name, self.name)

    @property
    def several(self) -> bool:
        """Whether it holds comma-separated ids, which an address repeats one by one."""
        return self.name == "ids"

    @property
    def kind(self) -> str:
        """The kind of its id (a filter's name or ``submission``), if it holds one id."""
        if self.name == "id":
            return "submission"
        return self.name.removeprefix("from_").removeprefix("to_")

    def check(self, value: str) -> str:
        """Return ``value``; raise QuestionError if it is not one of ``choices`` or longer than 200 characters."""
        if self.choices and value not in self.choices:
            raise QuestionError(
                f"parameter {self.name}: {value[:60]!r} is not one of {', '.join(self.choices)}"
            )
        if len(value) > MAX_PARAMETER:
            raise QuestionError(f"parameter {self.name}: longer than {MAX_PARAMETER} characters")
        return value

    def bound(self, value: str) -> dict[str, str]:
        """The value under its names in statements; several ids are numbered from 1."""
        if not self.several:
            return {self.name: value}
        return {
            f"{self.name}_{number}": identifier
            for number, identifier in enumerate(value.split(","), 1)
        }

    def in_template(self, value: str) -> str | tuple[str, ...]:
        """The template's variables for the value: the choice, or the placeholders."""
        if self.choices:
            return value
        names = tuple(f"${name}" for name in self.bound(value))
        return names if self.several else names[0]


@dataclass(frozen=True)
class Column:
    """One column of an answer: its type is one of TYPES, its unit is empty where there is none."""

    name: str
    type: str
    unit: str
    meaning: str


class Statement(NamedTuple):
    """A statement and its bound values."""

    sql: str
    values: dict[str, object]


@dataclass(frozen=True, eq=False)
class Question:
    """A question file: its title, its columns in order, and its SQL template.

    ``unnarrowed`` is the filter that does not narrow its selection, if there is one. ``pages`` tells that the template
    itself gives a page of the rows or their number.
    """

    name: str
    title: str
    row: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    unnarrowed: str
    pages: bool
    template: Template

    def statement(
        self, filters: Filters, given: Mapping[str, str], rows: Rows = Rows.ALL, **page: int
    ) -> Statement:
        """The statement for a selection and the own parameters ``given``; ``page`` has the values of a page."""
        variables = tuple(
            (parameter.name, parameter.in_template(given[parameter.name]))
            for parameter in self.parameters
        )
        sql, names = _written(self, filters.active(), variables, rows)
        values: dict[str, object] = {**filters.bound(), **page}
        for parameter in self.parameters:
            values |= parameter.bound(given[parameter.name])
        return Statement(sql, {name: values[name] for name in names})

    def sql(
        self,
        active: Sequence[str],
        variables: Iterable[tuple[str, str | tuple[str, ...]]],
        rows: Rows = Rows.ALL,
    ) -> str:
        """The SQL for the ``active`` filters; ``variables`` are the template's variables of the own parameters."""
        sql = self.template.render(
            dict(variables),
            active={name: name in active for name in ALL_FILTERS},
            narrowing=[row for row in TABLE if row.name in active and row.name != self.unnarrowed],
            rows=str(rows),
        )
        if self.pages or rows == Rows.ALL:
            return sql
        if rows == Rows.PAGE:
            return f"{sql}\nLIMIT $page_rows OFFSET $page_start"
        return f"SELECT count(*) AS rows FROM (\n{sql}\n)"  # noqa: S608 - the SQL of a question file


@lru_cache(maxsize=1024)
def _written(
    question: Question,
    active: tuple[str, ...],
    variables: tuple[tuple[str, str | tuple[str, ...]], ...],
    rows: Rows,
) -> tuple[str, frozenset[str]]:
    """A statement and the names of the values in it."""
    sql = question.sql(active, variables, rows)
    return sql, frozenset(PLACEHOLDER.findall(sql))


def inline_values(sql: str, values: Mapping[str, object]) -> str:
    """The statement with each ``$NAME`` replaced by its value as a literal of DuckDB."""
    return PLACEHOLDER.sub(lambda match: literal(values[match[1]]), sql)


def literal(value: object) -> str:
    """A text, whole number or date, or a list of these, as DuckDB writes it."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return f"({', '.join(literal(item) for item in value)})"
    raise TypeError(f"{type(value).__name__} cannot be written into a statement")
