"""A figure for readers of a script that is written from right to left: what stood left stands right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from charts.figure import Figure
from charts.measure import ISOLATES

_OTHER = {"left": "right", "right": "left"}


def mirrored(figure: go.Figure, isolated: Callable[[str], str] = str) -> Figure:
    """The figure with its horizontal axes turned round and everything beside them on the other side.

    Bars grow from the right. Maps stay as they are. ``isolated`` marks the parts of a text that run the other way.
    """
    described = figure.to_dict()
    layout = described["layout"]
    margin = layout.get("margin", {})
    turned: dict[str, Any] = {
        **layout,
        "margin": {**margin, "l": margin.get("r"), "r": margin.get("l")},
        "annotations": [_note(one, isolated) for one in layout.get("annotations", ())],
        "shapes": [_shape(one) for one in layout.get("shapes", ())],
    }
    for name in layout:
        if name.startswith("xaxis"):
            turned[name] = _axis(layout[name])
    if "legend" in layout:
        turned["legend"] = _at(layout["legend"])
    return Figure([_trace(one, isolated) for one in described["data"]], turned)


def _axis(axis: dict[str, Any]) -> dict[str, Any]:
    turned = dict(axis)
    if "range" in axis:
        turned["range"] = list(axis["range"])[::-1]
    else:
        turned["autorange"] = "reversed"
    if "domain" in axis:
        first, last = axis["domain"]
        turned["domain"] = [1 - last, 1 - first]
    return turned


def _at(box: dict[str, Any]) -> dict[str, Any]:
    """A box that stands at a share of the width."""
    anchor = str(box.get("xanchor", "left"))
    return {**box, "x": 1 - box.get("x", 0), "xanchor": _OTHER.get(anchor, anchor)}


def _note(note: dict[str, Any], isolated: Callable[[str], str]) -> dict[str, Any]:
    anchor, align = str(note.get("xanchor", "auto")), str(note.get("align", "center"))
    turned = {
        **note,
        "text": _isolated(note["text"], isolated),
        "xanchor": _OTHER.get(anchor, anchor),
        "align": _OTHER.get(align, align),
    }
    if _is_share(note.get("xref", "paper")):
        turned["x"] = 1 - note["x"]
    for moved in ("xshift", "ax"):
        if moved in note:
            turned[moved] = -note[moved]
    return turned


def _shape(shape: dict[str, Any]) -> dict[str, Any]:
    turned = dict(shape)
    if shape.get("xsizemode") == "pixel":
        turned |= {end: -shape[end] for end in ("x0", "x1")}
        if _is_share(shape.get("xref", "paper")):
            turned["xanchor"] = 1 - shape["xanchor"]
    elif _is_share(shape.get("xref", "paper")):
        turned |= {end: 1 - shape[end] for end in ("x0", "x1")}
    return turned


def _is_share(reference: str) -> bool:
    """Whether places are shares of a width, which do not turn with an axis."""
    return reference == "paper" or reference.endswith(" domain")


def _trace(trace: dict[str, Any], isolated: Callable[[str], str]) -> dict[str, Any]:
    turned = dict(trace)
    for said in ("text", "hovertext"):
        if isinstance(words := trace.get(said), str):
            turned[said] = _isolated(words, isolated)
        elif words is not None:
            turned[said] = [
                _isolated(one, isolated) if isinstance(one, str) else one for one in words
            ]
    place = trace.get("textposition")
    if isinstance(place, str):
        first, _blank, side = place.partition(" ")
        turned["textposition"] = f"{first} {_OTHER.get(side, side)}" if side else place
    return turned


def _isolated(words: str, isolated: Callable[[str], str]) -> str:
    """Text whose lines each run from right to left, though they stand in a figure that runs from left to right."""
    return "<br>".join(line and isolated(line).join(ISOLATES) for line in words.split("<br>"))
