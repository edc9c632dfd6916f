"""How wide words are in a chart, and where their lines break.

Source Sans is measured character by character; ``python -m tools.fonts`` writes its widths to WIDTHS anew.
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

WIDTHS = Path(__file__).with_name("font_widths.json")
BOLDER = 1.08
"""Bold words are at most this many times as wide."""

_UNKNOWN = 0.65
"""Of the font size: a character of a script that Source Sans lacks, in the usual fonts of the systems."""

_BROAD = dict.fromkeys("سشصض", 1.1)
"""Arabic letters that are broad in these fonts."""

_SIGN = 1
"""Of the font size: a sign that Source Sans lacks, such as a diamond."""

_HYPHEN = "\u00ad"
"""A soft hyphen: a hyphen where a line ends with it, and nothing elsewhere."""
_UNSEEN = f"{_HYPHEN}\u200b"
"""Soft hyphen and zero-width space."""
ISOLATES = "\u2067\u2069"
"""Stand around words that run from right to left among words that run from left to right."""
DIRECTIONS = "\u2066\u2067\u2068\u2069"
"""All characters that set the direction of text."""
_BLANKS = " \t\r\n\u2002-\u2006\u2008-\u200a\u3000"
"""Blanks at which a line may end."""
_WIDE = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CLOSING = (
    "、。，．・：；？！」』）】〕》〉］｝ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〜…‥％"
)
_NEVER_FIRST = rf"{_CLOSING})\]}},.;:!?%”’"
_NEVER_LAST = r"「『（【〔《〈［｛(\[{“‘"
_BREAK = re.compile(
    rf"(?<=[{_BLANKS}{_UNSEEN}])(?=\S)"
    r"|(?<=\w\w[-–—/])(?=[^\W\d])"
    rf"|(?:(?<=[{_WIDE}])(?=\S)|(?<=\S)(?=[{_WIDE}]))(?<![{_NEVER_LAST}])(?![{_NEVER_FIRST}])"
)
"""Where a line may end: after blanks, hyphens and slashes between words, and beside a wide character."""

_FEWEST = 3
"""Letters of a word before and after a hyphen."""
_WORD = re.compile(rf"\W*[A-Za-z\u00c0-\u024f\u0400-\u052f]{{{2 * _FEWEST},40}}(?=\W*$)")
"""A Latin or Cyrillic word, alone; longer than any word is a name or an address, which has no hyphen of ours."""


@cache
def _widths() -> dict[str, float]:
    """Character -> its width as a share of the font size."""
    characters_by_width = json.loads(WIDTHS.read_text(encoding="utf-8"))
    return {
        character: int(width) / 1000
        for width, characters in characters_by_width.items()
        for character in characters
    }


@cache
def letters() -> frozenset[str]:
    """The characters that Source Sans has."""
    return frozenset(_widths())


@cache
def _of(character: str) -> float:
    """The width of a character as a share of the font size; 1 if wide, 0 if combining or invisible."""
    if character in _UNSEEN or character in DIRECTIONS or unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    if character in _BROAD:
        return _BROAD[character]
    return _widths().get(character, _SIGN if unicodedata.category(character) == "So" else _UNKNOWN)


def width(words: str, size: float, *, bold: bool = False) -> float:
    """The width in pixels of plain ``words`` in one line at a font size."""
    return sum(map(_of, words)) * size * (BOLDER if bold else 1)


def wrapped(words: str, pixels: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of plain ``words``, none wider than ``pixels``.

    Lines break at blanks, after hyphens, slashes and soft hyphens, and between wide characters, but not before a
    closing or after an opening mark. A word that is wider than a line is broken anywhere, with a hyphen.
    """
    lines: list[str] = []
    line = ""
    for piece in _BREAK.split(words):
        if line and width((line + piece).rstrip(), size, bold=bold) + _dash(piece, size) > pixels:
            lines.append(line)
            line = ""
        while width(piece.rstrip(), size, bold=bold) > pixels:
            start = _start(piece, pixels, size, bold=bold)
            lines.append(start)
            piece = piece[len(start.removesuffix(_HYPHEN)) :]
        line += piece
    lines = [*lines, line] if line.strip() or not lines else lines
    return [_displayed_line(line, pixels, size, bold=bold) for line in lines]


def _start(piece: str, pixels: float, size: float, *, bold: bool) -> str:
    """As much of ``piece`` as fits; if it is cut from a word, it ends with a soft hyphen."""
    if word := _WORD.match(piece):
        most = fitting(piece, pixels - width("-", size, bold=bold), size, bold=bold)
        split_index = min(most, word.end() - _FEWEST)
        if split_index >= _FEWEST:
            return f"{piece[:split_index]}{_HYPHEN}"
    return piece[: fitting(piece, pixels, size, bold=bold)]


def _dash(piece: str, size: float) -> float:
    """The room for the hyphen that a line has where it ends with this piece."""
    return width("-", size) if piece.endswith(_HYPHEN) else 0


def fitting(words: str, pixels: float, size: float, *, bold: bool = False) -> int:
    """How many characters of ``words`` fit into ``pixels``, at least one."""
    most = 1
    while most < len(words) and width(words[: most + 1], size, bold=bold) <= pixels:
        most += 1
    return most


def _displayed_line(line: str, pixels: float, size: float, *, bold: bool) -> str:
    """A line as the chart shows it: a soft hyphen at its end becomes a hyphen, if that fits; others disappear."""
    line = line.strip()
    visible = "".join(character for character in line if character not in _UNSEEN)
    hyphenated = f"{visible}-" if line.endswith(_HYPHEN) else visible
    return hyphenated if width(hyphenated, size, bold=bold) <= pixels else visible
