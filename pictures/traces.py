"""The traces of figures as pieces of SVG: bars, marks and lines, maps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from charts.palette import ACCENT, DARK_INK, ON_DARK
from pictures import colours, markup, symbols
from pictures.axes import Json, Plot, each, has_value
from pictures.world import Map

_OUTSIDE = 4
"""Pixels between the end of a bar and the text after it."""
_DARK = 0.18
"""Text on a ground with less luminance than this is white."""
_HATCH = 5
"""Pixels from one line of a hatched ground to the next."""


@dataclass(frozen=True)
class Piece:
    """A part of a chart from ``top`` to ``bottom``, in pixels. What is not ``whole`` may be cut through."""

    svg: str
    top: float
    bottom: float
    whole: bool = True


def pieces(trace: Json, plot: Plot, world: Map | None, font: Json) -> Iterator[Piece]:
    """What a trace draws; ``font`` is the figure's own. Raises ValueError for an unknown type of trace."""
    draw = _DRAW_BY_TYPE.get(trace["type"])
    if draw is None:
        raise ValueError(f"no picture of a trace of type {trace['type']}")
    yield from draw(trace, plot, world, font)


def _bars(trace: Json, plot: Plot, _world: Map | None, font: Json) -> Iterator[Piece]:
    lengths, marker = each(trace["x"], 0), trace.get("marker", {})
    count = len(lengths)
    line = marker.get("line", {})
    paints = each(marker.get("color", ACCENT), count)
    edges, edge_widths = (
        each(line.get("color", colours.scheme().ground), count),
        each(line.get("width", 0), count),
    )
    bases = each(trace.get("base", 0), count)
    thicknesses = each(trace.get("width", 0.8), count)
    words = each(trace.get("text", ""), count)
    pattern = marker.get("pattern", {})
    hatches, grounds = (
        each(pattern.get("shape", ""), count),
        each(pattern.get("bgcolor", ""), count),
    )
    for index, (length, middle) in enumerate(zip(lengths, each(trace["y"], 0), strict=True)):
        if not has_value(length):
            continue
        left, right = sorted((plot.x.at(bases[index]), plot.x.at(bases[index] + length)))
        height = plot.y.long(thicknesses[index])
        top = plot.y.at(middle) - height / 2
        svg = ""
        if colours.unseen(paints[index]) or right <= left:
            pass
        elif hatches[index]:
            svg = hatch(left, right, top, top + height, paints[index], grounds[index])
        else:
            svg = markup.element(
                "rect",
                x=left,
                y=top,
                width=right - left,
                height=height,
                **colours.fill(paints[index]),
                **colours.stroke(edges[index] or colours.scheme().ground, edge_widths[index]),
            )
        if words[index]:
            svg += _bar_text(
                trace, words[index], (left, right), top + height / 2, paints[index], font
            )
        if svg:
            yield Piece(svg, top, top + height)


def hatch(
    left: float, right: float, top: float, bottom: float, colour: str, ground: str = ""
) -> str:
    """Diagonal lines over a rectangle, on a ``ground`` if it has one of its own.

    The lines of rectangles side by side continue from one to the next.
    """
    first, last = math.ceil((left + top) / _HATCH), math.floor((right + bottom) / _HATCH)
    lines = "".join(
        f"M{max(left, offset - bottom):.1f} {min(bottom, offset - left):.1f}"
        f"L{min(right, offset - top):.1f} {max(top, offset - right):.1f}"
        for offset in range(first * _HATCH, (last + 1) * _HATCH, _HATCH)
    )
    svg = markup.element("path", d=lines, fill="none", **colours.stroke(colour, 1.2))
    if not ground:
        return svg
    background = markup.element(
        "rect", x=left, y=top, width=right - left, height=bottom - top, **colours.fill(ground)
    )
    return background + svg


def _bar_text(
    trace: Json, words: str, ends: tuple[float, float], middle: float, ground: str, font: Json
) -> str:
    inside = trace.get("textposition", "inside") != "outside"
    text_font = {
        **font,
        **trace.get("textfont", {}),
        **(trace.get("insidetextfont", {}) if inside else {}),
    }
    text_colour = trace.get("textfont", {}).get("color") or trace.get("insidetextfont", {}).get(
        "color"
    )
    size, lines = text_font["size"], markup.read(words)
    colour = (
        (text_colour or _ink_on(ground))
        if inside
        else colours.of_text(text_colour or font["color"])
    )
    x = sum(ends) / 2 if inside else ends[1] + _OUTSIDE
    return _centred(
        x, middle, lines, size, align="center" if inside else "left", **colours.fill(colour)
    )


def _ink_on(ground: str) -> str:
    """The colour of text on a ground, which may be transparent and lies on the ground of the picture."""
    solid, opacity = colours.parts(ground)
    picture_ground = colours.scheme().ground
    channels = [
        (
            int(solid[index : index + 2], 16) * opacity
            + int(picture_ground[index : index + 2], 16) * (1 - opacity)
        )
        / 255
        for index in (1, 3, 5)
    ]
    luminance = sum(
        weight * channel**2.2
        for weight, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True)
    )
    return DARK_INK if luminance >= _DARK else ON_DARK


def _centred(
    x: float, y: float, lines: markup.Lines, size: float, *, align: str, **attributes: Any
) -> str:
    top = y - markup.LINE * size * len(lines) / 2
    return markup.text(x, top + 0.05 * size, lines, size, align=align, **attributes)


def _scatter(trace: Json, plot: Plot, _world: Map | None, font: Json) -> Iterator[Piece]:
    spots = [
        (plot.x.at(x), plot.y.at(y)) if has_value(x) and has_value(y) else None
        for x, y in zip(each(trace["x"], 0), each(trace["y"], 0), strict=True)
    ]
    mode = trace.get("mode", "markers")
    if "lines" in mode:
        yield from _lines(spots, trace.get("line", {}))
    if "markers" in mode:
        yield from _marks(spots, trace.get("marker", {}))
    if "text" in mode:
        yield from _labels(spots, trace, font)


def _lines(spots: list[tuple[float, float] | None], line: Json) -> Iterator[Piece]:
    """One path for each stretch without a gap."""
    look = colours.stroke(line.get("color", ACCENT), line.get("width", 2))
    if line.get("dash", "solid") != "solid":
        look["stroke_dasharray"] = "6 5"
    stretch: list[tuple[float, float]] = []
    for spot in [*spots, None]:
        if spot is not None:
            stretch.append(spot)
            continue
        if len(stretch) > 1:
            path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in stretch)
            heights = [y for _x, y in stretch]
            svg = markup.element("path", d=path, fill="none", **look)
            yield Piece(svg, min(heights), max(heights))
        stretch = []


def _marks(spots: list[tuple[float, float] | None], marker: Json) -> Iterator[Piece]:
    count = len(spots)
    names = each(marker.get("symbol", "circle"), count)
    sizes, strengths = each(marker.get("size", 6), count), each(marker.get("opacity", 1), count)
    paints = each(marker.get("color", ACCENT), count)
    line = marker.get("line", {})
    edges, widths = each(line.get("color"), count), each(line.get("width", 0), count)
    for index, spot in enumerate(spots):
        if spot is not None and not colours.unseen(paints[index]):
            yield mark(
                *spot,
                names[index],
                sizes[index],
                paints[index],
                (edges[index] or paints[index], widths[index]),
                strengths[index],
            )


def mark(
    x: float,
    y: float,
    symbol: str,
    size: float,
    colour: str,
    edge: tuple[str, float] = ("", 0),
    opacity: float = 1.0,
) -> Piece:
    """A mark of plotly's name ``symbol`` around a point; ``edge`` is the colour and width of its outline."""
    if symbol == symbols.CROSS or symbol.endswith("-open"):
        line = edge[0] if symbol == symbols.CROSS else colour
        look = {"fill": "none", **colours.stroke(line, edge[1] or 1, opacity)}
    else:
        look = {**colours.fill(colour, opacity), **colours.stroke(edge[0], edge[1], opacity)}
    svg = markup.element("path", d=symbols.path(symbol, x, y, size), **look)
    return Piece(svg, y - size / 2, y + size / 2)


def _labels(spots: list[tuple[float, float] | None], trace: Json, font: Json) -> Iterator[Piece]:
    label_font = {**font, **trace.get("textfont", {})}
    for spot, words in zip(spots, each(trace["text"], len(spots)), strict=True):
        if spot is not None and words:
            look = colours.fill(colours.of_text(label_font["color"]))
            svg = _centred(*spot, markup.read(words), label_font["size"], align="center", **look)
            yield Piece(svg, spot[1] - label_font["size"] / 2, spot[1] + label_font["size"] / 2)


def _map_marks(trace: Json, _plot: Plot, world: Map | None, font: Json) -> Iterator[Piece]:
    if world is None:
        raise ValueError("a trace on a map in a figure without one")
    spots: list[tuple[float, float] | None] = [
        world.at(*coordinates) for coordinates in zip(trace["lon"], trace["lat"], strict=True)
    ]
    if "markers" in trace.get("mode", "markers"):
        yield from _marks(spots, trace.get("marker", {}))
    if "text" in trace.get("mode", ""):
        yield from _labels(spots, trace, font)


def _countries(trace: Json, plot: Plot, world: Map | None, _font: Json) -> Iterator[Piece]:
    if world is None:
        raise ValueError("a trace on a map in a figure without one")
    outlines = {feature["id"]: feature["geometry"] for feature in trace["geojson"]["features"]}
    scale = [(float(position), colour) for position, colour in trace["colorscale"]]
    least, most = trace["zmin"], trace["zmax"]
    line = trace.get("marker", {}).get("line", {})
    edge = colours.stroke(line.get("color", colours.scheme().ground), line.get("width", 0))
    for code, strength in zip(trace["locations"], trace["z"], strict=True):
        shade = colours.between(scale, (strength - least) / (most - least))
        svg = markup.element(
            "path", d=world.path(outlines[code]), fill_rule="evenodd", **colours.fill(shade), **edge
        )
        yield Piece(svg, plot.top, plot.bottom)


_DRAW_BY_TYPE: dict[str, Callable[[Json, Plot, Map | None, Json], Iterator[Piece]]] = {
    "bar": _bars,
    "scatter": _scatter,
    "scattergeo": _map_marks,
    "choropleth": _countries,
}
