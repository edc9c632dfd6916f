# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""One table of a data folder with the rows of a batch laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.csv_staging import Staged, read_header
from data.schema import Schema
from data.validation_errors import Problem, excerpt
from intake.batches.batch import DAY_ADDED, FILLED_IN, PAGE_READ, Batch, BatchTable

_NEW, _CHANGED, _UNCHANGED = 0, 1, 2


@dataclass(frozen=True)
class Count:
    """How many rows of a batch are new to a table, change a row of it, say what is there, or are refused."""

    table: str
    new: int
    changed: int
    unchanged: int
    refused: int


@dataclass(frozen=True)
class Difference:
    """What one row of a batch does: `row` is its number there, `cells` column -> old and new text, None where empty.

    Of a row that is not `is_known`, `cells` has what is not empty.
    """

    row: int
    key: str
    is_known: bool
    cells: dict[str, tuple[str | None, str | None]]


class MergedTable:
    """A table of a data folder, which a connection has as `text_<table>`, with the rows of a batch laid over it.

    Its rows are then those that will be written, in their order: rows that are there stay where they are, and new
    ones stand behind those of the same submission, text or point, or else at the end, as the batch has them. Where
    the batch has the table, the columns `batch_row` and `old_row` tell the place of each row in the batch and in the
    file, NULL where it has none, and `changed` whether the batch says something else of a row that is there.

    `problems` are those for which rows were left out.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, schema: Schema, batch: Batch, staged: Staged
    ) -> None:
        self.table = staged.table
        self.columns = list(schema.tables[self.table])
        self.problems = list(staged.problems)
        self.missing: list[Problem] = []
        """Columns that the batch does not have and must have."""
        self.taken_out = 0
        """Rows that were left out by `take_out`."""
        self._connection = connection
        self._constraints = schema.constraints(self.table)
        self._staged = staged
        self.problems += [
            problem
            for problem in batch.problems
            if problem.column is None and problem.suggestion == self.table
        ]
        batch_table = batch.tables.get(self.table)
        self._given = batch_table if batch_table is not None and len(batch_table.cells) else None
        if self._given is not None:
            self._file = batch.file(self.table)
            self.problems += [
                problem
                for problem in batch.problems
                if problem.file == self._file and problem.column is None
            ]

    @property
    def is_there(self) -> bool:
        """Whether the table has a file."""
        return self._staged.path.is_file()

    @cached_property
    def written(self) -> list[str]:
        """The columns in the order of the file, or of schema.sql where there is none."""
        return read_header(self._staged.path) if self.is_there else self.columns

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        return next(
            constraint.columns
            for constraint in self._constraints
            if constraint.kind == "PRIMARY KEY"
        )

    @cached_property
    def owner(self) -> str | None:
        """The column that names what a row belongs to, if the key includes that column or begins with its value."""
        references = [
            constraint.columns[0]
            for constraint in self._constraints
            if constraint.kind == "FOREIGN KEY" and constraint.other != self.table
        ]
        checked_columns = {
            column
            for constraint in self._constraints
            if constraint.kind == "CHECK" and self.key[0] in constraint.columns
            for column in constraint.columns
        }
        return next(
            (column for column in references if column in {*self.key, *checked_columns}), None
        )

    def lay_over(self, today: date) -> None:
        """Lay the rows of the batch over `text_<table>`.

        New submissions without a day of their own get `today`, new signatories and points without an address that of
        their submission in `text_submissions`.
        """
        batch_table = self._given
        if batch_table is None:
            return
        absent_columns = [column for column in self.key if column not in batch_table.cells]
        if absent_columns:
            self.missing = [
                self._must_have(column, "is missing from the header: add it")
                for column in absent_columns
            ]
            self.problems += self.missing
            self._given = None
            return
        arrow_table = pa.Table.from_pandas(batch_table.cells, preserve_index=False)
        rows = pa.array(np.arange(len(batch_table.cells), dtype=np.int64))
        self._connection.register("batch", arrow_table.append_column("batch_row", rows))
        self._connection.execute(f"ALTER TABLE text_{self.table} RENAME TO old_{self.table}")
        self._connection.execute(self._merging(list(batch_table.cells.columns), today))
        self._connection.unregister("batch")
        self.missing = self._needed_by_new_rows(batch_table)

    def take_out(self, condition: str) -> int:
        """Leave out the rows that are in the folder, not in the batch, and meet `condition`; return how many.

        They are then in the table `out_<table>`.
        """
        self._connection.execute(
            f"""
            CREATE TEMP TABLE every_{self.table} AS
            SELECT rowid AS position, {"*" if self._given else "NULL AS batch_row, rowid AS old_row, *"}
            FROM text_{self.table};
            CREATE TEMP TABLE out_{self.table} AS
            FROM every_{self.table} WHERE batch_row IS NULL AND ({condition});
            CREATE OR REPLACE TEMP TABLE text_{self.table} AS
            SELECT * EXCLUDE (position) FROM every_{self.table}
            WHERE position NOT IN (SELECT position FROM out_{self.table}) ORDER BY position;
            DROP TABLE every_{self.table};
            """
        )
        ((self.taken_out,),) = self._connection.execute(
            f"SELECT count(*) FROM out_{self.table}"
        ).fetchall()
        return self.taken_out

    def _merging(self, columns: Sequence[str], today: date) -> str:
        key = ", ".join(self.key)
        join_condition = " AND ".join(f"old.{column} = once.{column}" for column in self.key)
        expressions = {column: self._stated(column, columns, today) for column in self.columns}
        differences = [
            f"old.{column} IS DISTINCT FROM {expression}"
            for column, expression in expressions.items()
            if column not in self.key
        ]
        values = ", ".join(
            f"CASE WHEN batch_row IS NULL THEN old.{column} ELSE {expression} END AS {column}"
            for column, expression in expressions.items()
        )
        order = "coalesce(old_row, last, 9223372036854775807), old_row IS NULL, batch_row"
        owner = self.owner or "NULL"
        return f"""
            CREATE TEMP TABLE text_{self.table} AS
            WITH old AS (
                SELECT rowid AS old_row, * FROM old_{self.table}
            ), given AS (
                SELECT *, {self._address(columns)} AS address FROM batch
            ), repeated AS (
                SELECT batch_row FROM given
                JOIN (
                    SELECT {key}, min(batch_row) AS first FROM given
                    GROUP BY {key} HAVING count(*) > 1
                ) USING ({key})
                WHERE batch_row <> first
            ), once AS (
                SELECT * FROM given WHERE batch_row NOT IN (FROM repeated)
            ), again AS (
                SELECT * FROM given WHERE batch_row IN (FROM repeated)
            ), merged AS (
                SELECT {values}, batch_row, old_row,
                    batch_row IS NOT NULL AND old_row IS NOT NULL AND ({" OR ".join(differences) or "false"}) AS changed
                FROM old FULL JOIN once ON {join_condition}
                UNION ALL
                SELECT {values}, batch_row, old_row, false
                FROM (SELECT * FROM old WHERE false) AS old RIGHT JOIN again AS once ON {join_condition}
            ), behind AS (
                SELECT {owner} AS owner, max(old_row) AS last FROM old GROUP BY ALL
            )
            SELECT merged.* FROM merged
            LEFT JOIN behind ON merged.old_row IS NULL AND behind.owner = {owner}
            ORDER BY {order}
        """

    def _stated(self, column: str, columns: Sequence[str], today: date) -> str:
        """SQL of what a row of the batch has in a column once it is laid over the table."""
        expression = f"once.{column}" if column in columns else "NULL"
        if (self.table, column) == DAY_ADDED:
            return f"coalesce({expression}, old.{column}, '{today}')"
        if (self.table, column) in PAGE_READ:
            return f"coalesce({expression}, old.{column}, once.address)"
        return expression if column in columns else f"old.{column}"

    def _address(self, columns: Sequence[str]) -> str:
        """SQL of the address that the submission of a row of the batch has."""
        takes_it = any(table == self.table for table, _column in PAGE_READ)
        if not takes_it or "submission_id" not in columns:
            return "NULL"
        return """(
            SELECT min(source_url) FROM text_submissions WHERE text_submissions.submission_id = batch.submission_id
        )"""

    def _needed_by_new_rows(self, batch_table: BatchTable) -> list[Problem]:
        """The columns that no row may leave empty and that the batch does not have, if it has new rows."""
        new_rows = np.flatnonzero(self._state == _NEW)
        if not len(new_rows):
            return []
        first = int(new_rows[0])
        ids = ", ".join(batch_table.cells.loc[first, list(self.key)].fillna(""))
        rule = (
            f"is missing from the header, and {batch_table.counted} {batch_table.rows[first]} is new "
            f'("{excerpt(ids)}"): add the column, or correct that'
        )
        required_columns = [
            constraint.columns[0]
            for constraint in self._constraints
            if constraint.kind == "NOT NULL"
        ]
        return [
            self._must_have(column, rule)
            for column in required_columns
            if column not in batch_table.cells and (self.table, column) not in FILLED_IN
        ]

    def _must_have(self, column: str, rule: str) -> Problem:
        header = None if self._given is None else self._given.header
        return Problem(self._file, header, column, None, rule)

    def location(self, row: int) -> tuple[str, int | None]:
        """Where the row with this rowid stands: in the batch if it is there, else in the file of the data folder."""
        if self._given is None and not self.taken_out:
            return self._staged.location(row)
        batch_row, old_row = self._places[0][row], self._places[1][row]
        if self._given is not None and batch_row >= 0:
            return self._file, int(self._given.rows[batch_row])
        return self._staged.location(int(old_row))

    @cached_property
    def _places(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """For each row its row in the batch and in the file, -1 where it is not there."""
        columns = self._connection.execute(
            f"""
            SELECT coalesce(batch_row, -1) AS batch_row, coalesce(old_row, -1) AS old_row
            FROM text_{self.table} ORDER BY rowid
            """
        ).fetchnumpy()
        return columns["batch_row"], columns["old_row"]

    @cached_property
    def _state(self) -> npt.NDArray[np.int64]:
        """For each row of the batch what it does: _NEW, _CHANGED or _UNCHANGED."""
        columns = self._connection.execute(
            f"""
            SELECT CASE WHEN old_row IS NULL THEN {_NEW} WHEN changed THEN {_CHANGED} ELSE {_UNCHANGED} END AS state
            FROM text_{self.table} WHERE batch_row IS NOT NULL ORDER BY batch_row
            """
        ).fetchnumpy()
        return np.asarray(columns["state"], np.int64)

    @property
    def addresses_taken(self) -> int:
        """How many new rows of the batch have no address of their own and got that of their submission."""
        if self._given is None or (self.table, "source_url") not in PAGE_READ:
            return 0
        is_new = self._state == _NEW
        if "source_url" in self._given.cells:
            is_new &= self._given.cells.source_url.isna().to_numpy()
        return int(is_new.sum())

    def emptied(self, most: int) -> tuple[int, list[Difference]]:
        """How many rows of the batch empty a cell that holds something, and the first of them, with those cells."""
        if self._given is None:
            return 0, []
        loses = " OR ".join(
            f"(now.{column} IS NULL AND old.{column} IS NOT NULL)" for column in self.columns
        )
        ((number,),) = self._connection.execute(
            f"SELECT count(*) FROM {self._beside_old} WHERE now.changed AND ({loses})"
        ).fetchall()
        return number, [
            replace(
                difference,
                cells={
                    column: cell for column, cell in difference.cells.items() if cell[1] is None
                },
            )
            for difference in self._differences(self._given, f"now.changed AND ({loses})", most)
        ]

    def count(self, problems: Iterable[Problem]) -> Count:
        """Count the rows of the batch by what they do; rows with a problem are refused."""
        if self._given is None:
            return Count(self.table, 0, 0, 0, 0)
        lines = {problem.line for problem in problems if problem.file == self._file} - {None}
        refused = np.isin(self._given.rows, [line for line in lines if line is not None])
        states = self._state[~refused]
        new, changed, unchanged = (
            int((states == state).sum()) for state in (_NEW, _CHANGED, _UNCHANGED)
        )
        return Count(self.table, new, changed, unchanged, int(refused.sum()))

    def differences(self, most: int) -> list[Difference]:
        """The first rows of the batch that are new or changed, at most that many."""
        if self._given is None:
            return []
        return self._differences(self._given, "now.changed OR now.old_row IS NULL", most)

    @property
    def _beside_old(self) -> str:
        return (
            f"text_{self.table} AS now LEFT JOIN old_{self.table} AS old ON old.rowid = now.old_row"
        )

    def _differences(self, batch_table: BatchTable, condition: str, most: int) -> list[Difference]:
        """The first rows of the batch that meet a condition, at most that many."""
        new_columns = ", ".join(f"now.{column}" for column in self.columns)
        old_columns = ", ".join(f"old.{column}" for column in self.columns)
        rows = self._connection.execute(
            f"""
            SELECT now.batch_row, now.old_row IS NOT NULL, [{new_columns}], [{old_columns}]
            FROM {self._beside_old}
            WHERE now.batch_row IS NOT NULL AND ({condition})
            ORDER BY now.batch_row LIMIT {most}
            """
        ).fetchall()
        return [
            Difference(
                int(batch_table.rows[batch_row]),
                ", ".join(
                    text or ""
                    for column, text in zip(self.columns, new_texts, strict=True)
                    if column in self.key
                ),
                is_known,
                {
                    column: (old_text, new_text)
                    for column, old_text, new_text in zip(
                        self.columns, old_texts, new_texts, strict=True
                    )
                    if old_text != new_text
                },
            )
            for batch_row, is_known, new_texts, old_texts in rows
        ]
