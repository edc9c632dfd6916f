"""A table as its file gives it, before its name and its columns are compared with the schema."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.validation_errors import Problem

COLUMNS = 500
"""Columns that a table may have, those that are not imported included."""

Progress = Callable[[str, int], None]
"""Called with what is being read, and how many more rows of it have been."""


@dataclass(frozen=True)
class RawTable:
    """One table of a file: what it is called there, its location in words, the titles of its columns, and its cells.

    ``cells`` has a column of text for each of ``titles``, ``rows`` the number of each row. ``problems`` are cells that
    could not be read.
    """

    name: str
    location: str
    file: str
    titles: Sequence[str]
    cells: Sequence[pa.ChunkedArray]
    rows: npt.NDArray[np.int64]
    sheet: str | None = None
    header: int = 1
    problems: list[Problem] = field(default_factory=list)


def renamed(raw_table: RawTable, name: str, location: str, missing: Sequence[str] = ()) -> RawTable:
    """The same table under another name and location; cells that hold one of ``missing`` are empty."""
    cells = raw_table.cells
    if missing:
        missing_values = pa.array(missing, pa.large_string())
        cells = [pc.if_else(pc.is_in(column, missing_values), None, column) for column in cells]
    problems = [replace(problem, file=location) for problem in raw_table.problems]
    return replace(
        raw_table, name=name, location=location, file=location, cells=cells, problems=problems
    )
