"""Shares at two stages, joined by a line for each theme: what rose and what fell between them."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import SMALL, annotation, chart_room, figure, high, scatter, text, width
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
"""Where a line can be pointed at."""
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
    large = sorted(shares, key=lambda one: -one[1])[:LARGEST]
    largest = {one[0].theme_id for one in large} - set(named)
    shown = [one for one in shares if one[0].theme_id in {*named, *largest}]
    # On a phone names at both ends would leave no room for lines.
    both = chart_room() >= BOTH
    label = max(LABEL, 0.3 * chart_room())
    before = {
        share_text(row.from_count, row.from_total) + (f" {row.theme}" if both else ""): share
        for row, share, _after in sorted(shown, key=lambda one: (-one[1], -one[2]))
    }
    after = {
        f"{share_text(row.to_count, row.to_total)} {row.theme}": share
        for row, _before, share in sorted(shown, key=lambda one: (-one[2], -one[1]))
    }
    starts, ends = ([text(words, label, SMALL) for words in some] for some in (before, after))
    left = _WORDS + 2 + max((width(words, SMALL) for words in starts), default=0)
    right = _WORDS + max([LABEL, *(width(words, SMALL) + 2 for words in ends)])

    beginning = text(headings[0], chart_room() - right, SMALL, bold=True)
    end = text(headings[1], right - _WORDS, SMALL, bold=True)
    notes = [_heading(beginning, 0, -left), _heading(end, 1, _WORDS)]
    top = max(high(beginning, SMALL), high(end, SMALL)) + 14
    heights = [[high(words, SMALL) + _APART for words in some] for some in (starts, ends)]
    span = max(HEIGHT, *map(sum, heights))
    highest = max([share for _row, *ends_of in shares for share in ends_of], default=0) or 1.0

    def y(share: float) -> float:
        return top + span * (1 - share / highest)

    shapes = [_upright(x, top, span) for x in (0, 1)]
    for x, labels, of, high_ones in ((1, ends, after, heights[1]), (0, starts, before, heights[0])):
        centres = list(map(y, of.values()))
        places = spread(centres, high_ones, top - 6)
        for words, centre, place in zip(labels, centres, places, strict=True):
            notes.append(_words_at(words, x, place, _WORDS if x else -_WORDS))
            shapes.append(_leader(x, centre, place))
    ends_at = [note["y"] + high(note["text"], SMALL) / 2 for note in notes[2:]]
    return figure(
        max([top + span, *ends_at]) + 16,
        _traces(shares, named, largest, y, hover),
        notes,
        (0, 1),
        left=left,
        right=right,
        shapes=shapes,
    )


def spread(centres: Sequence[float], heights: Sequence[float], least: float) -> list[float]:
    """The nearest places to ``centres``, which are in order, at which things so high do not overlap.

    None begins above ``least``. What would overlap stands together around the middle of where it belongs.
    """
    blocks: list[tuple[float, list[float]]] = []
    for centre, height in zip(centres, heights, strict=True):
        start, members = max(centre - height / 2, least), [height]
        while blocks and blocks[-1][0] + sum(blocks[-1][1]) > start:
            above, those = blocks.pop()
            whole = sum(those) + sum(members)
            middle = (
                sum(those) * (above + sum(those) / 2) + sum(members) * (start + sum(members) / 2)
            ) / whole
            start, members = max(middle - whole / 2, least), those + members
        blocks.append((start, members))
    places = []
    for start, members in blocks:
        for height in members:
            places.append(start + height / 2)
            start += height
    return places


def _traces(
    shares: Sequence[tuple[Any, float, float]],
    named: Collection[str],
    largest: Collection[str],
    y: Callable[[float], float],
    hover: Callable[[Any], str],
) -> list[dict[str, Any]]:
    """Pale and grey lines, falls and rises, those named with marks at both ends; what can be pointed at lies on top."""
    kinds: dict[str, list[tuple[Any, float, float]]] = {_PALE: [], _GREY: [], FALL: [], ACCENT: []}
    for row, before, after in shares:
        moved = ACCENT if after >= before else FALL
        colour = moved if row.theme_id in named else _GREY if row.theme_id in largest else _PALE
        kinds[colour].append((row, before, after))
    traces = []
    for colour, some in kinds.items():
        if not some:
            continue
        strong, falls = colour in (ACCENT, FALL), colour == FALL
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [x for _one in some for x in (0, 1, None)],
                "y": [place for _r, *both in some for place in (*map(y, both), None)],
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
                    x=[x for _one in some for x in (0, 1)],
                    y=[y(share) for _row, *both in some for share in both],
                    marker={
                        "symbol": "circle-open" if falls else "circle",
                        "size": 9 if strong else 6,
                        "color": colour,
                        "line": {"width": 2 if falls else 0},
                    },
                    customdata=[[row.theme_id] for row, *_both in some for _end in (0, 1)],
                    hoverinfo="skip",
                    cliponaxis=False,
                )
            )
    drawn = [one for some in kinds.values() for one in some]
    traces.append(
        scatter(
            x=[x for _one in drawn for x in _ALONG],
            y=[y(b + (a - b) * x) for _row, b, a in drawn for x in _ALONG],
            marker={"size": 14, "color": faded(ACCENT, 0), "line": {"width": 0}},
            customdata=[[row.theme_id] for row, *_both in drawn for _x in _ALONG],
            hovertext=[said for row, *_both in drawn for said in [hover(row)] * len(_ALONG)],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    )
    return traces


def _heading(words: str, x: float, shift: float) -> dict[str, Any]:
    bold = "<br>".join(f"<b>{line}</b>" for line in words.split("<br>"))
    return annotation(x, 0, bold, font={"size": SMALL}, xshift=shift)


def _words_at(words: str, x: float, y: float, shift: float) -> dict[str, Any]:
    own = annotation(x, y, words, right=shift < 0, font={"size": SMALL}, xshift=shift)
    return own | {"yanchor": "middle"}


def _upright(x: float, top: float, span: float) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "below",
        "x0": x,
        "x1": x,
        "y0": top,
        "y1": top + span,
        "line": {"width": 1, "color": _PALE},
    }


def _leader(x: float, start: float, end: float) -> dict[str, Any]:
    """A thin line from a mark to its words, in pixels beside the mark."""
    near, far = _LEADER if x else (-_LEADER[0], -_LEADER[1])
    return {
        "type": "line",
        "xref": "paper",
        "xsizemode": "pixel",
        "xanchor": x,
        "x0": near,
        "x1": far,
        "y0": start,
        "y1": end,
        "line": {"width": 1, "color": "rgba(122, 122, 122, 0.6)"},
    }
