"""The text of cells, as our CSV files write it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

BLANKS = " \t\r\n\u00a0\u3000\ufeff\u200b"
"""Characters that are stripped from the ends of every cell."""

_APOSTROPHE = r"^'([=+\-@\t\r]|<r>)"
"""How our own exports begin a cell that a spreadsheet would run (exports/writers.py)."""

_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2})[ T]0?0:00(:00([.]0+)?)?Z?$"

LARGEST = 10**15
"""Whole numbers below this are exact in a spreadsheet."""

SLICE = 100_000
"""Rows that are tidied in one go."""


def text_of(value: Any) -> str | None:
    """A value of a spreadsheet, of JSON or of Parquet as our CSV files write it; None if there is none.

    >>> [text_of(value) for value in (5.0, 5.25, True, None, "", datetime(2025, 2, 5))]
    ['5', '5.25', 'TRUE', None, None, '2025-02-05']
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value)
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST:
        return str(int(value))
    return str(value)


def days(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Dates as they are, and as the day alone where programs added the midnight at which it begins."""
    return pc.replace_substring_regex(cells, _MIDNIGHT, r"\1")


def text_array(values: Sequence[Any]) -> pa.Array:
    """Values of one column as text, missing where there is none."""
    try:
        return pa.array(values, pa.large_string())
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        return pa.array([text_of(value) for value in values], pa.large_string())


def tidy(cells: pa.Array | pa.ChunkedArray, ours: bool = True) -> pa.Array | pa.ChunkedArray:
    """Text without blanks at its ends and, if ``ours`` may have written it, without the apostrophe before a formula."""
    trimmed = pc.utf8_trim(cells, BLANKS)
    if ours and pc.any(pc.starts_with(trimmed, "'")).as_py():
        trimmed = pc.replace_substring_regex(trimmed, _APOSTROPHE, r"\1")
    return pc.if_else(pc.equal(pc.binary_length(trimmed), 0), None, trimmed)


class Columns:
    """The columns of a table that is read some rows at a time."""

    def __init__(self, width: int, ours: bool = True) -> None:
        self._ours = ours
        self._parts: list[list[pa.Array]] = [[] for _ in range(width)]

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take the next rows, of a value for each column."""
        for chunks, values in zip(self._parts, zip(*rows, strict=True), strict=False):
            chunks.append(tidy(text_array(values), self._ours))

    def whole(self) -> list[pa.ChunkedArray]:
        """All of each column."""
        return [pa.chunked_array(chunks, pa.large_string()) for chunks in self._parts]


def tidied(read: duckdb.DuckDBPyRelation, ours: bool) -> list[pa.ChunkedArray]:
    """The columns of what DuckDB reads, tidied a part at a time."""
    columns: list[list[pa.Array]] = [[] for _ in read.columns]
    for rows in read.to_arrow_reader(SLICE):
        for index, column in enumerate(rows.columns):
            columns[index].append(tidy(column.cast(pa.large_string()), ours))
    return [pa.chunked_array(chunks, pa.large_string()) for chunks in columns]
