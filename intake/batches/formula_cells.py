"""Finds the cells of a workbook that have no value of their own: errors, and formulas that were never calculated."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lxml import etree

LISTED = 1_000
"""Such cells of one sheet that are listed."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class UnreadCell:
    """A cell by its ``row``, from 1, and ``column``, from 0, what it shows, and what is wrong with that."""

    row: int
    column: int
    shown: str | None
    rule: str


def unread_cells(path: Path, parts: Collection[str]) -> dict[str, list[UnreadCell]]:
    """Name of a sheet -> such cells, for those sheets whose part of the workbook is among ``parts``.

    The workbook must have been found safe (intake.batches.archive_safety).
    """
    if not parts:
        return {}
    with zipfile.ZipFile(path) as archive:
        return {
            name: list(islice(_unread(archive, part), LISTED))
            for name, part in _sheets(archive)
            if part in parts
        }


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and its part of the workbook."""
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations.iter("{*}Relationship")}
    for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        target = posixpath.join("/xl", targets.get(sheet.get(_RELATION), ""))
        yield sheet.get("name", ""), posixpath.normpath(target).lstrip("/")


def _unread(archive: zipfile.ZipFile, part: str) -> Iterator[UnreadCell]:
    with archive.open(part) as stream:
        for _event, cell in etree.iterparse(stream, tag="{*}c", resolve_entities=False):
            value = cell.findtext("{*}v")
            row, column = _place(cell.get("r", "A1"))
            if cell.get("t") == "e":
                rule = "is an error of the spreadsheet: write the value, or empty the cell"
                yield UnreadCell(row, column, value, rule)
            elif (
                not value and cell.get("t") != "str" and (formula := cell.find("{*}f")) is not None
            ):
                rule = (
                    "is a formula that was never calculated: write the value, or save the workbook "
                    "in Excel or LibreOffice"
                )
                shown = f"={formula.text}" if formula.text else None
                yield UnreadCell(row, column, shown, rule)
            cell.clear()


def _place(address: str) -> tuple[int, int]:
    """Row, from 1, and column, from 0, of a cell.

    >>> _place("A1"), _place("AB12")
    ((1, 0), (12, 27))
    """
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]), column - 1
