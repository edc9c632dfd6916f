"""What a mark says on hover leaves in sight what its chart says of it."""

import pytest

from tests.browser.reading import Reader

CARDS = [
    ("challenges", "most"),
    ("who-signed-what?more=yes", "signers"),
    ("organisations", "groups"),
]

_COVERED = """card => {
    const plot = [...document.querySelectorAll(`.st-key-card_${card} .js-plotly-plot`)].at(-1);
    const said = plot.querySelector('.hovertext').getBoundingClientRect();
    const row = plot._hoverdata[0].pointNumber;
    const value = plot.querySelectorAll('.textpoint text')[2 * row + 1];
    const box = value.getBoundingClientRect();
    const over = said.left < box.right && box.left < said.right && said.top < box.bottom && box.top < said.bottom;
    const text = plot.querySelector('.hovertext text').getBoundingClientRect();
    const inside = text.top >= said.top - 1 && text.bottom <= said.bottom + 1;
    return [value.textContent, over, inside];
}"""
"""The value of the bar under the pointer, whether what is said covers it, and whether its words are in their box."""


@pytest.mark.parametrize(("path", "card"), CARDS)
def test_what_a_bar_says_covers_no_value_of_the_bar(reader: Reader, path: str, card: str) -> None:
    reader.open(path)
    marks = list(reader.marks(card))
    for mark in (marks[0], marks[3]):
        x, y = reader.position(card, mark)
        # The words are placed anew at each move.
        for shift in (6, 3, 0):
            reader.page.mouse.move(x + shift, y)
        chart = reader.key(f"card_{card}").locator(".js-plotly-plot").last
        chart.locator(".hovertext").wait_for()
        reader.page.wait_for_function(
            "card => [...document.querySelectorAll(`.st-key-card_${card} .js-plotly-plot`)].at(-1)._hoverdata",
            arg=card,
        )
        value, covered, whole = reader.page.evaluate(_COVERED, card)
        assert value
        assert not covered, value
        assert whole, value
