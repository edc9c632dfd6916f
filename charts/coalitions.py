"""Which organisations stand behind texts together: as a matrix of organisations by organisations, and as a network.

Stakeholder groups have a colour and a symbol each, the same in both drawings.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import LEGEND, SMALL, figure, scatter, shortened, straight, text, width
from charts.layout_algorithms import Box, Link, Point, place_labels
from charts.palette import ACCENT, GROUP_COLOURS, faded
from data.rows import each

GROUP_SYMBOLS = {
    "government": "square",
    "intergovernmental": "diamond",
    "technical": "circle",
    "civil-society": "triangle-up",
    "private-sector": "pentagon",
    "academia": "star",
    "multistakeholder": "hexagon",
}
CELL = 17
NAMES = 190
"""Width of the names in pixels."""
WIDTH = 860
"""Least width of the network in pixels."""
MANY_LINKS = 500
"""From this number of links on, the lines of the network are paler."""
SHADE = "#2E86C1"
"""Blue of the cells: seen on light and on dark ground."""
STRENGTHS = {1: 0.14, 2: 0.3, 3: 0.46, 5: 0.64}
"""Least number of shared texts -> opacity of the cell; the page's own text stays readable on all."""

RING = 5
"""Pixels from the disc of a chosen organisation to the ring around it."""

_TOP, _KEY, _FOOT, _RIGHT = 24, 18, 12, 12
_LEAST = 120
_NUMBER = 20
"""Pixels right of a name, for its group's symbol."""


def _height(lines: int, groups: int) -> int:
    return _TOP + CELL * lines + _FOOT + _KEY * groups


def _y_axis(height: int) -> dict[str, Any]:
    """The y axis of both figures: lines count from 0 downwards, the key stands beneath them."""
    below = (height - _TOP) / CELL
    return {"range": [below - 0.5, -0.5], "visible": False, "fixedrange": True}


def _present(groups: Mapping[str, str], of: Mapping[str, str]) -> dict[str, str]:
    """The groups (id -> words) that have at least one organisation."""
    group_ids = set(of.values())
    return {group: words for group, words in groups.items() if group in group_ids}


def _group_marker(group: str) -> dict[str, Any]:
    return {
        "symbol": GROUP_SYMBOLS.get(group, "circle"),
        "size": 10,
        "color": GROUP_COLOURS.get(group, ACCENT),
    }


def coalition_names(
    organisations: Mapping[str, str],
    *,
    of: Mapping[str, str],
    groups: Mapping[str, str],
    chosen: Collection[str] = (),
) -> go.Figure:
    """The names (id -> short label, in order) of the lines of ``coalition_matrix``, numbered, each with the symbol of
    its group (``of``: id -> group); beneath them the key of the symbols (``groups``: id -> words)."""
    present_groups = _present(groups, of)
    height = _height(len(organisations), len(present_groups))
    notes, traces = [], []
    for line, (organisation_id, label) in enumerate(organisations.items()):
        number_label = f"  {line + 1}"
        words = shortened(label, NAMES - _NUMBER - width(number_label) - 6) + number_label
        words = f"<b>{words}</b>" if organisation_id in chosen else words
        notes.append(_note(words, 1, line, xref="paper", xanchor="right", xshift=-_NUMBER))
    for group in present_groups:
        lines = [
            line
            for line, organisation_id in enumerate(organisations)
            if of[organisation_id] == group
        ]
        if lines:
            traces.append(_symbols(group, [NAMES - 10] * len(lines), lines))
    for index, (group, words) in enumerate(present_groups.items()):
        y = len(organisations) - 0.5 + (_FOOT + _KEY * (index + 0.5)) / CELL
        traces.append(_symbols(group, [8], [y]))
        words = shortened(words, NAMES - _NUMBER - 4)
        notes.append(_note(words, 0, y, xref="paper", xanchor="left", xshift=_NUMBER))
    return figure(
        height,
        traces,
        notes,
        (0, NAMES),
        width=NAMES,
        margin={"l": 0, "r": 0, "t": _TOP, "b": 0},
        yaxis=_y_axis(height),
    )


def _symbols(group: str, x: Sequence[float], y: Sequence[float]) -> dict[str, Any]:
    """Symbols of a group that take no click."""
    return scatter(x=x, y=y, marker=_group_marker(group), hoverinfo="skip")


def _note(words: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """A text whose middle is at ``y`` on the axis."""
    return {
        "x": x,
        "y": y,
        "yanchor": "middle",
        "text": words,
        "showarrow": False,
        "font": {"size": SMALL},
        "borderpad": 0,
        **more,
    }


def coalition_matrix(
    pairs: pd.DataFrame,
    *,
    organisations: Mapping[str, str],
    of: Mapping[str, str],
    groups: Mapping[str, str],
    own_hovers: Sequence[str],
    chosen: Collection[str] = (),
) -> go.Figure:
    """One line and one column per organisation (id -> label, in order); a cell holds how many texts two share.

    ``pairs`` has ``organisation_id``, ``other_organisation_id``, ``together`` and ``hover``, each pair once; both cells
    of it are drawn. The diagonal holds a ring for the organisation itself (``own_hovers``, in order). Columns have the
    numbers of the lines. customdata = [organisation_id, other_organisation_id]; [organisation_id] on the diagonal.
    """
    line_numbers = {organisation_id: number for number, organisation_id in enumerate(organisations)}
    x, y, data, counts, hovers = [], [], [], [], []
    for row in each(pairs):
        first_id, second_id = row.organisation_id, row.other_organisation_id
        for line_id, column_id in ((first_id, second_id), (second_id, first_id)):
            x.append(line_numbers[column_id])
            y.append(line_numbers[line_id])
            data.append([first_id, second_id])
            counts.append(int(row.together))
            hovers.append(row.hover)
    cells = scatter(
        mode="markers+text",
        x=x,
        y=y,
        marker={
            "symbol": "square",
            "size": CELL - 1,
            "opacity": 1,
            "color": [faded(SHADE, _strength(count)) for count in counts],
            "line": {"width": 0},
        },
        text=[str(count) for count in counts],
        textfont={"size": SMALL},
        ids=data,
        hovers=hovers,
    )
    diagonal = scatter(
        x=list(range(len(organisations))),
        y=list(range(len(organisations))),
        marker={
            "symbol": "circle-open",
            "size": 7,
            "color": [
                GROUP_COLOURS.get(of[organisation_id], ACCENT) for organisation_id in organisations
            ],
            "line": {
                "width": [
                    3 if organisation_id in chosen else 1.5 for organisation_id in organisations
                ]
            },
        },
        ids=[[organisation_id] for organisation_id in organisations],
        hovers=list(own_hovers),
    )
    count = len(organisations)
    height = _height(count, len(_present(groups, of)))
    heads = [
        _note(str(column + 1), column, -0.5, yanchor="bottom", yshift=4) for column in range(count)
    ]
    return figure(
        height,
        [cells, diagonal],
        heads,
        (-0.5, max(count, _LEAST / CELL) - 0.5),
        width=max(CELL * count, _LEAST) + _RIGHT,
        margin={"l": 0, "r": _RIGHT, "t": _TOP, "b": 0},
        yaxis=_y_axis(height),
        shapes=_grid(count),
    )


def _grid(count: int) -> list[dict[str, Any]]:
    """A hair line after every fifth line and column, for the eye to follow."""
    first, last = -0.5, count - 0.5
    ends = []
    for index in (*range(0, count, 5), count):
        position = index - 0.5
        ends.append(((position, first), (position, last)))
        ends.append(((first, position), (last, position)))
    return [straight(start, end, "rgba(122,122,122,0.2)", layer="below") for start, end in ends]


def _strength(count: int) -> float:
    return next(STRENGTHS[least] for least in sorted(STRENGTHS, reverse=True) if count >= least)


def label_width(label: str) -> float:
    """The width of a label in pixels, a little more than it needs."""
    return 4 + 1.08 * width(text(label), SMALL)


def network_labels(
    spots: Sequence[Point], radii: Sequence[float], labels: Sequence[str]
) -> dict[int, Box]:
    """Which labels the network shows, and where: those of the largest discs that collide with nothing."""
    return place_labels(spots, radii, [label_width(label) for label in labels], WIDTH)


def coalition_network(
    organisations: Mapping[str, str],
    *,
    spots: Sequence[Point],
    radii: Sequence[float],
    height: float,
    links: Collection[Link],
    of: Mapping[str, str],
    groups: Mapping[str, str],
    hovers: Sequence[str],
    chosen: Collection[str] = (),
) -> go.Figure:
    """A disc per organisation (id -> label, in order) at its spot in pixels, and a line per link.

    Lines are wider where more is shared. A label stands where there is room for it at WIDTH; a wider drawing only has
    more. Chosen organisations have a ring. customdata = [organisation_id].
    """
    ids, labels = list(organisations), list(organisations.values())
    traces: list[dict[str, Any]] = []
    least = min((shared for *_ends, shared in links), default=1)
    opacity = 0.3 if len(links) < MANY_LINKS else 0.18
    for low, high, line_width in ((0, least, 1), (least, 2 * least, 2), (2 * least, 1 << 30, 3.5)):
        ends = [
            (spots[first], spots[second]) for first, second, shared in links if low < shared <= high
        ]
        if ends:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": [x for start, end in ends for x in (start[0], end[0], None)],
                    "y": [y for start, end in ends for y in (start[1], end[1], None)],
                    "line": {"width": line_width, "color": f"rgba(122,122,122,{opacity})"},
                    "hoverinfo": "skip",
                    "showlegend": False,
                }
            )
    for group, words in _present(groups, of).items():
        indices = [
            index for index, organisation_id in enumerate(ids) if of[organisation_id] == group
        ]
        key = scatter(name=text(words), x=[None], y=[None], marker=_group_marker(group))
        traces.append(key | {"hoverinfo": "skip"})
        traces.append(
            scatter(
                showlegend=False,
                x=[spots[index][0] for index in indices],
                y=[spots[index][1] for index in indices],
                marker=_group_marker(group)
                | {
                    "size": [2 * radii[index] for index in indices],
                    "opacity": 1,
                    "line": {"width": 0},
                },
                ids=[[ids[index]] for index in indices],
                hovers=[hovers[index] for index in indices],
            )
        )
    if ring_indices := [
        index for index, organisation_id in enumerate(ids) if organisation_id in chosen
    ]:
        traces.append(
            scatter(
                showlegend=False,
                x=[spots[index][0] for index in ring_indices],
                y=[spots[index][1] for index in ring_indices],
                marker={
                    "symbol": "circle-open",
                    "size": [2 * (radii[index] + RING) for index in ring_indices],
                    "color": SHADE,
                    "line": {"width": 2.5},
                },
                hoverinfo="skip",
            )
        )
    outer_radii = [
        radius + RING * (organisation_id in chosen)
        for radius, organisation_id in zip(radii, ids, strict=True)
    ]
    notes = [
        _note(
            f"<b>{text(labels[index])}</b>" if ids[index] in chosen else text(labels[index]),
            spots[index][0],
            (box.top + box.bottom) / 2,
            xanchor="left",
            xshift=box.left - spots[index][0],
        )
        for index, box in network_labels(spots, outer_radii, labels).items()
    ]
    total_height = height + _KEY + 14
    return figure(
        total_height,
        traces,
        notes,
        (0, WIDTH),
        margin={"l": 0, "r": 0, "t": 0, "b": _KEY + 14},
        yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
        showlegend=True,
        legend=LEGEND,
    )
