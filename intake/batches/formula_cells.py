"""Finds the cells of a workbook that have no value of their own: errors, and formulas that were never calculated."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

LISTED = 1_000
"""How many such cells of one sheet are listed."""

ERROR = "is an error of the spreadsheet: write the value, or empty the cell"
NEVER_CALCULATED = (
    "is a formula that was never calculated: write the value, or save the workbook "
    "in Excel or LibreOffice"
)

_FORMULA_OR_ERROR = re.compile(rb"""<(?:[^\s<>/]+:)?f[\s/>]|\st\s*=\s*["']e["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class UnreadCell:
    """A cell by its ``row``, from 1, and ``column``, from 0, what it shows, and what is wrong with that."""

    row: int
    column: int
    text: str | None
    rule: str


def unread_cells(archive: zipfile.ZipFile) -> dict[str, list[UnreadCell]]:
    """Name of a sheet -> its cells without a value of their own, for each sheet of a workbook that may have some."""
    return {
        name: list(islice(_unread_cells(archive, part), LISTED))
        for name, part in _sheets(archive)
        if part in archive.namelist() and _may_have_any(archive, part)
    }


def _may_have_any(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet has a formula or an error: that is found much faster than where."""
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(1024**2):
            if _FORMULA_OR_ERROR.search(tail + chunk):
                return True
            tail = chunk[-64:]
    return False


def read_xml(archive: zipfile.ZipFile, part: str) -> etree._Element:
    """A part of a workbook; no entity is put in, nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(part), parser)


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and its part of the workbook."""
    relations = read_xml(archive, "xl/_rels/workbook.xml.rels")
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in relations.iter("{*}Relationship")
    }
    for sheet in read_xml(archive, "xl/workbook.xml").iter("{*}sheet"):
        target = posixpath.join("/xl", targets.get(sheet.get(_RELATION), ""))
        yield sheet.get("name", ""), posixpath.normpath(target).lstrip("/")


def _unread_cells(archive: zipfile.ZipFile, part: str) -> Iterator[UnreadCell]:
    with archive.open(part) as stream:
        row_number = 0
        for _event, row in etree.iterparse(stream, tag="{*}row", resolve_entities=False):
            row_number = int(row.get("r", row_number + 1))
            column = -1
            for cell in row.iterchildren("{*}c"):
                column = column_of(cell.get("r", "")) if cell.get("r") else column + 1
                if fault := _fault(cell):
                    yield UnreadCell(row_number, column, *fault)
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]


def _fault(cell: etree._Element) -> tuple[str | None, str] | None:
    """What a cell shows, and what is wrong with that; None where it has a value, or is empty."""
    value = cell.findtext("{*}v")
    if cell.get("t") == "e":
        return value, ERROR
    formula = cell.find("{*}f")
    if value or cell.get("t") == "str" or formula is None:
        return None
    return f"={formula.text}" if formula.text else None, NEVER_CALCULATED


def column_of(address: str) -> int:
    """The column of a cell, from 0.

    >>> column_of("A1"), column_of("AB12")
    (0, 27)
    """
    column = 0
    for letter in address.rstrip("0123456789"):
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
