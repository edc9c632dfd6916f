"""Cards that stand beside each other end together: no column has a hole."""

from collections.abc import Callable

import pytest

from tests.browser.reading import Reader

LARGEST = 60
"""Pixels of a hole."""

_HOLES = """() => [...document.querySelectorAll('.stVerticalBlock[class*="st-key-card_"]')]
    .filter(card => card.closest('[data-testid="stColumn"]') && card.checkVisibility())
    .map(card => {
        const parts = [...card.querySelectorAll('*')].filter(part => part.checkVisibility()
            && (part.tagName === 'P' || part.matches('h2, summary, button, .js-plotly-plot, a')));
        const bottom = card.getBoundingClientRect().bottom - parseFloat(getComputedStyle(card).paddingBottom);
        const boxes = parts.map(part => part.getBoundingClientRect()).sort((one, other) => one.top - other.top);
        let end = boxes[0].bottom, hole = 0;
        for (const box of boxes) {
            hole = Math.max(hole, box.top - end);
            end = Math.max(end, box.bottom);
        }
        return [[...card.classList].find(name => name.startsWith('st-key-card_')), Math.max(hole, bottom - end)];
    })"""
"""The largest empty band of each card that stands in a column, in pixels."""


@pytest.mark.parametrize("width", [1024, 1440, 1920])
def test_no_hole_is_beside_what_an_organisation_said(
    new_reader: Callable[..., Reader], width: int
) -> None:
    reader = new_reader(width=width).open("organisation?id=jpnic")
    holes = dict(reader.page.evaluate(_HOLES))
    assert {"st-key-card_said", "st-key-card_signs_with"} <= holes.keys()
    assert {card: hole for card, hole in holes.items() if hole > LARGEST} == {}


def test_an_organisations_page_begins_with_what_it_said_and_with_whom_it_signs(
    reader: Reader,
) -> None:
    reader.open("organisation?id=jpnic")
    cards = reader.page.locator('.stVerticalBlock[class*="st-key-card_"]')
    shown = cards.evaluate_all(
        "cards => cards.map(card => [...card.classList].find(name => name.startsWith('st-key-card_')))"
    )
    assert shown[:2] == ["st-key-card_said", "st-key-card_signs_with"]
    assert reader.key("card_said").locator('.stVerticalBlock[class*="st-key-point_"]').count() == 3
