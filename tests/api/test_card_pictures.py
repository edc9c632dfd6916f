"""Pictures of cards by address: what is there, what is refused and how, and what is kept."""

from __future__ import annotations

import io
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import urlencode

import pytest
from PIL import Image
from starlette.testclient import TestClient

from cards.registry import PAGES
from i18n import filter_options, routes
from pictures import png
from queries import Filters, QueryTooSlow, current
from queries.tables import merged_submissions
from tests.pictures.reading import parsed, texts
from web.api import card_pictures

CARD = "/api/v1/card"
MOST = f"{CARD}/challenges/most"


def svg(api: TestClient, address: str) -> str:
    """All text of the picture at an address."""
    response = api.get(address)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "image/svg+xml"
    return " ".join(texts(parsed(response.text)))


def test_the_picture_has_the_filters_and_the_view_of_the_pages_query_string(
    api: TestClient,
) -> None:
    query = "theme=ai&theme=gender&count=points&show=recommendation"
    words = svg(api, f"{MOST}.svg?{query}")
    assert filter_options.describe(Filters(theme=("gender", "ai"))) in words
    assert words.endswith(f"http://localhost/challenges?{query}")
    assert "points" in words
    assert words != svg(api, f"{MOST}.svg?{query.replace('recommendation', 'challenge')}")


def test_the_address_in_the_picture_is_that_of_the_page(api: TestClient) -> None:
    embedded = "card=most&embed=true&size=large&embed_options=dark_theme&print=1"
    assert svg(api, f"{MOST}.svg?{embedded}").endswith(" http://localhost/challenges")
    assert svg(api, f"{CARD}/overview/top_outcome.svg").endswith(" http://localhost/")


def test_a_png_is_as_large_as_it_is_asked_for(api: TestClient) -> None:
    sizes = {
        size: Image.open(io.BytesIO(api.get(f"{MOST}.png?size={size}").content)).size
        for size in ("full", "large", "preview")
    }
    assert sizes["preview"] == (1200, 675)
    assert sizes["large"] == tuple(2 * length for length in sizes["full"])
    assert api.get(f"{MOST}.png").content == api.get(f"{MOST}.png?size=full").content


def test_a_picture_is_dark_where_it_is_asked_for(api: TestClient) -> None:
    grounds = {
        scheme: Image.open(io.BytesIO(api.get(f"{MOST}.png?scheme={scheme}").content))
        .convert("RGB")
        .getpixel((5, 300))
        for scheme in ("light", "dark")
    }
    assert grounds == {"light": (255, 255, 255), "dark": (20, 25, 30)}
    assert api.get(f"{MOST}.svg").content == api.get(f"{MOST}.svg?scheme=light").content


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_file_has_a_name_and_a_version(api: TestClient, ending: str) -> None:
    response = api.get(f"{MOST}.{ending}?group=government")
    assert response.headers["x-data-version"] == current().version
    assert f'.{ending}"' in response.headers["content-disposition"]
    assert "-government-" in response.headers["content-disposition"]


def test_what_was_drawn_is_kept_for_the_next_who_asks(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Any] = []
    picture_of = card_pictures.picture_of

    def counting(*arguments: Any) -> Any:
        calls.append(arguments)
        return picture_of(*arguments)

    monkeypatch.setattr(card_pictures, "picture_of", counting)
    address = f"{CARD}/themes/by_kind.svg?stage=rev1&stage=rev2"
    first = api.get(address).content
    assert api.get(address).content == first
    api.get(f"{CARD}/themes/by_kind.svg?stage=rev2&stage=rev1&grain=claims&page=3")
    assert len(calls) == 1
    api.get(f"{address}&count=points")
    api.get(address, headers={"host": "other.example"})
    assert len(calls) == 3


PAGES_ALLOWED = [routes.PAGES[name].path or "overview" for name in PAGES]
REFUSED: dict[str, tuple[str, int, dict[str, object]]] = {
    "page": (f"{CARD}/nowhere/most.png", 404, {"parameter": "page", "allowed": PAGES_ALLOWED}),
    "page without cards": (f"{CARD}/about/most.png", 404, {"parameter": "page"}),
    "card": (f"{CARD}/challenges/x.png", 404, {"allowed": ["most", "by_group", "evidence"]}),
    "ending": (f"{MOST}.gif", 404, {"parameter": "format", "allowed": ["svg", "png"]}),
    "size": (f"{MOST}.png?size=huge", 400, {"allowed": ["full", "large", "preview", "square"]}),
    "scheme": (f"{MOST}.png?scheme=grey", 400, {"allowed": ["light", "dark"]}),
    "filter": (f"{MOST}.png?group=nobody", 400, {"parameter": "group", "value": "nobody"}),
    "parameter": (f"{MOST}.png?grup=government", 400, {"parameter": "grup"}),
    "date": (f"{MOST}.png?since=yesterday", 400, {"parameter": "since"}),
    "entity": (f"{CARD}/theme/when.svg?id=no-such", 404, {"parameter": "id", "value": "no-such"}),
    "no entity": (f"{CARD}/theme/when.svg", 404, {"parameter": "id"}),
    "nothing to compare": (f"{CARD}/compare/pairs.svg?id=itu", 404, {"parameter": "card"}),
}


@pytest.mark.parametrize(("address", "status", "members"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_there_is_a_problem_that_says_what_is(
    api: TestClient, address: str, status: int, members: dict[str, object]
) -> None:
    response = api.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json().items() >= members.items()
    assert response.json()["detail"]


def test_a_merged_submission_leads_to_the_one_it_is_now(api: TestClient) -> None:
    former, successor = next(iter(merged_submissions().items()))
    response = api.get(f"{CARD}/submission/parties.svg?id={former}", follow_redirects=False)
    assert response.status_code == 308
    assert response.headers["location"] == f"{CARD}/submission/parties.svg?id={successor}"


def test_a_question_that_takes_too_long_is_a_problem(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_arguments: object) -> None:
        raise QueryTooSlow("too slow")

    monkeypatch.setattr(card_pictures, "picture_of", slow)
    response = api.get(f"{MOST}.png?{urlencode({'q': 'never asked before'})}")
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0


def test_a_picture_whose_letters_no_font_has_is_offered_as_svg(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{MOST}.png?{urlencode({'q': 'government', 'size': 'preview'})}"
    monkeypatch.setattr(png.glyphs, "missing", lambda words: "鸿")
    response = api.get(address)
    assert response.status_code == 501
    assert "鸿" in response.json()["detail"]
    assert "SVG" in response.json()["detail"]
    assert api.get(address.replace(".png", ".svg")).status_code == 200


def test_when_many_wait_a_client_is_told_when_to_come_back(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{MOST}.png?{urlencode({'q': 'internet', 'size': 'preview'})}"
    with monkeypatch.context() as busy:
        busy.setattr(png, "_places", BoundedSemaphore(0))
        response = api.get(address)
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["retry-after"] == str(png.TooManyPictures.seconds)
    assert f"try again in {png.TooManyPictures.seconds} seconds" in response.json()["detail"]
    assert response.headers["cache-control"] == "no-store"
    assert api.get(address).status_code == 200


@pytest.mark.parametrize("page", ["../challenges", "%2e%2e", "challenges%00", "<b>", "x" * 5_000])
def test_a_hostile_name_is_only_refused(api: TestClient, page: str) -> None:
    assert api.get(f"{CARD}/{page}/most.png").status_code == 404
    assert api.get(f"{CARD}/challenges/{page}.png").status_code == 404
