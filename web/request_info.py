"""What a request asks for: the language, the site, the path and the query; and the networks from which it comes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import parse_qs, parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from i18n import languages, paths, routes
from i18n.filter_options import option_labels
from i18n.languages import DEFAULT, Language
from queries import ALL_FILTERS, Filters, language
from queries.filters import Dropped
from web.settings import HOST, settings

_HOST = re.compile(HOST)


def base_path() -> str:
    """The prefix of every path: "" or "/base"."""
    base = config.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def root() -> str:
    """The prefix of the paths that links lead to: the base path and, where the address names it, the language."""
    return f"{base_path()}{language.prefix()}"


def path_of(scope: Scope) -> str:
    """The requested path without the base path; it begins with the language if the address names one."""
    root_path = scope.get("app_root_path", scope.get("root_path", ""))
    full_path: str = scope["path"].removeprefix(root_path)
    return full_path.removeprefix(base_path())


@dataclass(frozen=True)
class Requested:
    """What a request asks for.

    ``site`` is the address of the site, without a slash at its end: https://dashboard.example.org/base. It ends with
    the language if the requested address names one: https://dashboard.example.org/base/ja. ``path`` is what follows it,
    ``query`` the query string: name -> values in their order. ``networks`` are those to which limits apply: that of one
    reader, and the wider one if there is one.
    """

    site: str
    path: str
    query: Mapping[str, list[str]]
    networks: tuple[str, ...]

    @classmethod
    def of(cls, scope: Scope) -> Requested:
        """What ``scope`` requests, in the language in force; it is read once and kept in the scope."""
        if "requested" not in scope:
            scope["requested"] = cls.read(scope)
        requested: Requested = scope["requested"]
        return requested

    @classmethod
    def read(cls, scope: Scope) -> Requested:
        """What ``scope`` requests, read anew."""
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        return cls(_site(scope), path_of(scope), query, _networks(scope))

    @property
    def address(self) -> str:
        """The address, for sharing."""
        return paths.with_query(f"{self.site}{self.path}", self.query)

    @cached_property
    def filters(self) -> tuple[Filters, tuple[Dropped, ...]]:
        """The selection in the query string of a page, and the parameters of it that cannot be used."""
        parameters = routes.filters_of(self.path.strip("/"), self.query)
        if parameters.keys().isdisjoint(ALL_FILTERS):
            return Filters(), ()
        return Filters.from_query(parameters, option_labels())


def _site(scope: Scope) -> str:
    """The address of the site; localhost replaces an invalid Host header, which only a handcrafted request has."""
    if settings().address:
        return f"{settings().address}{language.prefix()}"
    headers = Headers(scope=scope)
    scheme = _forwarded(headers, "x-forwarded-proto") or scope.get("scheme", "http")
    host = headers.get("host", "")
    if not _HOST.fullmatch(host):
        host = "localhost"
    return f"{'https' if scheme == 'https' else 'http'}://{host}{root()}"


def _networks(scope: Scope) -> tuple[str, ...]:
    """The networks of the client, whose address the outermost trusted proxy names, else the connection.

    For IPv6 these are the /64 network, which one household or server has, and the /48 network around it, which
    one organisation or customer has.
    """
    peer: str = (scope.get("client") or ("unknown", 0))[0]
    address = _without_port(_forwarded(Headers(scope=scope), "x-forwarded-for")) or peer
    try:
        ip = ip_address(address)
    except ValueError:
        return (address,)
    if not isinstance(ip, IPv6Address):
        return (address,)
    if ip.ipv4_mapped:
        return (str(ip.ipv4_mapped),)
    return tuple(str(ip_network((ip, bits), strict=False)) for bits in (64, 48))


def _without_port(value: str) -> str:
    """The IP address in a proxy's header value, such as 192.0.2.1:5000 or [2001:db8::1]:5000; empty without one."""
    if value.startswith("["):
        value = value[1:].partition("]")[0]
    elif value.count(":") == 1:
        value = value.partition(":")[0]
    try:
        return str(ip_address(value))
    except ValueError:
        return ""


def _forwarded(headers: Headers, name: str) -> str:
    """The value that the outermost trusted proxy put into a header; empty if there is none."""
    proxies = settings().proxies
    values = [part.strip() for line in headers.getlist(name) for part in line.split(",")]
    return values[-min(proxies, len(values))] if proxies and values else ""


_MACHINE_PATHS = (
    f"{paths.API}/",
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
        base, path = base_path(), path_of(scope)
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
        if is_page := _is_page(scope, path):
            preferred = languages.preferred(Headers(scope=scope).get("accept-language", ""))
            if preferred != DEFAULT:
                await _redirect(scope, preferred, path)(scope, receive, _with_vary_header(send))
                return
        with language.using(Language()):
            wrapped_send = _with_vary_header(_with_language_header(send)) if is_page else send
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
    address = paths.with_query(f"{base_path()}/{code}{path}", other_pairs)
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
