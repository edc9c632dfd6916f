"""The positions of a figure's values in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Axis:
    """An axis from the pixel ``start`` to ``end``, which show the values ``first`` and ``last``."""

    start: float
    end: float
    first: float
    last: float

    @classmethod
    def of(cls, settings: Json, start: float, end: float) -> Axis:
        """The axis between two pixels, as a figure describes it."""
        first, last = settings.get("range", (0, 1))
        return cls(start, end, float(first), float(last))

    def at(self, value: float) -> float:
        """The pixel of a value."""
        part = (value - self.first) / (self.last - self.first)
        return self.start + part * (self.end - self.start)

    def long(self, span: float) -> float:
        """How many pixels a span of values takes."""
        return abs(span / (self.last - self.first) * (self.end - self.start))


@dataclass(frozen=True)
class Plot:
    """The ground on which a figure draws: its box of pixels and its axes."""

    left: float
    top: float
    right: float
    bottom: float
    x: Axis
    y: Axis

    @classmethod
    def of(cls, layout: Json, left: float, top: float, right: float, bottom: float) -> Plot:
        """The ground of a figure in a box."""
        return cls(
            *(left, top, right, bottom),
            Axis.of(layout.get("xaxis", {}), left, right),
            Axis.of(layout.get("yaxis", {}), bottom, top),
        )

    def across(self, value: float, reference: str) -> float:
        """The pixel from the left of a value of the x axis, or of a share of the width (``paper``)."""
        if reference == "paper":
            return self.left + value * (self.right - self.left)
        return self.x.at(value)

    def down(self, value: float, reference: str) -> float:
        """The pixel from the top of a value of the y axis, or of a share of the height from below (``paper``)."""
        if reference == "paper":
            return self.bottom - value * (self.bottom - self.top)
        return self.y.at(value)


def each(value: Any, count: int) -> list[Any]:
    """A property that a trace gives once or for each mark, for each mark."""
    if isinstance(value, (list, tuple)):
        return list(value)
    if hasattr(value, "tolist"):
        return list(value.tolist())
    return [value] * count


def has_value(value: Any) -> bool:
    """Whether a value is known: neither None nor NaN."""
    return value is not None and value == value
