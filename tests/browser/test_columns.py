"""Cards beside each other end together: no column has a hole."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as Late

from tests.browser.reading import PAGES, Reader

LARGEST = 60
"""Pixels of a hole."""

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

_HOLES = """() => [...document.querySelectorAll('[data-testid="stMain"] [data-testid="stColumn"]')].flatMap(column => {
    const cards = [...column.querySelectorAll('.stVerticalBlock[class*="st-key-card_"]')]
        .filter(card => card.checkVisibility());
    if (!cards.length) return [];
    const inside = cards.map(card => {
        const parts = [...card.querySelectorAll('p, li, h2, summary, button, .js-plotly-plot, a, pre')];
        const bottom = card.getBoundingClientRect().bottom - parseFloat(getComputedStyle(card).paddingBottom);
        const boxes = parts.filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect());
        boxes.sort((one, other) => one.top - other.top);
        let end = boxes[0].bottom, hole = 0;
        for (const box of boxes) {
            hole = Math.max(hole, box.top - end);
            end = Math.max(end, box.bottom);
        }
        return [[...card.classList].find(name => name.startsWith('st-key-card_')), Math.max(hole, bottom - end)];
    });
    const end = Math.max(...[...column.firstElementChild.children].map(part => part.getBoundingClientRect().bottom));
    return [...inside, [`below ${inside.at(-1)[0]}`, column.getBoundingClientRect().bottom - end]];
})"""
"""The largest empty band of each card that is in a column, and the one below the last card, in pixels."""


def holes(reader: Reader) -> dict[str, float]:
    """The bands that are too large, once the charts of the page have taken the room that is left."""
    with suppress(Late):
        reader.page.wait_for_function(
            f"() => ({_HOLES})().every(([_card, hole]) => hole <= {LARGEST})", timeout=15_000
        )
    return {card: hole for card, hole in reader.page.evaluate(_HOLES) if hole > LARGEST}


@pytest.mark.parametrize("width", [1024, 1440, 1920])
def test_no_column_of_cards_has_a_hole(new_reader: Callable[..., Reader], width: int) -> None:
    reader = new_reader(width=width)
    found = {}
    for path in dict.fromkeys((*PAGES, *MORE)):
        # The cards of a search are as long as what is found.
        if not path.startswith("search"):
            found[path] = holes(reader.open(path))
    assert {path: some for path, some in found.items() if some} == {}


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
