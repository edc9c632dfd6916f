"""When the data changed and what changed: their releases, and the day of the newest submission."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from data.settings import data_set
from queries import current, fetch_rows, per_version
from queries.tables import table

CHANGES = "CHANGELOG.md"

_ENTRY = re.compile(r"^## (\d{4}\.\d{2}) \((\d{4}-\d{2}-\d{2})\)$", re.MULTILINE)

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=- )")
"""The break between two paragraphs or entries of a list."""


class Release(NamedTuple):
    """A release in the change log: its name, its day, and what changed, a paragraph or an entry of a list each."""

    name: str
    day: str
    changes: tuple[str, ...]


def releases(source: Path) -> tuple[Release, ...]:
    """The releases in the change log, newest first; none without a change log."""
    if not (source / CHANGES).is_file():
        return ()
    _before, *parts = _ENTRY.split((source / CHANGES).read_text(encoding="utf-8"))
    entries = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return tuple(Release(name, day, _paragraphs(text)) for name, day, text in entries)


def _paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs and entries of Markdown as plain text."""
    paragraphs = (
        part.strip().removeprefix("- ").replace("`", "") for part in _PARAGRAPH.split(text)
    )
    return tuple(" ".join(part.split()) for part in paragraphs if part)


def released(source: Path) -> tuple[str, str]:
    """The first release in the change log, and its day. Raises ValueError if there is none.

    Without a change log: the release of the data and the day when a submission was last added; if there are no
    submissions, the first day of the release's month.
    """
    if not (source / CHANGES).is_file():
        added, release = table("submissions").added_on, current().release
        month = f"{release.replace('.', '-')}-01"
        return release, f"{added.max():%Y-%m-%d}" if len(added) else month
    heading = _ENTRY.search((source / CHANGES).read_text(encoding="utf-8"))
    if heading is None:
        raise ValueError(f"{CHANGES} has no heading like '## 2026.11 (2026-11-24)'")
    return heading[1], heading[2]


@per_version()
def last_changed() -> str:
    """The day a submission was last added, or the day of the release if that is later: 2026-11-24."""
    _release, day = released(data_set().source)
    added = fetch_rows("additions", rows=slice(0, 1)).added_on
    return max([day, *(f"{addition:%Y-%m-%d}" for addition in added)])
