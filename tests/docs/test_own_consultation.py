"""What the guide to a consultation of one's own says is what the dashboard takes."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from data.settings import Settings, needed
from tests.consultation.lumen import LUMEN, OPTIONAL
from tests.server.running import ROOT

GUIDE = (ROOT / "docs" / "own-consultation.md").read_text(encoding="utf-8")


def cells(heading: str) -> list[list[str]]:
    """The rows of the table under a line of headings."""
    lines = GUIDE.partition(heading)[2].partition("\n\n")[0].strip().splitlines()[1:]
    return [[cell.strip(" `") for cell in line.strip("|").split(" | ")] for line in lines]


def test_it_has_every_setting_with_its_meaning() -> None:
    assert cells("| key | must be there | what it is for |") == [
        [one.name, "yes" if needed(one) else "no", one.metadata["meaning"]]
        for one in fields(Settings)
    ]


def test_it_says_of_every_table_whether_it_must_have_rows() -> None:
    told = {
        name: must
        for names, must in cells("| table | must have rows |")
        for name in names.split(", ")
    }
    assert {name for name, must in told.items() if must == "no"} == set(OPTIONAL)
    assert set(told) == {path.stem for path in (ROOT / "data").glob("*.csv")}


def test_its_commands_do_what_it_says(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(LUMEN, tmp_path / "my-folder"))
    checks = re.findall(r"`\.venv/bin/python -m ([^`]+)`", GUIDE)
    assert len(checks) == 2
    for command in checks:
        given = [str(folder) if word == "my-folder" else word for word in command.split()]
        ended = subprocess.run(
            [sys.executable, "-m", *given],
            cwd=ROOT,
            env={**os.environ, "DASHBOARD_DATA": str(folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
    (folder / "settings.toml").unlink()
    ended = subprocess.run(
        [sys.executable, "-m", "data.settings"],
        cwd=ROOT,
        env={**os.environ, "DASHBOARD_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "docs/own-consultation.md" in ended.stderr
