"""The front end's files: the HTML shell, pictures, compressed scripts and styles."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from data.settings import data_set
from i18n import languages
from web import streamlit_internals, streamlit_words
from web.faults import unless
from web.settings import settings

STATIC = streamlit_internals.static_files()

SHARED = "/share.png"
"""Path of the link preview picture, if the data set has one."""

_STYLES = r'<link rel="stylesheet"[^>]*>'
_FILES = Path(__file__).parent / "files"

CHANGED = Path(__file__).with_name("changed")
"""The folder of changed versions of Streamlit's files; `tools/front_end.py` writes it."""

OTHER_LETTERS = _FILES / "letters.woff2"
"""The letters of the font of pages that few languages need; `tools/front_end.py` writes it."""

BROTLI = ".br"
"""The ending of files compressed with Brotli."""


@cache
def compressible() -> dict[str, Path]:
    """Address -> file of the scripts and styles: ours, and Streamlit's, which serves them uncompressed."""
    files = {
        f"/{path.relative_to(STATIC).as_posix()}": path for path in (STATIC / "static").rglob("*")
    }
    files |= {f"/{path.name}": path for path in _FILES.iterdir()}
    return {address: path for address, path in files.items() if path.suffix in {".js", ".css"}}


def pictures() -> dict[str, Path]:
    """Address -> file of the icons, of the picture SHARED, and of our own scripts, style and font."""
    return _pictures(data_set().source)


@cache
def _pictures(source: Path) -> dict[str, Path]:
    files = {f"/{path.name}": path for path in _FILES.iterdir()}
    files["/favicon.ico"] = _FILES / "favicon.png"
    if (source / "share.png").is_file():
        files[SHARED] = source / "share.png"
    return files


@cache
def font() -> str:
    """The address of the font of the pages, Source Sans."""
    return _address(f"media/{_FONT}.*.woff2", _FAULTS[_FONT])


def _address(pattern: str, fault: str) -> str:
    """The address of Streamlit's file of this name; empty if there is none, with the ``fault`` noted."""
    with unless(fault):
        (file,) = (STATIC / "static").glob(pattern)
        return f"/{file.relative_to(STATIC).as_posix()}"
    return ""


@dataclass(frozen=True)
class PageMetadata:
    """What the shell says of one page: title and description, head tags, a note for readers without JavaScript, and
    the answer that stands until the application has drawn it, which has that note, too.

    ``missing`` says that the page is of an entity that is not there.
    """

    title: str
    description: str
    tags: Markup
    no_script: Markup
    first_paint: Markup | str = ""
    missing: bool = False


_ICONS, _FONT = "MaterialSymbols-Rounded", "SourceSansVF-Upright"
_CHARTS, _MAIN = "PlotlyChart", "index"
_CHART = re.compile(r'<ol>|class="drawing"')
"""A chart in the first paint: its bars, or its drawing."""
_FAULTS = {
    _CHARTS: "the code for charts is whole, and a mark may be lost",
    "useSyncComboBoxEnterTargetFocus": "lists are searched by letters that stand apart, too",
    "StreamlitMarkdown": "titles in another language than the page's do not say so",
    _MAIN: "a link to another page loads the application anew",
    _ICONS: "the font of icons is whole",
    _FONT: "the font of pages is whole, and loaded late",
}
"""Streamlit's files that are served in a changed version -> what is wrong if that fails."""


@cache
def changed() -> dict[str, str]:
    """The addresses of Streamlit's files that are served in a changed version -> their names in _FAULTS."""
    if settings().patches != "yes":
        return {}
    names = {
        _address(
            f"media/{name}.*.woff2" if name in (_ICONS, _FONT) else f"js/{name}.????????.js", fault
        ): name
        for name, fault in _FAULTS.items()
    }
    return {address: name for address, name in names.items() if address}


def kept_a_day(address: str) -> bool:
    """Whether browsers keep a changed file for a day: pages wait for it, and our change of it stays the same.

    Any other is asked for again each time, as it changes with our code.
    """
    return changed().get(address) in (_FONT, _MAIN)


def _changed_file(address: str) -> bytes | None:
    """The changed version of Streamlit's file at ``address``; None if there is none of exactly that file."""
    if address not in changed():
        return None
    with unless(_FAULTS[changed()[address]]):
        if content := _made_of(address):
            return content
        raise LookupError(f"{address} is not the file that {CHANGED.name}/ was made for")
    return None


def _made_of(address: str, ending: str = "") -> bytes | None:
    """The file in CHANGED that was made of exactly Streamlit's file at ``address``; None if there is none."""
    original = (STATIC / address.removeprefix("/")).read_bytes()
    file = CHANGED / f"{hashlib.sha256(original).hexdigest()}{ending}"
    return file.read_bytes() if file.is_file() else None


@cache
def gzipped(address: str) -> bytes:
    """The gzipped file at ``address``, one of ``compressible``, as it is served; compressed once."""
    return _changed_file(address) or gzip.compress(compressible()[address].read_bytes(), mtime=0)


@cache
def brotli(address: str) -> bytes | None:
    """The file at ``address``, one of ``compressible``, compressed with Brotli, which takes a fifth less than gzip.

    None where there is none: of our own files, and of those of Streamlit that not every page loads.
    """
    if settings().patches != "yes" or not address.startswith("/static/"):
        return None
    return _made_of(address, BROTLI)


def prepare() -> None:
    """Look for all files by name, before the first reader asks for them."""
    font()
    _split_template()
    for address in changed():
        if address in compressible():
            gzipped(address)
        else:
            font_file(address)


@cache
def font_file(address: str) -> bytes:
    """The changed font at ``address``, with the letters that most pages show or the icons that any does."""
    return _changed_file(address) or (STATIC / address.removeprefix("/")).read_bytes()


def picture(address: str) -> bytes:
    """The file at ``address``, one of ``pictures``."""
    return _content(pictures()[address])


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()


def media_type(address: str) -> str:
    """The content type of the file at ``address``, one of ``compressible`` or ``pictures``."""
    path = compressible().get(address) or pictures()[address]
    return "font/woff2" if path == OTHER_LETTERS else mimetypes.types_map[path.suffix]


def html(head: PageMetadata) -> str:
    """Streamlit's HTML shell with the metadata of one page, without inline scripts."""
    pieces = _split_template()
    tags = (
        f"<title>{escape(head.title)}</title>\n"
        f'<meta name="description" content="{escape(head.description)}">\n{head.tags}'
        f'<meta name="words" content="{escape(streamlit_words.ours())}">\n'
        f"{_early_charts(head.first_paint)}"
    )
    if len(pieces) != len(_PIECES):
        return pieces[0].replace("</head>", f"{tags}</head>", 1)
    html, before, between, after = pieces
    first_paint = head.first_paint or f"<noscript>{head.no_script}</noscript>"
    root = f'<html lang="{languages.tag()}" dir="{languages.direction()}">'
    return f"{html}{root}{before}{tags}{between}{first_paint}{after}"


def _early_charts(first_paint: str) -> str:
    """The tag by which a browser fetches the code for charts, the largest file, before the application asks for it.

    Empty where the first paint has no chart, and where the file's address is not known.
    """
    address = next((address for address, name in changed().items() if name == _CHARTS), "")
    if not address or not _CHART.search(first_paint):
        return ""
    return f'<link rel="modulepreload" fetchpriority="low" href=".{address}">\n'


def _own_address(name: str) -> str:
    """The address of a file of ours. It changes with the content, because browsers keep the file for a year."""
    return f"./{name}?{hashlib.sha256((_FILES / name).read_bytes()).hexdigest()[:12]}"


_PIECES = ("up to the tag html", "before the head tags", "up to the noscript content", "the rest")


@cache
def _split_template() -> tuple[str, ...]:
    """The template, cut into _PIECES; in one piece if it cannot be cut so."""
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    styles = "".join(re.findall(_STYLES, text))
    replacements = {
        r"<!--.*?-->": "",
        _STYLES: "",
        # These replace Streamlit's inline script, which the content security policy forbids.
        r"<script>.*?</script>": "".join(
            f'<script defer src="{_own_address(name)}"></script>'
            for name in (
                "colours.js",
                "backend.js",
                "first_paint.js",
                "frame.js",
                "chart_clicks.js",
                "typing.js",
                "options.js",
                "words.js",
                "still.js",
                "hover.js",
                "in_sight.js",
                "rooms.js",
                "print.js",
            )
        ),
        r"<html[^>]*>": "\0",
        r'<link rel="(?:service-desc|shortcut icon)"[^>]*>': "",
        r"<title>.*?</title>": "\0",
        # Streamlit's after the answer, which they do not style; ours after those that Streamlit writes into the head.
        r"<noscript>.*?</noscript>": f'\0{styles}<link rel="stylesheet" href="{_own_address("frame.css")}">',
    }
    for pattern, replacement in replacements.items():
        text = re.sub(pattern, replacement, text, flags=re.DOTALL)
    pieces = text.strip().split("\0")
    with unless("pages have English around them and no answer in their HTML"):
        _html, _before, _between, _after = pieces
        return tuple(pieces)
    return ("".join(pieces),)
