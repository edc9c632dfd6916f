"""Reads the language of each request from its address, or from what the browser prefers."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from i18n import languages, routes
from i18n.languages import DEFAULT, Language
from queries import language
from web import request_info

_MACHINE_PATHS = (
    f"{routes.API}/",
    "/feed.atom",
    "/sitemap",
    "/robots.txt",
    "/llms.txt",
    "/_stcore/",
    "/.well-known/",
)
"""How paths begin that programs read: if they name no language, the answer is in the default one."""


class ReaderLanguage:
    """ASGI middleware that sets the language in force to the one of the request's address.

    The language is the first part of the path, /ja/challenges, of which the application sees only /challenges. An
    address with ``lang=ja`` instead redirects there. The address of a page without a language redirects to the language
    that the browser prefers. If that is the default one, the page is answered in it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        base, path = request_info.base_path(), request_info.path_of(scope)
        code, slash, subpath = path.removeprefix("/").partition("/")
        if code in languages.offered():
            if not slash:
                await _redirect(scope, code, "/")(scope, receive, send)
                return
            full_path = f"{base}/{subpath}"
            scope = {**scope, "path": full_path, "raw_path": full_path.encode()}
            with language.using(Language(code, in_address=True)):
                await self._app(scope, receive, _with_language_header(send))
            return
        language_parameter = _parameter(scope)
        if language_parameter in languages.offered() and not path.startswith("/_stcore/"):
            await _redirect(scope, language_parameter, path)(scope, receive, send)
            return
        preferred = languages.preferred(Headers(scope=scope).get("accept-language", ""))
        if _is_page(scope, path) and preferred != DEFAULT:
            await _redirect(scope, preferred, path)(scope, receive, _with_vary_header(send))
            return
        with language.using(Language()):
            wrapped_send = (
                _with_vary_header(_with_language_header(send)) if _is_page(scope, path) else send
            )
            await self._app(scope, receive, wrapped_send)


def _is_page(scope: Scope, path: str) -> bool:
    """Whether a reader asks for a page, full or light, and not for a file of one or what programs read."""
    file_name = path.rpartition("/")[2]
    return (
        scope["type"] == "http"
        and scope["method"] in {"GET", "HEAD"}
        and not path.startswith(_MACHINE_PATHS)
        and (path.startswith(f"{routes.LIGHT}/") or "." not in file_name)
        and not path.startswith(("/media/", "/static/", "/component/"))
    )


def _parameter(scope: Scope) -> str:
    """The language that the query string names; empty without one."""
    parameters = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    return parameters.get(languages.PARAMETER, "") if scope["type"] == "http" else ""


def _redirect(scope: Scope, code: str, path: str) -> RedirectResponse:
    """The redirect to an address in another language, with the rest of its query string."""
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    other_pairs = [(name, value) for name, value in pairs if name != languages.PARAMETER]
    address = routes.with_query(f"{request_info.base_path()}/{code}{path}", other_pairs)
    return RedirectResponse(address, 302, {"Cache-Control": "no-cache"})


def _with_language_header(send: Send) -> Send:
    """``send`` with the header that names the language of the response."""
    tag = languages.tag()

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith(("text/html", "application/")):
                headers.setdefault("Content-Language", tag)
        await send(message)

    return sending


def _with_vary_header(send: Send) -> Send:
    """``send`` with the header that says that another browser may get another answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Language")
        await send(message)

    return sending
