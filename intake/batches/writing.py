# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""Tables written as the CSV files of a data folder are."""

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
    listed = ", ".join(columns)
    rows = connection.execute(f"SELECT {listed} FROM text_{table} ORDER BY rowid")
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(_lines([tuple(columns)]))
        while some := rows.fetchmany(ROWS):
            lines = _lines(some)
            file.write(lines if "\r" not in lines else "".join(map(_line, some)))


def _lines(rows: list[tuple[str | None, ...]], end: str = "\n") -> str:
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator=end).writerows(rows)
    return buffer.getvalue()


def _line(row: tuple[str | None, ...]) -> str:
    """A row of which a cell may have a carriage return: older Pythons only quote what is in the line's end."""
    return _lines([row], "\r\n").removesuffix("\r\n") + "\n"
