"""How much memory the server holds after many page runs: `python -m tests.benchmarks.memory [RUNS]`."""

from __future__ import annotations

import sys
from itertools import cycle, islice

import psutil

from tests.benchmarks.reader import reading
from tests.benchmarks.server_time import selections
from tests.server.running import serving

RUNS = 2_000
WARM = 200
SELECTIONS = 700
PER_SESSION = 20
"""Runs after which a reader leaves and another comes."""


def page_runs(address: str, number: int) -> None:
    """Run so many pages with ever other selections, in sessions that come and go."""
    queries = list(islice(cycle(selections(min(number, SELECTIONS))), number))
    for begun in range(0, number, PER_SESSION):
        with reading(address) as reader:
            pages = reader.run().pages
            for turn, query in enumerate(queries[begun : begun + PER_SESSION - 1]):
                reader.run(pages[(begun + turn) % len(pages)], query)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with serving() as server:
        process = psutil.Process(server.process.pid)
        page_runs(server.address, WARM)
        print(f"after {WARM:,} page runs {process.memory_info().rss / 1e6:.0f} MB", flush=True)
        for _part in range(4):
            page_runs(server.address, runs // 4)
            print(f"{runs // 4:,} later {process.memory_info().rss / 1e6:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
