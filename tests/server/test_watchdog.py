"""A server that systemd watches: it gives signs of life while it answers, and none once it hangs."""

import asyncio
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.server.running import Server, serving
from web import watchdog

EVERY = 0.2
"""Seconds between two signs, where systemd waits for three times as long."""


@pytest.fixture(scope="module")
def systemd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[socket.socket]:
    """The socket on which signs arrive."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path_factory.mktemp("systemd") / "notify"))
        listener.settimeout(20 * EVERY)
        yield listener


@pytest.fixture(scope="module")
def watched(systemd: socket.socket) -> Iterator[Server]:
    """Watched, and called by two names only."""
    with serving(
        NOTIFY_SOCKET=systemd.getsockname(),
        WATCHDOG_USEC=str(round(3 * EVERY * 1_000_000)),
        STREAMLIT_SERVER_ALLOWED_HOSTS="127.0.0.1 dashboard.example.org",
    ) as server:
        yield server


def drained(listener: socket.socket) -> None:
    listener.setblocking(False)
    with suppress(BlockingIOError):
        while True:
            listener.recv(64)
    listener.settimeout(20 * EVERY)


def test_signs_come_while_the_server_works_and_none_while_it_hangs(
    systemd: socket.socket, watched: Server
) -> None:
    drained(systemd)
    assert [systemd.recv(64) for _ in range(3)] == [watchdog.SIGN] * 3
    watched.process.send_signal(signal.SIGSTOP)
    try:
        time.sleep(EVERY)
        drained(systemd)
        systemd.settimeout(5 * EVERY)
        with pytest.raises(TimeoutError):
            systemd.recv(64)
    finally:
        watched.process.send_signal(signal.SIGCONT)
    assert systemd.recv(64) == watchdog.SIGN


def test_no_sign_is_given_while_the_event_loop_is_held_up(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.setblocking(False)
        environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "60000"}

        def arrived() -> int:
            count = 0
            with suppress(BlockingIOError):
                while listener.recv(64):
                    count += 1
            return count

        async def held_up() -> int:
            signs = asyncio.create_task(watchdog.send_signs(environment))
            before = 0
            while before < 2:
                await asyncio.sleep(0.01)
                before += arrived()
            time.sleep(0.4)
            during = arrived()
            signs.cancel()
            return during

        assert asyncio.run(held_up()) <= 1  # one may have been on its way


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ({"WATCHDOG_USEC": "60000000", "NOTIFY_SOCKET": "/run/systemd/notify"}, 20),
        ({"WATCHDOG_USEC": "60000000"}, None),
        ({"NOTIFY_SOCKET": "/run/systemd/notify"}, None),
        ({}, None),
    ],
)
def test_signs_are_given_three_times_as_often_as_they_are_waited_for(
    told: dict[str, str], seconds: float | None
) -> None:
    assert watchdog.pause(told) == seconds


def test_the_host_may_be_called_by_its_names_only(watched: Server) -> None:
    assert watched.get("/sitemap.xml", host="dashboard.example.org").status == 200
    assert watched.get("/sitemap.xml", host="evil.example").status == 421
    assert watched.get("/api/v1/themes.json").status == 200
    for monitor in ("10.0.0.7:8501", "evil.example"):
        assert watched.get("/api/v1/health", host=monitor).status == 200
