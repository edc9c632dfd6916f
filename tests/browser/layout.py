"""What is looked for in charts: labels that touch another, or that are cut."""

from __future__ import annotations

from tests.browser.reading import Reader

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
    .every(plot => {
        const place = plot.closest('[data-testid="stPlotlyChart"]'), layouts = plot.layout.meta ?? [];
        const fits = layouts.findLast(one => one.room <= place.clientWidth) ?? layouts[0];
        return Math.abs(plot._fullLayout.width - plot.clientWidth) < 1.5
            && Math.abs(plot._fullLayout.height - place.clientHeight) < 1.5
            && (!fits || plot.layout.datarevision === fits.room);
    })"""
"""Every chart is as wide and as high as its place, and laid out for it."""


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
