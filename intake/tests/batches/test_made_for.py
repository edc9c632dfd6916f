"""A workbook names the data set and the folder that it was made for; one of another data set is asked about."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from data import SOURCE
from intake import add, check, new, template
from intake.batches.made_for import MadeFor
from intake.batches.reading import read_batch
from tests.docs.first_batch import fill_in

pytestmark = pytest.mark.long

LUMEN = SOURCE.parent / "tests" / "consultation" / "lake-lumen"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def consultation_folder(tmp_path: Path) -> Path:
    """The folder of a consultation of one's own, with a filled workbook."""
    folder = tmp_path / "my folder"
    new.make(folder)
    fill_in(folder / new.WORKBOOK)
    return folder


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions asked on a terminal; each is answered with no."""
    questions: list[str] = []
    monkeypatch.setattr("builtins.input", lambda question: questions.append(question) or "n")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    return questions


def told(workbook: Path) -> list[str]:
    """The commands on the first sheet of a workbook."""
    rows = openpyxl.load_workbook(workbook, read_only=True)["Read me"].iter_rows(values_only=True)
    texts = {row[0]: row[1] for row in rows if row[0]}
    return [re.split(r" (?:says|shows) ", texts[name])[0] for name in ("Check", "Add")]


@pytest.mark.slow
def test_a_workbook_names_the_commands_for_the_folder_it_was_made_with(
    consultation_folder: Path,
) -> None:
    for command, code in zip(told(consultation_folder / new.WORKBOOK), (0, 0), strict=True):
        typed = command.replace("NAME-OF-THIS-FILE.xlsx", f"'{consultation_folder / new.WORKBOOK}'")
        assert typed.startswith("wsis20 ")
        typed = typed.replace("wsis20", f"{sys.executable} -m web.command_line", 1)
        typed += " --yes" if " add " in typed else ""
        process = subprocess.run(
            typed, shell=True, cwd=SOURCE.parent, capture_output=True, text=True, check=False
        )
        assert process.returncode == code, process.stderr
        assert process.stderr == ""
    assert "anglers-first" in (consultation_folder / "submissions.csv").read_text(encoding="utf-8")


def test_for_the_tables_of_the_dashboard_itself_no_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "new-batch.xlsx"
    assert template.main([str(path)]) == 0
    file = "NAME-OF-THIS-FILE.xlsx"
    assert told(path) == [f"wsis20 check {file}", f"wsis20 add {file}"]
    assert template.main([str(path), "--force", "--source", str(LUMEN)]) == 0
    assert told(path) == [
        f"wsis20 {command} {file} --source {LUMEN}" for command in ("check", "add")
    ]


@pytest.mark.slow
def test_that_of_another_data_set_is_warned_of_and_asked_about(
    consultation_folder: Path, tmp_path: Path, answers: list[str], capsys: Capture
) -> None:
    """Even if not one row of it breaks a rule."""
    lumen = tmp_path / "lake-lumen"
    shutil.copytree(LUMEN, lumen)
    before = {path.name: path.read_bytes() for path in lumen.glob("*.csv")}
    book = openpyxl.load_workbook(consultation_folder / new.WORKBOOK)
    book["stages"]["B2"] = 99
    book.save(consultation_folder / new.WORKBOOK)
    capsys.readouterr()
    warning = (
        "new-batch.xlsx was made for “A new consultation” (folder my folder), and these are the tables of "
        "“Lake Lumen Submissions” (folder lake-lumen)."
    )
    assert check.main([str(consultation_folder / new.WORKBOOK), "--source", str(lumen)]) == 0
    captured = capsys.readouterr()
    assert captured.err == f"{warning} Name the folder of those with --source.\n\n"
    assert add.main([str(consultation_folder / new.WORKBOOK), "--source", str(lumen)]) == 0
    assert warning in capsys.readouterr().err
    assert answers == ["\nAdd it to these all the same? [y/N] "]
    assert {path.name: path.read_bytes() for path in lumen.glob("*.csv")} == before


@pytest.mark.slow
@pytest.mark.parametrize("changed", ["name", "folder"])
def test_a_data_set_that_was_renamed_or_moved_is_the_same(
    consultation_folder: Path, tmp_path: Path, answers: list[str], changed: str
) -> None:
    folder = consultation_folder
    if changed == "folder":
        folder = consultation_folder.rename(tmp_path / "moved")
    else:
        settings = (consultation_folder / "settings.toml").read_text(encoding="utf-8")
        renamed = settings.replace('site = "A new consultation"', 'site = "The lake"')
        (consultation_folder / "settings.toml").write_text(renamed, encoding="utf-8")
    assert add.main([str(folder / new.WORKBOOK), "--source", str(folder)]) == 0
    assert answers == ["\nAdd this? [y/N] "]


def test_a_copy_in_which_problems_are_marked_knows_it_too(
    consultation_folder: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(consultation_folder / new.WORKBOOK)
    book["points"]["C2"] = "wish"
    book.save(consultation_folder / new.WORKBOOK)
    marked_path = tmp_path / "marked.xlsx"
    arguments = [
        str(consultation_folder / new.WORKBOOK),
        "--source",
        str(consultation_folder),
        "--marked",
        str(marked_path),
    ]
    assert check.main(arguments) == 1
    made_for = MadeFor("A new consultation", "my folder")
    assert (
        read_batch(marked_path).made_for
        == read_batch(consultation_folder / new.WORKBOOK).made_for
        == made_for
    )


def test_a_workbook_of_somebody_else_s_making_is_taken_as_it_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "sdgs"
    book.save(tmp_path / "own.xlsx")
    assert read_batch(tmp_path / "own.xlsx").made_for is None
