"""Shares at two stages, joined by a line for each theme: what rose and what fell between them."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import (
    SMALL,
    bold,
    chart_room,
    figure,
    high,
    scatter,
    small,
    straight,
    text,
    width,
)
from charts.palette import ACCENT, FALL, faded
from data.rows import each

LABEL = 128
"""Pixels of a line of a theme's name."""
LARGEST = 3
"""Themes with the highest shares at the first stage, which are named for comparison."""
HEIGHT = 150
"""Pixels between the highest and the lowest share at least."""

BOTH = 480
"""The room in pixels from which on names stand at both ends."""

_APART = 2
_LEADER = 5, 16
"""Where a line from a mark to its words begins and ends, in pixels beside the mark."""
_WORDS = 20
_ALONG = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Where a line reacts to the pointer, as shares of the distance between the stages."""
_PALE, _GREY = "rgba(122, 122, 122, 0.3)", "rgba(122, 122, 122, 0.9)"


def slopes(
    rows: pd.DataFrame,
    *,
    named: Collection[str],
    headings: tuple[str, str],
    share_text: Callable[[int, int], str],
    hover: Callable[[Any], str],
) -> go.Figure:
    """A line per theme from its share at the first stage to its share at the second.

    ``rows`` has ``theme_id``, ``theme`` and, for both stages, the counts and totals ``from_count``, ``from_total``,
    ``to_count`` and ``to_total``. Those ``named`` and the LARGEST at the first stage have their words at the second,
    and from BOTH pixels on at the first, too. A rise is a full line, a fall a dashed one with empty marks; the largest
    are grey and the others pale. ``headings`` name the stages, ``share_text`` words a count of a total.
    customdata = [theme_id].
    """
    shares = [
        (row, row.from_count / row.from_total, row.to_count / row.to_total) for row in each(rows)
    ]
    largest_entries = sorted(shares, key=lambda entry: -entry[1])[:LARGEST]
    largest = {entry[0].theme_id for entry in largest_entries} - set(named)
    labelled_entries = [entry for entry in shares if entry[0].theme_id in {*named, *largest}]
    # On a phone names at both ends would leave no room for lines.
    both = chart_room() >= BOTH
    label = max(LABEL, 0.3 * chart_room())
    first_shares = {
        share_text(row.from_count, row.from_total) + (f" {row.theme}" if both else ""): share
        for row, share, _after in sorted(labelled_entries, key=lambda entry: (-entry[1], -entry[2]))
    }
    second_shares = {
        f"{share_text(row.to_count, row.to_total)} {row.theme}": share
        for row, _before, share in sorted(
            labelled_entries, key=lambda entry: (-entry[2], -entry[1])
        )
    }
    starts, ends = (
        [text(words, label, SMALL) for words in labels] for labels in (first_shares, second_shares)
    )
    left = _WORDS + 2 + max((width(words, SMALL) for words in starts), default=0)
    right = _WORDS + max([LABEL, *(width(words, SMALL) + 2 for words in ends)])

    beginning = text(headings[0], chart_room() - right, SMALL, bold=True)
    end = text(headings[1], right - _WORDS, SMALL, bold=True)
    notes = [small(0, 0, bold(beginning), xshift=-left), small(1, 0, bold(end), xshift=_WORDS)]
    top = max(high(beginning, SMALL), high(end, SMALL)) + 14
    heights = [[high(words, SMALL) + _APART for words in labels] for labels in (starts, ends)]
    span = max(HEIGHT, *map(sum, heights))
    highest = (
        max([share for _row, *stage_shares in shares for share in stage_shares], default=0) or 1.0
    )

    def y(share: float) -> float:
        return top + span * (1 - share / highest)

    shapes = [straight((x, top), (x, top + span), _PALE, layer="below") for x in (0, 1)]
    for x, labels, label_shares, label_heights in (
        (1, ends, second_shares, heights[1]),
        (0, starts, first_shares, heights[0]),
    ):
        centres = list(map(y, label_shares.values()))
        positions = spread(centres, label_heights, top - 6)
        for words, centre, position in zip(labels, centres, positions, strict=True):
            shift = _WORDS if x else -_WORDS
            notes.append(small(x, position, words, right=not x, yanchor="middle", xshift=shift))
            shapes.append(_leader(x, centre, position))
    bottoms = [note["y"] + high(note["text"], SMALL) / 2 for note in notes[2:]]
    return figure(
        max([top + span, *bottoms]) + 16,
        _traces(shares, named, largest, y, hover),
        notes,
        (0, 1),
        left=left,
        right=right,
        shapes=shapes,
    )


def spread(centres: Sequence[float], heights: Sequence[float], least: float) -> list[float]:
    """The positions nearest to ``centres``, which are in order, at which labels of these ``heights`` do not overlap.

    None begins above ``least``. Labels that would overlap form a block around the mean of their centres, weighted by
    height.
    """
    blocks: list[tuple[float, list[float]]] = []
    for centre, height in zip(centres, heights, strict=True):
        start, members = max(centre - height / 2, least), [height]
        while blocks and blocks[-1][0] + sum(blocks[-1][1]) > start:
            above_start, above_members = blocks.pop()
            total = sum(above_members) + sum(members)
            middle = (
                sum(above_members) * (above_start + sum(above_members) / 2)
                + sum(members) * (start + sum(members) / 2)
            ) / total
            start, members = max(middle - total / 2, least), above_members + members
        blocks.append((start, members))
    positions = []
    for start, members in blocks:
        for height in members:
            positions.append(start + height / 2)
            start += height
    return positions


def _traces(
    shares: Sequence[tuple[Any, float, float]],
    named: Collection[str],
    largest: Collection[str],
    y: Callable[[float], float],
    hover: Callable[[Any], str],
) -> list[dict[str, Any]]:
    """Pale and grey lines, falls and rises, all but the pale with marks at both ends; hover targets lie on top."""
    entries_by_colour: dict[str, list[tuple[Any, float, float]]] = {
        _PALE: [],
        _GREY: [],
        FALL: [],
        ACCENT: [],
    }
    for row, before, after in shares:
        colour = _PALE
        if row.theme_id in named:
            colour = ACCENT if after >= before else FALL
        elif row.theme_id in largest:
            colour = _GREY
        entries_by_colour[colour].append((row, before, after))
    traces = []
    for colour, entries in entries_by_colour.items():
        if not entries:
            continue
        strong, falls = colour in (ACCENT, FALL), colour == FALL
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [0, 1, None] * len(entries),
                "y": [position for _row, *both in entries for position in (*map(y, both), None)],
                "line": {
                    "width": 2.5 if strong else 1.5 if colour == _GREY else 1,
                    "color": colour,
                    "dash": "dash" if falls else "solid",
                },
                "hoverinfo": "skip",
                "cliponaxis": False,
            }
        )
        if colour != _PALE:
            traces.append(
                scatter(
                    x=[0, 1] * len(entries),
                    y=[y(share) for _row, *both in entries for share in both],
                    marker={
                        "symbol": "circle-open" if falls else "circle",
                        "size": 9 if strong else 6,
                        "color": colour,
                        "line": {"width": 2 if falls else 0},
                    },
                    ids=[[row.theme_id] for row, *_both in entries for _end in (0, 1)],
                    hoverinfo="skip",
                    cliponaxis=False,
                )
            )
    points = [
        (row, hover_text, y(before + (after - before) * x))
        for entries in entries_by_colour.values()
        for row, before, after in entries
        for hover_text in [hover(row)]
        for x in _ALONG
    ]
    targets = scatter(
        x=list(_ALONG) * len(shares),
        y=[position for *_row, position in points],
        marker={"size": 14, "color": faded(ACCENT, 0), "line": {"width": 0}},
        ids=[[row.theme_id] for row, *_rest in points],
        hovers=[hover_text for _row, hover_text, _position in points],
        cliponaxis=False,
    )
    return [*traces, targets]


def _leader(x: float, start: float, end: float) -> dict[str, Any]:
    """A thin line from a mark to its words, in pixels beside the mark."""
    near, far = _LEADER if x else (-_LEADER[0], -_LEADER[1])
    beside = {"xref": "paper", "xsizemode": "pixel", "xanchor": x}
    return straight((near, start), (far, end), "rgba(122, 122, 122, 0.6)", **beside)
