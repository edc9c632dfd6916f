"""What was asked for beside what each text is reported to say: a table with one line per theme."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import (
    ROOM,
    STEADY,
    TINY,
    annotation,
    bar,
    cell_trace,
    figure,
    high,
    key,
    lines,
    text,
    width,
)
from charts.palette import ACCENT, KIND_COLOURS, NEUTRAL, faded

KINDS = {"challenge": "challenges", "recommendation": "asks"}
"""Kind of point -> the column that counts it, in the order of the bars."""

SIGNS = (
    ("+", ("new", "strengthened")),
    ("−", ("weakened",)),
    ("×", ("removed",)),
    ("=", ("kept",)),
)
"""A sign, and the changes that it stands for."""
NOTHING = "·"
THIN, STEP, CELL, GAP = 8, 13, 24, 10

BARS, APART = 0.25, 0.012
"""Shares of the width: where bars and their numbers end, the room around the adopted text."""
_HEAD_FONT, _HEAD_LINE = 12, 16

_EVERY = 12
"""After so many lines the heads of the columns stand again."""


def signs(row: Any) -> str:
    """The signs of a cell's changes: '+×' where something is new or strengthened and something was removed."""
    return "".join(sign for sign, names in SIGNS if any(getattr(row, name) for name in names))


def _columns(texts: Collection[str], adopted: str) -> dict[str, tuple[float, float]]:
    """Text -> left edge and width of its column as shares of the width; the adopted text has room around it."""
    places = list(texts)
    room = sum(1 for place, one in enumerate(places) if one == adopted and place)
    room += sum(1 for one in places[:-1] if one == adopted)
    share = (1 - BARS - 0.02 - room * APART) / max(len(places), 1)
    left, found = BARS + 0.02, {}
    for place, one in enumerate(places):
        left += APART if one == adopted and place else 0
        found[one] = (left, share)
        left += share + (APART if one == adopted else 0)
    return found


def _heads(
    columns: Mapping[str, tuple[float, float]], heads: Mapping[str, str], adopted: str, top: float
) -> tuple[list[dict[str, Any]], float]:
    """The heads of the columns, and where they end: every other one above the next, so that each has more room."""
    last = len(columns) - 1
    words = {}
    for place, (one, (_left, share)) in enumerate(columns.items()):
        room = {last: 1.6, last - 2: 1.8}.get(place, 2) * share * ROOM + (
            2 if place == last else -2
        )
        parts = heads[one].split("\n")
        words[one] = "<br>".join(
            text(part, room, _HEAD_FONT, bold=one == adopted) for part in parts
        )
    levels = [_HEAD_LINE * max(map(lines, list(words.values())[i::2]), default=0) for i in (0, 1)]
    # The last stands low, beside its column.
    low = last % 2
    ends = {low: top + sum(levels), 1 - low: top + levels[1 - low]}
    notes = []
    for place, (one, (left, share)) in enumerate(columns.items()):
        own = annotation(left + share / 2, ends[place % 2], words[one])
        weight = "bold" if one == adopted else "normal"
        own |= {"xanchor": "center", "align": "center", "yanchor": "bottom"}
        own |= {"font": {"size": _HEAD_FONT, "weight": weight}}
        if place == last:
            own |= {"x": left + share, "xanchor": "right", "align": "right"}
        notes.append(own)
    return notes, ends[low]


def part_title(top: float, words: str) -> dict[str, Any]:
    return annotation(0, top, text(words, ROOM, bold=True), font={"weight": "bold"})


def outcome_lines(
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    *,
    texts: Mapping[str, tuple[str, str]],
    adopted: str,
    kinds: Mapping[str, str],
    sections: Mapping[str, str],
    value_text: Callable[[Any, str], str],
    hover: Callable[[Any, str], str],
    cell_hover: Callable[[Any], str],
) -> go.Figure:
    """One line per theme in the rows' order: its name, a bar per kind of point, a cell per text.

    ``rows`` has ``theme_id``, ``theme``, ``challenges`` and ``asks``; ``cells`` has ``theme_id``, ``text_id``,
    ``passages`` and a count per change. ``texts`` (id -> head, date) and ``kinds`` (id -> head) are in order;
    ``sections`` (theme_id -> heading) stand above the line they name. A cell has the number of passages and the signs
    of their changes. Name, bars and cells can be clicked and do not overlap. customdata = [theme_id, kind or text_id
    or ""].
    """
    columns = _columns(texts, adopted)
    again = {one: head for one, (head, _day) in texts.items()}
    heads = {one: f"{head}\n{day}" for one, (head, day) in texts.items()}
    legend = key([("■", KIND_COLOURS[kind], head) for kind, head in kinds.items()])
    notes, top = _heads(columns, heads, adopted, legend.height)
    annotations = [*legend.notes, *notes]
    top += GAP
    found = {(c.theme_id, c.text_id): c for c in cells.itertuples()}
    widest = max(float(rows[[*KINDS.values()]].to_numpy().max()), 1.0) if len(rows) else 1.0
    values = [text(value_text(row, kind)) for row in rows.itertuples() for kind in KINDS]
    # The longest bar leaves room for its number.
    longest = BARS - (max((width(one, TINY) for one in values), default=0) + 6) / ROOM
    whole: dict[str, list[Any]] = {"y": [], "width": [], "ids": [], "hover": []}
    bars: dict[str, list[Any]] = {
        "x": [],
        "y": [],
        "colour": [],
        "text": [],
        "ids": [],
        "hover": [],
    }
    marks: dict[str, list[Any]] = {
        name: [] for name in ("base", "x", "y", "colour", "text", "ids", "hover")
    }
    for place, row in enumerate(rows.itertuples()):
        if row.theme_id in sections:
            annotations.append(part_title(top + 4, sections[row.theme_id]))
            top += high(annotations[-1]["text"]) + 8
        if place and place % _EVERY == 0:
            notes, top = _heads(columns, again, adopted, top - 2)
            annotations += notes
            top += GAP
        name = text(row.theme, ROOM)
        annotations.append(annotation(0, top, name))
        strip = top + high(name) + 3
        height = high(name) + 3 + 2 * STEP + GAP
        whole["y"].append(top + high(name) / 2)
        whole["width"].append(high(name))
        whole["ids"].append([row.theme_id, ""])
        whole["hover"].append(hover(row, ""))
        for step, (kind, column) in enumerate(KINDS.items()):
            count = getattr(row, column)
            bars["x"].append(longest * count / widest)
            bars["y"].append(strip + step * STEP + STEP / 2)
            bars["colour"].append(KIND_COLOURS[kind])
            bars["text"].append(text(value_text(row, kind)))
            bars["ids"].append([row.theme_id, kind])
            bars["hover"].append(hover(row, kind))
        for one, (left, share) in columns.items():
            cell = found.get((row.theme_id, one))
            if cell is None:
                continue
            changed = signs(cell)
            colour = ACCENT if one == adopted else NEUTRAL
            strength = 0.05 if not cell.passages else min(0.13 + 0.05 * cell.passages, 0.4)
            marks["base"].append(left + 0.002)
            marks["x"].append(share - 0.004)
            marks["y"].append(strip + STEP)
            marks["colour"].append(faded(colour, strength))
            marks["text"].append(
                f"{cell.passages} {changed}" if changed else str(cell.passages or NOTHING)
            )
            marks["ids"].append([row.theme_id, one])
            marks["hover"].append(cell_hover(cell))
        top += height
    return figure(
        top + 8,
        [
            bar(
                x=[1] * len(whole["y"]),
                y=whole["y"],
                width=whole["width"],
                marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
                customdata=whole["ids"],
                hovertext=whole["hover"],
                hovertemplate="%{hovertext}<extra></extra>",
            ),
            bar(
                x=[BARS] * len(bars["y"]),
                y=bars["y"],
                width=STEP,
                marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
                customdata=bars["ids"],
                hovertext=bars["hover"],
                hovertemplate="%{hovertext}<extra></extra>",
            ),
            bar(
                x=bars["x"],
                y=bars["y"],
                width=THIN,
                marker={"color": bars["colour"], "line": {"width": 0}},
                text=bars["text"],
                textposition="outside",
                textfont={"size": TINY},
                **STEADY,
                cliponaxis=False,
                constraintext="none",
                customdata=bars["ids"],
                hovertext=bars["hover"],
                hovertemplate="%{hovertext}<extra></extra>",
            ),
            cell_trace(
                marks["colour"],
                **STEADY,
                x=marks["x"],
                base=marks["base"],
                y=marks["y"],
                width=CELL,
                text=marks["text"],
                customdata=marks["ids"],
                hovertext=marks["hover"],
            ),
        ],
        annotations,
        (0, 1),
    )
