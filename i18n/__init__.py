"""Translation: every text that a reader sees goes through ``_``."""

import gettext
from collections.abc import Sequence
from pathlib import Path

from babel.lists import format_list

DOMAIN = "dashboard"
_LISTS = "en_GB"
LOCALES = Path(__file__).parent.parent / "locales"

_translation = gettext.translation(DOMAIN, LOCALES, languages=["en"], fallback=True)
_ = _translation.gettext
ngettext = _translation.ngettext


def N_(message: str) -> str:
    """Mark a text for translation and return it unchanged; it is translated with ``_`` when it is shown."""
    return message


def Nn_(one: str, several: str) -> tuple[str, str]:
    """Mark a text with a number for translation; ``ngettext`` translates it when it is shown."""
    return one, several


def number(value: float) -> str:
    """A count with thousands separators, or a share with at most one decimal: 2,087; 28; 0.4."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def listed(words: Sequence[str]) -> str:
    """Several names as one text: A, B and C."""
    return format_list(list(words), locale=_LISTS) if words else ""


def either(words: Sequence[str]) -> str:
    """Several names as a choice: A, B or C."""
    return format_list(list(words), style="or", locale=_LISTS) if words else ""


def enumerated(words: Sequence[str]) -> str:
    """Several things side by side: A, B, C."""
    return format_list(list(words), style="unit", locale=_LISTS) if words else ""


def percent(count: int, total: int) -> str:
    """A share as readers expect it, halves rounded up: 28%, but 0.4% rather than 0%, and 99.8% rather than 100%."""
    count, total = int(count), int(total)
    if 0 < 100 * count < total or 0 < 100 * (total - count) < total:
        tenths = min(max((2000 * count + total) // (2 * total), 1), 999)
        return f"{tenths / 10:.1f}%"
    return f"{(200 * count + total) // (2 * total)}%"
