"""Reads the sheets of a workbook (.xlsx or .ods), a few thousand rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from lxml import etree

from data.validation_errors import Problem
from intake.batches import formula_cells, open_document
from intake.batches.archives import DAMAGED, opened
from intake.batches.batch import BatchRefused
from intake.batches.cell_text import Columns
from intake.batches.formula_cells import UnreadCell
from intake.batches.open_document import MERGED
from intake.batches.raw_table import Progress, RawTable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

UNREAD_CELLS = {".xlsx": formula_cells.unread_cells, ".ods": open_document.unread_cells}
"""Ending of a workbook's name -> the function that finds its cells without a value."""

SLICE = 20_000
"""Rows that are read in one go."""

HEADER_WITHIN = 20
"""How many rows from the top may hold the header."""


def read_workbook(
    path: Path, skipped: Callable[[str], bool], column_names: set[str], progress: Progress
) -> Iterator[RawTable]:
    """The sheets of a workbook that are not ``skipped`` by name and not empty. BatchRefused if it is none.

    The header is the row near the top with most titles among ``column_names``.
    """
    # Not above: an empty workbook is written without the packages that read one (intake/needed.py).
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        ending = path.suffix.lower()
        with opened(path, f"workbook ({ending})") as archive:
            cells_by_sheet = UNREAD_CELLS[ending](archive)
        with CalamineWorkbook.from_path(path) as book:
            for name in book.sheet_names:
                if skipped(name):
                    continue
                progress(f'sheet "{name}"', 0)
                sheet = book.get_sheet_by_name(name)
                if sheet.start is not None:
                    yield _sheet(sheet, path, column_names, cells_by_sheet.get(name, []), progress)
    except (CalamineError, etree.XMLSyntaxError, KeyError, *DAMAGED) as error:
        raise BatchRefused(
            f"{path.name} cannot be read as a workbook ({error}). Open it in Excel or LibreOffice and save it again "
            "as an Excel workbook (.xlsx)."
        ) from error


def _sheet(
    sheet: CalamineSheet,
    path: Path,
    column_names: set[str],
    unread_cells: list[UnreadCell],
    progress: Progress,
) -> RawTable:
    location = f'sheet "{sheet.name}"'
    file = f"{location} of {path.name}"
    rows = sheet.iter_rows()
    first_rows = list(islice(rows, HEADER_WITHIN))
    header = header_row(first_rows, column_names)
    left = sheet.start[1] if sheet.start else 0
    titles = [title_of(cell) for cell in first_rows[header]]
    row_numbers: list[npt.NDArray[np.int64]] = []
    columns = Columns(len(titles))
    next_row = header + 2
    chunk: list[list[Any]] = first_rows[header + 1 :]
    while chunk or (chunk := list(islice(rows, SLICE))):
        columns.add(chunk)
        progress(location, len(chunk))
        row_numbers.append(np.arange(next_row, next_row + len(chunk), dtype=np.int64))
        next_row += len(chunk)
        chunk = []
    title_by_column = {left + index: title for index, title in enumerate(titles)}
    problems = [
        Problem(file, cell.row, title_by_column[cell.column], cell.text, cell.rule)
        for cell in unread_cells
        if cell.row > header + 1 and title_by_column.get(cell.column)
    ]
    problems += _merged(sheet, file, header, title_by_column)
    return RawTable(
        sheet.name,
        location,
        file,
        titles,
        columns.whole(),
        np.concatenate(row_numbers) if row_numbers else np.empty(0, np.int64),
        sheet.name,
        header + 1,
        problems,
    )


def _merged(
    sheet: CalamineSheet, file: str, header: int, title_by_column: dict[int, str]
) -> Iterator[Problem]:
    """Merged cells below the header: all but the first of them would come to be empty."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        titles = [
            title_by_column[column]
            for column in range(left, right + 1)
            if title_by_column.get(column)
        ]
        if bottom > header and titles:
            yield Problem(file, top + 1, ", ".join(titles), None, MERGED)


def header_row(top: list[list[Any]], column_names: set[str]) -> int:
    """The index of the header in ``top``: the row with most titles in ``column_names``, else the first with any."""
    scores = [
        (sum(title_of(cell) in column_names for cell in row), any(cell != "" for cell in row))
        for row in top
    ]
    return max(range(len(top)), key=lambda index: (*scores[index], -index))


def title_of(cell: Any) -> str:
    """The title of a column as it is compared: small letters, no blanks, no star that marks what is required."""
    text = str(cell).strip().removesuffix("*").strip()
    return text if text.lower().startswith("review:") else text.lower().replace(" ", "_")
