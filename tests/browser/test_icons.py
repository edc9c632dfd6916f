"""Every icon is drawn: a font that lacks it would show its name in letters."""

import pytest

from i18n import routes
from tests.browser.reading import Reader
from tests.examples import query

WIDE = """() => [...document.querySelectorAll('[data-testid="stIconMaterial"], [data-icon]')].filter(icon => {
    const words = document.createRange();
    words.selectNodeContents(icon);
    const drawn = icon.dataset.icon ? icon : words;
    return drawn.getBoundingClientRect().width > 1.5 * parseFloat(getComputedStyle(icon).fontSize);
}).map(icon => icon.dataset.icon ?? icon.textContent)"""
"""The names of icons that are wider than one sign."""


@pytest.mark.parametrize("page", routes.PAGES.values(), ids=lambda page: page.name)
def test_no_icon_is_shown_as_its_name(reader: Reader, page: routes.Page) -> None:
    reader.open(
        page.path, **{**query(page), "theme": "igf-funding"} if page.filters else query(page)
    )
    reader.page.evaluate("() => document.fonts.ready")
    assert reader.page.locator('[data-testid="stIconMaterial"]').count() > 3
    assert reader.page.evaluate(WIDE) == []
