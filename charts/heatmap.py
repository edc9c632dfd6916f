"""Shares within stakeholder groups, as a table of shaded cells."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import (
    HOVER,
    LINE,
    annotation,
    cell_trace,
    chart_room,
    figure,
    high,
    key,
    text,
)
from charts.palette import faded
from data.rows import each

CELL = 20
GAP = 7
SMALL_GROUP = 5
PALEST, DARKEST = 0.1, 0.62
"""Opacities between which text in the page's own colour stays readable on light and dark ground."""


def group_cells(
    rows: pd.DataFrame,
    *,
    identifier: str,
    labels: Mapping[str, str],
    groups: Mapping[str, str],
    colour: str,
    chosen: Collection[str] = (),
    cell_text: Callable[[Any], str],
    hover: Callable[[Any], str],
) -> go.Figure:
    """One line of cells per id in ``labels`` (id -> label, in order), one column per group in ``groups`` (id ->
    name, in order). The columns are numbered: their names stand in the legend above them.

    ``rows`` has ``identifier``, ``stakeholder_group``, ``count``, ``total``, ``submissions`` and ``share`` (percent of
    the group's total). Darker is more; a group with fewer than SMALL_GROUP submissions is paler, and its name has an
    asterisk; a missing pair stays an empty cell. customdata = [identifier, stakeholder_group].
    """
    totals = rows.groupby("stakeholder_group")["total"].first()
    submission_counts = rows.groupby("stakeholder_group")["submissions"].first()
    group_ids = [group for group in groups if group in totals.index]
    entries = [
        (
            str(number),
            "",
            f"{groups[group]} n={totals[group]}{'*' if submission_counts[group] < SMALL_GROUP else ''}",
        )
        for number, group in enumerate(group_ids, 1)
    ]
    legend = key(entries)
    annotations = legend.notes + [
        annotation((index + 0.5) / len(group_ids), legend.height, str(index + 1), xanchor="center")
        for index in range(len(group_ids))
    ]
    top = legend.height + LINE + 6
    rows_by_cell = {(getattr(row, identifier), row.stakeholder_group): row for row in each(rows)}
    compared_rows = rows[rows["submissions"] >= SMALL_GROUP]
    highest = (
        max(float((compared_rows if len(compared_rows) else rows)["share"].max()), 1.0)
        if len(rows)
        else 1.0
    )
    base, y, colours, words, data, hovers = [], [], [], [], [], []
    for line_id, label in labels.items():
        name, hover_name = text(label, chart_room()), text(label, HOVER)
        annotations.append(annotation(0, top, name))
        centre = top + high(name) + 3 + CELL / 2
        for column, group in enumerate(group_ids):
            row = rows_by_cell.get((line_id, group))
            strength = (
                0.0 if row is None else PALEST + (DARKEST - PALEST) * min(row.share / highest, 1)
            )
            if row is not None and row.submissions < SMALL_GROUP:
                strength *= 0.5
            if chosen and line_id not in chosen:
                strength *= 0.45
            base.append(column + 0.03)
            y.append(centre)
            colours.append("rgba(122,122,122,0.07)" if row is None else faded(colour, strength))
            words.append("" if row is None else cell_text(row))
            data.append([line_id, group])
            hovers.append(f"{hover_name}<br>" + ("–" if row is None else hover(row)))
        top = centre + CELL / 2 + GAP
    cells = cell_trace(
        colours,
        x=[0.94] * len(base),
        base=base,
        y=y,
        width=CELL,
        text=words,
        customdata=data,
        hovertext=hovers,
    )
    return figure(top + 8, [cells], annotations, (0, max(len(group_ids), 1)))
