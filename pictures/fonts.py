"""Source Sans, the font of the pages, which Streamlit ships: its file, how wide words are in it, and a part to embed.

The font is variable: one file has every weight.
"""

from __future__ import annotations

import base64
import io
import tempfile
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

from fontTools import subset
from fontTools.ttLib import TTFont

from pictures import signs

FAMILY = "Source Sans 3"
FAMILIES = f"'{FAMILY}', 'Source Sans Pro', sans-serif"
OTHERS = f"'{signs.FAMILY}', 'Noto Sans', 'DejaVu Sans', sans-serif"
"""Fonts for letters that Source Sans lacks: the first that has them."""

REGULAR, BOLD = 400, 600

_MEDIA = "static/static/media"
_SHIPPED = "SourceSansVF-Upright*.woff2"
_LATIN = (range(0x20, 0x7F), range(0xA0, 0x180), tuple(map(ord, "–—‘’“”…•·−×≥≤→←●○■▲◆")))
_SCRIPTS = (range(0x370, 0x400), range(0x400, 0x460))
"""Greek and Cyrillic, which are embedded only where they are needed."""
_MISSING = 0.62
"""Width of a letter that the font does not have, in ems."""

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
def _read_advances(weight: int) -> dict[str, float]:
    font = _shipped()
    em = font["head"].unitsPerEm
    glyphs = font.getGlyphSet(location={"wght": weight})
    return {chr(code): glyphs[name].width / em for code, name in font.getBestCmap().items()}


def _advances(weight: int) -> dict[str, float]:
    """Letter -> its width in ems."""
    with _reading:
        return _read_advances(weight)


def width(words: str, size: float, weight: int = REGULAR) -> float:
    """How wide words are at a font size, both in pixels; pairs of letters that stand closer are not reckoned."""
    known = _advances(weight)
    return size * sum(known[one] if one in known else _guessed(one) for one in words)


def _guessed(letter: str) -> float:
    """About the width in ems that other fonts give a letter."""
    if letter in signs.SIGNS:
        return signs.WIDTH / signs.EM
    if unicodedata.category(letter) in ("Cf", "Mn", "Me", "Cc"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else _MISSING


def lacks(words: str) -> bool:
    """Whether there is a letter that neither the font nor that of signs has."""
    return not {*_advances(REGULAR), *signs.SIGNS} >= set(words)


def split(words: str) -> list[tuple[str, bool]]:
    """Words in parts, each with whether it is of letters that the font has.

    Spaces between letters that it lacks go with these, so that words of one script stay together.
    """
    known = _advances(REGULAR)
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


def wrapped(words: str, room: float, size: float, weight: int = REGULAR) -> list[str]:
    """Words as lines that are at most ``room`` pixels wide. A word that is wider is broken; letters of scripts
    without spaces are broken anywhere.
    """
    lines, line, taken = [], "", 0.0
    for piece in _pieces(words):
        long = width(piece, size, weight)
        if line and taken + width(piece.rstrip(), size, weight) > room:
            lines.append(line.rstrip())
            line, taken = "", 0.0
        while width(piece.rstrip(), size, weight) > room and len(piece) > 1:
            head = _fitting(piece, room, size, weight)
            lines.append(piece[:head])
            piece = piece[head:]
            long = width(piece, size, weight)
        line, taken = line + piece, taken + long
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _fitting(piece: str, room: float, size: float, weight: int) -> int:
    """How many of the first letters fit, at least one."""
    taken = 0.0
    for place, letter in enumerate(piece):
        taken += width(letter, size, weight)
        if taken > room:
            return max(place, 1)
    return len(piece)


def _pieces(words: str) -> list[str]:
    """Words with the space after each; a letter of a script without spaces is a piece by itself."""
    pieces = [""]
    for letter in words:
        wide = unicodedata.east_asian_width(letter) in "WF" and letter.isalpha()
        if (pieces[-1].endswith((" ", "\u200b")) and letter != " ") or (wide and pieces[-1]):
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces
