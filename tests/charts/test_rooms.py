"""A figure that is laid out for several rooms holds exactly what would be drawn for each."""

from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from charts.bars import bar_list
from charts.figure import Figure, laid_out_for
from charts.rooms import ROOMS, in_rooms
from charts.text_marks import with_text_marks
from tests.charts.drawing import LONG


def ranked(names: list[str]) -> Figure:
    rows = pd.DataFrame({"id": names, "label": names, "count": range(len(names), 0, -1)})
    return with_text_marks(
        bar_list(
            rows,
            identifier="id",
            label="label",
            value_text=lambda row: str(row.count),
            hover=lambda row: row.label,
        )
    )


def laid_out_figure(figure: dict[str, Any], layout: dict[str, Any]) -> dict[str, Any]:
    """The figure in one of its layouts, as web/files/rooms.js puts it together."""
    traces = zip(figure["data"], layout["data"], strict=True)
    properties = {name: value for name, value in figure["layout"].items() if name != "meta"}
    return {
        "data": [trace | changes for trace, changes in traces],
        "layout": properties | layout["layout"],
    }


@given(st.lists(st.integers(3, len(LONG)), min_size=1, max_size=5, unique=True))
def test_each_layout_is_what_is_drawn_for_its_room(lengths: list[int]) -> None:
    names = [LONG[:length] for length in lengths]

    def draw(pixels: int) -> Figure:
        with laid_out_for(pixels):
            return ranked(names)

    figure = in_rooms(draw).to_dict()
    layouts = figure["layout"].get("meta") or [{"room": ROOMS[0], "data": [{}] * 3, "layout": {}}]
    for room in ROOMS:
        widest = [layout for layout in layouts if layout["room"] <= room][-1]
        assert laid_out_figure(figure, widest) == draw(room).to_dict()
    heights = [layout["layout"].get("height", 0) for layout in layouts]
    assert heights == sorted(heights, reverse=True)


def test_what_fits_everywhere_has_one_layout() -> None:
    assert "meta" not in in_rooms(lambda _pixels: ranked(["a", "b"])).to_dict()["layout"]
