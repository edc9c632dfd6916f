"""The marks of figures as paths, by plotly's names."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

POLYGONS = {
    "pentagon": (5, 1.0),
    "hexagon": (6, 1.0),
    "star": (5, 0.4),
    "hexagram": (6, 0.577),
}
"""Name -> number of corners, and radius of the inner corners as a part of the outer radius; 1 without inner ones."""

CROSS = "x-thin"
"""The mark that has only lines and no inside."""


def path(symbol: str, x: float, y: float, size: float) -> str:
    """The outline of a mark of a size around a point; a circle if the name is unknown."""
    half = size / 2
    name = symbol.removesuffix("-open")
    if name == "square":
        return _polygon(
            [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
        )
    if name == "diamond":
        reach = half * 1.3
        return _polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)])
    if name == "triangle-up":
        side = half * 2 / sqrt(3)
        return _polygon([(x - side, y + half / 2), (x + side, y + half / 2), (x, y - half)])
    if name in POLYGONS:
        return _polygon(_corners(x, y, half * (1.4 if name == "star" else 1.0), *POLYGONS[name]))
    if name == CROSS:
        reach = half * (1 / sqrt(2))
        ends = ((reach, reach), (reach, -reach))
        return "".join(f"M{x - dx:.2f} {y - dy:.2f}L{x + dx:.2f} {y + dy:.2f}" for dx, dy in ends)
    return (
        f"M{x - half:.2f} {y:.2f}a{half:.2f} {half:.2f} 0 1 0 {size:.2f} 0"
        f"a{half:.2f} {half:.2f} 0 1 0 {-size:.2f} 0Z"
    )


def _corners(
    x: float, y: float, radius: float, count: int, inner: float
) -> list[tuple[float, float]]:
    steps = count if inner == 1 else 2 * count
    points = []
    for step in range(steps):
        distance = radius if inner == 1 or step % 2 == 0 else radius * inner
        angle = 2 * pi * step / steps
        points.append((x + distance * sin(angle), y - distance * cos(angle)))
    return points


def _polygon(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"
