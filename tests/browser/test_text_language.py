"""Titles of submissions and summaries of points, which are not translated, say in what language they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from i18n import escaping, routes
from tests.browser.reading import PAGES, PATIENCE, Reader, table
from tests.examples import example
from tests.server.running import Server

START = 40
"""Characters of a text by which it is known: where there is little room, its end is cut."""

SHORTEST = 20
"""Characters of a text that is nothing else than a title."""

SAYING_SO = {
    routes.PAGES[name].path
    for name in ("submission", "submissions", "points", "organisation", "search")
}
"""The paths of pages that always have such texts."""

FURTHER = [
    f"submission?id={example('submission')}&more=yes",
    f"submission?id={example('submission')}&print=1",
    f"organisation?id={example('organisation')}&print=1",
    "who-signed-what?more=yes",
    "compare?id=itu&id=tccm&more=yes",
]
"""Addresses of what a page shows at first only in part."""

# Charts and tables are pictures to the browser, and what is copied is as it is.
TEXTS = """starts => {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode, words = node.data.replace(/[\\u200b\\u2066-\\u2069]/g, '');
        const around = node.parentElement;
        if (around.closest('svg, script, style, noscript, code, [data-testid=stDataFrame], [role=listbox]')) continue;
        if (!starts.some(start => words.includes(start))) continue;
        found.push([words, around.closest('[lang]').lang, around.closest('bdi') !== null]);
    }
    return found;
}"""


def starts() -> list[str]:
    """How each title and each summary begins."""
    texts = (*table("submissions").title, *table("points").summary)
    return sorted(
        {escaping.one_line(text)[:START].strip() for text in texts if len(text) >= SHORTEST}
    )


@pytest.fixture(scope="module")
def reader(server: Server, browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE)
    yield Reader(context.new_page(), server.url)
    context.close()


@pytest.mark.wide(8)
@pytest.mark.parametrize("path", [*PAGES, *FURTHER])
@pytest.mark.parametrize("code", ["fr", "ar"])
def test_titles_and_summaries_say_that_they_are_in_english(
    reader: Reader, code: str, path: str
) -> None:
    reader.open(f"{code}/{path}")
    texts = reader.page.evaluate(TEXTS, starts())
    assert [text for text in texts if text[1:] != ["en", True]] == []
    if path.split("?")[0] in SAYING_SO:
        assert texts
    assert reader.errors == []


def test_in_english_they_say_nothing(reader: Reader) -> None:
    reader.open(f"submission?id={example('submission')}")
    texts = reader.page.evaluate(TEXTS, starts())
    assert {tuple(text[1:]) for text in texts} == {("en", False)}
