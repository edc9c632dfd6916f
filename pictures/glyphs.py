"""Which letters the fonts of this machine have: the module draws each letter once and checks the pixels."""

from __future__ import annotations

import io
import unicodedata
from threading import Lock

import resvg_py
from PIL import Image

from i18n import languages, routes
from pictures import fonts, markup
from queries import language
from queries.language import Language

SIDE = 24
"""Pixels of the side of the square for a letter."""

_drawing = Lock()
_in_fonts: dict[str, bool] = {}


class LettersMissing(Exception):
    """No font of this machine has some ``letters`` of a picture."""

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.letters = letters


def missing(words: str) -> str:
    """The letters of ``words`` that no font of this machine has, each once."""
    letters = sorted(filter(_is_drawn, set(words)))
    with _drawing:
        if unknown := [letter for letter in letters if letter not in _in_fonts]:
            _in_fonts.update(zip(unknown, _leave_marks(unknown), strict=True))
        return "".join(letter for letter in letters if not _in_fonts[letter])


def languages_without_a_font() -> list[str]:
    """The names of the languages offered whose titles of pages have letters that no font of this machine has."""
    names = []
    for code, name in languages.offered().items():
        with language.using(Language(code, in_address=True)):
            if missing("".join(page.title for page in routes.PAGES.values())):
                names.append(name)
    return names


def _is_drawn(letter: str) -> bool:
    """Whether a letter that our fonts lack leaves a mark: it is no blank, no control character, no accent alone."""
    return fonts.lacks(letter) and unicodedata.category(letter)[0] in "LNPS"


def _leave_marks(letters: list[str]) -> list[bool]:
    """Whether each letter leaves a mark when drawn."""
    row = "".join(
        markup.element(
            "text", markup.xml(letter), x=SIDE * index, y=18, font_size=16, font_family=fonts.OTHERS
        )
        for index, letter in enumerate(letters)
    )
    size = {"width": SIDE * len(letters), "height": SIDE}
    png = resvg_py.svg_to_bytes(
        svg_string=markup.element("svg", row, xmlns="http://www.w3.org/2000/svg", **size),
        font_files=list(fonts.FONT_FILES),
        font_family=fonts.FAMILY,
        sans_serif_family=fonts.FAMILY,
        skip_system_fonts=False,
    )
    with Image.open(io.BytesIO(png)) as image:
        ground = image.convert("RGBA")
    squares = ((SIDE * index, 0, SIDE * (index + 1), SIDE) for index in range(len(letters)))
    return [ground.crop(square).getbbox() is not None for square in squares]
