"""Spreads the few answers to a network that asks too much, so that a flood does not keep the server busy."""

from __future__ import annotations

import asyncio

from cachetools import LRUCache

BETWEEN = (0.02, 0.002)
"""Seconds between two such answers to one network address, and to the wider network around it."""

LONGEST = 10.0
"""Seconds that a request waits at most."""

NETWORKS = 8192
"""The most networks for which it notes when they may be answered next."""


class Pace:
    """When each network may be answered next."""

    def __init__(self) -> None:
        self._free_at: LRUCache[str, float] = LRUCache(NETWORKS)

    async def wait(self, networks: tuple[str, ...]) -> bool:
        """Wait until a request from these ``networks`` may be answered; False at once if that takes too long."""
        now = asyncio.get_running_loop().time()
        turn = max(now, *(self._free_at.get(network, now) for network in networks))
        if turn - now > LONGEST:
            return False
        for network, seconds in zip(networks, BETWEEN, strict=False):
            self._free_at[network] = turn + seconds
        await asyncio.sleep(turn - now)
        return True
