"""Pictures as files."""

from __future__ import annotations

from cards.kit import Card, RecordList
from cards.query import Context
from pictures.card import Picture, draw
from pictures.png import png

ENDINGS = {"svg": "image/svg+xml", "png": "image/png"}
"""Ending of a picture's file -> its media type."""

FULL, LARGE, PREVIEW = "full", "large", "preview"
SIZES = (FULL, LARGE, PREVIEW)
"""As high as the card needs; twice as large in pixels; or 1200 x 675 with the first rows, for links that are shared."""


def picture_of(
    name: str, card: Card | RecordList, page: Context, address: str, size: str
) -> Picture:
    """The picture of a card of the page ``name`` in one of SIZES, as ``draw`` makes it."""
    return draw(name, card, page, address, preview=size == PREVIEW)


def file(picture: Picture, ending: str, size: str = FULL) -> bytes:
    """A picture as a file with one of ENDINGS; LARGE is a size of PNG alone."""
    if ending == "svg":
        return picture.svg().encode()
    return png(picture, 2 if size == LARGE else 1)
