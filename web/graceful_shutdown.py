"""Graceful shutdown: running pages finish, then their WebSockets close and browsers reconnect elsewhere."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from websockets.frames import CloseCode

from web.messages import begins_run, ends_run, is_message

DRAIN_TIMEOUT = 5.0
"""Seconds to wait for running pages: the time limit of one question."""

POLL_INTERVAL = 0.02
"""Seconds between two checks of the open WebSockets."""

SERVICE_RESTART = 1012
"""Close code on shutdown. The browser reconnects at once, and the page is run again from its address."""


class WebSocketTracker:
    """Tracks the open WebSockets, and which of their pages are running."""

    def __init__(self) -> None:
        self._open: set[_Page] = set()
        self._leaving = False

    async def serve(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Let ``app`` serve a WebSocket, and track it until it closes."""
        page = _Page(receive, send)
        page.leaving = self._leaving
        self._open.add(page)
        try:
            await app(scope, page.receive, page.send)
        finally:
            self._open.discard(page)

    async def close(self, patience: float = DRAIN_TIMEOUT) -> None:
        """Close each WebSocket once its page is not running. Return after that, or after ``patience`` seconds."""
        limit = time.monotonic() + patience
        self._leaving = True
        for page in list(self._open):
            await page.leave()
        while self._open and time.monotonic() < limit:
            await asyncio.sleep(POLL_INTERVAL)


class _Page:
    """One WebSocket, and whether its page is running."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.leaving = False
        self._running = False
        self._refused = False
        self._receive = receive
        self._send = send

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive":
            if (asked := message.get("bytes")) is None:
                return await self._refuse(CloseCode.UNSUPPORTED_DATA)
            if not is_message(asked):
                return await self._refuse(CloseCode.PROTOCOL_ERROR)
        return message

    async def send(self, message: Message) -> None:
        if self._refused:
            return
        await self._send(message)
        said = message.get("bytes") or b""
        if not self._running:
            self._running = begins_run(said)
        elif ends_run(said):
            self._running = False
            if self.leaving:
                await self.leave()

    async def _refuse(self, code: CloseCode) -> Message:
        """Close it because of a message that the front end never sends. Return the disconnect message."""
        self._refused = True
        await self._close(code)
        return {"type": "websocket.disconnect", "code": code}

    async def leave(self) -> None:
        """Close it now, or when its page run ends."""
        self.leaving = True
        if not self._running:
            await self._close(SERVICE_RESTART)

    async def _close(self, code: int) -> None:
        # It may be closed already, by us or by the reader.
        with suppress(RuntimeError, OSError):
            await self._send({"type": "websocket.close", "code": code})
