"""The statement of every answer runs as it stands on the database that is offered, and gives the rows of the answer."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient

from data import DATABASE
from queries import Filters, ask, questions
from tests.api.parity import V1, address, alike, parameter_values, plain_rows, told
from tests.examples import shipped
from tests.queries.comparing import UNORDERED

SELECTIONS = [
    Filters(),
    Filters(group=("technical", "civil-society"), kind=("challenge",), since=date(2024, 6, 1)),
    Filters(q="internet o'clock", stage=("zero-draft",)),
    Filters(organisation=("jpnic", "apc"), also_theme=("igf-funding",), until=date(2025, 12, 31)),
    Filters(country=("JPN",), language=("en",), theme=("igf-mandate",), role=("signatory",)),
]


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the database, opened by nothing but DuckDB, with none of its settings changed."""
    copy = tmp_path_factory.mktemp("offered") / "copy.duckdb"
    copy.write_bytes(Path(DATABASE).read_bytes())
    with duckdb.connect(str(copy), read_only=True) as connection:
        yield connection


@pytest.mark.wide(14)
@pytest.mark.parametrize("name", questions())
def test_a_statement_gives_the_rows_of_its_answer(
    api: TestClient, offered: duckdb.DuckDBPyConnection, name: str
) -> None:
    question, oracle = questions()[name], shipped()
    for selection in SELECTIONS:
        values = parameter_values(question, {}, oracle)
        query = address(question, selection, values)
        response = api.get(f"{V1}/{name}.sql?{query}")
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        frame = offered.sql(response.text).df()
        columns = list(frame.columns)
        assert columns == list(ask(name, selection, **values).columns)
        rows = plain_rows(frame)
        expected, total = told(api, f"{V1}/{name}.json?{query}", columns)
        if name in UNORDERED:
            rows, expected = sorted(rows, key=repr), sorted(expected, key=repr)
        assert len(rows) == total
        alike(rows[: len(expected)], expected, f"{name} under {selection}")


def test_a_statement_gives_the_page_of_the_rows_that_is_asked_for(
    api: TestClient, offered: duckdb.DuckDBPyConnection
) -> None:
    for name in ("points", "themes"):
        query = "kind=challenge&limit=3&offset=2"
        frame = offered.sql(api.get(f"{V1}/{name}.sql?{query}").text).df()
        expected, _total = told(api, f"{V1}/{name}.json?{query}", list(frame.columns))
        assert len(expected) == 3
        alike(plain_rows(frame), expected, name)


def test_it_says_what_it_gives_and_on_which_file_it_runs(api: TestClient) -> None:
    response = api.get(f"{V1}/themes.sql?theme=igf-funding")
    first, filters, runs, *_ = response.text.splitlines()
    assert first == "-- Which themes are most frequent"
    assert "IGF" in filters
    assert api.get(runs.rpartition(" ")[2]).content[8:12] == b"DUCK"
    again = api.get(
        f"{V1}/themes.sql?theme=igf-funding", headers={"If-None-Match": response.headers["etag"]}
    )
    assert again.status_code == 304


def test_a_wrong_address_is_refused_as_that_of_the_rows_is(api: TestClient) -> None:
    for query in ("theme=nonsense", "unit=points", "limit=0"):
        assert api.get(f"{V1}/themes.sql?{query}").status_code == 400
    assert api.get(f"{V1}/nonsense.sql").status_code == 404
