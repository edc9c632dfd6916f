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
    text,
    width,
)
from charts.palette import KIND_COLOURS, NEUTRAL
from data.rows import each

PLACE, GAP = 22, 10

EDGE = 0.12
"""Share of the width on either side for the numbers at the marks."""


def places_apart(
    sections: Sequence[tuple[str, pd.DataFrame]],
    *,
    places: int,
    asked: str,
    in_text: str,
    most: str,
    least: str,
    hover: Callable[[Any], str],
) -> go.Figure:
    """One line per theme with its place by asks (disc) and by paragraphs of the text (diamond), joined.

    ``sections`` are headings with rows that have ``theme_id``, ``theme``, ``asks``, ``paragraphs``, ``asked_place``,
    ``text_place`` and ``apart``. ``places`` is the number of places; the first is on the left, under the label
    ``most``. Each mark has its count on its outer side. customdata = [theme_id].
    """

    def x(place: float) -> float:
        return EDGE + (1 - 2 * EDGE) * (place - 1) / max(places - 1, 1)

    legend = key([("●", KIND_COLOURS["recommendation"], asked), ("◇", NEUTRAL, in_text)])
    top = legend.height
    annotations = [
        *legend.notes,
        annotation(EDGE, top, f"← {text(most)}", font={"size": SMALL}),
        annotation(1 - EDGE, top, f"{text(least)} →", right=True, font={"size": SMALL}),
    ]
    top += LINE + 6
    joins: dict[str, list[float | None]] = {"x": [], "y": []}
    middles: list[float] = []
    heights: list[float] = []
    theme_rows: list[Any] = []
    centres: list[float] = []
    for heading, rows in sections:
        if rows.empty:
            continue
        title = text(heading, chart_room(), bold=True)
        annotations.append(annotation(0, top + 2, title, font={"weight": "bold"}))
        top += high(annotations[-1]["text"]) + 8
        for row in each(rows):
            name = text(row.theme, chart_room())
            annotations.append(annotation(0, top, name))
            height = high(name) + PLACE + 6
            centre = top + high(name) + PLACE / 2
            joins["x"] += [x(row.asked_place), x(row.text_place), None]
            joins["y"] += [centre, centre, None]
            middles.append(top + height / 2 - 3)
            heights.append(height)
            centres.append(centre)
            theme_rows.append(row)
            top += height
        top += 8
    data = [[row.theme_id] for row in theme_rows]
    hovers = [hover(row) for row in theme_rows]

    def points(place: str, symbol: str, colour: str) -> dict[str, Any]:
        return scatter(
            x=[x(getattr(row, place)) for row in theme_rows],
            y=centres,
            marker={
                "symbol": symbol,
                "size": 11,
                "color": colour,
                "line": {"width": 2, "color": colour},
            },
            customdata=data,
            hovertext=hovers,
            hovertemplate="%{hovertext}<extra></extra>",
        )

    for row, centre in zip(theme_rows, centres, strict=True):
        marks = ((row.asked_place, row.asks), (row.text_place, row.paragraphs))
        for (rank, count), is_left in zip(marks, (row.apart > 0, row.apart <= 0), strict=True):
            note = annotation(x(rank), centre, str(count), right=is_left, font={"size": SMALL})
            annotations.append(note | {"yanchor": "middle", "xshift": -9 if is_left else 9})
    return figure(
        top + 4,
        [
            bar(
                x=[1] * len(middles),
                y=middles,
                width=heights,
                marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
                customdata=data,
                hovertext=hovers,
                hovertemplate="%{hovertext}<extra></extra>",
            ),
            scatter(
                mode="lines",
                x=joins["x"],
                y=joins["y"],
                line={"width": 2, "color": "rgba(122,122,122,0.5)"},
                hoverinfo="skip",
            ),
            points("asked_place", "circle", KIND_COLOURS["recommendation"]),
            points("text_place", "diamond-open", NEUTRAL),
        ],
        annotations,
        (0, 1),
    )


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
    annotations = legend.notes
    widest = max(float(rows["share"].max()), 1.0) if len(rows) else 1.0
    top = legend.height + 2
    right = 0.0
    bars: dict[str, list[Any]] = {"x": [], "y": [], "colour": [], "ids": [], "hover": []}
    for group, label in groups.items():
        group_rows = [
            (kind, rows_by_bar[kind, group]) for kind in kinds if (kind, group) in rows_by_bar
        ]
        if not group_rows:
            continue
        name = text(label, chart_room())
        annotations.append(annotation(0, top, name))
        top += high(name) + 2
        for kind, row in group_rows:
            value_label = text(value_text(row))
            annotations.append(beside(row.share, top + LINE / 2, value_label))
            right = max(right, width(value_label, SMALL) + GAP)
            bars["x"].append(row.share)
            bars["y"].append(top + LINE / 2)
            bars["colour"].append(KIND_COLOURS[kind])
            bars["ids"].append([kind, group])
            bars["hover"].append(hover(row))
            top += LINE
        top += GAP - 2
    return figure(
        top + 6,
        [
            bar(
                x=length,
                y=bars["y"],
                width=thick,
                marker={"color": colour, "line": {"width": 0}},
                customdata=bars["ids"],
                hovertext=bars["hover"],
                hovertemplate="%{hovertext}<extra></extra>",
            )
            for length, thick, colour in (
                ([widest] * len(bars["y"]), LINE, "rgba(0,0,0,0)"),
                (bars["x"], BAR, bars["colour"]),
            )
        ],
        annotations,
        (0, widest),
        right=right,
    )
