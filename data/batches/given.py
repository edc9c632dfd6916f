"""A table as its file gives it, before its name and its columns are held against the schema."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.problems import Problem

BLANKS = " \t\r\n\u00a0\u3000\ufeff\u200b"
"""What is taken off the ends of every cell."""

_APOSTROPHE = r"^'([=+\-@\t\r]|<r>)"
"""How our own exports begin a cell that a spreadsheet would run (exports/files.py)."""

LARGEST = 10**15
"""Whole numbers below this are exact in a spreadsheet."""


Progress = Callable[[str, int], None]
"""Is told what is being read, and how many more rows of it have been."""


@dataclass(frozen=True)
class Given:
    """One table of a file: what it is called there, its place in words, the titles of its columns, and its cells.

    ``cells`` has a column of text for each of ``titles``, ``rows`` the number of each row. ``problems`` are cells that
    could not be read.
    """

    name: str
    place: str
    file: str
    titles: Sequence[str]
    cells: Sequence[pa.ChunkedArray]
    rows: npt.NDArray[np.int64]
    sheet: str | None = None
    header: int = 1
    problems: list[Problem] = field(default_factory=list)


def called(given: Given, name: str, place: str, missing: Sequence[str] = ()) -> Given:
    """The same table under another name and place; cells that hold one of ``missing`` are empty."""
    cells = given.cells
    if missing:
        gone = pa.array(missing, pa.large_string())
        cells = [pc.if_else(pc.is_in(column, gone), None, column) for column in cells]
    problems = [replace(problem, file=place) for problem in given.problems]
    return replace(given, name=name, place=place, file=place, cells=cells, problems=problems)


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
        for part, values in zip(self._parts, zip(*rows, strict=True), strict=False):
            part.append(tidy(text_array(values), self._ours))

    def whole(self) -> list[pa.ChunkedArray]:
        """All of each column."""
        return [pa.chunked_array(part, pa.large_string()) for part in self._parts]
