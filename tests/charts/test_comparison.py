"""Sides beside each other, and pairs: every cell its mark with ids, every label whole and no markup."""

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from charts.comparison import Section, Side, pair_bars, side_cells
from tests.charts.drawing import HOSTILE, LONG, has_markup, traces, words

A, B = Side("a", "Side A", "n=10"), Side("b", "Side B", "n=4*")
COLOURS = {"a": "#0B5A8A", "b": "#D55E00"}


def shares(rows: list[tuple[str, str, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["theme_id", "side_id", "share"])


def cells(
    rows: pd.DataFrame,
    *sections: Section,
    sides: tuple[Side, ...] = (A, B),
    cell_words: str = "said",
) -> go.Figure:
    return side_cells(
        rows,
        identifier="theme_id",
        sections=sections,
        sides=sides,
        colours=COLOURS,
        cell_text=lambda row: f"{row.share:.0f}% {cell_words}",
        hover=lambda row: f"{row.side_id} {row.share}",
        empty=lambda side: f"{side.name}: none",
    )


def pairs(rows: list[tuple[str, str, float | None, float | None]], suffix: str = "") -> go.Figure:
    return pair_bars(
        pd.DataFrame(rows, columns=["first_id", "second_id", "themes", "claims"]),
        label=lambda row: f"{row.first_id} and {row.second_id}{suffix}",
        measures={"themes": f"Themes{suffix}", "claims": "Claims"},
        value_text=lambda row, column: str(getattr(row, column)) + suffix,
        hover=lambda row, column: f"{row.first_id} {column}",
    )


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
    figure = cells(rows, Section(HOSTILE + LONG, {"x": LONG}), sides=(side,), cell_words=HOSTILE)
    assert not has_markup(figure, pairs([("a", "b", 1.0, 2.0)], HOSTILE))
    text = " ".join(words(figure))
    assert HOSTILE in text
    assert " ".join(LONG.split()) in text
    assert HOSTILE in " ".join(words(pairs([("a", "b", 1.0, 2.0)], HOSTILE)))


def test_no_rows_are_an_empty_figure() -> None:
    assert not traces(cells(shares([])))[1]["x"]
