"""The OpenAPI document says what the data API does: it is valid, whole, and schemathesis finds no answer beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from exports import FORMATS, TABLE_FORMATS
from exports.dataset import downloads
from i18n.filter_options import option_labels
from queries import ALL_FILTERS, FILTERS, ask, questions
from queries.filters import MAX_TEXT, MAX_VALUES
from web.api import openapi, openapi_components
from web.api.catalogue import DESCRIPTIONS, FILTER_MEANINGS, example
from web.settings import settings

JSON = dict[str, Any]


@pytest.fixture(scope="module")
def document(api: TestClient) -> JSON:
    response = api.get("/api/v1/openapi.json")
    assert response.headers["content-type"] == "application/json"
    document: JSON = response.json()
    return document


def resolved(document: JSON, part: JSON) -> JSON:
    """What a reference stands for; anything else is itself."""
    if "$ref" not in part:
        return part
    node: Any = document
    for name in part["$ref"].removeprefix("#/").split("/"):
        node = node[name]
    return resolved(document, node)


def parameters(document: JSON, path: str) -> dict[str, JSON]:
    declared = [
        resolved(document, parameter) for parameter in document["paths"][path]["parameters"]
    ]
    assert len({(parameter["in"], parameter["name"]) for parameter in declared}) == len(declared), (
        path
    )
    return {parameter["name"]: parameter for parameter in declared}


def rows_schema(document: JSON, path: str) -> JSON:
    content = document["paths"][path]["get"]["responses"]["200"]["content"]
    return content["application/json"]["schema"]


def test_the_document_is_openapi(document: JSON) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1.")
    assert document["servers"] == [{"url": "http://localhost/api/v1"}]


def test_it_has_a_path_for_every_question_table_download_and_description(document: JSON) -> None:
    assert set(document["paths"]) == {
        *(f"/{name}.{{format}}" for name in questions()),
        *(f"/tables/{name}.{{format}}" for name in ask("tables").table_name),
        *(f"/{file.name}" for file in (*downloads(), *DESCRIPTIONS)),
        "/releases/{version}",
        "/wide/signature_matrix.{format}",
        "/card/{page}/{card}.{format}",
    }
    names = [
        operation["operationId"]
        for path in document["paths"].values()
        for method, operation in path.items()
        if method != "parameters"
    ]
    assert len(names) == len(set(names)) == len(document["paths"])


def test_generators_find_a_name_for_each_answer_and_row_and_json_first(document: JSON) -> None:
    assert "allOf" not in json.dumps(document)
    assert {method for path in document["paths"].values() for method in path} == {
        "get",
        "parameters",
    }
    for path in document["paths"]:
        if path.startswith("/tables/") or path[1:].removesuffix(".{format}") in questions():
            content = document["paths"][path]["get"]["responses"]["200"]["content"]
            assert next(iter(content)) == "application/json", path
            schema = resolved(document, rows_schema(document, path))
            assert list(rows_schema(document, path)) == ["$ref"]
            assert list(schema["properties"]["rows"]["items"]) == ["$ref"]


def test_every_path_answers_in_every_format_it_lists(api: TestClient, document: JSON) -> None:
    for path, item in document["paths"].items():
        declared = {} if "parameters" not in item else parameters(document, path)
        operation_id = item["get"]["operationId"]
        query = example(questions()[operation_id]) if operation_id in questions() else {}
        if path == "/releases/{version}":
            continue
        path = path.replace("{page}", "challenges").replace("{card}", "most")
        content = item["get"]["responses"]["200"]["content"]
        endings = declared["format"]["schema"]["enum"] if "format" in declared else [""]
        assert len(endings) == len(content), path
        for ending in endings:
            response = api.head(f"/api/v1{path.format(format=ending)}", params=query)
            assert response.status_code == 200, (path, ending)
            assert response.headers["content-type"].partition(";")[0] in content, (path, ending)


def test_answers_have_the_columns_and_types_that_the_document_says(
    api: TestClient, document: JSON
) -> None:
    for name, question in questions().items():
        path = f"/{name}.{{format}}"
        query = {**example(question), "limit": ["50"]}
        answer = api.get(f"/api/v1/{name}.json", params=query).json()
        fits(document, path, answer)
        properties = resolved(document, rows_schema(document, path))["properties"]
        row = resolved(document, properties["rows"]["items"])
        assert list(row["properties"]) == list(answer["columns"]), name
        assert row["description"] == question.row
        for column in question.columns:
            schema = row["properties"][column.name]
            assert schema["description"] == column.meaning
            assert schema.get("x-unit", "") == column.unit


def test_tables_have_the_columns_and_types_that_the_document_says(
    api: TestClient, document: JSON
) -> None:
    for name in ask("tables").table_name:
        path = f"/tables/{name}.{{format}}"
        answer = api.get(f"/api/v1/tables/{name}.json", params={"limit": 50}).json()
        fits(document, path, answer)
        properties = resolved(document, rows_schema(document, path))["properties"]
        row = resolved(document, properties["rows"]["items"])
        assert list(row["properties"]) == list(answer["columns"])


def fits(document: JSON, path: str, answer: JSON) -> None:
    """Fail unless an answer is as the document says of its path; there is something to be wrong."""
    assert answer["rows"], path
    schema = {**rows_schema(document, path), "components": document["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(answer)


def test_every_question_takes_its_own_parameters_and_every_filter(document: JSON) -> None:
    for name, question in questions().items():
        own_parameters = {parameter.url_name: parameter for parameter in question.parameters}
        declared = parameters(document, f"/{name}.{{format}}")
        assert set(declared) == {"format", *own_parameters, *FILTER_MEANINGS, "limit", "offset"}, (
            name
        )
        assert declared["format"]["schema"]["enum"] == [*FORMATS, "sql"]
        for parameter in own_parameters.values():
            declaration = declared[parameter.url_name]
            assert declaration["required"] is (not parameter.choices)
            if parameter.choices:
                assert declaration["schema"]["enum"] == list(parameter.choices)
                assert declaration["schema"]["default"] == parameter.choices[0]
    assert set(FILTER_MEANINGS) == {*ALL_FILTERS}
    table = parameters(document, "/tables/points.{format}")
    assert set(table) == {"format", "limit", "offset", "release"}
    assert table["format"]["schema"]["enum"] == list(TABLE_FORMATS)


def test_a_filter_lists_its_ids_or_says_where_they_are(api: TestClient, document: JSON) -> None:
    declared = parameters(document, "/claims.{format}")
    for name in FILTERS:
        assert declared[name]["explode"] is True
        assert declared[name]["schema"]["maxItems"] == MAX_VALUES
        ids = resolved(document, declared[name]["schema"]["items"])
        if "enum" in ids:
            assert {*option_labels()[name]} <= {*ids["enum"]}
        else:
            assert len(option_labels()[name]) > 60
            address = ids["description"].split()[2].rstrip(",")
            rows = api.get(address).json()["rows"]
            plain_name = name.removeprefix("also_")
            assert {*option_labels()[name]} <= {
                row["id"] for row in rows if row["filter"] == plain_name
            }
    assert declared["q"]["schema"]["maxLength"] == MAX_TEXT
    assert declared["limit"]["schema"]["maximum"] == settings().api_rows


MANY = ("organisation", "also_organisation", "country", "claim", "also_claim", "submission")
"""Filters of many ids, and submissions."""


def taken() -> dict[str, list[str]]:
    """The ids that the data API takes: filter -> ids, and those of submissions."""
    ids = {name: list(options) for name, options in option_labels().items()}
    return {**ids, "submission": ask("submissions").submission_id.tolist()}


def test_an_id_is_what_the_document_says_and_nothing_else_is(document: JSON) -> None:
    schemas = document["components"]["schemas"]
    for name, ids in taken().items():
        is_valid = Draft202012Validator(schemas[f"id_{name}"]).is_valid
        assert all(map(is_valid, ids)), name
        assert not any(map(is_valid, ("", " ", "no such id", f"{ids[0]} "))), name
    is_valid = Draft202012Validator(
        {"$ref": "#/components/schemas/side", "components": document["components"]}
    ).is_valid
    assert all(is_valid(taken()[kind][0]) for kind in ("organisation", "group", "stage"))
    assert not is_valid("")


def test_of_very_many_ids_the_document_says_how_they_are_formed_and_where_they_are(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openapi_components, "ENUMERATED", 60)
    schemas = openapi.document("http://localhost")["components"]["schemas"]
    for name, ids in taken().items():
        schema = schemas[f"id_{name}"]
        assert ("enum" in schema) is (name not in MANY), name
        if name in MANY:
            is_valid = Draft202012Validator(schema).is_valid
            assert all(map(is_valid, ids)), name
            assert not any(map(is_valid, ("", " ", "no such id", "-", "a--b", "_"))), name
            address = schema["description"].split()[2].rstrip(",")
            rows = api.get(address).json()["rows"]
            plain_name = name.removeprefix("also_")
            listed_ids = {
                row["submission_id"] if plain_name == "submission" else row["id"]
                for row in rows
                if plain_name == "submission" or row["filter"] == plain_name
            }
            assert {*ids} <= listed_ids


def test_the_document_is_short_enough_to_be_read_at_once(api: TestClient) -> None:
    assert len(api.get("/api/v1/openapi.json").content) < 650_000
