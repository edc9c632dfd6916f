"""A copy of the data set has all that belongs to it, and is served as the data set is."""

import csv
import tarfile
from pathlib import Path

import pytest

from data import SOURCE
from data.build import ensure_database
from data.copy import main
from data.settings import using
from data.translations import translations
from deploy.backup import back_up
from exports import releases

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("consultation")
    assert main([str(folder)]) == 0
    return folder


def test_it_has_what_a_backup_has_byte_for_byte(copied: Path, tmp_path: Path) -> None:
    with tarfile.open(back_up(tmp_path, SOURCE)) as archive:
        names = set(archive.getnames())
    paths = {path.relative_to(copied).as_posix() for path in copied.rglob("*") if path.is_file()}
    assert paths - {".reading.lock"} == names
    assert {"translations/ja.csv", "share.png", "terms/themes.csv", "CODEBOOK.md"} < names
    assert any(name.startswith("releases/") for name in names)
    for name in names:
        assert (copied / name).read_bytes() == (SOURCE / name).read_bytes()


def test_its_translations_and_earlier_releases_are_served(copied: Path) -> None:
    with (copied / "themes.csv").open(encoding="utf-8", newline="") as file:
        title = next(csv.DictReader(file))["title"]
    assert translations(copied, "ja").text("themes", "title", title) is not None
    shipped = [release.version for release in releases.earlier()]
    with using(source=copied):
        ensure_database()
        assert [release.version for release in releases.earlier()] == shipped != []


@pytest.mark.parametrize("held", ["notes.txt", "submissions.csv"])
def test_a_folder_that_is_not_empty_is_left_as_it_is(
    tmp_path: Path, held: str, capsys: Capture
) -> None:
    (tmp_path / held).write_text("mine", encoding="utf-8")
    assert main([str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert error == f"{tmp_path} is not empty: name another folder. Nothing was copied.\n"
    assert [path.name for path in tmp_path.iterdir()] == [held]


def test_what_is_not_there_is_said_and_nothing_is_made(tmp_path: Path, capsys: Capture) -> None:
    assert main([str(tmp_path / "copy"), "--source", str(tmp_path / "none")]) == 2
    assert main([str(tmp_path / "none" / "copy")]) == 2
    assert capsys.readouterr().err.count("Nothing was copied.") == 2
    assert list(tmp_path.iterdir()) == []
