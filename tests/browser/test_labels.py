"""No label of a chart touches another or leaves the chart, however wide the screen and in whatever words."""

import pytest

from charts.measure import width as measured
from tests.browser.reading import PAGES, Reader
from tests.server.running import Server

WIDTHS = (1920, 1440, 1200, 1100, 1024, 768, 390, 320)
BUSIEST = ("", "through-the-review", "what-became-of-it", "themes", "compare?id=itu&id=tccm")
"""Pages that have most of the kinds of charts."""

_TEXTS = """const texts = plot => [...plot.querySelectorAll(
    '.annotation-text, .barlayer text, .legendtext, .textpoint text, .geo text')]
    .filter(one => one.textContent.trim() && one.getClientRects().length);
const lines = label => {
    const spans = [...label.querySelectorAll('tspan.line')];
    return (spans.length ? spans : [label]).map(one => one.getBoundingClientRect());
};
const plots = [...document.querySelectorAll('.js-plotly-plot')].filter(plot => plot.getClientRects().length);"""

TOUCHING = f"""() => {{
    {_TEXTS}
    const found = [];
    for (const plot of plots) {{
        const labels = texts(plot).map(one => [one.textContent, lines(one)]);
        labels.forEach(([one, ones], place) => labels.slice(place + 1).forEach(([other, others]) => {{
            const touch = ones.some(a => others.some(b =>
                Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3));
            if (touch) found.push(`${{one}} | ${{other}}`);
        }}));
    }}
    return found;
}}"""
"""Pairs of a chart's texts whose lines lie on one another by more than a pixel."""

CUT = f"""() => {{
    {_TEXTS}
    return plots.flatMap(plot => {{
        const box = plot.querySelector('.main-svg').getBoundingClientRect();
        return texts(plot).filter(one => lines(one).some(line =>
            line.left < box.left - 1 || line.right > box.right + 1
            || line.top < box.top - 3 || line.bottom > box.bottom + 3)).map(one => one.textContent);
    }});
}}"""
"""Texts of charts that do not stand whole inside their chart."""

FITTED = """() => [...document.querySelectorAll('.js-plotly-plot')]
    .filter(plot => plot.getClientRects().length && plot._fullLayout)
    .every(plot => Math.abs(plot._fullLayout.width - plot.clientWidth) < 1.5)"""
"""Every chart is as wide as its place."""

WORDS = """() => [...document.querySelectorAll('.annotation-text')]
    .filter(one => one.getClientRects().length && !one.querySelector('tspan:not(.line)'))
    .flatMap(one => {
        const spans = [...one.querySelectorAll('tspan.line')];
        return (spans.length ? spans : [one]).map(line => [
            line.textContent, parseFloat(getComputedStyle(one).fontSize), getComputedStyle(one).fontWeight,
            line.getComputedTextLength()]);
    })"""
"""Each line of the labels without markup: its text, font size and weight, and how wide it is drawn."""


def seen(reader: Reader, path: str, widths: tuple[int, ...]) -> dict[str, list[str]]:
    """What touches or is cut on a page, by width."""
    found = {}
    reader.open(path)
    for width in widths:
        reader.page.set_viewport_size({"width": width, "height": 1000})
        reader.page.wait_for_timeout(250)
        reader.page.wait_for_function(FITTED)
        for name, script in (("touch", TOUCHING), ("cut", CUT)):
            if bad := reader.page.evaluate(script):
                found[f"{name} at {width}"] = bad
    return found


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
