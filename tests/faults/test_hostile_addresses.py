"""Five thousand hostile addresses: none ends in an error of the server, none becomes markup, none shows the inside."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import cycle
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.applications import Starlette
from starlette.routing import Route

from i18n import routes
from i18n.filter_options import option_labels
from queries import FILTERS, Filters, questions
from tests.faults.asking import Answer, ask_all
from tests.faults.hostile_addresses import PRODUCT, RAN, TEXTS, paths, queries, texts
from tests.pages import hostile
from tests.pages.visiting import visit
from web import page_metadata, sitemap
from web.api.application import mounted
from web.feed import feed
from web.gateway import Gateway
from web.lifespan import AppState
from web.light import pages as light

ROUTES = [
    *mounted("", rate=""),
    *light.mounted(""),
    Route("/feed.atom", feed),
    *sitemap.mounted(""),
]
INSIDE = re.compile(rb"Traceback|File \"/|duckdb\.|root:x:0|SELECT .* FROM")
LIGHT_ENTITIES = [kind for kind, entity in routes.ENTITIES.items() if entity.light]
SCREENS = ("overview", "challenges", "who_signed_what", "compare", "points", "organisation")


@pytest.fixture(scope="module")
def app() -> Gateway:
    """Everything the dashboard answers by address, asked as often as one likes."""
    readiness = AppState()
    readiness.has_data = True
    readiness.pages = frozenset(routes.BY_PATH)
    return Gateway(Starlette(), readiness, page_metadata.of_page, ROUTES)


class Calm:
    """Fails at an answer that is an error of the server, shows its inside, or took what was asked for markup."""

    def __init__(self) -> None:
        self.seen: Counter[int] = Counter()

    def __call__(self, answer: Answer) -> None:
        shown = answer.address[:300]
        self.seen[answer.status] += 1
        assert answer.status in (200, 308, 400, 404), f"{answer.status}: {shown}"
        assert "hostile" not in answer.headers.get("set-cookie", ""), shown
        assert not INSIDE.search(answer.body), shown
        assert PRODUCT.encode() not in answer.body, shown
        if answer.kind.endswith("json"):
            json.loads(answer.body)
        elif answer.kind.endswith("xml"):
            ElementTree.fromstring(answer.body)
        elif answer.kind == "text/html":
            html_is_text(answer.body, shown)


def html_is_text(html: bytes, shown: str) -> None:
    page = LexborHTMLParser(html)
    for element in page.css("*"):
        assert not any(name.startswith("on") for name in element.attributes), shown
        assert element.tag not in ("iframe", "object", "embed", "base"), shown
        for name in ("href", "src", "action", "formaction", "srcdoc"):
            to = (element.attributes.get(name) or "").strip().lower()
            assert not to.startswith(("javascript:", "vbscript:", "data:text")), shown
            assert not to.startswith("//e.example"), shown
        if element.tag == "script":
            kind = element.attributes.get("type")
            assert kind in ("application/ld+json", "module"), shown
            if kind == "application/ld+json":
                json.loads(element.text())
            else:
                assert RAN not in element.text(), shown


def test_two_thousand_of_the_data_api(app: Gateway) -> None:
    names = cycle(
        [f"{name}.json" for name in questions()]
        + ["points.csv", "tables/points.json", "health", ""]
    )
    calm = Calm()
    asked = (f"/api/v1/{next(names)}?{query}&limit=2" for query in queries(1_850, seed=1))
    ask_all(app, asked, calm)
    ask_all(app, (f"/api/v1/{path}" for path in paths(150, seed=2)), calm)
    assert calm.seen.total() == 2_000
    assert calm.seen[200] > 20
    assert calm.seen[400] > 1_000


def test_seven_hundred_of_the_light_pages(app: Gateway) -> None:
    calm = Calm()
    lists = cycle(routes.BY_LIGHT_PATH)
    ask_all(app, (f"/light/{next(lists)}?{query}" for query in queries(450, seed=3)), calm)
    kinds = cycle(LIGHT_ENTITIES)
    ask_all(app, (f"/light/{next(kinds)}/{path}" for path in paths(250, seed=4)), calm)
    assert calm.seen[200] > 400
    assert calm.seen[404] > 100


def test_five_hundred_of_shells_feed_and_sitemap(app: Gateway) -> None:
    calm = Calm()
    pages = cycle(routes.BY_PATH)
    ask_all(app, (f"/{next(pages)}?{query}" for query in queries(300, seed=5)), calm)
    files = cycle(("feed.atom", "sitemap.xml", "robots.txt", "sitemap-1.xml"))
    ask_all(app, (f"/{next(files)}?{query}" for query in queries(100, seed=6)), calm)
    ask_all(app, (f"/{path}" for path in paths(100, seed=7)), calm)
    assert calm.seen[200] > 350


def test_eighteen_hundred_selections_of_the_pages() -> None:
    options = option_labels()
    for name, text in texts(1_800, seed=8):
        selection, dropped = Filters.from_query({name: [text]}, options)
        assert all(len(one.value) <= 60 for one in dropped)
        if name in FILTERS and text:
            assert dropped or getattr(selection, name) == (text,)


@pytest.mark.parametrize("page", SCREENS)
def test_pages_show_what_they_cannot_use_as_text(page: str) -> None:
    chance = [one for one in TEXTS if one and "\0" not in one and len(one) < 1_000]
    for turn in range(2):
        values = chance[turn::2]
        query: dict[str, str | list[str]] = {
            name: values[place % len(values)]
            for place, name in enumerate((*FILTERS, "since", "until"))
        }
        query |= {
            "q": values[turn],
            "id": values[:3],
            "count": values[3],
            "card": "",
            "sort": values[4],
        }
        shown = visit(page, **query)
        hostile.fits_markdown(shown)
        assert PRODUCT not in "".join(shown.markdown())
        for chart in shown.charts():
            assert not any("<script" in text or "<img" in text for text in chart.texts())
