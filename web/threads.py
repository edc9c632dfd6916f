"""Worker threads apart from those that all requests share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

ALIVE = 4
"""Threads for what says that the server is well."""

T = TypeVar("T")

_alive = RunVar[CapacityLimiter]("_alive")


def limiter(of: RunVar[CapacityLimiter], threads: int) -> CapacityLimiter:
    """The limit of this event loop that ``of`` names: so many threads."""
    try:
        return of.get()
    except LookupError:
        of.set(CapacityLimiter(threads))
        return of.get()


async def alive(function: Callable[..., T], *arguments: object) -> T:
    """Run what says that the server is well: also while requests have taken all other threads."""
    return await to_thread.run_sync(function, *arguments, limiter=limiter(_alive, ALIVE))
