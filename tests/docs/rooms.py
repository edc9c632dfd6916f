"""Which rooms of the code there are, and which others each may import from."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

MAY_IMPORT = {
    "pages": {"components", "cards", "charts", "exports", "finding", "i18n", "queries", "data"},
    "components": {
        *("markup", "pictures", "cards", "charts", "exports", "finding", "i18n", "queries", "data"),
    },
    "markup": {"cards", "i18n", "queries", "data"},
    "pictures": {"cards", "charts", "exports", "i18n", "queries", "data"},
    "cards": {"charts", "exports", "i18n", "queries", "data"},
    "charts": {"data"},
    "web": {"markup", "pictures", "cards", "exports", "finding", "i18n", "queries", "data"},
    "finding": {"i18n", "queries", "data"},
    "exports": {"i18n", "queries", "data"},
    "i18n": {"queries", "data"},
    "queries": {"data"},
    "data": set[str](),
    "intake": {"data"},
    "deploy": {"data"},
}
"""Room -> the others that it may import from. dashboard.py hands to ``web`` what that may not import."""


def modules_of(room: str) -> Iterator[Path]:
    """The modules of a room, without tests that stand in it."""
    for path in sorted((ROOT / room).rglob("*.py")):
        if "tests" not in path.relative_to(ROOT).parts:
            yield path
