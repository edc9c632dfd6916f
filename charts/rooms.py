"""One figure laid out for several widths; the browser shows the layout that has room (web/files/rooms.js)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from charts.figure import ROOM, Figure

ROOMS = (ROOM, 480, 1_000)
"""Widths in pixels for which a chart is laid out: of the narrowest screen, half and all of a wide page."""


def in_rooms(drawn: Callable[[int], Figure]) -> Figure:
    """What ``drawn`` gives for the narrowest room, with all that is otherwise in wider ones in its layout's ``meta``.

    That is a list of layouts, each with its ``room``, with ``data`` (of each trace what differs between layouts) and
    ``layout`` (the same of the layout). A layout that is the same as the one before is left out, and ``meta`` with it
    where that leaves one.
    """
    narrowest, *between, widest = ROOMS
    first, last = drawn(narrowest), drawn(widest)
    if first.to_dict() == last.to_dict():
        return first
    described = {narrowest: first.to_dict()}
    for room in (*between, widest):
        figure = (last if room == widest else drawn(room)).to_dict()
        if figure != described[max(described)]:
            described[room] = figure
    shown = list(described.values())
    traces = [
        _differing(some) for some in zip_longest(*(one["data"] for one in shown), fillvalue={})
    ]
    names = _differing([one["layout"] for one in shown])
    layouts = [
        {
            "room": room,
            "data": [_of(trace, own) for trace, own in zip(one["data"], traces, strict=False)],
            "layout": _of(one["layout"], names),
        }
        for room, one in described.items()
    ]
    return Figure(shown[0]["data"], {**shown[0]["layout"], "meta": layouts})


def _differing(described: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of what is not the same in all."""
    names = dict.fromkeys(name for one in described for name in one)
    return [n for n in names if any(one.get(n) != described[0].get(n) for one in described)]


def _of(described: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: described.get(name) for name in names}
