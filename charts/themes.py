"""Themes: the kinds of points that raise each, and which themes are raised together."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import PlacedCell, cell_table, column_heads, highest_share, shaded, worded_cells
from charts.figure import (
    HOVER,
    LINE,
    SMALL,
    annotation,
    bar,
    chart_room,
    figure,
    high,
    lines,
    small,
    text,
    width,
)
from charts.palette import ACCENT, CLEAR, FALL, KIND_COLOURS, faded, faded_beside
from data.rows import each

BAR, GAP = 11, 9
ROW, COLUMN = 36, 33
NAMES = 178
"""Width of the names beside the table of pairs, in pixels."""

MORE, LESS = ACCENT, FALL
PALEST, DARKEST = 0.06, 0.6
STRONGEST = 4.0
"""A lift of this or its inverse has the darkest ground."""

_HEAD, _HEAD_LINE, _NUMBER = 26, 14, 26
_TOTAL = 0.8
"""How wide the column of totals is, in columns of a kind."""
_CELL_EDGES = 4
"""Pixels of a column that the words in it leave free."""
_BESIDE = 8
"""Pixels between a label and the number that ends its line."""
_EMPTY = "rgba(122, 122, 122, 0.06)"
_DIAGONAL = "rgba(122, 122, 122, 0.25)"


def kind_bars(
    rows: pd.DataFrame,
    *,
    kinds: Mapping[str, str],
    total: str,
    chosen: Collection[str] = (),
    total_text: Callable[[Any], str],
    hover: Callable[[Any], str],
) -> go.Figure:
    """Per theme its total, and a bar for each kind, in one column per kind of ``kinds`` (id -> heading), under their
    families. ``total`` is the heading of the totals.

    ``rows`` has ``theme_id``, ``theme``, ``family``, ``kind``, ``count`` and ``total``; families and themes stand in
    the order in which they come first. Bars are not stacked, as one text can raise a theme as several kinds. If any
    theme is in ``chosen`` the others are faded. customdata = [theme_id, kind]; of a theme's name, [theme_id, ""].
    """
    widest = max(float(rows["count"].max()), 1.0) if len(rows) else 1.0
    columns = _TOTAL + max(len(kinds), 1)
    column_width = chart_room() / columns
    # The longest bar leaves room for its value.
    longest = 1 - (width(f"{widest:,.0f}", SMALL) + _BESIDE) / column_width
    heads = [(0.0, text(total, _TOTAL * column_width - 4, SMALL))] + [
        ((_TOTAL + column) / columns, text(heading, column_width - 4, SMALL))
        for column, heading in enumerate(kinds.values())
    ]
    rows_by_cell = {(row.theme_id, row.kind): row for row in each(rows)}
    names: list[tuple[float, float, Any]] = []
    centres: dict[str, float] = {}
    notes: list[dict[str, Any]] = []
    top = 0.0
    for family, family_rows in rows.groupby("family", sort=False):
        notes.append(
            annotation(0, top, text(family, chart_room(), bold=True), font={"weight": 700})
        )
        top += high(notes[-1]["text"]) + 4
        notes += [small(position, top, heading) for position, heading in heads]
        top += LINE * max(lines(heading) for _position, heading in heads) + 6
        for row in each(family_rows.drop_duplicates("theme_id")):
            name = text(row.theme, chart_room())
            notes.append(annotation(0, top, name))
            names.append((top, high(name), row))
            top += high(name) + 3
            centre = centres[str(row.theme_id)] = top + BAR / 2
            notes.append(small(0, centre, text(total_text(row)), yanchor="middle"))
            top += BAR + GAP
        top += GAP
    traces = [
        bar(
            x=[columns] * len(names),
            base=[-_TOTAL] * len(names),
            y=[start + height / 2 for start, height, _row in names],
            width=[height for _start, height, _row in names],
            colour=CLEAR,
            ids=[[row.theme_id, ""] for *_position, row in names],
            hovers=[
                f"{text(row.theme, HOVER)}<br>{text(total_text(row))}" for *_position, row in names
            ],
        )
    ]
    for column, kind in enumerate(kinds):
        kind_rows = [
            rows_by_cell[theme, kind] for theme in centres if (theme, kind) in rows_by_cell
        ]
        if not kind_rows:
            continue
        colour = KIND_COLOURS.get(kind, ACCENT)
        traces.append(
            bar(
                x=[longest * row.count / widest for row in kind_rows],
                base=[float(column)] * len(kind_rows),
                y=[centres[row.theme_id] for row in kind_rows],
                width=BAR,
                colour=[faded_beside(colour, row.theme_id, chosen) for row in kind_rows],
                text=[f"{row.count:,}" for row in kind_rows],
                textposition="outside",
                textfont={"size": SMALL},
                textangle=0,
                cliponaxis=False,
                constraintext="none",
                ids=[[row.theme_id, kind] for row in kind_rows],
                hovers=[f"{text(row.theme, HOVER)}<br>{text(hover(row))}" for row in kind_rows],
            )
        )
    return figure(top + 8, traces, notes, (-_TOTAL, columns - _TOTAL))


def kind_cells(
    rows: pd.DataFrame,
    *,
    groups: Mapping[str, str],
    kinds: Mapping[str, str],
    chosen: Collection[str] = (),
    total_text: Callable[[Any], str],
    cell_text: Callable[[Any], str],
    short_text: Callable[[Any], str],
    hover: Callable[[Any], str],
) -> go.Figure:
    """One line of cells per stakeholder group in ``groups`` (id -> label, in order), one column per kind in ``kinds``
    (id -> heading, in order; any stands for all of them).

    ``rows`` has ``stakeholder_group``, ``kind``, ``raised``, ``total``, ``submissions`` and ``share`` (percent of the
    group's total). Darker is more; a group with fewer than SMALL_GROUP submissions is paler. If any group is in
    ``chosen`` the others are paler, too. Cells have their ``short_text`` where the ``cell_text`` of one is too wide.
    customdata = [stakeholder_group, kind].
    """
    rows_by_cell = {(row.stakeholder_group, row.kind): row for row in each(rows)}
    highest = highest_share(rows)
    column_width = chart_room() / max(len(kinds), 1)
    raised_rows = [row for row in rows_by_cell.values() if row.raised > 0]
    if any(width(cell_text(row), SMALL) > column_width - _CELL_EDGES for row in raised_rows):
        cell_text = short_text
    heads = [text(heading, column_width - _CELL_EDGES, SMALL) for heading in kinds.values()]
    names: dict[str, str] = {}
    totals: dict[str, str] = {}
    for group, label in groups.items():
        group_row = next(
            (rows_by_cell[group, kind] for kind in kinds if (group, kind) in rows_by_cell), None
        )
        if group_row is not None:
            totals[group] = text(total_text(group_row))
            names[group] = text(label, chart_room() - width(totals[group]) - _BESIDE)

    def cell(group: str, kind: str) -> tuple[str, str, str]:
        row, name = rows_by_cell.get((group, kind)), text(groups[group])
        if row is None:
            return "", name, _EMPTY
        about = f"{name}<br>{text(hover(row))}"
        if row.raised <= 0:
            return "", about, _EMPTY
        faint = bool(chosen) and group not in chosen
        ground = shaded(KIND_COLOURS.get(kind, ACCENT), row, highest, faint=faint)
        return cell_text(row), about, ground

    return cell_table(
        names,
        kinds,
        cell,
        heads=column_heads(heads),
        top=float(_HEAD_LINE * max(map(lines, heads), default=1) + 10),
        ends=totals,
        gap=GAP,
        inset=0.02,
    )


def pair_names(themes: Mapping[str, str]) -> go.Figure:
    """The names (id -> title, in order) of the lines of ``pair_cells``, each with its number, right-aligned."""
    names = []
    for number, title in enumerate(themes.values(), 1):
        words = text(title, NAMES - _NUMBER - 2, SMALL)
        if lines(words) > 2:
            first, second, *_lines = words.split("<br>")
            words = f"{first}<br>{second}…"
        names += [
            small(1, _middle(number - 1), label, right=True, yanchor="middle", xshift=shift)
            for label, shift in ((words, -_NUMBER), (str(number), -5))
        ]
    return _pair_figure([], names, 1, len(themes), NAMES)


def pair_cells(
    rows: pd.DataFrame,
    *,
    themes: Mapping[str, str],
    sizes: Mapping[str, int],
    hover: Callable[[Any], Sequence[str]],
    theme_hover: Callable[[str], Sequence[str]],
) -> go.Figure:
    """One line and one column per theme (id -> title, in order), and in each cell how many texts raise both.

    ``rows`` has each pair once: ``theme_id``, ``other_theme_id``, ``count`` and ``lift`` (missing where too few are
    expected); both cells of a pair are drawn. Under the count stands the lift. The further the lift is from
    1, the darker the background: MORE above, LESS below. A theme's cell with itself has its size. ``hover`` returns the
    lines of a pair's hover, ``theme_hover`` those of a theme's.
    customdata = [id of the line, id of the column].
    """
    numbers_by_theme = {theme: number for number, theme in enumerate(themes)}
    cells = []
    for row in each(rows):
        if row.theme_id not in numbers_by_theme or row.other_theme_id not in numbers_by_theme:
            continue
        has_lift = not math.isnan(row.lift)
        cell_label = f"{row.count}<br>{row.lift:.1f}×" if has_lift else str(row.count or "")
        about = "<br>".join(text(line) for line in hover(row))
        ground = _ground(row.lift) if has_lift else _EMPTY
        for ids in ([row.theme_id, row.other_theme_id], [row.other_theme_id, row.theme_id]):
            line, column = (numbers_by_theme[theme] for theme in ids)
            cells.append(PlacedCell(ids, column, _middle(line), cell_label, about, ground))
    for theme, number in numbers_by_theme.items():
        about = "<br>".join(text(line) for line in theme_hover(theme))
        size = str(sizes[theme])
        cells.append(PlacedCell([theme, theme], number, _middle(number), size, about, _DIAGONAL))
    numbers = [
        small(number + 0.5, y, str(number + 1), centred=True, xref="x")
        for number in range(len(themes))
        for y in (8, _pair_height(len(themes)) - _HEAD + 4)
    ]
    traces = [worded_cells(cells, width=ROW - 2)]
    pixels = max(COLUMN * len(themes), 120)
    return _pair_figure(traces, numbers, max(len(themes), 1), len(themes), pixels)


def _middle(line: int) -> float:
    """The middle of a line of the table of pairs, in pixels from the top."""
    return _HEAD + ROW * (line + 0.5)


def _pair_height(count: int) -> int:
    return 2 * _HEAD + ROW * count


def _pair_figure(
    traces: list[dict[str, Any]], notes: list[dict[str, Any]], end: int, count: int, pixels: int
) -> go.Figure:
    """A figure of ``count`` themes, ``pixels`` wide, whose x ends at ``end``."""
    height = _pair_height(count)
    return figure(
        height,
        traces,
        notes,
        (0, end),
        width=pixels,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        yaxis={"visible": False, "fixedrange": True, "range": [height, 0]},
    )


def _ground(lift: float) -> str:
    distance = min(abs(math.log(lift, STRONGEST)), 1.0) if lift > 0 else 1.0
    return faded(MORE if lift >= 1 else LESS, PALEST + (DARKEST - PALEST) * distance)
