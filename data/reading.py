"""CSV files into tables of text, every cell as it stands in the file, and back to line numbers.

A good file is read by DuckDB alone. A file that DuckDB refuses is read again row by row, to say
which rows are wrong and to keep the others, so that what is wrong in them is found in the same run.
"""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd

from data.problems import Problem


@dataclass(frozen=True)
class Staged:
    """A CSV file read into the temporary table `text_<table>`, its rows numbered by rowid from 0.

    `problems` holds what is wrong with the form of the file; the rows concerned are left out, so
    that other tables cannot be held against this one. `lines` gives the line of each row where
    rows were left out.
    """

    table: str
    path: Path
    problems: list[Problem] = field(default_factory=list)
    lines: list[int] | None = None

    def lines_of(self, rows: Collection[int]) -> dict[int, int]:
        """Return the line in the file at which each of `rows` begins."""
        if self.lines is not None:
            return {row: self.lines[row] for row in rows}
        records = enumerate(_records(self.path), start=-1)
        return {row: line for row, (line, _) in records if row in rows}


class _Unreadable(Exception):
    """From `line` on the file is no CSV."""

    def __init__(self, line: int) -> None:
        self.line = line


def stage(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], source: Path
) -> Staged:
    """Read `<table>.csv` of the folder `source`, which must have exactly `columns`, in any order."""
    staged = Staged(table, source / f"{table}.csv")
    listed = ", ".join(f"{column} VARCHAR" for column in columns)
    connection.execute(f"CREATE TEMP TABLE text_{table} ({listed})")
    header = _header(staged, columns)
    if staged.problems:
        return staged
    try:
        connection.execute(
            f"""
            INSERT INTO text_{table} BY NAME
            SELECT * FROM read_csv($path, auto_detect = false, header = true, strict_mode = true,
                delim = ',', quote = '"', escape = '"', nullstr = '', columns = $columns)
            """,
            {"path": str(staged.path), "columns": dict.fromkeys(header, "VARCHAR")},
        )
    except duckdb.Error:
        return _stage_row_by_row(connection, staged, header)
    return staged


def _header(staged: Staged, columns: list[str]) -> list[str]:
    name = staged.path.name
    if not staged.path.is_file():
        staged.problems.append(Problem(name, None, None, None, "is missing: put the file back"))
        return []
    try:
        _, header = next(_records(staged.path))
    except StopIteration:
        header = []
    except _Unreadable:
        staged.problems.append(Problem(name, 1, None, None, "must be a header of column names"))
        return []
    wrong = [
        (column, "is missing from the header: add it") for column in columns if column not in header
    ]
    for column in dict.fromkeys(header):
        if column not in columns:
            wrong.append(
                (_shown(column), "is no column of this table: remove it or correct its name")
            )
        elif header.count(column) > 1:
            wrong.append((column, "stands more than once in the header: leave it in once"))
    staged.problems.extend(Problem(name, 1, column, None, rule) for column, rule in wrong)
    return header


def _stage_row_by_row(
    connection: duckdb.DuckDBPyConnection, staged: Staged, header: list[str]
) -> Staged:
    name, width = staged.path.name, len(header)
    rows: list[list[str]] = []
    lines: list[int] = []
    records = _records(staged.path)
    next(records)
    try:
        for line, cells in records:
            if len(cells) == width + 1 and not cells[-1]:
                cells.pop()  # an empty cell at the end is let pass, as DuckDB does
            if len(cells) != width:
                rule = f"must have {width} cells, but has {len(cells)}: look for a missing or spare comma, or quotes"
                staged.problems.append(Problem(name, line, None, None, rule))
                continue
            broken = [
                (column, cell)
                for column, cell in zip(header, cells, strict=True)
                if not _is_text(cell)
            ]
            for column, cell in broken:
                rule = "must be UTF-8: save the file in that encoding"
                staged.problems.append(Problem(name, line, column, _shown(cell), rule))
            if not broken:
                rows.append(cells)
                lines.append(line)
    except _Unreadable as end:
        rule = "must have its quotes in pairs: the file cannot be read from here on"
        staged.problems.append(Problem(name, end.line, None, None, rule))
    frame = pd.DataFrame(rows, columns=header, dtype="str")
    cells_or_null = ", ".join(f"nullif({column}, '') AS {column}" for column in header)
    connection.register("read_row_by_row", frame)
    connection.execute(
        f"INSERT INTO text_{staged.table} BY NAME SELECT {cells_or_null} FROM read_row_by_row"
    )
    connection.unregister("read_row_by_row")
    return Staged(staged.table, staged.path, staged.problems, lines)


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


def _is_text(cell: str) -> bool:
    return not any("\udc80" <= character <= "\udcff" for character in cell)


def _shown(cell: str) -> str:
    return cell.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
