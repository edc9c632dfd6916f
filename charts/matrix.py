"""Organisations by submissions: who signed (filled) and who wrote (ring) what.

Two figures of the same height: the organisations' names, and the marks, as wide as they need to be, to be scrolled
beside the names.
"""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import BESIDE_AXES, LEGEND, SMALL, TINY, figure, scatter, shortened, text
from charts.palette import ACCENT, GROUP_COLOURS

ROW, COLUMN = 23, 18
NAMES = 150
"""Width of the names in pixels."""

_HEAD, _FOOT, _RIGHT = 190, 34, 104
_LEAST = 300
_SLANTED = 190
"""Pixels: the length of a label over the columns."""


def _height(organisations: int) -> int:
    return _HEAD + ROW * organisations + _FOOT


def _lines(organisations: int) -> dict[str, Any]:
    return {
        "range": [organisations - 0.5, -0.5],
        "fixedrange": True,
        "zeroline": False,
        "showticklabels": False,
    }


def signature_names(organisations: Mapping[str, str]) -> go.Figure:
    """The names (id -> short label, in order) of the lines of ``signature_matrix``, right-aligned."""
    names = [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "right",
            "y": line,
            "yanchor": "middle",
            "text": shortened(label, NAMES - 8, SMALL),
            "showarrow": False,
            "font": {"size": SMALL},
            "borderpad": 0,
            "xshift": -6,
        }
        for line, label in enumerate(organisations.values())
    ]
    return figure(
        _height(len(organisations)),
        [],
        names,
        (0, 1),
        width=NAMES,
        margin={"l": 0, "r": 0, "t": _HEAD, "b": _FOOT, "pad": BESIDE_AXES},
        yaxis={**_lines(len(organisations)), "showgrid": False},
    )


def signature_matrix(
    rows: pd.DataFrame,
    *,
    organisations: Mapping[str, str],
    submissions: Mapping[str, str],
    hovers: Collection[str],
    groups: Mapping[str, str],
    chosen: Collection[str] = (),
) -> go.Figure:
    """One line per organisation and one column per submission (id -> short label, both in order).

    ``rows`` has ``organisation_id``, ``submission_id``, ``role`` and ``stakeholder_group``; ``hovers`` has a text per
    row; ``groups`` (id -> label) orders the legend. customdata = [organisation_id, submission_id].
    """
    line = {identity: number for number, identity in enumerate(organisations)}
    column = {identity: number for number, identity in enumerate(submissions)}
    traces: list[dict[str, Any]] = []
    frame = rows.assign(hover=list(hovers))
    for group, words in groups.items():
        some = frame[frame.stakeholder_group == group]
        if some.empty:
            continue
        colour = GROUP_COLOURS.get(group, ACCENT)
        signed = some.role == "signatory"
        faint = [bool(chosen) and o not in chosen for o in some.organisation_id]
        key = {"symbol": "square", "size": 12, "color": colour}
        traces.append(scatter(name=text(words), x=[None], y=[None], marker=key, hoverinfo="skip"))
        traces.append(
            scatter(
                showlegend=False,
                x=[column[s] for s in some.submission_id],
                y=[line[o] for o in some.organisation_id],
                marker={
                    "symbol": ["square" if s else "circle-open" for s in signed],
                    "size": [12 if s else 11 for s in signed],
                    "color": colour,
                    "opacity": [0.35 if f else 1 for f in faint],
                    "line": {"width": [0 if s else 2.5 for s in signed], "color": colour},
                },
                customdata=some[["organisation_id", "submission_id"]].to_numpy().tolist(),
                hovertext=some.hover.tolist(),
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    grid = {"showgrid": True, "gridcolor": "rgba(122,122,122,0.18)"}
    edges = (-0.5, len(submissions) - 0.5)
    return figure(
        _height(len(organisations)),
        traces,
        [],
        edges,
        width=max(COLUMN * len(submissions) + _RIGHT, _LEAST),
        margin={"l": 0, "r": _RIGHT, "t": _HEAD, "b": _FOOT, "pad": BESIDE_AXES},
        showlegend=True,
        xaxis={
            **grid,
            "side": "top",
            "range": list(edges),
            "fixedrange": True,
            "zeroline": False,
            "tickvals": list(range(len(submissions))),
            "ticktext": [shortened(label, _SLANTED, TINY) for label in submissions.values()],
            "tickangle": -60,
            "ticklabeloverflow": "allow",
            "tickfont": {"size": TINY},
            "automargin": False,
        },
        yaxis={**grid, **_lines(len(organisations)), "tickvals": list(range(len(organisations)))},
        legend=LEGEND,
    )
