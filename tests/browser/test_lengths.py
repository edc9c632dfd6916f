"""A phone shows a chart, and its buttons in one row, without scrolling. How long pages are: test_walk.py."""

from collections.abc import Callable

import pytest

from tests.browser.reading import Reader

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
_TOP = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const chart = document.querySelector('.js-plotly-plot').getBoundingClientRect();
    return chart.top + main.scrollTop;
}"""


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
    row = reader.key("opens_by_group").get_by_role("button")
    assert row.count() == 3
    assert len({box.bounding_box()["y"] for box in row.all()}) == 1
