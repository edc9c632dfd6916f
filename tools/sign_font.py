"""Makes a small font of the signs in our texts that Source Sans lacks, so that they need no other font."""

from __future__ import annotations

import io
from math import cos, pi, sin

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from pictures.fonts import SIGNS_FAMILY as FAMILY

EM, WIDTH = 1000, 650
"""Units of an em, and the width of a sign: the width that charts.measure assumes for an unknown letter."""

Point = tuple[float, float]

_MIDDLE, _RADIUS, _LINE = (325.0, 330.0), 280.0, 60.0


def _around(corners: int, *radii: float) -> list[Point]:
    """Corners around the middle, clockwise from the top, at the ``radii`` in turn."""
    angles = [2 * pi * corner / corners for corner in range(corners)]
    fars = [radii[corner % len(radii)] for corner in range(corners)]
    return [
        (_MIDDLE[0] + far * sin(angle), _MIDDLE[1] + far * cos(angle))
        for far, angle in zip(fars, angles, strict=True)
    ]


def _hollow(corners: int) -> list[list[Point]]:
    """An outline of a line's width: the inner one runs the other way."""
    inner = _around(corners, _RADIUS - _LINE * (1.4 if corners == 4 else 1.0))
    return [_around(corners, _RADIUS), inner[::-1]]


def _left_half() -> list[Point]:
    return _around(48, _RADIUS)[24:] + _around(48, _RADIUS)[:1]


def _cross() -> list[Point]:
    """Two bars of a line's width from corner to corner."""
    far, near, inner = 230, 170, 60
    corners = [(-far, near), (-near, far), (0, inner), (near, far), (far, near), (inner, 0)]
    all_corners = [*corners, *((-x, -y) for x, y in corners)]
    return [(_MIDDLE[0] + x, _MIDDLE[1] + y) for x, y in all_corners]


def _hatched() -> list[list[Point]]:
    """A square of a line's width with three lines across, from the lower left to the upper right."""
    far, near = 250.0, 250.0 - _LINE
    square = [(-far, far), (far, far), (far, -far), (-far, -far)]
    inner = [(-near, -near), (near, -near), (near, near), (-near, near)]
    half = _LINE / 2
    stripes = [
        [(x0, y0 + half), (x1, y1 + half), (x1, y1 - half), (x0, y0 - half)]
        for (x0, y0), (x1, y1) in (
            ((-near, 0), (0, near)),
            ((-near, -near), (near, near)),
            ((0, -near), (near, 0)),
        )
    ]
    return [
        [(_MIDDLE[0] + x, _MIDDLE[1] + y) for x, y in outline]
        for outline in (square, inner, *stripes)
    ]


SIGNS: dict[str, list[list[Point]]] = {
    "◐": [*_hollow(48), _left_half()],
    "✕": [_cross()],
    "◇": _hollow(4),
    "◎": [*_hollow(48), _around(48, _RADIUS * 0.4)],
    "▨": _hatched(),
    "✶": [_around(12, _RADIUS, _RADIUS * 0.45)],
}
"""Sign -> its outlines, clockwise."""


def font() -> bytes:
    """The font as a TrueType file."""
    names = {sign: f"sign{index}" for index, sign in enumerate(SIGNS)}
    glyphs = {".notdef": _glyph([])} | {names[sign]: _glyph(lines) for sign, lines in SIGNS.items()}
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(sign): name for sign, name in names.items()})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (WIDTH, 0)))
    builder.setupHorizontalHeader(ascent=984, descent=-273)
    font_names = {"familyName": FAMILY, "styleName": "Regular", "psName": FAMILY.replace(" ", "")}
    builder.setupNameTable(font_names)
    builder.setupOS2(sTypoAscender=750, sTypoDescender=-250, usWinAscent=984, usWinDescent=273)
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _glyph(outlines: list[list[Point]]) -> object:
    pen = TTGlyphPen(None)
    for points in outlines:
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
