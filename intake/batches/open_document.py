"""Finds the cells of an OpenDocument spreadsheet (.ods) that have no value of their own."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from intake.batches.formula_cells import ERROR, LISTED, NEVER_CALCULATED, UnreadCell

MERGED = "must not be merged with other cells: separate them and fill in each"

_OFFICE, _TABLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table")
)
_ERROR = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d+")


def unread_cells(archive: zipfile.ZipFile) -> dict[str, list[UnreadCell]]:
    """Name of a sheet -> errors, formulas that were never calculated, merged cells; of repeated ones the first."""
    cells_by_sheet: dict[str, list[UnreadCell]] = {}
    with archive.open("content.xml") as stream:
        sheet, row = "", 0
        tags = (f"{_TABLE}table", f"{_TABLE}table-row")
        for event, element in etree.iterparse(
            stream, ("start", "end"), tag=tags, resolve_entities=False
        ):
            if element.tag == tags[0]:
                if event == "start":
                    sheet, row = element.get(f"{_TABLE}name", ""), 0
            elif event == "end":
                cells = cells_by_sheet.setdefault(sheet, [])
                if len(cells) < LISTED:
                    cells += _unread_cells(element, row + 1)
                row += int(element.get(f"{_TABLE}number-rows-repeated", 1))
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    return cells_by_sheet


def _unread_cells(row: etree._Element, number: int) -> Iterator[UnreadCell]:
    column = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        if fault := _fault(cell):
            yield UnreadCell(number, column, *fault)
        span = int(cell.get(f"{_TABLE}number-columns-spanned", 1))
        if span > 1 or int(cell.get(f"{_TABLE}number-rows-spanned", 1)) > 1:
            for covered in range(column, column + min(span, LISTED)):
                yield UnreadCell(number, covered, None, MERGED)
        column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))


def _fault(cell: etree._Element) -> tuple[str | None, str] | None:
    """What a cell shows, and what is wrong with that; None where it has a value, or is empty."""
    formula = cell.get(f"{_TABLE}formula")
    if formula is None:
        return None
    text = "".join(cell.itertext("{*}p"))
    if _ERROR.fullmatch(text):
        return text, ERROR
    if cell.get(f"{_OFFICE}value-type") is None:
        return formula.removeprefix("of:"), NEVER_CALCULATED
    return None
