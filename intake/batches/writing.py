# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""Writes tables in the form of the CSV files of a data folder."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import duckdb

ROWS = 10_000
"""Rows that are written in one go."""


def write_table(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], folder: Path
) -> None:
    """Write `text_<table>` to `<table>.csv` in `folder`: these columns, its rows in the order of rowid.

    UTF-8, quotes only where they are needed, lines that end in a line feed: rows that are the same give the same
    bytes.
    """
    column_list = ", ".join(columns)
    rows = connection.execute(f"SELECT {column_list} FROM text_{table} ORDER BY rowid")
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(_lines([tuple(columns)]))
        while chunk := rows.fetchmany(ROWS):
            lines = _lines(chunk)
            file.write(lines if "\r" not in lines else "".join(map(_line, chunk)))


def _lines(rows: list[tuple[str | None, ...]], terminator: str = "\n") -> str:
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator=terminator).writerows(rows)
    return buffer.getvalue()


def _line(row: tuple[str | None, ...]) -> str:
    """A row with perhaps a carriage return in a cell: older Pythons quote only the characters of the line's end."""
    return _lines([row], "\r\n").removesuffix("\r\n") + "\n"
