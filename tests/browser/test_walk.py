"""Every page, in languages of each kind, as wide as screens are: nothing is cut, small, hidden, left empty or from
elsewhere, and axe-core finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from playwright.sync_api import Browser

from i18n import languages, routes
from tests.browser import axe
from tests.browser.layout import NARROW, WIDE, faults, levels, screen
from tests.browser.reading import PAGES, PATIENCE, Reader
from tests.browser.source_texts import without_language
from tests.server.running import Server

WHOLE = ("en", "fr", "ar", "ja")
"""Languages of which every page is looked at: long words, from right to left, wide letters."""

BUSIEST = ("", "through-the-review", "what-became-of-it", "themes", "compare?id=itu&id=tccm")
"""Pages that have most of the kinds of charts."""

LONGEST = ("organisation?id=jpnic", "claim?id=po-multistakeholder-is-right", "theme?id=igf-mandate")
"""Entities of which much is known, whose pages are short all the same."""

MORE = (
    *LONGEST,
    "submission?id=tccm-rev1",
    "submission?id=alai-general",
    "submission?id=aficta-gdc",
    "what-became-of-it?open=gender",
    "what-became-of-it?open=igf-mandate&text=all",
)

CASES = [
    *((code, path, NARROW) for code in WHOLE for path in PAGES),
    *(("en", path, WIDE) for path in PAGES),
    *(("en", path, widths) for path in MORE if path not in PAGES for widths in (WIDE, NARROW)),
    *((code, path, WIDE) for code in ("fr", "ar", "ja") for path in BUSIEST),
    *(
        (code, path, NARROW)
        for code in languages.offered()
        if code not in WHOLE
        for path in BUSIEST
    ),
]
"""Language, page and widths. Words that are too long are cut first where there is little room."""

CARD = '[data-testid="stMain"] :is([class*="st-key-card_"], .st-key-about)'

TAB = " · WSIS+20 submissions"
"""How the tab's words end, unless they are the heading alone."""


@pytest.fixture(scope="module")
def readers(server: Server, browser: Browser) -> Iterator[Callable[[int], Reader]]:
    """A reader with a mouse and one with a finger, whose device is dark."""
    readers_by_touch: dict[bool, Reader] = {}

    def of(width: int) -> Reader:
        if (width in NARROW) not in readers_by_touch:
            options = screen(width)
            size = {"width": options.pop("width"), "height": options.pop("height")}
            scheme = "dark" if width in NARROW else "light"
            context = browser.new_context(viewport=size, color_scheme=scheme, **options)
            context.set_default_timeout(PATIENCE)
            readers_by_touch[width in NARROW] = Reader(context.new_page(), server.url)
        return readers_by_touch[width in NARROW]

    yield of
    for reader in readers_by_touch.values():
        reader.page.context.close()


@pytest.mark.parametrize(
    ("code", "path", "widths"),
    CASES,
    ids=[
        f"{code}-{path}-{'finger' if widths == NARROW else 'mouse'}" for code, path, widths in CASES
    ],
)
def test_a_page_stands_whole_on_every_screen(
    readers: Callable[[int], Reader], code: str, path: str, widths: Sequence[int]
) -> None:
    reader = readers(widths[0])
    reader.errors.clear()
    reader.requests.clear()
    first = screen(widths[0])
    reader.page.set_viewport_size({"width": first["width"], "height": first["height"]})
    reader.open(path if code == languages.DEFAULT else f"{code}/{path}")
    root = reader.page.locator("html")
    assert root.get_attribute("lang") == languages.tag(code)
    assert root.get_attribute("dir") == ("rtl" if code == "ar" else "ltr")
    assert levels(reader) == []
    heading = reader.page.locator("h1:visible")
    assert heading.count() == 1
    assert heading.inner_text()
    if code == languages.DEFAULT:
        title = reader.page.title()
        assert title == heading.inner_text().strip("“”") or title.endswith(TAB)
        if widths == WIDE and path in PAGES:
            # Pages of an entity say first what it is.
            entity = path.split("?")[0] in routes.ENTITY_BY_PATH
            beginnings = reader.page.locator("h1:visible" if entity else CARD).all()
            assert min(beginning.bounding_box()["y"] for beginning in beginnings) < 250
    else:
        assert without_language(reader, path) == []
    assert axe.faults(reader) == []
    # The cards of a search are as long as what is found.
    columns = not path.startswith("search")
    short = code == languages.DEFAULT and path in (*PAGES, *LONGEST)
    assert faults(reader, widths, columns=columns, short=short) == {}
    site_prefixes = (reader.url, "data:", f"blob:{reader.url}")
    assert reader.requests
    assert [address for address in reader.requests if not address.startswith(site_prefixes)] == []
    assert reader.errors == []
