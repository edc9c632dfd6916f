"""What Streamlit says in English, most of it to screen readers, stands in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import PATIENCE, Reader
from tests.examples import example
from tests.server.running import Server

SAID = """() => [...document.querySelectorAll('[aria-label], [title], [placeholder], [data-title]')]
    .filter(one => !one.closest('[lang="en"]'))
    .flatMap(one => ['aria-label', 'title', 'placeholder', 'data-title'].map(name => one.getAttribute(name)))
    .filter(words => words)"""

PAGES = ("challenges", "organisations", f"theme?id={example('theme')}", "data-and-method")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_what_is_said_to_a_screen_reader_in_arabic_is_arabic(
    server: Server, page: Page, path: str
) -> None:
    reader = Reader(page, f"{server.url}/ar").open(path)
    texts = reader.page.evaluate(SAID)
    assert len(texts) > 5
    assert [
        words
        for words in texts
        if re.search("[a-z]{3}", words) and not re.search("[\u0600-\u06ff]", words)
    ] == []
    assert reader.errors == []


def test_words_that_change_are_said_anew_in_french(server: Server, page: Page) -> None:
    reader = Reader(page, f"{server.url}/fr").open("challenges")
    field = reader.key("filter_theme").locator("input")
    field.fill("zzz")
    expect(page.get_by_role("option").first).to_have_text("Rechercher : zzz")
    page.keyboard.press("Escape")
    field = reader.key("filter_q").locator("input")
    field.press_sequentially("Internet")
    expect(page.get_by_test_id("InputInstructions").first).to_contain_text("Entrée pour appliquer")
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Aller au contenu")
