"""No label of a chart touches another or leaves the chart, however wide the screen and in whatever words."""

import pytest

from charts.measure import width as measured
from tests.browser.chart_labels import BUSIEST, seen
from tests.browser.reading import PAGES, Reader
from tests.server.running import Server

WIDTHS = (1920, 1440, 1200, 1100, 1024, 768, 390, 320)
WORDS = """() => [...document.querySelectorAll('.annotation-text, .textpoint text')]
    .filter(one => one.getClientRects().length && !one.querySelector('tspan:not(.line)'))
    .flatMap(one => {
        const spans = [...one.querySelectorAll('tspan.line')];
        return (spans.length ? spans : [one]).map(line => [
            line.textContent, parseFloat(getComputedStyle(one).fontSize), getComputedStyle(one).fontWeight,
            line.getComputedTextLength()]);
    })"""
"""Each line of the labels without markup: its text, font size and weight, and how wide it is drawn."""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "overview")
def test_no_label_touches_another_or_a_number(new_reader: object, path: str) -> None:
    assert seen(new_reader(width=WIDTHS[0]), path, WIDTHS) == {}


@pytest.mark.parametrize("path", BUSIEST, ids=lambda path: path or "overview")
def test_nor_does_one_on_a_phone_with_a_finger(new_reader: object, path: str) -> None:
    assert seen(new_reader(width=390, has_touch=True, is_mobile=True), path, (390,)) == {}


def test_words_are_drawn_as_wide_as_they_were_measured(reader: Reader, server: Server) -> None:
    for path in ("", "themes", "organisations"):
        lines = reader.open(path, more="yes").page.evaluate(WORDS)
        assert len(lines) > 20
        for words, size, weight, drawn in lines:
            wide = measured(words, size, bold=weight not in ("400", "normal"))
            assert drawn <= wide + 1, (words, size, weight)
            assert drawn >= 0.88 * wide - 1, (words, size, weight)
