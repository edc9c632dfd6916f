"""Sides compared: what each raises, as a table of bars, and how much each pair has in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.bars import BAR, laid_out
from charts.figure import HOVER, SMALL, annotation, bar, chart_room, figure, high, text
from charts.palette import ACCENT, QUIET, faded
from data.rows import each

CELL = 20
GAP = 7
FILL = 0.94
STRENGTH = 0.5
"""Opacity of a bar that has text on it, so that the page's own colour stays readable on light and dark ground."""

_TRACK = "rgba(122, 122, 122, 0.09)"
_SECTION_GAP = 10
_HEADING = 6


@dataclass(frozen=True)
class Side:
    """A column: its id, its name, and its size, which stands under the name."""

    identifier: str
    name: str
    size: str


@dataclass(frozen=True)
class Section:
    """Lines that belong together: their common heading, and id -> label, in order."""

    heading: str
    items: Mapping[str, str]


def side_cells(
    rows: pd.DataFrame,
    *,
    identifier: str,
    sections: Sequence[Section],
    sides: Sequence[Side],
    colours: Mapping[str, str],
    cell_text: Callable[[Any], str],
    hover: Callable[[Any], str],
    empty: Callable[[Side], str],
) -> go.Figure:
    """Per section a heading with the sides' names, and per item a line with a bar per side.

    ``rows`` has ``identifier``, ``side_id`` and ``share`` (percent of the side's total). A full track is 100 percent. A
    side that raises nothing of an item has an empty cell, whose hover is ``empty``. The first trace holds the cells,
    the second the bars. customdata = [identifier, side_id].
    """
    item_ids = {item for section in sections for item in section.items}
    item_rows = rows[rows[identifier].isin(item_ids)]
    rows_by_cell = {(getattr(row, identifier), row.side_id): row for row in each(item_rows)}
    column_count = max(len(sides), 1)
    annotations: list[dict[str, Any]] = []
    cells: list[tuple[int, float, str, list[str]]] = []
    bars: list[tuple[int, float, float, str, str, list[str]]] = []
    top = 0.0
    for section in sections:
        top = _head(annotations, section.heading, sides, top)
        for item, label in section.items.items():
            name = text(label, chart_room())
            annotations.append(annotation(0, top, name))
            centre = top + high(name) + 3 + CELL / 2
            for column, side in enumerate(sides):
                row = rows_by_cell.get((item, side.identifier))
                ids = [item, side.identifier]
                hover_text = f"{text(label, HOVER)}<br>{empty(side) if row is None else hover(row)}"
                words = "–" if row is None else text(cell_text(row))
                cells.append((column, centre, hover_text, ids))
                annotations.append(
                    annotation(
                        (column + 0.02) / column_count, centre - 8, words, font={"size": SMALL}
                    )
                )
                if row is not None:
                    width = FILL * row.share / 100
                    bars.append((column, centre, width, colours[side.identifier], hover_text, ids))
            top = centre + CELL / 2 + GAP
        top += _SECTION_GAP
    return figure(
        top + 8,
        [
            bar(
                x=[FILL] * len(cells),
                base=[cell[0] for cell in cells],
                y=[cell[1] for cell in cells],
                width=CELL,
                marker={"color": _TRACK, "line": {"width": 0}},
                customdata=[cell[3] for cell in cells],
                hovertext=[cell[2] for cell in cells],
                hovertemplate="%{hovertext}<extra></extra>",
            ),
            bar(
                x=[item_bar[2] for item_bar in bars],
                base=[item_bar[0] for item_bar in bars],
                y=[item_bar[1] for item_bar in bars],
                width=CELL,
                marker={
                    "color": [faded(item_bar[3], STRENGTH) for item_bar in bars],
                    "line": {"width": 0},
                },
                customdata=[item_bar[5] for item_bar in bars],
                hovertext=[item_bar[4] for item_bar in bars],
                hovertemplate="%{hovertext}<extra></extra>",
            ),
        ],
        annotations,
        (0, column_count),
    )


def _head(
    annotations: list[dict[str, Any]], heading: str, sides: Sequence[Side], top: float
) -> float:
    """Add a section's heading and the sides' names over their columns; returns where its lines begin."""
    words = text(heading, chart_room(), bold=True)
    annotations.append(
        annotation(0, top, "<br>".join(f"<b>{line}</b>" for line in words.split("<br>")))
    )
    top += high(words) + _HEADING
    deepest = 0.0
    room = chart_room() / max(len(sides), 1) - 4
    for column, side in enumerate(sides):
        name = f"{text(side.name, room, SMALL)}<br>{text(side.size, room, SMALL)}"
        annotations.append(annotation(column / len(sides), top, name, font={"size": SMALL}))
        deepest = max(deepest, high(name, SMALL))
    return top + deepest + GAP


def pair_bars(
    rows: pd.DataFrame,
    *,
    label: Callable[[Any], str],
    measures: Mapping[str, str],
    value_text: Callable[[Any, str], str],
    hover: Callable[[Any, str], str],
) -> go.Figure:
    """Per pair its name and, for each of ``measures`` (column -> words), a bar from 0 to 100 percent.

    ``rows`` has ``first_id``, ``second_id`` and the columns of ``measures``; a missing value has no bar, and
    ``value_text(row, column)`` says why. customdata = [first_id, second_id, column].
    """
    annotations: list[dict[str, Any]] = []
    targets: list[dict[str, Any]] = []
    centres, values, data, hovers = [], [], [], []
    top = right = 0.0
    for row in each(rows):
        name = text(label(row), chart_room(), bold=True)
        annotations.append(
            annotation(0, top, "<br>".join(f"<b>{line}</b>" for line in name.split("<br>")))
        )
        ids = [[row.first_id, row.second_id, column] for column in measures]
        hover_texts = [hover(row, column) for column in measures]
        layout = laid_out(
            list(measures.values()),
            [value_text(row, column) for column in measures],
            [100.0] * len(measures),
            start=top + high(name) + 4,
        )
        annotations += layout.notes
        targets.append(layout.target(100, ids, hover_texts))
        centres += layout.centres
        data += ids
        hovers += hover_texts
        for column in measures:
            value = getattr(row, column)
            values.append(0.0 if value is None or value != value else float(value))
        right = max(right, layout.right)
        top = layout.bottom + _SECTION_GAP

    def layer(x: list[float], colour: str) -> dict[str, Any]:
        return bar(
            x=x,
            y=centres,
            width=BAR,
            marker={"color": colour, "line": {"width": 0}},
            customdata=data,
            hovertext=hovers,
            hovertemplate="%{hovertext}<extra></extra>",
        )

    return figure(
        top + 8,
        [*targets, layer([100.0] * len(values), QUIET), layer(values, ACCENT)],
        annotations,
        (0, 100),
        right=right,
    )
