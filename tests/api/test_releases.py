"""Earlier releases: listed, sent as they were, and found by the address that a citation has."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from starlette.testclient import TestClient

from data import DATABASE, SOURCE
from data.settings import using
from exports import changes
from exports.provenance import citation, of_table
from exports.releases import FOLDER
from i18n import routes, written_date
from queries import current
from tests.api.parity import READERS

API = routes.API
VERSION = "2026.11+d0ce9d14"
LATER = "2026.12+378673b4"
"""The other version that is kept."""
FILE = SOURCE / FOLDER / "wsis20-data-2026.11-d0ce9d14.zip"
COUNTED = {"submissions": 487, "organisations": 299, "points": 2087, "signatories": 792}
"""Rows of release 2026.11 as CHANGELOG.md counts them."""


def kept_table(name: str) -> list[list[str]]:
    with zipfile.ZipFile(FILE) as archive, archive.open(f"data/{name}.csv") as file:
        return list(csv.reader(io.TextIOWrapper(file, "utf-8", newline="")))


def sent(content: bytes) -> list[list[str]]:
    """The cells of a CSV file of the data API, without the apostrophes before what looks like formulas."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [[re.sub(r"^'(?=[=+\-@\t\r])", "", cell) for cell in row] for row in rows]


def problem(api: TestClient, address: str, status: int) -> dict[str, Any]:
    response = api.get(f"{API}{address}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    return document


class TestList:
    def test_it_has_the_current_release_and_the_earlier_ones_newest_first(
        self, api: TestClient
    ) -> None:
        response = api.get(f"{API}/releases")
        assert response.headers["content-type"] == "application/json"
        first, *others = response.json()["releases"]
        assert (first["version"], first["current"]) == (current().version, True)
        assert first["day"] == changes.released(SOURCE)[1]
        later, earlier = others
        assert (later["release"], later["version"]) == ("2026.12", LATER)
        assert (earlier["release"], earlier["version"]) == ("2026.11", VERSION)
        assert (earlier["day"], earlier["current"]) == ("2026-11-24", False)
        assert earlier["sha256"] == hashlib.sha256(FILE.read_bytes()).hexdigest()
        assert COUNTED.items() <= earlier["tables"].items()
        for release in (first, later, earlier):
            content = api.get(release["address"]).content
            assert hashlib.sha256(content).hexdigest() == release["sha256"]

    def test_it_is_as_the_document_says(self, api: TestClient) -> None:
        operation = api.get(f"{API}/openapi.json").json()["paths"]["/releases"]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        check = Draft202012Validator(schema, format_checker=FormatChecker())
        check.validate(api.get(f"{API}/releases").json())

    def test_the_page_for_readers_names_it(self, api: TestClient) -> None:
        page = api.get(f"{API}/docs").text
        assert f'href="http://localhost{routes.release(VERSION)}"' in page
        assert f"Release 2026.11, {written_date('2026-11-24')}" in page


class TestPackage:
    @pytest.mark.parametrize("release", ["2026.11", VERSION, "2026.11%2Bd0ce9d14"])
    def test_it_comes_as_it_was(self, api: TestClient, release: str) -> None:
        response = api.get(f"{API}/package.zip?release={release}")
        assert response.content == FILE.read_bytes()
        assert f'filename="{FILE.name}"' in response.headers["content-disposition"]
        assert response.headers["content-type"] == "application/zip"
        assert response.headers["x-data-version"] == VERSION

    def test_its_version_is_the_hash_of_what_is_in_it(self, api: TestClient) -> None:
        content = api.get(f"{API}/package.zip?release=2026.11").content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = sorted(name for name in archive.namelist() if name.endswith(".csv"))
            lines = [
                f"{Path(name).name} {hashlib.sha256(archive.read(name)).hexdigest()}"
                for name in [*files, "schema.sql"]
            ]
            citation_file = archive.read("CITATION.cff").decode()
        assert hashlib.sha256("\n".join(lines).encode()).hexdigest().startswith("d0ce9d14")
        assert f'version: "{VERSION}"' in citation_file

    def test_the_current_release_is_the_current_package(self, api: TestClient) -> None:
        for release in (current().release, current().version.replace("+", "%2B")):
            response = api.get(f"{API}/package.zip?release={release}")
            assert response.content == api.get(f"{API}/package.zip").content


class TestTable:
    def test_it_is_the_table_of_the_package(self, api: TestClient) -> None:
        with zipfile.ZipFile(FILE) as archive:
            names = [Path(name).stem for name in archive.namelist() if name.endswith(".csv")]
        assert len(names) == 18
        for name in names:
            response = api.get(f"{API}/tables/{name}.csv?release=2026.11")
            assert sent(response.content) == kept_table(name), name
            assert response.headers["x-data-version"] == VERSION
            assert response.headers["x-total-count"] == str(len(kept_table(name)) - 1)

    @pytest.mark.parametrize("ending", ["json", "parquet"])
    @pytest.mark.parametrize("name", ["submissions", "sdgs", "stages"])
    def test_it_comes_in_every_format(self, api: TestClient, name: str, ending: str) -> None:
        content = api.get(f"{API}/tables/{name}.{ending}?release=2026.11").content
        head, rows = READERS[ending](content)
        written = [["" if cell is None else str(cell) for cell in row] for row in rows]
        assert [head, *written] == kept_table(name)

    def test_the_file_says_of_which_version_it_is(self, api: TestClient) -> None:
        response = api.get(f"{API}/tables/points.json?release=2026.11")
        assert "2026.11-d0ce9d14.json" in response.headers["content-disposition"]
        document = response.json()
        assert document["data_version"] == VERSION
        assert f"http://localhost{routes.release(VERSION)}" in document["citation"]
        assert document["limits"].startswith(
            f"This is version {VERSION}; the current one is {current().version}."
        )

    def test_it_can_be_had_in_parts(self, api: TestClient) -> None:
        address = f"{API}/tables/points.csv?release={VERSION}&limit=1500"
        first = api.get(address)
        (following,) = re.findall("<(.*)>", first.headers["link"])
        second = api.get(following)
        assert "link" not in second.headers
        assert sent(first.content) + sent(second.content)[1:] == kept_table("points")
        assert sent(api.get(f"{address}&offset=99999").content) == kept_table("points")[:1]

    def test_the_current_release_is_the_current_table(self, api: TestClient) -> None:
        address = f"{API}/tables/points.csv?release={current().release}"
        assert api.get(address).content == api.get(f"{API}/tables/points.csv").content

    def test_a_table_it_did_not_have_is_a_problem(self, api: TestClient) -> None:
        document = problem(api, "/tables/merged_submissions.csv?release=2026.11", 404)
        assert document["parameter"] == "table"
        assert len(document["allowed"]) == 18
        assert "2026.11" in document["detail"]


class TestRefused:
    @pytest.mark.parametrize("path", ["/package.zip", "/tables/points.csv", "/claims.csv"])
    @pytest.mark.parametrize("release", ["2026.10", "", "../../x", "2026.11%0d%0aX:y", "x" * 500])
    def test_an_unknown_release_is_a_problem_with_those_there_are(
        self, api: TestClient, path: str, release: str
    ) -> None:
        document = problem(api, f"{path}?release={release}", 404)
        assert document["parameter"] == "release"
        assert document["allowed"] == [current().version, LATER, VERSION]
        assert len(document["detail"]) < 200

    def test_a_version_that_was_corrected_names_the_one_in_its_place(self, api: TestClient) -> None:
        document = problem(api, "/releases/2026.11+00000000", 404)
        assert VERSION in document["detail"]
        assert "correction" in document["detail"]

    def test_it_is_asked_once(self, api: TestClient) -> None:
        document = problem(api, "/package.zip?release=2026.11&release=2026.12", 400)
        assert document["parameter"] == "release"

    @pytest.mark.parametrize(
        "path", ["/claims.csv", "/claims.sql", "/parquet.zip", "/wsis20.duckdb"]
    )
    def test_what_only_the_current_release_has_says_what_earlier_ones_have(
        self, api: TestClient, path: str
    ) -> None:
        document = problem(api, f"{path}?release=2026.11", 400)
        assert document["allowed"] == [current().release, current().version]
        assert "package.zip" in document["detail"]
        assert "tables/" in document["detail"]
        assert api.head(f"{API}{path}?release={current().release}").status_code == 200


class TestCited:
    @pytest.mark.parametrize("release", ["2026.11", VERSION, "2026.11%2Bd0ce9d14"])
    def test_the_address_of_a_version_leads_to_its_package(
        self, api: TestClient, release: str
    ) -> None:
        for ask in (api.get, api.head):
            redirect = ask(f"{API}/releases/{release}", follow_redirects=False)
            assert redirect.status_code == 307
            address = f"{API}/package.zip?release=2026.11%2Bd0ce9d14"
            assert redirect.headers["location"] == address
        assert api.get(f"{API}/releases/{release}").content == FILE.read_bytes()

    def test_every_citation_has_an_address_that_answers(self, api: TestClient) -> None:
        path = routes.release(current().version)
        for address in (
            "http://localhost/",
            "http://localhost/challenges?theme=ai",
            f"http://localhost{API}/claims.csv?theme=ai",
        ):
            whole, part = citation(address), of_table("points", address).citation
            assert whole.endswith(f"http://localhost{path}")
            assert f"(http://localhost{path})" in part
            assert part.endswith(address)
        assert api.get(f"http://localhost{path}").headers["x-data-version"] == current().version
        assert "http://a.org/base/api/v1/releases/" in citation("http://a.org/base/")
        assert "http" not in citation("")

    def test_the_citation_of_an_answer_stays_true_after_the_next_release(
        self, api: TestClient
    ) -> None:
        text = api.get(f"{API}/claims.json?limit=1").json()["citation"]
        (address,) = re.findall(r"\((http.*?)\)", text)
        assert api.get(address).headers["x-data-version"] == current().version


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The folder of the kept packages of a copy of the data folder, which is served."""
    shutil.copytree(
        SOURCE, tmp_path / "data", ignore=shutil.ignore_patterns("*.duckdb*", "*.py", "__pycache__")
    )
    with using(source=tmp_path / "data", database=DATABASE):
        yield tmp_path / "data" / FOLDER


def changed(path: Path, name: str, content: bytes | None) -> None:
    """Write the package of release 2026.11 with another content of one file, or without it."""
    with zipfile.ZipFile(FILE) as before, zipfile.ZipFile(path, "w") as after:
        for member in before.namelist():
            if member != name:
                after.writestr(member, before.read(member))
            elif content is not None:
                after.writestr(member, content)


class TestFolder:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("data/points.csv", b"point_id\nother\n"),
            ("data/points.csv", None),
            ("schema.sql", b"-- another"),
            ("schema.sql", None),
            ("datapackage.json", b"{}"),
            ("datapackage.json", b"[1"),
            ("datapackage.json", None),
        ],
    )
    def test_a_package_that_was_changed_is_named_and_left_out(
        self,
        api: TestClient,
        folder: Path,
        caplog: pytest.LogCaptureFixture,
        name: str,
        content: bytes | None,
    ) -> None:
        changed(folder / FILE.name, name, content)
        versions = [release["version"] for release in api.get(f"{API}/releases").json()["releases"]]
        assert versions == [current().version, LATER]
        assert FILE.name in caplog.text
        assert api.get(f"{API}/package.zip?release=2026.11").status_code == 404

    def test_what_is_no_package_is_left_out_and_the_others_are_served(
        self, api: TestClient, folder: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (folder / "broken.zip").write_bytes(FILE.read_bytes()[:5000])
        (folder / "empty.zip").write_bytes(b"")
        (folder / "folder.zip").mkdir()
        (folder / "gone.zip").symlink_to(folder / "nowhere")
        (folder / "note.txt").write_text("kept since 2026")
        (folder / 'a"\r\nX: y.zip').write_bytes(FILE.read_bytes())
        with zipfile.ZipFile(folder / "foreign.zip", "w") as archive:
            archive.writestr("holiday.txt", "sun")
        releases = api.get(f"{API}/releases").json()["releases"]
        assert [release["version"] for release in releases] == [current().version, LATER, VERSION]
        for name in ("broken.zip", "empty.zip", "folder.zip", "foreign.zip"):
            assert caplog.text.count(f"{name} is left out") == 1
        response = api.get(f"{API}/package.zip?release=2026.11")
        assert response.content == FILE.read_bytes()
        assert "x" not in response.headers

    def test_without_the_folder_there_is_the_current_release(
        self, api: TestClient, folder: Path
    ) -> None:
        shutil.rmtree(folder)
        assert len(api.get(f"{API}/releases").json()["releases"]) == 1
        assert "None are kept yet." in api.get(f"{API}/docs").text

    def test_a_version_that_is_current_is_listed_once(self, api: TestClient, folder: Path) -> None:
        shutil.copy(FILE, folder / "again.zip")
        (folder / "current.zip").write_bytes(api.get(f"{API}/package.zip").content)
        versions = [release["version"] for release in api.get(f"{API}/releases").json()["releases"]]
        assert versions == [current().version, LATER, VERSION]

    def test_of_several_versions_of_a_release_one_is_to_be_named(
        self, api: TestClient, folder: Path
    ) -> None:
        with zipfile.ZipFile(FILE) as archive:
            schema, descriptor = (archive.read(name) for name in ("schema.sql", "datapackage.json"))
            tables = {
                f"{Path(name).name}": hashlib.sha256(archive.read(name)).hexdigest()
                for name in archive.namelist()
                if name.endswith(".csv")
            }
        other = schema + b"-- corrected\n"
        lines = [f"{name} {digest}" for name, digest in sorted(tables.items())]
        lines.append(f"schema.sql {hashlib.sha256(other).hexdigest()}")
        version = f"2026.11+{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:8]}"
        path = folder / "other.zip"
        changed(path, "schema.sql", other)
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        files["datapackage.json"] = descriptor.replace(VERSION.encode(), version.encode())
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        document = problem(api, "/package.zip?release=2026.11", 404)
        assert {VERSION, version} <= {*document["allowed"]}
        for expected_version in (VERSION, version):
            response = api.get(f"{API}/package.zip", params={"release": expected_version})
            assert response.headers["x-data-version"] == expected_version
