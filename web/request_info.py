"""Reads from a request the client's address, the path, the query and the site's address."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers, QueryParams
from starlette.types import Scope
from streamlit import config

from i18n import languages
from web.settings import HOST, settings

_HOST = re.compile(HOST)


def base_path() -> str:
    """The prefix of every path: "" or "/base"."""
    base = config.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def root() -> str:
    """The prefix of the paths that links lead to: the base path and, where the address names it, the language."""
    return f"{base_path()}{languages.prefix()}"


def path(scope: Scope) -> str:
    """The requested path without the prefix."""
    root_path = scope.get("app_root_path", scope.get("root_path", ""))
    full_path: str = scope["path"].removeprefix(root_path)
    return full_path.removeprefix(base_path())


def query(scope: Scope) -> dict[str, list[str]]:
    """The query string: name -> values in their order."""
    parameters: dict[str, list[str]] = {}
    for name, value in QueryParams(scope["query_string"]).multi_items():
        parameters.setdefault(name, []).append(value)
    return parameters


def site_url(scope: Scope) -> str:
    """The address of the site, without a slash at its end: https://dashboard.example.org/base.

    It ends with the language if the requested address names one: https://dashboard.example.org/base/ja.

    localhost replaces an invalid Host header, which only a handcrafted request has.
    """
    if settings().address:
        return f"{settings().address}{languages.prefix()}"
    headers = Headers(scope=scope)
    scheme = _forwarded(headers, "x-forwarded-proto") or scope.get("scheme", "http")
    host = headers.get("host", "")
    if not _HOST.fullmatch(host):
        host = "localhost"
    return f"{'https' if scheme == 'https' else 'http'}://{host}{root()}"


def client_ip(scope: Scope) -> str:
    """The client's IP address: from the outermost trusted proxy, else from the connection."""
    peer: str = (scope.get("client") or ("unknown", 0))[0]
    forwarded = _forwarded(Headers(scope=scope), "x-forwarded-for")
    return _without_port(forwarded) or peer


def networks(address: str) -> tuple[str, ...]:
    """The networks to which limits apply: that of one reader, and the wider one if there is one.

    For IPv6 these are the /64 network, which one household or server has, and the /48 network around it, which
    one organisation or customer has.
    """
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
