"""The rate limit per network: too many requests are answered with 429."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web import request_info
from web.pace import Pace

ALLOWED = (1, 10)
"""The multiples of the rate for one reader's network and for the wider one (`request_info.networks`)."""

PLACES = 8192
"""The number of rate limit buckets.

Networks are hashed with a secret seed into this many buckets; a bucket shares one limit. Counting each network by
itself would take unbounded memory, and removing expired counters would keep a processor busy.
"""


class Rate:
    """A rate limit per network, such as 20/second;300/minute. An empty rate is no limit."""

    def __init__(self, rate: str) -> None:
        limits = parse_many(rate) if rate else []
        self._limits = [
            [type(one)(one.amount * times, one.multiples) for one in limits] for times in ALLOWED
        ]
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def exceeded(self, address: str) -> tuple[str, int] | None:
        """Count a request. Return the limit that it exceeds and the seconds to wait, if it exceeds one."""
        networks = request_info.networks(address)
        for width, (network, limits) in enumerate(zip(networks, self._limits, strict=False)):
            # Each width of network has half of the buckets.
            place = f"{width}.{hash(network) % (PLACES // len(ALLOWED))}"
            for limit in limits:
                if not self._limiter.hit(limit, place):
                    opens = self._limiter.get_window_stats(limit, place).reset_time
                    return str(limit), max(1, math.ceil(opens - time.time()))
        return None


class RateLimit:
    """ASGI middleware that applies the rate limit ``rate`` to each network.

    Every request counts, whatever its status. Refusals are spread over time (`Pace`). ``refused`` makes the response to
    a refused request from the limit it exceeds and the seconds to wait.
    """

    def __init__(self, app: ASGIApp, rate: Rate, refused: Callable[[str, int], Response]) -> None:
        self._app = app
        self._rate = rate
        self._refused = refused
        self._pace = Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = request_info.client_ip(scope)
        if scope["type"] == "http" and (exceeded := self._rate.exceeded(client)):
            await self._pace.wait(request_info.networks(client))
            await self._refused(*exceeded)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
