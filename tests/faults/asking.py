"""Addresses put to the application in this process just as they would come over the wire, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

import anyio
from starlette.types import ASGIApp, Message, Scope


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
