"""The term lists of a data set: they stand in the folder ``terms`` beside its tables, if it has any."""

from collections.abc import Iterable
from pathlib import Path

from data.suggesting.terms import TermList, read_terms

FOLDER = "terms"


def theme_terms(source: Path, themes: Iterable[str]) -> TermList | None:
    """The terms that speak for themes in the data set `source`; None if it has no such list.

    Raises TermsRefused where a line cannot be used.
    """
    return _read(source / FOLDER / "themes.csv", themes)


def action_line_terms(source: Path, action_lines: Iterable[str]) -> TermList | None:
    """The terms that speak for action lines in the data set `source`; None if it has no such list.

    Raises TermsRefused where a line cannot be used.
    """
    return _read(source / FOLDER / "action_lines.csv", action_lines)


def _read(path: Path, known: Iterable[str]) -> TermList | None:
    return read_terms(path, known) if path.is_file() else None
