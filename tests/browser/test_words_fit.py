"""Words of each language stand whole in places that are as wide as they are, and the right way round."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from i18n import languages
from tests.browser.reading import PATIENCE, Reader
from tests.examples import example
from tests.server.running import Server

PLACEHOLDER = """() => {
    const field = document.querySelector('[class*="st-key-view_search"] input'), style = getComputedStyle(field);
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = style.font;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(field.placeholder).width - room;
}"""
"""By how many pixels the words in the search box are too wide for it."""

COLONS_THAT_BEGIN_A_LINE = """() => [...document.querySelectorAll('.st-key-stages p')].filter(box => {
    const text = document.createTreeWalker(box, NodeFilter.SHOW_TEXT).nextNode();
    const colon = text.data.search(/[:：]/), range = document.createRange();
    const top = place => {
        range.setStart(text, place);
        range.setEnd(text, place + 1);
        return range.getBoundingClientRect().top;
    };
    return colon > 0 && top(colon) > top(colon - 1) + 4;
}).map(box => box.innerText)"""

CORNERS = """() => [...document.querySelectorAll(
        '[data-variant="segmented_control"]:not([class*="st-key-views_"] *)')].map(button => {
    const { left, right } = button.getBoundingClientRect(), style = getComputedStyle(button);
    const others = [...button.parentElement.children].map(one => one.getBoundingClientRect());
    return [
        left <= Math.min(...others.map(one => one.left)) === parseFloat(style.borderTopLeftRadius) > 0,
        right >= Math.max(...others.map(one => one.right)) === parseFloat(style.borderTopRightRadius) > 0,
    ];
}).flat()"""
"""Whether the outer corners, and no others, of rows of buttons are round; the views of a card look like tabs."""


@pytest.fixture(params=[1440, 390])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 1000})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.wide(4)
@pytest.mark.parametrize("code", languages.offered())
def test_words_are_not_cut_where_their_place_is_narrow(
    server: Server, page: Page, code: str
) -> None:
    Reader(page, f"{server.url}/{code}").open(f"organisation?id={example('organisation')}")
    assert page.evaluate(COLONS_THAT_BEGIN_A_LINE) == []
    if page.viewport_size and page.viewport_size["width"] > 1000:
        assert page.evaluate(PLACEHOLDER) <= 0


def test_in_arabic_arrows_corners_and_versions_stand_the_right_way_round(
    server: Server, page: Page
) -> None:
    reader = Reader(page, f"{server.url}/ar").open("claim?id=re-make-igf-permanent")
    corners = page.evaluate(CORNERS)
    assert corners
    assert all(corners)
    quote = page.locator(".st-key-quote_box code").inner_text()
    assert "\u2068http" in quote
    reader.open("")
    assert page.locator('[data-icon="arrow_back"]').count() > 0
    assert page.locator('[data-icon="arrow_forward"]').count() == 0
    assert reader.errors == []
