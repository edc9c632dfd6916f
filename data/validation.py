# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""Finds the rows that break the rules, and suggests what the author probably meant."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import groupby
from typing import Protocol

import duckdb
from babel import Locale

from data.did_you_mean import Choices
from data.validation_errors import LISTED, PRINTED, Problem, more_rows
from data.validation_rules import Rule


class Rows(Protocol):
    """The rows of `text_<table>` as whoever mends them knows them.

    `problems` holds what is wrong with their form; rows concerned may be left out of the table.
    """

    @property
    def problems(self) -> list[Problem]: ...

    def place(self, row: int) -> tuple[str, int | None]:
        """The file or sheet in which the row with this rowid stands, and its line or row there."""


def find_problems(
    connection: duckdb.DuckDBPyConnection,
    rules: Iterable[Rule],
    tables: Mapping[str, Rows],
    asking: Callable[[Rule], None] = lambda _rule: None,
) -> list[Problem]:
    """Return every problem: those of form, found in reading, and each row that breaks a rule.

    They are in the order of `tables` and, within each, of places and lines. `asking` is told each rule
    before its rows are searched.
    """
    found = {table: list(rows.problems) for table, rows in tables.items()}
    incomplete = {table for table, problems in found.items() if problems}
    meant = _Meant(connection)
    for rule, kept in _looked_over(connection, rules):
        if rule.needs & incomplete:
            continue
        asking(rule)
        if kept:
            continue
        cells = " || ', ' || ".join(f"coalesce({column}, '')" for column in rule.columns)
        rows = connection.execute(
            f"""
            SELECT cells.rowid, broken.first, {cells}
            FROM ({rule.query}) AS broken(rowid, first)
            JOIN text_{rule.table} AS cells ON cells.rowid = broken.rowid
            ORDER BY cells.rowid
            """
        )
        broken = rows.fetchmany(LISTED)
        unlisted = sum(len(part) for part in iter(partial(rows.fetchmany, LISTED), []))
        suggestions = meant.suggestions(rule, {value: None for _, _, value in broken})
        for row, first, value in broken:
            file, line = tables[rule.table].place(row)
            text = rule.text
            if first is not None:
                text += _first(file, *tables[rule.table].place(first))
            columns = ", ".join(rule.columns)
            found[rule.table].append(
                Problem(file, line, columns, value, text, suggestions.get(value))
            )
        if unlisted:
            rest = f"{rule.text}: {more_rows(unlisted)}"
            found[rule.table].append(Problem(file, None, columns, None, rest))
    return [
        problem
        for problems in found.values()
        for problem in sorted(problems, key=lambda problem: (problem.file, problem.line or 0))
    ]


def _looked_over(
    connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]
) -> Iterator[tuple[Rule, bool]]:
    """Each rule, and whether it is known that every row keeps it.

    Most rules are about each row alone, and most are kept: one question about all those of a table takes a small part
    of the time of one question for each.
    """
    for table, following in groupby(rules, lambda rule: rule.table):
        of_table = list(following)
        alone = [rule.condition for rule in of_table if rule.condition]
        broken: dict[str, bool] = {}
        if alone:
            asked = ", ".join(f"coalesce(bool_or({one}), false)" for one in alone)
            found = connection.execute(f"SELECT {asked} FROM {table}").fetchall()
            broken = dict(zip(alone, found[0], strict=True))
        for rule in of_table:
            yield rule, not broken.get(rule.condition, True)


@dataclass
class _Meant:
    """What was probably meant by values that are in no closed list or no other table."""

    connection: duckdb.DuckDBPyConnection
    choices: dict[tuple[str, str], Choices] = field(default_factory=dict)

    def suggestions(self, rule: Rule, values: Iterable[str]) -> dict[str, str | None]:
        """Value -> what was meant, for the first PRINTED values that broke the rule."""
        wanted = list(values)[:PRINTED]
        choices = self._choices(rule) if wanted else None
        if choices is None:
            return {}
        return {value: choices.nearest(value) for value in wanted}

    def _choices(self, rule: Rule) -> Choices | None:
        if rule.choices:
            return Choices((choice, choice) for choice in rule.choices)
        if rule.columns == ("language",):
            return _languages()
        where = ("countries", "country_code") if rule.columns == ("country_code",) else rule.other
        if where is None:
            return None
        if where not in self.choices:
            self.choices[where] = self._known(*where)
        return self.choices[where]

    def _known(self, table: str, column: str) -> Choices:
        columns = {
            row[0] for row in self.connection.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()
        }
        named: list[tuple[str | None, str]] = []
        for name in (column, *(name for name in _NAMES if name in columns)):
            named += self.connection.execute(
                f"SELECT CAST({name} AS VARCHAR), CAST({column} AS VARCHAR) FROM {table} WHERE {column} IS NOT NULL"
            ).fetchall()
        return Choices(named)


_NAMES = ("name", "short_name", "title", "short_title", "country")
"""Columns by which people know the rows of a table."""


@cache
def _languages() -> Choices:
    names = Locale("en").languages
    return Choices((name, code) for code, name in names.items() if len(code) == 2)


def _first(file: str, other: str, line: int | None) -> str:
    if line is None:
        return ""
    counted = f"{'row' if other.startswith('sheet ') else 'line'} {line}"
    return f" (first in {counted})" if other == file else f" (first in {counted} of {other})"
