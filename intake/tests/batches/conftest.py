import zipfile
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


@pytest.fixture
def good(workbook: Callable[..., Path]) -> Path:
    return workbook({"point_sdgs": [["point_id", "sdg"], ["a.1", 3]]})


@pytest.fixture
def tampered(good: Path) -> Callable[..., Path]:
    """The good workbook with parts added, replaced or changed."""

    def write(parts: dict[str, str | bytes | tuple[str, str]], name: str = "other.xlsx") -> Path:
        path = good.with_name(name)
        with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", 8) as target:
            for info in source.infolist():
                new = parts.get(info.filename, source.read(info.filename))
                if isinstance(new, tuple):
                    old = source.read(info.filename).decode()
                    assert new[0] in old
                    new = old.replace(*new)
                target.writestr(info.filename, new)
            for part in parts.keys() - set(source.namelist()):
                content = parts[part]
                assert not isinstance(content, tuple)
                target.writestr(part, content)
        return path

    return write
