"""Streams rows as a file, with a file name and an ETag."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterator
from contextlib import aclosing, closing, nullcontext
from dataclasses import replace
from email.utils import quote as _quoted
from functools import wraps
from itertools import chain
from weakref import WeakValueDictionary

import anyio
import anyio.to_thread
import pandas as pd
from anyio import CapacityLimiter, Lock
from anyio.lowlevel import RunVar
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Send

from cards import quote
from cards.query import Query
from exports import FORMATS, Provenance, TooManyRows, file_name
from exports.provenance import LONGEST
from exports.writers import write_json
from i18n import _, number
from pictures import WAITING as PICTURES_WAITING
from queries import Part
from web import http_cache, threads
from web.api.problems import Problem
from web.request_info import Requested
from web.settings import RETRY_SECONDS


def rows(
    request: Request,
    part: Part,
    about: Provenance,
    ending: str,
    etag: str,
    limit: int,
    query: Query | None = None,
) -> Response:
    """The response that sends ``part``, rows of ``query`` or of a table, as a file of the format ``ending``.

    The total and the address of the next rows are in the headers, and in JSON also in the file.
    HEAD requests get the headers, and nothing is read. Raises what reading the first rows raises, and
    Problem (503) if ``about`` is of another build of the data.
    """
    if part.version != about.version:
        raise Problem(503, "The data were renewed just now: ask again.", {"Retry-After": "1"})
    requested = Requested.of(request.scope)
    following = next_address(requested, part, limit)
    about = _provenance_of_part(part, about)
    headers = {
        **http_cache.cache_headers(etag),
        "Content-Disposition": f'inline; filename="{_quoted(file_name(about, ending))}"',
        "X-Total-Count": str(part.total),
        "X-Data-Version": about.version,
    }
    if following:
        headers["Link"] = f'<{following}>; rel="next"'
    format_ = FORMATS[ending]
    media_type = format_.media_type + ("; charset=utf-8" if ending == "csv" else "")
    if request.method == "HEAD":
        return StreamingResponse(
            iter(()), media_type=media_type, headers={**headers, **http_cache.VARY}
        )
    first_frame = next(part.frames)
    frames: Iterator[pd.DataFrame] = chain([first_frame], part.frames)
    if ending == "json":
        about = quote.of_rows(about, first_frame, part.total, query)
        paging = {"total": part.total, "offset": part.offset, "limit": limit, "next": following}
        pieces = write_json(frames, about, dict(paging))
    else:
        pieces = format_.write(frames, about)
    network, *_wider = requested.networks
    return Download(_closing(part, pieces), network, media_type, headers, whole=ending in WHOLE)


def _provenance_of_part(part: Part, about: Provenance) -> Provenance:
    """The provenance of a part: file name and limits say which rows it has, because CSV has no other place."""
    if part.rows == part.total:
        return about
    template = _("Rows {first} to {last} of {total}.") if part.rows else _("None of {total} rows.")
    sentence = template.format(
        first=number(part.offset + 1),
        last=number(part.offset + part.rows),
        total=number(part.total),
    )
    range_name = f"rows-{part.offset + 1}-{part.offset + part.rows}" if part.rows else "none"
    suffix = f"-{range_name}-of-{part.total}"
    name = f"{about.name[: LONGEST - len(suffix)]}{suffix}"
    return replace(about, name=name, limits=f"{sentence} {about.limits}")


def _closing(part: Part, pieces: Iterator[bytes]) -> Generator[bytes]:
    """The same pieces; resources are released at the end, or when the generator is closed."""
    with closing(part.frames):
        yield from pieces


def next_address(requested: Requested, part: Part, limit: int) -> str | None:
    """The address of the next rows; None after the last."""
    end = part.offset + part.rows
    if end >= part.total or not part.rows:
        return None
    window = {"limit": [str(limit)], "offset": [str(end)]}
    others = {name: values for name, values in requested.query.items() if name not in window}
    return replace(requested, query={**others, **window}).address


WHOLE = {"xlsx"}
"""Formats whose files are built in memory. Only one such file is made at a time."""

WAITING = 8
"""The most requests that wait for such a file; further ones are answered with 503."""


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
    limiter = threads.limiter(_wholes, 1)
    if limiter.statistics().tasks_waiting >= WAITING:
        detail = "Many such files are being made at the moment. CSV, JSON and Parquet take less."
        raise Problem(503, detail, {"Retry-After": str(RETRY_SECONDS)})
    return limiter


def in_worker_thread(
    route: Callable[[Request], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """Run ``route`` in a worker thread, of which there are few, so that pages stay responsive.

    PNGs have threads of their own: they wait for each other, and other questions do not wait for them.
    """

    @wraps(route)
    async def on_a_thread(request: Request) -> Response:
        png = request.path_params.get("ending") == "png"
        limiter = threads.limiter(_drawers, DRAWERS) if png else threads.limiter(_askers, ASKERS)
        return await anyio.to_thread.run_sync(route, request, limiter=limiter)

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
            async with client_lock, threads.limiter(_writer, 1):
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
