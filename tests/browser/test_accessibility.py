"""What a keyboard reaches, and what axe-core finds."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.reading import PAGES, PATIENCE, Reader
from tests.server.running import Server

SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module", params=["light", "dark"])
def inspected(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[Reader]:
    """A reader whose page may be inspected: axe-core is a script from outside, which the page's policy forbids."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, color_scheme=request.param, bypass_csp=True
    )
    context.set_default_timeout(PATIENCE)
    yield Reader(context.new_page(), server.url)
    context.close()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "overview")
def test_axe_finds_nothing_serious(inspected: Reader, path: str) -> None:
    inspected.open(path + ("&" if "?" in path else "?") + "theme=igf-funding")
    # Streamlit fades what is drawn anew for a moment, and faded text has too little contrast.
    inspected.page.wait_for_function(
        """() => !document.getAnimations().some(animation =>
            animation instanceof CSSTransition && animation.playState === 'running')"""
    )
    found = [
        (violation["id"], node["html"][:200])
        for violation in Axe().run(inspected.page).response["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]
    assert found == []


def tab_stops(reader: Reader, most: int = 80) -> list[str]:
    """The key or the words of each element that Tab reaches, in order, until it starts again."""
    stops: list[str] = []
    for _press in range(most):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(
            """() => {
                const element = document.activeElement;
                const keyed = element.closest('[class*="st-key-"]');
                const key = keyed ? keyed.className.match(/st-key-(\\S+)/)[1] : '';
                const words = element.getAttribute('aria-label') || element.innerText || '';
                return `${key}|${words.split('\\n').pop().trim().slice(0, 60)}`;
            }"""
        )
        if stops and stop == stops[0]:
            break
        stops.append(stop)
    return stops


def test_tab_reaches_everything_in_reading_order(reader: Reader) -> None:
    reader.open(theme="igf-funding")
    stops = tab_stops(reader)
    wanted = [
        "|Skip to main content",
        "filter_q|Words",
        "filter_organisation|Organisation",
        "filter_theme|Theme",
        "menu|Overview",
        "menu|Data and method",
        "chip_theme_igf-funding|Theme: IGF funding",
        "view_who|Did an organisation sign or say it? Type its name",
        "view_count|Submissions",
        "tools_top_challenges|All challenges",
        "tools_top_asks|All asks",
        "tools_top_signers|Who signed what",
    ]
    places = [stops.index(stop) for stop in wanted]
    assert places == sorted(places)
    for tool in ("download_top_challenges|", "address_top_challenges|", "download_top_signers|"):
        assert any(stop.startswith(tool) for stop in stops), tool


def test_enter_on_a_chip_takes_its_filter_out(reader: Reader) -> None:
    reader.open(theme="igf-funding", group="technical")
    chip = reader.key("chip_theme_igf-funding").get_by_role("button").first
    chip.focus()
    reader.page.keyboard.press("Enter")
    reader.at(group=["technical"])
    assert reader.chips() == ["Stakeholder group: Technical community"]


def test_a_filter_can_be_set_with_the_keyboard_alone(reader: Reader) -> None:
    reader.open()
    reader.key("filter_theme").locator("input").focus()
    reader.page.keyboard.type("IGF fund")
    expect(reader.page.get_by_role("option", name="IGF funding")).to_be_visible()
    reader.page.keyboard.press("Enter")
    reader.at(theme=["igf-funding"])


def test_the_table_of_a_chart_opens_with_the_keyboard(reader: Reader) -> None:
    reader.open("challenges")
    reader.key("tabs_most").get_by_role("tab", name="Chart").focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("Enter")
    table = reader.key("card_most").get_by_test_id("stDataFrame")
    expect(table).to_be_visible()


def test_every_chart_has_alternative_text(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader().open()
    named = reader.page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].map(chart => {
            const labelled = chart.closest('[aria-label]') || chart.querySelector('[aria-label]');
            return labelled ? labelled.getAttribute('aria-label') : '';
        })"""
    )
    assert len(named) == 5
    for words in named:
        assert len(words) > 20
