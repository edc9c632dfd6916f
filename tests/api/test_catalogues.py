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
    response = api.get("/api/v1/croissant.json")
    assert response.headers["content-type"] == "application/ld+json"
    document: dict[str, Any] = response.json()
    return document


def test_croissant_has_each_table_column_and_key_of_the_package(
    api: TestClient, croissant: dict[str, Any]
) -> None:
    package, *files = croissant["distribution"]
    address = package["contentUrl"].removeprefix("http://localhost")
    assert address == f"/api/v1/releases/{current().version}"
    content = api.get(address).content
    assert hashlib.sha256(content).hexdigest() == package["sha256"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {file["contentUrl"] for file in files} <= set(archive.namelist())
        descriptor = json.loads(archive.read("datapackage.json"))
    record_sets = {
        record_set["name"].replace("_", "-"): record_set for record_set in croissant["recordSet"]
    }
    assert list(record_sets) == [resource["name"] for resource in descriptor["resources"]]
    for resource in descriptor["resources"]:
        fields = {field["name"]: field for field in record_sets[resource["name"]]["field"]}
        assert list(fields) == [field["name"] for field in resource["schema"]["fields"]]
        key = [column["@id"].partition("/")[2] for column in record_sets[resource["name"]]["key"]]
        assert key == resource["schema"]["primaryKey"]


def test_what_croissant_refers_to_is_there(croissant: dict[str, Any]) -> None:
    fields = [field for table in croissant["recordSet"] for field in table["field"]]
    ids = {field["@id"] for field in fields}
    referred = [field["references"]["field"]["@id"] for field in fields if "references" in field]
    single = [
        reference
        for table in described()
        for reference in table.references
        if len(reference.columns) == 1
    ]
    assert len(referred) == len(single) > 20
    assert ids >= set(referred)


def test_dcat_lists_every_file_of_the_data_set(api: TestClient) -> None:
    response = api.get("/api/v1/dcat.jsonld")
    assert response.headers["content-type"] == "application/ld+json"
    data_set = response.json()
    assert data_set["@type"] == "dcat:Dataset"
    assert data_set["dcat:version"] == current().version
    files = [
        distribution["dcat:downloadURL"]["@id"] for distribution in data_set["dcat:distribution"]
    ]
    assert len(files) == len(set(files)) == len(downloads()) + len(ask("tables"))
    for file in files:
        assert api.head(file.removeprefix("http://localhost")).status_code == 200, file


@pytest.mark.slow
def test_mlcroissant_takes_what_croissant_says(croissant: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "croissant.json"
    file.write_text(json.dumps(croissant), encoding="utf-8")
    output = readers.run("mlcroissant", "validate", "--jsonld", file)
    assert "Done" in output
    assert "error" not in output.lower()


@pytest.mark.slow
def test_rdflib_reads_dcat_as_triples(api: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "dcat.jsonld"
    file.write_bytes(api.get("/api/v1/dcat.jsonld").content)
    output = readers.run("rdfpipe", "-i", "json-ld", "-o", "nt", file)
    files = "<http://www.w3.org/ns/dcat#downloadURL>"
    assert output.count(files) == len(downloads()) + len(ask("tables"))
