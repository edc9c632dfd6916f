"""Reads schema.sql: its tables and constraints, as DuckDB's catalogue has them after the file has run."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

SCHEMA = Path(__file__).parent / "schema.sql"

_QUOTED = "'([^']*)'"


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

    def constraints(self, table: str) -> list[Constraint]:
        """The constraints on columns of `table` that are in its CSV file."""
        return self._constraints[table]

    @cached_property
    def _constraints(self) -> dict[str, list[Constraint]]:
        found = self.connection.execute(
            """
            SELECT table_name, constraint_type, expression, constraint_column_names,
                referenced_table, referenced_column_names
            FROM duckdb_constraints() ORDER BY constraint_index
            """
        ).fetchall()
        constraints: dict[str, list[Constraint]] = {table: [] for table in self.tables}
        words = {table: iter(self._words_behind_checks(table)) for table in self.tables}
        for table, kind, expression, names, other, other_names in found:
            if table not in self.tables:
                continue
            columns = tuple(dict.fromkeys(names))
            text = next(words[table]) if kind == "CHECK" else ""
            if not set(columns) <= set(self.tables[table]):
                continue
            if kind == "CHECK":
                constraint = Constraint(kind, columns, expression, text or _closed_list(expression))
            elif kind == "FOREIGN KEY":
                constraint = Constraint(
                    kind, columns, other=other, other_columns=tuple(other_names)
                )
            else:
                constraint = Constraint(kind, columns)
            constraints[table].append(constraint)
        return constraints

    def without_keys(self) -> Iterator[str]:
        """Yield the statements that make every table, derived ones too, but for keys and references.

        DuckDB holds those by indexes, which take longer to fill than all else and must stay in
        memory; that they hold of the rows has been checked before.
        """
        for table in table_names(self.text):
            columns = self.connection.execute(
                """
                SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()
                WHERE table_name = $table ORDER BY column_index
                """,
                {"table": table},
            ).fetchall()
            checks = self.connection.execute(
                """
                SELECT expression FROM duckdb_constraints()
                WHERE table_name = $table AND constraint_type = 'CHECK' ORDER BY constraint_index
                """,
                {"table": table},
            ).fetchall()
            parts = [
                f"{name} {kind}" + ("" if nullable else " NOT NULL")
                for name, kind, nullable, _ in columns
            ] + [f"CHECK ({expression})" for (expression,) in checks]
            yield f"CREATE TABLE {table} ({', '.join(parts)})"
            for name, _, _, comment in columns:
                if comment is not None:
                    yield f"COMMENT ON COLUMN {table}.{name} IS {_quoted(comment)}"
            for (comment,) in self.connection.execute(
                "SELECT comment FROM duckdb_tables() WHERE table_name = $table AND comment IS NOT NULL",
                {"table": table},
            ).fetchall():
                yield f"COMMENT ON TABLE {table} IS {_quoted(comment)}"

    def _words_behind_checks(self, table: str) -> list[str]:
        definition = self.text.split(f"CREATE TABLE {table} (")[1].split("\n);")[0]
        lines = [line for line in definition.splitlines() if line.startswith("    CHECK (")]
        return [line.partition(" -- ")[2] for line in lines]


@contextmanager
def open_schema(path: Path = SCHEMA) -> Iterator[Schema]:
    """The schema in the file `path`, on an in-memory database in which it has run."""
    text = path.read_text(encoding="utf-8")
    with duckdb.connect(":memory:") as connection:
        connection.execute(text)
        yield Schema(connection, text)


def table_names(schema: str) -> list[str]:
    """Return the tables that a schema creates, in its order: none before one it refers to."""
    return re.findall(r"^CREATE TABLE (\w+)", schema, re.MULTILINE)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _closed_list(expression: str) -> str:
    return f"must be one of {', '.join(re.findall(_QUOTED, expression))}"
