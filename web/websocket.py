"""uvicorn's WebSocket with limits on what clients send. It uses private parts of uvicorn and websockets."""

from __future__ import annotations

import asyncio
from typing import Any

from web.faults import needs, unless

LARGEST = 100_000
"""The most bytes of one message, decompressed. The front end sends 4,000 for an address with very many filters."""

SLICE = 256
"""Compressed bytes that are decompressed at a time. They grow at most 1,032 times."""

MAX_LINE = 65_536
"""The most bytes of one header line of a handshake: a reader may have many cookies of other pages of the same host."""

WINDOW, MEMORY_LEVEL = 15, 8
"""The window (bits) and the working memory (zlib's memLevel) for the compression of sent messages.

A page run repeats much that it sent 30 KB before. The two take 256 KB for each reader; uvicorn's own, 12 and 5, take
32 KB, and send a sixth to a third more bytes.
"""

settings: dict[str, Any] = {}
"""uvicorn's settings to serve WebSockets with this class; empty if its own class is not as expected."""


with unless("messages over WebSockets may be large, and broken ones fill the log"):
    from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
    from websockets import http11
    from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
    from websockets.frames import CloseCode, Frame
    from websockets.server import ServerProtocol

    needs(WebSocketsSansIOProtocol, "conn", "disconnected", "queue", "read_paused", "transport")
    needs(WebSocketsSansIOProtocol, "handle_text", "handle_parser_exception")
    needs(ServerProtocol, "available_extensions", "handshake_exc", "max_message_size")
    http11.MAX_LINE_LENGTH = max(MAX_LINE, http11.MAX_LINE_LENGTH)

    class BoundedWebSocket(WebSocketsSansIOProtocol):
        """uvicorn's WebSocket, with a bound on the memory that compressed messages take.

        uvicorn reads up to 256 KB at a time and unpacks all messages in them before the application gets the first.
        That can be 256 MB, however small each message is.

        It answers every handshake, and closes without a traceback on what the front end never sends. It extends
        websockets-sansio, which Streamlit uses. Of uvicorn's others, `websockets` is deprecated, and wsproto needs
        another package.
        """

        def __init__(self, *parts: Any, **more: Any) -> None:
            super().__init__(*parts, **more)
            self.conn.max_message_size = LARGEST
            if self.conn.available_extensions:
                self.conn.available_extensions = [
                    ServerPerMessageDeflateFactory(
                        server_max_window_bits=WINDOW,
                        client_max_window_bits=12,
                        compress_settings={"memLevel": MEMORY_LEVEL},
                    )
                ]
            self._arrived = bytearray()

        def data_received(self, data: bytes) -> None:
            self._arrived += data
            self._unpack()
            # uvicorn does not send what websockets answers to a handshake that it cannot read.
            if self.conn.handshake_exc is not None and not self.transport.is_closing():
                self.transport.write(b"".join(self.conn.data_to_send()) or _BAD_REQUEST)
                self.transport.close()

        async def receive(self) -> Any:
            # Without this, waiting messages would keep other connections from their turn.
            await asyncio.sleep(0)
            message = await self.queue.get()
            if self.read_paused and self.queue.empty():
                self.read_paused = False
                self._unpack()
                if not self.read_paused:
                    self.transport.resume_reading()
            return message

        def handle_text(self, event: Frame) -> None:
            self.conn.fail(CloseCode.UNSUPPORTED_DATA)
            self.handle_parser_exception()

        def handle_parser_exception(self) -> None:
            super().handle_parser_exception()
            # Otherwise each message that a running page still sends would be logged with a traceback.
            self.disconnected = True

        def _unpack(self) -> None:
            """Read until a message is complete, which sets ``read_paused``."""
            while self._arrived and not self.read_paused and not self.transport.is_closing():
                chunk = bytes(self._arrived[:SLICE])
                del self._arrived[:SLICE]
                super().data_received(chunk)

    settings["ws"] = BoundedWebSocket

_BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
