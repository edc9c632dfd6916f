from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

Sheets = dict[str, Sequence[Sequence[Any]]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook of sheets of rows; a row begins at column A."""

    def write(sheets: Sheets, name: str = "new-batch.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(
            path, {"default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
        ) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return write
