"""Bars with room for words: each under its label and a line that says more, with a tick to compare it with."""

from collections.abc import Callable, Collection
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import HOVER, SMALL, annotation, bar, chart_room, figure, high, small, text
from charts.palette import ACCENT, CLEAR, DARK_INK, faded_beside
from data.rows import each

BAR = 9
GAP = 9
_EDGE = "#FFFFFF"
_TICK = 0.009
"""How thick a tick is, as a share of the width."""


def noted_bars(
    rows: pd.DataFrame,
    *,
    identifier: str,
    label: str,
    value: str,
    words: Callable[[Any], str],
    hover: Callable[[Any], str],
    colour: str = ACCENT,
    chosen: Collection[str] = (),
    tick: str = "",
    widest: float = 0,
) -> go.Figure:
    """One bar per row, in the rows' order: ``label``, ``words(row)``, and under them the bar.

    ``rows`` has the columns named by ``identifier``, ``label``, ``value`` and ``tick``; without ``tick`` no ticks are
    drawn, nor where that cell is missing. The longest bar is ``widest``, else the largest value. Words and hovers are
    plain text; hovers may hold line ends. If any identifier is in ``chosen`` the other bars are faded. Tick, bar and
    the whole row around them have customdata = [identifier].
    """
    annotations, middles, heights, centres = [], [], [], []
    top = 0.0
    for row in each(rows):
        name = text(getattr(row, label), chart_room())
        subtitle = text(words(row), chart_room(), SMALL)
        height = high(name) + high(subtitle, SMALL) + 3 + BAR + GAP
        annotations.append(annotation(0, top, name))
        annotations.append(small(0, top + high(name), subtitle, opacity=0.85))
        middles.append(top + (height - GAP) / 2)
        centres.append(top + height - GAP - BAR / 2)
        heights.append(height)
        top += height
    longest = widest or (float(rows[value].max()) if len(rows) else 0.0) or 1.0
    ids = [[row_id] for row_id in rows[identifier]]
    colours = [faded_beside(colour, row_id, chosen) for row_id in rows[identifier]]
    hovers = [
        "<br>".join(text(line, HOVER) for line in hover(row).split("\n")) for row in each(rows)
    ]
    marks = {"ids": ids, "hovers": hovers}
    values = [float(number) for number in rows[value]]
    traces = [
        bar(x=[longest] * len(rows), y=middles, width=heights, colour=CLEAR, **marks),
        bar(x=values, y=centres, width=BAR, colour=colours, **marks),
    ]
    if tick:
        traces.append(_ticks(rows[tick], centres, longest, ids, hovers))
    return figure(top + 8, traces, annotations, (0, longest * 1.005))


def _ticks(
    values: "pd.Series[float]",
    centres: list[float],
    longest: float,
    ids: list[list[str]],
    hovers: list[str],
) -> dict[str, Any]:
    """Upright ticks, dark with a pale edge, so that they show on bars and on a ground of either theme."""
    indices = [index for index, value in enumerate(values) if value == value]
    tick_width = _TICK * longest
    return bar(
        x=[tick_width] * len(indices),
        base=[
            min(max(float(values.iloc[index]) - tick_width / 2, 0.0), longest - tick_width)
            for index in indices
        ],
        y=[centres[index] for index in indices],
        width=BAR + 6,
        marker={"color": DARK_INK, "line": {"width": 1, "color": _EDGE}},
        ids=[ids[index] for index in indices],
        hovers=[hovers[index] for index in indices],
    )
