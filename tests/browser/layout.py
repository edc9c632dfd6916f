"""What is wrong with a page as it stands on a screen: its header, its charts, its words, its columns."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

from playwright.sync_api import TimeoutError as Late

from tests.browser.reading import Reader, sideways

WIDE, NARROW = (1440, 1920, 1024, 768), (390, 320)
"""Widths of windows that are looked at, in pixels: with a mouse, with a finger."""

SMALLEST = 12
"""Pixels of a font."""
HIGHEST = {1440: 2100, 390: 3550}
"""Width of a window -> pixels of a page that is short: one idea a screen, and the rest behind a button."""
LARGEST_HOLE = 60
"""Pixels between two parts of a column, or below the last."""

_TEXTS = """const texts = plot => [...plot.querySelectorAll(
    '.annotation-text, .barlayer text, .legendtext, .textpoint text, .geo text')]
    .filter(one => one.textContent.trim() && one.getClientRects().length);
const lines = label => {
    const spans = [...label.querySelectorAll('tspan.line')];
    return (spans.length ? spans : [label]).map(one => one.getBoundingClientRect());
};
const plots = [...document.querySelectorAll('.js-plotly-plot')].filter(plot => plot.getClientRects().length);"""

_TOUCHING = f"""() => {{
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

_OUTSIDE = f"""() => {{
    {_TEXTS}
    return plots.flatMap(plot => {{
        const box = plot.querySelector('.main-svg').getBoundingClientRect();
        return texts(plot).filter(one => lines(one).some(line =>
            line.left < box.left - 1 || line.right > box.right + 1
            || line.top < box.top - 3 || line.bottom > box.bottom + 3)).map(one => one.textContent);
    }});
}}"""
"""Texts of charts that do not stand whole inside their chart."""

_SMALL = f"""least => {{
    {_TEXTS}
    const drawn = plots.flatMap(plot => texts(plot).map(one =>
        [one, parseFloat(getComputedStyle(one).fontSize) * (one.getScreenCTM()?.a ?? 1)]));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const written = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {{
        const part = node.parentElement;
        if (!node.data.trim() || part.closest('svg, script, style, noscript') || !part.checkVisibility()) continue;
        written.push([part, parseFloat(getComputedStyle(part).fontSize)]);
    }}
    return [...drawn, ...written].filter(([, size]) => size < least - 0.1)
        .map(([part, size]) => `${{size}} ${{part.textContent.slice(0, 40)}}`);
}}"""
"""Texts whose font is smaller than so many pixels."""

_CUT = """() => [...document.querySelectorAll('body *')]
    .filter(part => part.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .filter(part => {
        if (part.matches('[data-testid="stIconMaterial"]')) return false;
        const words = document.createRange();
        words.selectNodeContents(part);
        const lines = [...words.getClientRects()].filter(line => line.width > 1);
        for (let box = part; box !== document.body; box = box.parentElement) {
            const {overflowX} = getComputedStyle(box);
            if (overflowX === 'auto' || overflowX === 'scroll') return false;
            if (overflowX === 'visible') continue;
            const {left, right} = box.getBoundingClientRect();
            if (right - left <= 1) return false;
            if (lines.some(line => line.left < left - 1 || line.right > right + 1)) return true;
        }
        return false;
    })
    .map(part => [part.closest('[class*=st-key-]')?.className, part.textContent.slice(0, 60)])"""
"""Words that are wider than a part around them that hides the rest; one of a pixel hides words for screen readers."""

_FITTED = """() => [...document.querySelectorAll('.js-plotly-plot')]
    .filter(plot => plot.getClientRects().length && plot._fullLayout)
    .every(plot => {
        const place = plot.closest('[data-testid="stPlotlyChart"]'), layouts = plot.layout.meta ?? [];
        const fits = layouts.findLast(one => one.room <= place.clientWidth) ?? layouts[0];
        return Math.abs(plot._fullLayout.width - plot.clientWidth) < 1.5
            && Math.abs(plot._fullLayout.height - place.clientHeight) < 1.5
            && (!fits || plot.layout.datarevision === fits.room);
    })"""
"""Every chart is as wide and as high as its place, and laid out for it."""

_HOLES = """() => [...document.querySelectorAll(
    '[data-testid="stMain"] :is([data-testid="stColumn"], [class*="st-key-row_"] > *)')].flatMap(column => {
    const cards = [...column.querySelectorAll('.stVerticalBlock[class*="st-key-card_"]')]
        .filter(card => card.checkVisibility());
    if (!cards.length) return [];
    const inside = cards.map(card => {
        const parts = [...card.querySelectorAll('p, li, h2, h3, h4, summary, button, .js-plotly-plot, a, pre')];
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
    const block = column.firstElementChild;
    const parts = cards.includes(block) ? [block] : [...block.children];
    const end = Math.max(...parts.map(part => part.getBoundingClientRect().bottom));
    return [...inside, [`below ${inside.at(-1)[0]}`, column.getBoundingClientRect().bottom - end]];
})"""
"""The largest empty band of each card that is in a column, and the one below the last card, in pixels."""

_HEADER = """() => [...document.querySelectorAll(
        '.st-key-head summary, .menu a, [class*="st-key-view_search"] [role="group"], '
        + '[data-testid="stExpandSidebarButton"]')]
    .filter(item => item.checkVisibility({visibilityProperty: true}))
    .map(item => {
        const box = item.getBoundingClientRect();
        const words = item.innerText.trim() || item.className;
        return [words, box.left, box.right, box.top, box.bottom];
    })
    .filter(([, left, right, top, bottom]) => right > left && bottom > top)
    .sort((one, other) => one[1] - other[1])"""
"""What stands in the header: words, left, right, top, bottom."""

_TABS = """() => [...document.querySelectorAll(
        '.menu a, .panel > summary > span, .menu-pages a')]
    .filter(words => words.checkVisibility() && !words.closest('details:not([open]) > :not(summary)'))
    .filter(words => words.scrollWidth > words.clientWidth + 1 || words.getClientRects().length > 1)
    .filter(words => getComputedStyle(words).clipPath === 'none')
    .map(words => words.textContent)"""
"""Words of the header that are cut or broken."""


_BEHIND_BUTTONS = """() => [...document.querySelectorAll('[data-testid="stMain"] .js-plotly-plot')]
    .filter(plot => plot._fullLayout && !plot._context.staticPlot)
    .flatMap(plot => {
        const bar = plot.querySelector('.modebar').getBoundingClientRect();
        const covered = [...plot.querySelectorAll('text, .point, .bars path')].filter(part => {
            const box = part.getBoundingClientRect();
            return box.width && box.height && box.left < bar.right && box.right > bar.left
                && Math.max(box.top, plot.getBoundingClientRect().top) < bar.bottom && box.bottom > bar.top;
        });
        const buttons = [...plot.querySelectorAll('.modebar-btn')]
            .map(({ dataset }) => dataset.english ?? dataset.title);
        return [...covered.map(part => part.textContent), ...(buttons.join() === 'Fullscreen' ? [] : [buttons])];
    })"""
"""What of a chart stands behind its button, and the names of its buttons where they are not that one."""

_LEVELS = """() => [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3, h4, h5, h6)')]
    .map(heading => Number(heading.tagName[1]))"""

_ICONS = """() => [...document.querySelectorAll('[data-testid="stIconMaterial"], [data-icon]')]
    .map(icon => {
        const words = document.createRange();
        words.selectNodeContents(icon);
        const drawn = icon.dataset.icon ? icon : words;
        const signs = drawn.getBoundingClientRect().width / parseFloat(getComputedStyle(icon).fontSize);
        return [icon.dataset.icon ?? icon.textContent, signs];
    })"""
"""The name of each icon, and how many signs wide it is."""


def screen(width: int) -> dict[str, object]:
    """The options of a reader whose window is so many pixels wide: of a phone where it is narrow."""
    phone = {"is_mobile": True, "has_touch": True} if width in NARROW else {}
    return {"width": width, "height": 844 if width in NARROW else 1000, **phone}


def faults(
    reader: Reader, widths: Sequence[int], *, columns: bool = True, short: bool = False
) -> dict[str, list[object]]:
    """What is wrong with the page that a reader has open, by width and kind.

    ``columns`` adds cards with holes, ``short`` that the page is longer than HIGHEST.
    """
    problems: dict[str, list[object]] = {}
    reader.page.evaluate("() => document.fonts.ready")
    for width in widths:
        reader.page.set_viewport_size({"width": width, "height": int(screen(width)["height"])})
        reader.page.wait_for_timeout(250)
        reader.page.wait_for_function(_FITTED)
        for kind, details in {
            "header": header(reader),
            "wider than its place": sideways(reader),
            "texts of a chart on one another": reader.page.evaluate(_TOUCHING),
            "texts outside their chart": reader.page.evaluate(_OUTSIDE),
            "small": reader.page.evaluate(_SMALL, SMALLEST),
            "cut": reader.page.evaluate(_CUT),
            "icons as their names": icons_as_names(reader),
            "long": long(reader, width) if short else [],
            "behind a button": reader.page.evaluate(_BEHIND_BUTTONS) if width in WIDE else [],
            "holes": holes(reader) if columns and width >= 1024 else [],
        }.items():
            if details:
                problems[f"{width}: {kind}"] = details
    return problems


def header(reader: Reader) -> list[object]:
    """What is wrong with the header of the page: its line, overlaps, targets, cut words."""
    size = reader.page.viewport_size
    width = size["width"] if size else 0
    items = reader.page.evaluate(_HEADER)
    problems: list[object] = [("too few", items)] if len(items) < 4 else []
    middles = [(top + bottom) / 2 for _words, _left, _right, top, bottom in items]
    if max(middles) - min(middles) > 1:
        problems.append(("not on one line", items))
    for item, following in pairwise(items):
        if item[2] > following[1] + 0.5:
            problems.append(("one on another", item, following))
    least = 40 if width in NARROW else 24
    for words, left, right, top, bottom in items:
        if left < 0 or right > width:
            problems.append(("outside", words))
        if min(right - left, bottom - top) < least:
            problems.append(("small", words))
    return problems + [("cut", words) for words in reader.page.evaluate(_TABS)]


def levels(reader: Reader) -> list[int]:
    """The levels of the page's headings, if they do not step down from 1 one at a time."""
    levels = reader.page.evaluate(_LEVELS)
    steps = all(after - before <= 1 for before, after in pairwise(levels))
    return [] if levels[:2] == [1, 2] and steps else levels


def icons_as_names(reader: Reader) -> list[object]:
    """The names of icons that are shown as their names, since the font lacks them; that the page has hardly any."""
    icons = reader.page.evaluate(_ICONS)
    return (
        [icon for icon, signs in icons if signs > 1.5] if len(icons) > 3 else [("too few", icons)]
    )


def long(reader: Reader, width: int) -> list[object]:
    """The height of a page that is longer than it may be in a window so wide."""
    height = reader.page.evaluate(
        "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"
    )
    return [height] if height > HIGHEST.get(width, height) else []


def holes(reader: Reader) -> list[object]:
    """Cards with a band that is too large, once the charts of the page have taken the room that is left."""
    with suppress(Late):
        reader.page.wait_for_function(
            f"() => ({_HOLES})().every(([_card, hole]) => hole <= {LARGEST_HOLE})", timeout=15_000
        )
    return [(card, hole) for card, hole in reader.page.evaluate(_HOLES) if hole > LARGEST_HOLE]
