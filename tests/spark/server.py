"""A Spark Connect server of the pyspark package, on a free port; `python -m` this module provides its Java."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.browser.commands import command
from tests.deploy.nginx import free_ports

SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    # For few rows: nothing is compiled or planned twice, and what a task holds at least is small.
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.buffer.pageSize": "1m",
}


@dataclass
class Server:
    """A server that can be stopped and started again under the same address."""

    folder: Path
    port: int
    settings: dict[str, str]
    _process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"sc://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it listens; RuntimeError with its log if it does not."""
        spec = find_spec("pyspark")
        assert spec is not None
        assert spec.origin is not None
        program = [
            str(Path(spec.origin).parent / "bin" / "spark-submit"),
            *("--class", "org.apache.spark.sql.connect.service.SparkConnectServer"),
            *("--master", "local[2]", "--driver-memory", "2g"),
        ]
        settings = {
            **self.settings,
            "spark.connect.grpc.binding.port": str(self.port),
            "spark.sql.warehouse.dir": str(self.folder / "warehouse"),
        }
        for name, value in settings.items():
            program += ["--conf", f"{name}={value}"]
        command("java")
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*program, "spark-internal"], cwd=self.folder, stdout=log, stderr=log
            )
        limit = time.monotonic() + 120
        while self._process.poll() is None and time.monotonic() < limit:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError((self.folder / "server.log").read_text(encoding="utf-8"))

    def stop(self) -> None:
        """End it and wait until it has ended."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=30)


@contextmanager
def spark(folder: Path, settings: dict[str, str] | None = None) -> Iterator[Server]:
    """Run a server that keeps its files in ``folder``, with SETTINGS unless others are given."""
    (port,) = free_ports(1)
    server = Server(folder, port, SETTINGS if settings is None else settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()


if __name__ == "__main__":
    print(f"Java for the tests: {command('java')}")
