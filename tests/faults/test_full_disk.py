"""A disk that is full: a message that says so, nothing half-written, the old data go on serving."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data import DATABASE
from data import build as building
from data.atomic_replace import reading
from intake import add
from queries import Database
from tests.faults.disks import full, small
from tests.queries import variants

OTHER_TITLE = "Entirely unprecedented"
TITLE = "SELECT title FROM submissions WHERE submission_id = 'tccm-rev2'"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk with a copy of the tables, one title changed, and the database of before."""
    folder = tmp_path / "disk"
    with small(folder):
        variants.retitle(variants.copy(folder), "tccm-rev2", OTHER_TITLE)
        shutil.copy(DATABASE, folder)
        with reading(folder):  # makes the file that is locked
            pass
        yield folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("room", [0, 500_000])
def test_a_build_on_a_full_disk_says_so_and_leaves_the_database_as_it_was(
    disk: Path, capsys: pytest.CaptureFixture[str], room: int, tally: Callable[..., None]
) -> None:
    target = disk / DATABASE.name
    before = content(disk)
    opened = Database(target)
    with full(disk, room):
        code = building.main(["--source", str(disk), "--target", str(target)])
    assert code == 2
    error = capsys.readouterr().err
    assert f"{DATABASE.name} was not built and nothing was changed" in error
    assert "try again" in error
    assert "Traceback" not in error
    after = content(disk)
    assert set(after) - set(before) <= {f"{DATABASE.name}.lock"}
    assert {name: after[name] for name in before} == before
    for database in (opened, Database(target)):
        assert database.frame(TITLE, {})["title"][0] != OTHER_TITLE
    tally(faults_survived=1)
    if room:
        building.build(disk, target)
        assert Database(target).frame(TITLE, {})["title"][0] == OTHER_TITLE


def test_an_import_on_a_full_disk_says_so_and_leaves_the_tables_as_they_were(
    disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], tally: Callable[..., None]
) -> None:
    with (disk / "submissions.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    row["title"] = "Statement of the Society of Full Disks"
    batch = tmp_path / "submissions.csv"
    with batch.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    before = content(disk)
    arguments = [str(batch), "--yes", "--source", str(disk)]
    with full(disk, 20_000):
        code = add.main(arguments)
    output = capsys.readouterr()
    assert code == add.UNUSABLE, output
    assert "Nothing was added" in output.err
    tally(faults_survived=1)
    assert "Traceback" not in output.err
    after = content(disk)
    assert {name: after[name] for name in before} == before
    assert add.main(arguments) == add.ADDED
    assert b"Society of Full Disks" in (disk / "submissions.csv").read_bytes()
    assert not [path for path in disk.iterdir() if path.is_dir()]
