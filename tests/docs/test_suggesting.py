"""The commands of docs/suggesting.md do what it says, from documents to rows in the tables."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data import SOURCE, measure_terms
from intake.tests.suggesting import making

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "suggesting.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^ +wsis20 (.+)$", TEXT, re.MULTILINE)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "web.command_line", *shlex.split(command)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the data set that may be added to."""
    made = tmp_path / "my-consultation"
    made.mkdir()
    for path in [*SOURCE.glob("*.csv"), SOURCE / "settings.toml"]:
        shutil.copy(path, made)
    shutil.copytree(SOURCE / "terms", made / "terms")
    return made


def mend(review: Path) -> None:
    """Do what a person does: write what is asked for, and nothing else."""
    book = openpyxl.load_workbook(review)
    given = {
        "submissions": {
            "stage_id": "zero-draft",
            "source_url": "https://example.org/letter",
            "publisher": "Lumen",
        },
        "organisations": {
            "stakeholder_group": "civil-society",
            "scope": "national",
            "country_code": "KEN",
        },
        "signatories": {
            "organisation_id": "lake-lumen-digital-commons",
            "source_url": "https://example.org/letter",
        },
        "points": {"source_url": "https://example.org/letter"},
    }
    for table, values in given.items():
        sheet = book[table]
        places = {
            str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1] if cell.value
        }
        for row in range(2, sheet.max_row + 1):
            if not sheet.cell(row, 1).value:
                continue
            for column, value in values.items():
                if not sheet.cell(row, places[column]).value:
                    sheet.cell(row, places[column], value)
            if table == "signatories" and sheet.cell(row, places["role"]).value == "author":
                author = row
        if table == "signatories":
            named = [
                row
                for row in range(2, sheet.max_row + 1)
                if row != author
                and sheet.cell(row, places["organisation_id"]).value == "lake-lumen-digital-commons"
            ]
            sheet.delete_rows(named[0])
    book.save(review)


def test_letters_become_rows_once_a_person_has_mended_them(tmp_path: Path, tables: Path) -> None:
    (tmp_path / "letters").mkdir()
    making.letter(tmp_path / "letters" / "letter.pdf")
    review = tmp_path / "review.xlsx"
    suggested, checked, added, measured, own = COMMANDS
    assert set(own.split()) == {*suggested.split(), "--source", tables.name}
    assert run(own, tmp_path).returncode == 0
    before = run(f"{checked} --source {tables}", tmp_path)
    assert before.returncode == 1
    assert "source_url" in before.stdout + before.stderr
    mend(review)
    done = run(f"{added} --yes --source {tables}", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    signed = pd.read_csv(tables / "signatories.csv", dtype="str")
    mine = signed[signed.source_url == "https://example.org/letter"]
    assert set(mine.organisation_id) == {"jpnic", "apc", "access-now", "lake-lumen-digital-commons"}
    points = pd.read_csv(tables / "points.csv", dtype="str")
    assert "igf-funding" in set(points.theme_id[points.source_url == "https://example.org/letter"])
    assert not [column for column in [*signed, *points] if "review" in column]
    assert measured == measure_terms.command.name
