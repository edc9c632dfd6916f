"""One figure laid out for several widths; the browser shows the layout that has room (web/files/rooms.js)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from charts.figure import ROOM, Figure

ROOMS = (ROOM, 480, 1_000)
"""Widths in pixels for which a chart is laid out: the narrowest screen, half a wide page, and all of it."""


def in_rooms(draw: Callable[[int], Figure]) -> Figure:
    """The figure that ``draw`` returns for the narrowest room; ``meta`` of its layout has what differs in wider rooms.

    ``meta`` is a list of layouts, each with its ``room``, its ``data`` (per trace the properties that differ between
    layouts) and its ``layout`` (the properties of the layout that differ). A layout that equals the one before is not
    in the list; if only one layout remains, there is no ``meta``.
    """
    narrowest, *middle_rooms, widest = ROOMS
    first, last = draw(narrowest), draw(widest)
    if first.to_dict() == last.to_dict():
        return first
    description_by_room = {narrowest: first.to_dict()}
    for room in (*middle_rooms, widest):
        figure = (last if room == widest else draw(room)).to_dict()
        if figure != description_by_room[max(description_by_room)]:
            description_by_room[room] = figure
    descriptions = list(description_by_room.values())
    trace_names = [
        _differing_names(trace_descriptions)
        for trace_descriptions in zip_longest(
            *(description["data"] for description in descriptions), fillvalue={}
        )
    ]
    layout_names = _differing_names([description["layout"] for description in descriptions])
    layouts = [
        {
            "room": room,
            "data": [
                _of(trace, names)
                for trace, names in zip(description["data"], trace_names, strict=False)
            ],
            "layout": _of(description["layout"], layout_names),
        }
        for room, description in description_by_room.items()
    ]
    return Figure(descriptions[0]["data"], {**descriptions[0]["layout"], "meta": layouts})


def _differing_names(descriptions: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of the properties that differ between the descriptions."""
    names = dict.fromkeys(name for description in descriptions for name in description)
    return [
        name
        for name in names
        if any(description.get(name) != descriptions[0].get(name) for description in descriptions)
    ]


def _of(description: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: description.get(name) for name in names}
