"""How long something takes."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

from queries import QueryStopped

LONG = 2_000
"""Milliseconds; what takes longer is done once."""


def by_turns(rounds: int, *ways: Callable[[], object]) -> list[float | None]:
    """The median milliseconds of each way of doing the same, in turns: A B C A B C.

    None for a way that is stopped at a limit of the dashboard.
    """
    times: list[list[float]] = [[] for _ in ways]
    left = dict(enumerate(ways))
    gc.collect()
    for _ in range(rounds):
        for place, way in list(left.items()):
            begun = time.perf_counter()
            try:
                way()
            except QueryStopped:
                times[place].clear()
                del left[place]
                continue
            times[place].append((time.perf_counter() - begun) * 1000)
            if times[place][-1] > LONG:
                del left[place]
    return [statistics.median(taken) if taken else None for taken in times]
