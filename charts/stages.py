"""What comes up at which stage of the review: shares as shaded cells under a strip of events."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import (
    HOVER,
    SMALL,
    STEADY,
    annotation,
    bar,
    cell_trace,
    figure,
    high,
    lines,
    scatter,
    text,
)
from charts.heatmap import DARKEST, PALEST, SMALL_GROUP
from charts.palette import ACCENT, faded
from data.rows import each

COLUMN = 60
NAMES = 150
"""Width of the names in pixels."""

_EVENT, _HEADING, _UNDER = 18, 16, 8
_EMPTY = "rgba(122, 122, 122, 0.07)"


@dataclass(frozen=True)
class Column:
    """A stage as a column: id, heading, hover text, the total of what the chart counts, whether that is few."""

    stage_id: str
    heading: str
    hover: str
    total: int
    few: bool = False
    negotiation: bool = False


@dataclass(frozen=True)
class Event:
    """A dated event over the column of its stage: its number in the list beside the chart, its date, its hover text."""

    stage_id: str
    number: int
    date: str
    hover: str
    is_text: bool


def _strip_lines(columns: Sequence[Column], events: Sequence[Event], key: Sequence[str]) -> int:
    """How many lines the strip of events has: the most events over one column, or the lines of its key if more."""
    if not events:
        return 0
    stage_ids = {column.stage_id for column in columns}
    event_stages = [event.stage_id for event in events if event.stage_id in stage_ids]
    most = max((event_stages.count(stage) for stage in event_stages), default=0)
    return max(most, sum(lines(_key(words)) for words in key))


def _key(words: str) -> str:
    return text(words, NAMES - 6, SMALL)


def _heading(column: Column) -> str:
    return text(column.heading, COLUMN - 4, SMALL, bold=True)


def _name(label: str) -> str:
    return text(label, NAMES - 6, SMALL)


def _headings(columns: Sequence[Column]) -> int:
    """How many lines the longest heading takes."""
    return max((lines(_heading(column)) for column in columns), default=1)


def _head(columns: Sequence[Column]) -> int:
    """The height of the headings with the counts under them."""
    return _HEADING * (_headings(columns) + 1) + 4


def _lines(labels: Mapping[str, str], top: float, least: int) -> dict[str, tuple[float, float]]:
    """Per line its middle in pixels from the top, and its height."""
    positions: dict[str, tuple[float, float]] = {}
    for line_id, label in labels.items():
        height = max(least, high(_name(label), SMALL)) + 4
        positions[line_id] = (top + height / 2, height)
        top += height
    return positions


def _bottom(positions: Mapping[str, tuple[float, float]], top: float) -> float:
    return max((middle + height / 2 for middle, height in positions.values()), default=top)


def stage_names(
    labels: Mapping[str, str],
    columns: Sequence[Column],
    events: Sequence[Event] = (),
    *,
    key: Sequence[str] = (),
    least: int = 22,
) -> go.Figure:
    """The names (id -> label, in order) of the lines of ``stage_cells`` drawn with the same arguments.

    ``key`` explains the marks over the columns, one entry per line.
    """
    top = float(_EVENT * _strip_lines(columns, events, key) + _head(columns) + _UNDER)
    positions = _lines(labels, top, least)
    notes = [
        annotation(0, middle - high(words, SMALL) / 2, words, font={"size": SMALL})
        for (middle, _height), words in (
            (positions[line_id], _name(label)) for line_id, label in labels.items()
        )
    ]
    line_count = 0
    for words in map(_key, key if events else ()):
        notes.append(annotation(0, _EVENT * line_count, words, font={"size": SMALL}))
        line_count += lines(words)
    return figure(_bottom(positions, top) + 8, [], notes, (0, 1), width=NAMES)


def stage_cells(
    rows: pd.DataFrame,
    *,
    identifier: str,
    labels: Mapping[str, str],
    columns: Sequence[Column],
    events: Sequence[Event] = (),
    colour: str = ACCENT,
    chosen: Collection[str] = (),
    chosen_stages: Collection[str] = (),
    cell_text: Callable[[Any], str],
    hover: Callable[[Any], str],
    empty: Callable[[Column], str],
    least: int = 22,
    key: Sequence[str] = (),
) -> go.Figure:
    """One line of cells per id in ``labels`` (id -> label, in order), one column per stage, events over the headings.

    ``rows`` has ``identifier``, ``stage_id``, ``share`` (percent) and ``submissions``. Darker is more; a cell with
    fewer than SMALL_GROUP submissions is paler, and a column that is ``few`` has an asterisk. A stage of the
    negotiation has a line under its heading. If any line or stage is chosen the others are paler. ``empty`` is the
    hover where there is no row. ``least`` is a line's least height in pixels, ``key`` that of ``stage_names``.
    customdata = [identifier, stage_id]; a heading's is ["", stage_id], an event's ["", stage_id, number].
    """
    head = float(_EVENT * _strip_lines(columns, events, key))
    heading, most = _head(columns), _headings(columns)
    top = head + heading + _UNDER
    column_numbers = {column.stage_id: number for number, column in enumerate(columns)}
    positions = _lines(labels, top, least)
    notes, shapes = [], []
    for column, number in zip(columns, column_numbers.values(), strict=True):
        middle = (number + 0.5) / len(columns)
        count = f"n={column.total}{'*' if column.few else ''}"
        words = _heading(column)
        lower = head + _HEADING * (most - lines(words))
        if column.stage_id in chosen_stages:
            words = f"<b>{words}</b>"
        notes.append(
            annotation(middle, lower, f"{words}<br>{count}", font={"size": SMALL})
            | {"xanchor": "center", "align": "center"}
        )
        if column.negotiation:
            shapes.append(
                {
                    "type": "rect",
                    "x0": number + 0.03,
                    "x1": number + 0.97,
                    "y0": head + heading + 1,
                    "y1": head + heading + 4,
                    "fillcolor": ACCENT,
                    "line": {"width": 0},
                }
            )

    def faint(line_id: str, stage: str) -> bool:
        return bool(
            (chosen and line_id not in chosen) or (chosen_stages and stage not in chosen_stages)
        )

    cells = _cells(
        rows, identifier, labels, columns, positions, colour, faint, cell_text, hover, empty
    )
    headings = bar(
        x=[0.98] * len(columns),
        base=[number + 0.01 for number in column_numbers.values()],
        y=[head + heading / 2] * len(columns),
        width=heading,
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        customdata=[["", column.stage_id] for column in columns],
        hovertext=[text(column.hover) for column in columns],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    strip, dates = _strip(
        [event for event in events if event.stage_id in column_numbers],
        column_numbers,
        head,
        len(columns),
    )
    return figure(
        _bottom(positions, top) + 8,
        [headings, *strip, cells],
        [*notes, *dates],
        (0, max(len(columns), 1)),
        width=COLUMN * len(columns) + 4,
        margin={"l": 0, "r": 4, "t": 4, "b": 4, "pad": 0},
        shapes=shapes,
    )


def _cells(
    rows: pd.DataFrame,
    identifier: str,
    labels: Mapping[str, str],
    columns: Sequence[Column],
    positions: Mapping[str, tuple[float, float]],
    colour: str,
    faint: Callable[[str, str], bool],
    cell_text: Callable[[Any], str],
    hover: Callable[[Any], str],
    empty: Callable[[Column], str],
) -> dict[str, Any]:
    """The trace of the cells, line by line."""
    rows_by_cell = {(getattr(row, identifier), row.stage_id): row for row in each(rows)}
    compared_rows = rows[rows.submissions >= SMALL_GROUP]
    shares = (compared_rows if len(compared_rows) else rows)["share"]
    highest = max(float(shares.max()), 1.0) if len(shares) else 1.0
    base, y, heights, colours, words, hovers, data = [], [], [], [], [], [], []
    for line_id, label in labels.items():
        middle, height = positions[line_id]
        for number, column in enumerate(columns):
            row = rows_by_cell.get((line_id, column.stage_id))
            strength = 0.0
            if row is not None and row.share > 0:
                strength = PALEST + (DARKEST - PALEST) * min(row.share / highest, 1)
                strength *= 0.5 if row.submissions < SMALL_GROUP else 1
                strength *= 0.45 if faint(line_id, column.stage_id) else 1
            base.append(number + 0.03)
            y.append(middle)
            heights.append(height - 3)
            colours.append(faded(colour, strength) if strength else _EMPTY)
            words.append("" if row is None else cell_text(row))
            hover_text = empty(column) if row is None else hover(row)
            hovers.append(f"{text(label, HOVER)}<br>{hover_text}")
            data.append([line_id, column.stage_id])
    return cell_trace(
        colours,
        **STEADY,
        x=[0.94] * len(base),
        base=base,
        y=y,
        width=heights,
        text=words,
        customdata=data,
        hovertext=hovers,
    )


def _strip(
    events: Sequence[Event], place: Mapping[str, int], head: float, columns: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The events over their columns, the last nearest to the heading: trace of marks, and dates beside them."""
    if not events:
        return [], []
    events_by_stage: dict[str, list[Event]] = {}
    for event in events:
        events_by_stage.setdefault(event.stage_id, []).append(event)
    positioned_events = [
        (event, head - _EVENT * (len(stage_events) - number) + _EVENT / 2)
        for stage_events in events_by_stage.values()
        for number, event in enumerate(stage_events)
    ]
    marks = scatter(
        x=[place[event.stage_id] + 0.08 for event, _y in positioned_events],
        y=[y for _event, y in positioned_events],
        marker={
            "symbol": [
                "diamond" if event.is_text else "diamond-open" for event, _y in positioned_events
            ],
            "size": 6,
            "color": ACCENT,
            "line": {"width": 1.5, "color": ACCENT},
        },
        customdata=[["", event.stage_id, str(event.number)] for event, _y in positioned_events],
        hovertext=[event.hover for event, _y in positioned_events],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    dates = [
        annotation(
            (place[event.stage_id] + 0.165) / columns,
            y - 7,
            text(event.date),
            font={"size": SMALL},
        )
        for event, y in positioned_events
    ]
    return [marks], dates
