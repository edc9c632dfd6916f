"""The term lists of a data set, in the folder ``terms`` beside its tables, if it has any."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data.lexicon import TermList, read_terms

FOLDER = "terms"
KINDS = ("recommendation", "challenge", "achievement", "position")


@dataclass(frozen=True)
class Lists:
    """The terms that indicate themes, action lines and kinds of point; None if there is no such list."""

    themes: TermList | None = None
    action_lines: TermList | None = None
    kinds: TermList | None = None


def read_lists(source: Path, themes: Iterable[str], action_lines: Iterable[str]) -> Lists:
    """The term lists of the data set in the folder `source`; their ids must be among `themes`, `action_lines` or KINDS.

    Raises TermsRefused if a line is invalid.
    """
    return Lists(
        _read(source, "themes", themes),
        _read(source, "action_lines", action_lines),
        _read(source, "kinds", KINDS),
    )


def _read(source: Path, name: str, ids: Iterable[str]) -> TermList | None:
    path = source / FOLDER / f"{name}.csv"
    return read_terms(path, ids) if path.is_file() else None
