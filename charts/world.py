"""The world's countries shaded by a count, in an equal-area projection, without a tile or a request.

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

from charts.figure import LINE, SMALL, annotation, chart_room, figure, key_lines
from charts.palette import faded
from data.rows import each

HEIGHT = 320
"""Of the figure in pixels where nothing else says how high it is."""

BLUE = "#2A8CC4"
"""Stands off from white and from dark ground alike, whatever of it shows through."""
FAINTEST, FAINT = 0.25, 0.35
"""How much of it shows in the lowest class, and of a class where another country is chosen."""
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
"""At most so many countries have their number on the map, so many degrees from one another."""

_OUTLINES = Path(__file__).with_name("world.json")
_LAND = "rgba(122, 122, 122, 0.2)"
_BORDER = "rgba(122, 122, 122, 0.45)"


class _Fixed(dict[str, Any]):
    """What no figure changes and all share: copying it for each would take most of the time of drawing."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Fixed":
        return self


class _Mark(NamedTuple):
    """A country counted: its code, the place of its class from 0, and what is said on hover."""

    code: str
    shade: int
    hover: str


@cache
def _world() -> tuple[dict[str, dict[str, Any]], dict[str, list[float]]]:
    """Code -> its outline, and code -> longitude, latitude and area."""
    read = json.loads(_OUTLINES.read_text(encoding="utf-8"))
    return {one["id"]: _Fixed(one) for one in read["features"]}, read["places"]


def _is_small(code: str) -> bool:
    place = _world()[1].get(code)
    return place is not None and place[2] < SMALL_COUNTRY


def classes(counts: Collection[int]) -> list[tuple[int, int]]:
    """The classes (least, most) that whole counts from 1 up are shaded by, lowest first.

    Each spans about the same factor, since counts of countries are few high and many low: of the ladders the finest
    that needs no more than CLASSES. The last ends at the highest count.
    """
    if not counts:
        return []
    highest = max(counts)
    reached = [[step for step in ladder if step <= highest] for ladder in LADDERS]
    starts = next((steps for steps in reached if len(steps) <= CLASSES), reached[-1][:CLASSES])
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
    outlines, places = _world()
    ranges = classes(rows["count"].tolist())
    # Most last, so that it lies on top.
    marks = [
        _Mark(row.country_code, sum(row.count > most for _least, most in ranges), hover(row))
        for row in each(rows.sort_values("count", kind="stable"))
    ]
    counted = {mark.code for mark in marks}
    traces = [_islands(counted), _land([code for code in outlines if code not in counted])]
    key = [(none, _LAND)]
    for shade, (least, most) in enumerate(ranges):
        some = [mark for mark in marks if mark.shade == shade]
        if some:
            strength = _strength(shade, len(ranges))
            name = number(least) if least == most else f"{number(least)}–{number(most)}"
            key.append((name, faded(BLUE, strength)))
            traces.append(_shaded([m for m in some if m.code in outlines], strength, chosen))
    small = [m for m in marks if m.code not in outlines or _is_small(m.code)]
    traces.append(_circles([m for m in small if m.code in places], len(ranges), chosen))
    traces.append(_numbers(rows, number))
    lines = [
        line
        for line, _wide in key_lines([("■", one, name) for name, one in key], SMALL, chart_room())
    ]
    return figure(
        HEIGHT,
        traces,
        [_key(lines)],
        (0, 1),
        margin={"l": 0, "r": 0, "t": 4, "b": 12 + LINE * len(lines), "pad": 0},
        hoverdistance=8,
        geo={
            "visible": False,
            "projection": {"type": "equal earth"},
            "lonaxis": {"range": [-170, 190]},
            "lataxis": {"range": [-56, 78]},
            "bgcolor": "rgba(0,0,0,0)",
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
    )


def _strength(shade: int, shades: int) -> float:
    return 1 if shades == 1 else FAINTEST + (1 - FAINTEST) * shade / (shades - 1)


def _strengths(codes: Sequence[str], chosen: Collection[str]) -> list[float]:
    return [FAINT if chosen and code not in chosen else 1 for code in codes]


def _placed(codes: Sequence[str], **properties: Any) -> dict[str, Any]:
    """Marks in the places of countries."""
    places = _world()[1]
    return {
        "type": "scattergeo",
        "lon": [places[code][0] for code in codes],
        "lat": [places[code][1] for code in codes],
        "showlegend": False,
        "unselected": {"marker": {"opacity": 1}},
        **properties,
    }


def _islands(counted: Collection[str]) -> dict[str, Any]:
    """A dot for each small country that is not counted.

    It has to be the first trace: plotly looks at the first alone to see whether countries are named by their codes, and
    would then ask another host for outlines of its own.
    """
    codes = [code for code in _world()[1] if _is_small(code)]
    return _placed(
        codes,
        mode="markers",
        hoverinfo="skip",
        marker={
            "size": 2.5,
            "color": [_LAND if c not in counted else "rgba(0,0,0,0)" for c in codes],
            "line": {"width": 0},
        },
    )


def _areas(
    codes: Sequence[str], colours: tuple[str, str], strengths: Sequence[float], **properties: Any
) -> dict[str, Any]:
    """The outlines of countries, from the first colour at strength FAINT to the second at strength 1."""
    outlines = _world()[0]
    return {
        "type": "choropleth",
        "geojson": {
            "type": "FeatureCollection",
            "features": [outlines[code] for code in codes],
        },
        "locations": list(codes),
        "z": list(strengths),
        "zmin": FAINT,
        "zmax": 1,
        "colorscale": [[0, colours[0]], [1, colours[1]]],
        "showscale": False,
        "showlegend": False,
        "marker": {"line": {"width": 0.5, "color": _BORDER}},
        "unselected": {"marker": {"opacity": 1}},
        **properties,
    }


def _land(codes: Sequence[str]) -> dict[str, Any]:
    return _areas(codes, (_LAND, _LAND), [1] * len(codes), hoverinfo="skip")


def _shaded(marks: Sequence[_Mark], strength: float, chosen: Collection[str]) -> dict[str, Any]:
    codes = [mark.code for mark in marks]
    colours = (faded(BLUE, FAINT * strength), faded(BLUE, strength))
    return _areas(codes, colours, _strengths(codes, chosen), **_said(marks))


def _said(marks: Sequence[_Mark]) -> dict[str, Any]:
    return {
        "customdata": [[mark.code] for mark in marks],
        "hovertext": [mark.hover for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _key(lines: Sequence[str]) -> dict[str, Any]:
    """What the shades stand for, in the middle under the map."""
    return annotation(
        0.5,
        0,
        "<br>".join(lines),
        yref="paper",
        xanchor="center",
        align="center",
        yshift=-4,
        font={"size": SMALL},
    )


def _circles(marks: Sequence[_Mark], shades: int, chosen: Collection[str]) -> dict[str, Any]:
    codes = [mark.code for mark in marks]
    return _placed(
        codes,
        mode="markers",
        marker={
            "size": [7 + 2 * mark.shade for mark in marks],
            "color": [faded(BLUE, _strength(mark.shade, shades)) for mark in marks],
            "opacity": _strengths(codes, chosen),
            "line": {"width": 1, "color": BLUE},
        },
        **_said(marks),
    )


def _numbers(rows: pd.DataFrame, number: Callable[[int], str]) -> dict[str, Any]:
    """The highest counts, each so far from those before it that they do not touch."""
    places = _world()[1]
    found: dict[str, str] = {}
    for row in each(rows.sort_values("count", ascending=False, kind="stable")):
        place = places.get(row.country_code)
        if place and all(
            abs(place[0] - places[other][0]) > APART[0]
            or abs(place[1] - places[other][1]) > APART[1]
            for other in found
        ):
            found[row.country_code] = number(row.count)
        if len(found) == LABELLED:
            break
    return _placed(
        list(found),
        mode="text",
        text=list(found.values()),
        textfont={"size": SMALL},
        hoverinfo="skip",
    )
