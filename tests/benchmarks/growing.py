"""What grows with the data outside of questions and pages: building, starting, memory, files."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from data.settings import data_set
from tests.benchmarks import growth
from tests.benchmarks.crowds import Memory, resident
from tests.benchmarks.figures import summary
from tests.benchmarks.reader import reading
from tests.benchmarks.repeating import Effort
from tests.benchmarks.server_time import selections
from tests.benchmarks.sizes import START_LIMIT
from tests.server.running import serving

STARTS = 3
SECONDS_OF_PAGES = 60.0


def _files(megabytes_of: list[Path]) -> float:
    return round(sum(path.stat().st_size for path in megabytes_of) / 1e6, 1)


def _steps() -> list[dict[str, Any]]:
    """Checking the tables, and building the database once more beside the one that is served."""
    with TemporaryDirectory(dir=data_set().database.parent, prefix=".building-again-") as folder:
        target = Path(folder) / data_set().database.name
        steps = [
            growth.measure("check", "data.check", "--source", data_set().source),
            growth.measure(
                "build", "data.build", "--source", data_set().source, "--target", target
            ),
        ]
    return [
        {
            "step": one.step,
            "seconds": one.seconds,
            "processor_seconds": one.processor_seconds,
            "megabytes": one.peak_megabytes,
        }
        for one in steps
    ]


def _serving(effort: Effort) -> list[dict[str, Any]]:
    """From the start of the server, with its database there, to its first answer; then every page under filters."""
    starts, at_rest = [], 0.0
    for _start in range(min(STARTS, effort.visits)):
        begun = time.monotonic()
        with serving(start_limit=START_LIMIT) as server:
            starts.append(time.monotonic() - begun)
            process = psutil.Process(server.process.pid)
            at_rest = resident(process)
            with Memory(server.process.pid) as memory:
                _every_page(server.address)
    return [
        {"step": "start", "seconds": summary(starts)["median"], "megabytes": round(at_rest)},
        {"step": "every page twice", "megabytes": round(memory.peak)},
    ]


def _every_page(address: str) -> None:
    with reading(address) as reader:
        pages = reader.run().pages
        until = time.monotonic() + SECONDS_OF_PAGES
        for page, query in zip(pages * 2, selections(len(pages) * 2), strict=True):
            if time.monotonic() < until:
                reader.run(page, query)


def measure(effort: Effort) -> list[dict[str, Any]]:
    """One row for each step: seconds and megabytes it takes, or megabytes of files."""
    rows = [*_steps(), *_serving(effort)]
    tables = sorted(data_set().source.glob("*.csv"))
    rows += [
        {"step": "tables as CSV", "megabytes": _files(tables)},
        {"step": "database", "megabytes": _files([data_set().database])},
    ]
    for one in rows:
        print(f"  {one}", flush=True)
    return rows
