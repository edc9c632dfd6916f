"""WebSockets with limits on what clients send: small messages, decompressed one at a time."""

from __future__ import annotations

import asyncio
from typing import Any

import uvicorn
from uvicorn._types import ASGIReceiveEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

LARGEST = 100_000
"""The most bytes of one message, decompressed. The front end sends 4,000 for an address with very many filters."""

SLICE = 256
"""Compressed bytes that are decompressed at a time. They grow at most 1,032 times."""


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket, with a bound on the memory that compressed messages take.

    uvicorn reads up to 256 KB at a time and unpacks all messages in them before the application gets the first. That
    can be 256 MB, however small each message is.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn.max_message_size = LARGEST
        self._arrived = bytearray()

    def data_received(self, data: bytes) -> None:
        self._arrived += data
        self._unpack()

    async def receive(self) -> ASGIReceiveEvent:
        # Without this, waiting messages would keep other connections from their turn.
        await asyncio.sleep(0)
        message = await self.queue.get()
        if self.read_paused and self.queue.empty():
            self.read_paused = False
            self._unpack()
            if not self.read_paused:
                self.transport.resume_reading()
        return message

    def _unpack(self) -> None:
        """Read until a message is complete, which sets ``read_paused``."""
        while self._arrived and not self.read_paused and not self.transport.is_closing():
            part = bytes(self._arrived[:SLICE])
            del self._arrived[:SLICE]
            super().data_received(part)
