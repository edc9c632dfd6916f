# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""A batch laid over the tables of a data folder: what it would change, and all that is wrong with the result.

Nothing is written before `Changes.write`. Rows meet by the primary key of their table. A column that the batch does
not have is left as it is; an empty cell of a column that it has empties the cell. Exceptions are `added_on` and, of
signatories and points, `source_url`: where they are empty, a known row keeps its own, a new submission gets today, and
a new signatory or point the address of its submission. A row of merged_submissions takes out the submission with its
former_id and all rows that hang on it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from data.atomic_replace import reading, replace_files
from data.build import MEMORY
from data.csv_staging import Staged, stage
from data.fill_tables import create_countries, create_settings
from data.release import table_hashes
from data.schema import Schema, read_schema
from data.validation import find_problems
from data.validation_errors import Problem
from data.validation_rules import Rule, all_rules, create_typed_views, read_rules
from intake.batches.batch import PAGE_READ, Batch
from intake.batches.duplicate_detection import Alike, find_alike
from intake.batches.table_diff import Count, Difference, MergedTable
from intake.batches.writing import write_table

RULES = Path(__file__).parent / "rules.sql"

_EMPTY = "must not be empty"


class TablesChanged(Exception):
    """The tables are no longer those that a batch was laid over."""


@dataclass(frozen=True)
class Changes:
    """What a batch does to the tables of a folder.

    `counts` has each table of the batch; `problems` whatever speaks against adding it, at rows of the batch and at
    rows that are there already; `alike` the new rows that look like others, about which a person must decide.
    """

    batch: Batch
    source: Path
    counts: list[Count]
    problems: list[Problem]
    alike: list[Alike]
    connection: duckdb.DuckDBPyConnection
    tables: Mapping[str, MergedTable]
    hashes: Mapping[str, str]

    @property
    def any(self) -> bool:
        """Whether a row is new, changed or taken out."""
        return any(count.new or count.changed for count in self.counts) or bool(self.taken_out)

    @property
    def taken_out(self) -> dict[str, int]:
        """How many rows of each table go with the submissions that are merged into others."""
        return {name: merged.taken_out for name, merged in self.tables.items() if merged.taken_out}

    @property
    def addresses_taken(self) -> dict[str, int]:
        """How many new rows of each table got the address of their submission, as they have none of their own."""
        return {
            name: merged.addresses_taken
            for name, merged in self.tables.items()
            if merged.addresses_taken
        }

    def emptied(self, table: str, most: int) -> tuple[int, list[Difference]]:
        """How many rows of the batch empty a cell that holds something, and the first of them, with those cells."""
        return self.tables[table].emptied(most)

    def differences(self, table: str, most: int) -> list[Difference]:
        """The first rows of the batch that are new to a table or change a row of it, at most that many."""
        return self.tables[table].differences(most)

    def write(self, step: Callable[[str], None] = lambda _what: None) -> None:
        """Put the merged tables in the place of the old ones in one step (data.atomic_replace, which calls `step`).

        Raises TablesChanged if the old ones are no longer what they were, and OSError; either leaves all as it was.
        """

        def write(folder: Path) -> None:
            if table_hashes(self.source) != self.hashes:
                raise TablesChanged(
                    f"The tables in {self.source} changed while this was prepared. Nothing was added: run it again."
                )
            for table, merged in self.tables.items():
                if self._changes(table) or merged.taken_out or not merged.is_there:
                    write_table(self.connection, table, merged.written, folder)
                    step(f"wrote {table}.csv")

        replace_files(self.source, write, step)

    def _changes(self, table: str) -> bool:
        return any(count.table == table and (count.new or count.changed) for count in self.counts)


@contextmanager
def merge(
    batch: Batch,
    source: Path,
    today: date | None = None,
    doing: Callable[[str], None] = lambda _what: None,
) -> Iterator[Changes]:
    """Lay `batch` over the tables in the folder `source`. Of a folder without any table it makes a data set.

    Calls `doing` with what it does next, `steps()` times at most. Raises FileNotFoundError if there is no such folder.
    """
    now = datetime.now(UTC)
    schema = read_schema()
    with _connection() as connection:
        with reading(source):
            hashes = table_hashes(source)
            tables = {}
            for table, columns in schema.tables.items():
                doing(f"reading {table}")
                staged = stage(connection, table, list(columns), source)
                if not hashes:
                    staged = Staged(table, staged.path)
                tables[table] = MergedTable(connection, schema, batch, staged)
                tables[table].lay_over(today or now.astimezone().date())
            if "merged_submissions" in batch.tables:
                _take_out_merged(schema, tables)
            create_typed_views(connection, schema)
            create_countries(connection)
            create_settings(connection, source)
            latest = (now + timedelta(hours=14)).date()
            connection.execute(f"CREATE TEMP TABLE latest_day AS SELECT DATE '{latest}' AS day")
            problems = _problems(connection, schema, batch, tables, doing)
        doing("looking for rows that look like others")
        alike = find_alike(connection, batch)
        counts = [tables[table].count(problems) for table in batch.tables]
        yield Changes(batch, source, counts, problems, alike, connection, tables, hashes)


def steps() -> int:
    """How often `merge` calls `doing` at most."""
    schema = read_schema()
    return len(schema.tables) + len(all_rules(schema)) + len(_batch_rules()) + 1


@contextmanager
def _connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with (
        tempfile.TemporaryDirectory(prefix="dashboard-") as folder,
        duckdb.connect(
            ":memory:", config={"memory_limit": MEMORY, "temp_directory": folder}
        ) as connection,
    ):
        connection.execute("SET enable_progress_bar = false")
        yield connection


def _take_out_merged(schema: Schema, tables: Mapping[str, MergedTable]) -> None:
    """Take out the submissions that are merged into others, and all rows that refer to what was taken out."""
    removed_ids = {"submissions": "SELECT former_id FROM text_merged_submissions"}
    for table, merged in tables.items():
        conditions = [
            f"{constraint.columns[0]} IN ({removed_ids[constraint.other]})"
            for constraint in schema.constraints(table)
            if constraint.other in removed_ids and table != "merged_submissions"
        ]
        if table == "submissions":
            conditions.append(f"submission_id IN ({removed_ids[table]})")
        if conditions and merged.take_out(" OR ".join(conditions)):
            removed_ids[table] = f"SELECT {merged.key[0]} FROM out_{table}"


def _batch_rules() -> list[Rule]:
    return list(read_rules(RULES.read_text(encoding="utf-8")))


def _problems(
    connection: duckdb.DuckDBPyConnection,
    schema: Schema,
    batch: Batch,
    tables: Mapping[str, MergedTable],
    doing: Callable[[str], None],
) -> list[Problem]:
    """What is wrong with the form of the batch, and each row of the merged tables that breaks a rule."""

    def show_rule(rule: Rule) -> None:
        doing(f"checking {rule.table}")

    headers = {batch.file(table): batch_table.header for table, batch_table in batch.tables.items()}
    form_problems = [
        *batch.problems,
        *(problem for merged in tables.values() for problem in merged.missing),
    ]
    batch_problems = [
        problem
        for problem in find_problems(connection, _batch_rules(), tables, show_rule)
        if problem.file in headers
    ]
    reported = {
        (problem.file, problem.line, column)
        for problem in form_problems
        for column in _columns(problem)
    }
    # A submission dated in the future breaks the rule of rules.sql on the day it was added, too.
    reported |= {
        (problem.file, problem.line, "added_on")
        for problem in batch_problems
        if problem.column == "submitted_on"
    }

    # Where a row could not take an address, another problem says why: the submission is not there, or has none either.
    address_columns = {
        (batch.file(table), column) for table, column in PAGE_READ if table in batch.tables
    }

    def is_reported(problem: Problem) -> bool:
        if problem.rule == _EMPTY and (problem.file, problem.column) in address_columns:
            return True
        lines = [problem.line]
        if problem.rule == _EMPTY:
            lines.append(headers.get(problem.file))
        return any(
            (problem.file, line, column) in reported
            for line in lines
            for column in _columns(problem)
        )

    rule_problems = [
        problem
        for problem in find_problems(connection, all_rules(schema), tables, show_rule)
        if not is_reported(problem)
    ]
    problems = dict.fromkeys([*form_problems, *rule_problems, *batch_problems])
    order = {file: position for position, file in enumerate(headers)}
    return sorted(
        problems, key=lambda problem: (order.get(problem.file, len(order)), problem.line or 0)
    )


def _columns(problem: Problem) -> list[str]:
    return (problem.column or "").split(", ")
