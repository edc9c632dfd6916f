"""Sorted horizontal bars, each under its own label and before its value, so that no label is cut at any width."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import (
    HOVER,
    SMALL,
    annotation,
    bar,
    chart_room,
    figure,
    hatched,
    high,
    key,
    text,
    width,
)
from charts.palette import ACCENT, GROUP_COLOURS, UNKNOWN, faded, ink
from data.rows import each

BAR = 9
STACK = 17
GAP = 8
_UNDER = 3
_VALUE = 110
"""Pixels of a value's line at most."""
_BESIDE = 6


@dataclass(frozen=True)
class Rows:
    """Where the rows of a chart of bars are, in pixels from the top: their edges, and the middle of each bar.

    ``notes`` are the labels and values. Values stand right of ``ends``, the ends of the bars; ``right`` is the margin
    that the widest of them needs.
    """

    tops: list[float]
    heights: list[float]
    centres: list[float]
    notes: list[dict[str, Any]]
    right: float

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.tops[-1] + self.heights[-1] if self.tops else 0.0

    def target(self, widest: float, data: list[list[str]], hovers: list[str]) -> dict[str, Any]:
        """What can be clicked and hovered: label, bar and the space around them."""
        return target(self.tops, [h - GAP / 2 for h in self.heights], widest, data, hovers)


def target(
    tops: Sequence[float],
    heights: Sequence[float],
    widest: float,
    data: list[list[str]],
    hovers: list[str],
) -> dict[str, Any]:
    """An unseen bar over each whole row."""
    return bar(
        x=[widest] * len(tops),
        y=[top + height / 2 for top, height in zip(tops, heights, strict=True)],
        width=list(heights),
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        customdata=data,
        hovertext=hovers,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def laid_out(
    labels: Sequence[str],
    values: Sequence[str],
    ends: Sequence[float],
    *,
    thick: float = BAR,
    start: float = 0,
) -> Rows:
    """Rows below ``start``: the label over as many lines as it needs, under it the bar, and behind that its value."""
    tops, heights, centres, notes = [], [], [], []
    top, room = start, 0.0
    for label, value, end in zip(labels, values, ends, strict=True):
        name, said = text(label, chart_room()), text(value, _VALUE, SMALL)
        zone = max(thick, high(said, SMALL) - 6)
        centre = top + high(name) + _UNDER + zone / 2
        notes += [annotation(0, top, name), beside(end, centre, said)]
        tops.append(top)
        heights.append(high(name) + _UNDER + zone + GAP)
        centres.append(centre)
        top += heights[-1]
        room = max(room, width(said, SMALL) + _BESIDE + 2)
    return Rows(tops, heights, centres, notes, room)


def beside(end: float, centre: float, words: str) -> dict[str, Any]:
    """A value right of the end of a bar."""
    own = annotation(end, centre, words, font={"size": SMALL}, xref="x")
    return own | {"yanchor": "middle", "xshift": _BESIDE}


def bar_list(
    rows: pd.DataFrame,
    *,
    identifier: str,
    label: str,
    colour: str | Mapping[str, str] = ACCENT,
    hatches: Mapping[str, str] | None = None,
    chosen: Collection[str] = (),
    value_text: Callable[[Any], str],
    hover: Callable[[Any], str],
) -> go.Figure:
    """One bar per row, in the rows' order.

    ``rows`` has ``count`` and the columns named by ``identifier`` and ``label``; ``colour`` is one colour or a
    colour per identifier. ``hatches`` are identifiers of hatched bars, with the colour of their ground. If any
    identifier is in ``chosen`` the others are faded. customdata = [identifier].
    """
    ids = rows[identifier].tolist()
    own = [colour if isinstance(colour, str) else colour.get(one, ACCENT) for one in ids]
    faint = [bool(chosen) and one not in chosen for one in ids]
    counts = rows["count"].tolist()
    places = laid_out(rows[label].tolist(), [value_text(row) for row in each(rows)], counts)
    hovers = [hover(row) for row in each(rows)]
    data = [[one] for one in ids]
    widest = max([1.0, *counts])
    grounds = [(hatches or {}).get(one, "") for one in ids]
    pattern = (
        {
            **hatched("")["pattern"],
            "shape": ["/" if ground else "" for ground in grounds],
            "bgcolor": [ground or "rgba(0,0,0,0)" for ground in grounds],
        }
        if hatches
        else {}
    )
    return figure(
        places.bottom + 8,
        [
            places.target(widest, data, hovers),
            bar(
                x=counts,
                y=places.centres,
                width=BAR,
                marker={
                    "color": [
                        faded(one, 0.35) if f else one for one, f in zip(own, faint, strict=True)
                    ],
                    "line": {"width": 0},
                    **({"pattern": pattern} if pattern else {}),
                },
                customdata=data,
                hovertext=hovers,
                hovertemplate="%{hovertext}<extra></extra>",
            ),
        ],
        places.notes,
        (0, widest),
        right=places.right,
    )


def stacked_bars(
    rows: pd.DataFrame,
    *,
    identifier: str,
    label: str,
    part: str,
    parts: Mapping[str, str],
    chosen: Collection[str] = (),
    total_text: Callable[[Any], str],
    colours: Mapping[str, str] = GROUP_COLOURS,
    markers: Mapping[str, dict[str, Any]] | None = None,
    signs: Sequence[tuple[str, str, str]] = (),
) -> go.Figure:
    """One stacked bar per ``identifier`` in the rows' order, split by ``part`` in the order of ``parts`` (id -> label).

    ``rows`` has ``count`` and ``total``; ``colours`` has the colour of each part. The total stands behind each bar, a
    part's count inside it where there is room. What the colours mean stands above, ordered as the stack, or as
    ``signs`` say; ``markers`` are of parts that a colour does not tell. customdata = [identifier, part].
    """
    whole = rows.drop_duplicates(identifier)
    there = set(rows[part])
    present = {one: words for one, words in parts.items() if one in there}
    legend = key(
        signs or [("■", colours.get(one, ACCENT), words) for one, words in present.items()]
    )
    totals = whole["total"].tolist()
    said = [total_text(row) for row in each(whole)]
    places = laid_out(whole[label].tolist(), said, totals, thick=STACK, start=legend.height)
    widest = max([1.0, *map(float, totals)])
    ids = whole[identifier].tolist()
    hovers = [
        f"{text(name, HOVER)}<br>{text(total)}"
        for name, total in zip(whole[label], said, strict=True)
    ]
    centres = dict(zip(ids, places.centres, strict=True))
    return figure(
        places.bottom + 8,
        [
            places.target(widest, [[one, ""] for one in ids], hovers),
            *stack(
                rows,
                identifier=identifier,
                part=part,
                parts=present,
                centres=centres,
                widest=widest,
                room=chart_room() - places.right,
                colours=colours,
                chosen=chosen,
                markers=markers,
            ),
        ],
        [*legend.notes, *places.notes],
        (0, widest),
        right=places.right,
    )


def stack(
    rows: pd.DataFrame,
    *,
    identifier: str,
    part: str,
    parts: Mapping[str, str],
    centres: Mapping[str, float],
    widest: float,
    room: float,
    colours: Mapping[str, str],
    chosen: Collection[str] = (),
    thick: float = STACK,
    markers: Mapping[str, dict[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """A trace per part, end to end at the ``centres`` of their identifiers.

    A count stands on its part if it fits where the longest bar, ``widest``, is ``room`` pixels long.
    """
    left = dict.fromkeys(centres, 0.0)
    ids_of: dict[str, list[str]] = defaultdict(list)
    counts_of: dict[str, list[int]] = defaultdict(list)
    for row in each(rows):
        ids_of[getattr(row, part)].append(getattr(row, identifier))
        counts_of[getattr(row, part)].append(row.count)
    traces = []
    for identity, words in parts.items():
        ids, counts = ids_of[identity], counts_of[identity]
        own = (markers or {}).get(identity, {})
        ground = own.get("pattern", {}).get("bgcolor")
        colour = colours.get(identity, ACCENT)
        faint = [bool(chosen) and one not in chosen for one in ids]
        traces.append(
            bar(
                name=text(words),
                x=counts,
                y=[centres[one] for one in ids],
                base=[left[one] for one in ids],
                width=thick,
                marker={
                    "color": [faded(colour, 0.35) if f else colour for f in faint],
                    "line": {"width": 0},
                    **own,
                },
                text=[
                    "" if f or width(str(c), SMALL) + 2 > room * c / widest else str(c)
                    for c, f in zip(counts, faint, strict=True)
                ],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                insidetextfont={"size": SMALL, "color": ink(ground or colour)},
                constraintext="none",
                customdata=[[one, identity] for one in ids],
                hovertext=[f"{text(words)}: {c}" for c in counts],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
        for one, count in zip(ids, counts, strict=True):
            left[one] += count
    return traces


def stated_bars(rows: pd.DataFrame, *, value_text: Callable[[Any], str]) -> go.Figure:
    """Signatories that are named as a full bar, and hatched after it those that are only stated.

    ``rows`` has ``submission_id``, ``label``, ``stated`` and ``named``. customdata = [submission_id].
    """
    values = [value_text(row) for row in each(rows)]
    places = laid_out(rows["label"].tolist(), values, rows["stated"].tolist())
    data = [[i] for i in rows["submission_id"]]
    hovers = [
        f"{text(label, HOVER)}<br>{text(value)}"
        for label, value in zip(rows["label"], values, strict=True)
    ]
    widest = max([1.0, *rows["stated"].tolist()])

    named = rows[["named", "stated"]].min(axis=1)

    def bars(lengths: pd.Series, base: pd.Series, marker: dict[str, Any]) -> dict[str, Any]:
        return bar(
            x=lengths.tolist(),
            base=base.tolist(),
            y=places.centres,
            width=BAR,
            marker=marker,
            customdata=data,
            hovertext=hovers,
            hovertemplate="%{hovertext}<extra></extra>",
        )

    return figure(
        places.bottom + 8,
        [
            places.target(widest, data, hovers),
            bars(rows["stated"] - named, named, hatched(UNKNOWN)),
            bars(named, named * 0, {"color": ACCENT, "line": {"width": 0}}),
        ],
        places.notes,
        (0, widest),
        right=places.right,
    )
