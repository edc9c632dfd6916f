"""What the guide to a consultation of one's own says is what the dashboard takes."""

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from data.check import FIRST
from data.settings import Settings, needed
from intake.batches.template import FIRST_BATCH
from tests.consultation.lumen import OPTIONAL
from tests.docs.first_batch import GUIDE, fill_in, rows
from tests.server.running import ROOT, serving


def cells(heading: str) -> list[list[str]]:
    """The rows of the table under a line of headings."""
    lines = GUIDE.partition(heading)[2].partition("\n\n")[0].strip().splitlines()[1:]
    return [[cell.strip(" `") for cell in line.strip("|").split(" | ")] for line in lines]


def test_its_first_batch_is_the_example_of_the_workbook() -> None:
    assert {
        name: {column: cell for column, cell in row.items() if cell} for name, row in rows().items()
    } == FIRST_BATCH


def test_it_has_every_setting_with_its_meaning() -> None:
    assert cells("| key | must be there | what it is for |") == [
        [field.name, "yes" if needed(field) else "no", field.metadata["meaning"]]
        for field in fields(Settings)
    ]


def test_it_says_of_every_table_whether_it_must_have_rows() -> None:
    requirements = {
        name: must
        for names, must in cells("| table | must have rows |")
        for name in names.split(", ")
    }
    assert {name for name, must in requirements.items() if must == "no"} == set(OPTIONAL)
    assert {name for name, must in requirements.items() if must == "yes"} == set(FIRST)
    assert set(requirements) == {path.stem for path in (ROOT / "data").glob("*.csv")}


def command(words: str, folder: Path) -> list[str]:
    """The command line of a command of the guide, which calls the folder my-folder."""
    program, *arguments = [
        re.sub(r"^my-folder(?=/|$)", str(folder), word) for word in words.split()
    ]
    assert program == "wsis20"
    return [sys.executable, "-m", "web.command_line", *arguments]


def typed(words: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A command of the guide, typed."""
    return subprocess.run(
        [*command(words, folder), *options],
        cwd=ROOT,
        env={**os.environ, "DASHBOARD_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_its_commands_lead_from_an_empty_folder_to_the_page_that_shows_the_first_submission(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "my-folder"
    steps = re.findall(r"^\d\. .*`(wsis20 [^`]+)`$", GUIDE, re.MULTILINE)
    make, add, check, serve = steps
    assert typed(make, folder).returncode == 0
    assert serve == "wsis20 run --data my-folder"

    fill_in(folder / "new-batch.xlsx")
    added = typed(add, folder, "--yes")
    assert added.returncode == 0, added.stderr
    assert typed(check, folder).stdout.startswith("The tables are in order: ")
    with serving(
        program=lambda _root, port: [*command(serve, folder), "--no-browser", f"--port={port}"]
    ) as server:
        page = server.get("/light/submissions").body.decode()
    assert "A letter on the charter" in page
    assert "A new consultation" in page

    (folder / "settings.toml").unlink()
    process = typed(serve, folder)
    assert process.returncode == 1
    assert "docs/own-consultation.md" in process.stderr
