"""Refuses files that could do harm, before anything in them is read: what their form allows, but no batch needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class UnreadCell:
    """A cell of a sheet that has no value of its own: ``row`` from 1, ``column`` from 0."""

    row: int
    column: int
    shown: str
    rule: str


def refuse_unsafe_archive(path: Path) -> None:
    """Raise BatchRefused if a workbook, document or package could do harm."""


def unread_cells(path: Path) -> dict[str, list[UnreadCell]]:
    """The cells of each sheet, by its name, that hold an error or a formula that was never calculated."""
    return {}
