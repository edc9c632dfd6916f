"""Figures of what became of the asks: every row its mark, every mark its ids, labels whole and escaped."""

from itertools import combinations, pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.figure import LINE, ROOM, lines, width
from charts.outcome_lines import KIND_COLOURS, outcome_lines
from charts.outcome_places import group_pairs, places_apart
from tests.charts.drawing import HOSTILE, LONG, marks, texts, traces, words

CHANGES = ("new", "strengthened", "weakened", "removed", "kept")
TEXTS = {
    "paper": ("Paper", "1 Feb"),
    "draft": ("Draft", "no date"),
    "final": ("Final", "9 May"),
    "note": ("Note", "1 Jun"),
}
KINDS = {"challenge": "challenge", "recommendation": "asked for"}


def themes(*counts: tuple[int, int], names: list[str] | None = None) -> pd.DataFrame:
    ids = [f"t{place}" for place in range(len(counts))]
    return pd.DataFrame(
        {
            "theme_id": ids,
            "theme": names or ids,
            "challenges": [challenges for challenges, _ in counts],
            "asks": [asks for _, asks in counts],
        }
    )


def cells(rows: pd.DataFrame, filled: dict[tuple[str, str], dict[str, int]]) -> pd.DataFrame:
    made = []
    for theme in rows.theme_id:
        for text in TEXTS:
            own = {"passages": 0, **dict.fromkeys(CHANGES, 0), **filled.get((theme, text), {})}
            made.append({"theme_id": theme, "text_id": text, **own})
    return pd.DataFrame(made, columns=["theme_id", "text_id", "passages", *CHANGES])


def lines_of(
    rows: pd.DataFrame,
    filled: dict[tuple[str, str], dict[str, int]] | None = None,
    sections: dict[str, str] | None = None,
    **more: Any,
) -> go.Figure:
    return outcome_lines(
        rows,
        cells(rows, filled or {}),
        **{
            "texts": TEXTS,
            "adopted": "final",
            "kinds": KINDS,
            "sections": sections or {},
            "value_text": lambda row, kind: str(
                row.challenges if kind == "challenge" else row.asks
            ),
            "hover": lambda row, kind: f"{row.theme_id} {kind}",
            "cell_hover": lambda cell: f"{cell.theme_id} {cell.text_id}",
            **more,
        },
    )


def test_numbers_keep_their_colour_whichever_mark_is_clicked() -> None:
    """Where only the unselected have a colour, plotly stops with an error at the click."""
    for trace in traces(lines_of(themes((3, 10))))[3:]:
        colours = [trace[state]["textfont"]["color"] for state in ("selected", "unselected")]
        assert colours[0] == colours[1]
        assert trace["unselected"]["marker"]["opacity"] == 1


def test_what_can_be_clicked_does_not_overlap() -> None:
    """A click on a place that two bars share may be read as one on either."""
    names = ["x" * 20, LONG, "y", LONG]
    figure = lines_of(
        themes((1, 2), (3, 4), (50, 60), (2, 2), names=names), sections={"t1": LONG, "t3": "Short"}
    )
    boxes = []
    for trace in traces(figure)[1:]:
        for place, ids in enumerate(trace["customdata"]):
            left = trace["base"][place] if "base" in trace else 0
            high = trace["width"][place] if isinstance(trace["width"], list) else trace["width"]
            y = trace["y"][place]
            boxes.append((tuple(ids), left, left + trace["x"][place], y - high / 2, y + high / 2))
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[1] or other[2] <= one[1] or one[4] <= other[3] or other[4] <= one[3]
        assert apart or one[0] == other[0], (one, other)
    names_and_headings = [n for n in figure.layout.annotations if n.x == 0]
    for above, below in pairwise(names_and_headings):
        assert above.y + LINE * lines(above.text) <= below.y


def test_long_and_hostile_names_stay_whole_and_are_text() -> None:
    figure = lines_of(
        themes((1, 1), (2, 2), names=[LONG, HOSTILE]),
        sections={"t0": HOSTILE},
        texts={"paper": (HOSTILE, "1 Feb"), "final": (LONG, "x")},
        adopted="final",
    )
    traces(figure)
    said = words(figure)
    assert LONG.strip() in said
    assert said.count(HOSTILE) == 2
    assert not any("<script" in words for words in texts(figure.to_plotly_json()))
    for note in figure.layout.annotations:
        if note.text.startswith("Digital") and not note.text.endswith("x"):
            assert width(note.text) <= ROOM


def test_a_table_without_rows_or_texts_is_still_a_figure() -> None:
    traces(lines_of(themes()))
    found = traces(lines_of(themes((1, 1)), texts={}, adopted=""))[-1]
    assert list(found["x"]) == []


def placed(*places: tuple[float, float], names: list[str] | None = None) -> pd.DataFrame:
    ids = [f"t{place}" for place in range(len(places))]
    return pd.DataFrame(
        {
            "theme_id": ids,
            "theme": names or ids,
            "asks": range(40, 40 + len(places)),
            "adopted": range(len(places)),
            "asked_place": [asked for asked, _ in places],
            "reported_place": [reported for _, reported in places],
            "apart": [reported - asked for asked, reported in places],
            **dict.fromkeys(CHANGES, 0),
            "removed": 1,
        }
    )


def apart(*sections: tuple[str, pd.DataFrame], places: int = 9) -> go.Figure:
    return places_apart(
        list(sections),
        places=places,
        asked="ask",
        reported="reported",
        most="most",
        least="least",
        hover=lambda row: row.theme_id,
    )


def test_headings_without_rows_are_left_out_and_one_place_is_no_division_by_zero() -> None:
    figure = apart(("Less", placed()), ("More", placed((1, 1))), places=1)
    traces(figure)
    assert "Less" not in words(figure)
    assert "More" in words(figure)
    assert "t0  ×" in words(figure)


def test_hostile_theme_names_are_text_there_too() -> None:
    figure = apart((HOSTILE, placed((1, 2), (2, 1), names=[HOSTILE, LONG])))
    traces(figure)
    assert any(said.startswith(HOSTILE) for said in words(figure))
    assert not any("<script" in words for words in texts(figure.to_plotly_json()))


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
    assert [w for w in words(figure) if w.endswith("%")] == ["40.0%", "10.0%", "20.0%"]
    assert LONG.strip() not in words(figure)


def test_no_groups_make_an_empty_figure() -> None:
    assert list(traces(pairs([]))[-1]["x"]) == []
