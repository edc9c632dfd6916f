"""The world's countries shaded by a count, in an equal-area projection, without map tiles or network requests.

Outlines and places are those of ``world.json``: Natural Earth (public domain) as the npm package world-atlas 2.0.2
redistributes it. ``features`` are the countries of its 1:50m map by ISO 3166-1 alpha-3 code (a negative number for
land that has none there), without Antarctica, simplified with topojson-simplify 3.0.3 (spherical triangles under
0.00005 steradian and islands under twice that left out) and rounded to a tenth of a degree. ``places`` has for every
country code the middle of its largest part in degrees and its area in square kilometres, from the 1:10m map; those of
eleven territories which that map draws as parts of other countries were added by hand. Borders are Natural Earth's.
"""

import json
from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts.figure import LINE, SMALL, chart_room, figure, key_lines, small, trace
from charts.palette import CLEAR, faded
from data.rows import each

HEIGHT = 320
"""The height of the figure in pixels where nothing else sets it."""

BLUE = "#2A8CC4"
"""Stands out from white and from a dark background at each opacity."""
FAINTEST, FAINT = 0.25, 0.35
"""Opacity of the lowest class, and the factor on a class's opacity where another country is chosen."""
SMALL_COUNTRY = 45_000
"""Square kilometres: a country that is smaller, or has no outline, gets a circle."""
LADDERS = (
    (1, 2, 4, 10, 20, 40, 100, 200),
    (1, 3, 10, 30, 100, 300, 1_000),
    (1, 5, 20, 100, 500, 2_000, 10_000),
    (1, 10, 100, 1_000, 10_000, 100_000),
)
"""Where classes can begin, each ladder with larger steps."""
CLASSES = 5
LABELLED, APART = 6, (26, 14)
"""At most how many countries have their number on the map, and how many degrees apart (longitude, latitude)."""

_OUTLINES = Path(__file__).with_name("world.json")
_LAND = "rgba(122, 122, 122, 0.2)"
_BORDER = "rgba(122, 122, 122, 0.45)"


class _Fixed(dict[str, Any]):
    """Data that all figures share and none changes: a copy for each would take most of the time of drawing."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Fixed":
        return self


class _Mark(NamedTuple):
    """A counted country: its code, the index of its class from 0, and its hover text."""

    code: str
    shade: int
    hover: str


@cache
def _world() -> tuple[dict[str, dict[str, Any]], dict[str, list[float]]]:
    """Code -> its outline, and code -> longitude, latitude and area."""
    world = json.loads(_OUTLINES.read_text(encoding="utf-8"))
    return {feature["id"]: _Fixed(feature) for feature in world["features"]}, world["places"]


def _is_small(code: str) -> bool:
    location = _world()[1].get(code)
    return location is not None and location[2] < SMALL_COUNTRY


def classes(counts: Collection[int]) -> list[tuple[int, int]]:
    """The classes (least, most) of whole counts from 1 up, lowest first; each class has a shade.

    Each spans about the same factor, since a few countries have high counts and many have low ones: the classes follow
    the finest of the LADDERS that needs no more than CLASSES. The last ends at the highest count.
    """
    if not counts:
        return []
    highest = max(counts)
    reached_steps = [[step for step in ladder if step <= highest] for ladder in LADDERS]
    starts = next(
        (steps for steps in reached_steps if len(steps) <= CLASSES), reached_steps[-1][:CLASSES]
    )
    return list(zip(starts, [*(start - 1 for start in starts[1:]), highest], strict=True))


def world_map(
    rows: pd.DataFrame,
    *,
    chosen: Collection[str] = (),
    number: Callable[[int], str] = str,
    hover: Callable[[Any], str],
    none: str,
) -> go.Figure:
    """The countries of ``rows`` (``country_code``, ``count``) by class of their count; ``none`` names all other land.

    A country is an outline in its class's shade. Where that is small or missing, a circle stands in its place, larger
    by class. The highest counts are printed, as far as there is room. If any country is in ``chosen`` the others are
    faded. customdata = [country_code].
    """
    outlines, locations = _world()
    ranges = classes(rows["count"].tolist())
    # Most last, so that it lies on top.
    marks = [
        _Mark(row.country_code, sum(row.count > most for _least, most in ranges), hover(row))
        for row in each(rows.sort_values("count", kind="stable"))
    ]
    counted_codes = {mark.code for mark in marks}
    traces = [
        _islands(counted_codes),
        _land([code for code in outlines if code not in counted_codes]),
    ]
    key = [("■", _LAND, none)]
    for shade, (least, most) in enumerate(ranges):
        class_marks = [mark for mark in marks if mark.shade == shade]
        if class_marks:
            strength = _strength(shade, len(ranges))
            name = number(least) if least == most else f"{number(least)}–{number(most)}"
            key.append(("■", faded(BLUE, strength), name))
            traces.append(
                _shaded_areas(
                    [mark for mark in class_marks if mark.code in outlines], strength, chosen
                )
            )
    small_marks = [mark for mark in marks if mark.code not in outlines or _is_small(mark.code)]
    traces.append(
        _circles([mark for mark in small_marks if mark.code in locations], len(ranges), chosen)
    )
    traces.append(_numbers(rows, number))
    lines = [line for line, _width in key_lines(key, SMALL, chart_room())]
    key_note = small(0.5, 0, "<br>".join(lines), centred=True, yref="paper", yshift=-4)
    return figure(
        HEIGHT,
        traces,
        [key_note],
        (0, 1),
        margin={"l": 0, "r": 0, "t": 4, "b": 12 + LINE * len(lines), "pad": 0},
        hoverdistance=8,
        geo={
            "visible": False,
            "projection": {"type": "equal earth"},
            "lonaxis": {"range": [-170, 190]},
            "lataxis": {"range": [-56, 78]},
            "bgcolor": CLEAR,
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
    )


def _strength(shade: int, shades: int) -> float:
    return 1 if shades == 1 else FAINTEST + (1 - FAINTEST) * shade / (shades - 1)


def _strengths(codes: Sequence[str], chosen: Collection[str]) -> list[float]:
    return [FAINT if chosen and code not in chosen else 1 for code in codes]


def _location_trace(codes: Sequence[str], **properties: Any) -> dict[str, Any]:
    """A trace of marks at the locations of countries."""
    locations = _world()[1]
    return trace(
        "scattergeo",
        lon=[locations[code][0] for code in codes],
        lat=[locations[code][1] for code in codes],
        showlegend=False,
        **properties,
    )


def _islands(counted: Collection[str]) -> dict[str, Any]:
    """A dot for each small country that is not counted.

    It has to be the first trace: plotly looks at the first alone to see whether countries are named by their codes, and
    would then request outlines from another host.
    """
    codes = [code for code in _world()[1] if _is_small(code)]
    return _location_trace(
        codes,
        mode="markers",
        hoverinfo="skip",
        marker={
            "size": 2.5,
            "color": [_LAND if code not in counted else CLEAR for code in codes],
            "line": {"width": 0},
        },
    )


def _areas(
    codes: Sequence[str], colours: tuple[str, str], strengths: Sequence[float], **properties: Any
) -> dict[str, Any]:
    """The outlines of countries, from the first colour at strength FAINT to the second at strength 1."""
    outlines = _world()[0]
    return trace(
        "choropleth",
        geojson={"type": "FeatureCollection", "features": [outlines[code] for code in codes]},
        locations=list(codes),
        z=list(strengths),
        zmin=FAINT,
        zmax=1,
        colorscale=[[0, colours[0]], [1, colours[1]]],
        showscale=False,
        showlegend=False,
        marker={"line": {"width": 0.5, "color": _BORDER}},
        **properties,
    )


def _land(codes: Sequence[str]) -> dict[str, Any]:
    return _areas(codes, (_LAND, _LAND), [1] * len(codes), hoverinfo="skip")


def _shaded_areas(
    marks: Sequence[_Mark], strength: float, chosen: Collection[str]
) -> dict[str, Any]:
    codes = [mark.code for mark in marks]
    colours = (faded(BLUE, FAINT * strength), faded(BLUE, strength))
    return _areas(codes, colours, _strengths(codes, chosen), **_mark_properties(marks))


def _mark_properties(marks: Sequence[_Mark]) -> dict[str, Any]:
    return {"ids": [[mark.code] for mark in marks], "hovers": [mark.hover for mark in marks]}


def _circles(marks: Sequence[_Mark], shades: int, chosen: Collection[str]) -> dict[str, Any]:
    codes = [mark.code for mark in marks]
    return _location_trace(
        codes,
        mode="markers",
        marker={
            "size": [7 + 2 * mark.shade for mark in marks],
            "color": [faded(BLUE, _strength(mark.shade, shades)) for mark in marks],
            "opacity": _strengths(codes, chosen),
            "line": {"width": 1, "color": BLUE},
        },
        **_mark_properties(marks),
    )


def _numbers(rows: pd.DataFrame, number: Callable[[int], str]) -> dict[str, Any]:
    """A trace with the highest counts; each is so far from those before it that they do not touch."""
    locations = _world()[1]
    labels: dict[str, str] = {}
    for row in each(rows.sort_values("count", ascending=False, kind="stable")):
        location = locations.get(row.country_code)
        if location and all(
            abs(location[0] - locations[other][0]) > APART[0]
            or abs(location[1] - locations[other][1]) > APART[1]
            for other in labels
        ):
            labels[row.country_code] = number(row.count)
        if len(labels) == LABELLED:
            break
    return _location_trace(
        list(labels),
        mode="text",
        text=list(labels.values()),
        textfont={"size": SMALL},
        hoverinfo="skip",
    )
