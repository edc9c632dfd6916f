"""Page runs and questions of this code beside those of another commit: `make bench-compare BASE=<commit>`.

    python -m tools.benchmarks.compare [BASE] [--sizes SIZE ...] [--data FOLDER] [--quick] [--write]

Each commit runs in its own checkout, in processes of its own, with a database that it builds itself. Both do the same
by turns, each time under a new selection. The output has medians and the median of the ratios, this code : BASE; below
1 is faster. BASE defaults to the last commit. With --write the middle ratios go into docs/BENCHMARKS.md.

Exit codes: 0 compared, 1 BASE cannot serve the data, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import parse_qs

from streamlit.proto.AppPage_pb2 import AppPage

from data.settings import using
from queries import questions
from tests.server.reader import Reader, reading, selections, subjects
from tests.server.running import ROOT, Server, server_serve, serving, streamlit_run
from tools.benchmarks import document
from tools.benchmarks.data import FOLDER, SHIPPED, START_LIMIT, Size, prepared
from tools.benchmarks.questions import most, parameters

SIZES = (SHIPPED, "100000")
ROUNDS, QUICK_ROUNDS = 9, 3

Times = list[tuple[float, float]]
"""Milliseconds of this code and of BASE."""


@contextmanager
def checked_out(base: str) -> Iterator[Path]:
    """The files of a commit in a temporary folder. Raises ValueError if there is no such commit."""
    archive = subprocess.run(
        ["git", "archive", "--format=tar", base], cwd=ROOT, capture_output=True, check=False
    )
    if archive.returncode:
        raise ValueError(f"{base!r} is no commit: {archive.stderr.decode().strip()}")
    with TemporaryDirectory(prefix="base-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        (Path(folder) / "build").mkdir(exist_ok=True)
        yield Path(folder)


def by_turns(rounds: Iterable[Sequence[Callable[[], float | None]]]) -> Times:
    """The times of this code and BASE in each round; in every other round BASE is first."""
    times = []
    for turn, measurements in enumerate(rounds):
        durations = {index: measurements[index]() for index in ((0, 1) if turn % 2 else (1, 0))}
        here, base = durations[0], durations[1]
        if here is not None and base is not None:
            times.append((here, base))
    return times


@contextmanager
def page_reader(folder: Path, environment: dict[str, str]) -> Iterator[Reader]:
    """A reader of a server with the code in a folder, started like its `make run`."""
    older = _server_of_old if (folder / "server" / "serve.py").exists() else streamlit_run
    program = server_serve if (folder / "web").exists() else older
    with serving(folder, start_limit=START_LIMIT, program=program, **environment) as server:
        until_built(server)
        with reading(server.address) as reader:
            yield reader


def until_built(server: Server) -> None:
    """Wait while the server builds its database, which takes minutes for large data; pages answer 503 until then."""
    end = time.monotonic() + START_LIMIT
    while server.get("/").status == HTTPStatus.SERVICE_UNAVAILABLE and time.monotonic() < end:
        time.sleep(1)


def _server_of_old(_folder: Path, port: int) -> list[str]:
    """The command line for commits whose launcher is in the folder server/."""
    return [sys.executable, "-m", "server.serve", f"--server.port={port}"]


def addresses(reader: Reader) -> dict[str, tuple[AppPage, str]]:
    """Address of each page -> the page, and the query string that names its subject."""
    pages = reader.run().pages
    about = subjects(reader, pages)
    return {page.url_pathname: (page, about.get(page.page_script_hash, "")) for page in pages}


def page_run(reader: Reader, page: AppPage, about: str, selection: str) -> float:
    """Milliseconds of a page run."""
    return reader.run(page, f"{selection}&{about}").seconds * 1000


def compare_pages(readers: Sequence[Reader], rounds: int) -> dict[str, Times]:
    """Address of each page that both have -> the times of its runs."""
    pages_by_address = [addresses(reader) for reader in readers]
    queries = iter(selections(rounds * len(pages_by_address[0])))
    return {
        f"/{address}": by_turns(
            [
                partial(page_run, reader, pages[address][0], pages_by_address[0][address][1], query)
                for reader, pages in zip(readers, pages_by_address, strict=True)
            ]
            for query in islice(queries, rounds)
        )
        for address in pages_by_address[0]
        if address in pages_by_address[1]
    }


@contextmanager
def answering(folder: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A process that answers questions with the code in a folder."""
    with subprocess.Popen(
        [sys.executable, "-P", Path(__file__).with_name("answering.py")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def answer(process: subprocess.Popen[str], *request: object) -> float | None:
    """Milliseconds of an answer; None if the process had none. Raises RuntimeError if the process has ended."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(request) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{process.args} answers no questions")
    duration: float | None = json.loads(line)
    return duration


def compare_questions(processes: Sequence[subprocess.Popen[str]], rounds: int) -> dict[str, Times]:
    """Each question that both have -> the times of its answers."""
    frequent_values = most()
    filter_lists = [parse_qs(query) for query in selections(rounds)]
    return {
        question.name: by_turns(
            [
                partial(answer, process, question.name, filters, parameter_values)
                for process in processes
            ]
            for filters in filter_lists
        )
        for question in questions().values()
        for parameter_values in [parameters(question, frequent_values)]
    }


class Compared(NamedTuple):
    """The median ratio, this code : BASE, and the median milliseconds of both, of what has this name."""

    ratio: float
    here: float
    base: float
    name: str


def compared(times: dict[str, Times]) -> list[Compared]:
    """What both commits have, the highest ratio first; last the medians of all. Empty if they share nothing."""
    rows = []
    for name, pairs in times.items():
        if pairs:
            here, base = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratio = statistics.median(new / old for new, old in pairs)
            rows.append(Compared(ratio, here, base, name))
    if not rows:
        return []
    middle = (statistics.median(column) for column in list(zip(*rows, strict=True))[:3])
    return [*sorted(rows, reverse=True), Compared(*middle, f"the middle of {len(rows)}")]


def told(title: str, rows: Sequence[Compared]) -> str:
    """Medians and ratios as lines."""
    if not rows:
        return f"{title}: nothing that both have"
    lines = [f"  {row.name:<40} {row.here:9.1f} {row.base:9.1f} {row.ratio:6.2f}" for row in rows]
    head = f"{title + ', milliseconds':<42} {'here':>9} {'BASE':>9} {'ratio':>6}"
    return "\n".join([head, *lines])


def ratio_row(what: str, commit: str, rows: Sequence[Compared]) -> dict[str, object]:
    """The row of the document about ``rows``, of which there is one at least."""
    *each, middle = rows
    return {
        "of": what,
        "how many": len(each),
        "earlier commit": f"`{commit}`",
        "this code": middle.here,
        "earlier": middle.base,
        "ratio": f"{middle.ratio:.2f}",
        "highest": f"{each[0].ratio:.2f} {each[0].name}",
        "lowest": f"{each[-1].ratio:.2f} {each[-1].name}",
    }


def compare(base: Path, size: Size, rounds: int) -> dict[str, list[Compared]]:
    """Measure page runs and questions of both at one size, and print them."""
    base_environment = {
        **size.environment,
        "DASHBOARD_DATA": str(base / "data" if size.name == SHIPPED else size.source),
        "DASHBOARD_DATABASE": str(base / "build" / f"{size.name}.duckdb"),
    }
    sides = ((ROOT, size.environment), (base, base_environment))
    with using(source=size.source, database=size.database):
        with ExitStack() as stack:
            readers = [stack.enter_context(page_reader(*side)) for side in sides]
            page_runs = compared(compare_pages(readers, rounds))
        print(told(f"Page runs, {size.name}", page_runs), flush=True)
        with ExitStack() as stack:
            processes = [stack.enter_context(answering(*side)) for side in sides]
            answers = compared(compare_questions(processes, rounds))
        print(told(f"Questions, {size.name}", answers), flush=True)
    return {"page runs": page_runs, "questions": answers}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.benchmarks.compare",
        description="Page runs and questions of this code beside those of another commit.",
    )
    parser.add_argument("base", nargs="?", default="HEAD", metavar="BASE", help="a commit")
    parser.add_argument("--sizes", nargs="+", default=SIZES, metavar="SIZE")
    parser.add_argument("--data", type=Path, default=FOLDER, metavar="FOLDER")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--write", action="store_true", help="write docs/BENCHMARKS.md")
    options = parser.parse_args(arguments)
    try:
        with checked_out(options.base) as base:
            for name in options.sizes:
                size = prepared(name, options.data.absolute())
                taken = document.taken(size, options.quick)
                parts = compare(base, size, QUICK_ROUNDS if options.quick else ROUNDS)
                if options.write:
                    rows = [
                        ratio_row(what, options.base, rows) for what, rows in parts.items() if rows
                    ]
                    document.add("ratios", size, taken, rows)
    except ValueError as error:
        parser.error(str(error))
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
