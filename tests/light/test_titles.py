"""Titles of submissions are in English: on pages in other languages, what speaks them aloud is told so."""

from collections.abc import Collection
from html.parser import HTMLParser

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from i18n import routes
from tests.examples import example
from tests.pages.visiting import table
from web.light.pages import mounted
from web.request_info import ReaderLanguage

LISTS = tuple(routes.BY_LIGHT_PATH)
EXAMPLES = tuple(f"{kind}/{example(kind)}" for kind in routes.ENTITIES)


class Titles(HTMLParser):
    """The titles of submissions that a page shows outside an element that names their language."""

    def __init__(self, titles: Collection[str]) -> None:
        super().__init__()
        self.titles, self.around, self.unmarked, self.marked = titles, [], set(), set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "br", "rect", "line", "path", "img"):
            self.around.append((tag, dict(attrs).get("lang")))

    def handle_endtag(self, tag: str) -> None:
        while self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _lang in self.around}
        if tags & {"title", "script", "style", "head"}:
            return
        language = next((lang for _tag, lang in reversed(self.around) if lang), "")
        for title in self.titles:
            if title[:60] in data:
                (self.marked if language == "en" else self.unmarked).add(title)


@pytest.mark.wide(1)
@pytest.mark.parametrize("code", ["fr", "ar"])
def test_titles_of_submissions_are_said_to_be_in_english(code: str) -> None:
    """On every light page; on an English one nothing is said."""
    titles = [title for title in table("submissions").title if len(title) > 40]
    app = ReaderLanguage(Starlette(routes=mounted("")))
    pages = {}
    with TestClient(app, base_url="http://wsis.example") as reader:
        for path in (*LISTS, *EXAMPLES, "search?q=governance", "submission/jpnic"):
            html = reader.get(f"/{code}/light/{path}").text
            page = Titles(titles)
            page.feed(html)
            pages[path] = page
    assert {path: page.unmarked for path, page in pages.items() if page.unmarked} == {}
    assert sum(bool(page.marked) for page in pages.values()) > 4
