"""Tables of cells: lines under their labels or beside their names, a column under each head."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts.figure import SMALL, TEXT_INSIDE, annotation, bar, figure, high, small, text
from charts.palette import CLEAR, faded

CELL, GAP = 20, 7
"""Pixels: the height of a cell, and the gap under it."""
SMALL_GROUP = 5
"""Submissions: a share of fewer is paler."""
PALEST, DARKEST = 0.1, 0.62
"""Opacities between which text in the page's own colour stays readable on light and dark ground."""


class PlacedCell(NamedTuple):
    """A cell in its place: its ids, the number of its column, its middle in pixels from the top, what it shows.

    It is ``height`` pixels high and goes across a number of ``columns``.
    """

    ids: list[str]
    column: int
    middle: float
    words: str
    hover: str
    colour: str
    edge: str = ""
    height: float = CELL
    columns: int = 1


def cell_bars(cells: Sequence[PlacedCell], *, inset: float, **more: Any) -> dict[str, Any]:
    """The trace of cells without their words, CELL high; ``inset`` of a column is free on either side.

    ``more`` are properties of ``trace``, also in place of those of the cells.
    """
    properties: dict[str, Any] = {
        "x": [cell.columns - 2 * inset for cell in cells],
        "base": [cell.column + inset for cell in cells],
        "y": [cell.middle for cell in cells],
        "width": CELL,
        "colour": [cell.colour for cell in cells],
        "ids": [cell.ids for cell in cells],
        "hovers": [cell.hover for cell in cells],
    }
    return bar(**properties | more)


def worded_cells(
    cells: Sequence[PlacedCell], *, inset: float = 0.03, **more: Any
) -> dict[str, Any]:
    """The same with their words."""
    words = {"text": [cell.words for cell in cells], "textfont": {"size": SMALL}, **TEXT_INSIDE}
    return cell_bars(cells, inset=inset, **words, **more)


def head_targets(
    hovers: Mapping[str, str], height: float, *, top: float = 0, inset: float
) -> dict[str, Any]:
    """What takes clicks and the pointer over the columns (id -> hover text, in order): customdata = ["", id]."""
    cells = [
        PlacedCell(["", column], number, top + height / 2, "", hover, CLEAR)
        for number, (column, hover) in enumerate(hovers.items())
    ]
    return cell_bars(cells, inset=inset, width=height, colour=CLEAR)


def column_heads(heads: Sequence[str], top: float = 0) -> list[dict[str, Any]]:
    """The heads, labels of ``text``, each over the middle of its column."""
    return [
        small((number + 0.5) / len(heads), top, head, centred=True)
        for number, head in enumerate(heads)
    ]


def cells_of(
    middles: Mapping[str, float],
    columns: Collection[str],
    cell: Callable[[str, str], tuple[str, str, str]],
) -> list[PlacedCell]:
    """The cells of lines (id -> middle in pixels from the top), line by line, one for each id in ``columns``.

    ``cell(line, column)`` has a cell's words, hover text and colour.
    """
    return [
        PlacedCell([line, column], number, middle, *cell(line, column))
        for line, middle in middles.items()
        for number, column in enumerate(columns)
    ]


def cell_table(
    labels: Mapping[str, str],
    columns: Collection[str],
    cell: Callable[[str, str], tuple[str, str, str]],
    *,
    heads: Sequence[dict[str, Any]],
    top: float,
    ends: Mapping[str, str] | None = None,
    gap: float = GAP,
    inset: float = 0.03,
) -> go.Figure:
    """A line of ``cells_of`` under each of ``labels`` (id -> label of ``text``, in order).

    ``heads`` stand over the first line, which begins ``top`` pixels from the top; ``ends`` stand at the end of labels.
    customdata = [line, column].
    """
    notes, middles = list(heads), {}
    for line, label in labels.items():
        notes.append(annotation(0, top, label))
        if ends:
            notes.append(annotation(1, top, ends[line], right=True))
        middles[line] = top + high(label) + 3 + CELL / 2
        top = middles[line] + CELL / 2 + gap
    cells = cells_of(middles, columns, cell)
    return figure(top + 8, [worded_cells(cells, inset=inset)], notes, (0, max(len(columns), 1)))


def highest_share(rows: pd.DataFrame) -> float:
    """The share of the darkest cell: the highest of those of at least SMALL_GROUP submissions, if there are any.

    ``rows`` has ``share`` (percent) and ``submissions``.
    """
    compared_rows = rows[rows.submissions >= SMALL_GROUP]
    shares = (compared_rows if len(compared_rows) else rows).share
    return max(float(shares.max()), 1.0) if len(shares) else 1.0


def shaded(colour: str, row: Any, highest: float, *, faint: bool) -> str:
    """``colour`` as dark as the ``share`` of ``row``, paler if few submissions are behind it, and if ``faint``."""
    strength = PALEST + (DARKEST - PALEST) * min(row.share / highest, 1)
    return faded(
        colour, strength * (0.5 if row.submissions < SMALL_GROUP else 1) * (0.45 if faint else 1)
    )


class NamedLine(NamedTuple):
    """A line of cells beside its name, a label of ``text``: its middle in pixels from the top, its height in pixels."""

    name: str
    middle: float
    height: float


def lines_beside(
    labels: Mapping[str, str], pixels: float, *, top: float, least: float, around: float
) -> dict[str, NamedLine]:
    """Lines from ``top`` downwards beside their names (id -> label), which are ``pixels`` wide at most.

    A line is ``least`` pixels high, or ``around`` pixels higher than its name if that is more.
    """
    lines: dict[str, NamedLine] = {}
    for line_id, label in labels.items():
        name = text(label, pixels, SMALL)
        height = max(least, high(name, SMALL) + around)
        lines[line_id] = NamedLine(name, top + height / 2, height)
        top += height
    return lines


def bottom(lines: Mapping[str, NamedLine], top: float) -> float:
    """Where the last of the lines ends, in pixels from the top; ``top`` without lines."""
    return max((line.middle + line.height / 2 for line in lines.values()), default=top)


def names_of(lines: Mapping[str, NamedLine]) -> list[dict[str, Any]]:
    """The names at the middles of their lines, from the left."""
    return [
        small(0, line.middle - high(line.name, SMALL) / 2, line.name) for line in lines.values()
    ]
