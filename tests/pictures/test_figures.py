"""Figures drawn as SVG: where bars, marks, lines and words are, by their numbers."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from charts.figure import LEGEND, annotation, bar, figure, hatched, scatter, straight
from charts.mirror import mirrored
from pictures import figures, markup, symbols
from pictures.world import Map, equal_earth
from tests.pictures.reading import SVG, element_text, parsed

WIDTH = 640


def drawn(
    traces: list[dict[str, Any]], notes: list[dict[str, Any]] | None = None, **layout: Any
) -> figures.Sheet:
    plot = figure(100, traces, notes or [], (0, 10), **layout)
    return figures.sheet(plot.to_plotly_json(), WIDTH)


def elements(sheet: figures.Sheet, tag: str) -> list[ElementTree.Element]:
    root = parsed(markup.element("svg", sheet.svg(), xmlns="http://www.w3.org/2000/svg"))
    return list(root.iter(f"{SVG}{tag}"))


def box(rect: ElementTree.Element) -> tuple[float, ...]:
    return tuple(float(rect.get(attribute, "")) for attribute in ("x", "y", "width", "height"))


def test_a_bar_is_as_long_as_its_value_and_as_thick_as_it_is_said() -> None:
    sheet = drawn([bar(x=[10, 5], base=[0, 2], y=[20, 50], width=9, marker={"color": "#0B5A8A"})])
    first, second = (box(rect) for rect in elements(sheet, "rect"))
    assert first == pytest.approx((0, 19.5, 640, 9))
    assert second == pytest.approx((128, 49.5, 320, 9))


def test_what_is_there_to_be_pointed_at_alone_is_not_drawn() -> None:
    sheet = drawn([bar(x=[10], y=[20], width=9, marker={"color": "rgba(0,0,0,0)"})])
    assert elements(sheet, "rect") == []


def test_a_hatched_bar_is_lines_that_go_from_edge_to_edge_of_it() -> None:
    marker = hatched("#8A939B")
    sheet = drawn([bar(x=[2], base=[1], y=[20], width=20, marker=marker)])
    assert elements(sheet, "rect") == []
    (path,) = elements(sheet, "path")
    assert path.get("stroke") == "#8A939B"
    ends = [
        tuple(float(part) for part in end.split())
        for line in path.get("d", "").split("M")[1:]
        for end in line.split("L")
    ]
    assert min(x for x, _y in ends) == pytest.approx(64, abs=0.1)
    assert max(x for x, _y in ends) == pytest.approx(192, abs=0.1)
    assert {min(y for _x, y in ends), max(y for _x, y in ends)} == {14, 34}
    for (x0, y0), (x1, y1) in zip(ends[::2], ends[1::2], strict=True):
        assert x0 + y0 == pytest.approx(x1 + y1, abs=0.2)
        assert (x0 + y0) % 5 == pytest.approx(0, abs=0.2)


def test_opacity_is_an_attribute_of_its_own() -> None:
    marker = {"color": ["rgba(11, 90, 138, 0.35)"]}
    (rect,) = elements(drawn([bar(x=[10], y=[20], width=9, marker=marker)]), "rect")
    assert (rect.get("fill"), rect.get("fill-opacity")) == ("#0B5A8A", "0.35")


@pytest.mark.parametrize(("colour", "ink"), [("#0B5A8A", "#FFFFFF"), ("#E3E6E9", "#1B2733")])
def test_words_in_a_bar_stand_out_from_it(colour: str, ink: str) -> None:
    trace = bar(x=[10], y=[20], width=9, marker={"color": colour}, text=["7"])
    (text,) = elements(drawn([trace]), "text")
    assert text.get("fill") == ink
    assert (text.get("text-anchor"), float(text.get("x", ""))) == ("middle", 320)


@pytest.mark.parametrize(
    ("right", "anchor", "x"), [(False, None, 0.0), (True, "end", 640.0)], ids=["left", "right"]
)
def test_a_note_stands_on_its_side_with_its_top_at_its_place(
    right: bool, anchor: str | None, x: float
) -> None:
    note = annotation(1 if right else 0, 30, "one<br><b>two</b> &lt;i&gt;", right=right)
    (text,) = elements(drawn([], [note]), "text")
    lines = [line for line in text.iter(f"{SVG}tspan") if line.get("x")]
    assert text.get("text-anchor") == anchor
    assert [float(line.get("x", "")) for line in lines] == [x, x]
    first, second = (float(line.get("y", "")) for line in lines)
    assert 30 < first < 30 + 24
    assert second - first == pytest.approx(1.3 * 13)
    assert element_text(text) == "one two <i>"
    assert [line.text for line in lines if line.get("font-weight")] == ["two"]


def test_a_note_without_a_side_is_around_its_place_also_from_right_to_left() -> None:
    note = {"x": 2, "y": 30, "text": "7", "yanchor": "middle"} | {"xref": "x", "yref": "y"}
    plot = mirrored(figure(100, [], [note], (0, 10)))
    (text,) = elements(figures.sheet(plot.to_plotly_json(), WIDTH), "text")
    assert (text.get("text-anchor"), float(text.get("x", ""))) == ("middle", 512)


def test_a_line_in_pixels_is_drawn_beside_its_place() -> None:
    beside = {"xref": "paper", "xsizemode": "pixel", "xanchor": 1}
    sheet = drawn([], shapes=[straight((7, 20), (25, 30), "#333333", **beside)])
    (line,) = elements(sheet, "line")
    assert [float(line.get(end, "")) for end in ("x1", "x2")] == [WIDTH + 7, WIDTH + 25]


def test_a_gap_in_a_line_stays_a_gap() -> None:
    line = scatter(mode="lines", x=[0, 5, None, 5, 10], y=[10, 10, None, 20, 20])
    paths = [path.get("d") for path in elements(drawn([line]), "path")]
    assert paths == ["M0.0 14.0L320.0 14.0", "M320.0 24.0L640.0 24.0"]


def test_an_open_mark_is_a_line_and_a_filled_one_is_not() -> None:
    marker = {"symbol": ["circle", "circle-open"], "size": 10, "color": "#0B5A8A"}
    filled, ring = elements(drawn([scatter(x=[1, 2], y=[9, 9], marker=marker)]), "path")
    assert (filled.get("fill"), filled.get("stroke")) == ("#0B5A8A", None)
    assert (ring.get("fill"), ring.get("stroke")) == ("none", "#0B5A8A")


def test_every_mark_of_the_charts_has_a_shape_of_its_own() -> None:
    names = (
        *("circle", "square", "diamond", "triangle-up", "pentagon", "hexagon", "star"),
        *("hexagram", "x-thin"),
    )
    assert len({symbols.path(name, 0, 0, 10) for name in names}) == len(names)


def test_the_legend_takes_as_many_lines_as_it_needs() -> None:
    def with_names(count: int) -> figures.Sheet:
        names = [f"A long name of a part {number}" for number in range(count)]
        return drawn(
            [scatter(x=[1], y=[9], name=name) for name in names], showlegend=True, legend=LEGEND
        )

    few, many = with_names(2), with_names(9)
    assert many.legend_height > few.legend_height + 30
    assert len(elements(many, "text")) == 9
    for text in elements(many, "text"):
        assert float(text.get("x", "")) < WIDTH


def test_a_kind_of_trace_that_is_not_known_is_an_error() -> None:
    with pytest.raises(ValueError, match="pie"):
        drawn([{"type": "pie"}])


def test_a_drawing_can_end_between_two_rows_and_nowhere_else() -> None:
    notes = [annotation(0, 30.0 * row, f"row {row}") for row in range(3)]
    tall = bar(x=[5] * 3, y=[30.0 * row + 20 for row in range(3)], width=6)
    sheet = figures.sheet(figure(100, [tall], notes, (0, 10)).to_plotly_json() | {}, WIDTH)
    assert sheet.cuts() == pytest.approx([30.5, 60.5], abs=3)
    cut = sheet.cut(sheet.cuts()[0])
    assert [text.text for text in elements(cut, "text")] == ["row 0"]


def test_the_map_is_of_equal_areas() -> None:
    """The numbers of the projection's authors: half the width of the world, and the height of the pole."""
    assert equal_earth(180, 0)[0] == pytest.approx(2.7066, abs=1e-4)
    assert equal_earth(0, 90)[1] == pytest.approx(1.3173627591574, abs=1e-9)


def test_what_crosses_the_edge_of_the_map_is_drawn_on_one_side() -> None:
    world = Map(
        {"lonaxis": {"range": [-170, 190]}, "lataxis": {"range": [-56, 78]}}, 0, 0, 640, 320
    )
    ring = [[170, 60], [179, 66], [-179, 66], [-175, 60], [170, 60]]
    path = world.path({"type": "Polygon", "coordinates": [ring]})
    across = [float(point.split()[0]) for point in path.strip("MZ").split("L")]
    assert max(across) - min(across) < 30
    assert min(across) > 480


def test_a_hatched_bar_with_a_ground_of_its_own_has_that_under_its_lines() -> None:
    marker = hatched("#436D67", "#EAD9A0")
    sheet = drawn([bar(x=[2], base=[1], y=[20], width=20, marker=marker)])
    (ground,) = elements(sheet, "rect")
    assert ground.get("fill") == "#EAD9A0"
    assert len(elements(sheet, "path")) == 1


def test_of_the_bars_of_one_trace_those_are_hatched_that_have_a_shape() -> None:
    pattern = {**hatched("")["pattern"], "shape": ["", "/"], "bgcolor": ["", "#EAD9A0"]}
    marker = {"color": ["#436D67", "#577F79"], "pattern": pattern}
    sheet = drawn([bar(x=[2, 2], y=[10, 30], width=9, marker=marker)])
    assert [element.get("fill") for element in elements(sheet, "rect")] == ["#436D67", "#EAD9A0"]
    (lines,) = elements(sheet, "path")
    assert lines.get("stroke") == "#577F79"
