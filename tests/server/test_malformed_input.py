"""What the real server does with WebSocket input that no front end sends, and with headers that have no end."""

import socket
from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.frames import CloseCode, Frame, Opcode
from websockets.sync.client import ClientConnection, connect

from tests.server.reader import request
from tests.server.running import Server
from web.websocket import MAX_LINE


def lines_logged(server: Server, before: str) -> list[str]:
    """What the server has logged since, once it has answered another request."""
    assert server.get("/_stcore/health").status == 200
    return server.log.removeprefix(before).splitlines()


def _read_all(connection: ClientConnection) -> None:
    while True:
        connection.recv(60)


@pytest.mark.parametrize("running", [False, True])
@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (Frame(Opcode.BINARY, b"\xff"), CloseCode.PROTOCOL_ERROR),
        (Frame(Opcode.CONT, b""), CloseCode.PROTOCOL_ERROR),
        (Frame(Opcode.TEXT, b"hello"), CloseCode.UNSUPPORTED_DATA),
        (Frame(Opcode.TEXT, b"\xff\xfe"), CloseCode.UNSUPPORTED_DATA),
    ],
    ids=["no protobuf", "no first frame", "text", "text that is not UTF-8"],
)
def test_what_the_front_end_does_not_send_closes_the_websocket_and_logs_nothing(
    server: Server, frame: Frame, code: CloseCode, running: bool, tally: Callable[..., None]
) -> None:
    before = server.log
    with connect(f"ws://{server.address}/_stcore/stream", compression=None) as connection:
        if running:
            connection.send(request())
            connection.recv(60)
        connection.socket.sendall(frame.serialize(mask=True))
        with pytest.raises(ConnectionClosedError) as error:
            _read_all(connection)
    assert error.value.rcvd is not None
    assert error.value.rcvd.code == code
    assert lines_logged(server, before) == []
    tally(hostile_inputs_tried=1)


def handshake(server: Server, *lines: str) -> bytes:
    """The status line that answers a WebSocket handshake with these header lines beside its own."""
    head = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {server.address}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *lines,
    ]
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall("\r\n".join([*head, "\r\n"]).encode())
        return connection.recv(1_000).partition(b"\r\n")[0].removeprefix(b"HTTP/1.1 ")


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ([f"Cookie: {'c' * 30_000}"], b"101 Switching Protocols"),
        ([f"Cookie: {'c' * MAX_LINE}"], b"431 Request Header Fields Too Large"),
        (["Cookie: c=1"] * 200, b"431 Request Header Fields Too Large"),
        (["Content-Length: 5"], b"400 Bad Request"),
    ],
    ids=["many-cookies", "long-line", "many-lines", "with-body"],
)
def test_every_handshake_is_answered(
    server: Server, lines: list[str], answer: bytes, tally: Callable[..., None]
) -> None:
    assert handshake(server, *lines) == answer
    tally(hostile_inputs_tried=1)


@pytest.mark.parametrize("origin", ["http://[::1", "http://[", "//[x]y", "http://[v1.x"])
def test_an_origin_that_is_no_address_is_refused_and_logged_in_one_line_at_most(
    server: Server, origin: str, tally: Callable[..., None]
) -> None:
    before = server.log
    assert handshake(server, f"Origin: {origin}") == b"403 Forbidden"
    assert len(lines_logged(server, before)) <= 1
    tally(hostile_inputs_tried=1)
