"""Organisations by submissions: who signed (filled) and who wrote (ring) what, and where that is not known (hatched).

Two figures of the same height: the organisations' names, and the marks, as wide as they need to be, to be scrolled
beside the names. At the foot, how many signatories of each submission are named and how many its source states.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import (
    BESIDE_AXES,
    LEGEND,
    SMALL,
    TINY,
    bar,
    figure,
    hatched,
    scatter,
    shortened,
    text,
)
from charts.palette import ACCENT, DARK_INK, GROUP_COLOURS, UNKNOWN

ROW, COLUMN = 23, 22
NAMES = 150
"""Width of the names in pixels."""

_HEAD, _FOOT, _RIGHT = 190, 34, 104
_LEAST = 300
_SLANTED = 190
"""Pixels: the length of a label over the columns."""
_CELL = 0.86
"""How much of its column and line a cell fills."""


def _height(lines: int) -> int:
    return _HEAD + ROW * lines + _FOOT


def _lines(lines: int) -> dict[str, Any]:
    return {
        "range": [lines - 0.5, -0.5],
        "fixedrange": True,
        "zeroline": False,
        "showticklabels": False,
    }


def signature_names(organisations: Mapping[str, str], foot: Sequence[str] = ()) -> go.Figure:
    """The names (id -> short label, in order) of the lines of ``signature_matrix``, right-aligned.

    ``foot`` are the names of its two lines of figures, where it has these.
    """
    lines = [*organisations.values(), *foot]
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
        for line, label in enumerate(lines)
    ]
    return figure(
        _height(len(lines)),
        [],
        names,
        (0, 1),
        width=NAMES,
        margin={"l": 0, "r": 0, "t": _HEAD, "b": _FOOT, "pad": BESIDE_AXES},
        yaxis={**_lines(len(lines)), "showgrid": False},
    )


def signature_matrix(
    rows: pd.DataFrame,
    *,
    organisations: Mapping[str, str],
    submissions: Mapping[str, str],
    hovers: Collection[str],
    groups: Mapping[str, str],
    chosen: Collection[str] = (),
    stated: pd.DataFrame | None = None,
    unknown: str = "",
    number: Callable[[int], str] = str,
) -> go.Figure:
    """One line per organisation and one column per submission (id -> short label, both in order).

    ``rows`` has ``organisation_id``, ``submission_id``, ``role`` and ``stakeholder_group``; ``hovers`` has a text per
    row; ``groups`` (id -> label) orders the legend. customdata = [organisation_id, submission_id].

    ``stated`` has the submissions whose source states how many signed: ``submission_id``, ``named``, ``stated`` and
    ``hover``. Two lines of figures at the foot say how many. ``unknown`` is the legend's word for the cells of those
    that lack names, which are hatched; without it none is. ``number`` writes a figure.
    """
    line = {identity: number for number, identity in enumerate(organisations)}
    column = {identity: number for number, identity in enumerate(submissions)}
    told = [row for row in (() if stated is None else stated.itertuples()) if row.stated]
    told = [row for row in told if row.submission_id in column]
    traces = _unknown_cells(rows, line, column, told, unknown) if unknown else []
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
    traces += _foot(column, told, len(organisations), number)
    lines = len(organisations) + (2 if told else 0)
    grid = {"showgrid": True, "gridcolor": "rgba(122,122,122,0.18)"}
    edges = (-0.5, len(submissions) - 0.5)
    return figure(
        _height(lines),
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
        yaxis={**grid, **_lines(lines), "tickvals": list(range(len(organisations)))},
        legend=LEGEND,
    )


def _unknown_cells(
    rows: pd.DataFrame,
    line: Mapping[str, int],
    column: Mapping[str, int],
    told: Sequence[Any],
    name: str,
) -> list[dict[str, Any]]:
    """The empty cells of submissions that lack names of signatories, as one trace; none where all are named."""
    marked = set(zip(rows.organisation_id, rows.submission_id, strict=True))
    cells = [
        (column[row.submission_id], line[organisation], row.hover)
        for row in told
        if row.stated > row.named
        for organisation in line
        if (organisation, row.submission_id) not in marked
    ]
    if not cells:
        return []
    columns, lines, hovers = zip(*cells, strict=True)
    return [
        bar(
            name=text(name),
            showlegend=True,
            x=[_CELL] * len(cells),
            base=[place - _CELL / 2 for place in columns],
            y=list(lines),
            width=_CELL,
            marker=hatched(UNKNOWN),
            hovertext=[f"{text(name)}<br>{hover}" for hover in hovers],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def _foot(
    column: Mapping[str, int],
    told: Sequence[Any],
    organisations: int,
    number: Callable[[int], str],
) -> list[dict[str, Any]]:
    """Of each submission whose source states how many signed: how many are named, a bar, how many are stated."""
    if not told:
        return []
    places = [column[row.submission_id] for row in told]
    shares = [_CELL * min(row.named / row.stated, 1) for row in told]
    hovers = {
        "hovertext": [row.hover for row in told],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }
    between = {"y": [organisations + 0.5] * len(told), "width": 0.3, **hovers}
    starts = [place - _CELL / 2 for place in places]
    figures = [
        scatter(
            mode="text",
            x=places,
            y=[organisations + below] * len(told),
            text=[number(count) for count in counts],
            textfont={"size": SMALL, "color": DARK_INK},
            **hovers,
        )
        for below, counts in (
            (0.05, [row.named for row in told]),
            (0.95, [row.stated for row in told]),
        )
    ]
    return [
        bar(x=shares, base=starts, marker={"color": DARK_INK, "line": {"width": 0}}, **between),
        bar(
            x=[_CELL - share for share in shares],
            base=[start + share for start, share in zip(starts, shares, strict=True)],
            marker=hatched(UNKNOWN),
            **between,
        ),
        *figures,
    ]
