"""The review as a timeline: a line per stage with its bar and its dates, legible on the narrowest screen."""

from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import ROOM, width
from charts.palette import GROUP_COLOURS
from charts.stages import Event
from charts.timeline import DATES, timeline
from tests.charts.drawing import HOSTILE, has_markup, traces

STAGES = {"gdc": "GDC", "zero": "Zero draft", "empty": "Nothing yet"}
ROWS = pd.DataFrame(
    [("gdc", "government", 30, 32), ("gdc", "academia", 2, 32), ("zero", "government", 9, 9)],
    columns=["stage_id", "stakeholder_group", "count", "total"],
)
EVENTS = [
    Event("zero", 1, "29 Aug 25", "29 Aug 2025<br>Zero draft", is_text=True),
    Event("zero", 2, "13 Oct 25", "Consultation", is_text=False),
    Event("zero", 3, "15 Oct 25", "Meeting", is_text=False),
    Event("elsewhere", 4, "1 Jan 25", "not shown", is_text=False),
]


def drawn(**more: Any) -> go.Figure:
    return timeline(
        **{
            "rows": ROWS,
            "stages": STAGES,
            "groups": {group: group.title() for group in GROUP_COLOURS},
            "events": EVENTS,
            "marks": ("text", "milestone"),
            "number": str,
            "hover": lambda stage, total: f"{stage}: {total}",
            **more,
        }
    )


def test_all_fits_the_narrowest_screen_in_words_a_third_longer_and_in_japanese() -> None:
    for stretch in (
        lambda words: words,
        lambda words: f"{words} and more",
        lambda words: "国際連合" * 3,
    ):
        figure = drawn(
            stages={identifier: stretch(name) for identifier, name in STAGES.items()},
            groups={group: stretch(group) for group in GROUP_COLOURS},
            marks=(stretch("text"), stretch("milestone")),
        )
        left, right = figure.layout.margin.l, figure.layout.margin.r
        assert ROOM - left - right >= 30
        whole = traces(figure)[0]
        edges = [(y - h / 2, y + h / 2) for y, h in zip(whole["y"], whole["width"], strict=True)]
        assert all(below[0] >= above[1] - 0.01 for above, below in pairwise(edges))
        for note in figure.layout.annotations:
            high = 16 * (note.text.count("<br>") + 1)
            if note.hovertext:
                assert note.xshift + width(note.text, 11) <= right
            elif note.xanchor == "right":
                assert width(note.text, 12) - note.xshift <= left
            elif note.yanchor == "top":
                assert note.y + high <= edges[0][0] + 8
                assert note.x == 0 or width("◆ milestone", 11) <= DATES


def test_data_bring_no_markup_and_no_rows_are_a_figure() -> None:
    traces(drawn(rows=ROWS.head(0)))
    traces(drawn(rows=ROWS.head(0), stages={}, events=[]))
    event = Event("gdc", 1, HOSTILE, "said", is_text=True)
    figure = drawn(
        stages={"gdc": HOSTILE, "zero": HOSTILE}, marks=(HOSTILE, HOSTILE), events=[event]
    )
    assert not has_markup(figure)
