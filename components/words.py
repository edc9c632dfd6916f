"""Every word a reader sees passes through here, so that a language can be added without touching a page."""

import gettext
from pathlib import Path

DOMAIN = "dashboard"
LOCALES = Path(__file__).parent.parent / "locales"

_translation = gettext.translation(DOMAIN, LOCALES, languages=["en"], fallback=True)
_ = _translation.gettext
ngettext = _translation.ngettext


def number(value: float) -> str:
    """A count with thousands separated, or a share with at most one decimal: 2,087; 28; 0.4."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def percent(share: float) -> str:
    """A share in percent as readers expect it: 28%, but 0.4% rather than 0%, and 99.8% rather than 100%."""
    rounded = f"{share:.1f}" if 0 < share < 1 or 99 < share < 100 else f"{share:.0f}"
    return f"{rounded}%"
