"""The equal-earth projection of figures with a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import asin, cos, floor, radians, sin, sqrt
from typing import Any

Point = tuple[float, float]

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2


def equal_earth(longitude: float, latitude: float) -> Point:
    """The position on the flat map, with y upwards, of a place in degrees (Šavrič, Patterson, Jenny 2018)."""
    flat = asin(_M * sin(radians(latitude)))
    square = flat * flat
    sixth = square**3
    x = radians(longitude) * cos(flat)
    x /= _M * (_A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square))
    return x, flat * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))


class Map:
    """The map of a figure in a box of pixels: as large as fits, in the middle."""

    def __init__(
        self, geo: dict[str, Any], left: float, top: float, width: float, height: float
    ) -> None:
        self.west, self.east = geo.get("lonaxis", {}).get("range", (-180, 180))
        south, north = geo.get("lataxis", {}).get("range", (-90, 90))
        self._middle = (self.west + self.east) / 2
        edge = [
            equal_earth(longitude - self._middle, latitude)
            for longitude in (self.west, self._middle, self.east)
            for latitude in (south, max(south, min(0.0, north)), north)
        ]
        xs, ys = [x for x, _y in edge], [y for _x, y in edge]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        self._scale = min(width / wide, height / high)
        self._left = left + (width - wide * self._scale) / 2 - min(xs) * self._scale
        self._top = top + (height - high * self._scale) / 2 + max(ys) * self._scale

    def at(self, longitude: float, latitude: float) -> Point:
        """The position of a place in pixels."""
        shifted = longitude + 360 if longitude < self.west else longitude
        return self._on(shifted, latitude)

    def path(self, geometry: dict[str, Any]) -> str:
        """The outline of a country in GeoJSON as a path, on the side of the map on which most of it lies."""
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        return "".join(self._ring(ring) for polygon in polygons for ring in polygon)

    def _ring(self, ring: Sequence[Sequence[float]]) -> str:
        longitudes = _without_jumps([point[0] for point in ring])
        middle = sum(longitudes) / len(longitudes)
        shift = 360 * floor((self.east - middle) / 360)
        points = zip(longitudes, ring, strict=True)
        return _path(self._on(longitude + shift, point[1]) for longitude, point in points)

    def _on(self, longitude: float, latitude: float) -> Point:
        x, y = equal_earth(longitude - self._middle, latitude)
        return self._left + x * self._scale, self._top - y * self._scale


def _without_jumps(longitudes: Sequence[float]) -> list[float]:
    """Longitudes along an outline, which go on beyond 180 degrees where the outline does."""
    continuous = [longitudes[0]]
    for longitude in longitudes[1:]:
        continuous.append(longitude - 360 * round((longitude - continuous[-1]) / 360))
    return continuous


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
