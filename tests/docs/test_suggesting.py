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
    folder = tmp_path / "my-consultation"
    folder.mkdir()
    for path in [*SOURCE.glob("*.csv"), SOURCE / "settings.toml"]:
        shutil.copy(path, folder)
    shutil.copytree(SOURCE / "terms", folder / "terms")
    return folder


def mend(review: Path) -> None:
    """Do what a person does: write what is asked for, and nothing else."""
    book = openpyxl.load_workbook(review)
    cells_by_table = {
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
    for table, values in cells_by_table.items():
        sheet = book[table]
        columns = {
            str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1] if cell.value
        }
        for row in range(2, sheet.max_row + 1):
            if not sheet.cell(row, 1).value:
                continue
            for column, value in values.items():
                if not sheet.cell(row, columns[column]).value:
                    sheet.cell(row, columns[column], value)
            if table == "signatories" and sheet.cell(row, columns["role"]).value == "author":
                author = row
        if table == "signatories":
            rows = [
                row
                for row in range(2, sheet.max_row + 1)
                if row != author
                and sheet.cell(row, columns["organisation_id"]).value
                == "lake-lumen-digital-commons"
            ]
            sheet.delete_rows(rows[0])
    book.save(review)


@pytest.mark.slow
def test_letters_become_rows_once_a_person_has_mended_them(tmp_path: Path, tables: Path) -> None:
    (tmp_path / "letters").mkdir()
    making.letter(tmp_path / "letters" / "letter.pdf")
    review = tmp_path / "review.xlsx"
    suggested, checked, added, measured, with_source = COMMANDS
    assert set(with_source.split()) == {*suggested.split(), "--source", tables.name}
    assert run(with_source, tmp_path).returncode == 0
    before = run(f"{checked} --source {tables}", tmp_path)
    assert before.returncode == 1
    assert "source_url" in before.stdout + before.stderr
    mend(review)
    process = run(f"{added} --yes --source {tables}", tmp_path)
    assert process.returncode == 0, process.stdout + process.stderr
    signatories = pd.read_csv(tables / "signatories.csv", dtype="str")
    new_rows = signatories[signatories.source_url == "https://example.org/letter"]
    assert set(new_rows.organisation_id) == {
        "jpnic",
        "apc",
        "access-now",
        "lake-lumen-digital-commons",
    }
    points = pd.read_csv(tables / "points.csv", dtype="str")
    assert "igf-funding" in set(points.theme_id[points.source_url == "https://example.org/letter"])
    assert not [column for column in [*signatories, *points] if "review" in column]
    assert measured == measure_terms.command.name
