"""A consultation to which nothing has been added: every page and every address says so, and nothing fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from starlette.testclient import TestClient

from cards.kit import Card
from cards.registry import PAGES, cards_of
from cards.view import headline
from exports import FORMATS
from i18n import routes
from i18n.dataset_texts import nothing_yet
from tests.consultation import empty
from tests.consultation.visits import addresses, read
from tests.pages.visiting import seen, visit
from web.api.card_pictures import context

SAID = "Nothing has been added yet"

BROKEN = re.compile(r"\bnan\b|\bNaN\b|\bNaT\b|\bNone\b(?![- ])|\binf\b")
"""What stands in the place of a figure that there is not."""

SAYING = ("/api/v1/", "/api/v1/docs", "/api/v1/openapi.json", "/feed.atom")


@pytest.fixture(scope="module", params=[False, True], ids=["no rows", "codebook only"])
def codebook(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[bool]:
    with empty.served(tmp_path_factory.mktemp("empty") / "own", codebook=request.param):
        yield request.param


@pytest.fixture(scope="module")
def client(codebook: bool) -> TestClient:
    return empty.client()


def test_every_page_says_so_and_draws_nothing(codebook: bool) -> None:
    pages = [(page, query) for page, query in addresses() if "q" not in query]
    assert len(pages) > 20
    for page, query in pages:
        content = read(visit(page, **query))
        text = "\n".join(content["text"])
        assert seen(nothing_yet()) in text, (page, query)
        assert content["charts"] == [], (page, query)
        assert content["errors"] == [], (page, query)
        assert not BROKEN.search(text), (page, query)


@pytest.mark.slow
def test_every_address_answers(client: TestClient, codebook: bool) -> None:
    formats = {"json"} if codebook else {*FORMATS, "sql"}
    address_list = list(dict.fromkeys(empty.addresses(client, formats)))
    assert len(address_list) > 100 * len(formats)
    for address in address_list:
        response = client.get(address)
        unknown = "none-such" in address or "/card/" in address
        assert response.status_code in ((200, 400, 404) if unknown else (200,)), address
        kind = response.headers["content-type"]
        if kind.startswith("text/") or "json" in kind or "xml;" in kind or "+xml" in kind:
            assert not BROKEN.search(response.text), address


def test_what_readers_are_given_says_so(client: TestClient, codebook: bool) -> None:
    for address in (*SAYING, "/", "/themes"):
        assert SAID in client.get(address).text, address
    for path in ("", "organisations", "search"):
        assert f'<h2 id="h-nothing">{SAID}' in client.get(f"/light/{path}").text, path
    for name in ("themes", "organisations"):
        assert client.get(f"/api/v1/{name}.json").json()["limits"].startswith(SAID)
    # The picture by which other sites show the overview.
    preview = re.search(r'property="og:image:alt" content="([^"]*)', client.get("/").text)
    assert preview
    assert preview[1].startswith(SAID)


def test_files_are_whole_and_say_so(client: TestClient, codebook: bool) -> None:
    with ZipFile(BytesIO(client.get("/api/v1/package.zip").content)) as package:
        (readme,) = (name for name in package.namelist() if name.endswith("README.txt"))
        assert SAID in package.read(readme).decode()
    book = openpyxl.load_workbook(BytesIO(client.get("/api/v1/submissions.xlsx").content))
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    assert any(SAID in cell for cell in cells)


def test_an_entity_that_is_not_there_is_not_found(client: TestClient) -> None:
    for address in (
        "/theme?id=none-such",
        "/light/theme/none-such",
        "/api/v1/card/theme/by_group.svg?id=none-such",
    ):
        assert client.get(address).status_code == 404, address


def test_every_card_says_so(codebook: bool) -> None:
    for page in PAGES:
        cards = [
            filled_card
            for card in cards_of(page, context(page, {})).values()
            if (filled_card := card())
        ]
        assert bool(cards) != (routes.PAGES[page].path in routes.ENTITY_BY_PATH), page
        for card in cards:
            assert isinstance(card, Card)
            assert card.query.rows.empty
            assert headline(card) == nothing_yet()


def test_a_framed_chart_says_so(codebook: bool) -> None:
    assert SAID in "\n".join(visit("overview", card="timeline").markdown())
    assert "no such chart" in "\n".join(visit("overview", card="none").markdown())
