"""PNG of pictures, by resvg: one at a time in the process, and a strip of it at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

import resvg_py
from PIL import Image

from pictures import fonts
from pictures.card import Picture

PIXELS = 8_000_000
"""The most pixels of a PNG: as many as take a second."""
STRIP = 1_000_000
"""Pixels that are drawn at a time. Python runs no other thread meanwhile, so no reader is answered."""
WAITING = 3
"""How many pictures may wait while one is drawn. More are refused."""
COLOURS = 256
"""How many colours a PNG keeps: all of most charts, and a third of the bytes."""

_places = BoundedSemaphore(1 + WAITING)
_drawing = Lock()


class TooManyPictures(Exception):
    """WAITING pictures wait already. After ``seconds`` all of these are made."""

    seconds = 2 * (1 + WAITING)


def png(picture: Picture, scale: int = 1) -> bytes:
    """A picture as PNG, ``scale`` times as large where it has at most PIXELS then. Raises TooManyPictures.

    Letters that Source Sans does not have are taken from the fonts of the machine, which are read only then.
    """
    if picture.width * picture.height * scale**2 > PIXELS:
        scale = 1
    with _turn():
        return _file(picture, scale)


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until no other picture is drawn."""
    if not _places.acquire(blocking=False):
        raise TooManyPictures
    try:
        with _drawing:
            yield
    finally:
        _places.release()


def _strips(picture: Picture, scale: int) -> Iterator[bytes]:
    """The picture in PNGs of at most STRIP pixels, from the top."""
    high = max(1, STRIP // (picture.width * scale**2))
    for top in range(0, picture.height, high):
        yield resvg_py.svg_to_bytes(
            svg_string=picture.strip(top, min(high, picture.height - top)),
            zoom=scale,
            font_files=fonts.font_files(),
            font_family=fonts.FAMILY,
            sans_serif_family=fonts.FAMILY,
            skip_system_fonts=not fonts.lacks(picture.words),
        )


def _file(picture: Picture, scale: int) -> bytes:
    whole = Image.new("RGB", (picture.width * scale, picture.height * scale))
    top = 0
    for strip in _strips(picture, scale):
        with Image.open(io.BytesIO(strip)) as drawn:
            whole.paste(drawn, (0, top))
            top += drawn.height
    # The other methods lose colours that fill a chart, even white.
    few = whole.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", compress_level=9)
    return file.getvalue()
