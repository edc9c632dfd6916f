"""Charts in sight are drawn first; the others have their place, and are drawn when a reader comes near or prints."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reading import Reader

NEVER_IDLE = "window.requestIdleCallback = () => 0"

STATES = """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].map(chart => [
    chart.getBoundingClientRect().top < innerHeight,
    Boolean(chart.querySelector('.main-svg')),
    chart.getBoundingClientRect().height,
])"""
"""Of each chart: whether its top is in sight, whether it is drawn, its height in pixels."""

PAGE_STANDS = """() => {
    const app = document.querySelector('[data-test-script-state="notRunning"]');
    const first = document.querySelector('[data-testid="stPlotlyChart"] .main-svg');
    return app && first && !document.getElementById('first-paint');
}"""


@pytest.fixture
def page(new_reader: Callable[..., Reader]) -> Page:
    """The first page on a low screen, in a browser that always has something else to do."""
    reader = new_reader(height=600)
    reader.page.add_init_script(NEVER_IDLE)
    reader.page.goto(reader.url)
    reader.page.wait_for_function(PAGE_STANDS)
    return reader.page


def test_charts_in_sight_are_drawn_and_the_others_have_their_place(page: Page) -> None:
    before = page.evaluate(STATES)
    assert {is_drawn for in_sight, is_drawn, _ in before if in_sight} == {True}
    assert not before[-1][1]
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    after = page.evaluate(STATES)
    assert [height for *_, height in after] == [height for *_, height in before]


def test_a_chart_is_drawn_when_the_reader_comes_near(page: Page) -> None:
    last = page.locator('[data-testid="stPlotlyChart"]').last
    assert last.locator(".main-svg").count() == 0
    last.scroll_into_view_if_needed()
    last.locator(".main-svg").first.wait_for()


def test_all_charts_are_drawn_before_the_page_is_printed(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert {is_drawn for _, is_drawn, _ in page.evaluate(STATES)} == {True}


def test_a_click_redraws_what_is_in_sight(page: Page) -> None:
    bar = page.locator(".js-plotly-plot .barlayer .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    before = page.url
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(lambda url: url != before)
    page.wait_for_function(PAGE_STANDS)
    states = page.evaluate(STATES)
    assert {is_drawn for in_sight, is_drawn, _ in states if in_sight} == {True}
    assert not states[-1][1]


def test_charts_are_drawn_where_the_script_is_missing(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader()
    reader.page.route("**/in_sight.js*", lambda route: route.abort())
    reader.page.goto(reader.url)
    reader.settled()
    assert {is_drawn for _, is_drawn, _ in reader.page.evaluate(STATES)} == {True}
