"""On what terms the data may be used is said the same way everywhere, and nothing is made up."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from openapi_spec_validator import validate
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from data import SOURCE, setting_values
from data.settings import served
from exports import catalogues, package
from i18n import dataset_texts, imprint
from queries import current
from tests.examples import example
from tests.light.reading import client
from tests.pages.visiting import visit
from web import structured_data
from web.api import openapi as openapi_document
from web.api import problems
from web.light import content
from web.light.pages import mounted as light_pages

Setting = Callable[..., None]
ROOT = Path(__file__).parents[2]
NONE = "No licence has been chosen for these data yet."
ADDRESS = "https://licences.example/by?v=4"
SPDX = "https://spdx.org/licenses/CC-BY-4.0.html"


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Setting:
    """Serve the data set with other settings."""
    original = served()
    # What is kept for a version of the data does not know of tests that change the settings.
    monkeypatch.setattr(openapi_document, "_written", openapi_document._written.__wrapped__)
    monkeypatch.setattr(structured_data, "_described", structured_data._described.__wrapped__)

    def change(**settings: str) -> None:
        changed = replace(original, **settings)
        monkeypatch.setattr(dataset_texts, "served", lambda: changed)

    return change


@pytest.fixture(scope="module")
def site() -> TestClient:
    return client()


def told(site: TestClient, files: dict[str, bytes]) -> dict[str, str]:
    """Source -> what it says; ``files`` are those of the package."""
    described: dict[str, Any] = json.loads(files["datapackage.json"])
    return {
        "light page": site.get("/light/").text,
        "API's documentation": site.get("/api/v1/docs").text,
        "API's index": site.get("/api/v1/").json()["terms"],
        "OpenAPI": openapi(site)["license"]["name"],
        "README of the package": " ".join(files["README.txt"].decode().split()),
        "descriptor of the package": described["description"],
    }


def openapi(site: TestClient) -> dict[str, Any]:
    """What the document for programs says of the data set, in a form that it may have."""
    document = site.get("/api/v1/openapi.json").json()
    info: dict[str, Any] = document["info"]
    validate({"openapi": document["openapi"], "info": info, "paths": {}})
    return info


def test_where_no_licence_is_chosen_every_place_says_so_in_the_same_words(
    site: TestClient, setting: Setting
) -> None:
    assert not {"licence", "code_licence"} & set(
        tomllib.loads((SOURCE / "settings.toml").read_text("utf-8"))
    )
    setting(contact="")
    for source, text in told(site, package.files()).items():
        assert imprint.data_terms() in text, source
        assert NONE in text, source
    assert "url" not in openapi(site)["license"]
    assert "LICENSE.txt" not in package.files()
    assert "contact" not in openapi(site)
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert "No licence has been chosen for the data yet, and none for the code" in readme
    assert "No licence has been chosen for the code yet." in imprint.code_terms()


def test_a_licence_by_name_is_named_everywhere(site: TestClient, setting: Setting) -> None:
    setting(licence="CC BY 4.0", code_licence="MIT", contact="desk@lumen.example")
    files = package.files()
    for source, text in told(site, files).items():
        assert "Licence of the data: CC BY 4.0" in text, source
        assert NONE not in text, source
    assert json.loads(files["datapackage.json"])["licenses"] == [
        {"name": "CC-BY-4.0", "path": SPDX, "title": "CC BY 4.0"}
    ]
    assert yaml.safe_load(files["CITATION.cff"])["license"] == "CC-BY-4.0"
    licence = files["LICENSE.txt"].decode().splitlines()
    assert licence[-3:] == [
        *("Licence of the data: CC BY 4.0", "SPDX-License-Identifier: CC-BY-4.0", SPDX)
    ]
    assert f"{hashlib.sha256(files['LICENSE.txt']).hexdigest()}  LICENSE.txt" in (
        files["SHA256SUMS"].decode().splitlines()
    )
    assert "LICENSE.txt: Licence of the data" in files["README.txt"].decode()
    assert json.loads(files["csv-metadata.json"])["dc:license"] == {"@id": SPDX}
    assert openapi(site)["license"]["identifier"] == "CC-BY-4.0"
    assert structured_data._described()["license"] == SPDX
    assert catalogues.croissant("", "")["license"] == SPDX
    assert catalogues.dcat("")["dcat:distribution"][0]["dct:license"] == {"@id": SPDX}
    assert openapi(site)["contact"] == {"email": "desk@lumen.example"}
    assert imprint.code_terms() == "Licence of the code: MIT"


def test_publisher_contact_and_doi_are_in_every_file_for_programs(setting: Setting) -> None:
    setting(publisher="Lumen", contact="desk@lumen.example", doi="10.5281/zenodo.12(3)")
    address = "https://doi.org/10.5281/zenodo.12%283%29"
    files = package.files()
    described = json.loads(files["datapackage.json"])
    assert described["id"] == address
    assert described["contributors"] == [
        {"title": "Lumen", "roles": ["publisher"], "email": "desk@lumen.example"}
    ]
    assert yaml.safe_load(files["CITATION.cff"])["doi"] == "10.5281/zenodo.12(3)"
    on_the_web = json.loads(files["csv-metadata.json"])
    assert on_the_web["dc:publisher"] == "Lumen"
    assert on_the_web["dc:relation"] == {"@id": address}
    page = structured_data._described()
    assert page["sameAs"] == catalogues.croissant("", "")["sameAs"] == address
    assert page["publisher"]["name"] == "Lumen"
    portal = catalogues.dcat("")
    assert portal["dct:identifier"] == address
    assert portal["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:desk@lumen.example"}


@pytest.mark.parametrize("wrong", ["zenodo.1", "https://doi.org/10.5281/zenodo.1", "10.1/x", 10.5])
def test_a_doi_is_one(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"a DOI in quotes"):
        setting_values.doi(wrong)


def test_a_licence_by_address_is_a_link_that_programs_read(
    site: TestClient, setting: Setting
) -> None:
    setting(licence=ADDRESS, contact="https://lumen.example/desk")
    assert f'<a href="{ADDRESS}">' in site.get("/light/").text
    assert imprint.licence() == {"path": ADDRESS}
    citation = yaml.safe_load(package.citation_file(current().version, "2026-11-24"))
    assert citation["license-url"] == ADDRESS
    assert openapi(site)["license"]["url"] == ADDRESS
    assert openapi(site)["contact"] == {"url": "https://lumen.example/desk"}
    assert structured_data._described()["license"] == ADDRESS


def test_terms_of_its_own_are_text_and_no_licence_of_a_name(setting: Setting) -> None:
    setting(licence="Reuse freely.\n[Name](javascript:x) *us*.")
    assert imprint.licence() == {}


def test_an_error_is_reported_by_a_mail_with_page_and_version_filled_in(setting: Setting) -> None:
    setting(contact="desk+data@lumen.example")
    address = urlsplit(imprint.report("tccm.1", "https://wsis.example/ja/submission?id=a&q=(b) c"))
    assert (address.scheme, address.path) == ("mailto", "desk+data@lumen.example")
    assert not set("+() \"'<>") & set(address.query)
    parameters = dict(parse_qsl(address.query))
    assert parameters["subject"] == f"Error in tccm.1, data {current().version}"
    assert parameters["body"].splitlines()[0] == (
        "Page: https://wsis.example/ja/submission?id=a&q=(b) c"
    )
    assert parameters["body"].count("\n") == parameters["body"].count("\r\n") == 3


def test_an_error_is_reported_in_the_form_of_the_contact(setting: Setting) -> None:
    setting(contact="https://lumen.example/issues/new?labels=data")
    address = urlsplit(imprint.report("jpnic", f"https://wsis.example/organisation?{'q=x&' * 999}"))
    parameters = dict(parse_qsl(address.query))
    assert address.netloc == "lumen.example"
    assert parameters["labels"] == "data"
    assert parameters["title"] == f"Error in jpnic, data {current().version}"
    assert parameters["body"].splitlines()[0] == "Page: https://wsis.example/organisation"


PAGES_WITH_REPORTS = {
    "submission": "submission",
    "organisation": "organisation",
    "claim": "claim",
    "points": "",
}
"""Page -> the kind of entity it is about."""


@pytest.mark.parametrize("page", PAGES_WITH_REPORTS)
def test_with_a_contact_every_submission_organisation_claim_and_point_has_a_link_for_errors(
    page: str, site: TestClient, setting: Setting
) -> None:
    kind = PAGES_WITH_REPORTS[page]
    query = {"id": example(kind)} if kind else {}
    light = f"/light/{page}/{query['id']}" if kind else f"/light/{page}"
    setting(contact="")
    assert reports(site.get(light).text) == []
    assert reports("\n".join(visit(page, **query).markdown())) == []
    setting(contact="desk@lumen.example")
    for links in (
        reports(site.get(light).text),
        reports("\n".join(visit(page, **query).markdown())),
    ):
        about = [subject for subject, _page in links]
        assert (query.get("id") in about) is bool(kind)
        if page != "organisation":
            points = [address for subject, address in links if subject != query.get("id")]
            assert len(points) > 1
            assert len(set(about)) == len(about)
            assert all("submission" in address for address in points)
        assert all(address.startswith("http://") for _subject, address in links)


def reports(text: str) -> list[tuple[str, str]]:
    """The subjects of a text's links for reporting errors, and the pages that these links name."""
    links = []
    for address in re.findall(r"mailto:desk@lumen\.example\?subject=[^\s\")]+", unescape(text)):
        parameters = dict(parse_qsl(urlsplit(address).query))
        subject = parameters["subject"].removeprefix("Error in ").partition(", data ")[0]
        links.append((subject, parameters["body"].splitlines()[0].removeprefix("Page: ")))
    return links


def test_whoever_meets_a_failure_is_told_the_contact(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(view: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr(content, "page_of", failing)
    light = TestClient(Starlette(routes=light_pages("")), raise_server_exceptions=False)
    for contact, expected in (("", False), ("desk@lumen.example", True)):
        setting(contact=contact)
        html = light.get("/light/themes").text
        assert "Something went wrong on our side" in html
        assert ("mailto:desk@lumen.example" in html) is expected
        problem = problems._problem(RuntimeError("inside")).detail
        assert ("Contact us at desk@lumen.example." in problem) is expected
        app = AppTest.from_function(fails).run()
        (error,) = app.error
        assert error.value.startswith("Something went wrong on our side.")
        assert ("](mailto:desk@lumen.example)" in error.value) is expected


def fails() -> None:
    from web.errors import on_script_error

    on_script_error(RuntimeError("inside"))
