"""Other sites embed the chart of an address: oEmbed says how, and pages say where it is asked."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from cards.registry import main_card
from i18n import languages, routes
from tests.light.heads import requested
from web import page_metadata
from web.api.card_pictures import context

HOME = "http://localhost"


def oembed_document(api: TestClient, address: str, **query: str) -> dict[str, object]:
    response = api.get("/api/v1/oembed", params={"url": address, **query})
    assert response.status_code == 200, (address, response.text)
    document: dict[str, object] = response.json()
    return document


def frame(document: dict[str, object]) -> tuple[str, dict[str, list[str]]]:
    """The path and the query string of the page in the frame."""
    (source,) = re.findall(r'<iframe src="([^"]+)"', str(document["html"]))
    parts = urlsplit(unescape(source))
    assert f"{parts.scheme}://{parts.netloc}" == HOME
    return parts.path, parse_qs(parts.query)


def test_a_page_is_embedded_as_its_main_chart_with_its_filters(api: TestClient) -> None:
    document = oembed_document(api, f"{HOME}/challenges?theme=igf&print=1")
    card = main_card("challenges", context("challenges", {"theme": ["igf"]}))
    assert card is not None
    path, query = frame(document)
    assert path == "/challenges"
    assert query["card"] == [card.key]
    assert query["embed"] == ["true"]
    assert "print" not in query
    assert (document["type"], document["version"]) == ("rich", "1.0")
    assert api.get(str(document["thumbnail_url"])).headers["content-type"] == "image/png"


def test_the_card_that_the_address_names_is_embedded(api: TestClient) -> None:
    first = frame(oembed_document(api, f"{HOME}/themes"))[1]["card"]
    pictures = api.get("/api/v1/").json()["pictures"]
    cards = next(entry["cards"] for entry in pictures if entry["page"] == "themes")
    for key in cards:
        response = api.get("/api/v1/oembed", params={"url": f"{HOME}/themes?card={key}"})
        if response.status_code == 200:
            assert frame(response.json())[1]["card"] == [key]
    assert first[0] in cards


def test_a_page_of_an_entity_keeps_its_id(api: TestClient) -> None:
    path, query = frame(oembed_document(api, f"{HOME}/theme?id=igf-funding"))
    assert (path, query["id"]) == ("/theme", ["igf-funding"])


def test_an_address_in_a_language_is_answered_in_it(api: TestClient) -> None:
    english = oembed_document(api, f"{HOME}/challenges")
    for code in languages.offered():
        if code != languages.DEFAULT:
            document = oembed_document(api, f"{HOME}/{code}/challenges")
            assert frame(document)[0] == f"/{code}/challenges"
            assert document["title"] != english["title"]


def test_the_frame_is_no_larger_than_is_asked(api: TestClient) -> None:
    document = oembed_document(api, f"{HOME}/challenges", maxwidth="300", maxheight="200")
    assert (document["width"], document["height"]) == (300, 200)
    assert 'width="300" height="200"' in str(document["html"])
    assert "thumbnail_url" not in document


@pytest.mark.parametrize(
    "address",
    [
        "http://elsewhere.example.org/challenges",
        f"{HOME}/nowhere",
        f"{HOME}/light/themes",
        f"{HOME}/theme?id=nowhere",
        f"{HOME}/challenges?card=nowhere",
        "http://[",
        "",
        "javascript:alert(1)",
        '"><script>',
    ],
)
def test_an_address_without_a_chart_is_refused(api: TestClient, address: str) -> None:
    response = api.get("/api/v1/oembed", params={"url": address})
    assert response.status_code == 404
    assert response.json()["parameter"] == "url"


def test_only_json_is_sent_and_only_its_own_parameters_are_taken(api: TestClient) -> None:
    assert api.get("/api/v1/oembed?format=xml").status_code == 400
    assert api.get("/api/v1/oembed?maxwidth=0").status_code == 400
    assert api.get("/api/v1/oembed?theme=igf").status_code == 400


def test_pages_that_can_be_embedded_say_where_it_is_asked(api: TestClient) -> None:
    linked = 0
    for page in routes.PAGES.values():
        tags = page_metadata.of_page(requested(f"/{page.path}")).tags
        addresses = re.findall(
            r'type="application/json\+oembed" title="[^"]*" href="([^"]+)"', tags
        )
        linked += len(addresses)
        for address in addresses:
            query = parse_qs(urlsplit(unescape(address)).query)
            page_address = query["url"][0].replace("https://example.org", HOME)
            assert frame(oembed_document(api, page_address))[0] == f"/{page.path}"
    assert linked > 8
    assert "oembed" not in page_metadata.tags(requested("/light/themes"), "", "")
