"""The whole data set at once: each download is whole, tagged, made once for a version of the data, and opens."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BufferedReader
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from data import DATABASE, SOURCE
from data.settings import using
from exports import package
from exports.dataset import Fixed
from exports.dataset import downloads as listed
from i18n import routes
from queries import Database, current, engines
from queries.engines.duckdb_engine import Stamp
from web.api import package as downloads

NAMES = sorted(path.stem for path in SOURCE.glob("*.csv"))
CALLED = {"package.zip": "data.zip", "parquet.zip": "parquet.zip", "wsis20.duckdb": "data.duckdb"}


@pytest.fixture
def nothing_made() -> Iterator[None]:
    """As in a process that has not been asked yet."""
    downloads._made.cache_clear()
    yield
    downloads._made.cache_clear()


def written(name: str) -> list[list[str]]:
    with (SOURCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def as_text(columns: list[str], rows: list[tuple[object, ...]]) -> list[list[str]]:
    """Rows as a CSV file of the data set has them."""
    return [columns, *(["" if cell is None else str(cell) for cell in row] for row in rows)]


@pytest.mark.parametrize("download", listed(), ids=lambda download: download.name)
class TestEveryDownload:
    def test_it_comes_whole_with_a_name_that_has_the_version(
        self, api: TestClient, download: Fixed
    ) -> None:
        response = api.get(f"{routes.API}/{download.name}")
        assert response.status_code == 200
        assert response.headers["content-type"] == download.media_type
        what, ending = CALLED[download.name].split(".")
        name = f"wsis20-{what}-{current().version.replace('+', '-')}.{ending}"
        assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert response.headers["x-data-version"] == current().version
        assert not response.headers["etag"].startswith("W/")
        assert int(response.headers["content-length"]) == len(response.content)
        assert "content-encoding" not in response.headers


def test_the_package_is_the_one_of_the_command_line(api: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(api.get(f"{routes.API}/package.zip").content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files == package.files()


def test_the_database_opens_and_has_the_rows_of_the_tables(api: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "wsis20.duckdb"
    path.write_bytes(api.get(f"{routes.API}/wsis20.duckdb").content)
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{path}' AS wsis20 (READ_ONLY)")
        connection.execute("USE wsis20")
        for name in NAMES:
            header, *rows = written(name)
            columns = ", ".join(f'"{column}"' for column in header)
            records = connection.execute(f"SELECT {columns} FROM {name}").fetchall()
            assert as_text(header, records) == [header, *rows]
        version = connection.execute("SELECT data_version FROM data_release").fetchall()
    assert version == [(current().version,)]


def test_a_download_of_the_database_that_broke_off_can_be_taken_up(api: TestClient) -> None:
    whole = api.get(f"{routes.API}/wsis20.duckdb")
    headers = {"Range": "bytes=1000-", "If-Range": whole.headers["etag"]}
    response = api.get(f"{routes.API}/wsis20.duckdb", headers=headers)
    assert response.status_code == 206
    assert response.content == whole.content[1000:]
    stale_headers = {"Range": "bytes=1000-", "If-Range": '"of-another-version"'}
    again = api.get(f"{routes.API}/wsis20.duckdb", headers=stale_headers)
    assert (again.status_code, len(again.content)) == (200, len(whole.content))


def test_every_table_comes_as_parquet_too(api: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(api.get(f"{routes.API}/parquet.zip").content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert set(files) == {*(f"{name}.parquet" for name in NAMES), "CODEBOOK.md", "SHA256SUMS"}
    for line in files["SHA256SUMS"].decode().splitlines():
        digest, path = line.split("  ")
        assert hashlib.sha256(files[path]).hexdigest() == digest
    for name in NAMES:
        table = pq.read_table(io.BytesIO(files[f"{name}.parquet"]))
        assert as_text(
            table.column_names, list(zip(*table.to_pydict().values(), strict=True))
        ) == written(name)
        content = api.get(f"{routes.API}/tables/{name}.parquet").content
        assert pd.read_parquet(io.BytesIO(content)).equals(
            pd.read_parquet(io.BytesIO(files[f"{name}.parquet"]))
        )


class TestMaking:
    def test_who_asks_at_the_same_time_waits_for_one_making(
        self,
        nothing_made: None,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        calls: list[str] = []
        download = downloads._DOWNLOADS["parquet.zip"]

        def make() -> bytes | BufferedReader:
            calls.append(download.what)
            return download.make()

        counted = downloads.Whole(download.what, download.ending, make)
        monkeypatch.setitem(downloads._DOWNLOADS, "parquet.zip", counted)
        with ThreadPoolExecutor(8) as threads:
            files = list(threads.map(downloads.kept, ["parquet.zip"] * 8))
        assert len(calls) == 1
        assert set(files) == {files[0]}

    def test_who_is_being_answered_gets_the_database_that_was_replaced(
        self,
        nothing_made: None,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        class Opened(Database):
            def __init__(self) -> None:
                """Nothing is opened."""

        database = tmp_path / "dashboard.duckdb"
        for module in (downloads, package, engines):
            monkeypatch.setattr(module, "current", Opened)
        paths, tags = [], []
        for n in (1, 2, 3):
            other = tmp_path / "other"
            other.write_text(f"version {n}")
            other.replace(database)
            stat = database.stat()
            Opened.version = f"2026.11+{n}"
            Opened.stamp = Stamp(stat.st_ino, stat.st_mtime_ns, stat.st_size)
            with using(database=database):
                file = downloads.kept("wsis20.duckdb")
            assert not isinstance(file.content, bytes)
            paths.append(downloads._path(file.content))
            tags.append(file.tag)
            assert file.name == f"wsis20-data-2026.11-{n}.duckdb"
        assert len(set(tags)) == 3
        assert [path.read_text() for path in paths[1:]] == ["version 2", "version 3"]
        assert not paths[0].exists() or paths[0].read_bytes() != b"version 1"

    @pytest.mark.parametrize("name", [download.name for download in listed()])
    @pytest.mark.parametrize("change", ["other", "gone"])
    def test_while_the_tables_are_being_changed_it_says_when_to_ask_again(
        self,
        api: TestClient,
        nothing_made: None,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        name: str,
        change: str,
    ) -> None:
        other = tmp_path / "dashboard.duckdb"
        if change == "other":
            other.write_bytes(DATABASE.read_bytes())
        opened = current()
        monkeypatch.setattr(engines, "current", lambda: opened)
        for module in (downloads, package):
            monkeypatch.setattr(module, "current", lambda: opened)

        def refuse(**_keywords: str) -> dict[str, bytes]:
            raise package.OtherTables if change == "other" else FileNotFoundError

        monkeypatch.setattr(package, "files", refuse)
        monkeypatch.setattr(package, "parquet_files", refuse)
        with using(database=other):
            response = api.get(f"{routes.API}/{name}")
        assert response.status_code == 503
        assert response.headers["content-type"] == "application/problem+json"
        assert int(response.headers["retry-after"]) > 0
        assert str(tmp_path) not in response.text
        monkeypatch.undo()
        assert api.get(f"{routes.API}/{name}").status_code == 200

    def test_a_file_is_of_one_version_if_the_data_are_renewed_while_it_is_made(
        self,
        nothing_made: None,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        versions = iter(["2026.11+1", "2026.11+2"])
        monkeypatch.setattr(engines, "_newest", lambda _: SimpleNamespace(version=next(versions)))
        content = lambda: f"{current().version} {current().version}".encode()  # noqa: E731
        monkeypatch.setitem(
            downloads._DOWNLOADS, "package.zip", downloads.Whole("data", "zip", content)
        )
        for number in (1, 2):
            file = downloads.kept("package.zip")
            version = f"2026.11+{number}"
            assert (file.version, file.content) == (version, f"{version} {version}".encode())
            assert file.name == f"wsis20-data-2026.11-{number}.zip"
