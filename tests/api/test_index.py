"""The index, the page for readers and the health of the data API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import html5lib
import pytest
from starlette.testclient import TestClient

from cards.registry import PAGES
from data import SOURCE
from data.build import build, ensure_database
from data.settings import using
from data.version import code_version
from exports import FORMATS
from exports.dataset import downloads
from i18n import routes
from i18n.filter_options import option_labels
from queries import Database, DatabaseUnavailable, QueryTooSlow, ask, current, question, questions
from tests import examples
from tests.data.conftest import Tables
from tests.pages.visiting import table
from web.api import health
from web.api.catalogue import DESCRIPTIONS

ROOT = Path(__file__).parents[2]
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def index(api: TestClient) -> dict[str, Any]:
    response = api.get("/api/v1/")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    document: dict[str, Any] = response.json()
    return document


@pytest.fixture(scope="module")
def page(api: TestClient) -> Any:
    """The page for readers, parsed: not even the strictest parser finds a mistake."""
    response = api.get("/api/v1/docs")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return html5lib.HTMLParser(strict=True).parse(response.text)


def links(page: Any) -> list[str]:
    return [link.get("href") for link in page.iter(f"{XHTML}a")]


def test_the_index_lists_every_question_with_its_parameters(
    api: TestClient, index: dict[str, Any]
) -> None:
    entries = {entry["name"]: entry for entry in index["questions"]}
    assert list(entries) == list(questions())
    for name, definition in questions().items():
        entry = entries[name]
        assert (entry["title"], entry["row"]) == (definition.title, definition.row)
        assert set(entry["addresses"]) == {*FORMATS, "sql"}
        assert [parameter["name"] for parameter in entry["parameters"]] == [
            parameter.url_name for parameter in definition.parameters
        ]
        for parameter_entry, parameter in zip(
            entry["parameters"], definition.parameters, strict=True
        ):
            assert parameter_entry.get("choices", []) == list(parameter.choices)
            assert parameter_entry["required"] is (not parameter.choices)
        response = api.get(entry["example"])
        assert response.status_code == 200, entry["example"]
        assert response.json()["title"] == definition.title


def test_every_address_of_the_index_answers(api: TestClient, index: dict[str, Any]) -> None:
    fixed = [*index["downloads"], *index["descriptions"]]
    assert len(fixed) == len(downloads()) + len(DESCRIPTIONS)
    for entry in fixed:
        response = api.get(entry["address"])
        assert response.status_code == 200, entry
        assert response.headers["content-type"].partition(";")[0] == entry["media_type"], entry


def test_the_index_lists_the_cards_of_every_page_with_a_picture_of_the_first(
    api: TestClient, index: dict[str, Any]
) -> None:
    entries = {entry["page"]: entry for entry in index["pictures"]}
    paths = {routes.PAGES[name].path or "overview": name for name in PAGES}
    assert list(entries) == list(paths)
    for page, entry in entries.items():
        assert entry["title"] == routes.PAGES[paths[page]].title
        query = examples.query(routes.PAGES[paths[page]])
        for key in entry["cards"]:
            address = entry["addresses"]["svg"].format(card=key)
            status = api.head(address, params=query).status_code
            assert status == 200 or page in ("claim", "compare"), address
        assert api.head(entry["example"]).headers["content-type"] == "image/png", entry["example"]


def test_no_question_is_hidden_by_what_else_has_an_address() -> None:
    fixed = {file.name for file in (*downloads(), *DESCRIPTIONS)}
    assert not fixed & {f"{name}.{ending}" for name in questions() for ending in FORMATS}


def test_health_counts_the_rows_of_every_table(api: TestClient) -> None:
    response = api.get("/api/v1/health")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert response.json() == {
        "status": "ok",
        "data_version": current().version,
        "code_version": code_version(),
        "release": current().release,
        "rows": {path.stem: len(table(path.stem)) for path in (ROOT / "data").glob("*.csv")},
        "tables_changed": [],
        "degraded": [],
    }


def test_health_says_which_tables_are_not_those_of_the_database(
    api: TestClient, tmp_path: Path
) -> None:
    tables = Tables(tmp_path / "tables")
    with using(source=tables.folder):
        ensure_database()
        assert api.get("/api/v1/health").json()["status"] == "ok"
        tables.change("points", 0, summary="Something else.")
        tables.path("synonyms").unlink()
        response = api.get("/api/v1/health")
        assert response.status_code == 200
        assert response.json()["status"] == "tables differ"
        assert response.json()["tables_changed"] == ["points", "synonyms"]
        assert response.json()["data_version"] == current().version
        (tables.folder / "synonyms.csv").write_bytes((SOURCE / "synonyms.csv").read_bytes())
        ensure_database()
        assert api.get("/api/v1/health").json()["status"] == "ok"


def test_health_is_a_problem_once_they_differ_for_longer_than_a_build_takes(
    api: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the database of another consultation was put into the place of this one's."""
    other = tmp_path / "other.duckdb"
    build(ROOT / "tests" / "consultation" / "lake-lumen", other)
    with using(database=other):
        assert api.get("/api/v1/health").json()["status"] == "tables differ"
        monkeypatch.setattr(health, "BUILD_TAKES", -1)
        response = api.get("/api/v1/health")
        assert response.status_code == 503
        assert "points" in response.json()["detail"]
        assert "wsis20 build" in response.json()["detail"]
        assert int(response.headers["retry-after"]) > 0
    assert api.get("/api/v1/health").json()["status"] == "ok"


@pytest.mark.parametrize("there", [True, False])
def test_health_is_well_where_there_is_nothing_to_compare_with(
    api: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """The files may not be read, or the database came without them."""

    def refused(*_arguments: object) -> None:
        raise PermissionError

    tables = Tables(tmp_path / "tables")
    with using(source=tables.folder):
        ensure_database()
        tables.change("points", 0, summary="Something else.")
        if there:
            monkeypatch.setattr(health, "_sha256", refused)
        else:
            for path in tables.folder.glob("*.csv"):
                path.unlink()
        assert api.get("/api/v1/health").json()["status"] == "ok"


@pytest.mark.parametrize("error", [DatabaseUnavailable, duckdb.IOException, QueryTooSlow])
def test_health_without_a_database_is_a_problem(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """Even if the answer was there a moment ago: it is asked of the database, not of what is kept."""
    assert api.get("/api/v1/health").status_code == 200

    def gone(*_arguments: object) -> None:
        raise error("the database of /srv/secret")

    monkeypatch.setattr(Database, "frame", gone)
    response = api.get("/api/v1/health")
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert int(response.headers["retry-after"]) > 0
    assert response.json()["status"] == 503
    if error is not QueryTooSlow:  # its words are for whoever asked
        assert "secret" not in response.text


def test_the_page_needs_no_script_and_no_other_host(page: Any) -> None:
    assert not list(page.iter(f"{XHTML}script"))
    assert not list(page.iter(f"{XHTML}img")) + list(page.iter(f"{XHTML}link"))
    assert not [node for node in page.iter() for name in node.attrib if name.startswith("on")]


def test_every_link_of_the_page_leads_somewhere(api: TestClient, page: Any) -> None:
    ids = {node.get("id") for node in page.iter()}
    problems = []
    for link in dict.fromkeys(links(page)):
        if link.startswith("#"):
            assert link[1:] in ids
        elif link.startswith("http://localhost/api/"):
            status = api.head(link).status_code
            assert status in (200, 400), link
            problems += [link] if status == 400 else []
    assert len(problems) == 1  # the example of a problem


def test_the_page_explains_every_question_and_its_columns(page: Any) -> None:
    texts = {node.get("id"): "".join(node.itertext()) for node in page.iter(f"{XHTML}details")}
    for name, definition in questions().items():
        words = texts[f"q-{name}"]
        assert definition.title in words
        assert definition.row in words
        for column in definition.columns:
            assert f"{column.name}\n{column.type}" in words
            assert column.meaning in words
        for parameter in definition.parameters:
            assert all(choice in words for choice in (parameter.url_name, *parameter.choices))
    for name in ask("tables").table_name:
        assert f"t-{name}" in texts


def test_the_page_shows_a_problem_as_it_is_said(api: TestClient, page: Any) -> None:
    texts = ["".join(node.itertext()) for node in page.iter(f"{XHTML}pre")]
    (address,) = [link for link in links(page) if "oceana" in link]
    response = api.get(address)
    assert response.status_code == 400
    assert any(response.json() == _json(text) for text in texts)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def test_ids_that_are_few_stand_on_the_page(page: Any) -> None:
    (filters,) = [
        element
        for element in page.iter(f"{XHTML}table")
        if "All filters work with every query" in "".join(element.itertext())
    ]
    words = "".join(filters.itertext())
    for name in ("stage", "theme", "kind", "family", "region", "sdg"):
        assert ", ".join(option_labels()[name]) in words
    assert question("options").name in "".join(links(filters))
