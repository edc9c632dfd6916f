"""A chart is laid out for the width it has: labels and legends have one line where one has room, on any screen."""

from collections.abc import Callable

import pytest

from tests.browser.reading import Reader

PAGES = {
    "challenges": "by_group",
    "who-signed-what": "stated",
    "organisation?id=jpnic": "signs_with",
}
"""The address of a page -> a card of it that has labels which are too long for a phone."""

_LABELS = """card => {
    const plot = document.querySelector(`.st-key-card_${card} .js-plotly-plot`);
    const box = plot.getBoundingClientRect();
    return [...plot.querySelectorAll('.textpoint text, .annotation-text')].map(text => {
        const { left, right, bottom } = text.getBoundingClientRect();
        const cut = left < box.left - 1 || right > box.right + 1 || bottom > box.bottom + 1;
        return [text.textContent, Math.max(1, text.querySelectorAll('tspan.line').length), cut];
    });
}"""
"""Of each text in the chart of a card: its words, its lines, whether it leaves the chart."""

_DRAWN_FOR = """card => {
    const plot = document.querySelector(`.st-key-card_${card} .js-plotly-plot`);
    const room = plot?._fullLayout && plot.layout.datarevision;
    const high = plot?.closest('.stElementContainer').clientHeight;
    return room > 1 && Math.abs(plot._fullLayout.height - high) < 2 && room <= plot._fullLayout.width
        && Math.abs(plot.getBoundingClientRect().width - plot.parentElement.clientWidth) < 2 && room;
}"""
"""The room for which the chart of a card is laid out, once it is drawn in it."""


def drawn_for(reader: Reader, card: str, least: int, most: int) -> dict[str, int]:
    """The lines of each text of a card, once it is laid out for a room between these; none is cut."""
    reader.page.wait_for_function(
        f"([card, least, most]) => {{ const room = ({_DRAWN_FOR})(card); "
        f"return room >= least && room <= most && ({_LABELS})(card).every(label => !label[2]); }}",
        arg=[card, least, most],
    )
    labels = reader.page.evaluate(_LABELS, card)
    assert labels
    return {words: lines for words, lines, _cut in labels}


@pytest.mark.parametrize(("path", "card"), PAGES.items())
def test_a_label_has_one_line_on_a_wide_card_and_wraps_on_a_phone(
    new_reader: Callable[..., Reader], path: str, card: str
) -> None:
    reader = new_reader(width=320, height=900).open(path)
    narrow = drawn_for(reader, card, 260, 260)
    assert max(narrow.values()) > 1
    for width in (1440, 320, 1920):
        reader.page.set_viewport_size({"width": width, "height": 900})
        if width == 320:
            assert drawn_for(reader, card, 260, 260) == narrow
            continue
        lines = drawn_for(reader, card, 480, 1_000)
        assert sum(lines.values()) < sum(narrow.values())
        assert max(lines.values()) <= (2 if card == "by_group" else 1)


def test_charts_are_drawn_as_on_a_phone_where_the_script_is_missing(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader()
    reader.page.route("**/rooms.js*", lambda route: route.abort())
    reader.open("who-signed-what")
    labels = reader.page.evaluate(_LABELS, "stated")
    assert max(lines for _words, lines, _cut in labels) > 1
    assert not any(cut for *_label, cut in labels)


def test_a_chart_whose_layouts_differ_in_its_traces_alone_is_laid_out_again_after_a_resize(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(width=1440, height=900)
    reader.page.goto(f"{reader.url}/zh/themes")
    for width, least, most in ((1440, 480, 1_000), (390, 260, 260), (1440, 480, 1_000)):
        reader.page.set_viewport_size({"width": width, "height": 900})
        drawn_for(reader, "by_kind", least, most)


_WATCH_HEIGHTS = """
    window.heights = new Set();
    new MutationObserver(changes => {
        for (const { target } of changes) {
            const chart = target.closest('.st-key-card_timeline .js-plotly-plot');
            if (chart && target.matches('.main-svg')) heights.add(Number(target.getAttribute('height')));
        }
    }).observe(document, { attributeFilter: ['height'], childList: true, subtree: true });
"""
"""The heights at which the timeline was drawn, in pixels."""


def test_a_chart_is_drawn_at_no_height_but_the_one_it_keeps(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(width=1440, height=1000)
    reader.page.add_init_script(_WATCH_HEIGHTS)
    reader.open()
    reader.page.evaluate("heights.clear()")
    claim = next(iter(reader.marks("top_challenges")))
    reader.click_mark("top_challenges", claim).at(claim=[claim])
    reader.page.wait_for_function(f"heights.size && ({_DRAWN_FOR})('timeline')")
    assert reader.page.evaluate("[...heights]") == [
        reader.page.evaluate(
            "document.querySelector('.st-key-card_timeline .main-svg').clientHeight"
        )
    ]


_COUNT_DRAWINGS = """() => {
    const { isDrawn } = window;
    window.drawings = [];
    window.isDrawn = (place, figure) => {
        const skips = isDrawn(place, figure);
        if (place.closest('.st-key-card_timeline')) drawings.push(Boolean(skips));
        return skips;
    };
}"""
"""Notes whether each drawing that Streamlit asks for, of the timeline, is left out."""


def test_a_chart_is_drawn_once_however_often_streamlit_asks(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(width=1440, height=1000).open()
    reader.page.evaluate(_COUNT_DRAWINGS)
    claim = next(iter(reader.marks("top_challenges")))
    reader.click_mark("top_challenges", claim).at(claim=[claim])
    reader.page.wait_for_function(f"() => drawings.length > 2 && ({_DRAWN_FOR})('timeline')")
    assert reader.page.evaluate("drawings.filter(skips => !skips).length") == 1
    reader.page.set_viewport_size({"width": 1100, "height": 1000})
    reader.page.wait_for_function("() => drawings.filter(skips => !skips).length > 1")
    drawn_for(reader, "timeline", 480, 1_000)


def test_a_height_that_is_told_again_and_again_is_taken(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(width=1440, height=1000).open("challenges")
    drawn_for(reader, "most", 480, 1_000)
    heights = reader.page.evaluate(
        """() => {
            const place = document.querySelector(".st-key-card_most .js-plotly-plot");
            const figure = { data: [], layout: { height: 5_000 } };
            return Array.from({ length: 5 }, () => laidOut(place, figure).layout.height);
        }"""
    )
    assert heights[0] < 1_000
    assert heights[-1] == 5_000
