"""The rate limit per network: too many requests are answered with 429."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.pace import Pace
from web.request_info import Requested

ALLOWED = (1, 10)
"""The multiples of the rate for one reader's network and for the wider one (`Requested.networks`)."""

PARTS = 20
"""A long request takes from each limit at most one of so many parts, besides itself.

So every limit lets some pass at once, such as the pictures on another site's page.
"""

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
            [type(limit)(limit.amount * multiple, limit.multiples) for limit in limits]
            for multiple in ALLOWED
        ]
        self._storage = MemoryStorage()
        self._limiter = SlidingWindowCounterRateLimiter(self._storage)

    def exceeded(self, networks: tuple[str, ...], more: int = 0) -> tuple[str, int] | None:
        """Count a request. Return the limit that it exceeds and the seconds to wait, if it exceeds one.

        A request that takes long counts as so many ``more`` once it has been counted.
        """
        for width, (network, limits) in enumerate(zip(networks, self._limits, strict=False)):
            # Each width of network has half of the buckets.
            bucket = f"{width}.{hash(network) % (PLACES // len(ALLOWED))}"
            for limit in limits:
                cost = min(more, limit.amount // PARTS) if more else 1
                if not self._limiter.hit(limit, bucket, cost=cost):
                    return str(limit), max(1, math.ceil(self._wait(limit, bucket)))
        return None

    def _wait(self, limit: RateLimitItem, bucket: str) -> float:
        """Seconds until any request fits the limit, which counts those of the window before less and less."""
        window = limit.get_expiry()
        previous_count, _previous_ttl, current_count, current_ttl = (
            self._storage.get_sliding_window(limit.key_for(bucket), window)
        )
        remaining = current_ttl - window
        room = limit.amount - limit.amount // PARTS
        if current_count < room:
            return remaining - window * (room - current_count) / max(previous_count, 1)
        return remaining + window - window * room / current_count


class RateLimit:
    """ASGI middleware that applies the rate limit ``rate`` to each network.

    Every request counts, whatever its status. A route that takes long counts it as ``more`` by ``scope["charge"]``.
    ``refused`` makes the response to a refused request from the limit it exceeds and the seconds to wait. Such
    responses are spread over time.
    """

    def __init__(self, app: ASGIApp, rate: Rate, refused: Callable[[str, int], Response]) -> None:
        self._app = app
        self._rate = rate
        self._refused = refused
        self._pace = Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            networks = Requested.of(scope).networks
            charge = partial(self._rate.exceeded, networks)
            if exceeded := charge():
                await self._pace.wait(networks)
                await self._refused(*exceeded)(scope, receive, send)
                return
            scope = {**scope, "charge": charge}
        await self._app(scope, receive, send)
