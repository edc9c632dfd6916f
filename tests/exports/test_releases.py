"""The package of a release is kept before the next one, with a made-up consultation."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.build import build
from data.release import release_of
from data.settings import using
from exports import package, releases
from exports.zip_export import archived
from queries import current
from tests.consultation.lumen import LUMEN
from tests.server.running import ROOT


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A copy of the folder of the made-up consultation."""
    return Path(shutil.copytree(LUMEN, tmp_path / "lake"))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the made-up consultation."""
    built = tmp_path_factory.mktemp("lake") / "dashboard.duckdb"
    build(LUMEN, built)
    return built


@pytest.fixture
def served(lake: Path, database: Path) -> Iterator[Path]:
    """The copy is served."""
    shutil.copy(database, lake)
    with using(source=lake):
        yield lake


def renew(lake: Path, release: str) -> None:
    """Make another release: a title is another, and the settings name it."""
    settings = lake / "settings.toml"
    text = settings.read_text(encoding="utf-8")
    text = re.sub(r'^release = ".*"', f'release = "{release}"', text, flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")
    themes = lake / "themes.csv"
    lines = themes.read_text(encoding="utf-8").splitlines(keepends=True)
    themes.write_text("".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")
    build(lake, lake / "dashboard.duckdb")


def test_what_is_kept_is_served_after_the_next_release(served: Path) -> None:
    version, rows = current().version, (served / "themes.csv").read_bytes()
    content = archived(package.files())
    target = releases.keep()
    assert target == served / "releases" / package.file_name("data", "zip")
    assert target.read_bytes() == content
    assert releases.earlier() == ()
    renew(served, "2031.01")
    assert current().version != version
    (release,) = releases.earlier()
    assert (release.version, release.file) == (version, target)
    part = releases.part_of_table(release, "themes", limit=1000)
    (frame,) = part.frames
    assert frame.to_csv(index=False).encode() == rows
    assert part.total == part.rows == len(frame)


def test_tables_without_rows_have_their_columns(served: Path) -> None:
    releases.keep()
    renew(served, "2031.01")
    (release,) = releases.earlier()
    (empty, *_) = (name for name, rows in release.tables.items() if not rows)
    (frame,) = releases.part_of_table(release, empty, limit=10).frames
    assert (len(frame), list(frame)) == (0, [column.name for column in release.columns[empty]])


def test_long_tables_are_read_in_pieces(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releases, "CHUNK", 2)
    releases.keep()
    renew(served, "2031.01")
    (release,) = releases.earlier()
    ids = [
        identifier
        for frame in releases.part_of_table(release, "points", limit=1000).frames
        for identifier in frame.point_id
    ]
    assert len(ids) == release.tables["points"] > 7
    for offset, limit in ((0, 1), (1, 2), (2, 3), (3, 3), (len(ids) - 1, 5), (len(ids), 5)):
        part = releases.part_of_table(release, "points", offset=offset, limit=limit)
        part_ids = [identifier for frame in part.frames for identifier in frame.point_id]
        assert part_ids == ids[offset : offset + limit]
        assert part.rows == len(part_ids)


def test_a_kept_package_is_not_overwritten(served: Path) -> None:
    target = releases.keep()
    target.write_bytes(b"mine")
    assert releases.main([]) == 2
    assert target.read_bytes() == b"mine"
    assert [*target.parent.iterdir()] == [target]


def test_nothing_is_left_half_written(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(releases, "flush", full)
    assert releases.main([]) == 2
    assert [*(served / "releases").iterdir()] == []


def test_a_package_of_another_data_set_is_left_out(
    served: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (archive_path,) = (ROOT / "data" / "releases").glob("*2026.11*.zip")
    (served / "releases").mkdir()
    shutil.copy(archive_path, served / "releases")
    assert releases.earlier() == ()
    assert f"{archive_path.name} is left out" in caplog.text


@pytest.mark.slow
def test_the_command_says_what_it_kept_and_what_is_next(lake: Path) -> None:
    env = {**os.environ, "DASHBOARD_DATA": str(lake)}
    command = [sys.executable, "-m", "exports.releases"]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=env)
    assert process.returncode == 0, process.stderr
    version = release_of(lake).data_version
    assert process.stdout.startswith(f"Kept {version} as {lake / 'releases'}")
    assert "\nNext:\n" in process.stdout
    assert "\n  wsis20 build " in process.stdout
    repeated = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=env)
    assert (repeated.returncode, repeated.stdout) == (2, "")
    assert "is kept" in repeated.stderr


def test_tables_that_break_rules_are_not_kept(lake: Path) -> None:
    (lake / "themes.csv").write_text("theme_id\n", encoding="utf-8")
    with using(source=lake):
        assert releases.main([]) == 1
    assert not (lake / "releases").exists()
