"""Colours of pictures, which are light or dark, and colours as figures write them, for SVG.

Programs that open a picture know #rrggbb and an opacity better than rgba.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from charts.palette import ACCENT, DARK_INK


class Scheme(NamedTuple):
    """The colours of a picture. Marks are the same in every scheme, but for the accent, which is ``mark`` there."""

    ink: str
    quiet: str
    rule: str
    accent: str
    ground: str
    mark: str


LIGHT, DARK = "light", "dark"
SCHEMES = {
    LIGHT: Scheme(DARK_INK, "#54606B", "#D5DAE0", ACCENT, "#FFFFFF", ACCENT),
    DARK: Scheme("#E4EAEF", "#A9B4BE", "#33404B", "#7CC0E8", "#14191E", "#2B7BB0"),
}
"""Name of a scheme -> its colours, those of the pages."""

_scheme = ContextVar("scheme", default=SCHEMES[LIGHT])


def scheme() -> Scheme:
    """The colours of the picture in progress."""
    return _scheme.get()


@contextmanager
def drawn_in(name: str) -> Iterator[Scheme]:
    """Give what the block draws the colours of the scheme ``name``, one of SCHEMES."""
    token = _scheme.set(SCHEMES[name])
    try:
        yield SCHEMES[name]
    finally:
        _scheme.reset(token)


def of_text(colour: str) -> str:
    """The colour of a figure's text in the picture: dark ink becomes the ink of the scheme."""
    return scheme().ink if colour == DARK_INK else colour


_RGBA = re.compile(r"rgba?\(\s*([\d.]+)\s*,\s*([\d.]+)\s*,\s*([\d.]+)\s*(?:,\s*([\d.]+)\s*)?\)")
_HEX_BY_NAME = {"white": "#FFFFFF", "black": "#000000"}


@lru_cache(1_000)
def parts(colour: str) -> tuple[str, float]:
    """A colour as #rrggbb and its opacity."""
    match = _RGBA.fullmatch(colour.strip())
    if not match:
        return _HEX_BY_NAME.get(colour, colour), 1.0
    red, green, blue = (round(float(channel)) for channel in match.groups()[:3])
    return f"#{red:02X}{green:02X}{blue:02X}", float(match[4] or 1)


def fill(colour: str, opacity: float = 1.0) -> dict[str, Any]:
    """Attributes of a shape's or text's inside."""
    return _painted("fill", colour, opacity)


def stroke(colour: str, width: float, opacity: float = 1.0) -> dict[str, Any]:
    """Attributes of a line; none if it has no width."""
    return {**_painted("stroke", colour, opacity), "stroke_width": width} if width else {}


def _painted(attribute: str, colour: str, opacity: float) -> dict[str, Any]:
    solid, alpha = parts(colour)
    if solid == ACCENT:
        solid = scheme().mark
    combined = round(alpha * opacity, 3)
    return {attribute: solid} | ({} if combined == 1 else {f"{attribute}_opacity": combined})


def unseen(colour: str) -> bool:
    """Whether a colour is fully transparent."""
    return parts(colour)[1] == 0


def between(scale: list[tuple[float, str]], part: float) -> str:
    """The colour at ``part`` (0 to 1) of a scale of (position, colour)."""
    part = min(max(part, scale[0][0]), scale[-1][0])
    (start, start_colour), (end, end_colour) = next(
        pair for pair in pairwise(scale) if part <= pair[1][0]
    )
    share = (part - start) / (end - start) if end > start else 0.0
    (start_hex, start_alpha), (end_hex, end_alpha) = parts(start_colour), parts(end_colour)
    mixed = (
        round(
            (1 - share) * int(start_hex[index : index + 2], 16)
            + share * int(end_hex[index : index + 2], 16)
        )
        for index in (1, 3, 5)
    )
    alpha = (1 - share) * start_alpha + share * end_alpha
    return "rgba({}, {}, {}, {:.3f})".format(*mixed, alpha)
