"""One author's texts in time order, and what was said in each: themes or claims by submissions.

Two figures of the same height: the names, and the marks, as wide as they need to be, to be scrolled beside the names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import LINE, SMALL, annotation, figure, lines, scatter, text
from charts.palette import ACCENT, KIND_COLOURS

COLUMN = 68
NAMES = 168
"""Width of the names in pixels."""

SYMBOLS = {
    "challenge": "triangle-up",
    "recommendation": "square",
    "position": "diamond",
    "achievement": "circle",
    "several": "hexagram",
    "dropped": "x-thin",
}
"""Kind of a mark, or dropped -> plotly's symbol for it."""

_HEAD, _LINE, _WRAPPED = 70, 22, 28
_GREY = "#7A7A7A"


@dataclass(frozen=True)
class Text:
    """A submission as a column: id, heading, what became of what was said against the text before, whether shown."""

    submission_id: str
    heading: str
    step: str
    shown: bool


def _places(labels: Mapping[str, str]) -> dict[str, float]:
    """Per line the pixel its middle is at."""
    places, top = {}, float(_HEAD)
    for identity, label in labels.items():
        height = max(_LINE, LINE * lines(text(label, _WRAPPED)) + 4)
        places[identity] = top + height / 2
        top += height
    return places


def _height(labels: Mapping[str, str]) -> float:
    return (
        _HEAD + sum(max(_LINE, LINE * lines(text(one, _WRAPPED)) + 4) for one in labels.values())
    ) + 8


def family_names(labels: Mapping[str, str], key: str) -> go.Figure:
    """The names (id -> label, in order) of the lines of ``family_matrix``; ``key`` says what stands over them."""
    places = _places(labels)
    notes = [
        annotation(0, places[i] - LINE * lines(words) / 2, words, font={"size": SMALL})
        for i, words in ((i, text(label, _WRAPPED)) for i, label in labels.items())
    ]
    explained = annotation(0, _HEAD - 32, text(key, 30), font={"size": 11})
    return figure(_height(labels), [], [explained, *notes], (0, 1), width=NAMES)


def family_matrix(
    rows: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    texts: Sequence[Text],
    hovers: Sequence[str],
) -> go.Figure:
    """One line per theme or claim (id -> label), one column per text, both in order.

    ``rows`` has ``said_id``, ``submission_id``, ``kind`` and ``step``; ``hovers`` has a text per row. A mark's shape
    and colour are its kind; a thin cross is what was dropped. The column of the text that is shown has a ground.
    customdata = [said_id, submission_id]; a heading's is ["", submission_id].
    """
    places = _places(labels)
    column = {one.submission_id: number for number, one in enumerate(texts)}
    height = _height(labels)
    dropped = (rows.step == "dropped").tolist()
    kinds = ["dropped" if gone else kind for gone, kind in zip(dropped, rows.kind, strict=True)]
    colours = [_GREY if kind == "dropped" else KIND_COLOURS.get(kind, ACCENT) for kind in kinds]
    marks = scatter(
        x=[column[s] + 0.5 for s in rows.submission_id],
        y=[places[s] for s in rows.said_id],
        marker={
            "symbol": [SYMBOLS.get(kind, "circle") for kind in kinds],
            "size": [8 if kind == "dropped" else 13 for kind in kinds],
            "opacity": 1,
            "color": colours,
            "line": {"width": [1.5 if gone else 0 for gone in dropped], "color": colours},
        },
        customdata=rows[["said_id", "submission_id"]].to_numpy().tolist(),
        hovertext=list(hovers),
        hovertemplate="%{hovertext}<extra></extra>",
    )
    headings = {
        "type": "bar",
        "orientation": "h",
        "x": [0.96] * len(texts),
        "base": [number + 0.02 for number in column.values()],
        "y": [_HEAD / 2] * len(texts),
        "width": _HEAD,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [["", one.submission_id] for one in texts],
        "hovertext": [text(one.heading) for one in texts],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    notes = []
    for one, number in zip(texts, column.values(), strict=True):
        words = "<br>".join(text(line) for line in one.heading.split("\n"))
        words = f"<b>{words}</b>" if one.shown else words
        notes.append(
            annotation(
                (number + 0.5) / len(texts), 2, f"{words}<br>{text(one.step)}", font={"size": 11}
            )
            | {"xanchor": "center", "align": "center"}
        )
    return figure(
        height,
        [headings, marks],
        notes,
        (0, max(len(texts), 1)),
        width=COLUMN * len(texts) + 4,
        margin={"l": 0, "r": 4, "t": 4, "b": 4, "pad": 0},
        shapes=[*_grounds(texts, column, height), *_rules(places, len(texts))],
    )


def _grounds(
    texts: Sequence[Text], column: Mapping[str, int], height: float
) -> list[dict[str, Any]]:
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": column[one.submission_id] + 0.02,
            "x1": column[one.submission_id] + 0.98,
            "y0": 0,
            "y1": height - 8,
            "fillcolor": "rgba(11, 90, 138, 0.10)",
            "line": {"width": 0},
        }
        for one in texts
        if one.shown
    ]


def _rules(places: Mapping[str, float], columns: int) -> list[dict[str, Any]]:
    """A faint line through each row, to follow a name by."""
    return [
        {
            "type": "line",
            "layer": "below",
            "x0": 0,
            "x1": columns,
            "y0": place,
            "y1": place,
            "line": {"width": 1, "color": "rgba(122, 122, 122, 0.15)"},
        }
        for place in places.values()
    ]
