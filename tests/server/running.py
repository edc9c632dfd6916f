"""The real server, started as a user starts it, for tests and measurements."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).parents[2]
Program = Callable[[Path, int], list[str]]
"""The command line that starts the dashboard of a folder on a port."""

START_LIMIT = 90
"""Seconds from the start of the process to its first answer, building the database included."""

APPLICATION = (
    ".streamlit",
    "cards",
    "charts",
    "markup",
    "pictures",
    "components",
    "dashboard.py",
    "data",
    "examples",
    "exports",
    "intake",
    "pages",
    "queries",
    "finding",
    "web",
    "i18n",
)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer: status, headers with names in lower case, body as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server: its port, its process, and the file that holds what it printed."""

    port: int
    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def address(self) -> str:
        return f"localhost:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.address}"

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for ``path``; header names are given with underscores for dashes."""
        return answer_over(
            HTTPConnection("127.0.0.1", self.port, timeout=30), path, method, headers
        )


def answer_over(
    connection: HTTPConnection, path: str, method: str, headers: Mapping[str, str]
) -> Answer:
    """The answer over a connection, which is closed then; header names have underscores for dashes."""
    try:
        request_headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=request_headers)
        response = connection.getresponse()
        response_headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, response_headers, response.read())
    finally:
        connection.close()


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True) as listener:
        return int(listener.getsockname()[1])


def server_serve(_folder: Path, port: int) -> list[str]:
    """The command line by which `make run` and the units of deploy/ start it, from its folder."""
    return [sys.executable, "-m", "web.serve", f"--server.port={port}"]


def streamlit_run(folder: Path, port: int) -> list[str]:
    """The command line by which hosts of Streamlit applications start it."""
    script = str(folder / "dashboard.py")
    return [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]


@contextmanager
def serving(
    folder: Path = ROOT,
    cwd: Path | None = None,
    start_limit: float = START_LIMIT,
    program: Program = server_serve,
    **environment: str,
) -> Iterator[Server]:
    """Run ``program``, which starts the dashboard of ``folder`` on a port, from ``cwd`` until the block is left.

    Entered once the server answers. Raises RuntimeError with its log if it ends before that, or has not answered
    after ``start_limit`` seconds.
    """
    port = free_port()
    log_file = folder / "build" / f"server-{port}.log"
    log_file.parent.mkdir(exist_ok=True)
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            program(folder, port),
            cwd=cwd or folder,
            env={**os.environ, **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    server = Server(port, process, log_file)
    try:
        _wait(server, start_limit)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(server: Server, start_limit: float) -> None:
    limit = time.monotonic() + start_limit
    while server.process.poll() is None and time.monotonic() < limit:
        try:
            server.get("/_stcore/health")
            return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{server.log}")


def copy_of_application(folder: Path) -> Path:
    """Copy the dashboard without its database to ``folder`` and return that."""
    ignore = shutil.ignore_patterns("*.duckdb*", ".building-*", "__pycache__")
    folder.mkdir(parents=True, exist_ok=True)
    for name in APPLICATION:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignore)
        else:
            shutil.copy2(source, folder / name)
    return folder
