"""What is said of several processes, and that a rolling restart stops where one is not well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from deploy import health, rolling


class Process(ThreadingHTTPServer):
    """Answers as the dashboard does when it is asked how it is."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.status = 200
        self.version = "2026.11+1a2b3c4d"


class Answering(BaseHTTPRequestHandler):
    server: Process

    def do_GET(self) -> None:
        body = {"status": "ok", "data_version": self.server.version, "rows": {"submissions": 9}}
        if self.server.status != 200:
            body = {"status": self.server.status, "detail": "Nobody is at home."}
        self.send_response(self.server.status if self.path == "/wsis/api/v1/health" else 404)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, format: str, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Process]]:
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "/wsis")
    with ExitStack() as stack:
        processes = [stack.enter_context(Process()) for _ in range(3)]
        for process in processes:
            Thread(target=process.serve_forever, daemon=True).start()
            stack.callback(process.shutdown)
        monkeypatch.setenv("PORTS", " ".join(str(process.server_port) for process in processes))
        yield processes


@pytest.fixture
def systemctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that holds the calls of systemctl."""
    program, calls = tmp_path / "systemctl", tmp_path / "calls"
    program.write_text(f'#!/bin/sh\necho "$*" >> {calls}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return calls


def test_each_is_restarted_by_systemd_and_told_of(
    three: list[Process], systemctl: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ports = [process.server_port for process in three]
    assert rolling.main([]) == 0
    assert systemctl.read_text().splitlines() == [f"restart dashboard@{port}" for port in ports]
    assert capsys.readouterr().out.splitlines() == [
        f"{port} ok: data 2026.11+1a2b3c4d, 9 submissions" for port in ports
    ]


def test_nothing_is_restarted_while_another_is_not_well(
    three: list[Process], systemctl: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    three[2].status = 503
    assert rolling.main([]) == 1
    assert not systemctl.exists()
    output = capsys.readouterr().err
    assert output.startswith(f"{three[2].server_port} is not well: ")
    assert "Nothing was restarted" in output


def test_it_stops_at_the_first_that_does_not_come_back(three: list[Process]) -> None:
    ports = [process.server_port for process in three]
    restarted: list[int] = []

    def restart(port: int) -> None:
        restarted.append(port)
        three[1].status = 503 if port == ports[1] else 200

    with pytest.raises(rolling.NotWell, match=f"^{ports[1]} is not well: ") as error:
        rolling.roll(ports, restart=restart, tell=lambda _line: None, wait=0)
    assert restarted == ports[:2]
    assert f"Not restarted: {ports[2]}" in str(error.value)
    assert f"journalctl -u dashboard@{ports[1]}" in str(error.value)


def test_a_restart_that_systemd_refuses_is_named(three: list[Process], systemctl: Path) -> None:
    (systemctl.parent / "systemctl").write_text("#!/bin/sh\nexit 5\n")
    ports = [process.server_port for process in three]
    with pytest.raises(rolling.NotWell, match=f"^{ports[0]} was not restarted: .* status 5"):
        rolling.roll(ports)


def test_health_asks_all_of_them(three: list[Process], capsys: pytest.CaptureFixture[str]) -> None:
    assert health.main([]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    three[1].status = 503
    assert health.main([]) == 1
    message = f":{three[1].server_port}/wsis/api/v1/health answers 503: Nobody is at home. "
    assert message in capsys.readouterr().err
    assert health.main([str(three[0].server_port)]) == 0


def test_who_stays_behind_with_other_data_is_named(three: list[Process]) -> None:
    urls = [f"http://127.0.0.1:{process.server_port}/wsis/api/v1/health" for process in three]
    three[1].version = "2026.10+ffffffff"
    with pytest.raises(ValueError, match=r"Not all serve the same data") as error:
        health.ask_all(urls, wait=0, lag=0.1)
    assert f"{urls[1]}: 2026.10+ffffffff" in str(error.value)


def test_who_only_lags_behind_for_a_moment_is_waited_for(
    three: list[Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [f"http://127.0.0.1:{process.server_port}/wsis/api/v1/health" for process in three]
    three[1].version = "2026.10+ffffffff"

    def catch_up(_seconds: float) -> None:
        three[1].version = three[0].version

    monkeypatch.setattr(health.time, "sleep", catch_up)
    assert {answer.data_version for answer in health.ask_all(urls, wait=0)} == {three[0].version}
