"""No label of a chart touches another label or a number, however wide the screen."""

import pytest

from tests.browser.reading import PAGES

TOUCHING = """() => {
    const lines = label => {
        const spans = [...label.querySelectorAll('tspan.line')];
        return (spans.length ? spans : [label]).map(one => one.getBoundingClientRect());
    };
    const found = [];
    for (const plot of document.querySelectorAll('.js-plotly-plot')) {
        const labels = [...plot.querySelectorAll('.annotation-text')].filter(one => one.textContent.trim());
        labels.forEach((one, place) => labels.slice(place + 1).forEach(other => {
            const touch = lines(one).some(a => lines(other).some(b =>
                Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3));
            if (touch) found.push(`${one.textContent} | ${other.textContent}`);
        }));
    }
    return found;
}"""
"""Pairs of a chart's labels whose lines lie on one another by more than a pixel."""


@pytest.mark.parametrize("width", [390, 768, 1024, 1100, 1200, 1440])
def test_no_label_touches_another_or_a_number(new_reader: object, width: int) -> None:
    reader = new_reader(width=width, has_touch=width < 500, is_mobile=width < 500)
    touching = {}
    for path in PAGES:
        reader.open(path)
        if found := reader.page.evaluate(TOUCHING):
            touching[path] = found
    assert touching == {}
