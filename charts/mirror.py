"""Figures for scripts that are written from right to left, with left and right exchanged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from charts.figure import Figure
from charts.measure import ISOLATES

_OTHER = {"left": "right", "right": "left"}


def mirrored(figure: go.Figure, isolate: Callable[[str], str] = str) -> Figure:
    """The figure with its horizontal axes turned round and everything beside them on the other side.

    Bars grow from the right. Maps stay as they are. ``isolate`` marks the parts of a text that run the other way.
    """
    description = figure.to_dict()
    layout = description["layout"]
    margin = layout.get("margin", {})
    mirrored_layout: dict[str, Any] = {
        **layout,
        "margin": {**margin, "l": margin.get("r"), "r": margin.get("l")},
        "annotations": [_note(note, isolate) for note in layout.get("annotations", ())],
        "shapes": [_shape(shape) for shape in layout.get("shapes", ())],
    }
    if "xaxis" in layout:
        axis = layout["xaxis"]
        mirrored_layout["xaxis"] = {**axis, "range": list(axis["range"])[::-1]}
    if "legend" in layout:
        mirrored_layout["legend"] = _box(layout["legend"])
    return Figure([_trace(trace, isolate) for trace in description["data"]], mirrored_layout)


def _box(box: dict[str, Any]) -> dict[str, Any]:
    """Mirror a box whose ``x`` is a share of the width, such as a legend."""
    anchor = str(box.get("xanchor", "left"))
    return {**box, "x": 1 - box.get("x", 0), "xanchor": _OTHER.get(anchor, anchor)}


def _note(note: dict[str, Any], isolate: Callable[[str], str]) -> dict[str, Any]:
    mirrored_note = {**note, "text": _isolated(note["text"], isolate)}
    for name in ("xanchor", "align"):
        if name in note:
            mirrored_note[name] = _OTHER.get(note[name], note[name])
    if note.get("xref", "paper") == "paper":
        mirrored_note["x"] = 1 - note["x"]
    if "xshift" in note:
        mirrored_note["xshift"] = -note["xshift"]
    return mirrored_note


def _shape(shape: dict[str, Any]) -> dict[str, Any]:
    mirrored_shape = dict(shape)
    if shape.get("xsizemode") == "pixel":
        mirrored_shape |= {end: -shape[end] for end in ("x0", "x1")}
        if shape.get("xref", "paper") == "paper":
            mirrored_shape["xanchor"] = 1 - shape["xanchor"]
    elif shape.get("xref", "paper") == "paper":
        mirrored_shape |= {end: 1 - shape[end] for end in ("x0", "x1")}
    return mirrored_shape


def _trace(trace: dict[str, Any], isolate: Callable[[str], str]) -> dict[str, Any]:
    mirrored_trace = dict(trace)
    for name in ("text", "hovertext"):
        if isinstance(words := trace.get(name), str):
            mirrored_trace[name] = _isolated(words, isolate)
        elif words is not None:
            mirrored_trace[name] = [
                _isolated(label, isolate) if isinstance(label, str) else label for label in words
            ]
    return mirrored_trace


def _isolated(words: str, isolate: Callable[[str], str]) -> str:
    """Text whose lines each run from right to left, though they stand in a figure that runs from left to right."""
    return "<br>".join(line and isolate(line).join(ISOLATES) for line in words.split("<br>"))
