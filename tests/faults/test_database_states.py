"""Whatever has become of the database file: a calm answer that says what to do, and recovery once it is mended."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from data import DATABASE
from queries import DatabaseUnavailable, ask, current
from queries.engines import duckdb_engine
from tests.faults.states import STATES, clear, damaged_within, locked
from web import page_metadata, sitemap
from web.api.application import mounted
from web.feed import feed
from web.gateway import Gateway
from web.lifespan import AppState
from web.light import pages as light

NOBODY = 65_534

API = ("points.csv", "health", "tables/points.csv", "openapi.json", "package.zip", "wsis20.duckdb")
PAGES = ("/", "/challenges", "/light/", "/light/points", "/feed.atom", "/sitemap.xml")
INSIDE = re.compile(r"Traceback|duckdb\.Error|DuckDB says|/tmp/|SELECT ")
"""What no answer may show of the inside."""


@contextmanager
def unreadable(database_path: Path) -> Iterator[None]:
    """This user may not read the file, not even root: the test goes on as nobody."""
    database_path.chmod(0)
    for folder in database_path.parents:
        if folder.owner() == "root" and folder != Path("/tmp") and folder.is_relative_to("/tmp"):
            folder.chmod(0o755)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


@contextmanager
def spoilt(database_path: Path, spoil: Callable[[Path], None]) -> Iterator[None]:
    spoil(database_path)
    yield


HINDRANCES = {
    **{
        name: lambda database, spoil=spoil: spoilt(database, spoil)
        for name, spoil in STATES.items()
    },
    "locked": locked,
    "unreadable": unreadable,
}


@pytest.fixture
def door() -> Iterator[TestClient]:
    """Everything the dashboard answers by address, in a server that has no data to show."""
    with served(AppState()) as client:
        yield client


@contextmanager
def served(readiness: AppState) -> Iterator[TestClient]:
    without_limits = [
        *mounted("", rate=""),
        *light.mounted("", []),
        Route("/feed.atom", feed),
        *sitemap.mounted("", []),
    ]
    app = Gateway(Starlette(), readiness, page_metadata.of_page, without_limits)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("name", HINDRANCES)
def test_a_database_that_cannot_be_read_is_answered_calmly_and_recovers(
    database_path: Path, door: TestClient, name: str, tally: Callable[..., None]
) -> None:
    sound = database_path.read_bytes()
    with HINDRANCES[name](database_path):
        for file in API:
            response = door.get(f"/api/v1/{file}")
            assert response.status_code == 503, file
            assert response.headers["content-type"] == "application/problem+json"
            assert int(response.headers["retry-after"]) > 0
            assert "Try again" in json.loads(response.content)["detail"]
            assert not INSIDE.search(response.text), response.text
        for path in PAGES:
            response = door.get(path)
            assert response.status_code == 503, path
            assert response.headers["content-type"].startswith("text/html")
            assert int(response.headers["retry-after"]) > 0
            assert response.headers["cache-control"] == "no-store"
            assert re.search(r"in a minute", response.text), path
            assert not INSIDE.search(response.text), response.text
    database_path.parent.chmod(0o755)
    clear(database_path)
    database_path.write_bytes(sound)
    assert door.get("/api/v1/health").json()["status"] == "ok"
    assert door.get("/light/").status_code == 200
    tally(faults_survived=1)


@pytest.mark.parametrize(
    ("name", "cause", "remedy"),
    [
        ("removed", "is not there", "wsis20 build"),
        ("truncated", "cut off", "wsis20 build"),
        ("cut_at_its_end", "cut off", "wsis20 build"),
        ("garbage", "no database", "wsis20 build"),
        ("a_folder", "a folder is in its place", "move that away"),
        ("of_newer_duckdb", "a newer DuckDB", "wsis20 build"),
        ("of_another_schema", "another version of the dashboard", "wsis20 build"),
        ("locked", "open for writing", "close that program"),
        ("unreadable", "may not read it", "let it"),
    ],
)
def test_whoever_runs_the_server_is_told_cause_and_remedy(
    database_path: Path, name: str, cause: str, remedy: str
) -> None:
    with HINDRANCES[name](database_path), pytest.raises(DatabaseUnavailable) as raised:
        current()
    message = str(raised.value)
    assert message.startswith(DATABASE.name)
    assert cause in message
    assert remedy in message
    assert "\n" not in message


@pytest.mark.parametrize("name", STATES)
def test_a_file_that_cannot_be_read_is_not_tried_again_at_every_question(
    database_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    opened = []
    monkeypatch.setattr(duckdb_engine, "Database", lambda path: opened.append(path) or Real(path))
    STATES[name](database_path)
    for _time in range(50):
        with pytest.raises(DatabaseUnavailable):
            ask("points")
    assert len(opened) == 1


Real = duckdb_engine.Database


def test_a_lock_that_is_released_is_noticed_though_the_file_stays_the_same(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duckdb_engine, "RETRY", 0.0)
    with locked(database_path):
        before = database_path.stat()
        with pytest.raises(DatabaseUnavailable):
            current()
    assert database_path.stat().st_mtime_ns == before.st_mtime_ns
    assert len(ask("points"))


class TestUnderAnOpenDatabase:
    """The file is spoilt while it is being read from."""

    def test_what_is_written_over_it_is_not_taken_for_data(self, database_path: Path) -> None:
        before = current()
        database_path.write_bytes(b"no database " * 10_000)
        with pytest.raises(DatabaseUnavailable):
            current()
        shutil.copy(DATABASE, database_path)
        assert current() is not before
        assert len(ask("points"))

    def test_damage_that_shows_in_reading_is_unavailable_and_not_a_failure(
        self, database_path: Path
    ) -> None:
        opened = current()
        stamp = database_path.stat()
        damaged_within(database_path)
        os.utime(database_path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        assert current() is opened
        with pytest.raises(DatabaseUnavailable, match="is damaged"):
            ask("points")
        with pytest.raises(DatabaseUnavailable):
            current()
        beside = database_path.with_name("beside")
        shutil.copy(DATABASE, beside)
        beside.replace(database_path)
        assert len(ask("points"))

    def test_another_file_in_its_place_that_cannot_be_read_is_not_used(
        self, database_path: Path
    ) -> None:
        opened = current()
        beside = database_path.with_name("beside")
        beside.write_bytes(b"no database")
        beside.replace(database_path)
        assert current() is opened
        assert len(ask("points"))
