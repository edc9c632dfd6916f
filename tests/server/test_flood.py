"""One address floods the pages' HTML: other readers, the health report and the signs of life go on."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from statistics import median

import psutil
import pytest
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.server.reader import TIMEOUT, Reader
from tests.server.running import ROOT, Server, answer_over, serving
from web import watchdog

CONNECTIONS = 400
LASTS = 25
"""Seconds of the flood."""

RATE = 60
"""Pages that one address has made in a minute."""

SIGNS = 0.5
"""Seconds between two signs of life."""

LATE = 5.0
"""Seconds within which there is an answer or a sign on a machine that is busy. Before there were limits, it took 20."""

GROWTH = 200_000_000
"""Bytes by which the server may grow. Before there were limits, it grew by as much in half a minute, and went on."""

SLOWER = 8
"""Times as long that a page run may take on a machine that is busy. Before there were limits, it took 50."""

ELSEWHERE = "127.0.0.2"
"""The network address of the other reader."""


class Signs:
    """Signs of life, as systemd hears them."""

    def __init__(self, folder: Path) -> None:
        self.socket_path = str(folder / "notify")
        self.heard: list[float] = []
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._listening.bind(self.socket_path)
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        while self._listening.recv(64) == watchdog.SIGN:
            self.heard.append(time.monotonic())

    def longest_pause(self, begin: float, end: float) -> float:
        """The longest time without a sign between two moments."""
        moments = [begin, *(moment for moment in self.heard if begin < moment < end), end]
        return max(later - earlier for earlier, later in pairwise(moments))


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Signs:
    return Signs(tmp_path_factory.mktemp("systemd"))


@pytest.fixture(scope="module")
def watched(signs: Signs) -> Iterator[Server]:
    environment = {
        "NOTIFY_SOCKET": signs.socket_path,
        "WATCHDOG_USEC": str(round(3 * SIGNS * 1_000_000)),
    }
    with serving(**environment, DASHBOARD_PAGE_RATE=f"{RATE}/minute") as server:
        yield server


def runs(server: Server, seconds: float) -> list[float]:
    """How long page runs take that the other reader asks for one after the other, in seconds."""
    address = ("127.0.0.1", server.port)
    with connect(
        f"ws://{server.address}/_stcore/stream",
        sock=socket.create_connection(address, TIMEOUT, source_address=(ELSEWHERE, 0)),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=TIMEOUT,
    ) as websocket:
        reader = Reader(websocket)
        pages = {page.url_pathname: page for page in reader.run().pages}
        took, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            took.extend(reader.run(pages[name]).seconds for name in ("challenges", "themes"))
    return took


def health(server: Server) -> float:
    """How long the other reader waits for the health report, in seconds."""
    begun = time.monotonic()
    connection = HTTPConnection(
        "127.0.0.1", server.port, timeout=TIMEOUT, source_address=(ELSEWHERE, 0)
    )
    assert answer_over(connection, "/api/v1/health", "GET", {}).status == 200
    return time.monotonic() - begun


def test_a_flood_of_pages_from_one_address_is_little_felt_by_others(
    watched: Server, signs: Signs
) -> None:
    runs(watched, 2)
    quiet = median(runs(watched, 4))
    process = psutil.Process(watched.process.pid)
    before, begun = process.memory_info().rss, time.monotonic()
    flood = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.server.flooding"),
            *map(str, (watched.port, CONNECTIONS, LASTS)),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    waits, took = [], []
    while flood.poll() is None:
        waits.append(health(watched))
        took += runs(watched, 2)
    ended = time.monotonic()
    assert flood.stdout is not None
    answers = json.loads(flood.stdout.read())
    print(
        f"page run {1000 * quiet:.0f} ms, in the flood {1000 * median(took):.0f} ms; "
        f"health {1000 * max(waits):.0f} ms; {answers}; "
        f"{(process.memory_info().rss - before) / 1e6:+.0f} MB"
    )
    assert answers.keys() <= {"200", "429", "painted"}
    assert answers["200"] > CONNECTIONS
    assert 0 < answers["painted"] <= RATE * (1 + (ended - begun) / 60)
    assert median(waits) < LATE
    assert median(took) < SLOWER * quiet
    assert signs.longest_pause(begun, ended) < LATE
    assert process.memory_info().rss - before < GROWTH
    assert watched.process.poll() is None
