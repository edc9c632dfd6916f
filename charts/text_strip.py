"""A text from its first paragraph to its last: a bar for each, as high as what met it, as dark as it is firm."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import SMALL, annotation, bar, chart_room, figure, key, width
from charts.palette import STRENGTH_COLOURS, UNKNOWN
from data.rows import each

HIGH, LOW = 110, 8
"""Pixels of the tallest bar, and of the sign of a paragraph that nothing met."""
_GAP, _WIDE = 4, 0.8
_NUMBER = 16
"""Pixels over a bar for its number."""
EDGE = {"width": 0.5, "color": STRENGTH_COLOURS["recognises-or-reaffirms"]}
"""Around each bar, so that the firmest show on a dark ground."""
_GROUND = "#F5D76E"
"""Behind the paragraph that is open."""


def text_strip(
    rows: pd.DataFrame,
    *,
    strengths: Mapping[str, str],
    nothing: str,
    number: Callable[[int], str] = str,
    chosen: str = "",
    hover: Callable[[Any], str],
) -> go.Figure:
    """A bar per paragraph in the order of the text. ``rows`` has ``paragraph``, ``strength`` and ``submissions``.

    ``strengths`` (id -> words) and ``nothing`` are the key. ``number`` writes the figures over the bars that are the
    highest as far as a figure is wide. The paragraph ``chosen`` has a ground. customdata =
    [paragraph], on the whole height of each paragraph.
    """
    present = {one: words for one, words in strengths.items() if (rows.strength == one).any()}
    legend = key(
        [
            *(("■", STRENGTH_COLOURS[one], words) for one, words in present.items()),
            *([("■", UNKNOWN, nothing)] if (rows.submissions == 0).any() else []),
        ]
    )
    top, ids = legend.height, rows.paragraph.tolist()
    foot = top + _NUMBER + HIGH
    most = max([1, *rows.submissions])
    heights = [HIGH * count / most for count in rows.submissions]
    places = list(range(len(ids)))
    traces = [
        bar(
            x=[1.0] * len(ids),
            base=[float(place) for place in places],
            y=[foot - HIGH / 2 + (LOW + _GAP) / 2] * len(ids),
            width=[HIGH + LOW + _GAP] * len(ids),
            marker={
                "color": [_GROUND if one == chosen else "rgba(0,0,0,0)" for one in ids],
                "line": {"width": 0},
            },
            customdata=[[one] for one in ids],
            hovertext=[hover(row) for row in each(rows)],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]
    met = [place for place in places if heights[place]]
    unmet = [place for place in places if not heights[place]]
    colours = [STRENGTH_COLOURS[one] for one in rows.strength]
    for some, centres, high, colour in (
        (met, [foot - heights[one] / 2 for one in met], [heights[one] for one in met], colours),
        (unmet, [foot + _GAP + LOW / 2] * len(unmet), [LOW] * len(unmet), [UNKNOWN] * len(ids)),
    ):
        traces.append(
            bar(
                x=[_WIDE] * len(some),
                base=[one + (1 - _WIDE) / 2 for one in some],
                y=centres,
                width=high,
                marker={"color": [colour[one] for one in some], "line": EDGE},
                customdata=[[ids[one]] for one in some],
                hoverinfo="skip",
            )
        )
    figures = [
        _figure(place, foot - heights[place], number(count), len(ids))
        for place, count in _peaks(rows.submissions.tolist(), width(number(most), SMALL))
    ]
    notes = [*legend.notes, *figures]
    return figure(foot + LOW + 2 * _GAP + 8, traces, notes, (0, max(len(ids), 1)))


def _peaks(counts: list[int], wide: float) -> list[tuple[int, int]]:
    """The places and counts of bars that none outdoes as far as a figure is ``wide`` pixels; of equals the first."""
    reach = math.ceil((wide + 2) * len(counts) / chart_room())
    return [
        (place, count)
        for place, count in enumerate(counts)
        if count > max(counts[max(place - reach, 0) : place], default=0)
        and count >= max(counts[place : place + reach + 1])
    ]


def _figure(place: int, top: float, words: str, places: int) -> dict[str, Any]:
    """A figure over a bar, within the chart's sides."""
    half = width(words, SMALL) * places / chart_room() / 2
    side = min(max(place + 0.5, half), max(places - half, half))
    return annotation(side, top - _NUMBER, words, font={"size": SMALL}) | {
        "xref": "x",
        "xanchor": "center",
    }
