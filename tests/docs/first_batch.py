"""The first batch of docs/own-consultation.md, filled into a workbook."""

import re
from pathlib import Path

import openpyxl

from data.check import FIRST

GUIDE = (Path(__file__).parents[2] / "docs" / "own-consultation.md").read_text(encoding="utf-8")


def rows() -> dict[str, dict[str, str]]:
    """The guide's first batch: table -> column -> cell of its one row."""
    section = GUIDE.partition("## A first batch\n")[2].partition("\n## ")[0]
    sheets = re.findall(r"^(\w+)\n\n\|(.*)\|\n\|-.*\n\|(.*)\|$", section, re.MULTILINE)
    return {
        name: {
            title.strip(): text.strip()
            for title, text in zip(titles.split("|"), row.split("|"), strict=True)
        }
        for name, titles, row in sheets
    }


def fill_in(path: Path) -> None:
    """Fill the rows of the guide's first batch into a workbook."""
    assert list(rows()) == list(FIRST)
    book = openpyxl.load_workbook(path)
    for name, row in rows().items():
        columns = {str(cell.value).removesuffix(" *"): cell.column for cell in book[name][1]}
        for title, text in row.items():
            book[name].cell(2, columns[title], text)
    book.save(path)
