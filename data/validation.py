# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""Finds the rows that break the rules, and suggests what the author probably meant."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import compress, groupby
from typing import Protocol

import duckdb
from babel import Locale

from data.did_you_mean import Choices
from data.validation_errors import LISTED, PRINTED, Problem, more_rows
from data.validation_rules import Rule


class Rows(Protocol):
    """The rows of `text_<table>` with their positions in the file that their editor has.

    `problems` holds the problems of their form; rows concerned may be left out of the table.
    """

    @property
    def problems(self) -> list[Problem]: ...

    def location(self, row: int) -> tuple[str, int | None]:
        """The file or sheet in which the row with this rowid stands, and its line or row there."""


def find_problems(
    connection: duckdb.DuckDBPyConnection,
    rules: Iterable[Rule],
    tables: Mapping[str, Rows],
    asking: Callable[[Rule], None] = lambda _rule: None,
) -> list[Problem]:
    """Return every problem: those of form, found in reading, and each row that breaks a rule.

    They are in the order of `tables` and, within each, of files and lines. `asking` is called with each rule
    before the search for rows that break it.
    """
    problems_by_table = {table: list(rows.problems) for table, rows in tables.items()}
    incomplete = {table for table, problems in problems_by_table.items() if problems}
    suggester = _Suggester(connection)
    for rule, holds in _checked_rules(connection, rules):
        if rule.needs & incomplete:
            continue
        asking(rule)
        if holds:
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
        suggestions = suggester.suggestions(rule, {value: None for _, _, value in broken})
        for row, first, value in broken:
            file, line = tables[rule.table].location(row)
            text = rule.text
            if first is not None:
                text += _first(file, *tables[rule.table].location(first))
            columns = ", ".join(rule.columns)
            problems_by_table[rule.table].append(
                Problem(file, line, columns, value, text, suggestions.get(value))
            )
        if unlisted:
            summary = f"{rule.text}: {more_rows(unlisted)}"
            problems_by_table[rule.table].append(Problem(file, None, columns, None, summary))
    return [
        problem
        for problems in problems_by_table.values()
        for problem in sorted(problems, key=lambda problem: (problem.file, problem.line or 0))
    ]


def _checked_rules(
    connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]
) -> Iterator[tuple[Rule, bool]]:
    """Each rule, and whether every row keeps it.

    Most rules are kept: one query on all that concern each row alone, and one on the others, take a part of the time of
    one query for each rule.
    """
    for table, following in groupby(rules, lambda rule: rule.table):
        table_rules = list(following)
        of_rows = [rule for rule in table_rules if rule.condition]
        of_tables = [rule for rule in table_rules if not rule.condition]
        broken: set[Rule] = set()
        for similar_rules, is_broken, from_table in (
            (of_rows, "coalesce(bool_or({0.condition}), false)", f" FROM {table}"),
            (of_tables, "EXISTS ({0.query})", ""),
        ):
            if similar_rules:
                expressions = ", ".join(map(is_broken.format, similar_rules))
                (answer,) = connection.execute(f"SELECT {expressions}{from_table}").fetchall()
                broken.update(compress(similar_rules, answer))
        for rule in table_rules:
            yield rule, rule not in broken


@dataclass
class _Suggester:
    """Suggests what was probably meant by values that are not in their closed list or other table."""

    connection: duckdb.DuckDBPyConnection
    choices: dict[tuple[str, str], Choices] = field(default_factory=dict)

    def suggestions(self, rule: Rule, values: Iterable[str]) -> dict[str, str | None]:
        """Value -> the suggestion for it, for the first PRINTED values that broke the rule."""
        first_values = list(values)[:PRINTED]
        choices = self._choices(rule) if first_values else None
        if choices is None:
            return {}
        return {value: choices.nearest(value) for value in first_values}

    def _choices(self, rule: Rule) -> Choices | None:
        if rule.choices:
            return Choices((choice, choice) for choice in rule.choices)
        if rule.columns == ("language",):
            return _languages()
        where = ("countries", "country_code") if rule.columns == ("country_code",) else rule.other
        if where is None:
            return None
        if where not in self.choices:
            self.choices[where] = self._column_choices(*where)
        return self.choices[where]

    def _column_choices(self, table: str, column: str) -> Choices:
        columns = {
            row[0] for row in self.connection.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()
        }
        names: list[tuple[str | None, str]] = []
        for name in (column, *(name for name in _NAMES if name in columns)):
            names += self.connection.execute(
                f"SELECT CAST({name} AS VARCHAR), CAST({column} AS VARCHAR) FROM {table} WHERE {column} IS NOT NULL"
            ).fetchall()
        return Choices(names)


_NAMES = ("name", "short_name", "title", "short_title", "country")
"""Columns by which people know the rows of a table."""


@cache
def _languages() -> Choices:
    names = Locale("en").languages
    return Choices((name, code) for code, name in names.items() if len(code) == 2)


def _first(file: str, other: str, line: int | None) -> str:
    if line is None:
        return ""
    position = f"{'row' if other.startswith('sheet ') else 'line'} {line}"
    return f" (first in {position})" if other == file else f" (first in {position} of {other})"
