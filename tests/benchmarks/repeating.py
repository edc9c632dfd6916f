"""How often things are measured, and in which order."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from queries import QueryStopped


@dataclass(frozen=True)
class Effort:
    """How much measuring a part may do."""

    rounds: int
    """Most rounds of one comparison."""
    seconds: float
    """A way that has taken so many seconds in all, or five times as many at once, is not gone again."""
    visits: int
    clicks: int
    crowd_seconds: float


FEWEST = 3
"""Rounds of a way that takes long, but not very long."""

WHOLE = Effort(rounds=9, seconds=0.6, visits=5, clicks=15, crowd_seconds=60)
QUICK = Effort(rounds=3, seconds=0.3, visits=2, clicks=4, crowd_seconds=20)


def milliseconds(do: Callable[[], object]) -> float:
    """How long something takes by the clock."""
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def interleaved(ways: Mapping[str, Callable[[], object]], effort: Effort) -> dict[str, list[float]]:
    """Milliseconds of each way of doing the same, in rounds: A B C A B C.

    Each way is gone at least once, and FEWEST times unless it takes very long. One that the dashboard stops at a
    limit is not gone again and has no times.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    left = dict(ways)
    gc.collect()
    for _round in range(effort.rounds):
        for name, do in list(left.items()):
            try:
                times[name].append(milliseconds(do))
            except QueryStopped:
                times[name].clear()
                del left[name]
                continue
            spent, last = sum(times[name]) / 1000, times[name][-1] / 1000
            if last > 5 * effort.seconds or (spent > effort.seconds and len(times[name]) >= FEWEST):
                del left[name]
        if not left:
            break
    return times
