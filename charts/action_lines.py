"""Action lines as tables of cells: by kind of point, by theme, and by the goals that they serve."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.cells import (
    CELL,
    DARKEST,
    GAP,
    PALEST,
    NamedLine,
    PlacedCell,
    bottom,
    cell_bars,
    column_heads,
    lines_beside,
)
from charts.figure import SMALL, annotation, chart_room, figure, high, lines, shortened, small, text
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
    notes = column_heads(heads)
    top = float(14 * max(map(lines, heads), default=1) + 6)
    placed = []
    for line, label in labels.items():
        name = text(label, chart_room())
        notes.append(annotation(0, top, name))
        middle = top + high(name) + 3 + CELL / 2
        faint = bool(chosen) and line not in chosen
        for number, column in enumerate(headings):
            cell = cells.get((line, column), Cell())
            ids = [line, column]
            if line in absent:
                words = shortened(absent[line], chart_room() - 10, SMALL)
                notes.append(small(0.02, middle - 8, words))
                text_and_hover = (words, cell.hover, _EMPTY)
                placed.append(
                    PlacedCell(ids, number, middle, *text_and_hover, columns=column_count)
                )
                break
            fill_and_edge = _colours(cell, colours.get(column, ACCENT), faint=faint)
            placed.append(PlacedCell(ids, number, middle, cell.words, cell.hover, *fill_and_edge))
            notes.append(small((number + 0.5) / column_count, middle - 8, cell.words, centred=True))
        top = middle + CELL / 2 + GAP
    return figure(top + 8, [_bars(placed)], notes, (0, column_count))


def names(labels: Mapping[str, str], heads: tuple[str, str], *, top: int) -> go.Figure:
    """The names (id -> label, in order) of the lines of ``grid``; ``heads`` explains its heads: a code over a count.

    ``top`` is the ``head_height`` of the grid.
    """
    named_lines = _lines(labels, top)
    notes = [
        small(1, middle, words, right=True, yanchor="middle", xshift=-8)
        for middle, words in (
            (10, shortened(heads[0], _NAME, SMALL)),
            (26, shortened(heads[1], _NAME, SMALL)),
            *((line.middle, line.name) for line in named_lines.values()),
        )
    ]
    return figure(bottom(named_lines, top) + 8, [], notes, (0, 1), width=NAMES)


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
    named_lines = _lines(labels, top)
    notes: list[dict[str, Any]] = []
    placed = []
    for number, (column_id, code) in enumerate(codes.items()):
        x = (number + 0.5) / column_count
        head = cells.get((HEAD, column_id), Cell())
        placed.append(
            PlacedCell(
                [HEAD, column_id], number, top / 2 - 1, head.words, head.hover, _GREY, "", top - 4
            )
        )
        notes.append(small(x, 3, f"<b>{text(code)}</b>", centred=True))
        notes.append(small(x, _CODE, head.words, centred=True))
        for line, (_name, middle, height) in named_lines.items():
            cell = cells.get((line, column_id), Cell())
            colours = _colours(cell, ACCENT, faint=bool(chosen) and line not in chosen)
            text_and_hover = (cell.words, cell.hover, *colours)
            placed.append(
                PlacedCell([line, column_id], number, middle, *text_and_hover, height - 4)
            )
            if cell.words:
                offset = _SMALL_LINE if lines(cell.words) > 1 else 8
                notes.append(small(x, middle - offset, cell.words, centred=True))
    return figure(
        bottom(named_lines, top) + 8,
        [_bars(placed)],
        notes,
        (0, column_count),
        width=column * column_count,
    )


def _colours(cell: Cell, colour: str, *, faint: bool) -> tuple[str, str]:
    """The colours of a cell and of its edge, if it has one."""
    dim = 0.45 if faint else 1.0
    if cell.quiet:
        return _GREY if cell.strength else _EMPTY, ""
    if cell.open:
        return _EMPTY, faded(colour, dim * DARKEST)
    if cell.strength:
        return faded(colour, dim * (PALEST + (DARKEST - PALEST) * cell.strength)), ""
    return _EMPTY, ""


def _bars(cells: Sequence[PlacedCell]) -> dict[str, Any]:
    edges = {
        "width": [2 if cell.edge else 0 for cell in cells],
        "color": [cell.edge or cell.colour for cell in cells],
    }
    marker = {"color": [cell.colour for cell in cells], "line": edges}
    return cell_bars(cells, inset=0.04, width=[cell.height for cell in cells], marker=marker)


def _lines(labels: Mapping[str, str], top: int) -> dict[str, NamedLine]:
    return lines_beside(labels, _NAME, top=float(top), least=float(ROW), around=6)
