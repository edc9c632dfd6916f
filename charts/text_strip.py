"""A text as a strip: a bar per paragraph, as high as its number of submissions, as dark as the paragraph is firm."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import SMALL, bar, chart_room, figure, key, small, width
from charts.palette import CLEAR, STRENGTH_COLOURS, UNKNOWN
from data.rows import each

HIGH, LOW = 110, 8
"""Heights in pixels of the tallest bar, and of the sign of a paragraph without submissions."""
_GAP, _WIDE = 4, 0.8
_NUMBER = 16
"""Pixels over a bar for its number."""
EDGE = {"width": 0.5, "color": STRENGTH_COLOURS["recognises-or-reaffirms"]}
"""Around each bar, so that the firmest show on a dark ground."""
_GROUND = "#F5D76E"
"""Background of the paragraph that is open."""


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

    ``strengths`` (id -> words) and ``nothing`` are the key. ``number`` formats the numbers over the bars that are the
    highest within the width of a number. The paragraph ``chosen`` has a background. customdata = [paragraph], on the
    full height of each paragraph.
    """
    present_strengths = set(rows.strength)
    entries = [
        ("■", STRENGTH_COLOURS[strength], words)
        for strength, words in strengths.items()
        if strength in present_strengths
    ]
    if (rows.submissions == 0).any():
        entries.append(("■", UNKNOWN, nothing))
    legend = key(entries)
    paragraphs = rows.paragraph.tolist()
    ids = [[paragraph] for paragraph in paragraphs]
    foot = legend.height + _NUMBER + HIGH
    most = max([1, *rows.submissions])
    heights = [HIGH * count / most for count in rows.submissions]
    grounds = bar(
        x=[1.0] * len(ids),
        base=[float(index) for index in range(len(ids))],
        y=[foot - HIGH / 2 + (LOW + _GAP) / 2] * len(ids),
        width=[HIGH + LOW + _GAP] * len(ids),
        colour=[_GROUND if paragraph == chosen else CLEAR for paragraph in paragraphs],
        ids=ids,
        hovers=[hover(row) for row in each(rows)],
    )
    strength_colours = [STRENGTH_COLOURS[strength] for strength in rows.strength]
    met = [
        (index, foot - height / 2, height, strength_colours[index])
        for index, height in enumerate(heights)
        if height
    ]
    unmet = [
        (index, foot + _GAP + LOW / 2, LOW, UNKNOWN)
        for index, height in enumerate(heights)
        if not height
    ]
    bars = [
        bar(
            x=[_WIDE] * len(marks),
            base=[index + (1 - _WIDE) / 2 for index, *_rest in marks],
            y=[middle for _index, middle, *_rest in marks],
            width=[height for *_position, height, _colour in marks],
            marker={"color": [colour for *_position, colour in marks], "line": EDGE},
            ids=[ids[index] for index, *_rest in marks],
            hoverinfo="skip",
        )
        for marks in (met, unmet)
    ]
    numbers = [
        _figure(index, foot - heights[index], number(count), len(ids))
        for index, count in _peaks(rows.submissions.tolist(), width(number(most), SMALL))
    ]
    return figure(
        foot + LOW + 2 * _GAP + 8,
        [grounds, *bars],
        [*legend.notes, *numbers],
        (0, max(len(ids), 1)),
    )


def _peaks(counts: list[int], wide: float) -> list[tuple[int, int]]:
    """The indices and counts of bars with no higher bar within ``wide`` pixels on either side; of equals, the first."""
    reach = math.ceil((wide + 2) * len(counts) / chart_room())
    return [
        (index, count)
        for index, count in enumerate(counts)
        if count > max(counts[max(index - reach, 0) : index], default=0)
        and count >= max(counts[index : index + reach + 1])
    ]


def _figure(index: int, top: float, words: str, places: int) -> dict[str, Any]:
    """The number over the bar at ``index`` of ``places`` bars, within the chart's sides."""
    half = width(words, SMALL) * places / chart_room() / 2
    side = min(max(index + 0.5, half), max(places - half, half))
    return small(side, top - _NUMBER, words, xref="x", xanchor="center")
