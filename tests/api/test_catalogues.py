"""What catalogues harvest says the same as the package, and is what their formats prescribe."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from data.schema_metadata import described
from exports.dataset import downloads
from queries import ask, current
from tests.api import readers


@pytest.fixture(scope="module")
def croissant(api: TestClient) -> dict[str, Any]:
    answer = api.get("/api/v1/croissant.json")
    assert answer.headers["content-type"] == "application/ld+json"
    found: dict[str, Any] = answer.json()
    return found


def test_croissant_has_each_table_column_and_key_of_the_package(
    api: TestClient, croissant: dict[str, Any]
) -> None:
    package, *files = croissant["distribution"]
    address = package["contentUrl"].removeprefix("http://localhost")
    assert address == f"/api/v1/releases/{current().version}"
    content = api.get(address).content
    assert hashlib.sha256(content).hexdigest() == package["sha256"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one["contentUrl"] for one in files} <= set(archive.namelist())
        told = json.loads(archive.read("datapackage.json"))
    sets = {one["name"].replace("_", "-"): one for one in croissant["recordSet"]}
    assert list(sets) == [one["name"] for one in told["resources"]]
    for resource in told["resources"]:
        fields = {one["name"]: one for one in sets[resource["name"]]["field"]}
        assert list(fields) == [one["name"] for one in resource["schema"]["fields"]]
        key = [one["@id"].partition("/")[2] for one in sets[resource["name"]]["key"]]
        assert key == resource["schema"]["primaryKey"]


def test_what_croissant_refers_to_is_there(croissant: dict[str, Any]) -> None:
    fields = [one for table in croissant["recordSet"] for one in table["field"]]
    known = {one["@id"] for one in fields}
    referred = [one["references"]["field"]["@id"] for one in fields if "references" in one]
    single = [one for table in described() for one in table.references if len(one.columns) == 1]
    assert len(referred) == len(single) > 20
    assert known >= set(referred)


def test_dcat_lists_every_file_of_the_data_set(api: TestClient) -> None:
    answer = api.get("/api/v1/dcat.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    told = answer.json()
    assert told["@type"] == "dcat:Dataset"
    assert told["dcat:version"] == current().version
    files = [one["dcat:downloadURL"]["@id"] for one in told["dcat:distribution"]]
    assert len(files) == len(set(files)) == len(downloads()) + len(ask("tables"))
    for file in files:
        assert api.head(file.removeprefix("http://localhost")).status_code == 200, file


def test_they_take_no_parameters_and_follow_the_address_they_are_asked_at(api: TestClient) -> None:
    for name in ("croissant.json", "dcat.jsonld"):
        assert api.get(f"/api/v1/{name}?theme=igf").status_code == 400
        answer = api.get(f"/api/v1/{name}", headers={"host": "dashboard.example.org"})
        assert "http://dashboard.example.org/api/v1/" in answer.text
        assert "http://localhost" not in answer.text


@pytest.mark.slow
def test_mlcroissant_takes_what_croissant_says(croissant: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "croissant.json"
    file.write_text(json.dumps(croissant), encoding="utf-8")
    said = readers.run("mlcroissant", "validate", "--jsonld", file)
    assert "Done" in said
    assert "error" not in said.lower()


@pytest.mark.slow
def test_rdflib_reads_dcat_as_triples(api: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "dcat.jsonld"
    file.write_bytes(api.get("/api/v1/dcat.jsonld").content)
    said = readers.run("rdfpipe", "-i", "json-ld", "-o", "nt", file)
    files = "<http://www.w3.org/ns/dcat#downloadURL>"
    assert said.count(files) == len(downloads()) + len(ask("tables"))
