"""The address holds the state: read and written through Streamlit's query parameters, here a plain mapping."""

from types import SimpleNamespace

import pytest
import streamlit as st
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as drawn

from cards.query import UNITS
from components import url_state
from i18n import filter_options
from queries import Filters
from tests.components.query_parameters import Query
from tests.components.selections import selections


@pytest.fixture
def query(monkeypatch: pytest.MonkeyPatch) -> Query:
    parameters = Query()
    monkeypatch.setattr(st, "query_params", parameters)
    monkeypatch.setattr(st, "context", SimpleNamespace(url="https://d.example/base/challenges"))
    return parameters


@pytest.mark.parametrize(
    ("held", "choice"),
    [
        ([], "submissions"),
        (["points"], "points"),
        (["organisations"], "organisations"),
        (["POINTS"], "submissions"),
        (["DROP TABLE"], "submissions"),
        ([""], "submissions"),
        (["points", "organisations"], "organisations"),
    ],
)
def test_a_view_parameter_is_one_of_its_choices_or_the_first(
    query: Query, held: list[str], choice: str
) -> None:
    query.from_dict({"count": held} if held else {})
    assert url_state.param("count", UNITS) == choice
    assert url_state.unit() == choice


@pytest.mark.parametrize(
    ("page_number", "rows"),
    [
        (None, (0, 10)),
        ("1", (0, 10)),
        ("2", (10, 20)),
        ("3", (20, 30)),
        ("4", (20, 30)),
        ("999999", (20, 30)),
        ("0", (0, 10)),
        ("-1", (0, 10)),
        ("999999999999", (0, 10)),
        ("1e3", (0, 10)),
        ("²", (0, 10)),
        ("٣", (0, 10)),
        ("2 ", (0, 10)),
        ("", (0, 10)),
    ],
)
def test_a_page_holds_its_rows_or_those_of_the_nearest(
    query: Query, page_number: str | None, rows: tuple[int, int]
) -> None:
    query.from_dict({} if page_number is None else {"page": [page_number]})
    page_slice = url_state.context().rows_of_page(25, 10)
    assert (page_slice.start, page_slice.stop) == rows


def test_a_list_without_rows_has_its_first_page_alone(query: Query) -> None:
    query.from_dict({"page": ["7"]})
    assert url_state.context().rows_of_page(0, 10) == slice(0, 10)


@given(drawn.integers(0, 300), drawn.integers(1, 40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_pages_hold_every_row_once(query: Query, count: int, size: int) -> None:
    everything = list(range(count))
    pages = max(1, -(-count // size))
    rows: list[int] = []
    for number in range(1, pages + 1):
        query.from_dict({"page": [str(number)]})
        rows += everything[url_state.context().rows_of_page(count, size)]
    assert rows == everything


@given(selections())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_written_is_read_again(query: Query, selection: Filters) -> None:
    query.from_dict({"count": ["points"], "page": ["3"], "utm_source": ["x"], "theme": ["gender"]})
    url_state.navigate(selection, page=None)
    assert url_state.from_url() == (selection, ())
    assert query.get_all("count") == ["points"]
    assert query.get_all("utm_source") == ["x"]
    assert "page" not in query


def test_a_view_is_set_without_touching_the_filters(query: Query) -> None:
    query.from_dict({"theme": ["gender", "igf-funding"], "who": ["x"], "page": ["2"]})
    url_state.set_params(who=None, count="points")
    assert dict(query) == {"theme": ["gender", "igf-funding"], "page": ["2"], "count": ["points"]}


def test_a_link_carries_filters_and_counting_and_leaves_the_pages_own_view(query: Query) -> None:
    query.from_dict({"count": ["points"], "page": ["2"], "grain": ["themes"], "who": ["jprs"]})
    carried = url_state.parameters(Filters(theme=("gender",)), id="tccm-rev2")
    assert carried == {"theme": ["gender"], "count": ["points"], "id": ["tccm-rev2"]}


def test_the_full_address_is_that_of_the_page_with_its_query(query: Query) -> None:
    query.from_dict({"theme": ["gender", "igf-funding"], "q": ["a & b"]})
    assert (
        url_state.full_url()
        == "https://d.example/base/challenges?theme=gender&theme=igf-funding&q=a+%26+b"
    )
    assert (
        url_state.full_url("/submission", {"id": ["x/y"]})
        == "https://d.example/base/submission?id=x%2Fy"
    )


def test_every_filter_has_options_with_names() -> None:
    options = filter_options.option_labels()
    assert set(options) == set(Filters.__dataclass_fields__) - {"q", "since", "until"}
    for choices in options.values():
        assert choices
        assert all(choices.values())
