"""PNG of pictures, by resvg: one at a time in the process, and a strip of it at a time."""

from __future__ import annotations

import io
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Any

import numpy as np
import numpy.typing as npt
import resvg_py
from PIL import Image

from pictures import fonts, glyphs
from pictures.card import Picture

PIXELS = 8_000_000
"""The most pixels of a PNG: as many as take a second."""
STRIP = 1_000_000
"""Pixels that are drawn at a time. Python runs no other thread meanwhile, so no reader is answered."""
WAITING = 3
"""How many pictures may wait while one is drawn. More are refused."""
COLOURS = 256
"""How many colours a PNG keeps: all of most charts, and a third of the bytes."""

# Each thread that draws would keep some memory for the next picture.
_drawer = ThreadPoolExecutor(1, "pictures")
_places = BoundedSemaphore(1 + WAITING)


class TooManyPictures(Exception):
    """WAITING pictures wait already. After ``seconds`` all of these are made."""

    seconds = 2 * (1 + WAITING)


def png(picture: Picture, scale: int = 1) -> bytes:
    """A picture as PNG, ``scale`` times as large where it has at most PIXELS then.

    Letters that Source Sans does not have are taken from the fonts of the machine, which are read only then. Raises
    TooManyPictures, and LettersMissing where none of these has them.
    """
    if picture.width * picture.height * scale**2 > PIXELS:
        scale = 1
    if not _places.acquire(blocking=False):
        raise TooManyPictures
    try:
        return _drawer.submit(_file, picture, scale).result()
    finally:
        _places.release()


def _file(picture: Picture, scale: int) -> bytes:
    """The PNG with its most frequent colours alone; others, at the edges of letters, become the nearest of these."""
    if letters := glyphs.missing(picture.words):
        raise glyphs.LettersMissing(letters)
    strips = _strips(picture, scale)
    counted: Counter[Any] = Counter()
    for strip in strips:
        image = _read(strip)
        for count, colour in image.getcolors(image.width * image.height) or ():
            counted[colour] += count
    every = np.array([colour for colour, _count in counted.most_common()], dtype=np.uint8)
    kept = every[:COLOURS, :3].astype(np.int32)
    nearest = [np.square(kept - colour).sum(axis=1).argmin() for colour in every[:, :3]]
    # Pillow's own mapping to a palette looks at the first six bits of a colour alone: white would be grey.
    place_of = np.zeros(1 << 24, dtype=np.uint8)
    place_of[_codes(every)] = nearest
    few = Image.fromarray(np.concatenate([place_of[_codes(_read(strip))] for strip in strips]))
    few.putpalette(kept.astype(np.uint8).tobytes())
    file = io.BytesIO()
    few.save(file, "PNG", compress_level=9)
    return file.getvalue()


def _strips(picture: Picture, scale: int) -> list[bytes]:
    """The picture in PNGs of at most STRIP pixels, from the top."""
    high = max(1, STRIP // (picture.width * scale**2))
    return [
        resvg_py.svg_to_bytes(
            svg_string=picture.strip(top, min(high, picture.height - top)),
            zoom=scale,
            font_files=list(fonts.FONT_FILES),
            font_family=fonts.FAMILY,
            sans_serif_family=fonts.FAMILY,
            skip_system_fonts=not fonts.lacks(picture.words),
        )
        for top in range(0, picture.height, high)
    ]


def _read(strip: bytes) -> Image.Image:
    with Image.open(io.BytesIO(strip)) as image:
        return image.convert("RGBA")


def _codes(colours: npt.ArrayLike | Image.Image) -> npt.NDArray[np.integer[Any]]:
    """Colours (red, green, blue, opaque as bytes, in the last dimension) as numbers."""
    return np.asarray(colours, dtype=np.uint8).view("<u4")[..., 0] & 0xFFFFFF
