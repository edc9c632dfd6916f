"""Reads the language of each request from its address, or from what the browser prefers."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from i18n import languages, routes
from i18n.languages import DEFAULT, Language
from queries import language
from web import request_info

_MACHINES = (
    f"{routes.API}/",
    "/feed.atom",
    "/sitemap",
    "/robots.txt",
    "/llms.txt",
    "/_stcore/",
    "/.well-known/",
)
"""Addresses that programs read: without a language in them they are answered in the default one."""


class ReaderLanguage:
    """ASGI middleware that sets the language in force to the one of the request's address.

    The language is the first part of the path, /ja/challenges, of which the application sees only /challenges. An
    address with ``lang=ja`` instead leads there. A page without a language leads to the one that the browser prefers,
    unless that is the default; it has the default.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        base, path = request_info.base_path(), request_info.path(scope)
        first, slash, rest = path.removeprefix("/").partition("/")
        if first in languages.offered():
            if not slash:
                await _moved(scope, first, "/")(scope, receive, send)
                return
            asked = f"{base}/{rest}"
            scope = {**scope, "path": asked, "raw_path": asked.encode()}
            with language.using(Language(first, in_address=True)):
                await self._app(scope, receive, _labelled(send))
            return
        wanted = _parameter(scope)
        if wanted in languages.offered() and not path.startswith("/_stcore/"):
            await _moved(scope, wanted, path)(scope, receive, send)
            return
        preferred = languages.preferred(Headers(scope=scope).get("accept-language", ""))
        if _is_page(scope, path) and preferred != DEFAULT:
            await _moved(scope, preferred, path)(scope, receive, _varying(send))
            return
        with language.using(Language()):
            sends = _varying(_labelled(send)) if _is_page(scope, path) else send
            await self._app(scope, receive, sends)


def _is_page(scope: Scope, path: str) -> bool:
    """Whether a reader asks for a page: full or light, not a file of one or what programs read."""
    last = path.rpartition("/")[2]
    return (
        scope["type"] == "http"
        and scope["method"] in {"GET", "HEAD"}
        and not path.startswith(_MACHINES)
        and (path.startswith(f"{routes.LIGHT}/") or "." not in last)
        and not path.startswith(("/media/", "/static/", "/component/"))
    )


def _parameter(scope: Scope) -> str:
    """The language that the query string names; empty without one."""
    asked = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    return asked.get(languages.PARAMETER, "") if scope["type"] == "http" else ""


def _moved(scope: Scope, code: str, path: str) -> RedirectResponse:
    """The redirect to an address in another language, with the rest of its query string."""
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name != languages.PARAMETER]
    address = f"{request_info.base_path()}/{code}{path}"
    headers = {"Cache-Control": "no-cache"}
    return RedirectResponse(f"{address}?{urlencode(kept)}" if kept else address, 302, headers)


def _labelled(send: Send) -> Send:
    """Send with the header that names the language of what is sent."""
    tag = languages.tag()

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith(("text/html", "application/")):
                headers.setdefault("Content-Language", tag)
        await send(message)

    return sending


def _varying(send: Send) -> Send:
    """Send with the header that says that another browser may get another answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Language")
        await send(message)

    return sending
