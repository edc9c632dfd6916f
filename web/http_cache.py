"""HTTP caching: an ETag of data, code and address, and 304 for clients that have the current version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from data.settings import served
from data.version import code_version
from queries import current
from web.request_info import Requested
from web.settings import settings

MAX_AGE = 300
"""Seconds for which a client may use a response without revalidating it."""

GZIP_LEVEL = 5
"""Rows are 3% larger than at level 9, but compressed in half the time."""

VARY = {"Vary": "Accept-Encoding"}
"""The Vary header of responses without content; the compressing middleware does not add it to those."""

ROOT = Path(__file__).parent.parent
ROOMS = (
    *("cards", "charts", "data", "exports", "finding", "i18n", "markup", "pictures", "queries"),
    "web",
)


@cache
def code_digest() -> str:
    """A digest of the code that makes responses, so that an update changes the ETags."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in {".py", ".sql", ".html", ".xml", ".css"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def etag(requested: Requested, *parts: str) -> str:
    """The ETag of a response: a hash of data, code, settings, the site's address, path and query.

    Settings are those of the server and those in the data set's settings.toml, whose texts responses contain too.

    Responses contain the site's address, so a request by another host name gets another tag. The tag is weak, since
    compression may change the bytes.
    """
    query_string = urlencode(sorted(requested.query.items()), doseq=True)
    versions = (current().version, code_version(), code_digest(), repr(settings()), repr(served()))
    text = "\n".join((*versions, requested.site, requested.path, query_string, *parts))
    digest = hashlib.sha256(text.encode("utf-8", "replace"))
    return f'W/"{digest.hexdigest()[:24]}"'


def matches(request: Request, etag: str) -> bool:
    """Whether If-None-Match names this ETag."""
    lines = request.headers.getlist("if-none-match")
    tags = {tag.strip().removeprefix("W/") for line in lines for tag in line.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags


def cache_headers(etag: str) -> dict[str, str]:
    """The caching headers, except Vary, which the compressing middleware adds."""
    return {"ETag": etag, "Cache-Control": f"public, max-age={MAX_AGE}"}


def not_modified(etag: str) -> Response:
    """The response 304."""
    return Response(status_code=304, headers={**cache_headers(etag), **VARY})


def cached_response(
    request: Request, content: bytes | Callable[[], bytes], media_type: str, *parts: str
) -> Response:
    """The response with a short document, or what a function returns, and its ETag; 304 if the client has it."""
    tag = etag(Requested.of(request.scope), *parts)
    if matches(request, tag):
        return not_modified(tag)
    body = content() if callable(content) else content
    return Response(body, media_type=media_type, headers=cache_headers(tag))
