"""The foot of a matrix of signatures: how many of the signatories that a source states are known by name."""

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
    """How many signatories of a submission are named and how many its source states, and what says so on hover."""

    named: int
    stated: int
    hover: str


def stated_foot(
    told: Mapping[str, Stated],
    left_of: Mapping[str, float],
    top: float,
    number: Callable[[int], str],
) -> list[dict[str, Any]]:
    """Of each submission in ``told`` how many are named, a bar, how many are stated; two lines from ``top`` down.

    ``left_of`` says where the column of a submission begins, in widths of columns; ``number`` writes a figure.
    """
    if not told:
        return []
    every = list(told.values())
    lefts = [left_of[submission] for submission in told]
    shares = [CELL * min(one.named / one.stated, 1) for one in every]
    starts = [left + (1 - CELL) / 2 for left in lefts]
    hovers = {
        "hovertext": [one.hover for one in every],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }
    between = {"y": [top + ROW] * len(every), "width": 6, **hovers}
    figures = [
        scatter(
            mode="text",
            x=[left + 0.5 for left in lefts],
            y=[top + ROW * down] * len(every),
            text=[number(count) for count in counts],
            textfont={"size": SMALL, "color": DARK_INK},
            **hovers,
        )
        for down, counts in (
            (0.45, [one.named for one in every]),
            (1.6, [one.stated for one in every]),
        )
    ]
    return [
        bar(x=shares, base=starts, marker={"color": ACCENT, "line": {"width": 0}}, **between),
        bar(
            x=[CELL - share for share in shares],
            base=[start + share for start, share in zip(starts, shares, strict=True)],
            marker=hatched(UNKNOWN),
            **between,
        ),
        *figures,
    ]
