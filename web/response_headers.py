"""The headers of responses: what a browser may do with them, and how long it keeps them.

``ETag`` is a hash of data, code and address; a client that has the current version is answered with 304.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.settings import served
from data.version import code_version
from queries import current
from web.request_info import Requested
from web.settings import settings

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    # The front end writes its styles as it runs, and charts are drawn with style attributes.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}

UNUSED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
"""What no page may use of a browser (Permissions-Policy)."""

_NOT_GUESSED = {"X-Content-Type-Options": "nosniff"}

ALWAYS = {
    **_NOT_GUESSED,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}

PAGE_FILES = ("application/javascript", "text/javascript", "text/css", "font/")
"""The beginnings of content types that a page loads and no browser shows as a document."""

PICTURES = (".png", ".svg")
"""The endings of the paths of pictures, which other sites may show."""

HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
"""For a year, browsers ask this host by HTTPS only."""


def security_headers(path: str, query_string: bytes, content_type: str = "") -> dict[str, str]:
    """The headers for an address.

    Other sites may frame it only if its query asks for one card with embed=true, or the settings name them. A file of
    PAGE_FILES has only the headers that browsers read of one: a first visit loads over a hundred.
    """
    if content_type.startswith(PAGE_FILES):
        return {
            **_NOT_GUESSED,
            **(HTTPS_ONLY if settings().address.startswith("https://") else {}),
            "Cross-Origin-Resource-Policy": "same-origin",
        }
    parameters = parse_qs(query_string.decode("latin-1"), keep_blank_values=True)
    card, embed = (parameters.get(name, [""])[-1] for name in ("card", "embed"))
    embedded = bool(card) and embed.lower() == "true"
    framing_sites = settings().framed_by
    framed_by = "*" if embedded else f"'self' {framing_sites}".rstrip()
    policy = {**CONTENT_SECURITY_POLICY, "frame-ancestors": framed_by}
    headers = {
        **ALWAYS,
        **(HTTPS_ONLY if settings().address.startswith("https://") else {}),
        "Cross-Origin-Resource-Policy": "cross-origin"
        if embedded or path.endswith(PICTURES)
        else "same-origin",
        "Content-Security-Policy": "; ".join(
            f"{directive} {sources}" for directive, sources in policy.items()
        ),
    }
    if not embedded and not framing_sites:  # X-Frame-Options cannot name sites.
        headers["X-Frame-Options"] = "SAMEORIGIN"
    return headers


class SecurityHeaders:
    """ASGI middleware that adds the security headers to every response, including error responses.

    Headers that the application set itself are not changed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                content_type = headers.get("content-type", "")
                for name, value in security_headers(
                    scope["path"], scope["query_string"], content_type
                ).items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if not started:
                response = PlainTextResponse("Internal Server Error", status_code=500)
                await response(scope, receive, send_with_headers)
            raise


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
