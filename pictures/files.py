"""Pictures as files."""

from __future__ import annotations

import math

from cards.kit import Card, RecordList
from cards.query import Context
from pictures.card import LEAST, WIDTH, Picture, draw
from pictures.colours import LIGHT, drawn_in
from pictures.png import PIXELS, png

ENDINGS = {"svg": "image/svg+xml", "png": "image/png"}
"""Ending of a picture's file -> its media type."""

FULL, LARGE, PREVIEW, SQUARE = "full", "large", "preview", "square"
SIZES = (FULL, LARGE, PREVIEW, SQUARE)
"""As high as the card needs; twice as large in pixels, up to PIXELS; or with the first rows: 1200 x 675, for links and
slides, or as high as it is wide.
"""

_HEIGHTS = {PREVIEW: LEAST, SQUARE: WIDTH}


def picture_of(
    name: str,
    card: Card | RecordList,
    page: Context,
    address: str,
    ending: str,
    size: str = FULL,
    scheme: str = LIGHT,
) -> Picture:
    """The picture of a card of the page ``name``, as ``draw`` makes it, for a file with one of ENDINGS.

    It has one of SIZES and the colours of one of SCHEMES. A PNG has the first rows of a card that would have more
    than PIXELS; an SVG has all.
    """
    highest = PIXELS // WIDTH if ending == "png" else math.inf
    with drawn_in(scheme):
        return draw(name, card, page, address, high=_HEIGHTS.get(size, 0), highest=highest)


def file(picture: Picture, ending: str, size: str = FULL) -> bytes:
    """A picture as a file with one of ENDINGS; LARGE is a size of PNG alone.

    Raises TooManyPictures and LettersMissing for a PNG.
    """
    if ending == "svg":
        return picture.svg().encode()
    return png(picture, 2 if size == LARGE else 1)
