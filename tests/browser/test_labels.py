"""What the layout of charts rests on: words are as wide as they are measured."""

from charts.measure import width as measured
from tests.browser.reading import Reader
from tests.server.running import Server

WORDS = """() => [...document.querySelectorAll('.annotation-text, .textpoint text')]
    .filter(one => one.getClientRects().length && !one.querySelector('tspan:not(.line)'))
    .flatMap(one => {
        const spans = [...one.querySelectorAll('tspan.line')];
        return (spans.length ? spans : [one]).map(line => [
            line.textContent, parseFloat(getComputedStyle(one).fontSize), getComputedStyle(one).fontWeight,
            line.getComputedTextLength()]);
    })"""
"""Each line of the labels without markup: its text, font size and weight, and how wide it is drawn."""


def test_words_are_drawn_as_wide_as_they_were_measured(reader: Reader, server: Server) -> None:
    for path in ("", "themes", "organisations"):
        lines = reader.open(path, more="yes").page.evaluate(WORDS)
        assert len(lines) > 20
        for words, size, weight, width in lines:
            measured_width = measured(words, size, bold=weight not in ("400", "normal"))
            assert width <= measured_width + 1, (words, size, weight)
            assert width >= 0.88 * measured_width - 1, (words, size, weight)
