# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""Turns the rules of schema.sql and rules.sql into queries that find the rows that break them.

This module states no rule of its own: each constraint comes from DuckDB's catalogue. The queries run on the text tables
that data.csv_staging makes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.addresses import LONGEST, can_be_opened
from data.schema import Constraint, Schema

RULES = Path(__file__).parent / "rules.sql"

_TYPES = {
    "INTEGER": "must be a whole number",
    "DATE": "must be a date that exists, as YYYY-MM-DD",
}
NUL = "must not hold the character NUL"
"""The beginning of the rule on each column of text."""

_ADDRESS = "https?://"
"""Part of the CHECK of every column of addresses."""

_OPENED = (
    "must be an address that can be opened, as a browser shows it: a site such as example.org behind https://, "
    f"at most {LONGEST:,} characters, and none of them invisible"
)
_BLANKS = "' \t\r\n\u00a0\u3000'"


@dataclass(frozen=True)
class Rule:
    """A rule on `columns` of `table`, in words, and the query that finds the rows that break it.

    The query returns their rowid and, where they repeat an earlier row, the rowid of that row (else
    NULL). Its answer is valid only if all rows of the tables in `needs` could be read. `choices` are
    the values of a closed list, `other` is the table and column in which the value must be.
    `condition` is the SQL condition of a row that breaks the rule; empty if the rule compares several rows or tables.
    """

    table: str
    columns: tuple[str, ...]
    text: str
    query: str
    needs: frozenset[str] = frozenset()
    choices: tuple[str, ...] = ()
    other: tuple[str, str] | None = None
    condition: str = ""


def all_rules(schema: Schema) -> list[Rule]:
    """The rules of schema.sql and of rules.sql."""
    return [*schema_rules(schema), *read_rules(RULES.read_text(encoding="utf-8"))]


def schema_rules(schema: Schema) -> Iterator[Rule]:
    """Yield the rules on the form of every cell, and one rule for each constraint."""
    for table, columns in schema.tables.items():
        for column, kind in columns.items():
            yield from _cell_rules(table, column, kind)
        yield from _constraint_rules(schema, table)


def read_rules(text: str) -> Iterator[Rule]:
    """Yield the rules of a file like rules.sql: `-- table.column: words`, then the query."""
    for table, column, words, query in re.findall(
        r"^-- (\w+)\.(\w+): (.*)\n(SELECT[^;]*);", text, re.MULTILINE
    ):
        mentioned = frozenset(re.findall(r"\w+", query))
        yield Rule(table, (column,), words, f"SELECT *, NULL FROM ({query})", mentioned)


def create_typed_views(connection: duckdb.DuckDBPyConnection, schema: Schema) -> None:
    """Lay over each `text_<table>` a temporary view `<table>` with the types of the schema.

    The view hides the empty table of that name that schema.sql made. A cell whose text differs from the
    standard form of its type is NULL there. Also creates the function that the rules on addresses call.
    """
    connection.create_function("can_all_be_opened", _can_all_be_opened, ["VARCHAR"], "BOOLEAN")
    for table, columns in schema.tables.items():
        typed_columns = ", ".join(
            f"{_typed(column, kind)} AS {column}" for column, kind in columns.items()
        )
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT rowid AS rowid, {typed_columns} FROM text_{table}"
        )


def _typed(column: str, kind: str) -> str:
    if kind == "VARCHAR":
        return column
    cast = f"try_cast({column} AS {kind})"
    return f"CASE WHEN CAST({cast} AS VARCHAR) = {column} THEN {cast} END"


def _constraint_rules(schema: Schema, table: str) -> Iterator[Rule]:
    for constraint in schema.constraints(table):
        if constraint.kind == "CHECK":
            broken = f"NOT ({constraint.expression})"
            yield _row_rule(table, constraint.columns, constraint.words, broken, constraint.choices)
            if _ADDRESS in constraint.expression:
                yield _address_rule(table, constraint)
        elif constraint.kind == "NOT NULL":
            broken = f"{constraint.columns[0]} IS NULL"
            yield _row_rule(table, constraint.columns, "must not be empty", broken)
        elif constraint.kind == "FOREIGN KEY":
            yield _reference_rule(
                table, constraint.columns, constraint.other, constraint.other_columns
            )
        else:
            yield _key_rule(table, constraint.columns)


def _cell_rules(table: str, column: str, kind: str) -> Iterator[Rule]:
    if kind == "VARCHAR":
        broken = f"{column} <> trim({column}, {_BLANKS})"
        yield _row_rule(table, (column,), "must not begin or end with a blank", broken)
        broken = f"contains({column}, chr(0))"
        yield _row_rule(table, (column,), f"{NUL}: take it out", broken)
    else:
        query = f"""
            SELECT cells.rowid, NULL FROM {table} JOIN text_{table} AS cells USING (rowid)
            WHERE cells.{column} IS NOT NULL AND {table}.{column} IS NULL
        """
        yield Rule(table, (column,), _TYPES[kind], query)


def _row_rule(
    table: str, columns: tuple[str, ...], text: str, broken: str, choices: tuple[str, ...] = ()
) -> Rule:
    """A rule that each row keeps or breaks independently of the others."""
    query = f"SELECT rowid, NULL FROM {table} WHERE {broken}"
    return Rule(table, columns, text, query, choices=choices, condition=broken)


def _address_rule(table: str, check: Constraint) -> Rule:
    """The rule on addresses that have the form that a CHECK demands."""
    (column,) = check.columns
    query = f"""
        SELECT rowid, NULL FROM {table} WHERE ({check.expression}) AND {column} IN (
            SELECT given FROM (SELECT DISTINCT {column} AS given FROM {table}) WHERE NOT can_all_be_opened(given)
        )
    """
    return Rule(table, check.columns, _OPENED, query)


def _can_all_be_opened(addresses: str) -> bool:
    return all(map(can_be_opened, addresses.split(" ")))


def _reference_rule(
    table: str, columns: tuple[str, ...], other: str, names: tuple[str, ...]
) -> Rule:
    pairs = list(zip(columns, names, strict=True))
    not_null = " AND ".join(f"{table}.{column} IS NOT NULL" for column in columns)
    same = " AND ".join(f"other.{name} = {table}.{column}" for column, name in pairs)
    query = f"""
        SELECT {table}.rowid, NULL FROM {table}
        WHERE {not_null} AND NOT EXISTS (SELECT 1 FROM {other} AS other WHERE {same})
    """
    text = f"must be in column {', '.join(names)} of {other}.csv: correct it, or add it there"
    return Rule(table, columns, text, query, frozenset({other}), other=(other, names[0]))


def _key_rule(table: str, columns: tuple[str, ...]) -> Rule:
    key = ", ".join(columns)
    not_null = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    query = f"""
        SELECT {table}.rowid, first FROM {table} JOIN (
            SELECT {key}, min(rowid) AS first FROM {table} WHERE {not_null}
            GROUP BY {key} HAVING count(*) > 1
        ) USING ({key})
        WHERE {table}.rowid <> first
    """
    return Rule(table, columns, "must not be the same in two rows", query)
