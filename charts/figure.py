"""What all figures share.

Figures are measured in pixels from the top, so that they read the same on a phone and on a wide screen.
"""

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from typing import Any

import plotly.graph_objects as go

from charts.measure import fitting, wrapped
from charts.measure import width as measured
from charts.palette import CLEAR, DARK_INK

LINE = 16
FAMILY = '"Source Sans", sans-serif'
"""The fonts of the pages."""
FONT = 13
SMALL = 12
HOVER = 240
"""The width in pixels of a line beside the pointer."""
ROOM = 260
"""The width in pixels that a chart has in a card on the narrowest screen, which is 320 wide."""
LONGEST = 1_000
"""Characters of a label: more than any name has, and few enough for a screen."""

_room: ContextVar[float] = ContextVar("room", default=ROOM)

_BETWEEN = "   "
_KEY_LINE, _UNDER_KEY = 19, 6
_SIGN = 3
"""By how many pixels a key's signs are larger than its words."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")

LEGEND: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "xanchor": "left",
    "y": 0,
    "yanchor": "top",
    "font": {"size": SMALL, "color": DARK_INK},
    "bgcolor": CLEAR,
    "itemclick": False,
    "itemdoubleclick": False,
}
"""A legend in one line beneath the figure; a click on it changes nothing."""

HOVER_LABEL: dict[str, Any] = {
    "bgcolor": "#FFFFFF",
    "bordercolor": "#DDE4EA",
    "font": {"family": FAMILY, "size": SMALL},
}
"""The look of the hover text; frame.css has its colours in a dark scheme."""

TEXT_INSIDE: dict[str, Any] = {
    "textposition": "inside",
    "insidetextanchor": "middle",
    "textangle": 0,
    "constraintext": "none",
}
"""Text on bars: uncut, upright and in the middle."""

STEADY: dict[str, Any] = {
    "selected": {"textfont": {"color": DARK_INK}},
    "unselected": {"marker": {"opacity": 1}, "textfont": {"color": DARK_INK}},
}
"""Marks and the text on them keep their look when another is clicked; plotly fails at a click without both."""


def chart_room() -> float:
    """The width in pixels for which charts are laid out."""
    return _room.get()


@contextmanager
def laid_out_for(pixels: float) -> Iterator[None]:
    """Lay out the charts that are drawn in this context for a width in ``pixels``."""
    token = _room.set(pixels)
    try:
        yield
    finally:
        _room.reset(token)


@lru_cache(10_000, typed=True)
def text(value: object, pixels: float = 0, size: float = FONT, *, bold: bool = False) -> str:
    """Data as plotly text, escaped since plotly reads a little HTML; with ``pixels``, no line is wider than that.

    Controls and direction overrides become a space; a text longer than LONGEST is cut. Soft hyphens mark where a word
    may be divided.
    """
    words = _plain(value)
    text_lines = wrapped(words, pixels, size, bold=bold) if pixels else [words]
    return "<br>".join(escape(line, quote=False) for line in text_lines) or "–"


def shortened(value: object, pixels: float, size: float = FONT) -> str:
    """Data as plotly text in one line no wider than ``pixels``; a longer text is cut and ends with an ellipsis."""
    words = _plain(value)
    if measured(words, size) > pixels:
        words = words[: fitting(words, pixels - measured("…", size), size)].rstrip() + "…"
    return text(words)


def _plain(value: object) -> str:
    words = _CONTROLS.sub(" ", str(value))
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def width(label: str, size: float = FONT) -> float:
    """How many pixels wide a label of ``text`` is: its longest line."""
    return max(measured(unescape(line), size) for line in label.split("<br>"))


def lines(label: str) -> int:
    """How many lines a label of ``text`` takes."""
    return label.count("<br>") + 1


def high(label: str, size: float = FONT) -> float:
    """How many pixels a label of ``text`` is high: plotly puts its lines 1.3 times the font size apart."""
    return size + 3 + 1.3 * size * (lines(label) - 1)


def bar(**properties: Any) -> dict[str, Any]:
    """A trace of horizontal bars; properties are those of ``trace``."""
    return {"orientation": "h", **trace("bar", **properties)}


def scatter(**properties: Any) -> dict[str, Any]:
    """A trace of markers; properties are those of ``trace``."""
    return {"mode": "markers", **trace("scatter", **properties)}


def trace(
    kind: str,
    *,
    colour: str | Sequence[str] | None = None,
    ids: Sequence[Sequence[str]] | None = None,
    hovers: Sequence[str] | None = None,
    **properties: Any,
) -> dict[str, Any]:
    """A trace of Plotly's type ``kind`` whose marks keep their look when others are selected.

    ``colour`` is one for all or one for each, without an edge; ``ids`` are what a click on a mark gives, ``hovers`` the
    texts beside the pointer.
    """
    described: dict[str, Any] = {"type": kind, "unselected": {"marker": {"opacity": 1}}}
    if colour is not None:
        described["marker"] = {"color": colour, "line": {"width": 0}}
    if ids is not None:
        described["customdata"] = ids
    if hovers is not None:
        described |= {"hovertext": hovers, "hovertemplate": "%{hovertext}<extra></extra>"}
    return described | properties


def hatched(colour: str, ground: str = "") -> dict[str, Any]:
    """The marker of bars with diagonal lines in ``colour``, on the figure's background or on the colour ``ground``."""
    background = {"bgcolor": ground} if ground else {}
    return {
        "color": colour,
        "pattern": {"shape": "/", "size": 5, "solidity": 0.3, **background},
        "line": {"width": 0},
    }


class Figure(go.Figure):  # type: ignore[misc]
    """A figure that builds its plotly objects only when code reads one of its attributes.

    Its description is enough to draw it: plotly copies that twice, which took a tenth of a page run.
    """

    def __init__(self, traces: list[dict[str, Any]], layout: dict[str, Any]) -> None:
        self.__dict__["described"] = {"data": traces, "layout": layout}

    def __getattr__(self, name: str) -> Any:
        description = self.__dict__.pop("described", None)
        if description is None:
            raise AttributeError(name)
        super().__init__(description["data"], description["layout"], _validate=False)
        return getattr(self, name)

    def to_dict(self) -> dict[str, Any]:
        """The description: traces under ``data``, and ``layout``. Do not change it."""
        description: dict[str, Any] | None = self.__dict__.get("described")
        return super().to_dict() if description is None else description

    def to_plotly_json(self) -> dict[str, Any]:
        """The same as ``to_dict``."""
        return self.to_dict()


def figure(
    height: float,
    traces: list[dict[str, Any]],
    annotations: list[dict[str, Any]],
    x: tuple[float, float],
    *,
    left: float = 0,
    right: float = 0,
    **layout: Any,
) -> Figure:
    """A figure without axes whose y runs in pixels from the top; ``height`` is its height in pixels, rounded up.

    ``left`` and ``right`` are the widths in pixels of margins for what stands beside the marks.

    Plotly's check of every property takes most of the time of drawing, so only the tests run it. The charts do not use
    Streamlit's theme for plotly, so the fonts are set here.
    """
    hidden = {"visible": False, "fixedrange": True}
    # A browser gives a chart whole pixels: with a part of one, y would run in a little less than pixels.
    height = math.ceil(height)
    return Figure(
        traces,
        {
            "height": max(height, 40),
            "margin": {"l": left, "r": right, "t": 4, "b": 4, "pad": 0},
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
            "font": {"family": FAMILY, "size": FONT, "color": DARK_INK, "weight": 400},
            "hoverlabel": HOVER_LABEL,
            "paper_bgcolor": "#FFFFFF",
            "plot_bgcolor": CLEAR,
            # Streamlit gives each chart to plotly several times. With a revision, and without a theme, plotly sees that
            # its data are the same, also where files/rooms.js is missing; other data come as another chart.
            "datarevision": 1,
            **layout,
        },
    )


@dataclass(frozen=True)
class Key:
    """A key of colours and signs at the figure's top: its notes, their height, and the width of each line in pixels."""

    notes: list[dict[str, Any]]
    height: float
    widths: list[float]


def key(
    entries: Sequence[tuple[str, str, str]], *, pixels: float = 0, x: float = 0, shift: float = 0
) -> Key:
    """The key of ``entries``, each a sign, its colour and its words, in order, in lines at most ``pixels`` wide.

    It begins ``shift`` pixels right of the share ``x`` of the width. Without ``pixels`` it is as wide as the chart.
    """
    notes, height = [], 0.0
    sized_lines = key_lines(entries, SMALL, pixels or chart_room())
    for line, _width in sized_lines:
        notes.append(small(x, height, line, xshift=shift))
        height += _KEY_LINE * lines(line)
    return Key(
        notes,
        height + _UNDER_KEY if notes else 0.0,
        [line_width for _line, line_width in sized_lines],
    )


def coloured(sign: str, colour: str, size: float) -> str:
    """A sign in the font size ``size`` and in ``colour``; without a colour, in that of the words."""
    style = f"color:{colour};font-size:{size}px" if colour else f"font-size:{size}px"
    return f'<span style="{style}">{sign}</span>'


def key_lines(
    entries: Sequence[tuple[str, str, str]], size: float, pixels: float
) -> list[tuple[str, float]]:
    """The lines of a key and their widths in pixels; an entry that is too long for a line is broken into several."""
    sized_lines: list[tuple[str, float]] = []
    gap = measured(_BETWEEN, size)
    for sign, colour, words in entries:
        label = text(words, pixels - 2 * size, size)
        entry_width = measured(sign, size + _SIGN) + measured(" ", size) + width(label, size)
        entry = f"{coloured(sign, colour, size + _SIGN)} {label}"
        line, line_width = sized_lines[-1] if sized_lines else ("<br>", 0.0)
        if line_width + gap + entry_width <= pixels and "<br>" not in line + label:
            sized_lines[-1] = line + _BETWEEN + entry, line_width + gap + entry_width
        else:
            sized_lines.append((entry, entry_width))
    return sized_lines


def annotation(
    x: float, y: float, words: str, *, right: bool = False, centred: bool = False, **more: Any
) -> dict[str, Any]:
    """A text whose top is ``y`` pixels from the top; ``x``, a share of the width, is its left end.

    With ``right`` it is its right end, and if the text is ``centred`` its middle.
    """
    side = "right" if right else "center" if centred else "left"
    return {
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "y",
        "text": words,
        "showarrow": False,
        "xanchor": side,
        "yanchor": "top",
        "align": side,
        "borderpad": 0,
        **more,
    }


def small(x: float, y: float, words: str, **more: Any) -> dict[str, Any]:
    """An ``annotation`` in the SMALL font."""
    return annotation(x, y, words, font={"size": SMALL}, **more)


def bold(label: str) -> str:
    """A label of ``text`` with bold lines."""
    return "<br>".join(f"<b>{line}</b>" for line in label.split("<br>"))


def straight(
    start: tuple[float, float], end: tuple[float, float], colour: str, **more: Any
) -> dict[str, Any]:
    """The shape of a straight line, a pixel wide."""
    (x0, y0), (x1, y1) = start, end
    ends = {"x0": x0, "x1": x1, "y0": y0, "y1": y1}
    return {"type": "line", **ends, "line": {"width": 1, "color": colour}, **more}


def rectangle(
    x: tuple[float, float], y: tuple[float, float], colour: str, **more: Any
) -> dict[str, Any]:
    """The shape of a rectangle without an edge, from the first to the second ``x`` and ``y``."""
    ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    return {"type": "rect", **ends, "fillcolor": colour, "line": {"width": 0}, **more}
