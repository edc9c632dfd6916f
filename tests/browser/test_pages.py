"""Charts that fill the window, the menu of a phone, the dark scheme, what a reader types, embedded pages."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reading import MENU, PATIENCE, Reader, light
from tests.server.running import Server

HOSTILE = (
    "x :material/home: :smile: :red[zz] $a^2$ [l](http://e.example) ![i](http://e.example/i.png) "
    "<b>b</b> www.e.example http://e.example `c` a@e.example ~~s~~ **t**"
)


@pytest.fixture(scope="module")
def on_phone(server: Server, browser: Browser) -> Iterator[Reader]:
    """One reader with a phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    context.set_default_timeout(PATIENCE)
    yield Reader(context.new_page(), server.url)
    context.close()


SUBTITLES = """() => [...document.querySelectorAll('[data-testid="stMain"] .modebar-btn')].flatMap(button => {
    const box = button.getBoundingClientRect();
    const card = button.closest('[class*="st-key-card_"]');
    return [...card.querySelectorAll('[data-testid="stCaptionContainer"] p')].filter(words => {
        const range = document.createRange();
        range.selectNodeContents(words);
        return [...range.getClientRects()].some(line => line.left < box.right && line.right > box.left
            && line.top < box.bottom && line.bottom > box.top);
    }).map(words => words.textContent);
})"""
"""The subtitles that stand behind a chart's button."""


@pytest.mark.parametrize("path", ["", "organisation?id=jpnic", "challenges"])
def test_on_a_phone_the_buttons_of_a_chart_cover_no_subtitle(
    new_reader: Callable[..., Reader], path: str
) -> None:
    reader = new_reader(width=390, height=844, has_touch=True, is_mobile=True).open(path)
    assert reader.page.locator(".modebar-btn").count() >= 1
    assert reader.page.evaluate(SUBTITLES) == []


@pytest.mark.parametrize(
    ("path", "card"),
    [("challenges", "most"), ("organisations", "countries"), ("themes?more=yes", "by_pair")],
)
@pytest.mark.parametrize("narrow", [False, True])
def test_a_chart_fills_the_window_and_comes_back(
    new_reader: Callable[..., Reader], path: str, card: str, narrow: bool
) -> None:
    phone = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
    reader = new_reader(**phone if narrow else {}).open(path)
    chart = reader.key(f"card_{card}").locator(".js-plotly-plot").last
    before = chart.bounding_box()["height"]
    if not narrow:
        chart.hover(position={"x": 100, "y": 60})
    group = chart.locator(".modebar-group").last
    expect(group).to_have_css("opacity", "1")
    group.get_by_role("button", name="Fullscreen").click()
    window = reader.page.viewport_size
    box = chart.bounding_box()
    assert box["width"] > 0.9 * window["width"]
    assert box["height"] > 0.8 * window["height"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    group.get_by_role("button", name="Close fullscreen").click()
    reader.page.wait_for_function(
        "([card, before]) => [...document.querySelectorAll(`.st-key-card_${card} .js-plotly-plot`)]"
        ".at(-1).getBoundingClientRect().height === before",
        arg=[card, before],
    )


def test_a_phone_reaches_the_menu_and_every_page_without_the_drawer(on_phone: Reader) -> None:
    on_phone.open(theme="igf-funding")
    expect(on_phone.page.locator('[data-testid="stSidebar"][data-collapsed="true"]')).to_have_count(
        1
    )
    expect(on_phone.key("menu")).to_be_hidden()
    menu = on_phone.opens("menu-narrow")
    expect(menu).to_contain_text("Overview")
    assert menu.bounding_box()["y"] < 60
    for title, path in MENU.items():
        menu.click()
        link = on_phone.key("menu-narrow").get_by_role("link", name=title, exact=True)
        box = link.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        link.click()
        on_phone.page.wait_for_url(lambda url, path=path: urlsplit(url).path == path)
        on_phone.at(theme=["igf-funding"])
        expect(menu).to_contain_text(title)
        expect(link).to_be_hidden()
        on_phone.settled()


def test_a_tap_on_a_phone_sets_a_filter(on_phone: Reader) -> None:
    on_phone.open("organisations").click_mark("groups", "academia").at(group=["academia"])
    assert on_phone.chips() == ["Stakeholder group: Academia"]


def test_the_dark_scheme_is_dark_and_readable(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(color_scheme="dark").open("who-signed-what")
    colours = reader.page.evaluate(
        """() => {
            const style = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
            return {
                ground: style('[data-testid="stApp"]', 'backgroundColor'),
                side: style('[data-testid="stSidebar"]', 'backgroundColor'),
                heading: style('h1', 'color'),
                label: style('.js-plotly-plot .textpoint text', 'fill'),
            };
        }"""
    )
    for name, colour in colours.items():
        assert light(colour) < 0.2 if name in ("ground", "side") else light(colour) > 0.7, name


def test_what_a_reader_types_is_shown_as_typed(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader().open(theme=[HOSTILE[:60], HOSTILE[60:120], HOSTILE[120:]], q=HOSTILE)
    for element in (reader.page.get_by_test_id("stAlert"), reader.key("chip_q_None").first):
        for markup in ("a", "img", "b", "strong", "code", "del", ".katex", "span[style*=color]"):
            assert element.locator(markup).count() == 0, markup
        assert (
            element.locator(
                'p [data-testid="stIconMaterial"], span [data-heading-text] [role="img"]'
            ).count()
            == 0
        )


def test_an_embedded_dashboard_filters_too(new_reader: Callable[..., Reader]) -> None:
    reader = (
        new_reader()
        .open("organisations", embed="true", theme="digital-divide")
        .click_mark("groups", "academia")
    )
    reader.at(embed=["true"], theme=["digital-divide"], group=["academia"])
    assert len(reader.chips()) == 2


@pytest.mark.parametrize("width", [1440, 390])
def test_the_overview_shows_its_two_questions_first(
    new_reader: Callable[..., Reader], width: int
) -> None:
    reader = new_reader(width=width, height=1000).open()
    tops = [
        reader.key(f"card_{card}").bounding_box()["y"]
        for card in ("top_challenges", "top_signers", "top_outcome", "timeline")
    ]
    assert tops[0] < 600
    assert tops == sorted(tops)
