"""What comes up at which stage of the review: shares as shaded cells under a strip of events."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import (
    NamedLine,
    bottom,
    cells_of,
    head_targets,
    highest_share,
    lines_beside,
    names_of,
    shaded,
    worded_cells,
)
from charts.figure import HOVER, SMALL, STEADY, figure, lines, rectangle, scatter, small, text
from charts.palette import ACCENT
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


def _lines(labels: Mapping[str, str], top: float, least: int) -> dict[str, NamedLine]:
    return lines_beside(labels, NAMES - 6, top=top, least=least + 4, around=4)


def _headings(columns: Sequence[Column]) -> int:
    """How many lines the longest heading takes."""
    return max((lines(_heading(column)) for column in columns), default=1)


def _head(columns: Sequence[Column]) -> int:
    """The height of the headings with the counts under them."""
    return _HEADING * (_headings(columns) + 1) + 4


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
    named_lines = _lines(labels, top, least)
    notes = names_of(named_lines)
    line_count = 0
    for words in map(_key, key if events else ()):
        notes.append(small(0, _EVENT * line_count, words))
        line_count += lines(words)
    return figure(bottom(named_lines, top) + 8, [], notes, (0, 1), width=NAMES)


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
    named_lines = _lines(labels, top, least)
    notes, shapes = [], []
    for number, column in enumerate(columns):
        middle = (number + 0.5) / len(columns)
        count = f"n={column.total}{'*' if column.few else ''}"
        words = _heading(column)
        lower = head + _HEADING * (most - lines(words))
        if column.stage_id in chosen_stages:
            words = f"<b>{words}</b>"
        notes.append(small(middle, lower, f"{words}<br>{count}", centred=True))
        if column.negotiation:
            under = head + heading
            sides = number + 0.03, number + 0.97
            shapes.append(rectangle(sides, (under + 1, under + 4), ACCENT))

    rows_by_cell = {(getattr(row, identifier), row.stage_id): row for row in each(rows)}
    columns_by_stage = {column.stage_id: column for column in columns}
    highest = highest_share(rows)

    def cell(line: str, stage: str) -> tuple[str, str, str]:
        row, name = rows_by_cell.get((line, stage)), text(labels[line], HOVER)
        if row is None:
            return "", f"{name}<br>{empty(columns_by_stage[stage])}", _EMPTY
        faint = (chosen and line not in chosen) or (chosen_stages and stage not in chosen_stages)
        ground = shaded(colour, row, highest, faint=bool(faint)) if row.share > 0 else _EMPTY
        return cell_text(row), f"{name}<br>{hover(row)}", ground

    cells = worded_cells(
        cells_of(
            {line_id: line.middle for line_id, line in named_lines.items()}, columns_by_stage, cell
        ),
        width=[line.height - 3 for line in named_lines.values() for _column in columns],
        **STEADY,
    )
    hovers = {column.stage_id: text(column.hover) for column in columns}
    headings = head_targets(hovers, heading, top=head, inset=0.01)
    strip, dates = _strip(events, columns, head)
    return figure(
        bottom(named_lines, top) + 8,
        [headings, *strip, cells],
        [*notes, *dates],
        (0, max(len(columns), 1)),
        width=COLUMN * len(columns) + 4,
        right=4,
        shapes=shapes,
    )


def _strip(
    events: Sequence[Event], columns: Sequence[Column], head: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The events over their columns, the last nearest to the heading: trace of marks, and dates beside them."""
    numbers = {column.stage_id: number for number, column in enumerate(columns)}
    events_by_stage: dict[str, list[Event]] = {}
    for event in events:
        if event.stage_id in numbers:
            events_by_stage.setdefault(event.stage_id, []).append(event)
    if not events_by_stage:
        return [], []
    placed_events = [
        (event, numbers[stage], head - _EVENT * (len(stage_events) - line) + _EVENT / 2)
        for stage, stage_events in events_by_stage.items()
        for line, event in enumerate(stage_events)
    ]
    marks = scatter(
        x=[number + 0.08 for _event, number, _y in placed_events],
        y=[y for *_event, y in placed_events],
        marker={
            "symbol": [
                "diamond" if event.is_text else "diamond-open"
                for event, *_position in placed_events
            ],
            "size": 6,
            "color": ACCENT,
            "line": {"width": 1.5, "color": ACCENT},
        },
        ids=[["", event.stage_id, str(event.number)] for event, *_position in placed_events],
        hovers=[event.hover for event, *_position in placed_events],
    )
    dates = [
        small((number + 0.165) / len(columns), y - 7, text(event.date))
        for event, number, y in placed_events
    ]
    return [marks], dates
