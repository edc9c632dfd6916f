"""Action lines as tables of cells: by kind of point, by theme, and by the goals that they serve."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.figure import (
    SMALL,
    annotation,
    bar,
    chart_room,
    figure,
    high,
    lines,
    shortened,
    text,
)
from charts.heatmap import CELL, DARKEST, GAP, PALEST
from charts.palette import ACCENT, faded

HEAD = ""
"""In the ids of a mark: the line of a grid's heads."""

COLUMN, ROW = 42, 34
NAMES = 164
"""Width of the names in pixels."""

_SMALL_LINE = 16
_CODE = 19
_NAME = NAMES - 10
"""Pixels of a name's line."""
_EMPTY = "rgba(122,122,122,0.07)"
_GREY = "rgba(122,122,122,0.16)"


@dataclass(frozen=True)
class Cell:
    """One cell: the words on it, its hover text, and how full it is (0 to 1).

    An ``open`` cell has only its edge drawn; a ``quiet`` cell is grey. Words and hover may hold plotly's markup.
    """

    words: str = ""
    hover: str = ""
    strength: float = 0.0
    open: bool = False
    quiet: bool = False


Cells = Mapping[tuple[str, str], Cell]


def kind_cells(
    cells: Cells,
    *,
    labels: Mapping[str, str],
    headings: Mapping[str, str],
    colours: Mapping[str, str],
    absent: Mapping[str, str],
    chosen: Collection[str] = (),
) -> go.Figure:
    """One line of cells per id in ``labels`` under its label, one column per id in ``headings`` (both in order).

    ``cells`` has the cells by (line, column), ``colours`` a colour per column. A line in ``absent`` (id -> words) has
    only its first cell, across all columns, with these words. If any line is in ``chosen`` the others are faded.
    customdata = [line, column].
    """
    column_count = max(len(headings), 1)
    heads = [text(heading, chart_room() / column_count - 4, SMALL) for heading in headings.values()]
    annotations = [
        _centred((index + 0.5) / column_count, 0, heading, SMALL)
        for index, heading in enumerate(heads)
    ]
    top = float(14 * max(map(lines, heads), default=1) + 6)
    boxes = []
    for line, label in labels.items():
        name = text(label, chart_room())
        annotations.append(annotation(0, top, name))
        centre = top + high(name) + 3 + CELL / 2
        faint = bool(chosen) and line not in chosen
        for index, column in enumerate(headings):
            cell = cells.get((line, column), Cell())
            box = _Box((line, column), index, centre, CELL, cell)
            if line in absent:
                boxes.append(box.across(column_count))
                annotations.append(
                    annotation(
                        0.02,
                        centre - 8,
                        shortened(absent[line], chart_room() - 10, SMALL),
                        font={"size": SMALL},
                    )
                )
                break
            boxes.append(box.coloured(colours.get(column, ACCENT), faint=faint))
            annotations.append(
                _centred((index + 0.5) / column_count, centre - 8, cell.words, SMALL)
            )
        top = centre + CELL / 2 + GAP
    return figure(top + 8, [_bars(boxes)], annotations, (0, column_count))


def names(labels: Mapping[str, str], heads: tuple[str, str], *, top: int) -> go.Figure:
    """The names (id -> label, in order) of the lines of ``grid``; ``heads`` explains its heads: a code over a count.

    ``top`` is the ``head_height`` of the grid.
    """
    annotations = [
        _row_label(10, shortened(heads[0], _NAME, SMALL), SMALL),
        _row_label(26, shortened(heads[1], _NAME, SMALL), SMALL),
    ]
    rows = _rows(labels, top)
    annotations += [
        _row_label(middle, text(label, _NAME, SMALL), SMALL)
        for label, (middle, _height) in zip(labels.values(), rows, strict=True)
    ]
    return figure(_bottom(rows, top), [], annotations, (0, 1), width=NAMES)


def head_height(cells: Cells) -> int:
    """The height in pixels of the heads over a grid's columns."""
    longest = max(
        (lines(cell.words) for (line, _), cell in cells.items() if line == HEAD), default=1
    )
    return _CODE + _SMALL_LINE * longest + 6


def grid(
    cells: Cells,
    *,
    labels: Mapping[str, str],
    codes: Mapping[str, str],
    column: int = COLUMN,
    chosen: Collection[str] = (),
) -> go.Figure:
    """One line of cells per id in ``labels``, one column per id in ``codes`` (id -> code), both in order.

    ``cells`` has the cells by (line, column); those by (HEAD, column) stand over the columns, under their codes. If any
    line is in ``chosen`` the others are faded. Each column is ``column`` pixels wide: the figure is as wide as it needs
    to be, to be scrolled beside ``names``. customdata = [line, column].
    """
    column_count, top = max(len(codes), 1), head_height(cells)
    rows = _rows(labels, top)
    annotations: list[dict[str, Any]] = []
    boxes = []
    for index, (column_id, code) in enumerate(codes.items()):
        middle = (index + 0.5) / column_count
        head = cells.get((HEAD, column_id), Cell())
        boxes.append(_Box((HEAD, column_id), index, top / 2 - 1, top - 4, head, _GREY))
        annotations.append(_centred(middle, 3, f"<b>{text(code)}</b>", SMALL))
        annotations.append(_centred(middle, _CODE, head.words, SMALL))
        for line, (centre, height) in zip(labels, rows, strict=True):
            cell = cells.get((line, column_id), Cell())
            box = _Box((line, column_id), index, centre, height - 4, cell)
            boxes.append(box.coloured(ACCENT, faint=bool(chosen) and line not in chosen))
            if cell.words:
                size, offset = (SMALL, _SMALL_LINE) if lines(cell.words) > 1 else (SMALL, 8)
                annotations.append(_centred(middle, centre - offset, cell.words, size))
    return figure(
        _bottom(rows, top),
        [_bars(boxes)],
        annotations,
        (0, column_count),
        width=column * column_count,
    )


@dataclass(frozen=True)
class _Box:
    """A cell with its position: its column, its middle in pixels from the top, its height in pixels, its colours."""

    ids: tuple[str, str]
    column: int
    centre: float
    height: float
    cell: Cell
    colour: str = _EMPTY
    edge: str = ""
    width: int = 1

    def across(self, columns: int) -> "_Box":
        return _Box(self.ids, self.column, self.centre, self.height, self.cell, width=columns)

    def coloured(self, colour: str, *, faint: bool) -> "_Box":
        fill, edge, dim = _EMPTY, "", 0.45 if faint else 1.0
        if self.cell.quiet:
            fill = _GREY if self.cell.strength else _EMPTY
        elif self.cell.open:
            edge = faded(colour, dim * DARKEST)
        elif self.cell.strength:
            fill = faded(colour, dim * (PALEST + (DARKEST - PALEST) * self.cell.strength))
        return _Box(self.ids, self.column, self.centre, self.height, self.cell, fill, edge)


def _bars(boxes: Sequence[_Box]) -> dict[str, Any]:
    return bar(
        x=[box.width - 0.08 for box in boxes],
        base=[box.column + 0.04 for box in boxes],
        y=[box.centre for box in boxes],
        width=[box.height for box in boxes],
        marker={
            "color": [box.colour for box in boxes],
            "line": {
                "width": [2 if box.edge else 0 for box in boxes],
                "color": [box.edge or box.colour for box in boxes],
            },
        },
        customdata=[list(box.ids) for box in boxes],
        hovertext=[box.cell.hover for box in boxes],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _rows(labels: Mapping[str, str], top: int) -> list[tuple[float, float]]:
    """Middle and height of each line, in pixels: as high as its name needs."""
    rows: list[tuple[float, float]] = []
    row_top = float(top)
    for label in labels.values():
        height = max(float(ROW), high(text(label, _NAME, SMALL), SMALL) + 6)
        rows.append((row_top + height / 2, height))
        row_top += height
    return rows


def _bottom(rows: Sequence[tuple[float, float]], top: int) -> float:
    return (rows[-1][0] + rows[-1][1] / 2 if rows else top) + 8


def _centred(x: float, y: float, words: str, size: int) -> dict[str, Any]:
    return annotation(x, y, words, font={"size": size}, xanchor="center", align="center")


def _row_label(y: float, words: str, size: int) -> dict[str, Any]:
    return annotation(1, y, words, right=True, font={"size": size}, yanchor="middle", xshift=-8)
