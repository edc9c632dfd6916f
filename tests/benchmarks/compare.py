"""Whether this code is faster or slower than that of another commit: `make bench-compare BASE=<commit>`.

    python -m tests.benchmarks.compare [BASE] [--questions NAME ...] [--pages PATH ...] [--rounds N] [--quick]
                                       [--json FILE]

Both answer the same questions and run the same pages in turns, each in processes of its own, on the data set of the
environment and a database that each builds itself; BASE is the last commit where none is named. Told are ratios of
medians, this code : BASE; below 1 is faster. Nothing is passed or failed. Exit codes: 0 compared, 2 BASE is no commit.
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
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from data.build import ensure_database
from data.settings import data_set
from queries import Filters, questions
from tests.benchmarks.reader import Reader, reading
from tests.benchmarks.selections import OF_EVERY_QUESTION, asked
from tests.benchmarks.server_time import entity_queries, selections
from tests.benchmarks.sizes import ROOT, START_LIMIT
from tests.server.running import server_serve, serving, streamlit_run

ROUNDS, QUICK_ROUNDS = 9, 3

Times = dict[str, tuple[list[float], list[float]]]
"""What was asked -> milliseconds of this code and of BASE."""


@contextmanager
def checked_out(base: str) -> Iterator[Path]:
    """The files of a commit in a temporary folder. Raises ValueError if there is no such commit."""
    found = subprocess.run(
        ["git", "archive", "--format=tar", base], cwd=ROOT, capture_output=True, check=False
    )
    if found.returncode:
        raise ValueError(f"{base!r} is no commit: {found.stderr.decode().strip()}")
    with TemporaryDirectory(prefix="base-") as folder:
        with tarfile.open(fileobj=io.BytesIO(found.stdout)) as files:
            files.extractall(folder, filter="data")
        yield Path(folder)


class Answering:
    """A process that answers questions with the code in a folder."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def milliseconds(self, asking: dict[str, Any]) -> float | None:
        """How long an answer took; None where this code cannot give it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asking) + "\n")
        self._process.stdin.flush()
        took: float | None = json.loads(self._process.stdout.readline())
        return took


@contextmanager
def answering(folder: Path, environment: dict[str, str]) -> Iterator[Answering]:
    """Start such a process, and end it with the block."""
    worker = Path(__file__).with_name("answering.py")
    with subprocess.Popen(
        [sys.executable, "-P", worker],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        if process.stdout.readline() != "ready\n":
            raise RuntimeError(f"the code in {folder} answers no questions")
        yield Answering(process)


def _askings(only: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What both are asked: a name for it, and the asking."""
    ensure_database()
    with duckdb.connect(str(data_set().database), read_only=True) as connection:
        of_data = asked(connection)
    for question in questions().values():
        if only and question.name not in only:
            continue
        for selection in OF_EVERY_QUESTION:
            filters: Filters = of_data.selections[selection]
            yield (
                f"{question.name}, {selection}",
                {
                    "question": question.name,
                    "query": filters.to_query(),
                    "parameters": of_data.parameters(question),
                },
            )


def compare_questions(
    folders: tuple[Path, Path],
    environments: tuple[dict[str, str], ...],
    only: Sequence[str],
    rounds: int,
) -> Times:
    """Milliseconds of both for each question; those that one of them cannot answer are left out."""
    times: Times = {}
    with ExitStack() as stack:
        sides = [
            stack.enter_context(answering(folder, environment))
            for folder, environment in zip(folders, environments, strict=True)
        ]
        for name, asking in _askings(only):
            both: tuple[list[float], list[float]] = ([], [])
            for turn in range(rounds):
                for place in (0, 1) if turn % 2 else (1, 0):
                    took = sides[place].milliseconds(asking)
                    if took is not None:
                        both[place].append(took)
            if all(both):
                times[name] = both
    return times


def _paths(reader: Reader) -> dict[str, tuple[Any, str]]:
    """The pages by their paths, each with the query it needs to know of what it is."""
    pages = reader.run().pages
    entities = entity_queries(reader, pages)
    return {page.url_pathname: (page, entities.get(page.page_script_hash, "")) for page in pages}


def compare_pages(
    folders: tuple[Path, Path],
    environments: tuple[dict[str, str], ...],
    only: Sequence[str],
    rounds: int,
) -> Times:
    """Milliseconds of both for each page that both have, every time under selections nobody asked for before."""
    times: Times = {}
    with ExitStack() as stack:
        readers = []
        for folder, environment in zip(folders, environments, strict=True):
            # Older code than server/serve.py is started by `streamlit run`.
            program = server_serve if (folder / "server" / "serve.py").exists() else streamlit_run
            server = stack.enter_context(
                serving(folder, start_limit=START_LIMIT, program=program, **environment)
            )
            readers.append(stack.enter_context(reading(server.address)))
        here, there = (_paths(reader) for reader in readers)
        queries = iter(selections(rounds * len(here)))
        for path in here:
            if path not in there or (only and path not in only):
                continue
            both: tuple[list[float], list[float]] = ([], [])
            for turn in range(rounds):
                query = next(queries)
                for place in (0, 1) if turn % 2 else (1, 0):
                    page, entity = (here, there)[place][path]
                    run = readers[place].run(page, f"{query}&{entity}" if entity else query)
                    both[place].append(run.seconds * 1000)
            times[f"/{path}"] = both
    return times


def ratios(times: Times) -> list[dict[str, Any]]:
    """Per thing asked both medians and their ratio, the slowest against BASE first."""
    rows = []
    for name, both in times.items():
        here, base = (statistics.median(one) for one in both)
        rows.append(
            {
                "asked": name,
                "here": round(here, 2),
                "base": round(base, 2),
                "ratio": round(here / base, 3),
            }
        )
    return sorted(rows, key=lambda row: -float(row["ratio"]))


def told(title: str, rows: list[dict[str, Any]]) -> str:
    """The ratios as lines, with the median of them at the top."""
    if not rows:
        return f"\n{title}: nothing that both have"
    middle = statistics.median(row["ratio"] for row in rows)
    head = f"\n{title}: ratio {middle:.2f} in the middle of {len(rows)}"
    columns = f"  {'milliseconds':<46} {'here':>8} {'BASE':>8} {'ratio':>6}"
    lines = [
        f"  {row['asked']:<46.46} {row['here']:8.1f} {row['base']:8.1f} {row['ratio']:6.2f}"
        for row in rows
    ]
    return "\n".join([head, columns, *lines])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.compare",
        description="Tell this code's times as ratios of another commit's.",
    )
    parser.add_argument("base", nargs="?", default="HEAD", metavar="BASE", help="a commit")
    parser.add_argument("--questions", nargs="*", default=(), metavar="NAME")
    parser.add_argument("--pages", nargs="*", default=(), metavar="PATH", help="'' is the first")
    parser.add_argument("--rounds", type=int, metavar="N")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the ratios here, too")
    options = parser.parse_args(arguments)
    rounds = options.rounds or (QUICK_ROUNDS if options.quick else ROUNDS)
    try:
        with checked_out(options.base) as base:
            folders = (ROOT, base)
            environments = ({}, {"DASHBOARD_DATABASE": str(base / "build" / "base.duckdb")})
            (base / "build").mkdir(exist_ok=True)
            found = {
                "questions": ratios(
                    compare_questions(folders, environments, options.questions, rounds)
                ),
                "pages": ratios(compare_pages(folders, environments, options.pages, rounds)),
            }
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for title, rows in found.items():
        print(told(title, rows))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
