"""The front end's files: the HTML shell, our own icons and script, compressed scripts and styles."""

from __future__ import annotations

import gzip
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape
from streamlit import file_util

from data.settings import data_set
from i18n.dates import LOCALE

STATIC = Path(file_util.get_static_dir())

SHARED = "/share.png"
"""Path of the link preview picture, if the data set has one."""

_FILES = Path(__file__).parent / "files"


@cache
def compressible() -> dict[str, Path]:
    """Address -> file of the scripts and styles, which Streamlit itself serves uncompressed."""
    return {
        f"/{path.relative_to(STATIC).as_posix()}": path
        for path in (STATIC / "static").rglob("*")
        if path.suffix in {".js", ".css"}
    }


def own_files() -> dict[str, Path]:
    """Address -> file of the icons, of the script for touches, and of the picture SHARED."""
    return _own_files(data_set().source)


@cache
def _own_files(source: Path) -> dict[str, Path]:
    found = {f"/{path.name}": path for path in _FILES.iterdir()}
    found["/favicon.ico"] = _FILES / "favicon.png"
    if (source / "share.png").is_file():
        found[SHARED] = source / "share.png"
    return found


@dataclass(frozen=True)
class PageMetadata:
    """The metadata of one page: title and description, head tags, and the content for readers without JavaScript."""

    title: str
    description: str
    tags: Markup
    no_script: Markup


@cache
def gzipped(address: str) -> bytes:
    """The gzipped file at ``address``, one of ``compressible``. It is compressed once."""
    return gzip.compress(compressible()[address].read_bytes(), mtime=0)


def own_file(address: str) -> bytes:
    """The file at ``address``, one of ``own_files``."""
    return _read(own_files()[address])


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()


def media_type(address: str) -> str:
    """The content type of the file at ``address``, one of ``compressible`` or ``own_files``."""
    path = compressible().get(address) or own_files()[address]
    return mimetypes.types_map[path.suffix]


def html(head: PageMetadata) -> str:
    """Streamlit's HTML shell with the metadata of one page, without inline scripts."""
    before, between, after = _split_template()
    tags = (
        f"<title>{escape(head.title)}</title>\n"
        f'<meta name="description" content="{escape(head.description)}">\n{head.tags}'
        '<script src="./touch.js"></script>'
    )
    return f"{before}{tags}{between}{head.no_script}{after}"


@cache
def _split_template() -> tuple[str, str, str]:
    """The template in three pieces: before the head tags, up to the noscript content, and the rest."""
    replacements = {
        r"<!--.*?-->": "",
        # In the place of Streamlit's inline script, which the content security policy forbids.
        r"<script>.*?</script>": '<script src="./backend.js"></script>',
        r"<html[^>]*>": f'<html lang="{LOCALE}">',
        r'<link rel="(?:service-desc|shortcut icon)"[^>]*>': "",
        r"<title>.*?</title>": "\0",
        r"<noscript>.*?</noscript>": "<noscript>\0</noscript>",
    }
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    for pattern, replacement in replacements.items():
        text = re.sub(pattern, replacement, text, flags=re.DOTALL)
    before, between, after = text.strip().split("\0")
    return before, between, after
