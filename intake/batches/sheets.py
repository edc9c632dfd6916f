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
"""How the name of a workbook ends -> what finds its cells without a value."""

SLICE = 20_000
"""Rows that are read in one go."""

HEADER_WITHIN = 20
"""The rows from the top among which the header is looked for."""


def read_workbook(
    path: Path, skipped: Callable[[str], bool], known: set[str], progress: Progress
) -> Iterator[RawTable]:
    """The sheets of a workbook that are not ``skipped`` by name and not empty. BatchRefused if it is none.

    The header is the row near the top with most titles that are ``known``.
    """
    # Not above: an empty workbook is written without the packages that read one (intake/needed.py).
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        ending = path.suffix.lower()
        with opened(path, f"workbook ({ending})") as archive:
            unread = UNREAD_CELLS[ending](archive)
        with CalamineWorkbook.from_path(path) as book:
            for name in book.sheet_names:
                if skipped(name):
                    continue
                progress(f'sheet "{name}"', 0)
                sheet = book.get_sheet_by_name(name)
                if sheet.start is not None:
                    yield _sheet(sheet, path, known, unread.get(name, []), progress)
    except (CalamineError, etree.XMLSyntaxError, KeyError, *DAMAGED) as error:
        raise BatchRefused(
            f"{path.name} cannot be read as a workbook ({error}). Open it in Excel or LibreOffice and save it again "
            "as an Excel workbook (.xlsx)."
        ) from error


def _sheet(
    sheet: CalamineSheet,
    path: Path,
    known: set[str],
    unread: list[UnreadCell],
    progress: Progress,
) -> RawTable:
    place = f'sheet "{sheet.name}"'
    file = f"{place} of {path.name}"
    rows = sheet.iter_rows()
    top = list(islice(rows, HEADER_WITHIN))
    header = header_row(top, known)
    left = sheet.start[1] if sheet.start else 0
    titles = [title_of(cell) for cell in top[header]]
    numbers: list[npt.NDArray[np.int64]] = []
    columns = Columns(len(titles))
    first = header + 2
    waiting: list[list[Any]] = top[header + 1 :]
    while waiting or (waiting := list(islice(rows, SLICE))):
        columns.add(waiting)
        progress(place, len(waiting))
        numbers.append(np.arange(first, first + len(waiting), dtype=np.int64))
        first += len(waiting)
        waiting = []
    name_at = {left + place: title for place, title in enumerate(titles)}
    problems = [
        Problem(file, cell.row, name_at[cell.column], cell.shown, cell.rule)
        for cell in unread
        if cell.row > header + 1 and name_at.get(cell.column)
    ]
    problems += _merged(sheet, file, header, name_at)
    return RawTable(
        sheet.name,
        place,
        file,
        titles,
        columns.whole(),
        np.concatenate(numbers) if numbers else np.empty(0, np.int64),
        sheet.name,
        header + 1,
        problems,
    )


def _merged(
    sheet: CalamineSheet, file: str, header: int, name_at: dict[int, str]
) -> Iterator[Problem]:
    """Merged cells below the header: all but the first of them would come to be empty."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        named = [name_at[column] for column in range(left, right + 1) if name_at.get(column)]
        if bottom > header and named:
            yield Problem(file, top + 1, ", ".join(named), None, MERGED)


def header_row(top: list[list[Any]], known: set[str]) -> int:
    """Which of the first rows names the columns: that with most titles that are ``known``, else the first with any."""
    scores = [
        (sum(title_of(cell) in known for cell in row), any(cell != "" for cell in row))
        for row in top
    ]
    return max(range(len(top)), key=lambda row: (*scores[row], -row))


def title_of(cell: Any) -> str:
    """The title of a column as it is compared: small letters, no blanks, no star that marks what is required."""
    text = str(cell).strip().removesuffix("*").strip()
    return text if text.lower().startswith("review:") else text.lower().replace(" ", "_")
