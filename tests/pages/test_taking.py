"""The part of Data and method that leads to the whole data set: every way there is, and none that leads nowhere."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data import DATABASE
from exports.dataset import CELLS_AS_THEY_ARE
from pages.method import dataset_files
from queries import ask
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
    text = " ".join(seen(node.value) for node in page.within("card_everything", "markdown"))
    assert dataset_files.size(DATABASE.stat().st_size) in text


def test_earlier_releases_are_there_with_their_days(page: Visit) -> None:
    paths = {name: urlsplit(address).path for name, address in links(page, "everything").items()}
    assert paths["Release 2026.11"] == "/api/v1/releases/2026.11+d0ce9d14"
    text = " ".join(seen(node.value) for node in page.within("card_everything", "markdown"))
    assert "24 Nov 2026, 487 submissions, version 2026.11+d0ce9d14" in text


def test_it_is_said_that_cells_of_the_package_may_look_like_formulas(page: Visit) -> None:
    captions = [seen(node.value) for node in page.within("card_everything", "caption")]
    assert CELLS_AS_THEY_ARE in captions


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


def test_each_table_has_its_files(page: Visit) -> None:
    text = "\n".join(node.value for node in page.within("card_each", "markdown"))
    files = [urlsplit(address).path for _name, address in LINK.findall(text)]
    tables = ask("tables").table_name
    assert len(tables) > 10
    assert files == [
        f"/api/v1/tables/{name}.{ending}"
        for name in tables
        for ending in ("csv", "parquet", "json")
    ]


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (1, "1 KB"),
        (999, "1 KB"),
        (253_568, "254 KB"),
        (999_499, "999 KB"),
        (999_500, "1 MB"),
        (20_459_520, "20.5 MB"),
    ],
)
def test_sizes_are_said_in_words(octets: int, words: str) -> None:
    assert dataset_files.size(octets) == words
