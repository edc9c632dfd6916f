"""Writes Streamlit's files as we serve them: `python -m tools.front_end`.

The name of each in web/changed is the SHA-256 of its original: we serve other versions of the original unchanged.
Scripts are gzipped, and compressed with Brotli, as those are that every page loads unchanged. The font of icons keeps
those that scripts or code name: 0.01 of 0.37 MB; the font of texts its Latin letters, without other forms of the same
letter: 0.03 of 0.17 MB. Browsers load the file of its other letters, 0.05 MB, for pages that have one of them.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import brotli
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tools.fonts import LATIN, saved
from tools.link_code import followed
from tools.list_code import ranked
from tools.markdown_code import with_languages
from tools.plotly_code import in_sight_first, marks_kept, without_unused
from web import index_html

ROOT = Path(__file__).parents[1]

_ICON = re.compile(r":material/(\w+):")


def charts(code: str) -> str:
    """The code for charts with KINDS alone; it draws those in sight first and forgets no selected mark."""
    return marks_kept(in_sight_first(without_unused(code)))


CHANGES: dict[str, Callable[[str], str]] = {
    "PlotlyChart": charts,
    "useSyncComboBoxEnterTargetFocus": ranked,
    "StreamlitMarkdown": with_languages,
    "index": followed,
}
"""Streamlit's scripts -> the change."""


def named_icons(files: Iterable[Path]) -> set[str]:
    """The names of icons in files of code, the front end's or ours: both write ``:material/name:``."""
    return {name for path in files for name in _ICON.findall(path.read_text(encoding="utf-8"))}


def with_icons(font: Path) -> bytes:
    """The icon ``font`` (WOFF2) with only the icons that scripts or code name."""
    code = (
        path for room in ("cards", "components", "pages") for path in (ROOT / room).rglob("*.py")
    )
    names = named_icons([*index_html.STATIC.rglob("*.js"), *code])
    truetype = TTFont(font, recalcTimestamp=False)
    # An icon is a ligature of the letters of its name: closing over the letters would bring all of them back.
    options = Options(flavor="woff2", layout_closure=False, layout_features=["*"], hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(
        glyphs=names & set(truetype.getGlyphOrder()),
        unicodes=[sign for sign in truetype.getBestCmap() if sign < 128],
    )
    subsetter.subset(truetype)
    return saved(truetype, "woff2")


LETTERS = (*LATIN, range(0x2000, 0x2070), (ord("α"),))
"""What pages in most languages show: Latin letters, signs, spaces, and the alpha of agreement."""

OTHER_LETTERS = (
    range(0x180, 0x250),
    range(0x300, 0x370),
    range(0x400, 0x530),
    range(0x1E00, 0x1F00),
    range(0x2070, 0x2190),
)
"""Rare Latin letters, accents, Cyrillic letters, currencies and numbers, as files/frame.css and first_style.html say;
systems have other scripts."""

_FORMS = ("calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk")
"""What lets letters fit each other and a language; other features are forms that a page would have to ask for."""


def with_letters(font: Path, letters: Iterable[Iterable[int]] = LETTERS) -> bytes:
    """The ``font`` of texts (WOFF2) with these ``letters`` alone, in all weights."""
    truetype = TTFont(font, recalcTimestamp=False)
    subsetter = Subsetter(Options(flavor="woff2", layout_features=_FORMS, hinting=False))
    subsetter.populate(unicodes=set().union(*letters))
    subsetter.subset(truetype)
    return saved(truetype, "woff2")


LARGE = 20_000
"""Bytes of a script from which on Brotli saves more than a kilobyte."""

FONTS: dict[str, Callable[[Path], bytes]] = {
    "MaterialSymbols-Rounded": with_icons,
    "SourceSansVF-Upright": with_letters,
}
"""Streamlit's fonts -> the change."""


def with_every_page() -> set[str]:
    """The addresses of the large scripts and styles that Streamlit's HTML names."""
    html = (index_html.STATIC / "index.html").read_text(encoding="utf-8")
    paths = re.findall(r'"\./(static/[^"]+\.(?:js|css))"', html)
    return {f"/{path}" for path in paths if (index_html.STATIC / path).stat().st_size > LARGE}


def _write(original: Path, content: bytes, ending: str = "") -> None:
    name = hashlib.sha256(original.read_bytes()).hexdigest()
    (index_html.CHANGED / f"{name}{ending}").write_bytes(content)


def write() -> None:
    """Write all files anew."""
    for old in index_html.CHANGED.iterdir():
        old.unlink()
    changed = index_html.changed()
    for address in changed.keys() | with_every_page():
        file = index_html.STATIC / address.removeprefix("/")
        if address in changed and file.suffix == ".woff2":
            _write(file, FONTS[changed[address]](file))
            if address == index_html.font():
                index_html.OTHER_LETTERS.write_bytes(with_letters(file, OTHER_LETTERS))
            continue
        content = file.read_bytes()
        if address in changed:
            content = CHANGES[changed[address]](content.decode()).encode()
            _write(file, gzip.compress(content, mtime=0))
        _write(file, brotli.compress(content), index_html.BROTLI)


if __name__ == "__main__":
    write()
