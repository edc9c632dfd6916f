"""Connections whose headers do not come, or do not end, are cut; all others are left alone."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState
from websockets.sync.client import connect

from tests.api.serving import on_socket
from web import protocols
from web.protocols import MAX_HEADERS, LimitedHttp, StrictWebSocket

TIMEOUT = 1.0
"""Seconds for headers here, so that tests need not wait long."""

LONGER = 2 * TIMEOUT

ASKING = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    """Echo WebSockets; answer /early before its body, all else after it, /slow with a pause in the answer."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "bytes": message["bytes"]})
        return
    while scope["path"] != "/early" and (await receive()).get("more_body"):
        pass
    headers = [(b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"o", "more_body": True})
    await asyncio.sleep(LONGER if scope["path"] == "/slow" else 0)
    await send({"type": "http.response.body", "body": b"k"})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a server with these protocols and a shorter timeout."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protocols, "HEADERS_TIMEOUT", TIMEOUT)
        with on_socket(answering, http=LimitedHttp, ws=StrictWebSocket) as served:
            yield served


def until_cut(connection: socket.socket) -> bytes:
    """What comes until the server closes the connection; TimeoutError if it does not."""
    received = b""
    with suppress(ConnectionResetError):
        while piece := connection.recv(65_536):
            received += piece
    return received


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HTTP/1.1\r\nX: ",
        ASKING + b"\r\n",
        ASKING + b"GET /",
        b"POST /early HTTP/1.1\r\nContent-Length: 1000\r\n\r\n",
    ],
    ids=["nothing", "part of headers", "blank line after", "part of next", "part of body"],
)
def test_a_connection_that_does_not_complete_its_headers_in_time_is_cut(
    port: int, sent: bytes
) -> None:
    """It goes on sending: uvicorn's own timeout after an answer ends with the next byte."""
    with connected(port) as connection:
        connection.sendall(sent)
        if b"\r\n\r\n" in sent:
            assert b"200 OK" in connection.recv(1_000)
            connection.sendall(b"\r\n")
        until_cut(connection)


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nX: ",
        b"GET /",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ",
    ],
    ids=["header", "path", "trailer"],
)
def test_headers_that_become_too_long_end_the_connection(
    port: int, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocols, "HEADERS_TIMEOUT", 60.0)
    with connected(port) as connection:
        with suppress(ConnectionError):
            connection.sendall(sent)
            for _ in range(100):
                connection.sendall(b"x" * MAX_HEADERS)
        assert until_cut(connection).partition(b"\r\n")[0] in {
            b"",
            b"HTTP/1.1 431 Request Header Fields Too Large",
        }


class Wire(asyncio.Transport):
    """A connection on which pieces arrive as a test cuts them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.sent += data

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self.protocol = protocol

    def get_protocol(self) -> asyncio.BaseProtocol:
        return self.protocol


UPGRADE = b"Connection: Upgrade\r\nUpgrade: websocket\r\n"


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (b"a: b\r\n" * 20_000, b"431 Request Header Fields Too Large"),
        (UPGRADE + b"a: b\r\n" * 20_000, b"431 Request Header Fields Too Large"),
        (b"Host: y\r\n", b"400 Bad Request"),
        (b"HOST: x\r\n", b"400 Bad Request"),
        (UPGRADE + b"Host: y\r\n", b"400 Bad Request"),
        (b"a: b\r\n" * 5_000, b"200 OK"),
    ],
    ids=["many", "many and upgrade", "hosts", "same host", "hosts and upgrade", "fewer"],
)
def test_headers_that_come_in_one_piece_are_bounded_and_name_one_host(
    lines: bytes, status: bytes
) -> None:
    async def answered() -> Wire:
        config = uvicorn.Config(answering, ws=StrictWebSocket)
        config.load()
        protocol, wire = LimitedHttp(config, ServerState(), {}), Wire()
        wire.set_protocol(protocol)
        protocol.connection_made(wire)
        protocol.data_received(b"GET / HTTP/1.1\r\nHost: x\r\n" + lines + b"\r\n")
        await asyncio.gather(*protocol.tasks)
        protocol.connection_lost(None)
        return wire

    wire = asyncio.run(answered())
    assert wire.sent.startswith(b"HTTP/1.1 " + status)
    assert wire.closed or status == b"200 OK"


@pytest.mark.parametrize("path", ["/", "/slow"])
def test_a_connection_that_is_used_again_is_not_cut(port: int, path: str) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    for _ in range(2):
        connection.request("GET", path, headers={"Cookie": "c" * (MAX_HEADERS // 2)})
        assert connection.getresponse().read() == b"ok"
        socket_used = connection.sock
        time.sleep(LONGER)
    assert connection.sock is socket_used
    connection.close()


def test_a_body_may_be_long_and_slow(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)

    def pieces() -> Iterator[bytes]:
        yield b"x" * 3 * MAX_HEADERS
        time.sleep(LONGER)
        yield b"x" * 3 * MAX_HEADERS

    connection.request("POST", "/", pieces(), {"Content-Length": str(6 * MAX_HEADERS)})
    assert connection.getresponse().read() == b"ok"
    connection.close()


@pytest.mark.parametrize("used_before", [False, True])
def test_a_websocket_is_not_cut(port: int, used_before: bool) -> None:
    with connected(port) as plain:
        if used_before:
            plain.sendall(ASKING)
            answer = b""
            while not answer.endswith(b"ok"):
                answer += plain.recv(1_000)
        with connect(f"ws://127.0.0.1:{port}/", sock=plain) as connection:
            time.sleep(LONGER)
            connection.send(b"still here")
            assert connection.recv(20) == b"still here"
