"""The gateway: serves the known addresses and refuses all others."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from i18n import _, dataset_texts, error_messages, languages, ngettext, routes
from queries import DatabaseUnavailable, QueryStopped, one_version
from web import index_html, response_headers, streamlit_internals
from web.api.problems import Problem
from web.fair_share import Rate
from web.full_pages import FullPages
from web.lifespan import AppState
from web.request_info import Requested, root
from web.settings import RETRY_SECONDS

STREAMLIT_PATHS = (
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/bidi-components/",
    "/component/",
    "/manifest.json",
    "/media/",
    "/static/",
)
"""Streamlit's paths that the front end uses. Metrics, uploads, log-in and the agent interface are closed."""

INCOMPRESSIBLE = (
    "application/vnd.apache.parquet",
    "application/vnd.duckdb",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
"""Media types that compression does not make smaller, in addition to those that Starlette knows."""

HEALTH = f"{routes.API}/health"
"""The path of the health report, which names no address."""

LONGEST_QUERY = 4_000
"""The most characters of a query string. One with very many filters has fewer."""

DAY = 86_400
"""Seconds."""

_BROTLI = re.compile(r"\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
"""How a browser says that it takes Brotli."""

_MESSAGE_STYLE = """
:root { color-scheme: light dark; color: #1B2733; background: #FFFFFF; --accent: #0B5A8A; }
@media (prefers-color-scheme: dark) { :root { color: #E4EAEF; background: #14191E; --accent: #7CC0E8; } }
body { font: 1.05rem/1.5 "Source Sans 3", "Source Sans Pro", system-ui, "Segoe UI", sans-serif; max-width: 36rem;
  margin: 0 auto; padding: 14vh 1rem 2rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .8rem; }
a { color: var(--accent); text-underline-offset: .15em; }
"""
"""The style of the light pages. It is inline because nothing else may be available."""


class Gateway:
    """ASGI middleware that serves the shell and static files from memory and refuses the unknown.

    It answers the application's own ``routes`` itself, without what Streamlit puts before its pages, and compresses
    the answers if it can. ``head`` returns a page's metadata, ``rate`` bounds how often one network has them made anew.
    While there is no data, it answers every request with 503 and the reason, unless a route has its own answer.
    """

    def __init__(
        self,
        app: ASGIApp,
        readiness: AppState,
        head: Callable[[Requested], index_html.PageMetadata],
        routes: Sequence[BaseRoute] = (),
        rate: Rate | None = None,
    ) -> None:
        self._app = app
        self._readiness = readiness
        self._full_pages = FullPages(head, rate or Rate(""), too_many)
        self._routes = routes
        handlers = {DatabaseUnavailable: lambda *_: _no_data(), QueryStopped: _stopped}
        self._own = GZipMiddleware(
            ExceptionMiddleware(_handle_by_route, handlers),
            compresslevel=response_headers.GZIP_LEVEL,
            exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, *INCOMPRESSIBLE),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _host_is_allowed(scope):
            await PlainTextResponse("Misdirected Request", status_code=421)(scope, receive, send)
        elif scope["type"] == "http" and len(scope["query_string"]) > LONGEST_QUERY:
            await _too_long(scope)(scope, receive, send)
        elif scope["type"] == "http":
            with one_version():
                answer = await self._answer(scope)
                await answer(scope, receive, send)
        elif scope["type"] == "websocket" and not self._readiness.has_data:
            await _no_data()(scope, receive, send)
        elif scope["type"] == "websocket" and _is_foreign(scope):
            await PlainTextResponse("Forbidden", status_code=403)(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._readiness.page_runs.serve(self._app, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope) -> ASGIApp:
        if self._finds_route(scope):
            return self._own
        if not self._readiness.has_data:
            return _no_data()
        path, accepted = Requested.of(scope).path, Headers(scope=scope).get("accept-encoding", "")
        if path in index_html.compressible() and "gzip" in accepted:
            return await run_in_threadpool(_compressed, Request(scope))
        reads = scope["method"] in {"GET", "HEAD"}
        if path in index_html.changed() and path.endswith(".woff2") and reads:
            content = await run_in_threadpool(index_html.font_file, path)
            return _revalidated(Request(scope), content, "font/woff2")
        if path in index_html.pictures() and reads:
            return _picture(path)
        is_page = self._is_page(path.removeprefix("/"))
        if is_page and reads:
            return await self._full_pages.answer(scope)
        if is_page or path.startswith(STREAMLIT_PATHS):
            return self._app
        if self._is_page(path.strip("/")):
            return _without_slashes(scope)
        return _error_page(404, _("There is no page at this address"), _("Go back:"), {})

    def _finds_route(self, scope: Scope) -> bool:
        """Whether a route answers the request; notes it in the scope: the first for the method, else the first."""
        matching = [(route, *route.matches(scope)) for route in self._routes]
        for match in (Match.FULL, Match.PARTIAL):
            for route, matches, child_scope in matching:
                if matches is match:
                    scope.update(child_scope, route=route)
                    return True
        return False

    def _is_page(self, name: str) -> bool:
        pages = self._readiness.pages
        return "/" not in name if pages is None else name in pages


async def _handle_by_route(scope: Scope, receive: Receive, send: Send) -> None:
    route: BaseRoute = scope["route"]
    await route.handle(scope, receive, send)


def _is_foreign(scope: Scope) -> bool:
    """Whether another site's page opens this WebSocket.

    Streamlit would refuse it too, but not before asking a host on the internet, event loop and
    all readers waiting, for this machine's public address.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None or origin in config.get_option("server.corsAllowedOrigins"):
        return False
    try:
        parts = urlsplit(origin)
        name = parts.netloc.removesuffix(f":{parts.port}")
    except ValueError:
        return True
    server_names = {"127.0.0.1", "localhost", config.get_option("browser.serverAddress")}
    return parts.netloc != headers.get("host") and name not in server_names


def _compressed(request: Request) -> Response:
    path = Requested.of(request.scope).path
    takes_brotli = _BROTLI.search(request.headers["accept-encoding"])
    brotli = index_html.brotli(path) if takes_brotli else None
    content = brotli or index_html.gzipped(path)
    encoding_headers = {"Content-Encoding": "br" if brotli else "gzip", **response_headers.VARY}
    if path in index_html.changed():
        return _revalidated(request, content, index_html.media_type(path), encoding_headers)
    # The name of the file, or the query of its address, carries a hash of its content.
    cache_headers = {"Cache-Control": "public, immutable, max-age=31536000"}
    return Response(
        content,
        media_type=index_html.media_type(path),
        headers={**cache_headers, **encoding_headers},
    )


def _revalidated(
    request: Request,
    content: bytes,
    media_type: str,
    encoding_headers: Mapping[str, str] | None = None,
) -> Response:
    """The response with a changed file of Streamlit's, whose name still has the hash of the original file."""
    kept = index_html.kept_a_day(Requested.of(request.scope).path)
    caching = f"public, max-age={DAY}" if kept else "no-cache"
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": caching, **response_headers.VARY}
    if response_headers.matches(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers={**headers, **(encoding_headers or {})})


def _without_slashes(scope: Scope) -> Response:
    """The redirect from the address of a page with too many slashes."""
    requested = Requested.of(scope)
    path = f"{root()}/{requested.path.strip('/')}"
    return RedirectResponse(routes.with_query(path, requested.query), status_code=301)


def _too_long(scope: Scope) -> Response:
    title = _("This web address is too long")
    if Requested.of(scope).path.startswith(f"{routes.API}/"):
        detail = _("{problem}.").format(problem=title)
        from_anywhere = {"Access-Control-Allow-Origin": "*"}
        return Problem(414, detail, from_anywhere, maximum=LONGEST_QUERY).response()
    text = _("There are more filters than one web address can hold. Remove some of them.")
    return _error_page(414, title, text, {"Cache-Control": "no-store"})


def _stopped(request: Request, error: Exception) -> Response:
    return _error_page(
        503,
        _("We stopped this query"),
        error_messages.why(error),
        {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"},
    )


def _host_is_allowed(scope: Scope) -> bool:
    """Whether server.allowedHosts has the request's host; monitors may ask for the health report by any name."""
    host = Headers(scope=scope).get("host")
    return Requested.of(scope).path == HEALTH or streamlit_internals.host_is_allowed(host)


def _picture(path: str) -> Response:
    return Response(
        index_html.picture(path),
        media_type=index_html.media_type(path),
        headers={"Cache-Control": f"public, max-age={DAY}"},
    )


def _no_data() -> Response:
    return _error_page(
        503,
        _("The dashboard has no data to show"),
        _(
            "We cannot read the database at the moment. Please try again in a minute. If you run this server, its "
            "log says what is wrong and what to do."
        ),
        {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"},
    )


def too_many(seconds: int) -> Response:
    """The 429 response to one page request too many; the client may ask again in ``seconds``."""
    return _error_page(
        429,
        _("Too many requests"),
        ngettext(
            "Too many requests came from your network address. Please reload the page in a second.",
            "Too many requests came from your network address. Please reload the page in {seconds} seconds.",
            seconds,
        ).format(seconds=seconds),
        {"Retry-After": str(seconds), "Cache-Control": "no-store"},
    )


def _error_page(status: int, title: str, text: str, headers: dict[str, str]) -> Response:
    home = f'<p><a href="{root()}/">{escape(dataset_texts.texts().site)}</a></p>'
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="{languages.tag()}" dir="{languages.direction()}">'
        f'<meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_MESSAGE_STYLE}</style>"
        f"<h1>{escape(title)}</h1><p>{escape(text)}</p>{home}</html>",
        status_code=status,
        headers=headers,
    )
