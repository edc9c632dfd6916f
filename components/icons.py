"""Icons, and those that point back and on, as the reader's script runs."""

from i18n import languages
from markup import icon_name

BACK, ON = ":material/arrow_back:", ":material/arrow_forward:"
_MIRRORED = {BACK: ON, ON: BACK}


def pointing(icon: str) -> str | None:
    """An icon as Streamlit takes it; an arrow is turned where the script runs from right to left."""
    return (icon if languages.direction() == "ltr" else _MIRRORED.get(icon, icon)) or None


def html(icon: str) -> str:
    """An icon as HTML: a word of the font of icons (frame.css)."""
    return f'<i data-icon="{icon_name(icon)}"></i>'
