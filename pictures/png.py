"""PNG of pictures, by resvg."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
import resvg_py
from PIL import Image

from pictures import fonts
from pictures.card import Picture

COLOURS = 256
"""How many colours a PNG keeps: all of most charts, and a third of the bytes."""


def png(picture: Picture, scale: float = 1.0) -> bytes:
    """A picture as PNG, ``scale`` times as large.

    Letters that Source Sans does not have are taken from the fonts of the machine, which are read only then.
    """
    drawn = resvg_py.svg_to_bytes(
        svg_string=picture.plain(),
        zoom=scale,
        font_files=fonts.font_files(),
        font_family=fonts.FAMILY,
        sans_serif_family=fonts.FAMILY,
        skip_system_fonts=not fonts.lacks(picture.words),
    )
    return _smaller(drawn)


def _smaller(drawn: bytes) -> bytes:
    """The same with its most frequent colours alone; others, at the edges of letters, become the nearest of these."""
    with Image.open(io.BytesIO(drawn)) as image:
        whole = image.convert("RGB")
    counted = sorted(whole.getcolors(whole.width * whole.height) or (), reverse=True)
    every = np.array([colour for _count, colour in counted], dtype=np.int32)
    kept = every[:COLOURS]
    nearest = np.arange(len(every))
    for place in range(len(kept), len(every)):
        nearest[place] = np.square(kept - every[place]).sum(axis=1).argmin()
    # Pillow's own mapping to a palette looks at the first six bits of a colour alone: white would be grey.
    place_of = np.zeros(1 << 24, dtype=np.uint8)
    place_of[_code(every)] = nearest
    few = Image.fromarray(place_of[_code(np.asarray(whole, dtype=np.int32))])
    few.putpalette(kept.astype(np.uint8).tobytes())
    file = io.BytesIO()
    few.save(file, "PNG", compress_level=9)
    return file.getvalue()


def _code(colours: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Colours, in the last dimension of the array, as numbers."""
    return colours[..., 0] << 16 | colours[..., 1] << 8 | colours[..., 2]
