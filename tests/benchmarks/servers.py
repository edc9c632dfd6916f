"""What the dashboard can be started with: as `make run` does, by `streamlit run` and by plain uvicorn, by turns."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.benchmarks.crowds import readers
from tests.benchmarks.figures import heading, line, summary
from tests.benchmarks.reader import reading
from tests.benchmarks.repeating import Effort, milliseconds
from tests.benchmarks.server_time import entity_queries, selections
from tests.benchmarks.sizes import START_LIMIT
from tests.server.running import Server, server_serve, serving, streamlit_run

AT_ONCE = 10
"""Readers who come at the same moment; also readers who do not pause to think."""

ANSWERS = 50
ANSWER = "/api/v1/themes.json"


def uvicorn_run(_folder: Path, port: int) -> list[str]:
    """The command line by which uvicorn starts the same application."""
    options = ["--host", "", "--no-access-log", "--log-level", "warning"]
    return [sys.executable, "-m", "uvicorn", "dashboard:app", *options, "--port", str(port)]


PROGRAMS = {
    "python -m server.serve": server_serve,
    "streamlit run": streamlit_run,
    "uvicorn": uvicorn_run,
}

Timed = tuple[str, str, float]
"""A program, what it did, milliseconds."""


def measure(effort: Effort) -> list[dict[str, Any]]:
    """One row for each program: milliseconds of page runs, of first visits at once and of a kept answer of the API."""
    times: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in PROGRAMS}
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(serving(start_limit=START_LIMIT, program=program))
            for name, program in PROGRAMS.items()
        }
        for program, what, took in [
            *_pages(servers),
            *_visits(servers, effort),
            *_answers(servers),
        ]:
            times[program][what].append(took)
        busy = {
            name: readers(server.address, AT_ONCE, effort.crowd_seconds / 2, 0.0)
            for name, server in servers.items()
        }
    print(heading("What the dashboard is started with", "milliseconds"))
    for name, of in times.items():
        for what, took in of.items():
            print(line(f"{name}: {what}", took))
    return [
        {
            "program": name,
            **{what: summary(took) for what, took in of.items()},
            "runs_a_second": busy[name]["runs_a_second"],
            "errors": busy[name]["errors"],
        }
        for name, of in times.items()
    ]


def _pages(servers: dict[str, Server]) -> Iterator[Timed]:
    """Every page of each under a selection that nobody asked for before, and under the same again."""
    with ExitStack() as stack:
        asking = {
            name: stack.enter_context(reading(server.address)) for name, server in servers.items()
        }
        pages = {name: reader.run().pages for name, reader in asking.items()}
        entities = entity_queries(*next((asking[name], pages[name]) for name in asking))
        queries = iter(selections(len(next(iter(pages.values())))))
        for each in zip(*pages.values(), strict=True):
            about = entities.get(each[0].page_script_hash, "")
            query = f"{next(queries)}&{about}"
            for name, page in zip(pages, each, strict=True):
                yield name, "new", asking[name].run(page, query).seconds * 1000
                yield name, "again", asking[name].run(page, query).seconds * 1000


def _visits(servers: dict[str, Server], effort: Effort) -> Iterator[Timed]:
    """AT_ONCE first visits at the same moment, of each in turn."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in range(effort.visits):
            for name, server in servers.items():
                for took in threads.map(_visit, [server.address] * AT_ONCE):
                    yield name, "first_visits", took


def _visit(address: str) -> float:
    begun = time.perf_counter()
    with reading(address) as reader:
        reader.run()
        return (time.perf_counter() - begun) * 1000


def _answers(servers: dict[str, Server]) -> Iterator[Timed]:
    for _ in range(ANSWERS):
        for name, server in servers.items():
            yield name, "answer", milliseconds(lambda server=server: server.get(ANSWER))
