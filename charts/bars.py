"""Horizontal bars, each under its own label and before its value or under it, so that no label is cut at any width."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import (
    HOVER,
    SMALL,
    TEXT_INSIDE,
    Figure,
    annotation,
    bar,
    chart_room,
    figure,
    hatched,
    high,
    key,
    small,
    text,
    width,
)
from charts.palette import ACCENT, CLEAR, DARK_INK, GROUP_COLOURS, UNKNOWN, faded_beside, ink
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
        """The trace that takes clicks and the pointer: over label, bar and the space around them."""
        return target(
            self.tops, [height - GAP / 2 for height in self.heights], widest, data, hovers
        )

    def layered(
        self,
        widest: float,
        data: list[list[str]],
        hovers: list[str],
        layers: Sequence[dict[str, Any]],
    ) -> Figure:
        """The chart of these rows with the bars of ``layers`` one over the other; each layer has their properties."""
        shared = {"y": self.centres, "width": BAR, "ids": data, "hovers": hovers}
        traces = [bar(**shared, **layer) for layer in layers]
        return self.figure(widest, [self.target(widest, data, hovers), *traces])

    def figure(
        self, widest: float, traces: list[dict[str, Any]], notes: Sequence[dict[str, Any]] = ()
    ) -> Figure:
        """The chart of these rows with ``traces``, ``widest`` wide, and with ``notes`` above them."""
        annotations = [*notes, *self.notes]
        return figure(self.bottom + 8, traces, annotations, (0, widest), right=self.right)


def target(
    tops: Sequence[float],
    heights: Sequence[float],
    widest: float,
    data: list[list[str]],
    hovers: list[str],
) -> dict[str, Any]:
    """An invisible bar over the whole of each row."""
    return bar(
        x=[widest] * len(tops),
        y=[top + height / 2 for top, height in zip(tops, heights, strict=True)],
        width=list(heights),
        colour=CLEAR,
        ids=data,
        hovers=hovers,
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
    top, margin = start, 0.0
    for label, value, end in zip(labels, values, ends, strict=True):
        name, value_label = text(label, chart_room()), text(value, _VALUE, SMALL)
        zone = max(thick, high(value_label, SMALL) - 6)
        centre = top + high(name) + _UNDER + zone / 2
        notes += [annotation(0, top, name), beside(end, centre, value_label)]
        tops.append(top)
        heights.append(high(name) + _UNDER + zone + GAP)
        centres.append(centre)
        top += heights[-1]
        margin = max(margin, width(value_label, SMALL) + _BESIDE + 2)
    return Rows(tops, heights, centres, notes, margin)


def beside(end: float, centre: float, words: str) -> dict[str, Any]:
    """A value right of the end of a bar."""
    return small(end, centre, words, xref="x", yanchor="middle", xshift=_BESIDE)


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
    colours = [colour if isinstance(colour, str) else colour.get(row_id, ACCENT) for row_id in ids]
    marker = {
        "color": [faded_beside(*pair, chosen) for pair in zip(colours, ids, strict=True)],
        "line": {"width": 0},
    }
    if hatches:
        grounds = [hatches.get(row_id, "") for row_id in ids]
        marker["pattern"] = {
            **hatched("")["pattern"],
            "shape": ["/" if ground else "" for ground in grounds],
            "bgcolor": [ground or CLEAR for ground in grounds],
        }
    counts = rows["count"].tolist()
    layout = laid_out(rows[label].tolist(), [value_text(row) for row in each(rows)], counts)
    hovers = [hover(row) for row in each(rows)]
    data = [[row_id] for row_id in ids]
    return layout.layered(max([1.0, *counts]), data, hovers, [{"x": counts, "marker": marker}])


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
    part's count inside it where there is room. The key of the colours stands above, in the order of the stack, or holds
    the entries of ``signs``; ``markers`` are for parts that need more than a colour. customdata = [identifier, part].
    """
    bar_rows = rows.drop_duplicates(identifier)
    part_ids = set(rows[part])
    present_parts = {part_id: words for part_id, words in parts.items() if part_id in part_ids}
    legend = key(
        signs
        or [("■", colours.get(part_id, ACCENT), words) for part_id, words in present_parts.items()]
    )
    totals = bar_rows["total"].tolist()
    total_labels = [total_text(row) for row in each(bar_rows)]
    layout = laid_out(
        bar_rows[label].tolist(), total_labels, totals, thick=STACK, start=legend.height
    )
    widest = max([1.0, *map(float, totals)])
    ids = bar_rows[identifier].tolist()
    hovers = [
        f"{text(name, HOVER)}<br>{text(total)}"
        for name, total in zip(bar_rows[label], total_labels, strict=True)
    ]
    centres = dict(zip(ids, layout.centres, strict=True))
    parts_stacked = stack(
        rows,
        identifier=identifier,
        part=part,
        parts=present_parts,
        centres=centres,
        widest=widest,
        room=chart_room() - layout.right,
        colours=colours,
        chosen=chosen,
        markers=markers,
    )
    target_of_rows = layout.target(widest, [[row_id, ""] for row_id in ids], hovers)
    return layout.figure(widest, [target_of_rows, *parts_stacked], legend.notes)


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
    ends = dict.fromkeys(centres, 0.0)
    ids_by_part: dict[str, list[str]] = defaultdict(list)
    counts_by_part: dict[str, list[int]] = defaultdict(list)
    for row in each(rows):
        ids_by_part[getattr(row, part)].append(getattr(row, identifier))
        counts_by_part[getattr(row, part)].append(row.count)
    traces = []
    for part_id, words in parts.items():
        ids, counts = ids_by_part[part_id], counts_by_part[part_id]
        part_marker = (markers or {}).get(part_id, {})
        ground = part_marker.get("pattern", {}).get("bgcolor")
        colour = colours.get(part_id, ACCENT)
        traces.append(
            bar(
                name=text(words),
                x=counts,
                y=[centres[row_id] for row_id in ids],
                base=[ends[row_id] for row_id in ids],
                width=thick,
                marker={
                    "color": [faded_beside(colour, row_id, chosen) for row_id in ids],
                    "line": {"width": 0},
                    **part_marker,
                },
                text=[
                    ""
                    if (chosen and row_id not in chosen)
                    or width(str(count), SMALL) + 2 > room * count / widest
                    else str(count)
                    for count, row_id in zip(counts, ids, strict=True)
                ],
                **TEXT_INSIDE,
                insidetextfont={"size": SMALL, "color": ink(ground or colour)},
                ids=[[row_id, part_id] for row_id in ids],
                hovers=[f"{text(words)}: {count}" for count in counts],
            )
        )
        for row_id, count in zip(ids, counts, strict=True):
            ends[row_id] += count
    return traces


def stated_bars(rows: pd.DataFrame, *, value_text: Callable[[Any], str]) -> go.Figure:
    """Named signatories as a full bar, followed by a hatched bar for those that the source states without naming them.

    ``rows`` has ``submission_id``, ``label``, ``stated`` and ``named``. customdata = [submission_id].
    """
    values = [value_text(row) for row in each(rows)]
    layout = laid_out(rows["label"].tolist(), values, rows["stated"].tolist())
    data = [[submission_id] for submission_id in rows["submission_id"]]
    hovers = [
        f"{text(label, HOVER)}<br>{text(value)}"
        for label, value in zip(rows["label"], values, strict=True)
    ]
    named = rows[["named", "stated"]].min(axis=1)
    layers = [
        {
            "x": (rows["stated"] - named).tolist(),
            "base": named.tolist(),
            "marker": hatched(UNKNOWN),
        },
        {"x": named.tolist(), "base": (named * 0).tolist(), "colour": ACCENT},
    ]
    return layout.layered(max([1.0, *rows["stated"].tolist()]), data, hovers, layers)


_NOTED_GAP = 9
_EDGE = "#FFFFFF"
_TICK = 0.009
"""How thick a tick is, as a share of the width."""


def noted_bars(
    rows: pd.DataFrame,
    *,
    identifier: str,
    label: str,
    value: str,
    words: Callable[[Any], str],
    hover: Callable[[Any], str],
    colour: str = ACCENT,
    chosen: Collection[str] = (),
    tick: str = "",
    widest: float = 0,
) -> go.Figure:
    """One bar per row, in the rows' order: ``label``, ``words(row)``, and under them the bar.

    ``rows`` has the columns named by ``identifier``, ``label``, ``value`` and ``tick``; without ``tick`` no ticks are
    drawn, nor where that cell is missing. The longest bar is ``widest``, else the largest value. Words and hovers are
    plain text; hovers may hold line ends. If any identifier is in ``chosen`` the other bars are faded. Tick, bar and
    the whole row around them have customdata = [identifier].
    """
    annotations, middles, heights, centres = [], [], [], []
    top = 0.0
    for row in each(rows):
        name = text(getattr(row, label), chart_room())
        subtitle = text(words(row), chart_room(), SMALL)
        height = high(name) + high(subtitle, SMALL) + 3 + BAR + _NOTED_GAP
        annotations.append(annotation(0, top, name))
        annotations.append(small(0, top + high(name), subtitle, opacity=0.85))
        middles.append(top + (height - _NOTED_GAP) / 2)
        centres.append(top + height - _NOTED_GAP - BAR / 2)
        heights.append(height)
        top += height
    longest = widest or (float(rows[value].max()) if len(rows) else 0.0) or 1.0
    ids = [[row_id] for row_id in rows[identifier]]
    colours = [faded_beside(colour, row_id, chosen) for row_id in rows[identifier]]
    hovers = [
        "<br>".join(text(line, HOVER) for line in hover(row).split("\n")) for row in each(rows)
    ]
    marks = {"ids": ids, "hovers": hovers}
    values = [float(number) for number in rows[value]]
    traces = [
        bar(x=[longest] * len(rows), y=middles, width=heights, colour=CLEAR, **marks),
        bar(x=values, y=centres, width=BAR, colour=colours, **marks),
    ]
    if tick:
        traces.append(_ticks(rows[tick], centres, longest, ids, hovers))
    return figure(top + 8, traces, annotations, (0, longest * 1.005))


def _ticks(
    values: "pd.Series[float]",
    centres: list[float],
    longest: float,
    ids: list[list[str]],
    hovers: list[str],
) -> dict[str, Any]:
    """Upright ticks, dark with a pale edge, so that they show on bars and on a ground of either theme."""
    indices = [index for index, value in enumerate(values) if value == value]
    tick_width = _TICK * longest
    return bar(
        x=[tick_width] * len(indices),
        base=[
            min(max(float(values.iloc[index]) - tick_width / 2, 0.0), longest - tick_width)
            for index in indices
        ],
        y=[centres[index] for index in indices],
        width=BAR + 6,
        marker={"color": DARK_INK, "line": {"width": 1, "color": _EDGE}},
        ids=[ids[index] for index in indices],
        hovers=[hovers[index] for index in indices],
    )
