"""Sides beside each other, and pairs: every cell its mark with ids, every label whole and no markup."""

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.comparison import Section, Side, pair_bars, side_cells
from tests.charts.drawing import HOSTILE, LONG, marks, texts, traces, words

A, B = Side("a", "Side A", "n=10"), Side("b", "Side B", "n=4*")
COLOURS = {"a": "#0B5A8A", "b": "#D55E00"}


def shares(rows: list[tuple[str, str, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["theme_id", "side_id", "share"])


def cells(
    rows: pd.DataFrame, *sections: Section, sides: tuple[Side, ...] = (A, B), said: str = "said"
) -> go.Figure:
    return side_cells(
        rows,
        identifier="theme_id",
        sections=sections,
        sides=sides,
        colours=COLOURS,
        cell_text=lambda row: f"{row.share:.0f}% {said}",
        hover=lambda row: f"{row.side_id} {row.share}",
        empty=lambda side: f"{side.name}: none",
    )


def pairs(rows: list[tuple[str, str, float | None, float | None]], said: str = "") -> go.Figure:
    return pair_bars(
        pd.DataFrame(rows, columns=["first_id", "second_id", "themes", "claims"]),
        label=lambda row: f"{row.first_id} and {row.second_id}{said}",
        measures={"themes": f"Themes{said}", "claims": "Claims"},
        value_text=lambda row, column: str(getattr(row, column)) + said,
        hover=lambda row, column: f"{row.first_id} {column}",
    )


def test_every_item_has_a_cell_for_every_side_and_a_bar_where_it_is_raised() -> None:
    rows = shares([("x", "a", 50.0), ("x", "b", 25.0), ("y", "b", 10.0), ("left", "a", 99.0)])
    drawn = traces(
        cells(rows, Section("Both: 1", {"x": "X"}), Section("Only Side B: 1", {"y": "Y"}))
    )
    assert set(marks(drawn[0])) == {("x", "a"), ("x", "b"), ("y", "a"), ("y", "b")}
    bars = marks(drawn[1])
    assert set(bars) == {("x", "a"), ("x", "b"), ("y", "b")}
    assert bars["x", "b"] == pytest.approx(bars["x", "a"] / 2)
    assert bars["y", "b"] == pytest.approx(bars["x", "a"] / 5)


def test_a_bar_stands_in_the_cell_of_its_side() -> None:
    rows = shares([("x", "a", 50.0), ("x", "b", 100.0)])
    whole, bars = traces(cells(rows, Section("Both", {"x": "X"})))
    for trace in (whole, bars):
        places = dict(zip(map(tuple, trace["customdata"]), trace["base"], strict=True))
        assert [places["x", side] for side in "ab"] == [0, 1]
    assert bars["y"] == whole["y"]
    assert max(bars["x"]) == max(whole["x"])


def test_names_sizes_headings_and_values_stand_on_the_chart_in_order() -> None:
    rows = shares([("x", "a", 50.0), ("y", "a", 25.0), ("y", "b", 5.0)])
    on_chart = words(
        cells(rows, Section("Only Side A: 1", {"x": "X"}), Section("Both: 1", {"y": "Y"}))
    )
    first = ["<b>Only Side A: 1</b>", "Side A n=10", "Side B n=4*", "X", "50% said", "–"]
    second = ["<b>Both: 1</b>", "Side A n=10", "Side B n=4*", "Y", "25% said", "5% said"]
    assert on_chart == [*first, *second]


def test_an_empty_cell_says_so_on_hover() -> None:
    drawn = traces(cells(shares([("x", "a", 50.0)]), Section("Only Side A", {"x": "X"})))[0]
    said = dict(zip(map(tuple, drawn["customdata"]), drawn["hovertext"], strict=True))
    assert said["x", "b"] == "X<br>Side B: none"
    assert said["x", "a"] == "X<br>a 50.0"


def test_lines_do_not_overlap_and_all_fit() -> None:
    rows = shares([(f"i{n}", side, 10.0) for n in range(9) for side in "ab"])
    items = {f"i{n}": LONG[: 20 * n + 1] for n in range(9)}
    figure = cells(rows, Section("Both", items), Section("More", {}))
    places = sorted(set(traces(figure)[0]["y"]))
    assert len(places) == 9
    tops = sorted(note.y for note in figure.layout.annotations)
    assert min(b - a for a, b in pairwise(places)) >= 40
    assert tops[-1] < figure.layout.height
    assert places[-1] + 10 < figure.layout.height


def test_nothing_in_a_label_is_markup_and_nothing_is_cut() -> None:
    side = Side("a", HOSTILE, HOSTILE)
    rows = shares([("x", "a", 50.0)])
    figure = cells(rows, Section(HOSTILE + LONG, {"x": LONG}), sides=(side,), said=HOSTILE)
    assert not any("<script" in words or "<a " in words for words in texts(figure.to_plotly_json()))
    shown = " ".join(words(figure))
    assert HOSTILE in shown
    assert " ".join(LONG.split()) in shown
    assert "<script" not in "".join(texts(pairs([("a", "b", 1.0, 2.0)], HOSTILE).to_plotly_json()))
    assert HOSTILE in " ".join(words(pairs([("a", "b", 1.0, 2.0)], HOSTILE)))


def test_no_rows_are_an_empty_figure() -> None:
    assert not traces(cells(shares([])))[1]["x"]
    assert not traces(pairs([]))[2]["x"]


def test_every_pair_has_a_bar_per_measure_and_none_where_there_is_no_value() -> None:
    figure = pairs([("a", "b", 64.1, 12.5), ("a", "c", None, None)])
    whole, _ground, bars = traces(figure)
    assert marks(bars) == {
        ("a", "b", "themes"): 64.1,
        ("a", "b", "claims"): 12.5,
        ("a", "c", "themes"): 0,
        ("a", "c", "claims"): 0,
    }
    assert set(marks(whole)) == set(marks(bars))
    assert words(figure)[:3] == ["<b>a and b</b>", "Themes", "64.1"]
    assert list(figure.layout.xaxis.range) == [0, 100]
