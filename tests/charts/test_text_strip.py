"""A text as a strip: a bar per paragraph in order, and a sign where nothing met it."""

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from charts.figure import ROOM, SMALL, width
from charts.palette import STRENGTH_COLOURS
from charts.text_strip import text_strip
from tests.charts.drawing import traces

ROWS = pd.DataFrame(
    [("preamble 1", "decides", 0), ("1", "welcomes", 4), ("2", "decides", 2)],
    columns=["paragraph", "strength", "submissions"],
)


def drawn(rows: pd.DataFrame = ROWS, chosen: str = "") -> go.Figure:
    return text_strip(
        rows,
        strengths={strength: strength.title() for strength in STRENGTH_COLOURS},
        nothing="Nothing",
        chosen=chosen,
        hover=lambda row: f"{row.paragraph}: {row.submissions}",
    )


def test_the_open_paragraph_has_a_ground() -> None:
    colours = traces(drawn(chosen="2"))[0]["marker"]["color"]
    assert colours[0] == colours[1] != colours[2]


def test_the_key_names_only_what_is_there() -> None:
    words = " ".join(note["text"] for note in drawn().to_dict()["layout"]["annotations"])
    assert "Decides" in words
    assert "Nothing" in words
    assert "Urges-Or-Commits" not in words
    figure = drawn(ROWS[ROWS.submissions > 0])
    assert "Nothing" not in " ".join(
        note["text"] for note in figure.to_dict()["layout"]["annotations"]
    )


def test_the_highest_bars_have_their_numbers_and_none_touch() -> None:
    counts = [0, 3, 41, 5, *[0] * 60, 7, 7, *[0] * 60, 12]
    rows = pd.DataFrame(
        [(str(index), "decides", count) for index, count in enumerate(counts)],
        columns=["paragraph", "strength", "submissions"],
    )
    notes = [
        note for note in drawn(rows).to_dict()["layout"]["annotations"] if note["text"].isdigit()
    ]
    assert [note["text"] for note in notes] == ["41", "7", "12"]
    pixels = ROOM / len(counts)
    sides = [(note["x"] * pixels, width(note["text"], SMALL) / 2) for note in notes]
    assert all(half <= x + 0.01 and x + half <= ROOM + 0.01 for x, half in sides)
    assert all(x + half < y - other for (x, half), (y, other) in pairwise(sides))
