"""Figures, as charts describe them for plotly, drawn as SVG.

This module draws the properties that our charts use: bars, marks, lines and maps on axes that do not show, notes,
shapes and a legend beneath. It ignores other properties; an unknown type of trace is an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from charts.palette import ACCENT
from pictures import colours, markup
from pictures.axes import Json, Plot, each
from pictures.traces import Piece, mark, pieces
from pictures.world import Map

_ROW, _SIGN, _APART = 20, 18, 18
"""Of a legend, in pixels: height of a line, room for a sign, room after its words."""


@dataclass(frozen=True)
class Sheet:
    """A drawn figure: its size in pixels, its pieces, and what stands beneath all of it.

    ``rows`` are the middles of its rows of bars.
    """

    width: float
    height: float
    pieces: Sequence[Piece]
    legend: str = ""
    legend_height: float = 0
    rows: Sequence[float] = ()

    def cuts(self) -> list[float]:
        """Heights at which the drawing can end without cutting through a piece, from the top."""
        spans = sorted((piece.top, piece.bottom) for piece in self.pieces if piece.whole)
        gaps, reached = [], spans[0][1] if spans else 0.0
        for top, bottom in spans:
            if top > reached:
                gaps.append((reached, top))
            reached = max(reached, bottom)
        # Gaps between rows are wider than those between a label and its bar.
        widths = sorted(end - start for start, end in gaps)
        wide = widths[len(widths) * 3 // 4] * 0.6 if widths else 0
        return [(start + end) / 2 for start, end in gaps if end - start >= wide]

    def cut(self, height: float) -> Sheet:
        """The same without the pieces below a height."""
        return replace(
            self,
            height=height,
            pieces=[
                piece if piece.bottom <= height else self._ended(piece, height)
                for piece in self.pieces
                if piece.bottom <= height or (piece.top < height and not piece.whole)
            ],
            rows=[middle for middle in self.rows if middle <= height],
        )

    def _ended(self, piece: Piece, height: float) -> Piece:
        """A piece clipped at a height. Clipping takes long, so ``cut`` clips only pieces that need it."""
        svg = markup.element("svg", piece.svg, width=self.width, height=height)
        return Piece(svg, piece.top, height, piece.whole)

    def beside(self, names: Sheet) -> Sheet:
        """The same with another of the same height to the left of it."""
        moved_pieces = [
            Piece(_moved(piece.svg, names.width), piece.top, piece.bottom, piece.whole)
            for piece in self.pieces
        ]
        return replace(
            self,
            width=names.width + self.width,
            height=max(self.height, names.height),
            pieces=[*names.pieces, *moved_pieces],
            legend=self.legend and _moved(self.legend, names.width),
        )

    @property
    def whole_height(self) -> float:
        """The height with the legend."""
        return self.height + self.legend_height

    def svg(self) -> str:
        """The drawing, without an element around it."""
        content = "".join(piece.svg for piece in self.pieces)
        if not self.legend:
            return content
        return content + markup.element(
            "g", self.legend, transform=f"translate(0 {self.height:.1f})"
        )


def _moved(svg: str, right: float) -> str:
    return markup.element("g", svg, transform=f"translate({right:.1f} 0)")


def sheet(figure: Mapping[str, Any], width: float) -> Sheet:
    """A figure (its JSON) drawn at a width in pixels, which is its own if it has one."""
    layout, traces = figure["layout"], figure["data"]
    width = float(layout.get("width") or width)
    margin, font = layout["margin"], layout["font"]
    legend = _Legend(traces, layout, width - margin["l"])
    top, plot_height = margin["t"], layout["height"] - margin["t"] - margin["b"]
    plot = Plot.of(layout, margin["l"], top, width - margin["r"], top + plot_height)
    geo = layout.get("geo")
    world = Map(geo, plot.left, plot.top, plot.right - plot.left, plot_height) if geo else None
    shapes = layout.get("shapes", ())
    drawn_pieces = [
        *(_shape(shape, plot) for shape in shapes if shape.get("layer") == "below"),
        *(piece for trace in traces for piece in pieces(trace, plot, world, font)),
        *(_shape(shape, plot) for shape in shapes if shape.get("layer") != "below"),
        *(_note(note, plot, font) for note in layout.get("annotations", ())),
    ]
    if not legend.rows:
        return Sheet(width, plot.bottom + margin["b"], drawn_pieces, rows=_rows(traces, plot))
    legend_svg = markup.element("g", legend.svg, transform=f"translate({margin['l']} 0)")
    legend_height = legend.height + 6
    return Sheet(width, plot.bottom, drawn_pieces, legend_svg, legend_height, _rows(traces, plot))


def _rows(traces: Sequence[Json], plot: Plot) -> list[float]:
    """The middle of each row of bars; the first id of its marks identifies a row."""
    middle_by_id: dict[str, float] = {}
    for trace in traces:
        if trace["type"] == "bar":
            middles = each(trace["y"], 0)
            for ids, middle in zip(trace.get("customdata", ()), middles, strict=False):
                middle_by_id.setdefault(ids[0], plot.y.at(middle))
    return list(middle_by_id.values())


class _Legend:
    """The signs and names of traces, in as many lines as they need."""

    def __init__(self, traces: Sequence[Json], layout: Json, width: float) -> None:
        settings = layout.get("legend", {})
        self.rows: list[list[tuple[float, Json]]] = []
        self._size = settings.get("font", {}).get("size", layout["font"]["size"])
        self._colour = settings.get("font", {}).get("color", layout["font"]["color"])
        left = width
        for trace in traces if layout.get("showlegend") else ():
            if trace.get("showlegend") is False or not trace.get("name"):
                continue
            room = _SIGN + markup.width(markup.read(trace["name"]), self._size)
            if left + room > width:
                self.rows.append([])
                left = 0
            self.rows[-1].append((left, trace))
            left += room + _APART

    @property
    def height(self) -> float:
        return _ROW * len(self.rows) + 6

    @property
    def svg(self) -> str:
        return "".join(
            self._entry(left, _ROW * (index + 0.5), trace)
            for index, row in enumerate(self.rows)
            for left, trace in row
        )

    def _entry(self, left: float, middle: float, trace: Json) -> str:
        marker = trace.get("marker", {})
        colour = each(marker.get("color", ACCENT), 1)[0]
        symbol = each(marker.get("symbol", "circle"), 1)[0]
        sign = mark(left + 6, middle, symbol, 11, colour, (colour, 0)).svg
        top = middle - self._size * 0.62
        words = markup.read(trace["name"])
        return sign + markup.text(
            left + _SIGN, top, words, self._size, **colours.fill(colours.of_text(self._colour))
        )


def _shape(shape: Json, plot: Plot) -> Piece:
    """A line or a rectangle."""
    x_reference, y_reference = shape.get("xref", "x"), shape.get("yref", "y")
    if shape.get("xsizemode") == "pixel":
        anchor = plot.across(shape["xanchor"], x_reference)
        x0, x1 = anchor + shape["x0"], anchor + shape["x1"]
    else:
        x0, x1 = (plot.across(shape[key], x_reference) for key in ("x0", "x1"))
    y0, y1 = (plot.down(shape[key], y_reference) for key in ("y0", "y1"))
    line = shape.get("line", {})
    edge = colours.stroke(line.get("color", colours.scheme().ink), line.get("width", 2))
    if shape["type"] == "line":
        svg = markup.element("line", x1=x0, y1=y0, x2=x1, y2=y1, **edge)
    else:
        (left, right), (top, bottom) = sorted((x0, x1)), sorted((y0, y1))
        svg = markup.element(
            "rect",
            x=left,
            y=top,
            width=right - left,
            height=bottom - top,
            **colours.fill(shape.get("fillcolor", "rgba(0,0,0,0)")),
            **edge,
        )
    return Piece(svg, min(y0, y1), max(y0, y1), whole=False)


def _note(note: Json, plot: Plot, font: Json) -> Piece:
    """A text at a place."""
    note_font = {**font, **note.get("font", {})}
    size, lines = note_font["size"], markup.read(note["text"])
    bold = note_font.get("weight") in ("bold", 600, 700)
    x = plot.across(note["x"], note.get("xref", "x")) + note.get("xshift", 0)
    y = plot.down(note["y"], note.get("yref", "y")) - note.get("yshift", 0)
    height = markup.LINE * size * len(lines)
    y -= {"top": 0.0, "middle": height / 2, "bottom": height}[note.get("yanchor", "middle")]
    anchor, align = note.get("xanchor", "center"), note.get("align", "center")
    if len(lines) > 1 and align != anchor:
        x += _shift(anchor, align) * markup.width(lines, size, bold=bold)
        anchor = align
    look = colours.fill(colours.of_text(note_font["color"]), note.get("opacity", 1))
    return Piece(markup.text(x, y, lines, size, align=anchor, bold=bold, **look), y, y + height)


def _shift(anchor: str, align: str) -> float:
    """From the anchor of a block of text to the side at which its lines are aligned, in its widths."""
    sides = {"left": 0.0, "center": 0.5, "right": 1.0}
    return sides[align] - sides[anchor]
