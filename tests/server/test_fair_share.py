"""Page runs of one network address do not keep those of another waiting."""

import asyncio
import gc

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.frames import CloseCode
from websockets.typing import Subprotocol

from tests.server.reader import request
from tests.server.running import Server
from web import page_runs
from web.page_runs import MAX_CONCURRENT_RUNS, MAX_QUEUED, PageRuns
from web.streamlit_internals import Messages, Step

MANY = 30
"""WebSockets of one network."""

RUN = request()
MESSAGES = Messages()
STOP = MESSAGES.stop
INTERRUPTED = ForwardMsg.FINISHED_EARLY_FOR_RERUN


def beginning() -> Message:
    """The first message of a page run."""
    message = ForwardMsg()
    message.new_session.name = "dashboard"
    return {"type": "websocket.send", "bytes": bytes(message.SerializeToString())}


def end(how: int = ForwardMsg.FINISHED_SUCCESSFULLY) -> Message:
    """The last message of a page run."""
    message = ForwardMsg()
    message.script_finished = how
    return {"type": "websocket.send", "bytes": bytes(message.SerializeToString())}


def saying(words: str) -> bytes:
    """A message that requests no page run: a field that no message of Streamlit has."""
    return b"\xfa\xff\x01" + bytes([len(words)]) + words.encode()


class Reader:
    """Somebody with one WebSocket, and what the application hears of it."""

    def __init__(self, share: PageRuns, address: str = "192.0.2.1") -> None:
        self.heard: list[bytes] = []
        self.told_of_leaving = False
        self.got: list[Message] = []
        self._sent: asyncio.Queue[Message] = asyncio.Queue()
        scope = {"type": "websocket", "path": "/", "query_string": b"", "headers": []}
        scope |= {"client": (address, 1), "reader": self}
        self.served = asyncio.ensure_future(
            share.serve(streamlit, scope, self._sent.get, self._take)
        )

    async def _take(self, message: Message) -> None:
        self.got.append(message)
        if message["type"] == "websocket.close":
            self.leaves()

    def asks(self, payload: bytes = RUN) -> None:
        self._sent.put_nowait({"type": "websocket.receive", "bytes": payload})

    def leaves(self) -> None:
        self._sent.put_nowait({"type": "websocket.disconnect", "code": 1001})

    @property
    def runs(self) -> int:
        """How many page runs the application was asked for."""
        return self.heard.count(RUN)

    async def application(self, receive: Receive, send: Send) -> None:
        self.say = send
        while (message := await receive())["type"] == "websocket.receive":
            self.heard.append(message["bytes"])
            if message["bytes"] == saying("fail"):
                raise RuntimeError
        self.told_of_leaving = True

    async def sees_the_run(self) -> None:
        """The page is run from its beginning to its end."""
        await self.say(beginning())
        await self.say(end())


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands in for Streamlit; what it says is said by the tests."""
    await scope["reader"].application(receive, send)


async def settled() -> None:
    """All that can happen by itself has happened."""
    for _ in range(200):
        await asyncio.sleep(0)


async def until(reader: Reader, runs: int) -> None:
    """Wait for what only time brings."""
    async with asyncio.timeout(10):
        while reader.runs < runs:
            await asyncio.sleep(0.01)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def share() -> PageRuns:
    return PageRuns()


@pytest.mark.anyio
class TestTurns:
    async def test_another_address_begins_while_one_run_of_the_busy_address_goes_on(
        self, share: PageRuns
    ) -> None:
        busy = [Reader(share) for _ in range(MANY)]
        for reader in busy:
            reader.asks()
        other = Reader(share, "192.0.2.2")
        for turn in range(2 * MANY):
            other.asks()
            await settled()
            assert sum(reader.runs for reader in busy) == turn + 1
            assert other.runs == turn + 1
            await other.sees_the_run()
            await busy[turn % MANY].sees_the_run()
            busy[turn % MANY].asks()

    async def test_readers_of_one_address_take_turns(self, share: PageRuns) -> None:
        readers = [Reader(share) for _ in range(5)]
        for reader in readers:
            reader.asks()
        for round_ in range(1, 4):
            for reader in readers:
                await settled()
                assert reader.runs == round_
                reader.asks()
                await reader.sees_the_run()

    async def test_a_request_during_the_own_run_is_passed_on_at_once(self, share: PageRuns) -> None:
        reader, other = Reader(share), Reader(share)
        reader.asks()
        await settled()
        other.asks()
        reader.asks()
        await settled()
        assert (reader.runs, other.runs) == (2, 0)
        for message in (beginning(), end(INTERRUPTED), beginning()):
            await reader.say(message)
            await settled()
            assert other.runs == 0
        await reader.say(end())
        await settled()
        assert other.runs == 1

    async def test_a_request_at_the_very_end_of_the_own_run_keeps_the_place(
        self, share: PageRuns
    ) -> None:
        reader, other = Reader(share), Reader(share)
        reader.asks()
        other.asks()
        await settled()
        await reader.say(beginning())
        reader.asks()
        await settled()
        await reader.say(end())
        await settled()
        assert other.runs == 0
        await reader.sees_the_run()
        await settled()
        assert other.runs == 1

    async def test_what_is_no_request_for_a_run_does_not_wait(self, share: PageRuns) -> None:
        first, second = Reader(share), Reader(share)
        first.asks()
        second.asks(STOP)
        second.asks(saying("1"))
        await settled()
        assert second.heard == [STOP, saying("1")]

    async def test_what_comes_while_one_waits_is_passed_on_after_it_in_order(
        self, share: PageRuns
    ) -> None:
        first, second = Reader(share), Reader(share)
        first.asks()
        for payload in (RUN, saying("1"), saying("2")):
            second.asks(payload)
        await settled()
        assert second.heard == []
        await first.sees_the_run()
        await settled()
        assert second.heard == [RUN, saying("1"), saying("2")]
        second.asks(saying("3"))
        await settled()
        assert second.heard[-1] == saying("3")


@pytest.mark.anyio
class TestNetworks:
    async def test_a_network_of_64_bits_is_one_reader(self, share: PageRuns) -> None:
        readers = [Reader(share, f"2001:db8:0:1::{number:x}") for number in range(1, MANY)]
        for reader in readers:
            reader.asks()
        await settled()
        assert sum(reader.runs for reader in readers) == MAX_CONCURRENT_RUNS[0]

    async def test_a_network_of_48_bits_has_two_runs_at_once(self, share: PageRuns) -> None:
        readers = [Reader(share, f"2001:db8:0:{number:x}::1") for number in range(MANY)]
        for reader in readers:
            reader.asks()
        await settled()
        assert sum(reader.runs for reader in readers) == MAX_CONCURRENT_RUNS[1]
        other = Reader(share, "2001:db8:1::1")
        other.asks()
        await settled()
        assert other.runs == 1
        for reader in readers:
            await reader.sees_the_run()
            await settled()
        assert [reader.runs for reader in readers] == [1] * MANY

    async def test_nothing_is_kept_of_networks_whose_readers_have_left(
        self, share: PageRuns
    ) -> None:
        readers = [Reader(share, f"192.0.2.{number}") for number in range(MANY)]
        for reader in readers:
            reader.asks()
        await settled()
        assert len(share._queues) == MANY
        for reader in readers:
            await reader.sees_the_run()
            reader.leaves()
            await reader.served
        del readers, reader
        gc.collect()
        assert len(share._queues) == 0


@pytest.mark.anyio
class TestPlacesComeBack:
    async def test_from_a_reader_who_leaves_while_waiting(self, share: PageRuns) -> None:
        first, leaving, last = Reader(share), Reader(share), Reader(share)
        for reader in (first, leaving, last):
            reader.asks()
            await settled()
        leaving.asks(saying("1"))
        leaving.leaves()
        await settled()
        assert (leaving.heard, leaving.told_of_leaving) == ([], True)
        await first.sees_the_run()
        await settled()
        assert last.runs == 1

    async def test_from_a_reader_who_leaves_as_the_turn_comes(
        self, share: PageRuns, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page_runs, "START_TIMEOUT", 600)
        monkeypatch.setattr(page_runs, "MAX_RUN", 600)
        first, leaving, last = Reader(share), Reader(share), Reader(share)
        for reader in (first, leaving, last):
            reader.asks()
            await settled()
        leaving.leaves()
        await first.sees_the_run()
        await settled()
        assert leaving.told_of_leaving
        assert last.runs == 1

    async def test_from_a_reader_who_leaves_during_the_run_when_the_run_has_ended(
        self, share: PageRuns
    ) -> None:
        leaving, other = Reader(share), Reader(share)
        leaving.asks()
        other.asks()
        await settled()
        await leaving.say(beginning())
        leaving.leaves()
        await settled()
        assert leaving.heard == [RUN, STOP]
        assert (leaving.told_of_leaving, other.runs) == (False, 0)
        count = len(leaving.got)
        await leaving.say(end())
        await settled()
        assert (leaving.told_of_leaving, other.runs) == (True, 1)
        assert len(leaving.got) == count

    async def test_from_a_reader_to_whom_nothing_can_be_sent(
        self, share: PageRuns, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(self: Reader, message: Message) -> None:
            raise OSError

        monkeypatch.setattr(Reader, "_take", fail)
        unreachable, other = Reader(share), Reader(share)
        unreachable.asks()
        other.asks()
        await settled()
        await unreachable.sees_the_run()
        await settled()
        assert other.runs == 1

    async def test_from_a_request_that_begins_no_run(
        self, share: PageRuns, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page_runs, "START_TIMEOUT", 0.05)
        for _round in range(3):
            asks, other = Reader(share), Reader(share)
            asks.asks()
            other.asks()
            await until(other, 1)
            await other.sees_the_run()

    async def test_but_not_from_a_run_that_has_begun(
        self, share: PageRuns, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page_runs, "START_TIMEOUT", 0.05)
        monkeypatch.setattr(page_runs, "MAX_RUN", 600)
        busy, other = Reader(share), Reader(share)
        elsewhere = [Reader(share, "192.0.2.2") for _ in range(2)]
        for reader in (busy, other, *elsewhere):
            reader.asks()
        await settled()
        await busy.say(beginning())
        await until(elsewhere[1], 1)
        assert other.runs == 0

    async def test_from_a_run_that_does_not_end(
        self, share: PageRuns, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page_runs, "MAX_RUN", 0.1)
        endless, other = Reader(share), Reader(share)
        endless.asks()
        other.asks()
        await settled()
        await endless.say(beginning())
        await until(other, 1)
        monkeypatch.setattr(page_runs, "MAX_RUN", 600)
        other.leaves()
        endless.asks()
        await until(endless, 2)

    async def test_from_a_reader_who_leaves_a_run_that_does_not_end(
        self, share: PageRuns, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page_runs, "MAX_RUN", 0.1)
        reader = Reader(share)
        reader.asks()
        await settled()
        await reader.say(beginning())
        reader.leaves()
        await asyncio.wait_for(reader.served, 10)
        assert reader.told_of_leaving

    async def test_from_an_application_that_fails(
        self, share: PageRuns, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page_runs, "MAX_RUN", 0.1)
        failing, other = Reader(share), Reader(share)
        failing.asks()
        other.asks()
        await settled()
        await failing.say(beginning())
        failing.asks(saying("fail"))
        with pytest.raises(RuntimeError):
            await failing.served
        await until(other, 1)

    async def test_from_a_connection_that_is_cancelled_in_the_line(self, share: PageRuns) -> None:
        first, cancelled, last = Reader(share), Reader(share), Reader(share)
        for reader in (first, cancelled, last):
            reader.asks()
        await settled()
        cancelled.served.cancel()
        await settled()
        assert cancelled.served.cancelled()
        await first.sees_the_run()
        await settled()
        assert last.runs == 1

    async def test_of_a_connection_that_has_ended_nothing_goes_on(self, share: PageRuns) -> None:
        before = asyncio.all_tasks()
        first, failing = Reader(share), Reader(share)
        first.asks()
        failing.asks()
        failing.asks(saying("fail"))
        await settled()
        await first.sees_the_run()
        with pytest.raises(RuntimeError):
            await failing.served
        first.leaves()
        await first.served
        await settled()
        assert asyncio.all_tasks() == before

    async def test_who_sends_without_end_while_waiting_is_sent_away(self, share: PageRuns) -> None:
        first, sending, last = Reader(share), Reader(share), Reader(share)
        first.asks()
        for _ in range(1 + MAX_QUEUED):
            sending.asks()
        last.asks()
        await settled()
        assert sending.got == [{"type": "websocket.close", "code": CloseCode.POLICY_VIOLATION}]
        assert (sending.heard, sending.told_of_leaving) == ([], True)
        await first.sees_the_run()
        await settled()
        assert last.runs == 1


class Crowd:
    """Readers at one address of a running server, each of whom asks for a page again once it has come."""

    def __init__(self, server: Server, address: str, number: int) -> None:
        self._server = server
        self._address = address
        self._reading = [asyncio.ensure_future(self._read()) for _ in range(number)]
        self.runs = 0
        self.in_progress = 0
        self.begun = asyncio.Event()

    async def _read(self) -> None:
        async with connect(
            f"ws://127.0.0.1:{self._server.port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            local_addr=(self._address, 0),
        ) as socket:
            while True:
                await socket.send(RUN)
                ended = False
                while not ended:
                    data = await socket.recv(decode=False)
                    step, _message = MESSAGES.step(data)
                    if step is Step.BEGINS:
                        self.in_progress += 1
                        self.begun.set()
                    ended = step is Step.ENDS
                self.in_progress -= 1
                self.runs += 1

    async def end(self) -> None:
        """Close all WebSockets."""
        for task in self._reading:
            task.cancel()
        await asyncio.gather(*self._reading, return_exceptions=True)


@pytest.mark.anyio
async def test_a_running_server_runs_pages_of_two_addresses_side_by_side(server: Server) -> None:
    """Messages of different WebSockets are not read in the order in which they were sent, hence the doubled bound."""
    busy = Crowd(server, "127.0.0.1", MANY)
    async with asyncio.timeout(60):
        while busy.runs < MANY:
            await asyncio.sleep(0.01)
    counts = []
    for _turn in range(10):
        other = Crowd(server, "127.0.0.2", 1)
        async with asyncio.timeout(60):
            await other.begun.wait()
        counts.append(busy.in_progress)
        await other.end()
    await busy.end()
    assert max(counts) <= 2 * MAX_CONCURRENT_RUNS[0]


@pytest.mark.anyio
async def test_a_run_that_is_asked_for_again_ends_before_the_next_begins(server: Server) -> None:
    async with connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
    ) as socket:
        running = False
        for turn in range(30):
            await socket.send(request(query=f"q={turn}"))
            begun = False
            while not begun:
                message = ForwardMsg.FromString(await socket.recv(decode=False))
                running = running and message.WhichOneof("type") != "script_finished"
                if begun := message.WhichOneof("type") == "new_session":
                    assert not running
            running = True
