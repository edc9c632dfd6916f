# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""The rules of schema.sql and rules.sql as searches for the rows that break them.

Nothing is stated here that those files state: a constraint is read from DuckDB's catalogue after
schema.sql has run and turned into a query over the tables of text that data.reading makes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import duckdb

from data.problems import Problem
from data.reading import Staged

_TYPES = {
    "INTEGER": "must be a whole number",
    "DATE": "must be a date that exists, as YYYY-MM-DD",
}
_BLANKS = "' \t\r\n\u00a0\u3000'"


@dataclass(frozen=True)
class Rule:
    """A rule on `columns` of `table`, in words, and the query that finds the rows that break it.

    The query returns their rowid and, where they repeat an earlier row, the rowid of that (else
    NULL). It means something only if all rows of the tables in `needs` could be read.
    """

    table: str
    columns: tuple[str, ...]
    text: str
    query: str
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Constraint:
    """A constraint of schema.sql on `columns` of one table, as DuckDB's catalogue has it.

    `kind` is CHECK, NOT NULL, UNIQUE, PRIMARY KEY or FOREIGN KEY. A CHECK has its `expression` and
    the rule in `words`; a foreign key refers to `other_columns` of the table `other`.
    """

    kind: str
    columns: tuple[str, ...]
    expression: str = ""
    words: str = ""
    other: str = ""
    other_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """What schema.sql says, as DuckDB understood it, for a connection on which it has run."""

    connection: duckdb.DuckDBPyConnection
    text: str

    @cached_property
    def tables(self) -> dict[str, dict[str, str]]:
        """Type of each column of each table that has a CSV file, in the order of schema.sql."""
        found = self.connection.execute(
            """
            SELECT table_name, column_name, data_type
            FROM duckdb_columns() AS columns
            JOIN duckdb_tables() AS tables USING (database_name, schema_name, table_name)
            WHERE coalesce(tables.comment, '') NOT LIKE 'Derived%'
                AND coalesce(columns.comment, '') NOT LIKE 'Derived%'
            ORDER BY column_index
            """
        ).fetchall()
        return {
            table: {column: kind for owner, column, kind in found if owner == table}
            for table in table_names(self.text)
            if any(owner == table for owner, _, _ in found)
        }

    def rules(self) -> Iterator[Rule]:
        """Yield the rules for the form of every cell, and one for each constraint on cells."""
        for table, columns in self.tables.items():
            for column, kind in columns.items():
                yield from _cell_rules(table, column, kind)
            yield from self._constraint_rules(table)

    def constraints(self, table: str) -> Iterator[Constraint]:
        """Yield the constraints on columns of `table` that are in its CSV file."""
        found = self.connection.execute(
            """
            SELECT constraint_type, expression, constraint_column_names,
                referenced_table, referenced_column_names
            FROM duckdb_constraints() WHERE table_name = $table ORDER BY constraint_index
            """,
            {"table": table},
        ).fetchall()
        words = iter(self._words_behind_checks(table))
        for kind, expression, names, other, other_names in found:
            columns = tuple(dict.fromkeys(names))
            text = next(words) if kind == "CHECK" else ""
            if not set(columns) <= set(self.tables[table]):
                continue
            if kind == "CHECK":
                yield Constraint(kind, columns, expression, text or _closed_list(expression))
            elif kind == "FOREIGN KEY":
                yield Constraint(kind, columns, other=other, other_columns=tuple(other_names))
            else:
                yield Constraint(kind, columns)

    def _constraint_rules(self, table: str) -> Iterator[Rule]:
        for one in self.constraints(table):
            if one.kind == "CHECK":
                query = f"SELECT rowid, NULL FROM {table} WHERE NOT ({one.expression})"
                yield Rule(table, one.columns, one.words, query)
            elif one.kind == "NOT NULL":
                query = f"SELECT rowid, NULL FROM {table} WHERE {one.columns[0]} IS NULL"
                yield Rule(table, one.columns, "must not be empty", query)
            elif one.kind == "FOREIGN KEY":
                yield _reference_rule(table, one.columns, one.other, one.other_columns)
            else:
                yield _key_rule(table, one.columns)

    def _words_behind_checks(self, table: str) -> list[str]:
        definition = self.text.split(f"CREATE TABLE {table} (")[1].split("\n);")[0]
        lines = [line for line in definition.splitlines() if line.startswith("    CHECK (")]
        return [line.partition(" -- ")[2] for line in lines]


def table_names(schema: str) -> list[str]:
    """Return the tables that a schema creates, in its order: none before one it refers to."""
    return re.findall(r"^CREATE TABLE (\w+)", schema, re.MULTILINE)


def create_typed_views(connection: duckdb.DuckDBPyConnection, schema: Schema) -> None:
    """Lay over each `text_<table>` a temporary view `<table>` with the types of the schema.

    It hides the empty table of that name that schema.sql made. A cell that is not written just as
    its type would write it is NULL there.
    """
    for table, columns in schema.tables.items():
        typed = ", ".join(f"{_typed(column, kind)} AS {column}" for column, kind in columns.items())
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT rowid AS rowid, {typed} FROM text_{table}"
        )


def read_rules(text: str) -> Iterator[Rule]:
    """Yield the rules of a file like rules.sql: `-- table.column: words`, then the query."""
    for table, column, words, query in re.findall(
        r"^-- (\w+)\.(\w+): (.*)\n(SELECT[^;]*);", text, re.MULTILINE
    ):
        mentioned = frozenset(re.findall(r"\w+", query))
        yield Rule(table, (column,), words, f"SELECT *, NULL FROM ({query})", mentioned)


def find_problems(
    connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule], staged: dict[str, Staged]
) -> list[Problem]:
    """Return every problem: those of form, found in reading, and each row that breaks a rule."""
    problems = [problem for file in staged.values() for problem in file.problems]
    incomplete = {table for table, file in staged.items() if file.problems}
    for rule in rules:
        if rule.needs & incomplete:
            continue
        cells = " || ', ' || ".join(f"coalesce({column}, '')" for column in rule.columns)
        broken = connection.execute(
            f"""
            SELECT cells.rowid, broken.first, {cells}
            FROM ({rule.query}) AS broken(rowid, first)
            JOIN text_{rule.table} AS cells ON cells.rowid = broken.rowid
            """
        ).fetchall()
        if broken:
            problems.extend(_located(rule, broken, staged[rule.table]))
    order = {file.path.name: number for number, file in enumerate(staged.values())}
    return sorted(problems, key=lambda problem: (order[problem.file], problem.line or 0))


def _located(
    rule: Rule, broken: list[tuple[int, int | None, str]], staged: Staged
) -> Iterator[Problem]:
    for row, first, value in broken:
        text, line = rule.text, None
        if staged.lines:
            line = staged.lines[row]
            text += f" (first in line {staged.lines[first]})" if first is not None else ""
        yield Problem(staged.path.name, line, ", ".join(rule.columns), value, text)


def _typed(column: str, kind: str) -> str:
    if kind == "VARCHAR":
        return column
    cast = f"try_cast({column} AS {kind})"
    return f"CASE WHEN CAST({cast} AS VARCHAR) = {column} THEN {cast} END"


def _cell_rules(table: str, column: str, kind: str) -> Iterator[Rule]:
    if kind == "VARCHAR":
        query = f"SELECT rowid, NULL FROM {table} WHERE {column} <> trim({column}, {_BLANKS})"
        yield Rule(table, (column,), "must not begin or end with a blank", query)
    else:
        query = f"""
            SELECT cells.rowid, NULL FROM {table} JOIN text_{table} AS cells USING (rowid)
            WHERE cells.{column} IS NOT NULL AND {table}.{column} IS NULL
        """
        yield Rule(table, (column,), _TYPES[kind], query)


def _closed_list(expression: str) -> str:
    members = re.findall(r"'([^']*)'", expression)
    return f"must be one of {', '.join(members)}"


def _reference_rule(
    table: str, columns: tuple[str, ...], other: str, names: tuple[str, ...]
) -> Rule:
    pairs = list(zip(columns, names, strict=True))
    given = " AND ".join(f"{table}.{column} IS NOT NULL" for column in columns)
    same = " AND ".join(f"other.{name} = {table}.{column}" for column, name in pairs)
    query = f"""
        SELECT {table}.rowid, NULL FROM {table}
        WHERE {given} AND NOT EXISTS (SELECT 1 FROM {other} AS other WHERE {same})
    """
    text = f"must be in column {', '.join(names)} of {other}.csv: correct it, or add it there"
    return Rule(table, columns, text, query, frozenset({other}))


def _key_rule(table: str, columns: tuple[str, ...]) -> Rule:
    key = ", ".join(columns)
    given = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    query = f"""
        SELECT {table}.rowid, first FROM {table} JOIN (
            SELECT {key}, min(rowid) AS first FROM {table} WHERE {given}
            GROUP BY {key} HAVING count(*) > 1
        ) USING ({key})
        WHERE {table}.rowid <> first
    """
    return Rule(table, columns, "must not be the same in two rows", query)
