"""Sides compared: what each raises, as a table of bars, and how much each pair has in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.bars import BAR, laid_out
from charts.cells import CELL, GAP, PlacedCell, cell_bars
from charts.figure import HOVER, SMALL, annotation, bar, bold, chart_room, figure, high, small, text
from charts.palette import ACCENT, QUIET, faded
from data.rows import each

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
    notes: list[dict[str, Any]] = []
    cells: list[PlacedCell] = []
    raised: list[PlacedCell] = []
    lengths: list[float] = []
    top = 0.0
    for section in sections:
        top = _head(notes, section.heading, sides, top)
        for item, label in section.items.items():
            name = text(label, chart_room())
            notes.append(annotation(0, top, name))
            middle = top + high(name) + 3 + CELL / 2
            for column, side in enumerate(sides):
                row = rows_by_cell.get((item, side.identifier))
                words = "–" if row is None else text(cell_text(row))
                about = f"{text(label, HOVER)}<br>{empty(side) if row is None else hover(row)}"
                colour = faded(colours[side.identifier], STRENGTH)
                cells.append(
                    PlacedCell([item, side.identifier], column, middle, words, about, colour)
                )
                notes.append(small((column + 0.02) / column_count, middle - 8, words))
                if row is not None:
                    raised.append(cells[-1])
                    lengths.append(FILL * row.share / 100)
            top = middle + CELL / 2 + GAP
        top += _SECTION_GAP
    traces = [
        cell_bars(cells, inset=0, x=[FILL] * len(cells), colour=_TRACK),
        cell_bars(raised, inset=0, x=lengths),
    ]
    return figure(top + 8, traces, notes, (0, column_count))


def _head(notes: list[dict[str, Any]], heading: str, sides: Sequence[Side], top: float) -> float:
    """Add a section's heading and the sides' names over their columns; returns where its lines begin."""
    words = text(heading, chart_room(), bold=True)
    notes.append(annotation(0, top, bold(words)))
    top += high(words) + _HEADING
    deepest = 0.0
    room = chart_room() / max(len(sides), 1) - 4
    for column, side in enumerate(sides):
        name = f"{text(side.name, room, SMALL)}<br>{text(side.size, room, SMALL)}"
        notes.append(small(column / len(sides), top, name))
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
    notes: list[dict[str, Any]] = []
    targets: list[dict[str, Any]] = []
    middles: list[float] = []
    lengths: list[float] = []
    ids: list[list[str]] = []
    hovers: list[str] = []
    top = right = 0.0
    for row in each(rows):
        name = text(label(row), chart_room(), bold=True)
        notes.append(annotation(0, top, bold(name)))
        pair_ids = [[row.first_id, row.second_id, column] for column in measures]
        pair_hovers = [hover(row, column) for column in measures]
        layout = laid_out(
            list(measures.values()),
            [value_text(row, column) for column in measures],
            [100.0] * len(measures),
            start=top + high(name) + 4,
        )
        notes += layout.notes
        targets.append(layout.target(100, pair_ids, pair_hovers))
        middles += layout.centres
        ids += pair_ids
        hovers += pair_hovers
        for column in measures:
            value = getattr(row, column)
            lengths.append(0.0 if value is None or value != value else float(value))
        right = max(right, layout.right)
        top = layout.bottom + _SECTION_GAP
    bars = [
        bar(x=x, y=middles, width=BAR, colour=colour, ids=ids, hovers=hovers)
        for x, colour in (([100.0] * len(lengths), QUIET), (lengths, ACCENT))
    ]
    return figure(top + 8, [*targets, *bars], notes, (0, 100), right=right)
