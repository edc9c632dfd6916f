"""On what terms the data may be used is said the same way everywhere, and nothing is made up."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from data import SOURCE
from data.settings import served
from exports import package
from i18n import dataset_texts, imprint
from tests.light.reading import client
from web import structured_data
from web.api import openapi as openapi_document

Setting = Callable[..., None]
ROOT = Path(__file__).parents[2]
NONE = "No licence has been chosen for these data yet."
ADDRESS = "https://licences.example/by?v=4"


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Setting:
    """Serve the data set with other settings."""
    known = served()

    def given(**settings: str) -> None:
        changed = replace(known, **settings)
        monkeypatch.setattr(dataset_texts, "served", lambda: changed)
        # What is kept for a version of the data does not know of tests that change the settings.
        monkeypatch.setattr(openapi_document, "_written", openapi_document._written.__wrapped__)
        monkeypatch.setattr(structured_data, "_described", structured_data._described.__wrapped__)

    return given


@pytest.fixture(scope="module")
def site() -> TestClient:
    return client()


def told(site: TestClient) -> dict[str, str]:
    """Place -> what it says."""
    made = package.files()
    described: dict[str, Any] = json.loads(made["datapackage.json"])
    return {
        "light page": site.get("/light/").text,
        "API's documentation": site.get("/api/v1/docs").text,
        "API's index": site.get("/api/v1/").json()["terms"],
        "OpenAPI": openapi(site)["license"]["name"],
        "README of the package": " ".join(made["README.txt"].decode().split()),
        "descriptor of the package": described["description"],
    }


def openapi(site: TestClient) -> dict[str, Any]:
    document = site.get("/api/v1/openapi.json").json()
    validate(document)
    info: dict[str, Any] = document["info"]
    return info


def test_where_no_licence_is_chosen_every_place_says_so_in_the_same_words(
    site: TestClient, setting: Setting
) -> None:
    assert not {"licence", "code_licence"} & set(
        tomllib.loads((SOURCE / "settings.toml").read_text("utf-8"))
    )
    setting(contact="")
    for place, said in told(site).items():
        assert imprint.data_terms() in said, place
        assert NONE in said, place
    assert "url" not in openapi(site)["license"]
    assert "contact" not in openapi(site)
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert "No licence has been chosen for the data yet, and none for the code" in readme
    assert "No licence has been chosen for the code yet." in imprint.code_terms()


def test_a_licence_by_name_is_named_everywhere(site: TestClient, setting: Setting) -> None:
    setting(licence="CC BY 4.0", code_licence="MIT", contact="desk@lumen.example")
    for place, said in told(site).items():
        assert "Licence of the data: CC BY 4.0" in said, place
        assert NONE not in said, place
    made = package.files()
    assert json.loads(made["datapackage.json"])["licenses"] == [
        {"name": "CC-BY-4.0", "title": "CC BY 4.0"}
    ]
    assert openapi(site)["contact"] == {"email": "desk@lumen.example"}
    assert imprint.code_terms() == "Licence of the code: MIT"


def test_a_licence_by_address_is_a_link_that_programs_read(
    site: TestClient, setting: Setting
) -> None:
    setting(licence=ADDRESS, contact="https://lumen.example/desk")
    assert f'<a href="{ADDRESS}">' in site.get("/light/").text
    made = package.files()
    assert json.loads(made["datapackage.json"])["licenses"] == [{"path": ADDRESS}]
    assert yaml.safe_load(made["CITATION.cff"])["license-url"] == ADDRESS
    assert openapi(site)["license"]["url"] == ADDRESS
    assert openapi(site)["contact"] == {"url": "https://lumen.example/desk"}
    assert structured_data._described()["license"] == ADDRESS
    assert imprint.data_terms(imprint.in_markdown).endswith(f"]({ADDRESS})")


def test_terms_of_its_own_are_text_and_no_licence_of_a_name(setting: Setting) -> None:
    setting(licence="Reuse freely.\n[Name](javascript:x) *us*.")
    assert imprint.licence() == {}
    assert imprint.data_terms(imprint.in_markdown) == (
        "Licence of the data: Reuse freely\\.  \n\\[Name\\]\\(javascript\\:x\\) \\*us\\*\\."
    )
