"""How the server leaves: page runs that have begun come to their end, then each reader is sent to another process."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from websockets.frames import CloseCode

from web.messages import begins_run, ends_run, is_message

DRAIN_TIMEOUT = 5.0
"""Seconds that page runs are waited for: as long as one question may take."""

POLL_INTERVAL = 0.02
"""Seconds between two looks at who is still there."""

SERVICE_RESTART = 1012
"""Code of a WebSocket that is closed; a browser connects again at once, and the page is run again from its address."""


class WebSocketTracker:
    """The WebSockets that are open, and whose pages are being run."""

    def __init__(self) -> None:
        self._open: set[_Page] = set()
        self._leaving = False

    async def serve(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Have ``app`` serve a WebSocket, and know of it meanwhile."""
        page = _Page(receive, send)
        page.leaving = self._leaving
        self._open.add(page)
        try:
            await app(scope, page.receive, page.send)
        finally:
            self._open.discard(page)

    async def close(self, patience: float = DRAIN_TIMEOUT) -> None:
        """Close each as soon as its page is not being run; come back when all are, or after ``patience`` seconds."""
        limit = time.monotonic() + patience
        self._leaving = True
        for page in list(self._open):
            await page.leave()
        while self._open and time.monotonic() < limit:
            await asyncio.sleep(POLL_INTERVAL)


class _Page:
    """One WebSocket, and whether the page at its other end is being run."""

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
        """Close it on a message that the front end does not send. Returns what the application is told instead."""
        self._refused = True
        await self._close(code)
        return {"type": "websocket.disconnect", "code": code}

    async def leave(self) -> None:
        """Close it now, or when the run of its page has come to its end."""
        self.leaving = True
        if not self._running:
            await self._close(SERVICE_RESTART)

    async def _close(self, code: int) -> None:
        # It may be closed already, by us or by the reader.
        with suppress(RuntimeError, OSError):
            await self._send({"type": "websocket.close", "code": code})
