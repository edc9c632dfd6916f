"""Measures how long functions take."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

from queries import QueryStopped

LONG = 2_000
"""Milliseconds; a function that takes longer runs once."""


def by_turns(rounds: int, *ways: Callable[[], object]) -> list[float | None]:
    """The median milliseconds of each function in ``ways``, run in turns: A B C A B C.

    None for a function that is stopped at a limit of the dashboard.
    """
    times: list[list[float]] = [[] for _ in ways]
    remaining = dict(enumerate(ways))
    gc.collect()
    for _ in range(rounds):
        for index, function in list(remaining.items()):
            start = time.perf_counter()
            try:
                function()
            except QueryStopped:
                times[index].clear()
                del remaining[index]
                continue
            times[index].append((time.perf_counter() - start) * 1000)
            if times[index][-1] > LONG:
                del remaining[index]
    return [statistics.median(durations) if durations else None for durations in times]
