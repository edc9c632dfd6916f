"""Themes ranked by asks and by paragraphs, compared; and pairs of bars per stakeholder group."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.bars import BAR, beside
from charts.figure import (
    LINE,
    SMALL,
    annotation,
    bar,
    chart_room,
    figure,
    high,
    key,
    scatter,
    small,
    text,
    width,
)
from charts.palette import CLEAR, KIND_COLOURS, NEUTRAL
from data.rows import each

PLACE, GAP = 22, 10

EDGE = 0.12
"""Share of the width on either side for the numbers at the marks."""


def places_apart(
    sections: Sequence[tuple[str, pd.DataFrame]],
    *,
    places: int,
    asks_label: str,
    text_label: str,
    most: str,
    least: str,
    hover: Callable[[Any], str],
) -> go.Figure:
    """One line per theme with its place by asks (disc) and by paragraphs of the text (diamond), joined.

    ``sections`` are headings with rows that have ``theme_id``, ``theme``, ``asks``, ``paragraphs``, ``asked_place``,
    ``text_place`` and ``apart``. ``places`` is the number of places; the first is on the left, under the label
    ``most``. Each mark has its count on its outer side. customdata = [theme_id].
    """

    def x(rank_position: float) -> float:
        return EDGE + (1 - 2 * EDGE) * (rank_position - 1) / max(places - 1, 1)

    legend = key([("●", KIND_COLOURS["recommendation"], asks_label), ("◇", NEUTRAL, text_label)])
    top = legend.height
    notes = [
        *legend.notes,
        small(EDGE, top, f"← {text(most)}"),
        small(1 - EDGE, top, f"{text(least)} →", right=True),
    ]
    top += LINE + 6
    ends: list[float | None] = []
    middles: list[float] = []
    heights: list[float] = []
    theme_rows: list[Any] = []
    centres: list[float] = []
    for heading, rows in sections:
        if rows.empty:
            continue
        title = text(heading, chart_room(), bold=True)
        notes.append(annotation(0, top + 2, title, font={"weight": "bold"}))
        top += high(title) + 8
        for row in each(rows):
            name = text(row.theme, chart_room())
            notes.append(annotation(0, top, name))
            height = high(name) + PLACE + 6
            ends += [x(row.asked_place), x(row.text_place), None]
            middles.append(top + height / 2 - 3)
            heights.append(height)
            centres.append(top + high(name) + PLACE / 2)
            theme_rows.append(row)
            top += height
        top += 8
    for row, centre in zip(theme_rows, centres, strict=True):
        marks = ((row.asked_place, row.asks), (row.text_place, row.paragraphs))
        for (rank, count), is_left in zip(marks, (row.apart > 0, row.apart <= 0), strict=True):
            shift = -9 if is_left else 9
            alignment = {"right": is_left, "yanchor": "middle", "xshift": shift}
            notes.append(small(x(rank), centre, str(count), **alignment))
    shared = {
        "ids": [[row.theme_id] for row in theme_rows],
        "hovers": [hover(row) for row in theme_rows],
    }
    points = [
        scatter(
            x=[x(getattr(row, rank_column)) for row in theme_rows],
            y=centres,
            marker={
                "symbol": symbol,
                "size": 11,
                "color": colour,
                "line": {"width": 2, "color": colour},
            },
            **shared,
        )
        for rank_column, symbol, colour in (
            ("asked_place", "circle", KIND_COLOURS["recommendation"]),
            ("text_place", "diamond-open", NEUTRAL),
        )
    ]
    joins = scatter(
        mode="lines",
        x=ends,
        y=[y for centre in centres for y in (centre, centre, None)],
        line={"width": 2, "color": "rgba(122,122,122,0.5)"},
        hoverinfo="skip",
    )
    targets = bar(x=[1] * len(middles), y=middles, width=heights, colour=CLEAR, **shared)
    return figure(top + 4, [targets, joins, *points], notes, (0, 1))


def group_pairs(
    rows: pd.DataFrame,
    *,
    groups: Mapping[str, str],
    kinds: Mapping[str, str],
    value_text: Callable[[Any], str],
    hover: Callable[[Any], str],
) -> go.Figure:
    """One line per group in ``groups`` (id -> label, in order) that has a row, with a bar per kind in ``kinds``.

    ``rows`` has ``kind``, ``stakeholder_group`` and ``share`` (percent of the group), which is the length of a bar.
    customdata = [kind, stakeholder_group].
    """
    rows_by_bar = {(row.kind, row.stakeholder_group): row for row in each(rows)}
    legend = key([("■", KIND_COLOURS[kind], head) for kind, head in kinds.items()])
    notes = legend.notes
    widest = max(float(rows["share"].max()), 1.0) if len(rows) else 1.0
    top = legend.height + 2
    right = 0.0
    bar_rows: list[Any] = []
    centres: list[float] = []
    for group, label in groups.items():
        group_rows = [rows_by_bar[kind, group] for kind in kinds if (kind, group) in rows_by_bar]
        if not group_rows:
            continue
        name = text(label, chart_room())
        notes.append(annotation(0, top, name))
        top += high(name) + 2
        for row in group_rows:
            value_label = text(value_text(row))
            centres.append(top + LINE / 2)
            notes.append(beside(row.share, centres[-1], value_label))
            right = max(right, width(value_label, SMALL) + GAP)
            top += LINE
        bar_rows += group_rows
        top += GAP - 2
    shared = {
        "y": centres,
        "ids": [[row.kind, row.stakeholder_group] for row in bar_rows],
        "hovers": [hover(row) for row in bar_rows],
    }
    traces = [
        bar(x=[widest] * len(bar_rows), width=LINE, colour=CLEAR, **shared),
        bar(
            x=[row.share for row in bar_rows],
            width=BAR,
            colour=[KIND_COLOURS[row.kind] for row in bar_rows],
            **shared,
        ),
    ]
    return figure(top + 6, traces, notes, (0, widest), right=right)
