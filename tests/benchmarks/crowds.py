"""1, 10, 50 and 200 readers with pauses to think, while nobody downloads and while others do."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from data import SOURCE
from data.settings import data_set
from tests.benchmarks.downloads import downloading
from tests.benchmarks.figures import summary
from tests.benchmarks.repeating import Effort
from tests.benchmarks.sizes import ROOT, START_LIMIT
from tests.server.running import Server, serving

THINK = 5.0
"""Seconds of the mean pause."""
DOWNLOADING = 4
"""Clients that download without a pause, where some do."""

CROWDS = ((1, False), (10, False), (50, False), (200, False), (50, True))
CROWDS_OF_MUCH_DATA = ((10, False), (50, False), (50, True))
"""Readers, and whether others download meanwhile."""


class Memory:
    """The most memory a process and its children hold at once while the block lasts, in megabytes."""

    def __init__(self, process: int) -> None:
        self.peak = 0.0
        self._process = psutil.Process(process)
        self._stopped = threading.Event()
        self._watching = threading.Thread(target=self._watch)

    def __enter__(self) -> Memory:
        self._watching.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopped.set()
        self._watching.join()

    def _watch(self) -> None:
        while True:
            self.peak = max(self.peak, resident(self._process))
            if self._stopped.wait(0.5):
                return


def resident(process: psutil.Process) -> float:
    """Megabytes that a process and its children hold now."""
    return sum(one.memory_info().rss for one in [process, *process.children(True)]) / 1e6


def readers(
    address: str, number: int, seconds: float, think: float = THINK, *options: str
) -> dict[str, Any]:
    """What so many readers meet, who are a process of their own: the figures of ``tests.benchmarks.readers``."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        arguments = ["--readers", str(number), "--seconds", str(seconds), "--think", str(think)]
        arguments += options
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.readers", address, *arguments, "--json", file],
            cwd=ROOT,
            check=True,
        )
        figures: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return figures


def _crowd(server: Server, number: int, downloads: bool, seconds: float) -> dict[str, Any]:
    processor = psutil.Process(server.process.pid).cpu_times()
    with (
        Memory(server.process.pid) as memory,
        downloading(server.port, DOWNLOADING if downloads else 0) as files,
    ):
        figures = readers(server.address, number, seconds)
    used = psutil.Process(server.process.pid).cpu_times()
    return {
        "readers": number,
        "downloading": DOWNLOADING if downloads else 0,
        "seconds": seconds,
        "think": THINK,
        "run": summary(figures["runs"]) if figures["runs"] else None,
        "first_visit": summary(figures["first_visits"]) if figures["first_visits"] else None,
        "runs_a_second": figures["runs_a_second"],
        "errors": figures["errors"],
        "server_peak_megabytes": round(memory.peak),
        "server_processor_share": round(
            (used.user + used.system - processor.user - processor.system) / seconds, 2
        ),
        "clients_processor_share": figures["clients_processor_share"],
        "downloaded_megabytes_a_second": round(files.size / seconds / 1e6, 1),
        "failed_downloads": files.failed + files.refused,
    }


def measure(effort: Effort) -> list[dict[str, Any]]:
    """One row for each crowd, on one server that starts with the first."""
    shipped = data_set().source == SOURCE
    with serving(start_limit=START_LIMIT) as server:
        return [
            _crowd(
                server,
                number,
                downloads,
                effort.crowd_seconds / (1 if shipped and not downloads else 2),
            )
            for number, downloads in (CROWDS if shipped else CROWDS_OF_MUCH_DATA)
        ]
