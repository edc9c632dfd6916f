"""Worker threads that are separate from those that all requests share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

ALIVE = 4
"""Threads for health checks and signs of life."""

T = TypeVar("T")

_alive = RunVar[CapacityLimiter]("_alive")


def limiter(of: RunVar[CapacityLimiter], threads: int) -> CapacityLimiter:
    """The limiter that ``of`` holds for this event loop, made with so many ``threads`` at its first use."""
    try:
        return of.get()
    except LookupError:
        of.set(CapacityLimiter(threads))
        return of.get()


async def alive(function: Callable[..., T], *arguments: object) -> T:
    """Run a health check or a sign of life, also while requests have taken all other threads."""
    return await to_thread.run_sync(function, *arguments, limiter=limiter(_alive, ALIVE))
