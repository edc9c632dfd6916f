"""Keeps one network address from taking all there is: too many requests are answered 429."""

from __future__ import annotations

import math
import time

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import Problem
from server import site


class RateLimit:
    """ASGI middleware that lets each network address ask as often as ``rate`` says, such as 20/second;300/minute."""

    def __init__(self, app: ASGIApp, rate: str) -> None:
        self._app = app
        self._limits = parse_many(rate)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            who = site.client(scope)
            for limit in self._limits:
                if not self._limiter.hit(limit, who):
                    opens = self._limiter.get_window_stats(limit, who).reset_time
                    seconds = str(max(1, math.ceil(opens - time.time())))
                    problem = Problem(
                        429,
                        f"More than {limit} from one network address: wait {seconds} seconds.",
                        {"Retry-After": seconds},
                    )
                    await problem.response()(scope, receive, send)
                    return
        await self._app(scope, receive, send)
