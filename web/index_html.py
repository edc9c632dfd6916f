"""The front end's files: the HTML shell, pictures, compressed scripts and styles."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from data.settings import data_set
from i18n import languages
from web import streamlit_internals, streamlit_words
from web.icon_font import named_icons, with_icons
from web.markdown_code import with_languages
from web.option_lists import ranked
from web.plotly_code import in_sight_first, marks_kept, without_unused
from web.settings import settings

STATIC = streamlit_internals.static_files()

SHARED = "/share.png"
"""Path of the link preview picture, if the data set has one."""

_STYLES = r'<link rel="stylesheet"[^>]*>'
_FILES = Path(__file__).parent / "files"

ROOT = Path(__file__).parents[1]

_ALL_ICONS = "the font of icons is whole"


@cache
def compressible() -> dict[str, Path]:
    """Address -> file of the scripts and styles: Streamlit's, which itself serves them uncompressed, and ours."""
    found = {
        f"/{path.relative_to(STATIC).as_posix()}": path for path in (STATIC / "static").rglob("*")
    }
    found |= {f"/{path.name}": path for path in _FILES.iterdir()}
    return {address: path for address, path in found.items() if path.suffix in {".js", ".css"}}


def pictures() -> dict[str, Path]:
    """Address -> file of the icons, of the picture SHARED, and of our own script and style."""
    return _pictures(data_set().source)


@cache
def _pictures(source: Path) -> dict[str, Path]:
    found = {f"/{path.name}": path for path in _FILES.iterdir()}
    found["/favicon.ico"] = _FILES / "favicon.png"
    if (source / "share.png").is_file():
        found[SHARED] = source / "share.png"
    return found


@cache
def font() -> str:
    """The address of the font of the pages, Source Sans."""
    return _address("media/SourceSansVF-Upright.*.woff2", "the font of pages is loaded late")


def _address(pattern: str, fault: str) -> str:
    """The address of Streamlit's file of this name; empty, and the ``fault``, where there is none."""
    with streamlit_internals.unless(fault):
        (file,) = (STATIC / "static").glob(pattern)
        return f"/{file.relative_to(STATIC).as_posix()}"
    return ""


def _patched(pattern: str, fault: str) -> str:
    """The same of a file that we serve otherwise than it is; empty where all are served as they are."""
    return _address(pattern, fault) if settings().patches == "yes" else ""


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


def _charts(code: str) -> str:
    return marks_kept(in_sight_first(without_unused(code)))


_CHANGES: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("js/PlotlyChart.*.js", "the code for charts is whole, and a mark may be lost", _charts),
    (
        "js/useSyncComboBoxEnterTargetFocus.*.js",
        "lists are searched by letters that stand apart, too",
        ranked,
    ),
    (
        "js/StreamlitMarkdown.*.js",
        "titles in another language than the page's do not say so",
        with_languages,
    ),
)
"""Streamlit's scripts that are served otherwise than they are: name, what is wrong where that fails, the change."""


@cache
def changed() -> dict[str, tuple[str, Callable[[str], str]]]:
    """The addresses of Streamlit's scripts, of ``compressible``, that are changed -> what is wrong where that fails,
    and the change.
    """
    found = ((_patched(pattern, fault), fault, change) for pattern, fault, change in _CHANGES)
    return {address: (fault, change) for address, fault, change in found if address}


@cache
def gzipped(address: str) -> bytes:
    """The gzipped file at ``address``, one of ``compressible``, as ``changed`` says; compressed once."""
    content = compressible()[address].read_bytes()
    if address in changed():
        fault, change = changed()[address]
        with streamlit_internals.unless(fault):
            content = change(content.decode()).encode()
    return gzip.compress(content, mtime=0)


def prepare() -> None:
    """Make what takes long to make, and look for all files by name, before the first reader asks for them."""
    font()
    _split_template()
    for address in changed():
        gzipped(address)
    if icon_font():
        icons()


@cache
def icon_font() -> str:
    """The address of the font of Streamlit's icons; empty where that is not known."""
    return _patched("media/MaterialSymbols-Rounded.*.woff2", _ALL_ICONS)


@cache
def icons() -> bytes:
    """The font at ``icon_font`` with the icons that are shown."""
    scripts = (path for path in compressible().values() if path.suffix == ".js")
    code = (
        path for room in ("cards", "components", "pages") for path in (ROOT / room).rglob("*.py")
    )
    font = STATIC / icon_font().removeprefix("/")
    with streamlit_internals.unless(_ALL_ICONS):
        return with_icons(font, named_icons(scripts, code))
    return font.read_bytes()


def picture(address: str) -> bytes:
    """The file at ``address``, one of ``pictures``."""
    return _read(pictures()[address])


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()


def media_type(address: str) -> str:
    """The content type of the file at ``address``, one of ``compressible`` or ``pictures``."""
    path = compressible().get(address) or pictures()[address]
    return mimetypes.types_map[path.suffix]


def html(head: PageMetadata) -> str:
    """Streamlit's HTML shell with the metadata of one page, without inline scripts."""
    pieces = _split_template()
    tags = (
        f"<title>{escape(head.title)}</title>\n"
        f'<meta name="description" content="{escape(head.description)}">\n{head.tags}'
        f'<meta name="words" content="{escape(streamlit_words.ours())}">\n'
    )
    if len(pieces) != len(_PIECES):
        return pieces[0].replace("</head>", f"{tags}</head>", 1)
    html, before, between, after = pieces
    first = head.first_paint or f"<noscript>{head.no_script}</noscript>"
    root = f'<html lang="{languages.tag()}" dir="{languages.direction()}">'
    return f"{html}{root}{before}{tags}{between}{first}{after}"


def _own(name: str) -> str:
    """The address of a file of ours, which changes with its content: it is kept for a year."""
    return f"./{name}?{hashlib.sha256((_FILES / name).read_bytes()).hexdigest()[:12]}"


_PIECES = ("up to the tag html", "before the head tags", "up to the noscript content", "the rest")


@cache
def _split_template() -> tuple[str, ...]:
    """The template in _PIECES; in one where it cannot be cut so."""
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    styles = "".join(re.findall(_STYLES, text))
    replacements = {
        r"<!--.*?-->": "",
        _STYLES: "",
        # In the place of Streamlit's inline script, which the content security policy forbids.
        r"<script>.*?</script>": "".join(
            f'<script defer src="{_own(name)}"></script>'
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
                "print.js",
            )
        ),
        r"<html[^>]*>": "\0",
        r'<link rel="(?:service-desc|shortcut icon)"[^>]*>': "",
        r"<title>.*?</title>": "\0",
        # After the answer, which they do not style; ours after the styles that Streamlit writes into the head.
        r"<noscript>.*?</noscript>": f'\0{styles}<link rel="stylesheet" href="{_own("frame.css")}">',
    }
    for pattern, replacement in replacements.items():
        text = re.sub(pattern, replacement, text, flags=re.DOTALL)
    pieces = text.strip().split("\0")
    with streamlit_internals.unless("pages have English around them and no answer in their HTML"):
        _html, _before, _between, _after = pieces
        return tuple(pieces)
    return ("".join(pieces),)
