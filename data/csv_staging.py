# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""Reads CSV files into tables of text, every cell as it is in the file, and finds the line numbers of rows.

DuckDB alone reads a valid file. A file that DuckDB refuses is read again row by row, to report the
malformed rows and to keep the others, so that the same run finds the problems in those, too.
"""

import csv
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

from data.validation_errors import LISTED, Problem, more_rows

ROWS_AT_A_TIME = 50_000
"""Rows in memory while a file is read row by row."""


@dataclass(frozen=True)
class Staged:
    """A CSV file read into the temporary table `text_<table>`, its rows numbered by rowid from 0.

    `problems` holds the problems of the file's form; the rows concerned are left out, so
    other tables must not be checked against this one. `lines_read` gives the line at which each row
    begins, if the reading has found it.
    """

    table: str
    path: Path
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    lines_read: Sequence[int] | None = None

    def location(self, row: int) -> tuple[str, int | None]:
        """The file, and the line at which the row with this rowid begins."""
        return self.path.name, self.lines[row] if self.lines else None

    @cached_property
    def lines(self) -> Sequence[int] | None:
        """The line at which each row begins; None if unpaired quotes leave that in doubt."""
        if self.lines_read is not None:
            return self.lines_read
        try:
            lines = array("q", (line for line, _ in _records(self.path)))[1:]
        except _Unreadable:
            return None
        return lines if len(lines) == self.rows else None


class _Unreadable(Exception):
    """From `line` on the file is no CSV."""

    def __init__(self, line: int) -> None:
        self.line = line


def stage(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], source: Path
) -> Staged:
    """Read `<table>.csv` of the folder `source`, which must have these `columns`, in any order."""
    path = source / f"{table}.csv"
    definitions = ", ".join(f"{column} VARCHAR" for column in columns)
    connection.execute(f"CREATE TEMP TABLE text_{table} ({definitions})")
    if not path.is_file():
        missing = Problem(path.name, None, None, None, "is missing: put the file back")
        return Staged(table, path, [missing])
    header = read_header(path)
    if problems := list(_header_problems(path.name, header, columns)):
        return Staged(table, path, problems)
    try:
        ((rows,),) = connection.execute(
            f"""
            INSERT INTO text_{table} BY NAME
            SELECT * FROM read_csv($path, auto_detect = false, header = true, strict_mode = true,
                delim = ',', quote = '"', escape = '"', nullstr = '', columns = $columns)
            """,
            {"path": str(path), "columns": dict.fromkeys(header, "VARCHAR")},
        ).fetchall()
    except duckdb.Error:
        return _stage_row_by_row(connection, table, path, header)
    return Staged(table, path, rows=rows)


def read_header(path: Path) -> list[str]:
    """The columns of a CSV file in their order; none if it cannot be read."""
    try:
        return next((cells for _, cells in _records(path)), [])
    except _Unreadable:
        return []


def has_rows(path: Path) -> bool:
    """Whether a CSV file is there and has more than its header."""
    try:
        return any(index > 0 for index, _ in enumerate(_records(path)))
    except FileNotFoundError:
        return False
    except _Unreadable:
        return True


def _header_problems(file: str, header: list[str], columns: list[str]) -> Iterator[Problem]:
    for column in columns:
        if column not in header:
            yield Problem(file, 1, column, None, "is missing from the header: add it")
    for column in dict.fromkeys(header):
        if column not in columns:
            rule = "is no column of this table: remove it or correct its name"
            yield Problem(file, 1, _printable(column), None, rule)
        elif header.count(column) > 1:
            yield Problem(file, 1, column, None, "must stand in the header once")


def _stage_row_by_row(
    connection: duckdb.DuckDBPyConnection, table: str, path: Path, header: list[str]
) -> Staged:
    rows: list[list[str]] = []
    lines = array("q")
    problems: list[Problem] = []
    unlisted = 0
    records = _records(path)
    next(records)
    try:
        for line, cells in records:
            row_problems = list(_row_problems(path.name, line, header, cells))
            if not row_problems:
                rows.append(cells)
                lines.append(line)
            elif len(problems) < LISTED:
                problems.extend(row_problems)
            else:
                unlisted += len(row_problems)
            if len(rows) == ROWS_AT_A_TIME:
                _insert(connection, table, header, rows)
                rows.clear()
    except _Unreadable as error:
        rule = "must have its quotes in pairs: the file cannot be read from here on"
        problems.append(Problem(path.name, error.line, None, None, rule))
    _insert(connection, table, header, rows)
    if unlisted:
        problems.append(Problem(path.name, None, None, None, more_rows(unlisted)))
    return Staged(table, path, problems, len(lines), lines)


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, header: list[str], rows: list[list[str]]
) -> None:
    frame = pd.DataFrame(rows, columns=header, dtype="str")
    cells_or_null = ", ".join(f"nullif({column}, '') AS {column}" for column in header)
    connection.register("read_row_by_row", frame)
    connection.execute(
        f"INSERT INTO text_{table} BY NAME SELECT {cells_or_null} FROM read_row_by_row"
    )
    connection.unregister("read_row_by_row")


def _row_problems(file: str, line: int, header: list[str], cells: list[str]) -> Iterator[Problem]:
    while len(cells) > len(header) and not cells[-1]:
        cells.pop()  # DuckDB accepts surplus empty cells at the end, too
    if len(cells) != len(header):
        rule = f"must have {len(header)} cells, but has {len(cells)}: look at commas and quotes"
        yield Problem(file, line, None, None, rule)
        return
    for column, cell in zip(header, cells, strict=True):
        if any("\udc80" <= character <= "\udcff" for character in cell):
            rule = "must be UTF-8: save the file in that encoding"
            yield Problem(file, line, column, _printable(cell), rule)


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the line at which each record begins and its cells; empty lines are no records."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _Unreadable(line) from error
            if cells:
                yield line, cells


def _printable(cell: str) -> str:
    return cell.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
