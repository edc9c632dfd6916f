"""How networks share the server fairly: their rate, the pace of what exceeds it, and few threads, which take turns."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import aclosing, nullcontext
from functools import partial, wraps
from typing import TypeVar
from weakref import WeakValueDictionary

import anyio
import anyio.to_thread
from anyio import CapacityLimiter, Lock
from anyio.lowlevel import RunVar
from cachetools import LRUCache
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from exports import TooManyRows
from pictures import WAITING as PICTURES_WAITING
from web.api.problems import Problem
from web.request_info import Requested
from web.settings import RETRY_SECONDS

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


BETWEEN = (0.02, 0.002)
"""Seconds between two refusals to one network address, and to the wider network around it."""

LONGEST_WAIT = 10.0
"""Seconds that a refusal waits at most."""

NETWORKS = 8192
"""The most networks for which is noted when they may be answered next."""


class Pace:
    """When each network that asks too much may be answered next, so that a flood does not keep the server busy."""

    def __init__(self) -> None:
        self._free_at: LRUCache[str, float] = LRUCache(NETWORKS)

    async def wait(self, networks: tuple[str, ...]) -> bool:
        """Wait until a request from these ``networks`` may be answered; False at once if that takes too long."""
        now = asyncio.get_running_loop().time()
        turn = max(now, *(self._free_at.get(network, now) for network in networks))
        if turn - now > LONGEST_WAIT:
            return False
        for network, seconds in zip(networks, BETWEEN, strict=False):
            self._free_at[network] = turn + seconds
        await asyncio.sleep(turn - now)
        return True


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


ALIVE = 4
"""Threads for health checks and signs of life."""

T = TypeVar("T")

_alive = RunVar[CapacityLimiter]("_alive")


def limiter(of: RunVar[CapacityLimiter], threads: int) -> CapacityLimiter:
    """The limiter of ``threads`` apart from those that all requests share; ``of`` holds it for this event loop."""
    try:
        return of.get()
    except LookupError:
        of.set(CapacityLimiter(threads))
        return of.get()


async def alive(function: Callable[..., T], *arguments: object) -> T:
    """Run a health check or a sign of life, also while requests have taken all other threads."""
    return await anyio.to_thread.run_sync(function, *arguments, limiter=limiter(_alive, ALIVE))


WAITING = 8
"""The most requests that wait for a file that is built in memory; further ones are answered with 503."""


class Download(StreamingResponse):
    """A file that is made while it is sent to the network ``client``.

    An error before the first piece becomes an error response. A later error closes the connection before the end of the
    file, so that the file is not taken as complete. Of files built in memory (``whole``), one is made at a time.
    """

    def __init__(
        self,
        pieces: Generator[bytes],
        client: str,
        media_type: str,
        headers: dict[str, str],
        whole: bool = False,
    ) -> None:
        self._whole = whole
        self._pieces = fair_stream(pieces, client)
        super().__init__(self._pieces, media_type=media_type, headers=headers)

    async def stream_response(self, send: Send) -> None:
        """Send the pieces. The first is made before the response begins."""
        async with aclosing(self._pieces) as pieces:
            async with _whole_file_limiter() if self._whole else nullcontext():
                first_piece = await anext(pieces, b"")
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            await send({"type": "http.response.body", "body": first_piece, "more_body": True})
            async for piece in pieces:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


ASKERS = 2
"""The most requests that are processed at the same time."""
DRAWERS = PICTURES_WAITING + 2
"""Threads for PNGs: one draws, some wait for it, and one has an answer at once, such as that too many wait."""

_drawers = RunVar[CapacityLimiter]("_drawers")
_askers = RunVar[CapacityLimiter]("_askers")
_writer = RunVar[CapacityLimiter]("_writer")
_wholes = RunVar[CapacityLimiter]("_wholes")
_clients: WeakValueDictionary[str, Lock] = WeakValueDictionary()


def _whole_file_limiter() -> CapacityLimiter:
    """The queue for files that are built in memory. Raises Problem (503) if it is full."""
    line = limiter(_wholes, 1)
    if line.statistics().tasks_waiting >= WAITING:
        detail = "Many such files are being made at the moment. CSV, JSON and Parquet take less."
        raise Problem(503, detail, {"Retry-After": str(RETRY_SECONDS)})
    return line


def in_worker_thread(
    route: Callable[[Request], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """Run ``route`` in a worker thread, of which there are few, so that pages stay responsive.

    PNGs have threads of their own: they wait for each other, and other questions do not wait for them.
    """

    @wraps(route)
    async def on_a_thread(request: Request) -> Response:
        png = request.path_params.get("ending") == "png"
        threads = limiter(_drawers, DRAWERS) if png else limiter(_askers, ASKERS)
        return await anyio.to_thread.run_sync(route, request, limiter=threads)

    return on_a_thread


async def fair_stream(pieces: Generator[bytes], client: str) -> AsyncGenerator[bytes]:
    """The pieces, each made in a worker thread, one at a time over all downloads.

    Making a file keeps Python busy, so pages would wait for all concurrent downloads. Therefore threads make only one
    piece at a time, followed by a pause as long as the piece took. Downloads of one ``client`` wait for
    each other, so that clients take turns. An empty piece gives up the turn.
    """
    client_lock = _clients.setdefault(client, Lock())
    try:
        while True:
            async with client_lock, limiter(_writer, 1):
                started_at = anyio.current_time()
                piece = await anyio.to_thread.run_sync(next, pieces, None)
                await anyio.sleep(anyio.current_time() - started_at)
            if piece is None:
                return
            if piece:
                yield piece
    except TooManyRows as error:
        raise Problem(400, str(error), parameter="limit") from error
    finally:
        pieces.close()
