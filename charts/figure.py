"""What all figures share.

Measured in pixels from the top, so that they read the same on a phone and on a wide screen.
"""

import re
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from charts.palette import DARK_INK

LINE = 16
FONT = 13
SMALL = 12
LONGEST = 1_000
"""Characters of a label: more than any name has, and few enough for a screen."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")

LEGEND: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "xanchor": "left",
    "y": 0,
    "yanchor": "top",
    "font": {"size": SMALL, "color": DARK_INK},
    "bgcolor": "rgba(0,0,0,0)",
    "itemclick": False,
    "itemdoubleclick": False,
}
"""A legend in one line beneath the figure that says what there is and changes nothing."""

STEADY: dict[str, Any] = {
    "selected": {"textfont": {"color": DARK_INK}},
    "unselected": {"marker": {"opacity": 1}, "textfont": {"color": DARK_INK}},
}
"""Marks and the text on them keep their look when another is clicked; plotly fails at a click without both."""


def text(value: object, width: int = 0) -> str:
    """Data as plotly text: plotly reads a little HTML, so it is escaped; wrapped at ``width`` characters if given.

    Controls and direction overrides become a space; what is longer than LONGEST is cut.
    """
    words = _CONTROLS.sub(" ", str(value))
    if len(words) > LONGEST:
        words = words[: LONGEST - 1] + "…"
    lines = textwrap.wrap(words, width) if width else [words]
    return "<br>".join(escape(line, quote=False) for line in lines) or "–"


def lines(label: str) -> int:
    """How many lines a label of ``text`` takes."""
    return label.count("<br>") + 1


def bar(**properties: Any) -> dict[str, Any]:
    """A horizontal bar trace that keeps its look when others are selected."""
    return {
        "type": "bar",
        "orientation": "h",
        "unselected": {"marker": {"opacity": 1}},
        **properties,
    }


def cell_trace(colours: Sequence[str], **properties: Any) -> dict[str, Any]:
    """A trace of bars that are the cells of a table: what stands in them is whole, upright and in the middle."""
    return bar(
        marker={"color": colours, "line": {"width": 0}},
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        hovertemplate="%{hovertext}<extra></extra>",
        **{"textfont": {"size": SMALL}, **properties},
    )


def scatter(**properties: Any) -> dict[str, Any]:
    """A trace of markers that keep their look when others are selected."""
    return {
        "type": "scatter",
        "mode": "markers",
        "unselected": {"marker": {"opacity": 1}},
        **properties,
    }


def figure(
    height: float,
    traces: list[dict[str, Any]],
    annotations: list[dict[str, Any]],
    x: tuple[float, float],
    **layout: Any,
) -> go.Figure:
    """A figure without axes whose y runs in pixels from the top; ``height`` is its height in pixels.

    Plotly's own checking of every property takes most of the time of drawing; it is done in the tests instead.
    """
    hidden = {"visible": False, "fixedrange": True}
    return go.Figure(
        traces,
        {
            "height": max(height, 40),
            "margin": {"l": 0, "r": 0, "t": 4, "b": 4, "pad": 0},
            "xaxis": {**hidden, "range": list(x)},
            "yaxis": {**hidden, "range": [height - 8, 0]},
            "annotations": annotations,
            "barmode": "overlay",
            "bargap": 0,
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "clickmode": "event+select",
            # As a picture: dark on white. On a page frame.css gives text the page's colour and takes the ground away.
            "font": {"size": FONT, "color": DARK_INK},
            "paper_bgcolor": "#FFFFFF",
            "plot_bgcolor": "rgba(0,0,0,0)",
            **layout,
        },
        _validate=False,
    )


def annotation(
    x: float, y: float, words: str, *, right: bool = False, **more: Any
) -> dict[str, Any]:
    """A text whose top is ``y`` pixels from the top; ``x`` is a share of the width."""
    return {
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "y",
        "text": words,
        "showarrow": False,
        "xanchor": "right" if right else "left",
        "yanchor": "top",
        "align": "right" if right else "left",
        "borderpad": 0,
        **more,
    }
