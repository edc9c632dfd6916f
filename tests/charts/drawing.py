"""Reads a figure as a chart's test needs it: its marks with their ids, and its words."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

import plotly.graph_objects as go

HOSTILE = "<script>alert(1)</script> & <b>bold</b> <a href='http://e.example'>x</a> %{x}"
LONG = "Digital cooperation that includes everyone everywhere. " * 12


def traces(figure: go.Figure) -> list[dict[str, Any]]:
    """The traces as plain values; fails if plotly would refuse any property of the figure."""
    go.Figure(figure.to_plotly_json())
    return [_plain(trace.to_plotly_json()) for trace in figure.data]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def marks(trace: dict[str, Any]) -> dict[tuple[str, ...], float]:
    """The value of each mark by its ids; fails if two marks have the same."""
    pairs = [
        (tuple(ids), value) for ids, value in zip(trace["customdata"], trace["x"], strict=True)
    ]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def words(figure: go.Figure) -> list[str]:
    """The labels and values that stand on the chart, unwrapped and unescaped."""
    return [unescape(note.text.replace("<br>", " ")) for note in figure.layout.annotations]


def has_markup(*figures: go.Figure) -> bool:
    """Whether a figure has HOSTILE, or a part of it, as tags; fails if plotly would refuse one."""
    return any(
        "<script" in text or "<a " in text
        for figure in figures
        for text in texts([traces(figure), figure.to_plotly_json()["layout"]])
    )


def texts(value: Any) -> Iterator[str]:
    """Every text in a figure's JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)
