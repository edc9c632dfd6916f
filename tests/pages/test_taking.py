"""The part of Data and method that leads to the whole data set: every way there is, and none that leads nowhere."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data import DATABASE
from pages.method import dataset_files
from tests.pages.visiting import Visit, seen, visit

LINK = re.compile(r"\[([^]]+)\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def page() -> Visit:
    return visit("data_and_method", part="everything", theme="gender")


def links(page: Visit, card: str) -> dict[str, str]:
    """Where the links of a card lead, path and query string, by name; the last of those of one name."""
    text = "\n".join(node.value for node in page.within(f"card_{card}", "markdown"))
    return {seen(name): address for name, address in LINK.findall(text)}


def test_everything_is_one_file_in_three_forms(page: Visit) -> None:
    paths = [urlsplit(address).path for address in links(page, "everything").values()]
    assert paths[:3] == ["/api/v1/package.zip", "/api/v1/wsis20.duckdb", "/api/v1/parquet.zip"]
    text = " ".join(page.texts("card_everything", "markdown"))
    assert dataset_files.size(DATABASE.stat().st_size) in text


def test_every_address_there_answers(page: Visit) -> None:
    from dashboard import routes

    client = TestClient(Starlette(routes=routes))
    for card in ("everything", "ways", "each"):
        for address in links(page, card).values():
            parts = urlsplit(address)
            response = client.head(f"{parts.path}?{parts.query}")
            pending = parts.path == "/light.zip" and "Retry-After" in response.headers
            assert response.status_code == 200 or pending, (address, response.text)


def test_filters_go_along_where_they_narrow_something(page: Visit) -> None:
    queries = {name: urlsplit(address).query for name, address in links(page, "ways").items()}
    assert {name for name, query in queries.items() if query} == {"Feed", "Light version"}
    assert queries["Feed"] == queries["Light version"] == "theme=gender"
    assert not any(urlsplit(address).query for address in links(page, "everything").values())
