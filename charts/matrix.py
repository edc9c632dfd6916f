"""Organisations by submissions: who signed (filled) and who wrote (ring) what."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.frame import SMALL, figure, scatter, text
from charts.palette import ACCENT, GROUP_COLOURS

ROW = 23
_HEAD = 170


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
    grid = {
        "showgrid": True,
        "gridcolor": "rgba(122,122,122,0.18)",
        "zeroline": False,
        "fixedrange": True,
    }
    return figure(
        ROW * len(organisations) + _HEAD + 40,
        traces,
        [],
        (-0.6, len(submissions) - 0.4),
        margin={"l": 0, "r": 70, "t": 0, "b": 30},
        showlegend=True,
        xaxis={
            **grid,
            "side": "top",
            "range": [-0.6, len(submissions) - 0.4],
            "tickvals": list(range(len(submissions))),
            "ticktext": [text(label) for label in submissions.values()],
            "tickangle": -60,
            "ticklabeloverflow": "allow",
            "tickfont": {"size": 11},
            "automargin": True,
        },
        yaxis={
            **grid,
            "range": [len(organisations) - 0.4, -0.6],
            "tickvals": list(range(len(organisations))),
            "ticktext": [text(label) for label in organisations.values()],
            "tickfont": {"size": SMALL},
            "automargin": True,
            "ticks": "",
        },
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 0,
            "yanchor": "top",
            "font": {"size": SMALL},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
