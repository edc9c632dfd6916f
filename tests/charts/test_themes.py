"""Figures of themes: every row its mark with its ids, pairs in both cells, labels escaped and whole."""

import itertools
import math

import pandas as pd
import plotly.graph_objects as go

from charts.figure import laid_out_for
from charts.themes import kind_bars, kind_cells, pair_cells, pair_names
from tests.charts.drawing import HOSTILE, LONG, has_markup, traces, words

KINDS = {kind: kind.title() for kind in ("challenge", "recommendation", "position", "achievement")}
PAIRS = pd.DataFrame(
    [("a", "b", 12, 2.0), ("a", "c", 3, 0.5), ("b", "c", 0, 0.0), ("a", "d", 4, math.nan)],
    columns=["theme_id", "other_theme_id", "count", "lift"],
)
TITLES = {"c": "Third", "a": "First", "b": "Second", "d": "Fourth"}
SIZES = {"a": 40, "b": 30, "c": 20, "d": 5}


def by_kind(title: str = "Title") -> pd.DataFrame:
    rows = [
        ("x", title, "Rights", "challenge", 9, 12),
        ("x", title, "Rights", "position", 1, 12),
        ("y", "Other", "Other", "challenge", 1_500, 1_500),
        ("z", "Third", "Rights", "recommendation", 4, 4),
    ]
    return pd.DataFrame(rows, columns=["theme_id", "theme", "family", "kind", "count", "total"])


def bars(rows: pd.DataFrame, **more: object) -> go.Figure:
    return kind_bars(
        rows,
        kinds=KINDS,
        total="Total",
        total_text=lambda row: str(row.total),
        hover=lambda row: f"{row.kind} {row.count}",
        **more,
    )


def cells(rows: pd.DataFrame = PAIRS, titles: dict[str, str] = TITLES) -> go.Figure:
    return pair_cells(
        rows,
        themes=titles,
        sizes=SIZES,
        hover=lambda row: (f"{row.theme_id}+{row.other_theme_id}", HOSTILE),
        theme_hover=lambda theme: (titles[theme], "alone"),
    )


def colours(figure: go.Figure) -> dict[tuple[str, str], str]:
    (trace,) = traces(figure)
    return dict(zip(map(tuple, trace["customdata"]), trace["marker"]["color"], strict=True))


def groups(rows: list[tuple[str, str, int, int, int]]) -> pd.DataFrame:
    frame = pd.DataFrame(
        rows, columns=["stakeholder_group", "kind", "raised", "total", "submissions"]
    )
    return frame.assign(share=100 * frame.raised / frame.total)


def of_groups(rows: pd.DataFrame, **more: object) -> go.Figure:
    return kind_cells(
        rows,
        groups={"technical": "Technical", "academia": "Academia", "private-sector": "Private"},
        kinds={"any": "In all", "challenge": "Chal-<br>lenge"},
        total_text=lambda row: f"n={row.total}",
        cell_text=lambda row: f"{row.raised} by themselves!",
        short_text=lambda row: f"{row.raised}!",
        hover=lambda row: f"{row.raised} of {row.total}",
        **more,
    )


class TestKindBars:
    def test_no_bar_lies_over_a_name_or_another_bar(self) -> None:
        names, *bar_traces = traces(bars(by_kind(LONG)))
        spans = [(y - w / 2, y + w / 2) for y, w in zip(names["y"], names["width"], strict=True)]
        bands = {
            (y - trace["width"] / 2, y + trace["width"] / 2)
            for trace in bar_traces
            for y in trace["y"]
        }
        ordered = sorted([*spans, *bands])
        assert all(low[1] <= high[0] for low, high in itertools.pairwise(ordered))

    def test_titles_are_text_and_whole(self) -> None:
        figure = bars(by_kind(HOSTILE))
        assert not has_markup(figure)
        assert " ".join(HOSTILE.split()) in [" ".join(text.split()) for text in words(figure)]
        assert LONG.strip() in [text.strip() for text in words(bars(by_kind(LONG)))]

    def test_no_rows_and_kinds_that_are_not_there_draw(self) -> None:
        traces(bars(by_kind().head(0)))
        assert len(traces(bars(by_kind().head(1)))) == 2


class TestPairs:
    def test_names_stand_beside_their_lines_with_their_numbers(self) -> None:
        names = pair_names(TITLES)
        traces(names)
        labels = words(names)
        assert labels == [
            part for n, title in enumerate(TITLES.values(), 1) for part in (title, str(n))
        ]
        assert names.layout.height == cells().layout.height
        long = pair_names({"a": LONG, "b": HOSTILE})
        assert all(note.text.count("<br>") <= 1 for note in long.layout.annotations)
        assert not has_markup(long)

    def test_a_pair_of_a_theme_that_is_not_listed_is_left_out(self) -> None:
        (trace,) = traces(cells(titles={"a": "First", "b": "Second"}))
        assert {theme for ids in trace["customdata"] for theme in ids} == {"a", "b"}

    def test_hovers_are_text(self) -> None:
        assert not has_markup(cells())


class TestKindCells:
    ROWS = groups(
        [
            ("technical", "any", 8, 10, 10),
            ("technical", "challenge", 4, 10, 10),
            ("academia", "any", 4, 4, 4),
            ("academia", "challenge", 0, 4, 4),
        ]
    )

    def test_where_the_words_of_one_are_too_wide_all_have_short_ones(self) -> None:
        with laid_out_for(160):
            (trace,) = traces(of_groups(self.ROWS))
        assert list(trace["text"]) == ["8!", "4!", "4!", ""]

    def test_more_is_darker_and_small_groups_are_paler(self) -> None:
        def strength(colour: str) -> float:
            return float(colour.rstrip(")").split(",")[-1])

        ground = colours(of_groups(self.ROWS))
        assert strength(ground["technical", "any"]) > strength(ground["technical", "challenge"])
        assert strength(ground["academia", "any"]) < strength(ground["technical", "any"])
        chosen = colours(of_groups(self.ROWS, chosen=("academia",)))
        assert strength(chosen["technical", "any"]) < strength(ground["technical", "any"])
        assert chosen["academia", "any"] == ground["academia", "any"]
