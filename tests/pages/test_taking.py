"""The part of Data and method that leads to the whole data set: every way there is, and none that leads nowhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cards.data_and_method.files import size
from data import DATABASE
from tests.pages.visiting import Visit, visit


@pytest.fixture(scope="module")
def page() -> Visit:
    return visit("data_and_method", part="everything", theme="gender")


def links(page: Visit, card: str) -> dict[str, str]:
    """Where the links of a card lead, path and query string, by name; the last of those of one name."""
    html = "".join(node.proto.body for node in page.within(f"card_{card}", "html"))
    return {
        link.text(): str(link.attributes["href"]).removeprefix(".")
        for link in LexborHTMLParser(html).css("a")
    }


def test_everything_is_one_file_in_three_forms(page: Visit) -> None:
    paths = [urlsplit(address).path for address in links(page, "everything").values()]
    assert paths[:3] == ["/api/v1/package.zip", "/api/v1/wsis20.duckdb", "/api/v1/parquet.zip"]
    text = "".join(node.proto.body for node in page.within("card_everything", "html"))
    assert size(DATABASE.stat().st_size) in text


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
