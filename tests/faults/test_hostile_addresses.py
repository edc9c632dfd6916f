"""Five thousand hostile addresses: none ends in an error of the server, none becomes markup, none shows the inside."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import pytest

from i18n import routes
from i18n.filter_options import option_labels
from queries import FILTERS, Filters, questions
from tests.faults.asking import SoundAnswers, application, ask_all
from tests.faults.hostile_addresses import PRODUCT, TEXTS, paths, queries, texts
from tests.pages import hostile
from tests.pages.visiting import visit
from web.gateway import Gateway

LIGHT_ENTITIES = list(routes.ENTITIES)
SCREENS = ("overview", "challenges", "who_signed_what", "compare", "points", "organisation")


@pytest.fixture(scope="module")
def app() -> Gateway:
    return application()


def test_two_thousand_of_the_data_api(app: Gateway, tally: Callable[..., None]) -> None:
    names = cycle(
        [f"{name}.json" for name in questions()]
        + ["points.csv", "tables/points.json", "health", ""]
    )
    sound = SoundAnswers()
    addresses = (f"/api/v1/{next(names)}?{query}&limit=2" for query in queries(1_850, seed=1))
    ask_all(app, addresses, sound)
    ask_all(app, (f"/api/v1/{path}" for path in paths(150, seed=2)), sound)
    assert sound.seen.total() == 2_000
    assert sound.seen[200] > 20
    assert sound.seen[400] > 1_000
    tally(hostile_inputs_tried=sound.seen.total(), markup_rendered=0)


def test_seven_hundred_of_the_light_pages(app: Gateway, tally: Callable[..., None]) -> None:
    sound = SoundAnswers()
    lists = cycle(routes.BY_LIGHT_PATH)
    ask_all(app, (f"/light/{next(lists)}?{query}" for query in queries(450, seed=3)), sound)
    kinds = cycle(LIGHT_ENTITIES)
    ask_all(app, (f"/light/{next(kinds)}/{path}" for path in paths(250, seed=4)), sound)
    assert sound.seen[200] > 380
    assert sound.seen[404] > 100
    tally(hostile_inputs_tried=sound.seen.total(), markup_rendered=0)


def test_five_hundred_of_shells_feed_and_sitemap(app: Gateway, tally: Callable[..., None]) -> None:
    sound = SoundAnswers()
    pages = cycle(routes.BY_PATH)
    ask_all(app, (f"/{next(pages)}?{query}" for query in queries(300, seed=5)), sound)
    files = cycle(("feed.atom", "sitemap.xml", "robots.txt", "sitemap-1.xml"))
    ask_all(app, (f"/{next(files)}?{query}" for query in queries(100, seed=6)), sound)
    ask_all(app, (f"/{path}" for path in paths(100, seed=7)), sound)
    assert sound.seen[200] > 330
    tally(hostile_inputs_tried=sound.seen.total(), markup_rendered=0)


def test_eighteen_hundred_selections_of_the_pages(tally: Callable[..., None]) -> None:
    options = option_labels()
    for name, text in texts(1_800, seed=8):
        selection, dropped = Filters.from_query({name: [text]}, options)
        assert all(len(item.value) <= 60 for item in dropped)
        if name in FILTERS and text:
            assert dropped or getattr(selection, name) == (text,)
        tally(hostile_inputs_tried=1)


@pytest.mark.parametrize("page", SCREENS)
def test_pages_show_what_they_cannot_use_as_text(page: str, tally: Callable[..., None]) -> None:
    chance = [text for text in TEXTS if text and "\0" not in text and len(text) < 1_000]
    for turn in range(2):
        values = chance[turn::2]
        query: dict[str, str | list[str]] = {
            name: values[index % len(values)]
            for index, name in enumerate((*FILTERS, "since", "until"))
        }
        query |= {
            "q": values[turn],
            "id": values[:3],
            "count": values[3],
            "card": "",
            "sort": values[4],
        }
        visited = visit(page, **query)
        hostile.fits_markdown(visited)
        assert PRODUCT not in "".join(visited.markdown())
        for chart in visited.charts():
            assert not any("<script" in text or "<img" in text for text in chart.texts())
        tally(hostile_inputs_tried=len(values), markup_rendered=0)
