"""What addresses the data API takes: a page's own query string, and nothing that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from cards.query import Query
from exports.dataset import downloads
from exports.notebook import NOTEBOOK
from i18n.filter_options import option_labels
from queries import ALL_FILTERS, FILTERS, Filters, ask, question, questions
from queries.filters import MAX_TEXT, MAX_VALUES
from tests.api.addresses_of_pages import view_parameters
from tests.pages.visiting import visit
from web.api import query_params
from web.api.catalogue import MOST_IDS, example
from web.api.problems import Problem

OF_STREAMLIT = {"embed", "embed_options"}

EVERYWHERE = {
    "count": ["organisations"],
    "print": ["0"],
    "embed": ["false"],
    "since": ["2024-01-01"],
}

ADDRESSES: list[tuple[str, dict[str, list[str]]]] = [
    ("challenges", {"show": ["recommendation"], "grain": ["families"]}),
    ("themes", {"rank": ["apart"], "order": ["share"]}),
    ("what_became_of_it", {"open": ["igf-mandate"], "text": ["zero-draft"], "sort": ["asked"]}),
    (
        "through_the_review",
        {"from": ["zero-draft"], "to": ["rev2"], "about": ["ai"], "stages": ["all"]},
    ),
    ("who_signed_what", {"texts": ["all"], "drawing": ["network"], "least": ["2"], "page": ["2"]}),
    ("organisations", {"sort": ["name"], "page": ["3"]}),
    ("compare", {"by": ["organisation"], "id": ["jpnic", "apnic"], "texts": ["2"]}),
    ("compare", {"by": ["stage"], "id": ["zero-draft", "rev1"], "part": ["shared"]}),
    ("action_lines", {"fields": ["on"]}),
    ("submissions", {"view": ["table"], "page": ["2"]}),
    ("data_and_method", {"part": ["tables"], "table": ["points"]}),
    ("submission", {"id": ["jpnic-outcome"], "grain": ["claims"], "show": ["position"]}),
    ("organisation", {"id": ["jpnic"], "common": ["kept"], "list_page": ["2"]}),
    ("theme", {"id": ["igf-mandate"], "names_page": ["2"]}),
    ("claim", {"id": ["re-make-igf-permanent"], "with": ["challenge"]}),
    ("action_line", {"id": ["C1"], "names_page": ["2"]}),
    ("goal", {"id": ["16"], "submissions_page": ["2"]}),
    ("points", {"page": ["2"]}),
]
"""A page and what its address may hold besides what any may."""


def refused(name: str, query: Mapping[str, list[str]]) -> dict[str, Any]:
    """The problem document that refuses this query of a question; fails if it is answered."""
    with pytest.raises(Problem) as caught:
        query_params.read(question(name), query)
    assert caught.value.status == 400
    return caught.value.body("")


def test_what_pages_put_into_addresses_is_known() -> None:
    filters = {*ALL_FILTERS}
    assert view_parameters() - filters == query_params.VIEW_PARAMETERS - OF_STREAMLIT
    assert not query_params.VIEW_PARAMETERS & filters


@pytest.mark.long
@pytest.mark.parametrize(("page", "page_query"), ADDRESSES)
def test_a_pages_whole_address_is_taken_for_the_question_of_every_card(
    page: str, page_query: dict[str, list[str]], offered: dict[str, Query]
) -> None:
    query = {**EVERYWHERE, **page_query}
    visit(page, **query)
    assert offered
    for card_query in offered.values():
        if type(card_query) is not Query:
            continue  # a table, or what Python computes
        definition, selection, parameters = (
            question(card_query.name),
            card_query.filters,
            card_query.parameters,
        )
        card = {
            parameter.url_name: parameters[parameter.name].split(",")
            for parameter in definition.parameters
            if parameter.name in parameters
        }
        reading = query_params.read(definition, {**query, **card})
        names = {parameter.name for parameter in definition.parameters} & {*parameters}
        assert {name: reading.parameters[name] for name in names} == {
            name: parameters[name] for name in names
        }
        exactly = query_params.read(definition, {**selection.to_query(), **card})
        assert exactly.selection == selection


@pytest.mark.parametrize("name", sorted(questions()))
def test_what_a_question_does_not_take_is_left_alone(name: str) -> None:
    definition = question(name)
    names = {parameter.url_name for parameter in definition.parameters}
    view = {key: ["anything"] for key in query_params.VIEW_PARAMETERS - names - {"lang"}}
    assert query_params.read(definition, {**example(definition), **view}) == query_params.read(
        definition, example(definition)
    )


@pytest.mark.parametrize("name", ["tme", "Theme", "unit", "format", "offsets", "", "_", "theme[]"])
def test_an_unknown_parameter_is_refused_with_those_there_are(name: str) -> None:
    problem = refused("themes", {name: ["x"]})
    assert problem["parameter"] == name
    assert {*ALL_FILTERS, "count", "limit", "offset", "release"} == {*problem["allowed"]}


@pytest.mark.parametrize(
    "name",
    [
        *(file.name for file in downloads()),
        *("releases", "croissant.json", "dcat.jsonld", NOTEBOOK.name),
    ],
)
def test_what_takes_no_parameter_refuses_one(api: TestClient, name: str) -> None:
    response = api.get(f"/api/v1/{name}?theme=igf-funding")
    assert (response.status_code, response.json()["parameter"]) == (400, "theme")


def test_a_mistyped_parameter_is_named() -> None:
    assert "Did you mean theme?" in refused("themes", {"thme": ["ai"]})["detail"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"theme": ["ai", "nothing"]}, "theme"),
        ({"theme": [""]}, "theme"),
        ({"theme": ["AI"]}, "theme"),
        ({"also_claim": ["none"]}, "also_claim"),
        ({"kind": ["challenge,position"]}, "kind"),
        ({"count": ["people"]}, "count"),
        ({"count": ["points", "points"]}, "count"),
        ({"count": [""]}, "count"),
        ({"q": ["x" * (MAX_TEXT + 1)]}, "q"),
        ({"q": [" " * (MAX_TEXT + 1)]}, "q"),
        ({"q": ["one", "two"]}, "q"),
        ({"theme": ["ai"] * (MAX_VALUES + 1)}, "theme"),
        ({"since": [""]}, "since"),
        ({"since": ["2025"]}, "since"),
        ({"since": ["20250101"]}, "since"),
        ({"since": ["2025-W01-1"]}, "since"),
        ({"since": ["2025-02-30"]}, "since"),
        ({"since": ["٢٠٢٥-٠١-٠١"]}, "since"),
        ({"since": ["2025-01-01", "2025-01-02"]}, "since"),
        ({"since": ["2025-02-01"], "until": ["2025-01-01"]}, "until"),
        ({"limit": ["0"]}, "limit"),
        ({"limit": ["-1"]}, "limit"),
        ({"limit": ["1.0"]}, "limit"),
        ({"limit": ["٣"]}, "limit"),
        ({"limit": ["100001"]}, "limit"),
        ({"limit": ["1", "2"]}, "limit"),
        ({"offset": ["9" * 400]}, "offset"),
        ({"offset": [""]}, "offset"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_the_name_of_its_parameter(
    query: dict[str, list[str]], parameter: str
) -> None:
    problem = refused("themes", query)
    assert problem["parameter"] == parameter
    assert len(problem.get("value", "")) <= 60
    assert re.fullmatch(r"[^\n]{10,}\.", problem["detail"])


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("theme", {}),
        ("theme", {"id": [""]}),
        ("theme", {"id": ["ai", "igf-funding"]}),
        ("theme", {"id": ["nothing"]}),
        ("claim", {"id": ["none"]}),
        ("submission", {"id": ["nothing"]}),
        ("comparison_sides", {}),
        ("comparison_sides", {"id": ["jpnic,apnic"]}),
        ("comparison_sides", {"id": ["jpnic"], "by": ["group"]}),
        ("comparison_sides", {"id": ["technical"], "by": ["theme"]}),
    ],
)
def test_what_a_question_is_about_has_to_be_there(name: str, query: dict[str, list[str]]) -> None:
    assert refused(name, query)["parameter"] in ("id", "by")


def test_no_more_sides_are_taken_than_a_page_shows() -> None:
    ids = list(option_labels()["organisation"])
    most = query_params.read(question("comparison_sides"), {"id": ids[:MOST_IDS]})
    assert most.parameters["ids"] == ",".join(ids[:MOST_IDS])
    problem = refused("comparison_sides", {"id": ids[: MOST_IDS + 1]})
    assert (problem["parameter"], problem["value"]) == ("id", ids[MOST_IDS])


def test_a_short_list_of_what_is_taken_stands_in_the_problem() -> None:
    problem = refused("themes", {"region": ["oceana"]})
    assert problem["allowed"] == list(option_labels()["region"])
    assert "allowed_at" not in problem


@pytest.mark.parametrize(
    ("name", "query", "near", "column"),
    [
        ("themes", {"organisation": ["jpnik"]}, "jpnic", "id"),
        ("themes", {"also_organisation": ["jpnik"]}, "jpnic", "id"),
        ("organisation", {"id": ["jpnik"]}, "jpnic", "id"),
        ("claim", {"id": ["re-make-igf-permanet"]}, "re-make-igf-permanent", "id"),
        ("submission", {"id": ["jpnic-outcom"]}, "jpnic-outcome", "submission_id"),
        ("comparison_sides", {"id": ["jpnik"]}, "jpnic", "id"),
    ],
)
def test_a_long_list_has_an_address(
    api: TestClient, name: str, query: dict[str, list[str]], near: str, column: str
) -> None:
    problem = api.get(f"/api/v1/{name}.json", params=query).json()
    assert problem["allowed"][0] == near
    assert problem["allowed_at"].startswith("http://localhost/api/v1/")
    rows = api.get(problem["allowed_at"]).json()["rows"]
    assert near in {row[column] for row in rows}


@pytest.mark.parametrize("query", [{}, {"id": ["zzzzzzzz"]}])
def test_where_nothing_is_near_no_empty_list_is_said_to_be_allowed(
    api: TestClient, query: dict[str, list[str]]
) -> None:
    problem = api.get("/api/v1/organisation.json", params=query).json()
    assert "allowed" not in problem
    assert problem["allowed_at"].startswith("http://localhost/api/v1/")


def test_the_most_and_the_least_that_is_taken_is_taken() -> None:
    themes = question("themes")
    edge = {"q": ["x" * MAX_TEXT], "limit": ["100000"], "offset": [str(query_params.MAX_OFFSET)]}
    assert query_params.read(themes, edge).offset == query_params.MAX_OFFSET
    assert query_params.read(themes, {"limit": ["1"], "offset": ["0"]}).limit == 1
    same = query_params.read(themes, {"since": ["2025-01-01"], "until": ["2025-01-01"]})
    assert same.selection.since == same.selection.until
    many = {"theme": ["ai"] * MAX_VALUES}
    assert query_params.read(themes, many).selection == Filters(theme=("ai",))


def test_an_empty_search_is_no_search() -> None:
    assert query_params.read(question("themes"), {"q": [""]}).selection == Filters()


@pytest.mark.long
def test_every_id_of_every_list_is_taken() -> None:
    for name in FILTERS:
        for identifier in option_labels()[name]:
            assert query_params.selection({name: [identifier]}) == Filters(**{name: (identifier,)})
    for identifier in ask("submissions").submission_id:
        assert query_params.read(question("submission"), {"id": [identifier]}).parameters == {
            "id": identifier
        }
