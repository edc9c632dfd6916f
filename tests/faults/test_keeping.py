"""A server without data mends what it can, once, and tries again only where something has changed."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from data import DATABASE
from data.build import BuildFailed
from data.validation_errors import DataProblems, Problem
from queries import current
from queries.engines import duckdb_engine
from tests.faults.states import STATES
from tests.queries import variants
from web import database_watcher
from web.database_watcher import DatabaseWatcher

SECONDS = 100
"""Looks at the database, one a second."""


class Builds:
    """Counts the builds a keeper tries, and has them fail if asked; the others put a sound database in place."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tried = 0
        self.failure: Exception | None = None
        monkeypatch.setattr(database_watcher, "build", self._build)

    def _build(self, source: Path, target: Path) -> None:
        self.tried += 1
        if self.failure:
            raise self.failure
        beside = target.with_name("beside")
        shutil.copy(DATABASE, beside)
        beside.replace(target)


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Builds:
    return Builds(monkeypatch)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return variants.copy(tmp_path / "tables")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time as the keeper and the database see it, to be moved by hand."""
    now = [1000.0]
    for module in (database_watcher, duckdb_engine):
        monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


def look(keeper: DatabaseWatcher, clock: list[float], seconds: int = SECONDS) -> list[bool]:
    """What the keeper sees, once a second."""
    seen = []
    for _second in range(seconds):
        clock[0] += 1
        seen.append(keeper.check())
    return seen


@pytest.mark.parametrize("name", ["removed", "garbage", "of_another_schema", "damaged_within"])
def test_a_database_that_cannot_be_read_is_built_anew_once(
    database_path: Path, source: Path, builds: Builds, clock: list[float], name: str
) -> None:
    keeper = DatabaseWatcher(database_path, source)
    STATES[name](database_path)
    if name == "damaged_within":
        with pytest.raises(duckdb_engine.DatabaseUnavailable):
            current().frame("SELECT * FROM points", {})
    seen = look(keeper, clock)
    assert builds.tried == 1
    assert not seen[0], "what stands still is mended, not what is just being written"
    assert all(seen[2:])
    assert len(current().frame("SELECT * FROM points", {}))


def test_tables_that_break_rules_are_checked_once_until_they_change(
    database_path: Path,
    source: Path,
    builds: Builds,
    clock: list[float],
    caplog: pytest.LogCaptureFixture,
) -> None:
    builds.failure = DataProblems([Problem("themes.csv", 3, "title", "x", "must not be twice")])
    database_path.unlink()
    keeper = DatabaseWatcher(database_path, source)
    with caplog.at_level(logging.INFO, database_watcher.LOG.name):
        assert not any(look(keeper, clock))
        assert builds.tried == 1
        assert caplog.text.count("The database was not built") == 1
        assert caplog.text.count("is not there") == 1
        (source / "themes.csv").touch()
        builds.failure = None
        assert look(keeper, clock)[-1]
    assert builds.tried == 2
    assert "There is data to show again" in caplog.text


def test_what_the_machine_refuses_is_tried_again_once_a_minute(
    database_path: Path,
    source: Path,
    builds: Builds,
    clock: list[float],
    caplog: pytest.LogCaptureFixture,
) -> None:
    database_path.unlink()
    keeper = DatabaseWatcher(database_path, source)
    builds.failure = BuildFailed("The disk is full.")
    assert not any(look(keeper, clock, 600))
    assert 9 <= builds.tried <= 11
    assert "Traceback" not in caplog.text
    builds.failure = None
    assert look(keeper, clock, 61)[-1]


def test_a_database_that_can_be_read_is_left_alone(
    database_path: Path, source: Path, builds: Builds, clock: list[float]
) -> None:
    variants.retitle(source, "tccm-rev2", "Another title")
    before = duckdb_engine.stamp_of(database_path)
    assert all(look(DatabaseWatcher(database_path, source), clock))
    assert builds.tried == 0
    assert duckdb_engine.stamp_of(database_path) == before


def test_a_start_over_a_folder_in_the_databases_place_says_so_without_a_traceback(
    database_path: Path, source: Path, caplog: pytest.LogCaptureFixture
) -> None:
    STATES["a_folder"](database_path)
    assert not DatabaseWatcher(database_path, source).ensure()
    assert f"move {database_path} away" in caplog.text
    assert "Traceback" not in caplog.text
    assert (database_path / "something").exists()


@pytest.mark.parametrize("name", ["truncated", "of_another_schema"])
def test_a_start_builds_anew_what_cannot_be_read(
    database_path: Path, source: Path, name: str
) -> None:
    STATES[name](database_path)
    assert DatabaseWatcher(database_path, source).ensure()
    assert len(current().frame("SELECT * FROM points", {}))


def test_who_only_reads_builds_nothing_and_serves_what_somebody_else_builds(
    source: Path, database_path: Path, builds: Builds, clock: list[float]
) -> None:
    STATES["garbage"](database_path)
    keeper = DatabaseWatcher(database_path, source, builds=False)
    assert not keeper.ensure()
    assert not any(look(keeper, clock))
    shutil.copy(DATABASE, database_path.with_name("beside"))
    database_path.with_name("beside").replace(database_path)
    assert look(keeper, clock)[-1]
    assert builds.tried == 0
