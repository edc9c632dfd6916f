"""What is backed up is all it takes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.running import ROOT

CODE = shutil.ignore_patterns("*.py", "*.sql", "__pycache__", "*.duckdb*", ".*")


def run(module: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module's command line on the tables in ``folder``."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, "DASHBOARD_DATA": str(folder), "DASHBOARD_DATABASE": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder of tables, and beside them what a backup leaves out."""
    folder = tmp_path / "consultation"
    shutil.copytree(ROOT / "data", folder, ignore=CODE)
    (folder / "of-our-own").mkdir()
    (folder / "of-our-own" / "notes.txt").write_text("who was asked when", encoding="utf-8")
    (folder / "code.py").touch()
    (folder / "rules.sql").touch()
    return folder


def version(process: subprocess.CompletedProcess[str]) -> str:
    """The data version that a build said."""
    assert process.returncode == 0, process.stderr
    return process.stdout.rsplit(": ", 1)[1].rstrip(".\n")


def test_what_was_lost_comes_back_from_the_backup_as_it_was(tables: Path, tmp_path: Path) -> None:
    before = version(run("data.build", tables))
    files_before = {
        path.relative_to(tables): path.read_bytes()
        for path in tables.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".sql", ".duckdb", ".lock"}
    }
    backups = tmp_path / "backups"
    backups.mkdir()
    process = run("deploy.backup", tables, str(backups))
    assert process.returncode == 0, process.stderr
    (archive,) = backups.iterdir()
    assert archive.name == f"dashboard-{before}.tar.gz"

    shutil.rmtree(tables)
    tables.mkdir()
    restore = ("tar", "--extract", "--file", archive, "--directory", tables)
    subprocess.run(restore, check=True)
    files_after = {
        path.relative_to(tables): path.read_bytes() for path in tables.rglob("*") if path.is_file()
    }
    assert files_after == files_before
    assert version(run("data.build", tables)) == before


def test_the_same_data_are_kept_once_and_others_beside_them(tables: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    for _ in range(2):
        assert run("deploy.backup", tables, str(backups)).returncode == 0
    assert len(list(backups.iterdir())) == 1
    with (tables / "submissions.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert run("deploy.backup", tables, str(backups)).returncode == 0
    assert len(list(backups.iterdir())) == 2


def test_a_backup_that_cannot_be_written_says_so(tables: Path, tmp_path: Path) -> None:
    process = run("deploy.backup", tables, str(tmp_path / "nowhere"))
    assert process.returncode == 1
    where = f"There is no new backup in {tmp_path / 'nowhere'}"
    assert process.stderr == f"{where}: there is no such folder, make it first.\n"
    assert process.stdout == ""


def test_a_backup_of_no_folder_says_so(tmp_path: Path) -> None:
    process = run("deploy.backup", tmp_path / "gone", str(tmp_path))
    assert process.returncode == 1
    assert "gone" in process.stderr
    assert list(tmp_path.iterdir()) == []
