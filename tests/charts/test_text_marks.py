"""Words of a figure as text of a trace: none is lost, and what must stay an annotation does."""

from typing import Any

from charts.figure import annotation, figure
from charts.mirror import mirrored
from charts.text_marks import with_text_marks

NOTES = [
    annotation(0, 10, "A name"),
    annotation(30, 40, "30", xref="x", yanchor="middle", xshift=6, font={"size": 12}),
    annotation(1, 10, "7", right=True, xshift=-5, font={"size": 11, "weight": 700}),
    annotation(0.5, 0, "A heading", xanchor="center", align="center"),
    annotation(0, 60, "red", font={"color": "#FF0000"}),
]
STAY = {
    "it says more when pointed at": annotation(1, 20, "◇ 1 May", xshift=30, hovertext="A day"),
    "it stands left of its place but begins there": annotation(0, 0, "A key", xshift=-40),
    "it stands at a share of the height": annotation(0.5, 0, "A key", yref="paper"),
    "its lines end at its other side": annotation(0, 0, "a<br>bc", align="right"),
    "it is paler": annotation(0, 0, "more", opacity=0.85),
}


def drawn(notes: list[dict[str, Any]], x: tuple[float, float] = (0, 60)) -> dict[str, Any]:
    """The description of a figure with a bar and these notes, as it is drawn."""
    return with_text_marks(figure(100, [{"type": "bar", "x": [30], "y": [40]}], notes, x)).to_dict()


def test_words_are_text_of_one_trace_for_each_colour_after_the_marks() -> None:
    description = drawn(NOTES)
    bars, words, red = description["data"]
    assert description["layout"]["annotations"] == []
    assert bars == {"type": "bar", "x": [30], "y": [40]}
    assert words["text"] == ["A name", "30", "7", "A heading"]
    assert (red["text"], red["textfont"]["color"]) == (["red"], "#FF0000")
    for trace in (words, red):
        assert trace["hoverinfo"] == "skip"
        assert trace["unselected"]["textfont"]["color"] == trace["textfont"]["color"]


def test_what_only_an_annotation_can_say_stays_one() -> None:
    for why, note in STAY.items():
        description = drawn([NOTES[0], note])
        assert description["layout"]["annotations"] == [note], why
        assert description["data"][-1]["text"] == ["A name"]


def test_words_of_a_mirrored_figure_stand_at_the_other_side() -> None:
    turned = mirrored(figure(100, [], NOTES[:3], (0, 60)))
    (words,) = with_text_marks(turned).to_dict()["data"]
    assert words["x"] == [0, 30, 60]
    assert turned.to_dict()["layout"]["xaxis"]["range"] == [60, 0]
    assert words["textposition"] == [f"middle {side}" for side in ("left", "left", "right")]


def test_a_figure_without_words_or_on_a_map_is_left_as_it_is() -> None:
    assert drawn([])["data"] == [{"type": "bar", "x": [30], "y": [40]}]
    without_axis = figure(100, [], NOTES, (0, 1), xaxis={"visible": False})
    assert with_text_marks(without_axis) is without_axis
