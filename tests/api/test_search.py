"""What the data API finds for some words, the addresses that lead there, and what it refuses."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from starlette.testclient import TestClient

from finding.index import KINDS
from i18n import routes
from web.api.search import SCHEMA

PATH = "/api/v1/search.json"


def search_answer(api: TestClient, **query: object) -> dict[str, Any]:
    """The answer, which is as the OpenAPI document says."""
    response = api.get(PATH, params=query)
    assert response.status_code == 200, response.text
    document: dict[str, Any] = response.json()
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(document)
    return document


@pytest.mark.parametrize(
    "words", ["TCCM rev 2", "internet", "governments on AI in the zero draft", "田圃の蛙", ""]
)
def test_an_answer_is_as_the_document_says(api: TestClient, words: str) -> None:
    document = search_answer(api, q=words)
    assert document["q"] == words
    assert search_answer(api) == search_answer(api, q="")
    assert (document["groups"] == []) == (words in ("田圃の蛙", ""))
    assert document["not_latin"] == (words == "田圃の蛙")


def test_addresses_carry_the_filters_and_lead_to_pages(api: TestClient) -> None:
    document = search_answer(api, q="Nominet", theme=["ai", "gender"])
    (hit,) = document["groups"][0]["hits"]
    assert (hit["id"], hit["match"]) == ("nominet", "name")
    assert hit["address"] == "http://localhost/organisation?theme=ai&theme=gender&id=nominet"
    stage = search_answer(api, q="zero draft", stage="rev1")["groups"][0]["hits"][0]
    assert stage["address"] == "http://localhost/?stage=zero-draft"
    assert search_answer(api, q="download")["groups"][0]["hits"][0]["address"] == (
        "http://localhost/data-and-method"
    )


def test_a_reading_says_filters_count_and_address(api: TestClient) -> None:
    document = search_answer(api, q="women in Asia blokchain", theme="ai")
    (reading,) = document["readings"]
    assert reading["filters"] == {"region": ["asia"], "theme": ["gender"]}
    assert reading["address"] == "http://localhost/submissions?region=asia&theme=gender"
    assert document["not_understood"] == ["blokchain"]
    rows = api.get("/api/v1/submissions.json", params=reading["filters"]).json()
    assert rows["total"] == reading["submissions"] > 0


def test_it_takes_the_query_string_of_its_page(api: TestClient) -> None:
    """What says how a page is shown is left alone."""
    plain = search_answer(api, q="IGF", show="claim")
    assert search_answer(api, q="IGF", show="claim", print="1", count="points") == plain
    assert [group["kind"] for group in plain["groups"]] == ["claim"]


@pytest.mark.parametrize(
    ("query", "parameter", "detail"),
    [
        ("q=" + "a" * 201, "q", "at most 200 characters"),
        ("q=%00", "q", "without control characters"),
        ("q=%E2%80%8B", "q", "contains nothing to search for"),
        ("q=a&q=b", "q", "given more than once"),
        ("q=a&show=person", "show", "person is not a value of show"),
        ("q=a&show=theme&show=claim", "show", "given more than once"),
        ("q=a&page=0", "page", "a whole number from 1"),
        ("q=a&page=two", "page", "a whole number from 1"),
        ("q=a&theme=nonsense", "theme", "nonsense is not a value of theme"),
        ("q=a&limit=5", "limit", "There is no parameter limit here"),
        ("qu=a", "qu", "There is no parameter qu here"),
    ],
)
def test_what_cannot_be_used_is_a_problem(
    api: TestClient, query: str, parameter: str, detail: str
) -> None:
    response = api.get(f"{PATH}?{query}")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter
    assert detail in response.json()["detail"]


def test_the_document_and_the_page_for_readers_name_it(api: TestClient) -> None:
    document = api.get("/api/v1/openapi.json").json()
    parameters = {
        description.get("name") or description["$ref"].rpartition("/")[2]: description
        for description in document["paths"]["/search.json"]["parameters"]
    }
    assert {"q", "show", "page", "theme", "since"} <= set(parameters)
    assert parameters["show"]["schema"]["enum"] == list(KINDS)
    assert f"http://localhost{PATH}?q=Nominet" in api.get("/api/v1/docs").text


def test_it_stands_beside_the_page() -> None:
    assert routes.PAGES[routes.SEARCH].path == "search"
    assert routes.filters_of("search", {"q": ["a"], "theme": ["ai"]}) == {"theme": ["ai"]}
    assert routes.filters_of("light/search", {"q": ["a"]}) == {}
    assert routes.filters_of("themes", {"q": ["a"]}) == {"q": ["a"]}
