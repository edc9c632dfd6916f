"""The notebook that a site gives away names that site; tests/docs/test_first_look.py runs it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from exports import notebook
from exports.notebook import NOTEBOOK
from i18n.routes import API
from web import request_info
from web.api import package as downloads
from web.settings import Settings

PATH = f"{API}/{NOTEBOOK.name}"
KNOWN = "https://data.example.int/wsis"


def base(document: bytes) -> set[str]:
    """The address that the notebook names in its Python and in its R."""
    cells = json.loads(document)["cells"]
    lines = [line for cell in cells for line in cell["source"] if line.startswith("BASE")]
    assert len(lines) == 2
    return {line.strip() for line in lines}


@pytest.fixture
def knowing_its_address(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The site's public address is set."""
    for module in (request_info, downloads):
        monkeypatch.setattr(module, "settings", lambda: replace(Settings(), address=KNOWN))
    downloads._made.cache_clear()
    yield
    downloads._made.cache_clear()


def test_it_names_the_site_that_was_asked_and_is_saved_as_a_file(api: TestClient) -> None:
    response = api.get(PATH, headers={"host": "dashboard.example.org"})
    assert base(response.content) == {'BASE = "http://dashboard.example.org/api/v1"'}
    assert response.headers["content-type"] == "application/x-ipynb+json"
    assert response.headers["content-disposition"] == 'attachment; filename="first-look.ipynb"'


def test_it_is_kept_until_it_changes(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = {"if-none-match": api.get(PATH).headers["etag"]}
    assert api.get(PATH, headers=tag).status_code == 304
    monkeypatch.setattr(notebook, "_DATABASE", "A first look")
    assert api.get(PATH, headers=tag).status_code == 200


@pytest.mark.usefixtures("knowing_its_address")
def test_in_the_package_it_names_the_address_that_the_site_knows(api: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(api.get(f"{API}/package.zip").content)) as archive:
        content = archive.read(NOTEBOOK.name)
        sums = archive.read("SHA256SUMS").decode()
        descriptor = json.loads(archive.read("datapackage.json"))
    assert base(content) == {f'BASE = "{KNOWN}/api/v1"'}
    assert f"{hashlib.sha256(content).hexdigest()}  {NOTEBOOK.name}\n" in sums
    assert {resource["mediatype"] for resource in descriptor["resources"]} == {"text/csv"}
    assert content == api.get(PATH).content


def test_in_a_package_of_a_site_that_does_not_it_names_none(api: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(api.get(f"{API}/package.zip").content)) as archive:
        assert base(archive.read(NOTEBOOK.name)) == {'BASE = ""'}
