"""A page is short: one idea a screen, and the rest behind a button."""

from collections.abc import Callable

import pytest

from tests.browser.reading import PAGES, Reader

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
SCREENS = {"wide": ({}, 2100), "phone": (PHONE, 3550)}
"""A screen, and how many pixels a page has at most."""
LONGEST = ("organisation?id=jpnic", "claim?id=po-multistakeholder-is-right", "theme?id=igf-mandate")

_HEIGHT = "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"
_TOP = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const chart = document.querySelector('.js-plotly-plot').getBoundingClientRect();
    return chart.top + main.scrollTop;
}"""


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_is_longer_than_a_few_screens(
    new_reader: Callable[..., Reader], screen: str
) -> None:
    options, most = SCREENS[screen]
    reader = new_reader(**options)
    heights = {}
    for path in dict.fromkeys((*PAGES, *LONGEST)):
        reader.open(path)
        heights[path] = reader.page.evaluate(_HEIGHT)
    assert {path: height for path, height in heights.items() if height > most} == {}


@pytest.mark.parametrize("path", ["challenges", "themes", "organisations", "through-the-review"])
def test_on_a_phone_the_first_chart_begins_on_the_first_screen(
    new_reader: Callable[..., Reader], path: str
) -> None:
    reader = new_reader(**PHONE).open(path)
    assert reader.page.evaluate(_TOP) < 0.7 * PHONE["height"]


def test_the_buttons_of_a_card_stand_in_one_row_on_a_phone(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(**PHONE).open("challenges")
    row = reader.key("tools_by_group").locator("summary")
    assert row.count() == 3
    assert len({box.bounding_box()["y"] for box in row.all()}) == 1
