"""An empty consultation as `wsis20 new` makes it."""

import csv
import errno
import shutil
from dataclasses import fields
from pathlib import Path

import openpyxl
import pytest

from data.atomic_replace import DECIDED
from data.build import build
from data.check import FIRST
from data.schema_metadata import described
from data.settings import FILE, Settings, read
from intake import new
from intake.check import main as check
from intake.new import WORKBOOK, main, settings_to_answer


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty consultation, made in a folder that was there and held what a killed run had left."""
    folder = tmp_path_factory.mktemp("own")
    working_folder = folder / ".adding-999999"
    working_folder.mkdir()
    (working_folder / "half.csv").touch()
    assert main([str(folder)]) == 0
    return folder


def test_it_has_every_table_with_its_headings_and_the_workbook_with_all_sheets(
    folder: Path,
) -> None:
    tables = {table.name: [field.name for field in table.fields] for table in described()}
    for name, columns in tables.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [columns]
    expected = {".reading.lock", FILE, WORKBOOK, *(f"{name}.csv" for name in tables)}
    assert {path.name for path in folder.iterdir()} == expected
    assert set(tables) <= set(openpyxl.load_workbook(folder / WORKBOOK, read_only=True).sheetnames)


def test_its_settings_have_every_key_and_can_be_used_as_they_are(tmp_path: Path) -> None:
    lines = settings_to_answer().splitlines()
    for field in fields(Settings):
        index = next(
            number
            for number, line in enumerate(lines)
            if line.removeprefix("# ").startswith((f"{field.name} = ", f"[[{field.name}]]"))
        )
        assert lines[index - 1].casefold().startswith(f"# {field.metadata['meaning']}".casefold())
    (tmp_path / FILE).write_text("\n".join(lines), encoding="utf-8")
    settings = read(tmp_path)
    assert settings.contact == settings.publisher == ""
    # What is left out of it is right, too, once its # is taken away.
    examples = [line.removeprefix("# ") if " = " in line or "[[" in line else "" for line in lines]
    (tmp_path / FILE).write_text("\n".join(examples), encoding="utf-8")
    full_settings = read(tmp_path)
    assert all(getattr(full_settings, field.name) for field in fields(Settings))


@pytest.mark.parametrize("held", ["notes.txt", "submissions.csv", DECIDED])
def test_a_folder_that_is_not_empty_is_left_as_it_is(
    tmp_path: Path, held: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / held).write_text("mine", encoding="utf-8")
    assert main([str(tmp_path)]) == 2
    output = capsys.readouterr().err
    assert output == f"{tmp_path} is not empty: name another folder. Nothing was made.\n"
    assert [path.name for path in tmp_path.iterdir()] == [held]
    assert (tmp_path / held).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_half_written(
    tmp_path: Path,
    there: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(*_arguments: object, **_keywords: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(new, "write_workbook", full)
    folder = tmp_path / "own"
    if there:
        folder.mkdir()
    assert main([str(folder)]) == 2
    output = capsys.readouterr().err
    assert output == "The disk is full: make room and run it again. Nothing was made.\n"
    assert folder.exists() == there
    assert not there or not [path for path in folder.iterdir() if path.name != ".reading.lock"]


def test_a_file_or_a_folder_in_no_folder_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main([str(tmp_path / "file")]) == 2
    assert main([str(tmp_path / "none" / "own")]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{tmp_path / 'file'} is there already, and no folder: name another. Nothing was made.",
        f"There is no folder {tmp_path / 'none'}: make it, or name another. Nothing was made.",
    ]


def test_the_check_names_what_must_have_rows_and_the_build_takes_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(folder, tmp_path / "own")
    (folder / "themes.csv").write_text(
        "theme_id,family,title,definition\nwater,Lake,Water,What is in it.\n", encoding="utf-8"
    )
    assert check(["--source", str(folder)]) == 1
    captured = capsys.readouterr()
    assert "in order" not in captured.out
    tables = [line.partition(".csv")[0] for line in captured.err.splitlines() if ".csv has" in line]
    assert tables == [table for table in FIRST if table != "themes"]
    assert "submissions.csv has no rows: add a submission first." in captured.err
    build(folder, tmp_path / "own.duckdb")
