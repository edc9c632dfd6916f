"""The review as a timeline: its stages downwards with what each drew, and the dates of its texts and milestones."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.bars import beside, stack, target
from charts.figure import SMALL, annotation, chart_room, figure, high, key, small, text, width
from charts.palette import ACCENT, GROUP_COLOURS
from charts.stages import Event

TEXT, MILESTONE = "◆", "◇"

NAME, DATES = 72, 118
"""Pixels of a line of a stage's name, and of a line of dates."""
ROW, BAR = 20, 13
_DATE_LINE, _BETWEEN = 14, 8


def timeline(
    rows: pd.DataFrame,
    *,
    stages: Mapping[str, str],
    groups: Mapping[str, str],
    events: Sequence[Event],
    marks: tuple[str, str],
    chosen: Collection[str] = (),
    number: Callable[[int], str],
    hover: Callable[[str, int], str],
) -> go.Figure:
    """A line per stage (id -> short name, in time order), with a bar of its parts by group and the dates of its events.

    ``rows`` has ``stage_id``, ``stakeholder_group``, ``count`` and ``total``; a stage without rows has an empty line.
    ``groups`` (id -> label) orders the parts; ``marks`` are the words for a text and for a milestone. ``hover`` words a
    stage and its total. If any stage is ``chosen`` the others are paler. customdata = [stage_id, group]; of a whole
    line, [stage_id, ""].
    """
    totals = dict.fromkeys(stages, 0) | dict(zip(rows.stage_id, rows.total, strict=True))
    names = {stage: text(name, NAME, SMALL) for stage, name in stages.items()}
    dates = {
        stage: _event_positions([event for event in events if event.stage_id == stage])
        for stage in stages
    }
    present = set(rows.stakeholder_group)
    parts = {group: words for group, words in groups.items() if group in present}
    left = max((width(name, SMALL) for name in names.values()), default=0) + _BETWEEN + 2
    value_width = max(width(number(total), SMALL) for total in [0, *totals.values()]) + 2 * _BETWEEN
    groups_key = key(
        [("■", GROUP_COLOURS.get(group, ACCENT), words) for group, words in parts.items()],
        shift=-left,
    )
    kinds = {event.is_text for event in events}
    dates_key = key(
        [
            (sign, "", words)
            for sign, words, is_text in ((TEXT, marks[0], True), (MILESTONE, marks[1], False))
            if is_text in kinds
        ],
        pixels=DATES,
        x=1,
        shift=value_width,
    )
    # Over the dates, beside the last line of the other key where that leaves room.
    fits = len(dates_key.widths) == 1 and groups_key.widths[-1:] < [chart_room() - DATES]
    top = max(groups_key.height - (dates_key.height if fits else 0), 0)
    notes = [*groups_key.notes, *(note | {"y": note["y"] + top} for note in dates_key.notes)]
    top += dates_key.height
    tops, heights, centres = [], [], {}
    for stage, name in names.items():
        rows_of_dates = 1 + max((line for line, _x, _event in dates[stage]), default=0)
        height = max(ROW, high(name, SMALL) + 4, _DATE_LINE * rows_of_dates + 4)
        centre = top + height / 2
        weight = 700 if stage in chosen else 400
        font = {"size": SMALL, "weight": weight}
        notes.append(
            annotation(0, centre, name, right=True, font=font, yanchor="middle", xshift=-_BETWEEN)
        )
        notes.append(beside(totals[stage], centre, text(number(totals[stage]))))
        dates_top = centre - _DATE_LINE * rows_of_dates / 2
        notes += [
            _date(event, value_width + x, dates_top + _DATE_LINE * (line + 0.5))
            for line, x, event in dates[stage]
        ]
        tops.append(top)
        heights.append(height)
        centres[stage] = centre
        top += height
    widest = max(1.0, *map(float, totals.values())) if totals else 1.0
    right = value_width + (DATES if events else 0)
    ids = [[stage, ""] for stage in stages]
    hovers = [hover(stage, total) for stage, total in totals.items()]
    bars = stack(
        rows,
        identifier="stage_id",
        part="stakeholder_group",
        parts=parts,
        centres=centres,
        widest=widest,
        room=0,
        colours=GROUP_COLOURS,
        chosen=chosen,
        thick=BAR,
    )
    traces = [target(tops, heights, widest, ids, hovers), *bars]
    return figure(top + 8, traces, notes, (0, widest), left=left, right=right)


def _date_label(event: Event) -> str:
    return f"{TEXT if event.is_text else MILESTONE} {event.date}"


def _event_positions(events: Sequence[Event]) -> list[tuple[int, float, Event]]:
    """The events of a stage with the line and the pixel at which each begins; a line holds as many as fit."""
    positions: list[tuple[int, float, Event]] = []
    line, x = 0, 0.0
    for event in events:
        event_width = width(text(_date_label(event)), SMALL)
        if x and x + event_width > DATES:
            line, x = line + 1, 0.0
        positions.append((line, x, event))
        x += event_width + _BETWEEN
    return positions


def _date(event: Event, shift: float, y: float) -> dict[str, Any]:
    """A mark and the day of an event, beside the bars; the hover text says what the event was."""
    sign = TEXT if event.is_text else MILESTONE
    words = f"{sign} {text(event.date)}"
    return small(1, y, words, yanchor="middle", xshift=shift, hovertext=event.hover)
