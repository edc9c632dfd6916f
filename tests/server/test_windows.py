"""The dashboard starts and its commands speak on a system that has of Python what Windows has."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.consultation.lumen import LUMEN
from tests.server.running import ROOT, serving

PLAYED = {
    "PYTHONPATH": str(Path(__file__).parent / "windows"),
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "LC_ALL": "C",
    "PYTHONIOENCODING": "cp1252",
}
"""No modules of Unix; files and the console are not in UTF-8 unless the code says so."""


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **PLAYED, **environment},
        capture_output=True,
        check=False,
    )


def test_the_playing_takes_away_what_windows_lacks() -> None:
    process = run("-c", "import asyncio, os\nassert not hasattr(os, 'fork')\nimport resource")
    assert b"No module named 'resource'" in process.stderr


def test_the_dashboard_builds_its_database_and_answers(tmp_path: Path) -> None:
    with serving(**PLAYED, DASHBOARD_DATABASE=str(tmp_path / "played.duckdb")) as server:
        for path in ("/", "/ja/challenges", "/light/organisation/jpnic", "/api/v1/claims.xlsx"):
            assert server.get(path).status == 200, path
        assert b"charset=utf-8" in server.get("/light/").headers["content-type"].encode()


@pytest.mark.parametrize(
    "command", [("--help",), ("check",), ("export", "claims.csv", "{folder}/claims.csv")]
)
def test_a_command_ends_well_on_a_console_that_is_not_utf_8(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    process = run("-m", "web.command_line", *(word.format(folder=tmp_path) for word in command))
    assert process.returncode == 0, process.stderr.decode("cp1252")


def test_what_is_wrong_is_said_in_letters_that_the_console_has_not(tmp_path: Path) -> None:
    folder = shutil.copytree(LUMEN, tmp_path / "data")
    organisations = folder / "organisations.csv"
    head, first, *other_lines = organisations.read_text("utf-8").splitlines()
    group = head.split(",").index("stakeholder_group")
    cells = first.split(",")
    cells[group] = "技術"
    organisations.write_text("\n".join((head, ",".join(cells), *other_lines)), "utf-8")
    process = run("-m", "web.command_line", "check", "--source", str(folder))
    assert process.returncode == 1
    output = process.stdout.decode("cp1252") + process.stderr.decode("cp1252")
    assert "organisations.csv" in output
    assert "Traceback" not in output
