"""The first batch of docs/own-consultation.md, filled into a workbook."""

import re
from pathlib import Path

import openpyxl

from data.check import FIRST

GUIDE = (Path(__file__).parents[2] / "docs" / "own-consultation.md").read_text(encoding="utf-8")


def fill_in(path: Path) -> None:
    """Fill the rows of the guide's first batch into a workbook."""
    section = GUIDE.partition("## A first batch\n")[2].partition("\n## ")[0]
    sheets = re.findall(r"^(\w+)\n\n\|(.*)\|\n\|-.*\n\|(.*)\|$", section, re.MULTILINE)
    assert {name for name, *_ in sheets} == set(FIRST)
    book = openpyxl.load_workbook(path)
    for name, titles, row in sheets:
        places = {str(cell.value).removesuffix(" *"): cell.column for cell in book[name][1]}
        for title, text in zip(titles.split("|"), row.split("|"), strict=True):
            book[name].cell(2, places[title.strip()], text.strip())
    book.save(path)
