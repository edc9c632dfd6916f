"""What a batch is once it is read, whatever kind of file it came in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.validation_errors import Problem
from intake.batches.made_for import MadeFor

TEXT = pd.StringDtype(na_value=np.nan)
"""Type of the columns of ``BatchTable.cells``: pandas' own text, 'str'. What is missing is found by ``isna()``."""


DAY_ADDED = ("submissions", "added_on")
"""Table and column that may be left empty in a batch though not in the data set: it becomes the day of adding."""

PAGE_READ = (("signatories", "source_url"), ("points", "source_url"))
"""Tables and columns that may be left empty, too: a new row gets what its submission has in that column."""

FILLED_IN = (DAY_ADDED, *PAGE_READ)


class BatchRefused(Exception):
    """The file or folder is not read at all. The message is for its user: why, and what to do."""


@dataclass(frozen=True)
class BatchTable:
    """The rows that a batch has for one table.

    ``table`` is its name in schema.sql, ``location`` where it stands as its user knows it (sheet "points", points.csv).
    ``cells`` is text as in our CSV files (type TEXT: empty cells are missing, text without blanks at its ends), with
    those columns of the schema that were given, in the file's order, and the index 0, 1, 2 ...; rows without any
    cell are left out. ``rows`` gives for each row of ``cells`` the number that the user's program shows: of the row
    in a sheet, of the line in a CSV file at which it begins (1 is the header), of the record in other files (from 1).
    ``sheet`` is the name of its sheet in a workbook, and ``header`` the row of that which names the columns.
    """

    table: str
    location: str
    cells: pd.DataFrame
    rows: npt.NDArray[np.int64]
    sheet: str | None = None
    header: int = 1

    @property
    def counted(self) -> str:
        """What `rows` count, as its user calls it."""
        return "line" if self.sheet is None else "row"


@dataclass(frozen=True)
class Batch:
    """A batch as it was read from ``path``: its tables in the order of schema.sql, and what is wrong with its form.

    ``problems`` are sheets, files and columns of no known name, and cells that cannot be read; such cells are missing
    in ``tables``. ``made_for`` is the data set whose workbook it is, None if it does not say.
    """

    path: Path
    tables: dict[str, BatchTable]
    problems: list[Problem] = field(default_factory=list)
    made_for: MadeFor | None = None

    def file(self, table: str) -> str:
        """What the problems of a table name as its file: sheet "points" of new-batch.xlsx, or points.csv."""
        batch_table = self.tables[table]
        return (
            batch_table.location
            if batch_table.sheet is None
            else f"{batch_table.location} of {self.path.name}"
        )
