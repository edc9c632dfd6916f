"""Sends rows as a file: streamed, named, with a tag by which a reader who has it already is told so."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator
from email.utils import quote as _quoted
from functools import cache
from itertools import chain
from pathlib import Path
from urllib.parse import urlencode

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from exports import FORMATS, Provenance, file_name
from exports.files import write_json
from queries import Part, current
from server import site

MAX_AGE = 300
"""Seconds that an answer may be kept without asking again."""

ROOT = Path(__file__).parent.parent
_ROOMS = ("api", "exports", "words", "queries", "light")


@cache
def code_version() -> str:
    """A digest of the code that makes answers: an update of it makes new tags."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in {".py", ".sql", ".html", ".css"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def tag(request: Request, *parts: str) -> str:
    """The ETag of what is answered to a request: of data, code, address and what else decides it.

    It is a weak one, since compression may change the bytes.
    """
    asked = sorted(request.query_params.multi_items())
    told = (current().version, code_version(), site.address(request.scope), request.url.path)
    digest = hashlib.sha256("\n".join((*told, urlencode(asked), *parts)).encode("utf-8", "replace"))
    return f'W/"{digest.hexdigest()[:24]}"'


def kept(request: Request, etag: str) -> bool:
    """Whether who asks has the answer with this tag already."""
    held = request.headers.get("if-none-match", "")
    return held.strip() == "*" or etag in (one.strip() for one in held.split(","))


def caching(etag: str) -> dict[str, str]:
    """The headers by which an answer may be kept."""
    return {"ETag": etag, "Cache-Control": f"public, max-age={MAX_AGE}"}


def not_modified(etag: str) -> Response:
    """The answer to who has it already."""
    return Response(status_code=304, headers=caching(etag))


def document(request: Request, content: bytes, media_type: str, *parts: str) -> Response:
    """A short document, with its tag; 304 to who has it."""
    etag = tag(request, *parts)
    if kept(request, etag):
        return not_modified(etag)
    return Response(content, media_type=media_type, headers=caching(etag))


def rows(
    request: Request, part: Part, about: Provenance, ending: str, etag: str, limit: int
) -> Response:
    """The response that sends ``part`` as a file of the format ``ending``.

    How many rows there are in all, and where the next begin, are in the headers, and in a JSON file in the file too.
    """
    following = next_address(request, part, limit)
    headers = {
        **caching(etag),
        "Content-Disposition": f'inline; filename="{_quoted(file_name(about, ending))}"',
        "X-Total-Count": str(part.total),
        "X-Data-Version": about.version,
    }
    if following:
        headers["Link"] = f'<{following}>; rel="next"'
    format_ = FORMATS[ending]
    if ending == "json":
        more = {"total": part.total, "offset": part.offset, "limit": limit, "next": following}
        pieces = write_json(part.frames, about, dict(more))
    else:
        pieces = format_.write(part.frames, about)
    return StreamingResponse(
        in_turn(begun(pieces)),
        media_type=format_.media_type + ("; charset=utf-8" if ending == "csv" else ""),
        headers=headers,
    )


def next_address(request: Request, part: Part, limit: int) -> str | None:
    """The address of the rows after these; None if these are the last."""
    end = part.offset + part.rows
    if end >= part.total or not part.rows:
        return None
    asked = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in ("offset", "limit")
    ]
    query = urlencode([*asked, ("limit", limit), ("offset", end)])
    here = site.path(request.scope)
    return f"{site.address(request.scope)}{here}?{query}"


def begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, the first of them made now: what goes wrong with it can still be answered."""
    return chain([next(pieces)], pieces)


_WRITERS: CapacityLimiter | None = None


async def in_turn(pieces: Iterable[bytes]) -> AsyncIterator[bytes]:
    """The pieces, each made on a thread beside the event loop, one of all downloads' at a time.

    Making a file keeps Python busy, so pages would wait for as many downloads as there are at once.
    """
    global _WRITERS
    if _WRITERS is None:
        _WRITERS = CapacityLimiter(1)
    waiting = iter(pieces)
    while True:
        piece = await anyio.to_thread.run_sync(next, waiting, None, limiter=_WRITERS)
        if piece is None:
            return
        if piece:
            yield piece
