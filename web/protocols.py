"""uvicorn's HTTP and WebSocket protocols, with limits on what a client may send before its request is complete."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from websockets import http11
from websockets.frames import CloseCode, Frame

from web.websocket import BoundedWebSocket

MAX_HEADERS = 65_536
"""The most bytes of incomplete headers, and of one header line of a WebSocket handshake."""

HEADERS_TIMEOUT = 15.0
"""Seconds within which a new or kept-alive connection must complete its headers."""

# websockets takes 8,192, and a reader may have more than that in cookies of other pages of the same host.
http11.MAX_LINE_LENGTH = MAX_HEADERS


_BETWEEN = len(": \r\n")
_TOO_LARGE = "431 Request Header Fields Too Large"


class LimitedHttp(HttpToolsProtocol):
    """HTTP that closes a connection whose headers become too long or are not complete in time."""

    _refused_with = "400 Bad Request"
    _incomplete = 0
    """Bytes received since the headers or a part of the body were complete."""
    _timeout: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._start_timeout()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timeout()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._incomplete += len(data)
        super().data_received(data)
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            return
        answering = self.cycle is not None and not self.cycle.response_complete
        if self._incomplete > MAX_HEADERS:
            if not answering:
                self.transport.write(_empty_response(_TOO_LARGE))
            self.transport.close()
        elif self._timeout is None and not answering:
            self._start_timeout()

    def on_headers_complete(self) -> None:
        """Go on with the request. What is raised here ends the connection, after ``send_400_response``."""
        self._incomplete = 0
        self._stop_timeout()
        if sum(len(name) + len(value) + _BETWEEN for name, value in self.headers) > MAX_HEADERS:
            self._refused_with = _TOO_LARGE
            raise ValueError
        if sum(name == b"host" for name, _value in self.headers) > 1:
            raise ValueError
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        self.transport.write(_empty_response(self._refused_with))
        self.transport.close()

    def on_body(self, body: bytes) -> None:
        self._incomplete = 0
        super().on_body(body)

    def _start_timeout(self) -> None:
        self._timeout = self.loop.call_later(HEADERS_TIMEOUT, self.transport.close)

    def _stop_timeout(self) -> None:
        if self._timeout is not None:
            self._timeout.cancel()
            self._timeout = None


class StrictWebSocket(BoundedWebSocket):
    """A WebSocket that answers every handshake, and closes without a traceback on what the front end never sends.

    It extends websockets-sansio, which Streamlit uses. Of uvicorn's others, `websockets` is deprecated, and wsproto
    needs another package.
    """

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        # uvicorn does not send what websockets answers to a handshake that it cannot read.
        if self.conn.handshake_exc is not None and not self.transport.is_closing():
            answer = b"".join(self.conn.data_to_send())
            self.transport.write(answer or _empty_response("400 Bad Request"))
            self.transport.close()

    def handle_text(self, event: Frame) -> None:
        self.conn.fail(CloseCode.UNSUPPORTED_DATA)
        self.handle_parser_exception()

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
        # Otherwise each message that a running page still sends would be logged with a traceback.
        self.disconnected = True


def _empty_response(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".encode()
