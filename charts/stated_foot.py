"""The foot of a matrix of signatures: how many of the signatories that a source counts are known by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from charts.figure import SMALL, bar, hatched, scatter
from charts.palette import ACCENT, DARK_INK, UNKNOWN

ROW = 23
"""Pixels: the height of a line."""
CELL = 0.86
"""How much of its column and line a cell fills."""


class Stated(NamedTuple):
    """How many signatories of a submission are named, how many its source states, and the hover text."""

    named: int
    stated: int
    hover: str


def stated_foot(
    stated: Mapping[str, Stated],
    left_of: Mapping[str, float],
    top: float,
    number: Callable[[int], str],
) -> list[dict[str, Any]]:
    """Per submission in ``stated`` how many are named, a bar, and how many are stated, in two lines from ``top`` down.

    ``left_of`` has where the column of a submission begins, in widths of columns; ``number`` formats a number.
    """
    if not stated:
        return []
    signatory_counts = list(stated.values())
    lefts = [left_of[submission] for submission in stated]
    shares = [CELL * min(counts.named / counts.stated, 1) for counts in signatory_counts]
    starts = [left + (1 - CELL) / 2 for left in lefts]
    hovers = [counts.hover for counts in signatory_counts]
    shared = {"hovers": hovers, "showlegend": False}
    bars_shared = {"y": [top + ROW] * len(stated), "width": 6, **shared}
    figures = [
        scatter(
            mode="text",
            x=[left + 0.5 for left in lefts],
            y=[top + ROW * row_position] * len(signatory_counts),
            text=[number(value) for value in values],
            textfont={"size": SMALL, "color": DARK_INK},
            **shared,
        )
        for row_position, values in (
            (0.45, [counts.named for counts in signatory_counts]),
            (1.6, [counts.stated for counts in signatory_counts]),
        )
    ]
    return [
        bar(x=shares, base=starts, colour=ACCENT, **bars_shared),
        bar(
            x=[CELL - share for share in shares],
            base=[start + share for start, share in zip(starts, shares, strict=True)],
            marker=hatched(UNKNOWN),
            **bars_shared,
        ),
        *figures,
    ]
