"""One real server through everything that can befall its database: it is never started anew."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from data import DATABASE
from data.build import build
from tests.faults.states import garbage
from tests.queries import variants
from tests.server.reader import Run, reading, selections
from tests.server.running import Server, copy_of_application, serving

READERS = 10
"""Of each kind: sessions over WebSockets, and programs that ask the data API."""

RENEWALS = 30
PATIENCE = 60
"""Seconds that a machine busy with other things may take."""

RUNS = int(os.environ.get("PAGE_RUNS", "60"))
"""Page runs before memory is first looked at, and the same once more."""

PER_SESSION = 20
"""Page runs after which a reader leaves and another comes."""

GROWTH = 150_000
"""Bytes a page run may leave behind on average while memory still settles; what a page sends is more than that."""


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another build, with one title changed."""
    folder = variants.copy(tmp_path_factory.mktemp("other"))
    variants.retitle(folder, "tccm-rev2", "Entirely unprecedented")
    build(folder, folder / "other.duckdb")
    return folder / "other.duckdb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dashboard with a database that is garbage, and tables of which none can be built."""
    copied = copy_of_application(tmp_path_factory.mktemp("running") / "dashboard")
    shutil.copy(DATABASE, copied / "data" / DATABASE.name)
    garbage(copied / "data" / DATABASE.name)
    table = copied / "data" / "themes.csv"
    (copied / "themes.csv").write_bytes(table.read_bytes())
    table.write_bytes(table.read_bytes() + table.read_bytes().splitlines(keepends=True)[1])
    return copied


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with serving(
        folder, DASHBOARD_API_RATE="", DASHBOARD_LIGHT_RATE="", DASHBOARD_PAGE_RATE=""
    ) as running:
        yield running


@pytest.fixture
def database_path(folder: Path) -> Path:
    return folder / "data" / DATABASE.name


def put(build: Path, database: Path) -> None:
    """Put a database in its place in one step, as data.build does."""
    beside = database.with_name("beside")
    shutil.copy(build, beside)
    beside.replace(database)


def wait(until: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < limit
        time.sleep(0.1)


def status(server: Server, path: str = "/") -> int:
    return server.get(path).status


def words(run: Run) -> str:
    return str(run.messages)


def test_started_without_data_it_says_so_and_opens_once_there_are_some(
    server: Server, database_path: Path
) -> None:
    for path in ("/", "/challenges", "/light/", "/_stcore/health", "/api/v1/health"):
        response = server.get(path)
        assert response.status == 503, path
        assert int(response.headers["retry-after"]) > 0
    assert b"Please try again in a minute" in server.get("/").body
    assert "themes.csv, line" in server.log
    assert f"{DATABASE.name} cannot be read" in server.log
    put(DATABASE, database_path)
    wait(lambda: status(server) == 200)
    wait(lambda: "The dashboard is open" in server.log)
    assert status(server, "/api/v1/health") == 200
    assert "Traceback" not in server.log


def test_spoilt_under_its_readers_it_says_so_and_recovers(
    server: Server, database_path: Path, tally: Callable[..., None]
) -> None:
    tally(faults_survived=1)
    with reading(server.address) as reader:
        assert "cannot read the data" not in words(reader.run())
        garbage(database_path)
        assert "cannot read the data at the moment" in words(reader.run(query="theme=ai"))
        wait(lambda: status(server) == 503)
        assert status(server, "/_stcore/health") == 503
        assert status(server, "/api/v1/health") == 503
        assert status(server, "/light/") == 503
        put(DATABASE, database_path)
        wait(lambda: status(server) == 200)
        assert "cannot read the data" not in words(reader.run(query="theme=ai"))
    assert "Traceback" not in server.log


def test_with_sound_tables_it_mends_the_database_itself(
    server: Server, folder: Path, database_path: Path
) -> None:
    shutil.copy(folder / "themes.csv", folder / "data" / "themes.csv")
    garbage(database_path)
    wait(lambda: status(server, "/api/v1/health") == 503)
    wait(lambda: status(server, "/api/v1/health") == 200)
    assert "There is data to show again" in server.log


def test_twenty_readers_see_no_error_while_the_data_are_renewed(
    server: Server, database_path: Path, other: Path
) -> None:
    stop = threading.Event()

    def look(number: int) -> set[str]:
        seen = set()
        with reading(server.address) as reader:
            page = reader.run().pages[number]
            while not stop.is_set():
                text = words(reader.run(page, f"organisation=itu&q={number}"))
                seen |= {sign for sign in ("went wrong", "cannot read the data") if sign in text}
        return seen

    def ask(number: int) -> set[int]:
        addresses = ("themes.csv", "submission.json?id=tccm-rev2", "health", "points.json?limit=9")
        seen = set()
        while not stop.is_set():
            for address in addresses:
                seen.add(status(server, f"/api/v1/{address}"))
            seen.add(status(server, "/light/submission/tccm-rev2"))
            seen.add(status(server, f"/feed.atom?q={number}"))
        return seen

    with ThreadPoolExecutor(2 * READERS) as pool:
        looking = [pool.submit(look, number) for number in range(READERS)]
        asking = [pool.submit(ask, number) for number in range(READERS)]
        try:
            for turn in range(8):
                time.sleep(0.5)
                put(other if turn % 2 == 0 else DATABASE, database_path)
            time.sleep(1)
        finally:
            stop.set()
        assert set.union(*(future.result() for future in looking)) == set()
        assert set.union(*(future.result() for future in asking)) == {200}
    assert "Traceback" not in server.log


def test_old_databases_are_closed(server: Server, database_path: Path, other: Path) -> None:
    def held() -> list[str]:
        folder = Path(f"/proc/{server.process.pid}/fd")
        links = []
        for entry in folder.iterdir():
            try:
                links.append(str(entry.readlink()))
            except FileNotFoundError:
                continue
        return [link for link in links if str(database_path) in link or "beside" in link]

    for turn in range(RENEWALS):
        put(other if turn % 2 == 0 else DATABASE, database_path)
        assert status(server, "/api/v1/points.json?limit=2") == 200
    wait(lambda: len(held()) <= 2)


def page_runs(address: str, number: int) -> None:
    """Run so many pages, each under another selection, in sessions that come and go."""
    queries = selections(number)
    for begun in range(0, number, PER_SESSION):
        with reading(address) as reader:
            pages = reader.run().pages
            for turn, query in enumerate(queries[begun : begun + PER_SESSION - 1], begun):
                reader.run(pages[turn % len(pages)], query)


def test_memory_stays_bounded_over_page_runs(
    server: Server, database_path: Path, tally: Callable[..., None]
) -> None:
    put(DATABASE, database_path)
    wait(lambda: status(server) == 200)
    process = psutil.Process(server.process.pid)
    page_runs(server.address, RUNS)
    before = process.memory_info().rss
    page_runs(server.address, RUNS)
    grown = process.memory_info().rss - before
    assert grown < RUNS * GROWTH, f"{grown / RUNS:,.0f} bytes a run"
    tally(page_runs=2 * RUNS, bytes_grown_in_half_of_them=max(grown, 0))
