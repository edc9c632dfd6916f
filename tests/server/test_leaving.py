"""A server that is told to end lets page runs come to their end, and sends everyone to another process."""

import asyncio
import random
import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from uvicorn.protocols.utils import ClientDisconnected
from websockets.exceptions import ConnectionClosedError
from websockets.frames import CloseCode

from tests.server.reader import reading, request
from tests.server.running import serving
from web.page_runs import PageRuns
from web.serve import bind

READERS = 12

SCOPE: Scope = {"type": "websocket", "path": "/", "query_string": b"", "headers": []}


def first_message() -> bytes:
    message = ForwardMsg()
    message.new_session.SetInParent()
    return bytes(message.SerializeToString())


def last_message() -> bytes:
    message = ForwardMsg()
    message.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    return bytes(message.SerializeToString())


async def settled() -> None:
    """All that can happen by itself has happened."""
    for _ in range(20):
        await asyncio.sleep(0)


class Socket:
    """A WebSocket at whose other end somebody asks for a page; the application runs it for as long as it is told."""

    def __init__(self, pages: PageRuns, *, asks: bool, gone: type[Exception] | None = None) -> None:
        self.sent: list[Message] = []
        self.end_of_run = asyncio.Event()
        self._asks = asks
        self._gone = gone
        self._closed = asyncio.Event()
        self.served = asyncio.create_task(pages.serve(self._app, SCOPE, self._receive, self._send))

    @property
    def closed(self) -> bool:
        return {"type": "websocket.close", "code": CloseCode.SERVICE_RESTART} in self.sent

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "websocket.disconnect":
            await send({"type": "websocket.send", "bytes": first_message()})
            await self.end_of_run.wait()
            await send({"type": "websocket.send", "bytes": last_message()})

    async def _receive(self) -> Message:
        if self._asks:
            self._asks = False
            return {"type": "websocket.receive", "bytes": request()}
        await self._closed.wait()
        return {"type": "websocket.disconnect"}

    async def _send(self, message: Message) -> None:
        if self._gone:
            raise self._gone
        self.sent.append(message)
        if message["type"] == "websocket.close":
            self._closed.set()


def test_a_page_that_is_being_run_is_closed_when_it_has_been_and_others_at_once() -> None:
    async def leave() -> None:
        pages = PageRuns()
        idle, busy = Socket(pages, asks=False), Socket(pages, asks=True)
        await settled()
        closing = asyncio.create_task(pages.close())
        await asyncio.wait_for(idle.served, 5)
        assert (idle.closed, busy.closed, closing.done()) == (True, False, False)
        busy.end_of_run.set()
        await asyncio.wait_for(closing, 5)
        kinds = [message["type"] for message in busy.sent]
        assert kinds == [*["websocket.send"] * 3, "websocket.close"]

    asyncio.run(leave())


def test_a_reader_who_has_just_gone_does_not_keep_the_server_from_closing_the_others() -> None:
    async def fail(message: Message) -> None:
        raise OSError

    async def leave() -> None:
        pages = PageRuns()
        sockets = [Socket(pages, asks=False) for _ in range(3)]
        await settled()
        for page in list(pages._open)[:2]:
            page._send = fail
        await asyncio.wait_for(pages.close(patience=0.1), 5)
        assert sum(connection.closed for connection in sockets) == 1
        for connection in sockets:
            connection.served.cancel()

    asyncio.run(leave())


def test_a_page_that_does_not_end_is_not_waited_for_without_end() -> None:
    async def leave() -> None:
        pages = PageRuns()
        endless = Socket(pages, asks=True)
        await settled()
        await asyncio.wait_for(pages.close(patience=0.1), 5)
        assert not endless.closed
        endless.served.cancel()

    asyncio.run(leave())


@pytest.mark.parametrize(
    ("message", "code"),
    [({"bytes": b"\xff"}, CloseCode.PROTOCOL_ERROR), ({"text": "x"}, CloseCode.UNSUPPORTED_DATA)],
)
def test_who_sends_what_the_front_end_does_not_is_sent_away_and_hears_no_more(
    message: Message, code: CloseCode
) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        received_messages.append(await receive())
        await send({"type": "websocket.send", "bytes": last_message()})

    async def receive() -> Message:
        return {"type": "websocket.receive", **message}

    async def send(message: Message) -> None:
        sent_messages.append(message)

    sent_messages: list[Message] = []
    received_messages: list[Message] = []
    asyncio.run(PageRuns().serve(app, SCOPE, receive, send))
    assert received_messages == [{"type": "websocket.disconnect", "code": code}]
    assert sent_messages == [{"type": "websocket.close", "code": code}]


@pytest.mark.parametrize("error", [RuntimeError, ClientDisconnected])
def test_a_reader_who_has_just_gone_does_not_keep_others_from_being_sent_away(
    error: type[Exception],
) -> None:
    """uvicorn raises these where the WebSocket has been closed, by us or by the reader."""

    async def leave() -> None:
        pages = PageRuns()
        closed_socket, open_socket = (
            Socket(pages, asks=False, gone=error),
            Socket(pages, asks=False),
        )
        await settled()
        await pages.close(patience=0.1)
        assert open_socket.closed
        closed_socket.served.cancel()

    asyncio.run(leave())


def test_readers_at_work_see_their_page_to_its_end_before_they_are_sent_away() -> None:
    """If the server cut runs off, it would cut off nearly every one of these: nobody pauses."""
    begun = Barrier(READERS + 1)

    def read(number: int) -> bool:
        """Whether the last run of a reader had begun when the reader was sent away."""
        chance = random.Random(number)
        with reading(server.address) as reader:
            pages = reader.run().pages
            begun.wait(60)
            for turn in range(10_000):
                payload = request(chance.choice(pages), f"q={number} {turn}")
                running = False
                try:
                    reader._socket.send(payload)
                    kind = ""
                    while kind != "script_finished":
                        message = ForwardMsg.FromString(reader._socket.recv(60, decode=False))
                        kind = message.WhichOneof("type")
                        running = running or kind == "new_session"
                except ConnectionClosedError as error:
                    if error.rcvd and error.rcvd.code == CloseCode.SERVICE_RESTART:
                        return running
                    raise
        raise AssertionError("nobody sent this reader away")

    with serving() as server, ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(read, number) for number in range(READERS)]
        begun.wait(60)
        server.process.terminate()
        cut_off = [future.result() for future in readers if future.result()]
        server.process.wait(timeout=20)
    assert len(cut_off) <= READERS // 4


@pytest.mark.parametrize("host", ["127.0.0.1", "::"])
def test_before_it_is_open_connections_are_refused_and_the_port_is_kept(host: str) -> None:
    with bind(host, 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5)
        listener.listen()
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
