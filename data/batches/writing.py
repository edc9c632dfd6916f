# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""Tables written as the CSV files of a data folder are."""

import csv
from collections.abc import Sequence
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
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        while some := rows.fetchmany(ROWS):
            writer.writerows(some)
