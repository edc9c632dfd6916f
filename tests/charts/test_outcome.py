"""Figures of what became of the asks: every row its mark, every mark its ids, labels whole and escaped."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.outcome_places import group_pairs, places_apart
from charts.palette import KIND_COLOURS
from tests.charts.drawing import HOSTILE, LONG, has_markup, marks, traces, words

KINDS = {"challenge": "challenge", "recommendation": "asked for"}


def placed(*places: tuple[float, float], names: list[str] | None = None) -> pd.DataFrame:
    ids = [f"t{index}" for index in range(len(places))]
    return pd.DataFrame(
        {
            "theme_id": ids,
            "theme": names or ids,
            "asks": range(40, 40 + len(places)),
            "paragraphs": range(len(places)),
            "asked_place": [ask_position for ask_position, _ in places],
            "text_place": [reported for _, reported in places],
            "apart": [reported - ask_position for ask_position, reported in places],
        }
    )


def apart(*sections: tuple[str, pd.DataFrame], places: int = 9) -> go.Figure:
    return places_apart(
        list(sections),
        places=places,
        asks_label="ask",
        text_label="in the text",
        most="most",
        least="least",
        hover=lambda row: row.theme_id,
    )


def test_headings_without_rows_are_left_out_and_one_place_is_no_division_by_zero() -> None:
    figure = apart(("Less", placed()), ("More", placed((1, 1))), places=1)
    traces(figure)
    assert "Less" not in words(figure)
    assert "More" in words(figure)
    assert "t0" in words(figure)


def test_hostile_theme_names_are_text_there_too() -> None:
    figure = apart((HOSTILE, placed((1, 2), (2, 1), names=[HOSTILE, LONG])))
    assert any(text.startswith(HOSTILE) for text in words(figure))
    assert not has_markup(figure)


def pairs(rows: list[tuple[str, str, float]], **more: Any) -> go.Figure:
    frame = pd.DataFrame(rows, columns=["kind", "stakeholder_group", "share"])
    return group_pairs(
        frame,
        **{
            "groups": {"technical": "Technical", "academia": "Academia", "government": LONG},
            "kinds": KINDS,
            "value_text": lambda row: f"{row.share}%",
            "hover": lambda row: HOSTILE.replace("<", "&lt;"),
            **more,
        },
    )


def test_groups_stand_in_their_order_with_a_bar_per_kind_as_long_as_its_share() -> None:
    figure = pairs(
        [
            ("recommendation", "academia", 20.0),
            ("challenge", "technical", 40.0),
            ("recommendation", "technical", 10.0),
        ]
    )
    rows, bars = traces(figure)
    assert list(marks(bars)) == [
        ("challenge", "technical"),
        ("recommendation", "technical"),
        ("recommendation", "academia"),
    ]
    lengths = marks(bars)
    assert lengths["challenge", "technical"] == pytest.approx(
        4 * lengths["recommendation", "technical"]
    )
    assert rows["customdata"] == bars["customdata"]
    assert bars["marker"]["color"][0] == KIND_COLOURS["challenge"]
    assert [text for text in words(figure) if text.endswith("%")] == ["40.0%", "10.0%", "20.0%"]
    assert LONG.strip() not in words(figure)


def test_no_groups_make_an_empty_figure() -> None:
    assert list(traces(pairs([]))[-1]["x"]) == []
