"""uvicorn's WebSocket protocol, which answers input that no front end sends."""

from __future__ import annotations

from websockets import http11
from websockets.frames import CloseCode, Frame

from server.websocket import BoundedWebSocket

MAX_HEADERS = 65_536
"""Bytes of one header line of a WebSocket handshake."""

# websockets takes 8,192, and a reader may have more than that in cookies of other pages of the same host.
http11.MAX_LINE_LENGTH = MAX_HEADERS


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
        # Else what a running page still sends would be logged, each time with a traceback.
        self.disconnected = True


def _empty_response(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".encode()
