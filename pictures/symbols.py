"""The marks of figures as paths, by plotly's names."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

POLYGONS = {
    "pentagon": (5, 1.0),
    "hexagon": (6, 1.0),
    "star": (5, 0.4),
    "hexagram": (6, 0.577),
}
"""Name -> corners, and how far the corners between them are from the middle, as a part of the radius; 1 if none are."""

_CROSSES = {"x-thin": True, "cross-thin": False}


def is_line(symbol: str) -> bool:
    """Whether a mark is made of lines, with nothing inside."""
    return symbol.removesuffix("-open") in _CROSSES


def path(symbol: str, x: float, y: float, size: float) -> str:
    """The outline of a mark of a size around a point; a circle for a name that is not known."""
    half = size / 2
    name = symbol.removesuffix("-open").removesuffix("-dot")
    if name == "square":
        return _polygon(
            [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
        )
    if name == "diamond":
        out = half * 1.3
        return _polygon([(x, y - out), (x + out, y), (x, y + out), (x - out, y)])
    if name in ("triangle-up", "triangle-down"):
        side, down = half * 2 / sqrt(3) * 1.0, 1 if name == "triangle-up" else -1
        return _polygon(
            [(x - side, y + half / 2 * down), (x + side, y + half / 2 * down), (x, y - half * down)]
        )
    if name in POLYGONS:
        return _polygon(_corners(x, y, half * (1.4 if name == "star" else 1.0), *POLYGONS[name]))
    if name in _CROSSES:
        along = half * (1 / sqrt(2) if _CROSSES[name] else 1.0)
        slant = along if _CROSSES[name] else 0.0
        ends = ((slant, along), (along, -slant))
        return "".join(f"M{x - dx:.2f} {y - dy:.2f}L{x + dx:.2f} {y + dy:.2f}" for dx, dy in ends)
    return (
        f"M{x - half:.2f} {y:.2f}a{half:.2f} {half:.2f} 0 1 0 {size:.2f} 0"
        f"a{half:.2f} {half:.2f} 0 1 0 {-size:.2f} 0Z"
    )


def _corners(
    x: float, y: float, radius: float, count: int, inner: float
) -> list[tuple[float, float]]:
    steps = count if inner == 1 else 2 * count
    found = []
    for step in range(steps):
        far = radius if inner == 1 or step % 2 == 0 else radius * inner
        angle = 2 * pi * step / steps
        found.append((x + far * sin(angle), y - far * cos(angle)))
    return found


def _polygon(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"
