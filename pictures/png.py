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
"""Pixels to draw at a time. Python runs no other thread meanwhile, so the server answers no reader."""
WAITING = 3
"""How many pictures may wait while resvg draws one; the module refuses more."""
COLOURS = 256
"""How many colours a PNG keeps: all of most charts, and a third of the bytes."""

# Each thread that draws would keep some memory for the next picture.
_drawer = ThreadPoolExecutor(1, "pictures")
_places = BoundedSemaphore(1 + WAITING)


class TooManyPictures(Exception):
    """WAITING pictures wait already. After ``seconds`` all of them are ready."""

    seconds = 2 * (1 + WAITING)


def png(picture: Picture, scale: int = 1) -> bytes:
    """A picture as PNG, ``scale`` times as large where it has at most PIXELS then.

    Letters that Source Sans lacks come from the fonts of the machine, which resvg reads only then. Raises
    TooManyPictures, and LettersMissing if none of these has them.
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
    counts: Counter[Any] = Counter()
    for strip in strips:
        image = _read(strip)
        for count, colour in image.getcolors(image.width * image.height) or ():
            counts[colour] += count
    colours = np.array([colour for colour, _count in counts.most_common()], dtype=np.uint8)
    palette = colours[:COLOURS, :3].astype(np.int32)
    nearest = [np.square(palette - colour).sum(axis=1).argmin() for colour in colours[:, :3]]
    # Pillow's own mapping to a palette looks at the first six bits of a colour alone: white would be grey.
    palette_index = np.zeros(1 << 24, dtype=np.uint8)
    palette_index[_codes(colours)] = nearest
    palette_image = Image.fromarray(
        np.concatenate([palette_index[_codes(_read(strip))] for strip in strips])
    )
    palette_image.putpalette(palette.astype(np.uint8).tobytes())
    buffer = io.BytesIO()
    palette_image.save(buffer, "PNG", compress_level=9)
    return buffer.getvalue()


def _strips(picture: Picture, scale: int) -> list[bytes]:
    """The picture in PNGs of at most STRIP pixels, from the top."""
    height = max(1, STRIP // (picture.width * scale**2))
    return [
        resvg_py.svg_to_bytes(
            svg_string=picture.strip(top, min(height, picture.height - top)),
            zoom=scale,
            font_files=list(fonts.FONT_FILES),
            font_family=fonts.FAMILY,
            sans_serif_family=fonts.FAMILY,
            skip_system_fonts=not fonts.lacks(picture.words),
        )
        for top in range(0, picture.height, height)
    ]


def _read(strip: bytes) -> Image.Image:
    with Image.open(io.BytesIO(strip)) as image:
        return image.convert("RGBA")


def _codes(colours: npt.ArrayLike | Image.Image) -> npt.NDArray[np.integer[Any]]:
    """Colours (red, green, blue, opaque as bytes, in the last dimension) as numbers."""
    return np.asarray(colours, dtype=np.uint8).view("<u4")[..., 0] & 0xFFFFFF
