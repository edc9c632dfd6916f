"""The marks of a chart as a list to choose from."""

import plotly.graph_objects as go

from components import card


def figure(*traces: dict[str, object]) -> go.Figure:
    return go.Figure([{"type": "bar", "orientation": "h", **trace} for trace in traces])


def test_each_mark_is_listed_once_with_what_it_says_on_hover() -> None:
    chart = figure(
        {"x": [1, 2], "customdata": [["a", "x"], ["b", "x"]], "hovertext": ["A<br>1 of 9", "B"]},
        {"x": [1, 2], "customdata": [["a", "x"], ["c", "x"]], "hovertext": ["again", "<b>C</b>"]},
    )
    assert card.marks_of(chart) == {
        ("a", "x"): "A, 1 of 9",
        ("b", "x"): "B",
        ("c", "x"): "C",
    }


def test_what_was_escaped_for_the_chart_is_plain_in_the_list() -> None:
    chart = figure({"x": [1], "customdata": [["a"]], "hovertext": ["R&amp;D &lt;b&gt;x&lt;/b&gt;"]})
    assert card.marks_of(chart) == {("a",): "R&D <b>x</b>"}


def test_a_mark_that_says_nothing_is_listed_by_its_ids_and_one_without_ids_is_not() -> None:
    chart = figure({"x": [1], "customdata": [["a", 7]]}, {"x": [3]})
    assert card.marks_of(chart) == {("a", "7"): "a · 7"}
