"""Languages in a real browser: from right to left, the way to another one, the one that a browser prefers."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, expect

from tests.browser.reading import PATIENCE, Reader
from tests.server.running import Server


def test_in_arabic_bars_grow_from_the_right(reader: Reader) -> None:
    reader.open("ar/challenges")
    bars = reader.page.evaluate(
        """() => [...document.querySelectorAll('.st-key-card_most .barlayer path')]
            .map(bar => bar.getBoundingClientRect()).filter(box => box.height < 20)
            .map(box => [box.left, box.right])"""
    )
    assert len(bars) >= 8
    assert max(right for _left, right in bars) - min(right for _left, right in bars) < 1
    assert len({round(left) for left, _right in bars}) > 4


def test_the_choice_of_a_language_leads_to_the_same_view_in_it(reader: Reader) -> None:
    reader.open("challenges", group="technical")
    english = reader.view()
    footer = reader.key("languages").last
    footer.get_by_role("link", name="日本語").click()
    reader.page.wait_for_url("**/ja/challenges?group=technical")
    reader.settled()
    japanese = reader.view()
    assert japanese["charts"] == english["charts"]
    assert japanese["heading"] != english["heading"]
    reader.click_mark("by_group", *first_mark(reader)).settled()
    assert "/ja/challenges?" in reader.page.url
    reader.page.locator(".menu a").nth(2).click()
    reader.page.wait_for_url("**/ja/organisations**")
    reader.settled()
    expect(reader.page.locator("html")).to_have_attribute("lang", "ja")
    reader.page.go_back()
    reader.page.wait_for_url("**/ja/challenges**")


def first_mark(reader: Reader) -> list[str]:
    """The ids of the first cell of the chart by group."""
    ids: list[str] = reader.page.evaluate(
        """() => {
            const plot = [...document.querySelectorAll('.st-key-card_by_group .js-plotly-plot')].at(-1);
            const trace = [...plot._fullData].reverse().find(one => one.customdata);
            return Array.from(Array.from(trace.customdata)[0]);
        }"""
    )
    return ids


def test_a_browser_that_prefers_a_language_gets_it(server: Server, browser: Browser) -> None:
    context = browser.new_context(locale="ja-JP")
    context.set_default_timeout(PATIENCE)
    reader = Reader(context.new_page(), server.url)
    reader.page.goto(f"{server.url}/themes?group=technical")
    reader.page.wait_for_url("**/ja/themes?group=technical")
    reader.settled()
    assert reader.errors == []
    context.close()


def test_two_readers_at_once_have_their_own_languages(new_reader: Callable[..., Reader]) -> None:
    first, second = new_reader(), new_reader()
    first.open("ja/challenges")
    second.open("fr/challenges")
    alone = {
        reader: reader.page.locator("[data-testid=stMain]").inner_text()
        for reader in (first, second)
    }
    for _turn in range(2):
        for reader in (first, second):
            reader.page.reload()
        for reader in (first, second):
            reader.settled()
            text = reader.page.locator("[data-testid=stMain]").inner_text()
            assert text == alone[reader]


def test_only_a_page_that_shows_cyrillic_letters_loads_their_font(
    new_reader: Callable[..., Reader],
) -> None:
    for language, is_loaded in (("en", False), ("ru", True)):
        reader = new_reader()
        requested: list[str] = []
        reader.page.on("request", lambda request, urls=requested: urls.append(request.url))
        reader.page.goto(f"{reader.url}/{language}/challenges")
        reader.settled()
        assert any("SourceSans" in url for url in requested)
        assert any("letters.woff2" in url for url in requested) is is_loaded
