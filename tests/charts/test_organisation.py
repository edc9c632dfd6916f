"""Bars with words and ticks: every row its mark with its ids, nothing cut, nothing read as markup."""

import pandas as pd

from charts.bars import noted_bars
from charts.figure import ROOM, high, width
from tests.charts.drawing import HOSTILE, LONG, texts, traces, words

ROWS = pd.DataFrame(
    [("a", "Gender", 80.0, 20.0), ("b", LONG, 0.0, float("nan")), ("c", HOSTILE, 100.0, 0.0)],
    columns=["theme_id", "theme", "share", "group_share"],
)


def drawn(rows: pd.DataFrame = ROWS, **more: object) -> object:
    parameters = {
        "identifier": "theme_id",
        "label": "theme",
        "value": "share",
        "words": lambda row: f"{row.share:.0f} of 100",
        "hover": lambda row: f"{row.theme}\n{row.share}",
    }
    return noted_bars(rows, **{**parameters, **more})


def test_a_tick_at_the_end_is_not_cut() -> None:
    rows = ROWS.assign(group_share=[100.0, 100.0, 100.0])
    ticks = traces(drawn(rows, tick="group_share"))[2]
    for base, thick in zip(ticks["base"], ticks["x"], strict=True):
        assert base + thick <= 100.0 + 1e-9


def test_labels_and_words_stand_whole_over_their_bars() -> None:
    figure = drawn()
    assert words(figure) == [
        part
        for row in ROWS.itertuples()
        for part in (" ".join(row.theme.split()), f"{row.share:.0f} of 100")
    ]
    ground, bars = traces(figure)
    notes = figure.layout.annotations
    for index in range(len(ROWS)):
        label, more = notes[2 * index], notes[2 * index + 1]
        assert more.y == label.y + high(label.text)
        assert bars["y"][index] > more.y + 11
        bottom = ground["y"][index] + ground["width"][index] / 2
        assert bars["y"][index] + bars["width"] / 2 <= bottom
        if index + 1 < len(ROWS):
            assert notes[2 * index + 2].y >= bottom - 1
        assert width(label.text) <= ROOM
        assert width(more.text, 11) <= ROOM
    assert figure.layout.height >= ground["y"][-1] + ground["width"][-1] / 2


def test_names_are_text_and_not_markup() -> None:
    figure = drawn(tick="group_share").to_plotly_json()
    for text in texts({"data": figure["data"], "notes": figure["layout"]["annotations"]}):
        assert "<script" not in text
        assert "<b>" not in text


def test_nothing_is_drawn_of_nothing() -> None:
    figure = drawn(ROWS.head(0), tick="group_share")
    assert all(not trace.get("customdata") for trace in traces(figure))
