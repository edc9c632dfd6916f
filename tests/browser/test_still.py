"""Nothing moves under the finger: a filter moves no chart, and one tap chooses a mark."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reading import Reader

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
SCREENS = {"wide": {}, "phone": PHONE}

SETTING = {
    "": ["top_challenges", "top_signers"],
    "challenges": ["most", "by_group"],
    "organisations": ["groups", "top_countries"],
}
"""Path of a page -> cards whose marks set a filter; some of them are behind "More"."""

MARK = """card => {
    const plot = [...document.querySelectorAll(`.st-key-card_${card} .js-plotly-plot`)].at(-1);
    const trace = plot._fullData.filter(trace => trace.customdata?.length > 1).at(-1);
    return Array.from(Array.from(trace.customdata)[1]);
}"""
"""The ids of the second mark of a card."""

TOP = """card => [...document.querySelectorAll(`.st-key-card_${card} .js-plotly-plot`)]
    .at(-1).getBoundingClientRect().top"""


def choose(reader: Reader, card: str, *, tap: bool) -> None:
    """Click or tap the second mark of a card, once, and wait for the filter."""
    ids = reader.page.evaluate(MARK, card)
    before = reader.page.url
    if tap:
        reader.tap_mark(card, *ids)
    else:
        reader.click_mark(card, *ids)
    reader.page.wait_for_url(lambda url: url != before, wait_until="commit")
    reader.settled()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", SETTING)
def test_a_mark_that_sets_a_filter_leaves_its_chart_where_it_is(
    new_reader, path: str, screen: str
) -> None:
    reader = new_reader(**SCREENS[screen])
    for card in SETTING[path]:
        reader.open(path, more="yes")
        plot = reader.key(f"card_{card}").locator(".js-plotly-plot").last
        plot.evaluate("chart => chart.scrollIntoView({block: 'start'})")
        reader.page.get_by_test_id("stMain").evaluate("main => main.scrollBy(0, -120)")
        top = reader.page.evaluate(TOP, card)
        choose(reader, card, tap=screen == "phone")
        assert reader.chips()
        assert reader.page.evaluate(TOP, card) == pytest.approx(top, abs=0.5), (path, card)


HIGHEST = """() => {
    window.highest = {};
    const look = () => {
        for (const card of document.querySelectorAll('[data-testid=stMain] [class*="st-key-card_"]')) {
            const key = [...card.classList].find(name => name.startsWith('st-key-card_'));
            window.highest[key] = Math.max(window.highest[key] ?? 0, card.getBoundingClientRect().height);
        }
        requestAnimationFrame(look);
    };
    look();
}"""
"""Has the page note how high each card ever is."""


@pytest.mark.parametrize("card", ["most", "by_group"])
def test_a_card_is_never_as_high_as_its_old_chart_and_the_new(new_reader, card: str) -> None:
    reader = new_reader(**PHONE).open("challenges")
    before = reader.key(f"card_{card}").bounding_box()["height"]
    reader.page.evaluate(HIGHEST)
    reader.page.get_by_test_id("stExpandSidebarButton").click()
    reader.key("filter_region").get_by_role("button", name=re.compile("^Africa")).click()
    reader.at(region=["africa"])
    reader.settled()
    after = reader.key(f"card_{card}").bounding_box()["height"]
    highest = reader.page.evaluate("card => window.highest[`st-key-card_${card}`]", card)
    # Its words may stand on more lines before its chart has changed, or on fewer.
    assert highest < max(before, after) + 100


_HEIGHT = "document.querySelector('.st-key-card_groups .js-plotly-plot')._fullLayout.height"


def test_a_chart_whose_height_has_part_of_a_pixel_hears_a_click_that_takes_its_time(
    new_reader,
) -> None:
    reader = new_reader().open("organisations", theme="digital-divide")
    part = 0 if reader.page.evaluate(_HEIGHT) % 1 else 0.25
    higher = reader.key("card_countries").evaluate_handle(
        "(card, part) => {"
        " card.style.paddingBottom = `${Math.round(card.clientHeight / 4) + part}px`; return card; }",
        part,
    )
    reader.page.wait_for_function(
        f"card => {_HEIGHT} % 1 && {_HEIGHT} > card.clientHeight / 2", arg=higher
    )
    before = reader.page.evaluate(_HEIGHT)
    reader.page.mouse.move(*reader.position("groups", "academia"))
    reader.page.mouse.down()
    reader.page.wait_for_timeout(1_000)
    assert reader.page.evaluate(_HEIGHT) == before
    reader.page.mouse.up()
    reader.at(theme=["digital-divide"], group=["academia"])


@pytest.mark.parametrize("screen", SCREENS)
def test_the_bar_of_filters_has_one_height_and_stays_in_sight(new_reader, screen: str) -> None:
    reader = new_reader(**SCREENS[screen])
    heights, places = set(), set()
    several = {"group": ["technical", "government"], "q": "internet", "theme": "igf-funding"}
    for filters in ({}, {"theme": "igf-funding"}, {**several, "country": "JPN", "role": "author"}):
        reader.open("challenges", **filters)
        heights.add(reader.key("chips").bounding_box()["height"])
        places.add(reader.page.locator("h1:visible").bounding_box()["y"])
    assert len(heights) == len(places) == 1
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.open("challenges", **several)
    chips = reader.key("chips")
    reader.page.set_viewport_size({"width": SCREENS[screen].get("width", 1024), "height": 600})
    assert chips.evaluate("bar => bar.scrollWidth > bar.clientWidth")
    reader.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 300)")
    expect(chips).to_be_in_viewport()
    head = reader.key("head").bounding_box()
    under = head["y"] + head["height"] if screen == "phone" else 0
    assert chips.bounding_box()["y"] - under < 20
    for other in ("stExpandSidebarButton", "stMainMenuButton"):
        button = reader.page.get_by_test_id(other)
        if button.count():
            assert not overlap(chips.bounding_box(), button.bounding_box(), chips), other


def overlap(bar: dict[str, float], button: dict[str, float], chips) -> bool:
    """Whether what is in the bar can lie under a button of the header."""
    inside = chips.evaluate("bar => parseFloat(getComputedStyle(bar).paddingLeft)")
    left, right = bar["x"] + inside, bar["x"] + bar["width"]
    beside = left >= button["x"] + button["width"] or button["x"] >= right
    return not beside and bar["y"] < button["y"] + button["height"]


def test_a_swipe_that_begins_on_a_chart_scrolls_the_page(new_reader) -> None:
    reader = new_reader(**PHONE).open("challenges")
    plot = reader.key("card_most").locator(".nsewdrag").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    x, y = box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, 600)
    main = reader.page.get_by_test_id("stMain")
    before = main.evaluate("main => main.scrollTop")
    session = reader.page.context.new_cdp_session(reader.page)

    def touch(kind: str, *points: dict[str, float]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", {"x": x, "y": y})
    for distance in range(10, 210, 10):
        touch("touchMove", {"x": x, "y": y - distance})
    touch("touchEnd")
    assert main.evaluate("main => main.scrollTop") > before + 100


def test_what_a_mark_says_does_not_cover_its_number_on_a_phone(new_reader) -> None:
    reader = new_reader(**PHONE).open("themes")
    reader.tap_mark("by_kind", *reader.page.evaluate(MARK, "by_kind"))
    expect(reader.key("picked_by_kind").get_by_role("link").first).to_be_visible()
    expect(reader.key("card_by_kind").locator(".hoverlayer")).to_be_hidden()


def test_filters_can_be_set_by_the_keyboard_alone(reader: Reader) -> None:
    reader.open("themes")
    press = reader.page.keyboard.press
    reader.key("filter_theme").locator("input").focus()
    reader.page.keyboard.type("IGF fund")
    press("Enter")
    reader.at(theme=["igf-funding"])
    press("Escape")
    reader.key("filter_group").get_by_role("button", name="Government").first.focus()
    press("Space")
    reader.at(theme=["igf-funding"], group=["government"])
    reader.key("filter_since").locator("input").focus()
    reader.page.keyboard.type("2025-02")
    press("Enter")
    reader.at(theme=["igf-funding"], group=["government"], since=["2025-02-01"])
    expect(reader.key("filter_since").locator("input")).to_have_value("2025-02-01")
    reader.key("filter_until").locator("input").focus()
    reader.page.keyboard.type("soon")
    press("Enter")
    error = reader.page.get_by_test_id("stSidebar").get_by_role("alert")
    expect(error).to_contain_text("“soon” is not a date")
    reader.key("chip_group_government").get_by_role("button").focus()
    press("Enter")
    reader.at(theme=["igf-funding"], since=["2025-02-01"])


def test_typing_a_region_into_the_countries_offers_it(reader: Reader) -> None:
    reader.open("themes").choose("country", "Africa, the whole region").at(region=["africa"])
    assert reader.chips() == ["World region: Africa"]


def test_an_empty_selection_names_what_to_take_out(reader: Reader) -> None:
    reader.open("challenges", theme="igf-funding", stage="unesco")
    reader.key("wider_most").get_by_role("button").click()
    reader.at(theme=["igf-funding"])
    expect(reader.key("card_most").locator(".js-plotly-plot")).to_be_visible()
