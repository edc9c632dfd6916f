"""Source Sans, the font of the pages, which Streamlit ships: its file, the letters it has, and a part to embed.

The font is variable: one file has every weight.
"""

from __future__ import annotations

import base64
import io
import tempfile
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

from fontTools import subset
from fontTools.ttLib import TTFont

from charts import measure
from pictures import signs

FAMILY = "Source Sans 3"
FAMILIES = f"'{FAMILY}', 'Source Sans Pro', sans-serif"
OTHERS = f"'{signs.FAMILY}', 'Noto Sans', 'DejaVu Sans', sans-serif"
"""Fonts for letters that Source Sans lacks: the first that has them."""

BOLD = 600

_MEDIA = "static/static/media"
_SHIPPED = "SourceSansVF-Upright*.woff2"
_LATIN = (range(0x20, 0x7F), range(0xA0, 0x180), tuple(map(ord, "–—‘’“”…•·−×≥≤→←●○■▲◆▶✓")))
_SCRIPTS = (range(0x370, 0x400), range(0x400, 0x460))
"""Greek and Cyrillic, which are embedded only where they are needed."""

_reading = Lock()
"""Held while the font is read: fontTools reads the parts of a font when they are asked for."""


@cache
def _shipped() -> TTFont:
    """The font, under the name FAMILY."""
    (path,) = Path(str(files("streamlit"))).joinpath(_MEDIA).glob(_SHIPPED)
    font = TTFont(path)
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = FAMILY
    font.flavor = None
    return font


@cache
def _bytes() -> bytes:
    file = io.BytesIO()
    _shipped().save(file)
    return file.getvalue()


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that is there as long as the process."""
    return tempfile.TemporaryDirectory(prefix="pictures-")


def font_files() -> list[str]:
    """The paths of the font and of that of signs as TrueType files."""
    with _reading:
        found = []
        for name, content in (("SourceSans", _bytes), ("Signs", signs.font)):
            path = Path(_folder().name) / f"{name}.ttf"
            if not path.exists():
                path.write_bytes(content())
            found.append(str(path))
        return found


@cache
def _read_letters() -> frozenset[str]:
    return frozenset(map(chr, _shipped().getBestCmap()))


def _letters() -> frozenset[str]:
    """The letters that the font has."""
    with _reading:
        return _read_letters()


def lacks(words: str) -> bool:
    """Whether there is a letter that neither the font nor that of signs has."""
    return not _letters() >= set(words).difference(signs.SIGNS, measure.DIRECTIONS)


def split(words: str) -> list[tuple[str, bool]]:
    """Words in parts, each with whether it is of letters that the font has.

    Spaces between letters that it lacks go with these, so that words of one script stay together.
    """
    known = _letters()
    parts: list[tuple[str, bool]] = []
    waiting = ""
    for letter in words:
        own = letter in known
        if own and letter == " " and parts and not parts[-1][1]:
            waiting += letter
            continue
        if parts and parts[-1][1] == own:
            parts[-1] = (parts[-1][0] + waiting + letter, own)
        else:
            parts.append((waiting + letter, own))
        waiting = ""
    return [*parts, (waiting, True)] if waiting else parts


def embedded(words: str) -> str:
    """CSS with the part of the font that Latin words take, and Greek and Cyrillic ones if ``words`` has any."""
    letters = set(words)
    others = any({ord(letter) for letter in letters}.intersection(script) for script in _SCRIPTS)
    css = (
        f"@font-face{{font-family:'{FAMILY}';font-weight:200 900;"
        f"src:url(data:font/woff2;base64,{_subset(others)}) format('woff2')}}"
    )
    if not letters.isdisjoint(signs.SIGNS):
        own = base64.b64encode(signs.font()).decode()
        css += f"@font-face{{font-family:'{signs.FAMILY}';src:url(data:font/ttf;base64,{own})}}"
    return css


@lru_cache(2)
def _subset(others: bool) -> str:
    with _reading:
        font = TTFont(io.BytesIO(_bytes()))
        options = subset.Options(hinting=False, layout_features=["kern"], name_IDs=[1, 2])
        options.notdef_outline = True
        made = subset.Subsetter(options)
        letters = {code for script in _LATIN for code in script}
        made.populate(unicodes=letters.union(*_SCRIPTS) if others else letters)
        made.subset(font)
        font.flavor = "woff2"
        file = io.BytesIO()
        font.save(file)
    return base64.b64encode(file.getvalue()).decode()
