"""The fonts of pictures: Source Sans, the font of the pages, and one of signs; `python -m tools.fonts` writes them.

Source Sans is variable: one file has every weight.
"""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from charts import measure

FAMILY = "Source Sans 3"
SIGNS_FAMILY = "Dashboard Signs"
FAMILIES = f"'{FAMILY}', 'Source Sans Pro', sans-serif"
OTHERS = f"'{SIGNS_FAMILY}', 'Noto Sans', 'DejaVu Sans', sans-serif"
"""Fonts for letters that Source Sans lacks: the first that has them."""

SIGNS = "◐✕◇◎▨✶"
"""What the font of signs has."""

BOLD = 600

_FILES = Path(__file__).with_name("files")
WHOLE, SIGNS_FONT = _FILES / "source-sans.ttf", _FILES / "signs.ttf"
LATIN, SCRIPTS = _FILES / "latin.woff2", _FILES / "latin-greek-cyrillic.woff2"
OTHER_SCRIPTS = (range(0x370, 0x400), range(0x400, 0x460))
"""Greek and Cyrillic, which are embedded only where they are needed."""

FONT_FILES = (str(WHOLE), str(SIGNS_FONT))


def lacks(words: str) -> bool:
    """Whether ``words`` have a letter that neither Source Sans nor the font of signs has."""
    return not measure.letters() >= set(words).difference(SIGNS, measure.DIRECTIONS)


def split(words: str) -> list[tuple[str, bool]]:
    """Words in parts, each with whether the font has its letters.

    Spaces between letters that the font lacks stay with these, so that words of one script stay together.
    """
    font_letters = measure.letters()
    parts: list[tuple[str, bool]] = []
    spaces = ""
    for letter in words:
        in_font = letter in font_letters
        if in_font and letter == " " and parts and not parts[-1][1]:
            spaces += letter
            continue
        if parts and parts[-1][1] == in_font:
            parts[-1] = (parts[-1][0] + spaces + letter, in_font)
        else:
            parts.append((spaces + letter, in_font))
        spaces = ""
    return [*parts, (spaces, True)] if spaces else parts


def embedded(words: str) -> str:
    """CSS with the part of the font that Latin words take, and Greek and Cyrillic ones if ``words`` has any."""
    letters = set(words)
    others = any(
        {ord(letter) for letter in letters}.intersection(script) for script in OTHER_SCRIPTS
    )
    css = (
        f"@font-face{{font-family:'{FAMILY}';font-weight:200 900;"
        f"src:url(data:font/woff2;base64,{_base64(SCRIPTS if others else LATIN)}) format('woff2')}}"
    )
    if not letters.isdisjoint(SIGNS):
        signs_font = _base64(SIGNS_FONT)
        css += (
            f"@font-face{{font-family:'{SIGNS_FAMILY}';src:url(data:font/ttf;base64,{signs_font})}}"
        )
    return css


@cache
def _base64(font: Path) -> str:
    return base64.b64encode(font.read_bytes()).decode()
