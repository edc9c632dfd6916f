"""Sorted horizontal bars, each under its own label, so that no label is cut at any width."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import LEGEND, LINE, annotation, bar, figure, lines, text
from charts.palette import ACCENT, DARK_INK, GROUP_COLOURS, PALE_GROUPS, QUIET, faded

BAR = 9
STACK = 17
GAP = 8
_LEGEND = 26


def bar_list(
    rows: pd.DataFrame,
    *,
    identifier: str,
    label: str,
    colour: str | Mapping[str, str] = ACCENT,
    chosen: Collection[str] = (),
    value_text: Callable[[Any], str],
    hover: Callable[[Any], str],
    wrap: int = 42,
) -> go.Figure:
    """One bar per row, in the rows' order; labels are wrapped at ``wrap`` characters.

    ``rows`` has ``count`` and the columns named by ``identifier`` and ``label``; ``colour`` is one colour or a
    colour per identifier. If any identifier is in ``chosen`` the others are faded. customdata = [identifier].
    """
    tops, heights, annotations, colours = [], [], [], []
    top = 0.0
    for row in rows.itertuples():
        name = text(getattr(row, label), wrap)
        one = colour if isinstance(colour, str) else colour.get(getattr(row, identifier), ACCENT)
        colours.append(
            faded(one, 0.35) if chosen and getattr(row, identifier) not in chosen else one
        )
        annotations.append(annotation(0, top, name))
        annotations.append(annotation(1, top, text(value_text(row)), right=True))
        height = LINE * lines(name) + BAR + GAP + 3
        tops.append(top)
        heights.append(height)
        top += height
    data = [[identifier_] for identifier_ in rows[identifier]]
    hovers = [hover(row) for row in rows.itertuples()]
    widest = max(float(rows["count"].max()), 1.0) if len(rows) else 1.0
    return figure(
        top + 8,
        [
            _rows(tops, heights, [widest] * len(rows), data, hovers),
            bar(
                x=rows["count"].tolist(),
                y=[t + h - GAP - BAR / 2 for t, h in zip(tops, heights, strict=True)],
                width=BAR,
                marker={"color": colours, "line": {"width": 0}},
                customdata=data,
                hovertext=hovers,
                hovertemplate="%{hovertext}<extra></extra>",
            ),
        ],
        annotations,
        (0, widest),
    )


def _rows(
    tops: Sequence[float],
    heights: Sequence[float],
    widths: Sequence[float],
    data: list[list[str]],
    hovers: list[str],
) -> dict[str, Any]:
    """An unseen bar over each whole row, so that label, bar and the space around them can be clicked and hovered."""
    return bar(
        x=list(widths),
        y=[t + h / 2 - GAP / 2 for t, h in zip(tops, heights, strict=True)],
        width=list(heights),
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        customdata=data,
        hovertext=hovers,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def stacked_bars(
    rows: pd.DataFrame,
    *,
    identifier: str,
    label: str,
    part: str,
    parts: Mapping[str, str],
    chosen: Collection[str] = (),
    total_text: Callable[[Any], str],
    colours: Mapping[str, str] = GROUP_COLOURS,
    pale: Collection[str] = PALE_GROUPS,
    legend_height: int = _LEGEND,
) -> go.Figure:
    """One stacked bar per ``identifier`` in the rows' order, split by ``part`` in the order of ``parts`` (id -> label).

    ``colours`` has the colour of each part; text on the parts in ``pale`` is dark. ``legend_height`` is in pixels.

    ``rows`` has ``count`` and ``total``. The total stands behind each label, a part's count inside it where there
    is room. The legend is ordered as the stack. customdata = [identifier, part].
    """
    whole = rows.drop_duplicates(identifier)
    annotations, centres, tops, heights = [], {}, [], []
    top = 0.0
    for row in whole.itertuples():
        name = text(getattr(row, label), 42)
        annotations.append(annotation(0, top, name))
        annotations.append(annotation(1, top, text(total_text(row)), right=True))
        height = LINE * lines(name) + STACK + GAP + 3
        tops.append(top)
        heights.append(height)
        centres[getattr(row, identifier)] = top + height - GAP - STACK / 2
        top += height
    widest = max(float(whole["total"].max()), 1.0) if len(whole) else 1.0
    traces: list[dict[str, Any]] = [
        _rows(
            tops,
            heights,
            [widest] * len(whole),
            [[i, ""] for i in whole[identifier]],
            [f"{text(getattr(r, label))}<br>{text(total_text(r))}" for r in whole.itertuples()],
        )
    ]
    left = dict.fromkeys(centres, 0.0)
    for identity, words in parts.items():
        some = rows[rows[part] == identity]
        if some.empty:
            continue
        ids = some[identifier].tolist()
        counts = some["count"].tolist()
        colour = colours.get(identity, ACCENT)
        traces.append(
            bar(
                name=text(words),
                x=counts,
                y=[centres[i] for i in ids],
                base=[left[i] for i in ids],
                width=STACK,
                marker={
                    "color": [
                        faded(colour, 0.35) if chosen and i not in chosen else colour for i in ids
                    ],
                    "line": {"width": 0},
                },
                text=[
                    str(c) if c / widest > 0.045 and (not chosen or i in chosen) else ""
                    for i, c in zip(ids, counts, strict=True)
                ],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                insidetextfont={
                    "size": 11,
                    "color": DARK_INK if identity in pale else "#FFFFFF",
                },
                constraintext="none",
                customdata=[[i, identity] for i in ids],
                hovertext=[f"{text(words)}: {c}" for c in counts],
                hovertemplate="%{hovertext}<extra></extra>",
                showlegend=True,
                legendgroup=identity,
            )
        )
        for i, c in zip(ids, counts, strict=True):
            left[i] += c
    traces[0]["showlegend"] = False
    return figure(
        top + 8 + legend_height,
        traces,
        annotations,
        (0, widest),
        showlegend=True,
        minreducedheight=2,
        yaxis={"visible": False, "fixedrange": True, "range": [top, 0]},
        legend={**LEGEND, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
    )


def stated_bars(rows: pd.DataFrame, *, value_text: Callable[[Any], str]) -> go.Figure:
    """Stated signatories as a pale bar with those named as a full bar inside it.

    ``rows`` has ``submission_id``, ``label``, ``stated`` and ``named``. customdata = [submission_id].
    """
    annotations, tops, heights = [], [], []
    top = 0.0
    for row in rows.itertuples():
        name = text(row.label, 42)
        annotations.append(annotation(0, top, name))
        annotations.append(annotation(1, top, text(value_text(row)), right=True))
        height = LINE * lines(name) + BAR + GAP + 3
        tops.append(top)
        heights.append(height)
        top += height
    data = [[i] for i in rows["submission_id"]]
    hovers = [f"{text(row.label, 60)}<br>{text(value_text(row))}" for row in rows.itertuples()]
    widest = max(float(rows["stated"].max()), 1.0) if len(rows) else 1.0
    centres = [t + h - GAP - BAR / 2 for t, h in zip(tops, heights, strict=True)]

    def bars(column: str, colour: str) -> dict[str, Any]:
        return bar(
            x=rows[column].tolist(),
            y=centres,
            width=BAR,
            marker={"color": colour, "line": {"width": 0}},
            customdata=data,
            hovertext=hovers,
            hovertemplate="%{hovertext}<extra></extra>",
        )

    return figure(
        top + 8,
        [
            _rows(tops, heights, [widest] * len(rows), data, hovers),
            bars("stated", QUIET),
            bars("named", ACCENT),
        ],
        annotations,
        (0, widest),
    )
