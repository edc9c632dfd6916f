"""Addresses put to the application in this process as they come over the wire, and what holds of every answer."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree import ElementTree

import anyio
from selectolax.lexbor import LexborHTMLParser
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Scope

from i18n import routes
from tests.faults.hostile_addresses import PRODUCT, RAN
from web import page_metadata, sitemap
from web.api.application import mounted
from web.feed import feed
from web.gateway import Gateway
from web.lifespan import AppState
from web.light import pages as light

ROUTES = [
    *mounted("", rate=""),
    *light.mounted(""),
    Route("/feed.atom", feed),
    *sitemap.mounted(""),
]
INSIDE = re.compile(rb"Traceback|File \"/|duckdb\.|root:x:0|SELECT .* FROM")
OURS = re.compile(
    r"\./(colours|backend|first_paint|frame|chart_clicks|typing|options|words|still|hover|in_sight|rooms|print)"
    r"\.js\?[0-9a-f]{12}"
)
"""Addresses of our own scripts in a page."""


def application() -> Gateway:
    """Everything the dashboard answers by address, without limits on how often."""
    readiness = AppState()
    readiness.has_data = True
    readiness.pages = frozenset(routes.BY_PATH)
    return Gateway(Starlette(), readiness, page_metadata.of_page, ROUTES)


@dataclass(frozen=True)
class Answer:
    """What was answered to an address."""

    address: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


def ask_all(app: ASGIApp, addresses: Iterable[str], each: Callable[[Answer], None]) -> None:
    """Put one address after the other to ``app``, and hand every answer to ``each``."""

    async def run() -> None:
        for address in addresses:
            each(await _answer(app, address))

    anyio.run(run)


async def _answer(app: ASGIApp, address: str) -> Answer:
    path, _mark, query = address.partition("?")
    status, headers, pieces = 0, {}, []

    unsent = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if not unsent:
            await anyio.sleep_forever()
        return unsent.pop()

    async def send(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = {
                name.decode().lower(): text.decode("latin-1") for name, text in message["headers"]
            }
        else:
            pieces.append(message.get("body", b""))

    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    await app(scope, receive, send)
    return Answer(address, status, headers, b"".join(pieces))


class SoundAnswers:
    """Fails at an answer that is a server error, shows internals, or has markup from the address."""

    def __init__(self) -> None:
        self.seen: Counter[int] = Counter()

    def __call__(self, answer: Answer) -> None:
        address = answer.address[:300]
        self.seen[answer.status] += 1
        assert answer.status in (200, 308, 400, 404, 414), f"{answer.status}: {address}"
        assert "hostile" not in answer.headers.get("set-cookie", ""), address
        assert not INSIDE.search(answer.body), address
        assert PRODUCT.encode() not in answer.body, address
        if answer.kind.endswith("json"):
            json.loads(answer.body)
        elif answer.kind.endswith("xml"):
            ElementTree.fromstring(answer.body)
        elif answer.kind == "text/html":
            html_is_text(answer.body, address)


def html_is_text(html: bytes, address: str) -> None:
    page = LexborHTMLParser(html)
    for element in page.css("*"):
        assert not any(name.startswith("on") for name in element.attributes), address
        assert element.tag not in ("iframe", "object", "embed", "base"), address
        for name in ("href", "src", "action", "formaction", "srcdoc"):
            to = (element.attributes.get(name) or "").strip().lower()
            assert not to.startswith(("javascript:", "vbscript:", "data:text")), address
            assert not to.startswith("//e.example"), address
        if element.tag == "script":
            kind = element.attributes.get("type")
            if kind is None:
                assert OURS.fullmatch(element.attributes.get("src") or ""), address
                assert not element.text(), address
                continue
            assert kind in ("application/ld+json", "module"), address
            if kind == "application/ld+json":
                json.loads(element.text())
            else:
                assert RAN not in element.text(), address
