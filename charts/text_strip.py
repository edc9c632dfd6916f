"""A text from its first paragraph to its last: a bar for each, as high as what met it, as dark as it is firm."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import LINE, ROOM, SMALL, annotation, bar, figure, key, text, width
from charts.palette import STRENGTH_COLOURS, UNKNOWN

HIGH, LOW = 110, 8
"""Pixels of the tallest bar, and of the sign of a paragraph that nothing met."""
_GAP, _WIDE = 4, 0.8
EDGE = {"width": 0.5, "color": STRENGTH_COLOURS["recognises-or-reaffirms"]}
"""Around each bar, so that the firmest show on a dark ground."""
_GROUND = "#F5D76E"
"""Behind the paragraph that is open."""


def text_strip(
    rows: pd.DataFrame,
    *,
    strengths: Mapping[str, str],
    nothing: str,
    chosen: str = "",
    hover: Callable[[Any], str],
) -> go.Figure:
    """A bar per paragraph in the order of the text. ``rows`` has ``paragraph``, ``strength`` and ``submissions``.

    ``strengths`` (id -> words) and ``nothing`` are the key. Bars that are the highest near them have their number. The
    paragraph ``chosen`` has a ground. customdata = [paragraph], on the whole height of each paragraph.
    """
    present = {one: words for one, words in strengths.items() if (rows.strength == one).any()}
    legend = key(
        [
            *(("■", STRENGTH_COLOURS[one], words) for one, words in present.items()),
            *([("■", UNKNOWN, nothing)] if (rows.submissions == 0).any() else []),
        ]
    )
    ids, counts = rows.paragraph.tolist(), rows.submissions.tolist()
    foot = legend.height + LINE + HIGH
    most = max([1, *counts])
    heights = [HIGH * count / most for count in counts]
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
            hovertext=[hover(row) for row in rows.itertuples()],
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
    numbers = [
        annotation(one + 0.5, foot - heights[one] - LINE, text(counts[one]), font={"size": SMALL})
        | {"xref": "x", "xanchor": "center", "align": "center"}
        for one in _peaks(counts)
    ]
    return figure(
        foot + LOW + 2 * _GAP + 8, traces, [*legend.notes, *numbers], (0, max(len(ids), 1))
    )


def _peaks(counts: list[int]) -> list[int]:
    """The places of the bars whose numbers have room: no bar is higher as near as a number is wide, and none is cut."""
    widest = max((width(text(count), SMALL) for count in counts), default=0.0) + _GAP
    near = math.ceil(widest * len(counts) / ROOM)
    found: list[int] = []
    for place, count in enumerate(counts):
        whole = near / 2 <= place + 0.5 <= len(counts) - near / 2
        higher = any(other > count for other in counts[max(place - near, 0) : place + near + 1])
        if count and whole and not higher and not (found and place - found[-1] <= near):
            found.append(place)
    return found
