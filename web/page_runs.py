"""Page runs: those of one network take turns, and the server stops once all have ended.

A request for a page run waits for its turn, which the end of the run gives to the next. So one network cannot use up
the processor. On shutdown WebSockets close once their page is not running, and browsers reconnect elsewhere.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import ExitStack, suppress
from typing import Any
from weakref import WeakValueDictionary

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from websockets.frames import CloseCode

from web import streamlit_internals
from web.request_info import Requested
from web.streamlit_internals import Messages, Step

MAX_CONCURRENT_RUNS = (1, 2)
"""Page runs at the same time of one network address, and of the wider network around it (`Requested.networks`).

Two concurrent runs would not be faster than one after the other, because Python runs one thread at a time.
"""

START_TIMEOUT = 1.0
"""Seconds within which a page run must begin. A request that begins none then gives its turn back."""

MAX_RUN = 5.0
"""The most seconds that a page run keeps its turn, or a shutdown waits: the time limit of one question."""

MAX_QUEUED = 16
"""Messages that are queued for a waiting reader. A client that sends more is disconnected."""

POLL_INTERVAL = 0.02
"""Seconds between two checks of the open WebSockets on shutdown."""


class PageRuns:
    """The open WebSockets, which of their pages are running, and the queues of networks for page runs."""

    def __init__(self) -> None:
        self._open: set[_Page] = set()
        self._queues: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._messages = streamlit_internals.messages()
        self._closing = False

    async def serve(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Let ``app`` serve a WebSocket, whose page runs wait for their turn."""
        if self._messages is None:
            await app(scope, receive, send)
            return
        limits = zip(Requested.of(scope).networks, MAX_CONCURRENT_RUNS, strict=False)
        queues = [
            self._queues.setdefault(network, asyncio.Semaphore(limit)) for network, limit in limits
        ]
        page = _Page(receive, send, _Turn(queues), self._messages)
        page.closing = self._closing
        self._open.add(page)
        try:
            await app(scope, page.receive, page.send)
        finally:
            page.stop_receiving()
            self._open.discard(page)

    async def close(self, patience: float = MAX_RUN) -> None:
        """Close each WebSocket once its page is not running. Return after that, or after ``patience`` seconds."""
        deadline = time.monotonic() + patience
        self._closing = True
        for page in list(self._open):
            await page.close()
        while self._open and time.monotonic() < deadline:
            await asyncio.sleep(POLL_INTERVAL)


class _Turn:
    """A reader's turn in the queues of its networks. It ends after MAX_RUN seconds in any case."""

    def __init__(self, queues: list[asyncio.Semaphore]) -> None:
        self._queues = queues
        self._held = ExitStack()
        self._over = asyncio.Event()
        self._over.set()
        self._used = False

    @property
    def held(self) -> bool:
        """Whether it is the reader's turn."""
        return not self._over.is_set()

    async def take(self) -> None:
        """Wait for the turn in every queue."""
        with ExitStack() as stack:
            for queue in self._queues:
                await queue.acquire()
                stack.callback(queue.release)
            loop = asyncio.get_running_loop()
            for seconds, end in ((START_TIMEOUT, self._end_if_unused), (MAX_RUN, self.end)):
                stack.callback(loop.call_later(seconds, end).cancel)
            self._held = stack.pop_all()
        self._used = False
        self._over.clear()

    def use(self) -> None:
        """Record that the page run has begun."""
        self._used = True

    def end(self) -> None:
        """Give the turn to the next reader."""
        self._held.close()
        self._over.set()

    async def over(self) -> None:
        """Wait until it is not the reader's turn."""
        await self._over.wait()

    def _end_if_unused(self) -> None:
        if not self._used:
            self.end()


class _Page:
    """One WebSocket. A request for a page run waits for a turn; the end of the run ends that.

    While it is the reader's turn, further requests are passed on at once: Streamlit ends the run for them.
    """

    def __init__(self, receive: Receive, send: Send, turn: _Turn, messages: Messages) -> None:
        self.closing = False
        self._receive = receive
        self._send = send
        self._turn = turn
        self._messages = messages
        self._running = False
        self._requested = False
        """Whether a requested page run has not begun yet."""
        self._arriving: asyncio.Future[Message] | None = None
        self._queued: deque[tuple[Message, bool]] = deque()
        """Messages that have arrived, and whether they request a page run."""
        self._disconnect: Message | None = None
        """The disconnect message, if the reader left during a page run."""
        self._refused = False

    async def receive(self) -> Message:
        if self._disconnect:
            await self._turn.over()
            return self._disconnect
        message, asks_for_run = self._queued.popleft() if self._queued else await self._next()
        if asks_for_run:
            if not self._turn.held and (disconnect := await self._disconnected_in_queue()):
                return disconnect
            self._requested = True
        elif message["type"] == "websocket.disconnect" and self._turn.held:
            self._disconnect = message
            return {"type": "websocket.receive", "bytes": self._messages.stop}
        return message

    async def send(self, message: Message) -> None:
        was_running = self._running
        messages = [message]
        if data := message.get("bytes"):
            step, data = self._follow(data)
            messages = [{**message, "bytes": data}]
            if step is Step.BEGINS:
                messages.append({**message, "bytes": self._messages.rerun_on_reconnect})
        if not self._disconnect and not self._refused:
            with suppress(OSError):  # The reader has just left; the next message says so.
                for message in messages:
                    await self._send(message)
        if self.closing and was_running:
            await self.close()

    async def close(self) -> None:
        """Close it now, or when its page run ends: the browser reconnects at once, and runs the page again."""
        self.closing = True
        if not self._running:
            await self._close(CloseCode.SERVICE_RESTART)

    def stop_receiving(self) -> None:
        """Stop waiting for messages."""
        if self._arriving:
            self._arriving.cancel()

    def _follow(self, data: bytes) -> tuple[Step, bytes]:
        """Note what a message to the browser says of the page run. Return that, and the message as it is sent."""
        begins_next = self._requested or not self._running
        if not begins_next and len(data) >= self._messages.LAST:
            return Step.NONE, data
        step, data = self._messages.step(data)
        if step is Step.BEGINS:
            self._running, self._requested = True, False
            self._turn.use()
        elif step is Step.ENDS_FOR_NEXT:
            self._requested = True
        elif step is Step.ENDS and self._running:
            self._running = False
            if not self._requested:
                self._turn.end()
        return step, data

    async def _next(self) -> tuple[Message, bool]:
        """The next message, and whether it requests a page run."""
        arriving, self._arriving = self._arriving, None
        message = await (arriving or self._receive())
        if message["type"] != "websocket.receive":
            return message, False
        if (data := message.get("bytes")) is None:
            return await self._refuse(CloseCode.UNSUPPORTED_DATA), False
        try:
            return message, self._messages.asks_for_run(data)
        except ValueError:
            return await self._refuse(CloseCode.PROTOCOL_ERROR), False

    async def _disconnected_in_queue(self) -> Message | None:
        """Wait for the turn. Return the disconnect message if the reader leaves first."""
        taking = asyncio.ensure_future(self._turn.take())
        try:
            while not taking.done():
                arriving = self._arriving or asyncio.ensure_future(self._receive())
                self._arriving = arriving
                futures: set[asyncio.Future[Any]] = {taking, arriving}
                await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
                if arriving.done():
                    message, asks_for_run = await self._next()
                    if message["type"] == "websocket.disconnect":
                        self._turn.end()
                        return message
                    self._queued.append((message, asks_for_run))
                    if len(self._queued) == MAX_QUEUED:
                        await self._close(CloseCode.POLICY_VIOLATION)
        finally:
            taking.cancel()
        return None

    async def _refuse(self, code: CloseCode) -> Message:
        """Close it because of a message that the front end never sends. Return the disconnect message."""
        self._refused = True
        await self._close(code)
        return {"type": "websocket.disconnect", "code": code}

    async def _close(self, code: int) -> None:
        # It may be closed already, by us or by the reader.
        with suppress(RuntimeError, OSError):
            await self._send({"type": "websocket.close", "code": code})
