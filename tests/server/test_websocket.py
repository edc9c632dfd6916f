"""Compressed WebSocket messages cannot fill the server's memory, nor keep it from other readers."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from threading import Event

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.server.reader import reading, request
from tests.server.running import Server, serving
from web.websocket import LARGEST, WINDOW

CONNECTIONS = 10
FEW = 3
"""Connections that send many small messages, of which each takes the server some work."""

BOMB = 190_000_000
"""Bytes that a bomb unpacks to."""

READ_AT_ONCE = 256_000
"""Bytes that the event loop of the server reads from a connection at a time."""

MOVED = 50_000_000
"""Bytes of memory that an attack may cost."""

TOO_LARGE = 1009
UNKNOWN_FIELD = b"\xfa\xff\x01"
"""Begins a field that no message of Streamlit has; the number of its bytes and those follow."""


@cache
def packed(content: bytes, *, final: bool = True) -> bytes:
    """One compressed WebSocket frame, as a client sends it."""
    compression = PerMessageDeflate(True, True, 12, 12, {"level": 9})
    return Frame(Opcode.BINARY, content, final).serialize(mask=True, extensions=[compression])


def message_that_does_nothing(size: int) -> bytes:
    """A message of about ``size`` bytes that Streamlit can read."""
    length = bytes([size & 127 | 128, size >> 7 & 127 | 128, size >> 14])
    return UNKNOWN_FIELD + length + bytes(size)


SMALL = packed(message_that_does_nothing(LARGEST - 100))
NUMBER = READ_AT_ONCE // len(SMALL)


def memory(server: Server) -> int:
    """Bytes of memory that the server has at the moment."""
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


@contextmanager
def connected(server: Server) -> Iterator[ClientConnection]:
    """A WebSocket as a browser opens it."""
    with connect(
        f"ws://{server.address}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        ping_interval=None,
    ) as socket:
        yield socket


def close_code(socket: ClientConnection) -> int | None:
    """What the server closes the connection with; None if it does not within 5 seconds."""
    try:
        while True:
            socket.recv(timeout=5)
    except TimeoutError:
        return None
    except ConnectionClosed as error:
        return error.rcvd.code if error.rcvd else None


class Watch:
    """Notes the server's memory, and reads pages, while it is attacked."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._over = Event()
        self._started = Event()
        self.most = 0
        self.runs = 0

    def memory(self) -> None:
        while not self._over.wait(0.002):
            self.most = max(self.most, memory(self._server))

    def pages(self) -> None:
        with reading(self._server.address) as reader:
            while not self._over.is_set():
                assert self._server.get("/_stcore/health").status == 200
                reader.run()
                self.runs += 1
                self._started.set()

    @contextmanager
    def during(self) -> Iterator[None]:
        with ThreadPoolExecutor(2) as pool:
            futures = [pool.submit(self.memory), pool.submit(self.pages)]
            self._started.wait(60)
            try:
                yield
            finally:
                self._over.set()
            for future in futures:
                future.result()


@pytest.fixture(scope="module")
def attacked() -> Iterator[Server]:
    """A server that has shown pages, so that what it needs for them is in its memory."""
    with serving() as server:
        with reading(server.address) as reader:
            for page in reader.run().pages:
                reader.run(page)
        yield server


@pytest.mark.parametrize("final", [False, True], ids=["unfinished", "complete"])
def test_a_message_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    attacked: Server, final: bool, tally: Callable[..., None]
) -> None:
    bomb = packed(bytes(BOMB), final=final)
    before, watch = memory(attacked), Watch(attacked)
    with ExitStack() as stack, watch.during():
        sockets = [stack.enter_context(connected(attacked)) for _ in range(CONNECTIONS)]
        for socket in sockets:
            socket.socket.sendall(bomb)
        codes = [close_code(socket) for socket in sockets]
        watched = watch.runs
        while watch.runs == watched:
            assert attacked.process.poll() is None
    assert codes == [TOO_LARGE] * CONNECTIONS
    tally(hostile_inputs_tried=CONNECTIONS)
    assert watch.most - before < MOVED


def test_many_small_messages_at_once_are_not_unpacked_all_at_once(attacked: Server) -> None:
    assert NUMBER * LARGEST > BOMB
    before, watch = memory(attacked), Watch(attacked)
    with ExitStack() as stack, watch.during():
        sockets = [stack.enter_context(connected(attacked)) for _ in range(FEW)]
        for socket in sockets:
            socket.socket.sendall(SMALL * NUMBER)
        for socket in sockets:
            socket.send(request())
            assert socket.recv(timeout=60), "nothing is answered after the many messages"
    assert attacked.process.poll() is None
    assert watch.most - before < MOVED


def test_the_largest_message_that_is_allowed_is_taken(attacked: Server) -> None:
    with connected(attacked) as socket:
        socket.send(message_that_does_nothing(LARGEST - 16))
        socket.send(request())
        assert socket.recv(timeout=60)
    with connected(attacked) as socket:
        socket.send(message_that_does_nothing(LARGEST - 5))
        assert close_code(socket) == TOO_LARGE


def test_a_page_run_is_sent_in_a_third_of_its_bytes(server: Server) -> None:
    """What it repeats of what it said long before costs no bytes again."""
    with reading(server.address) as reader:
        protocol = reader._socket.protocol
        parts: list[bytes] = []
        take = protocol.receive_data

        def count(data: bytes) -> None:
            parts.append(data)
            take(data)

        protocol.receive_data = count
        run = reader.run(query="since=2020-01-01")
    (compression,) = protocol.extensions
    assert isinstance(compression, PerMessageDeflate)
    assert compression.remote_max_window_bits == WINDOW
    assert sum(map(len, parts)) < sum(message.ByteSize() for message in run.messages) / 3
