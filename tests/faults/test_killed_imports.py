"""Imports that are killed while a server reads the same folder: it goes on serving, and the next import is clean."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from data.atomic_replace import reading
from data.build import build
from tests.server.running import ROOT, Server, serving

LUMEN = ROOT / "tests" / "consultation" / "lake-lumen"
SUBMISSION, ORGANISATION = "ferryshire-green", "ferryshire"
PATIENCE = 60
"""Seconds that a machine busy with other things may take."""

KILLED_BEFORE = """
import os, signal, sys
from intake import add

left = int(sys.argv[1])

def look(event, arguments):
    global left
    if event == "os.rename" and ".add" in str(arguments[0]):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(look)
sys.exit(add.main(sys.argv[2:]))
"""
MOMENTS = {
    "all is written and nothing decided": (1, False),
    "one of two tables is in its place": (3, True),
}
"""When it is killed: before which of its renamings, and whether that comes after the one that decides.

tests/data/test_changing.py kills it at every step; here a server looks on.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LUMEN, tmp_path / "data"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "served.duckdb"


@pytest.fixture
def server(folder: Path, database: Path) -> Iterator[Server]:
    environment = {"DASHBOARD_DATA": str(folder), "DASHBOARD_DATABASE": str(database)}
    with serving(
        **environment, DASHBOARD_API_RATE="", DASHBOARD_LIGHT_RATE="", DASHBOARD_PAGE_RATE=""
    ) as running:
        yield running


def batch(folder: Path, title: str) -> Path:
    """A batch that changes two tables: the title of a submission and the name of an organisation."""
    folder.mkdir()
    for table, column, value, changed in (
        ("submissions", "submission_id", SUBMISSION, "title"),
        ("organisations", "organisation_id", ORGANISATION, "name"),
    ):
        rows = pd.read_csv(LUMEN / f"{table}.csv", dtype=str, keep_default_na=False)
        row = rows[rows[column] == value].assign(**{changed: title})
        row.to_csv(folder / f"{table}.csv", index=False)
    return folder


def adding(*command: object) -> int:
    """Run a Python and return its exit code, of one that was killed minus the signal's number."""
    return subprocess.run(
        [sys.executable, *map(str, command)], cwd=ROOT, stdout=subprocess.DEVNULL, check=False
    ).returncode


def texts(folder: Path) -> tuple[str, str]:
    """The title and the name as the next one who reads the tables finds them."""
    with reading(folder):
        submissions, organisations = (
            pd.read_csv(folder / f"{table}.csv", dtype=str, index_col=0)
            for table in ("submissions", "organisations")
        )
    return submissions.at[SUBMISSION, "title"], organisations.at[ORGANISATION, "name"]


def title_and_name(server: Server) -> tuple[str, str]:
    """The title and the name as the data API has them."""
    responses = [
        server.get(f"/api/v1/{question}.json?id={identifier}")
        for question, identifier in (("submission", SUBMISSION), ("organisation", ORGANISATION))
    ]
    assert [response.status for response in responses] == [200, 200]
    submission, organisation = (json.loads(response.body)["rows"][0] for response in responses)
    return submission["title"], organisation["organisation"]


@contextmanager
def asked_all_the_time(server: Server) -> Iterator[set[str]]:
    """Ask until the block is left; every text that was shown is in the set, and health was well each time."""
    seen: set[str] = set()
    failed: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            while not stop.wait(0.3):
                assert server.get("/api/v1/health").status == 200
                seen.update(title_and_name(server))
        except BaseException as error:
            failed.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield seen
    finally:
        stop.set()
        asking.join()
    assert failed == []


def wait(until: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < limit
        time.sleep(0.1)


def test_imports_killed_while_a_server_serves(
    server: Server, folder: Path, database: Path, tmp_path: Path, tally: Callable[..., None]
) -> None:
    old = title_and_name(server)
    expected = old
    with asked_all_the_time(server) as seen:
        for moment, (which, decided) in MOMENTS.items():
            new = (batch(tmp_path / moment, moment), "--yes", "--source", folder)
            assert adding("-c", KILLED_BEFORE, which, *new) == -signal.SIGKILL, moment
            if decided:
                expected = (moment, moment)
                assert server.get("/api/v1/package.zip").status == 503, moment
            assert texts(folder) == expected, moment
    assert seen == set(old), "nothing was built"
    with asked_all_the_time(server) as seen:
        last = batch(tmp_path / "last", "Changed at last")
        assert adding("-m", "intake.add", last, "--yes", "--source", folder) == 0
        assert texts(folder) == ("Changed at last", "Changed at last")
        build(folder, database)
        wait(lambda: title_and_name(server) == texts(folder))
        time.sleep(0.5)
    assert seen == {*old, "Changed at last"}
    assert server.get("/api/v1/package.zip").status == 200
    assert not list(folder.glob(".add*[0-9d]"))
    assert "Traceback" not in server.log
    tally(kills_survived=len(MOMENTS), rows_lost=0)
