"""Translation: every text that a reader sees goes through ``_``."""

import gettext
from pathlib import Path

DOMAIN = "dashboard"
LOCALES = Path(__file__).parent.parent / "locales"

_translation = gettext.translation(DOMAIN, LOCALES, languages=["en"], fallback=True)
_ = _translation.gettext
ngettext = _translation.ngettext


def N_(message: str) -> str:
    """Mark a text for translation and return it unchanged; it is translated with ``_`` when it is shown."""
    return message


def number(value: float) -> str:
    """A count with thousands separators, or a share with at most one decimal: 2,087; 28; 0.4."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def percent(count: int, total: int) -> str:
    """A share as readers expect it, halves rounded up: 28%, but 0.4% rather than 0%, and 99.8% rather than 100%."""
    count, total = int(count), int(total)
    if 0 < 100 * count < total or 0 < 100 * (total - count) < total:
        tenths = min(max((2000 * count + total) // (2 * total), 1), 999)
        return f"{tenths / 10:.1f}%"
    return f"{(200 * count + total) // (2 * total)}%"
