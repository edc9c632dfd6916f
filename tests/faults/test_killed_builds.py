"""A build that is killed, at whatever moment, leaves the old data serving, and the next one finds a clean table."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.build import build
from queries import Database, current
from tests.faults.killing import crash_states
from tests.queries import variants
from tests.server.running import ROOT

LUMEN = ROOT / "tests" / "consultation" / "lake-lumen"
OTHER_TITLE = "Entirely unprecedented"
TITLE = "SELECT title FROM submissions WHERE submission_id = 'ferryshire-green'"
MOMENTS = (0.2, 0.6, 0.8, 0.9, 1.0)
"""Parts of the time a build takes."""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables with one title changed."""
    folder = Path(shutil.copytree(LUMEN, tmp_path_factory.mktemp("changed") / "data"))
    return variants.retitle(folder, "ferryshire-green", OTHER_TITLE)


@pytest.fixture
def database_path(database_path: Path) -> Path:
    """The database of a small consultation, since what is proven takes many builds."""
    build(LUMEN, database_path)
    return database_path


def title(opened: Database) -> str:
    return opened.frame(TITLE, {})["title"][0]


def names(database: Path) -> set[str]:
    return {path.name for path in database.parent.iterdir()}


def test_builds_killed_at_many_moments_leave_the_old_data_or_the_new(
    database_path: Path, changed: Path, tally: Callable[..., None]
) -> None:
    before = title(current())
    command = [sys.executable, "-m", "tests.faults.killing", str(changed), str(database_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as killing:
        assert killing.stdin is not None
        assert killing.stdout is not None
        begun = time.monotonic()
        build(changed, database_path.with_name("measured.duckdb"))
        seconds = time.monotonic() - begun
        outcomes = []
        for moment in MOMENTS:
            print(f"{moment * seconds:.3f}", file=killing.stdin, flush=True)
            outcomes.append(killing.stdout.readline().strip())
            assert title(current()) in (before, OTHER_TITLE)
            assert title(Database(database_path)) == title(current())
        killing.stdin.close()
    assert "killed" in outcomes
    build(changed, database_path)
    assert title(current()) == OTHER_TITLE
    assert not [name for name in names(database_path) if name.startswith(".building-")]
    tally(kills_survived=outcomes.count("killed"), rows_lost=0)


def test_no_state_of_the_files_during_a_build_loses_the_data(
    database_path: Path, changed: Path, tmp_path: Path, tally: Callable[..., None]
) -> None:
    before = title(current())
    with crash_states(database_path.parent, tmp_path / "states") as states:
        build(changed, database_path)
    titles = []
    for state in states:
        opened = Database(state / database_path.name)
        titles.append(title(opened))
    assert len(states) > 5
    assert set(titles) == {before, OTHER_TITLE}
    assert titles == sorted(titles, key=lambda text: text == OTHER_TITLE), "there is no way back"
    unfinished = [state for state in states if len(list(state.iterdir())) > 2]
    assert unfinished
    tally(kills_survived=len(states), rows_lost=0)
    for state in (unfinished[0], unfinished[-1]):
        build(changed, state / database_path.name)
        assert names(state / database_path.name) == {
            database_path.name,
            f"{database_path.name}.lock",
        }
        assert title(Database(state / database_path.name)) == OTHER_TITLE
