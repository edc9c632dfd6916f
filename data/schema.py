"""Reads schema.sql: its tables and constraints, as DuckDB's catalogue has them after the file has run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import duckdb

SCHEMA = Path(__file__).parent / "schema.sql"

_QUOTED = "'([^']*)'"

_DERIVED = "Derived"
"""The beginning of a COMMENT that marks a column or table that the build computes."""


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

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that a closed list allows; empty for any other constraint."""
        closed = self.words == _closed_list(self.expression)
        return tuple(re.findall(_QUOTED, self.expression)) if closed else ()


@dataclass(frozen=True)
class Column:
    """A column of a table, derived or not. `comment` says what it holds."""

    name: str
    kind: str
    nullable: bool
    comment: str

    @property
    def derived(self) -> bool:
        """Whether the build computes it, so that it is in no CSV file."""
        return self.comment.startswith(_DERIVED)


@dataclass(frozen=True)
class Schema:
    """The content of schema.sql, as DuckDB understood it.

    `columns`, `comments` and `all_constraints` are those of every table, derived ones too, in the order of schema.sql.
    """

    text: str
    columns: dict[str, list[Column]]
    comments: dict[str, str]
    all_constraints: dict[str, list[Constraint]]

    @cached_property
    def tables(self) -> dict[str, dict[str, str]]:
        """Type of each column of each table that has a CSV file."""
        return {
            table: {column.name: column.kind for column in columns if not column.derived}
            for table, columns in self.columns.items()
            if not self.comments[table].startswith(_DERIVED)
        }

    def constraints(self, table: str) -> list[Constraint]:
        """The constraints on columns of `table` that are in its CSV file; a CHECK has the words of its comment."""
        return self._constraints[table]

    @cached_property
    def _constraints(self) -> dict[str, list[Constraint]]:
        return {
            table: [
                constraint
                for constraint in self._worded(table)
                if set(constraint.columns) <= set(columns)
            ]
            for table, columns in self.tables.items()
        }

    def _worded(self, table: str) -> Iterator[Constraint]:
        definition = self.text.split(f"CREATE TABLE {table} (")[1].split("\n);")[0]
        checks = (line for line in definition.splitlines() if line.startswith("    CHECK ("))
        for constraint in self.all_constraints[table]:
            if constraint.kind == "CHECK":
                words = next(checks).partition(" -- ")[2]
                yield replace(constraint, words=words or _closed_list(constraint.expression))
            else:
                yield constraint

    def without_keys(self) -> Iterator[str]:
        """Yield the statements that make every table, derived ones too, without keys and references.

        DuckDB enforces those by indexes, which take longer to fill than all else and must stay in
        memory; the check of the rows has already verified them.
        """
        for table, columns in self.columns.items():
            parts = [
                f"{column.name} {column.kind}" + ("" if column.nullable else " NOT NULL")
                for column in columns
            ] + [
                f"CHECK ({constraint.expression})"
                for constraint in self.all_constraints[table]
                if constraint.kind == "CHECK"
            ]
            yield f"CREATE TABLE {table} ({', '.join(parts)})"
            for column in columns:
                if column.comment:
                    yield f"COMMENT ON COLUMN {table}.{column.name} IS {_quoted(column.comment)}"
            if self.comments[table]:
                yield f"COMMENT ON TABLE {table} IS {_quoted(self.comments[table])}"


def read_schema(path: Path = SCHEMA) -> Schema:
    """The schema in the file `path`."""
    return _read(path.read_text(encoding="utf-8"))


@cache
def _read(text: str) -> Schema:
    """The content of a schema, cached, because running one and querying DuckDB's catalogue takes time."""
    names = table_names(text)
    columns: dict[str, list[Column]] = {table: [] for table in names}
    constraints: dict[str, list[Constraint]] = {table: [] for table in names}
    with duckdb.connect(":memory:") as connection:
        connection.execute(text)
        for table, *column in connection.execute(
            """
            SELECT table_name, column_name, data_type, is_nullable, coalesce(comment, '')
            FROM duckdb_columns() WHERE NOT internal ORDER BY column_index
            """
        ).fetchall():
            columns[table].append(Column(*column))
        for table, kind, expression, column_names, other, other_column_names in connection.execute(
            """
            SELECT table_name, constraint_type, expression, constraint_column_names,
                referenced_table, referenced_column_names
            FROM duckdb_constraints() ORDER BY constraint_index
            """
        ).fetchall():
            constraint = Constraint(kind, tuple(dict.fromkeys(column_names)))
            if kind == "CHECK":
                constraint = replace(constraint, expression=expression)
            elif kind == "FOREIGN KEY":
                constraint = replace(
                    constraint, other=other, other_columns=tuple(other_column_names)
                )
            constraints[table].append(constraint)
        comments = connection.execute(
            "SELECT table_name, coalesce(comment, '') FROM duckdb_tables()"
        )
        return Schema(text, columns, dict(comments.fetchall()), constraints)


def table_names(schema: str) -> list[str]:
    """The tables that a schema creates, in its order: each after those it refers to."""
    return re.findall(r"^CREATE TABLE (\w+)", schema, re.MULTILINE)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _closed_list(expression: str) -> str:
    return f"must be one of {', '.join(re.findall(_QUOTED, expression))}"
