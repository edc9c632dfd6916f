"""Limits concurrent page runs per network, so that one network cannot use up the processor."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import ExitStack, suppress
from typing import Any
from weakref import WeakValueDictionary

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import request_info
from web.messages import STOP, asks_for_run, begins_run, ends_run

AT_ONCE = (1, 2)
"""Page runs at the same time of one network address, and of the wider network around it (`request_info.networks`).

Two concurrent runs would not be faster than one after the other, because Python runs one thread at a time.
"""

BEGINS = 1.0
"""Seconds within which a page run must begin. A request that begins none then gives its place back."""

LASTS = 5.0
"""The most seconds that a page run holds its place: the time limit of one question."""

AHEAD = 16
"""Messages that are queued for a waiting reader. A client that sends more is disconnected."""

POLICY_VIOLATION = 1008
"""Close code of a WebSocket whose client broke the rules."""


class FairShare:
    """ASGI middleware that queues the page runs of one network, first come, first served."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._lines: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        networks = request_info.networks(request_info.client_ip(scope))
        lines = [
            self._lines.setdefault(network, asyncio.Semaphore(at_once))
            for network, at_once in zip(networks, AT_ONCE, strict=False)
        ]
        reader = _Reader(receive, send, _Place(lines))
        try:
            await self._app(scope, reader.receive, reader.send)
        finally:
            reader.close()


class _Place:
    """A reader's place in the limits while a page runs. It is released after LASTS seconds in any case."""

    def __init__(self, lines: list[asyncio.Semaphore]) -> None:
        self._lines = lines
        self._held = ExitStack()
        self._free = asyncio.Event()
        self._free.set()
        self._begun = False

    @property
    def taken(self) -> bool:
        """Whether the reader holds the place now."""
        return not self._free.is_set()

    async def take(self) -> None:
        """Wait for the place in every queue."""
        with ExitStack() as held:
            for line in self._lines:
                await line.acquire()
                held.callback(line.release)
            loop = asyncio.get_running_loop()
            for seconds, over in ((BEGINS, self._leave_if_not_begun), (LASTS, self.leave)):
                held.callback(loop.call_later(seconds, over).cancel)
            self._held = held.pop_all()
        self._begun = False
        self._free.clear()

    def begin(self) -> None:
        """Record that the page run has begun."""
        self._begun = True

    def leave(self) -> None:
        """Release the place to the next reader."""
        self._held.close()
        self._free.set()

    async def left(self) -> None:
        """Wait until the place is released."""
        await self._free.wait()

    def _leave_if_not_begun(self) -> None:
        if not self._begun:
            self.leave()


class _Reader:
    """One WebSocket. A request for a page run waits for a place; the end of the run releases it.

    While the reader has it, further requests are passed on at once: Streamlit ends the run for them.
    """

    def __init__(self, receive: Receive, send: Send, place: _Place) -> None:
        self._receive = receive
        self._send = send
        self._place = place
        self._requested = False
        """Whether a requested page run has not begun yet."""
        self._arriving: asyncio.Future[Message] | None = None
        self._ahead: deque[Message] = deque()
        self._gone: Message | None = None
        """The disconnect message, if the reader left during a page run."""

    async def receive(self) -> Message:
        if self._gone:
            await self._place.left()
            return self._gone
        message = self._ahead.popleft() if self._ahead else await self._next()
        if asks_for_run(message.get("bytes") or b""):
            if not self._place.taken and (gone := await self._gone_from_line()):
                return gone
            self._requested = True
        elif message["type"] == "websocket.disconnect" and self._place.taken:
            self._gone = message
            return {"type": "websocket.receive", "bytes": STOP}
        return message

    async def send(self, message: Message) -> None:
        said = message.get("bytes") or b""
        if self._place.taken:
            if self._requested and begins_run(said):
                self._requested = False
                self._place.begin()
            elif not self._requested and ends_run(said):
                self._place.leave()
        if not self._gone:
            with suppress(OSError):  # The reader has just gone, which is received next.
                await self._send(message)

    def close(self) -> None:
        """Stop receiving messages."""
        if self._arriving:
            self._arriving.cancel()

    async def _next(self) -> Message:
        arriving, self._arriving = self._arriving, None
        return await (arriving or self._receive())

    async def _gone_from_line(self) -> Message | None:
        """Wait for a place. Return the disconnect message if the reader leaves first."""
        taking = asyncio.ensure_future(self._place.take())
        try:
            while not taking.done():
                arriving = self._arriving or asyncio.ensure_future(self._receive())
                self._arriving = arriving
                either: set[asyncio.Future[Any]] = {taking, arriving}
                await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
                if arriving.done():
                    message = await self._next()
                    if message["type"] == "websocket.disconnect":
                        self._place.leave()
                        return message
                    self._ahead.append(message)
                    if len(self._ahead) == AHEAD:
                        await self._send({"type": "websocket.close", "code": POLICY_VIOLATION})
        finally:
            taking.cancel()
        return None
