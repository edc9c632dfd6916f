"""What holds on every page: one heading, no other host, a quiet console, room on wide and narrow screens."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from i18n import routes
from tests.browser.reading import MENU, PAGES, PATIENCE, Reader, light
from tests.server.running import Server

CARD = '[data-testid="stMain"] :is([class*="st-key-card_"], .st-key-about)'

ENTITIES = [f"/{path}" for path in routes.ENTITY_BY_PATH]
"""Pages that begin with what the thing is, before the first card."""

HOSTILE = (
    "x :material/home: :smile: :red[zz] $a^2$ [l](http://e.example) ![i](http://e.example/i.png) "
    "<b>b</b> www.e.example http://e.example `c` a@e.example ~~s~~ **t**"
)


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path or "overview")
def wide(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[Reader]:
    """Each page in turn on a wide screen, as a first visit."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE)
    yield Reader(context.new_page(), server.url).open(request.param)
    context.close()


@pytest.fixture(scope="module")
def on_phone(server: Server, browser: Browser) -> Iterator[Reader]:
    """One reader with a phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    context.set_default_timeout(PATIENCE)
    yield Reader(context.new_page(), server.url)
    context.close()


def test_no_request_leaves_for_another_host(wide: Reader) -> None:
    assert len(wide.requests) > 5
    for address in wide.requests:
        assert address.startswith((wide.url, "data:", f"blob:{wide.url}")), address


def test_the_console_has_no_error(wide: Reader) -> None:
    assert wide.errors == []


def test_a_page_has_one_heading(wide: Reader) -> None:
    assert wide.page.locator("h1:visible").count() == 1
    assert wide.page.locator("h1:visible").inner_text()


def test_the_tab_is_named_after_the_page(wide: Reader) -> None:
    heading = wide.page.locator("h1:visible").inner_text().strip("“”")
    assert wide.page.title() == heading or wide.page.title().endswith(" · WSIS+20 submissions")


def test_the_first_card_stands_near_the_top(wide: Reader) -> None:
    first = "h1:visible" if wide.path in ENTITIES else CARD
    tops = [element.bounding_box()["y"] for element in wide.page.locator(first).all()]
    assert min(tops) < 250


BARS = """() => [...document.querySelectorAll('[data-testid="stMain"] .js-plotly-plot')]
    .filter(plot => plot._fullLayout && !plot._context.staticPlot)
    .map(plot => {
        const bar = plot.querySelector('.modebar').getBoundingClientRect();
        const covered = [...plot.querySelectorAll('text, .point, .bars path')].filter(part => {
            const box = part.getBoundingClientRect();
            return box.width && box.height && box.left < bar.right && box.right > bar.left
                && Math.max(box.top, plot.getBoundingClientRect().top) < bar.bottom && box.bottom > bar.top;
        });
        const buttons = [...plot.querySelectorAll('.modebar-btn')].map(button => button.dataset.title);
        return [buttons.join(', '), covered.map(part => part.textContent)];
    })"""
"""The buttons of each chart, and what of the chart is behind them."""


def test_each_chart_has_a_full_screen_button_that_covers_nothing(wide: Reader) -> None:
    for buttons, covered in wide.page.evaluate(BARS):
        assert buttons == "Fullscreen"
        assert covered == []


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
    menu = on_phone.opens("menu_narrow")
    expect(menu).to_contain_text("Overview")
    assert menu.bounding_box()["y"] < 60
    for title, path in MENU.items():
        menu.click()
        link = on_phone.key("menu_narrow").get_by_role("link", name=title, exact=True)
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
