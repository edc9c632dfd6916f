# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""The rules of schema.sql and rules.sql as searches for the rows that break them.

Nothing is stated here that those files state: a constraint is read from DuckDB's catalogue after
schema.sql has run and turned into a query over the tables of text that data.csv_staging makes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import Protocol

import duckdb
from babel import Locale

from data.addresses import LONGEST, can_be_opened
from data.did_you_mean import Choices
from data.validation_errors import LISTED, PRINTED, Problem, more_rows

_TYPES = {
    "INTEGER": "must be a whole number",
    "DATE": "must be a date that exists, as YYYY-MM-DD",
}
_ADDRESS = "https?://"
"""What the CHECK of a column of addresses says."""

_OPENED = (
    "must be an address that can be opened, as a browser shows it: a site such as example.org behind https://, "
    f"at most {LONGEST:,} characters, and none of them invisible"
)
_QUOTED = "'([^']*)'"
_BLANKS = "' \t\r\n\u00a0\u3000'"


@dataclass(frozen=True)
class Rule:
    """A rule on `columns` of `table`, in words, and the query that finds the rows that break it.

    The query returns their rowid and, where they repeat an earlier row, the rowid of that (else
    NULL). It means something only if all rows of the tables in `needs` could be read. `choices` are
    the values of a closed list, `other` is the table and column in which the value must be.
    """

    table: str
    columns: tuple[str, ...]
    text: str
    query: str
    needs: frozenset[str] = frozenset()
    choices: tuple[str, ...] = ()
    other: tuple[str, str] | None = None


class Rows(Protocol):
    """The rows of `text_<table>` as whoever mends them knows them.

    `problems` holds what is wrong with their form; rows concerned may be left out of the table.
    """

    @property
    def problems(self) -> list[Problem]: ...

    def place(self, row: int) -> tuple[str, int | None]:
        """The file or sheet in which the row with this rowid stands, and its line or row there."""


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
                one = Constraint(kind, columns, expression, text or _closed_list(expression))
            elif kind == "FOREIGN KEY":
                one = Constraint(kind, columns, other=other, other_columns=tuple(other_names))
            else:
                one = Constraint(kind, columns)
            constraints[table].append(one)
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

    def _constraint_rules(self, table: str) -> Iterator[Rule]:
        for one in self.constraints(table):
            if one.kind == "CHECK":
                query = f"SELECT rowid, NULL FROM {table} WHERE NOT ({one.expression})"
                yield Rule(table, one.columns, one.words, query, choices=_members(one))
                if _ADDRESS in one.expression:
                    yield _address_rule(table, one)
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
    its type would write it is NULL there. The function that rules on addresses call is made, too.
    """
    connection.create_function("can_all_be_opened", _can_all_be_opened, ["VARCHAR"], "BOOLEAN")
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
    for rule in rules:
        if rule.needs & incomplete:
            continue
        asking(rule)
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


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _typed(column: str, kind: str) -> str:
    if kind == "VARCHAR":
        return column
    cast = f"try_cast({column} AS {kind})"
    return f"CASE WHEN CAST({cast} AS VARCHAR) = {column} THEN {cast} END"


def _cell_rules(table: str, column: str, kind: str) -> Iterator[Rule]:
    if kind == "VARCHAR":
        query = f"SELECT rowid, NULL FROM {table} WHERE {column} <> trim({column}, {_BLANKS})"
        yield Rule(table, (column,), "must not begin or end with a blank", query)
        query = f"SELECT rowid, NULL FROM {table} WHERE contains({column}, chr(0))"
        yield Rule(table, (column,), "must not hold the character NUL: take it out", query)
    else:
        query = f"""
            SELECT cells.rowid, NULL FROM {table} JOIN text_{table} AS cells USING (rowid)
            WHERE cells.{column} IS NOT NULL AND {table}.{column} IS NULL
        """
        yield Rule(table, (column,), _TYPES[kind], query)


def _closed_list(expression: str) -> str:
    return f"must be one of {', '.join(re.findall(_QUOTED, expression))}"


def _members(check: Constraint) -> tuple[str, ...]:
    """The values of a closed list, none of any other check."""
    closed = check.words == _closed_list(check.expression)
    return tuple(re.findall(_QUOTED, check.expression)) if closed else ()


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
    given = " AND ".join(f"{table}.{column} IS NOT NULL" for column in columns)
    same = " AND ".join(f"other.{name} = {table}.{column}" for column, name in pairs)
    query = f"""
        SELECT {table}.rowid, NULL FROM {table}
        WHERE {given} AND NOT EXISTS (SELECT 1 FROM {other} AS other WHERE {same})
    """
    text = f"must be in column {', '.join(names)} of {other}.csv: correct it, or add it there"
    return Rule(table, columns, text, query, frozenset({other}), other=(other, names[0]))


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
