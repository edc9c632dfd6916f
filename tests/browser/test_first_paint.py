"""The answer in the HTML in a real browser: it can be used at once, and gives way without a jump."""

from collections.abc import Iterator
from itertools import cycle

import pytest
from playwright.sync_api import Browser, Page, expect

from i18n import routes
from tests import examples
from tests.browser.reading import PATIENCE, Reader
from tests.server.running import Server

SHIFTS = """window.shifted = [];
new PerformanceObserver(list => {
    for (const entry of list.getEntries())
        if (!entry.hadRecentInput) window.shifted.push(entry.value);
}).observe({type: "layout-shift", buffered: true});"""

MOST = 0.05
"""The most that a page may shift while it loads, as browsers measure it (cumulative layout shift)."""


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, is_mobile=True
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("page", "width"),
    list(zip(routes.PAGES.values(), cycle((390, 1440)), strict=False)),
    ids=lambda value: getattr(value, "name", value),
)
def test_it_gives_way_without_a_jump(new_reader, page: routes.Page, width: int) -> None:
    reader: Reader = new_reader(width=width)
    reader.page.add_init_script(SHIFTS)
    reader.open(page.path, **examples.query(page))
    expect(reader.page.locator("h1:visible")).to_have_count(1)
    assert sum(reader.page.evaluate("window.shifted")) <= MOST


def test_it_does_not_come_back_with_another_page(reader: Reader) -> None:
    reader.open("themes")
    reader.page.evaluate(
        """() => { window.back = 0;
        new MutationObserver(() => { window.back += document.getElementById("first-paint") ? 1 : 0 })
            .observe(document.body, {childList: true, subtree: true}); }"""
    )
    reader.follow("Challenges and requests")
    assert reader.page.evaluate("window.back") == 0


def test_without_scripts_a_bar_leads_on(without_scripts: Page, server: Server) -> None:
    without_scripts.goto(f"{server.url}/challenges?theme=igf-funding")
    expect(without_scripts.get_by_role("main")).to_be_visible()
    bar = without_scripts.locator("#first-paint li a").first
    words = bar.inner_text()
    bar.click()
    expect(without_scripts.locator("#first-paint .selection")).to_contain_text(words)
    expect(without_scripts.locator("#first-paint .selection")).to_contain_text("IGF funding")
    assert without_scripts.locator("#first-paint main").bounding_box()["width"] <= 390
