"""Keeps one network address from taking all there is: too many requests are answered 429."""

from __future__ import annotations

import math
import time
from ipaddress import IPv6Address, ip_address, ip_network

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import Problem
from server import site

PLACES = 4096
"""Among so many places addresses are spread, by a hash that no one outside knows; those at one place share its limits.

Counting each address by itself, a crowd of them would take memory without bound, and the library's look through them
for what is over would take a processor.
"""


class RateLimit:
    """ASGI middleware that lets each network address ask as often as ``rate`` says, such as 20/second;300/minute.

    An empty rate is no limit. Every request counts, whatever the answer.
    """

    def __init__(self, app: ASGIApp, rate: str) -> None:
        self._app = app
        self._limits = parse_many(rate) if rate else []
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            who = str(hash(network(site.client(scope))) % PLACES)
            for limit in self._limits:
                if not self._limiter.hit(limit, who):
                    opens = self._limiter.get_window_stats(limit, who).reset_time
                    seconds = str(max(1, math.ceil(opens - time.time())))
                    problem = Problem(
                        429,
                        f"More than {limit} from one network address. Retry after (seconds): {seconds}.",
                        {"Retry-After": seconds},
                    )
                    await problem.response()(scope, receive, send)
                    return
        await self._app(scope, receive, send)


def network(address: str) -> str:
    """What counts as one address: of IPv6 the network of 64 bits, all of which one household or server has."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
    return address
