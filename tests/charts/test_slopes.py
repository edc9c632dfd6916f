"""A line for each theme from its share at one stage to its share at another; words stand apart at both ends."""

from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.figure import ROOM, laid_out_for, width
from charts.palette import FALL
from charts.slopes import slopes, spread
from tests.charts.drawing import HOSTILE, LONG, has_markup, traces


def moved(*counts: tuple[int, int], names: list[str] | None = None) -> pd.DataFrame:
    """Themes t0, t1 ... with their counts of 20 and of 40."""
    ids = [f"t{index}" for index in range(len(counts))]
    return pd.DataFrame(
        {
            "theme_id": ids,
            "theme": names or ids,
            "from_count": [before for before, _after in counts],
            "from_total": 20,
            "to_count": [after for _before, after in counts],
            "to_total": 40,
        }
    )


def drawn(rows: pd.DataFrame, named: list[str] | None = None, **more: Any) -> go.Figure:
    return slopes(
        rows,
        **{
            "named": list(rows.theme_id) if named is None else named,
            "headings": ("First", "Second"),
            "share_text": lambda count, total: f"{100 * count / total:.0f}%",
            "hover": lambda row: f"hover {row.theme_id}",
            **more,
        },
    )


def lines_of(figure: go.Figure) -> dict[str, list[list[float]]]:
    """Colour -> the heights of both ends of each line that has it."""
    heights = {}
    for trace in traces(figure):
        if trace["mode"] == "lines":
            y = trace["y"]
            assert trace["x"] == [0, 1, None] * (len(y) // 3)
            heights[trace["line"]["color"]] = [y[i : i + 2] for i in range(0, len(y), 3)]
    return heights


def test_words_touch_neither_each_other_nor_the_edges_on_the_narrowest_screen() -> None:
    counts = [(20, 3), (19, 3), (18, 3), (10, 3), (2, 36), (2, 35), (1, 3), (1, 2)]
    names = [LONG[:70], "国際協力" * 8, "Short", "N" * 40, "a", "b", "c", "Long words " * 5]
    figure = drawn(moved(*counts, names=names), headings=(LONG[:40], "国連総会" * 5))
    left, right = figure.layout.margin.l, figure.layout.margin.r
    assert left + right <= ROOM - 60
    for end, room in (("left", right), ("right", left)):
        notes = [
            note
            for note in figure.layout.annotations
            if note.xanchor == end and note.yanchor == "middle"
        ]
        assert all(abs(note.xshift) + width(note.text, 12) <= room for note in notes)
        spans = [
            (note.y - 7 * note.text.count("<br>") - 7, note.y + 7 * note.text.count("<br>") + 7)
            for note in notes
        ]
        assert all(below[0] >= above[1] for above, below in pairwise(spans))
        assert spans[-1][1] <= figure.layout.height - 8


@pytest.mark.parametrize("room", [480, 620, 1_000])
def test_names_stand_at_both_ends_where_there_is_room(room: int) -> None:
    rows = moved((20, 3), (10, 30), (2, 36), names=["Access", "Rights " * 12, "Data"])
    with laid_out_for(room):
        figure = drawn(rows)
    left, right = figure.layout.margin.l, figure.layout.margin.r
    assert room - left - right >= 0.3 * room
    for name in ("Access", "Rights", "Data"):
        sides = {note.xanchor for note in figure.layout.annotations if name in note.text}
        assert sides == {"left", "right"}
    assert "Access" not in " ".join(
        note.text for note in drawn(rows).layout.annotations if note.xshift < 0
    )


def test_each_word_is_joined_with_its_mark() -> None:
    figure = drawn(moved((20, 3), (19, 3), (18, 3)))
    leaders = [shape for shape in figure.layout.shapes if shape.xsizemode == "pixel"]
    middles = [note.y for note in figure.layout.annotations if note.yanchor == "middle"]
    assert [shape.y1 for shape in leaders] == middles
    ends = {end for pair in lines_of(figure)[FALL] for end in pair}
    assert {shape.y0 for shape in leaders} == ends


@given(st.lists(st.tuples(st.floats(0, 300), st.integers(10, 40)), max_size=12))
def test_spread_keeps_the_order_and_lets_nothing_overlap(things: list[tuple[float, int]]) -> None:
    things = sorted(things)
    places = spread([at for at, _high in things], [high for _at, high in things], 0)
    edges = [(p - high / 2, p + high / 2) for p, (_at, high) in zip(places, things, strict=True)]
    assert all(top >= -0.01 for top, _bottom in edges)
    assert all(below[0] >= above[1] - 0.01 for above, below in pairwise(edges))


def test_spread_moves_nothing_that_has_room() -> None:
    assert spread([20, 60, 100], [30, 30, 30], 0) == [20, 60, 100]
    assert spread([50, 50], [20, 20], 0) == [40, 60]


def test_no_change_is_an_empty_figure_and_data_bring_no_markup() -> None:
    traces(drawn(moved()))
    assert not has_markup(drawn(moved((1, 2), names=[HOSTILE]), headings=(HOSTILE, HOSTILE)))
