"""The front end's files as served here: the HTML shell, the icon, compressed scripts and styles."""

from __future__ import annotations

import gzip
import mimetypes
import re
from functools import cache
from html import escape
from pathlib import Path

from streamlit import file_util

from words import _

STATIC = Path(file_util.get_static_dir())

COMPRESSIBLE = {
    f"/{path.relative_to(STATIC).as_posix()}": path
    for path in (STATIC / "static").rglob("*")
    if path.suffix in {".js", ".css"}
}
"""Address -> file of the scripts and styles, which Streamlit itself serves uncompressed."""

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="#0B5A8A">'
    '<path d="M1 2h14v3H1zM1 6.5h9v3H1zM1 11h5v3H1z"/></svg>'
)


@cache
def gzipped(address: str) -> bytes:
    """The file at ``address``, one of COMPRESSIBLE, as gzip. Compressed at the first call only."""
    return gzip.compress(COMPRESSIBLE[address].read_bytes(), mtime=0)


def media_type(address: str) -> str:
    """The content type of the file at ``address``, one of COMPRESSIBLE."""
    return mimetypes.types_map[COMPRESSIBLE[address].suffix]


@cache
def html() -> str:
    """Streamlit's HTML shell with this dashboard's title and description, no script within."""
    title = escape(_("WSIS+20 Submissions Dashboard"))
    description = escape(
        _("Who told the WSIS+20 review what: challenges, asks and signatories, with their sources.")
    )
    no_script = escape(_("This dashboard needs JavaScript to be switched on."))
    replacements = {
        r"<!--.*?-->": "",
        r"<script>.*?</script>": "",
        r'<link rel="service-desc"[^>]*>': f'<meta name="description" content="{description}" />',
        r"<title>.*?</title>": f"<title>{title}</title>",
        r"<noscript>.*?</noscript>": f"<noscript><p>{no_script}</p></noscript>",
    }
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    for pattern, replacement in replacements.items():
        text = re.sub(pattern, replacement.replace("\\", r"\\"), text, flags=re.DOTALL)
    return text.strip()
