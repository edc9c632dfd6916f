"""The map of countries: every country can be drawn, every row is, and nothing is asked of another host."""

import json
import re
from itertools import accumulate, pairwise
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import world
from charts.world import CLASSES, SMALL_COUNTRY, classes, world_map
from data import SOURCE
from tests.charts.drawing import HOSTILE, texts, traces

FILE = Path(world.__file__).with_name("world.json")
READ = json.loads(FILE.read_text(encoding="utf-8"))
OUTLINES = {feature["id"]: feature["geometry"] for feature in READ["features"]}
PLACES = READ["places"]


def counted(counts: dict[str, int]) -> pd.DataFrame:
    return pd.DataFrame({"country_code": list(counts), "count": list(counts.values())})


def drawn(counts: dict[str, int], **more: object) -> go.Figure:
    return world_map(
        counted(counts),
        **{"hover": lambda row: f"{row.country_code}: {row.count}", "none": "none", **more},
    )


def marks(figure: go.Figure, kind: str) -> dict[str, dict[str, object]]:
    """The marks of a kind of trace by their country: hover, colour, opacity, size."""
    by_country = {}
    for trace in traces(figure):
        if trace["type"] != kind or "customdata" not in trace:
            continue
        for index, (code,) in enumerate(trace["customdata"]):
            assert code not in by_country
            marker = trace["marker"]
            by_country[code] = {
                "hover": trace["hovertext"][index],
                "strength": trace["z"][index] if kind == "choropleth" else marker["opacity"][index],
                "colour": trace["colorscale"][1][1]
                if kind == "choropleth"
                else marker["color"][index],
                "size": None if kind == "choropleth" else marker["size"][index],
            }
    return by_country


def strength(colour: str) -> float:
    return float(re.match(r"rgba\(.*, ([\d.]+)\)$", colour)[1])


# The file


def test_every_country_of_an_organisation_can_be_drawn() -> None:
    table = pd.read_csv(SOURCE / "organisations.csv", keep_default_na=False)
    codes = set(table.country_code) - {""}
    assert len(codes) > 50
    figure = drawn(dict.fromkeys(sorted(codes), 1))
    assert {*marks(figure, "choropleth"), *marks(figure, "scattergeo")} == codes


def test_an_outline_is_a_closed_ring_on_the_globe_that_runs_clockwise() -> None:
    """In the other direction it would be everything but the country."""
    rings = [polygon[0] for shape in OUTLINES.values() for polygon in shape["coordinates"]]
    for ring in rings:
        assert len(ring) >= 4
        assert ring[0] == ring[-1]
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        steps = [((b[0] - a[0] + 180) % 360 - 180, b[1] - a[1]) for a, b in pairwise(ring)]
        across = list(accumulate(step[0] for step in steps))
        up = list(accumulate(step[1] for step in steps))
        assert sum(x * dy - y * dx for x, y, (dx, dy) in zip(across, up, steps, strict=True)) <= 0


def test_a_place_lies_where_its_outline_is() -> None:
    for code, (longitude, latitude, _area) in PLACES.items():
        if code in OUTLINES:
            points = [point for polygon in OUTLINES[code]["coordinates"] for point in polygon[0]]
            assert min(x for x, _y in points) - 1 <= longitude <= max(x for x, _y in points) + 1
            assert min(y for _x, y in points) - 1 <= latitude <= max(y for _x, y in points) + 1


def test_the_outlines_are_small_enough_to_go_along_with_every_figure() -> None:
    assert FILE.stat().st_size < 120_000


# Classes


@given(st.lists(st.integers(1, 2_000_000), min_size=1, max_size=60))
def test_every_count_falls_into_exactly_one_of_few_classes(counts: list[int]) -> None:
    ranges = classes(counts)
    assert 1 <= len(ranges) <= CLASSES
    assert ranges[0][0] == 1
    assert ranges[-1][1] == max(counts)
    for (_least, most), (following, _most) in pairwise(ranges):
        assert following == most + 1
    for count in counts:
        assert sum(least <= count <= most for least, most in ranges) == 1


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        (1, [(1, 1)]),
        (3, [(1, 1), (2, 3)]),
        (12, [(1, 1), (2, 3), (4, 9), (10, 12)]),
        (90, [(1, 2), (3, 9), (10, 29), (30, 90)]),
        (422, [(1, 4), (5, 19), (20, 99), (100, 422)]),
        (2_087, [(1, 9), (10, 99), (100, 999), (1_000, 2_087)]),
    ],
)
def test_classes_follow_the_highest_count(highest: int, expected: list[tuple[int, int]]) -> None:
    assert classes([1, highest]) == expected
    assert classes([]) == []


# The figure


COUNTS = {"USA": 31, "CHE": 21, "FRA": 11, "BRA": 7, "MCO": 1, "TUV": 2, "SGP": 4, "GUF": 3}
"""Large, small, without an outline in the file, and a territory that the outlines draw elsewhere."""


def test_every_country_counted_is_an_outline_or_a_circle() -> None:
    figure = drawn(COUNTS)
    areas, circles = marks(figure, "choropleth"), marks(figure, "scattergeo")
    assert set(areas) == {"USA", "CHE", "FRA", "BRA"}
    assert set(circles) == {"CHE", "MCO", "TUV", "SGP", "GUF"}
    for code, mark in [*areas.items(), *circles.items()]:
        assert mark["hover"] == f"{code}: {COUNTS[code]}"
        assert mark["strength"] == 1
    assert {
        code for code in circles if code in OUTLINES and PLACES[code][2] >= SMALL_COUNTRY
    } == set()


def test_the_highest_counts_are_printed_and_do_not_touch() -> None:
    (numbers,) = [trace for trace in traces(drawn(COUNTS)) if trace.get("mode") == "text"]
    assert numbers["text"] == ["31", "21", "7", "4", "3", "2"]
    places = list(zip(numbers["lon"], numbers["lat"], strict=True))
    for index, position in enumerate(places):
        for other in places[:index]:
            assert abs(position[0] - other[0]) > 26 or abs(position[1] - other[1]) > 14


@pytest.mark.parametrize("counts", [COUNTS, {}, dict.fromkeys(PLACES, 1)])
def test_plotly_has_no_reason_to_ask_for_outlines_of_its_own(counts: dict[str, int]) -> None:
    """It does where any layer shows, where the first trace names countries by code, or for an address as geojson."""
    figure = drawn(counts)
    first, *others = traces(figure)
    assert figure.layout.geo.visible is False
    assert first["type"] == "scattergeo"
    assert first["lon"]
    assert "locations" not in first
    assert "locationmode" not in first
    for trace in others:
        if trace["type"] == "choropleth":
            assert isinstance(trace["geojson"], dict)
            held = {feature["id"] for feature in trace["geojson"]["features"]}
            assert set(trace["locations"]) == held


def test_nothing_in_a_label_is_markup() -> None:
    figure = drawn({"USA": 3}, none=HOSTILE)
    for text in texts([traces(figure), figure.to_plotly_json()["layout"]]):
        assert not re.search(r"<(?!br>|extra>|/extra>|span style=\"color:rgba|/span>)", text), text


def test_a_click_leaves_no_mark_faded_by_the_browser() -> None:
    for trace in traces(drawn(COUNTS)):
        assert trace["unselected"]["marker"]["opacity"] == 1


def test_figures_do_not_share_what_they_change() -> None:
    before = drawn(COUNTS).to_json()
    drawn({"FRA": 400}, chosen=("FRA",))
    assert drawn(COUNTS).to_json() == before
