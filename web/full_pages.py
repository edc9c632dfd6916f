"""Answers requests for full pages: the shell with its metadata and the first paint, in turn for each network."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from data.settings import data_set
from queries import DatabaseUnavailable, NotKept, memory, only_kept, per_version
from web import fair_share, index_html, merged, page_metadata, response_headers
from web.api.card_pictures import Query, hashable
from web.fair_share import Pace, Rate, limiter
from web.page_runs import MAX_CONCURRENT_RUNS
from web.request_info import Requested

PAINTERS = 2
"""First paints that are made at the same time."""

KEPT_BYTES = 4_000_000
"""The most bytes of kept contents of pages."""

PATIENCE = 1.0
"""Seconds that a request waits for the turn of its network, and again for a painter. Then it goes without."""

REST, SHORTEST, LONGEST = 3, 0.02, 0.3
"""A network's next turn comes after a rest of REST times as long as the page took, but of at least SHORTEST and at most
LONGEST seconds: together its requests keep the processor busy for a fourth of the time. LONGEST is less than PATIENCE,
so that a reader who asks for one page after the other gets each turn.
"""

_threads = RunVar[CapacityLimiter]("_threads")


class FullPages:
    """Answers each request for a full page.

    It sends cached pages at once, and makes others as often as ``rate`` allows for one network. Above that rate, and
    while all painters are busy, it sends the plain shell, which opens the application like any other, but needs no
    data. ``too_many`` makes, from the seconds to wait, the answer to a request for which even that would take too long.
    """

    def __init__(
        self,
        head: Callable[[Requested], index_html.PageMetadata],
        rate: Rate,
        too_many: Callable[[int], Response],
    ) -> None:
        self._head = head
        self._rate = rate
        self._too_many = too_many
        self._lines: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._pace = Pace()
        self._painters = asyncio.Semaphore(PAINTERS)
        self._kept_content = per_version(KEPT_BYTES, memory)(self._content_of_kept)

    async def answer(self, scope: Scope) -> Response:
        """The answer to a request for a full page."""
        networks = Requested.of(scope).networks
        try:
            async with asyncio.timeout(PATIENCE):
                end_turn = await self._turn(networks)
        except TimeoutError:
            return await self._plain(scope, networks)
        loop = asyncio.get_running_loop()
        started_at = loop.time()
        try:
            answer = self._sent_lately(scope) or await self._in_thread(self._kept, scope)
            if answer is None and not self._rate.exceeded(networks):
                answer = await self._painted(scope)
        finally:
            seconds = loop.time() - started_at
            loop.call_later(min(max(REST * seconds, SHORTEST), LONGEST), end_turn)
        return answer or await self._plain(scope, networks)

    async def _turn(self, networks: tuple[str, ...]) -> Callable[[], None]:
        """Wait for the turn of a network. Return the function that gives the turn to the next request."""
        with ExitStack() as stack:
            for network, limit in zip(networks, MAX_CONCURRENT_RUNS, strict=False):
                queue = self._lines.setdefault(network, asyncio.Semaphore(limit))
                await queue.acquire()
                stack.callback(queue.release)
            return stack.pop_all().close

    def _sent_lately(self, scope: Scope) -> Response | None:
        """The page if its content is cached; else None. In a thread of its own this would take a third longer.

        Not with a Spark server: it is asked for the version of its data, and all other requests would wait.
        """
        if not isinstance(data_set().answers_from, Path):
            return None
        try:
            with only_kept():
                return self._of_content(scope)
        except (DatabaseUnavailable, NotKept):
            return None

    def _kept(self, scope: Scope) -> Response | None:
        """The page if all that it is made of is cached; else None. Its content is cached then."""
        try:
            return merged.of_page(Requested.of(scope)) or self._of_content(scope)
        except (DatabaseUnavailable, NotKept):
            return None

    def _of_content(self, scope: Scope) -> Response:
        requested, is_gzipped = Requested.of(scope), _takes_gzip(scope)
        query = hashable(requested.query)
        content = self._kept_content(requested.site, requested.path, query, is_gzipped)
        return _response(*content, is_gzipped=is_gzipped)

    def _content_of_kept(
        self, site: str, path: str, query: Query, is_gzipped: bool
    ) -> tuple[bytes, int]:
        values = {name: list(values) for name, values in query}
        with only_kept():
            return _content(self._head(Requested(site, path, values, ())), is_gzipped)

    async def _painted(self, scope: Scope) -> Response | None:
        """The page with a new first paint; None if no painter is free soon."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._painters.acquire()
        except TimeoutError:
            return None
        try:
            return await self._in_thread(self._made, scope)
        finally:
            self._painters.release()

    async def _plain(self, scope: Scope, networks: tuple[str, ...]) -> Response:
        if not await self._pace.wait(networks):
            return self._too_many(round(fair_share.LONGEST_WAIT))
        return _made_of(scope, page_metadata.plain(Requested.of(scope)))

    async def _in_thread(
        self, make: Callable[[Scope], Response | None], scope: Scope
    ) -> Response | None:
        # Cached pages do not wait for those that are being painted.
        return await to_thread.run_sync(make, scope, limiter=limiter(_threads, 2 * PAINTERS))

    def _made(self, scope: Scope) -> Response:
        requested = Requested.of(scope)
        return merged.of_page(requested) or _made_of(scope, self._head(requested))


def _made_of(scope: Scope, head: index_html.PageMetadata) -> Response:
    is_gzipped = _takes_gzip(scope)
    return _response(*_content(head, is_gzipped), is_gzipped=is_gzipped)


def _takes_gzip(scope: Scope) -> bool:
    return "gzip" in Headers(scope=scope).get("accept-encoding", "")


def _content(head: index_html.PageMetadata, is_gzipped: bool) -> tuple[bytes, int]:
    """The body of a page, and the status that it is sent with."""
    html = index_html.html(head).encode()
    body = gzip.compress(html, response_headers.GZIP_LEVEL, mtime=0) if is_gzipped else html
    return body, 404 if head.missing else 200


def _response(body: bytes, status: int, *, is_gzipped: bool) -> Response:
    headers = {"Cache-Control": "no-cache", **response_headers.VARY}
    if is_gzipped:
        headers["Content-Encoding"] = "gzip"
    return HTMLResponse(body, status, headers)
