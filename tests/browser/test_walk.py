"""Every page, in languages of each kind, as wide as screens are: nothing is cut, small, hidden or left empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from playwright.sync_api import Browser

from i18n import languages
from tests.browser import axe
from tests.browser.layout import NARROW, WIDE, faults, screen
from tests.browser.reading import PAGES, PATIENCE, Reader
from tests.server.running import Server

WHOLE = ("en", "fr", "ar", "ja")
"""Languages of which every page is looked at: long words, from right to left, wide letters."""

BUSIEST = ("", "through-the-review", "what-became-of-it", "themes", "compare?id=itu&id=tccm")
"""Pages that have most of the kinds of charts."""

MORE = (
    "organisation?id=jpnic",
    "claim?id=po-multistakeholder-is-right",
    "theme?id=igf-mandate",
    "submission?id=tccm-rev1",
    "submission?id=alai-general",
    "submission?id=aficta-gdc",
    "what-became-of-it?open=gender",
    "what-became-of-it?open=igf-mandate&text=all",
)

CASES = [
    *((code, path) for code in WHOLE for path in PAGES),
    *(("en", path) for path in MORE if path not in PAGES),
    *((code, path) for code in languages.offered() if code not in WHOLE for path in BUSIEST),
]


@pytest.fixture(scope="module")
def readers(server: Server, browser: Browser) -> Iterator[Callable[[int], Reader]]:
    """A reader with a mouse and one with a finger, whose pages axe-core may inspect: it is a script from outside."""
    readers_by_touch: dict[bool, Reader] = {}

    def of(width: int) -> Reader:
        if (width in NARROW) not in readers_by_touch:
            options = screen(width)
            size = {"width": options.pop("width"), "height": options.pop("height")}
            context = browser.new_context(viewport=size, bypass_csp=True, **options)
            context.set_default_timeout(PATIENCE)
            readers_by_touch[width in NARROW] = Reader(context.new_page(), server.url)
        return readers_by_touch[width in NARROW]

    yield of
    for reader in readers_by_touch.values():
        reader.page.context.close()


@pytest.mark.parametrize("widths", [WIDE, NARROW], ids=["mouse", "finger"])
@pytest.mark.parametrize(("code", "path"), CASES)
def test_a_page_stands_whole_on_every_screen(
    readers: Callable[[int], Reader], code: str, path: str, widths: Sequence[int]
) -> None:
    reader = readers(widths[0])
    reader.errors.clear()
    first = screen(widths[0])
    reader.page.set_viewport_size({"width": first["width"], "height": first["height"]})
    reader.open(path if code == languages.DEFAULT else f"{code}/{path}")
    # The cards of a search are as long as what is found.
    assert faults(reader, widths, columns=not path.startswith("search")) == {}
    root = reader.page.locator("html")
    assert root.get_attribute("lang") == languages.tag(code)
    assert root.get_attribute("dir") == ("rtl" if code == "ar" else "ltr")
    if code != languages.DEFAULT:  # tests/browser/test_accessibility.py inspects the English pages
        assert axe.faults(reader) == []
    assert reader.errors == []
