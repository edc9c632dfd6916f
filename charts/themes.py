"""Themes: the kinds of points that raise each, and which themes are raised together."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import (
    HOVER,
    LINE,
    SMALL,
    annotation,
    bar,
    cell_trace,
    chart_room,
    figure,
    high,
    lines,
    text,
    width,
)
from charts.heatmap import DARKEST as DARK_CELL
from charts.heatmap import PALEST as PALE_CELL
from charts.heatmap import SMALL_GROUP
from charts.palette import ACCENT, FALL, KIND_COLOURS, faded
from data.rows import each

BAR, GAP = 11, 9
CELL = 20
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
        notes += [
            annotation(position, top, heading, font={"size": SMALL}) for position, heading in heads
        ]
        top += LINE * max(lines(heading) for _position, heading in heads) + 6
        for row in each(family_rows.drop_duplicates("theme_id")):
            name = text(row.theme, chart_room())
            notes.append(annotation(0, top, name))
            names.append((top, high(name), row))
            top += high(name) + 3
            centre = centres[str(row.theme_id)] = top + BAR / 2
            total_note = annotation(0, centre, text(total_text(row)), font={"size": SMALL})
            notes.append(total_note | {"yanchor": "middle"})
            top += BAR + GAP
        top += GAP
    traces = [
        bar(
            x=[columns] * len(names),
            base=[-_TOTAL] * len(names),
            y=[start + height / 2 for start, height, _row in names],
            width=[height for _start, height, _row in names],
            marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
            customdata=[[row.theme_id, ""] for _start, _height, row in names],
            hovertext=[
                f"{text(row.theme, HOVER)}<br>{text(total_text(row))}" for *_position, row in names
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]
    for column, kind in enumerate(kinds):
        kind_rows = [
            rows_by_cell[theme, kind] for theme in centres if (theme, kind) in rows_by_cell
        ]
        if not kind_rows:
            continue
        colour = KIND_COLOURS.get(kind, ACCENT)
        faint = [bool(chosen) and row.theme_id not in chosen for row in kind_rows]
        traces.append(
            bar(
                x=[longest * row.count / widest for row in kind_rows],
                base=[float(column)] * len(kind_rows),
                y=[centres[row.theme_id] for row in kind_rows],
                width=BAR,
                marker={
                    "color": [faded(colour, 0.35) if is_faint else colour for is_faint in faint],
                    "line": {"width": 0},
                },
                text=[f"{row.count:,}" for row in kind_rows],
                textposition="outside",
                textfont={"size": SMALL},
                textangle=0,
                cliponaxis=False,
                constraintext="none",
                customdata=[[row.theme_id, kind] for row in kind_rows],
                hovertext=[f"{text(row.theme, HOVER)}<br>{text(hover(row))}" for row in kind_rows],
                hovertemplate="%{hovertext}<extra></extra>",
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
    compared_rows = rows[rows.submissions >= SMALL_GROUP]
    highest = max(float((compared_rows if len(compared_rows) else rows).share.max()), 1.0)
    column_width = chart_room() / max(len(kinds), 1)
    raised_rows = [row for row in rows_by_cell.values() if row.raised > 0]
    if any(width(cell_text(row), SMALL) > column_width - _CELL_EDGES for row in raised_rows):
        cell_text = short_text
    heads = [text(heading, column_width - _CELL_EDGES, SMALL) for heading in kinds.values()]
    notes = [
        annotation((column + 0.5) / len(kinds), 0, heading, font={"size": SMALL})
        | {"xanchor": "center", "align": "center"}
        for column, heading in enumerate(heads)
    ]
    top = float(_HEAD_LINE * max(map(lines, heads), default=1) + 10)
    base, y, colours, words, data, hovers = [], [], [], [], [], []
    for group, label in groups.items():
        group_row = next(
            (rows_by_cell[group, kind] for kind in kinds if (group, kind) in rows_by_cell), None
        )
        if group_row is None:
            continue
        name, total = _ended(label, total_text(group_row))
        notes += [annotation(0, top, name), annotation(1, top, total, right=True)]
        centre = top + high(name) + 3 + CELL / 2
        for column, kind in enumerate(kinds):
            row = rows_by_cell.get((group, kind))
            raised = row is not None and row.raised > 0
            proportion = min(row.share / highest, 1) if row is not None else 0.0
            strength = PALE_CELL + (DARK_CELL - PALE_CELL) * proportion if raised else 0.0
            if group_row.submissions < SMALL_GROUP:
                strength *= 0.5
            if chosen and group not in chosen:
                strength *= 0.45
            base.append(column + 0.02)
            y.append(centre)
            colours.append(faded(KIND_COLOURS.get(kind, ACCENT), strength) if raised else _EMPTY)
            words.append(cell_text(row) if raised else "")
            data.append([group, kind])
            hovers.append(text(label) + ("" if row is None else f"<br>{text(hover(row))}"))
        top = centre + CELL / 2 + GAP
    traces = [
        cell_trace(
            colours,
            x=[0.96] * len(base),
            base=base,
            y=y,
            width=CELL,
            text=words,
            customdata=data,
            hovertext=hovers,
        )
    ]
    return figure(top + 8, traces, notes, (0, max(len(kinds), 1)))


def _ended(label: str, total: str) -> tuple[str, str]:
    """A label that leaves room for the total at the end of its line, and the total."""
    total_label = text(total)
    return text(label, chart_room() - width(total_label) - _BESIDE), total_label


def pair_names(themes: Mapping[str, str]) -> go.Figure:
    """The names (id -> title, in order) of the lines of ``pair_cells``, each with its number, right-aligned."""
    names = []
    for number, title in enumerate(themes.values(), 1):
        words = text(title, NAMES - _NUMBER - 2, SMALL)
        if lines(words) > 2:
            first, second, *_lines = words.split("<br>")
            words = f"{first}<br>{second}…"
        position = {"y": _HEAD + ROW * (number - 0.5), "yanchor": "middle"}
        names.append(
            annotation(1, 0, words, right=True, font={"size": SMALL})
            | position
            | {"xshift": -_NUMBER}
        )
        names.append(
            annotation(1, 0, str(number), right=True, font={"size": SMALL})
            | position
            | {"xshift": -5}
        )
    height = 2 * _HEAD + ROW * len(themes)
    return figure(
        height,
        [],
        names,
        (0, 1),
        width=NAMES,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        yaxis={"visible": False, "fixedrange": True, "range": [height, 0]},
    )


def pair_cells(
    rows: pd.DataFrame,
    *,
    themes: Mapping[str, str],
    sizes: Mapping[str, int],
    hover: Callable[[Any], Sequence[str]],
    own: Callable[[str], Sequence[str]],
) -> go.Figure:
    """One line and one column per theme (id -> title, in order), and in each cell how many texts raise both.

    ``rows`` has each pair once: ``theme_id``, ``other_theme_id``, ``count`` and ``lift`` (missing where too few are
    expected); both cells of a pair are drawn. Under the count stands the lift. The further the lift is from
    1, the darker the background: MORE above, LESS below. A theme's cell with itself has its size. ``hover`` returns the
    lines of a pair's hover, ``own`` those of a theme's.
    customdata = [id of the line, id of the column].
    """
    index_by_theme = {theme: number for number, theme in enumerate(themes)}
    x, y, colours, words, data, hovers = [], [], [], [], [], []

    def cell(line: str, column: str, colour: str, said: str, about: str) -> None:
        x.append(index_by_theme[column])
        y.append(_HEAD + ROW * (index_by_theme[line] + 0.5))
        colours.append(colour)
        words.append(said)
        data.append([line, column])
        hovers.append(about)

    for row in each(rows):
        if row.theme_id not in index_by_theme or row.other_theme_id not in index_by_theme:
            continue
        has_lift = not math.isnan(row.lift)
        cell_label = f"{row.count}<br>{row.lift:.1f}×" if has_lift else str(row.count or "")
        about = "<br>".join(text(line) for line in hover(row))
        for pair in ((row.theme_id, row.other_theme_id), (row.other_theme_id, row.theme_id)):
            cell(*pair, _ground(row.lift) if has_lift else _EMPTY, cell_label, about)
    for theme in themes:
        about = "<br>".join(text(line) for line in own(theme))
        cell(theme, theme, _DIAGONAL, str(sizes[theme]), about)
    height = 2 * _HEAD + ROW * len(themes)
    numbers = [
        annotation(0, y, str(number + 1), font={"size": SMALL})
        | {"x": number + 0.5, "xref": "x", "xanchor": "center", "align": "center"}
        for number in range(len(themes))
        for y in (8, height - _HEAD + 4)
    ]
    cells = cell_trace(
        colours,
        x=[0.94] * len(x),
        base=[column + 0.03 for column in x],
        y=y,
        width=ROW - 2,
        text=words,
        textfont={"size": SMALL},
        customdata=data,
        hovertext=hovers,
    )
    return figure(
        height,
        [cells],
        numbers,
        (0, max(len(themes), 1)),
        width=max(COLUMN * len(themes), 120),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        yaxis={"visible": False, "fixedrange": True, "range": [height, 0]},
    )


def _ground(lift: float) -> str:
    distance = min(abs(math.log(lift, STRONGEST)), 1.0) if lift > 0 else 1.0
    return faded(MORE if lift >= 1 else LESS, PALEST + (DARKEST - PALEST) * distance)
