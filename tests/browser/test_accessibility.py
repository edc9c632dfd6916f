"""What a keyboard reaches, and what axe-core finds."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.layout import icons_as_names, levels
from tests.browser.reading import PATIENCE, Reader
from tests.server.running import Server

SCREENS = [(scheme, width) for scheme in ("light", "dark") for width in (1440, 390)]
SOME = ("", "themes", "submission?id=tccm-rev2", "data-and-method")
"""Pages that are inspected on every screen, under a filter; test_walk.py inspects all, without one."""


@pytest.fixture(scope="module")
def inspected(server: Server, browser: Browser) -> Iterator[Callable[[tuple[str, int]], Reader]]:
    """A reader for each screen."""
    readers: dict[tuple[str, int], Reader] = {}

    def at(screen: tuple[str, int]) -> Reader:
        if screen not in readers:
            scheme, width = screen
            context = browser.new_context(
                viewport={"width": width, "height": 1000}, color_scheme=scheme
            )
            context.set_default_timeout(PATIENCE)
            readers[screen] = Reader(context.new_page(), server.url)
        return readers[screen]

    yield at
    for reader in readers.values():
        reader.page.context.close()


@pytest.mark.parametrize("path", SOME)
@pytest.mark.parametrize("screen", SCREENS)
def test_under_a_filter_axe_finds_nothing_headings_step_down_and_icons_are_drawn(
    inspected: Callable[[tuple[str, int]], Reader], screen: tuple[str, int], path: str
) -> None:
    reader = inspected(screen)
    reader.open(path + ("&" if "?" in path else "?") + "since=2024-01-01")
    assert faults(reader) == []
    assert levels(reader) == []
    assert icons_as_names(reader) == []


def test_axe_finds_nothing_in_a_list_of_marks_that_is_open(
    inspected: Callable[[tuple[str, int]], Reader],
) -> None:
    reader = inspected(("dark", 1440)).open("themes")
    reader.page.locator("summary", has_text="Pick a bar, point or cell from a list").first.click()
    expect(reader.page.get_by_role("combobox", name="Bar, point or cell")).to_be_visible()
    assert faults(reader.settled()) == []


def tab_stops(reader: Reader, most: int = 80) -> list[str]:
    """The key or the words of each element that Tab reaches, in order, until it starts again."""
    stops: list[str] = []
    for _press in range(most):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(
            """() => {
                const element = document.activeElement;
                const keyed = element.closest('nav[class], [class*="st-key-"]');
                const key = keyed?.className.match(/st-key-(\\S+)/)?.[1] ?? keyed?.className ?? '';
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
    expected = [
        "|Skip to the content",
        "filter_q|Words",
        "filter_organisation|Organisation",
        "filter_theme|Theme",
        "menu|Overview",
        "menu|Sources",
        "view_search|Search everything",
        "chip_theme_igf-funding|Theme: IGF funding",
        "view_count|Submissions",
        "card_top_challenges|All challenges",
        "card_top_signers|Who signed what",
        "card_top_outcome|Outcome",
    ]
    positions = [stops.index(stop) for stop in expected]
    assert positions == sorted(positions)
    for tool in ("opens_top_challenges|", "opens_top_signers|"):
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
    reader.key("views_most").get_by_role("radio", name="Chart").focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("Enter")
    table = reader.key("card_most").get_by_test_id("stDataFrame")
    expect(table).to_be_visible()


def reach(reader: Reader, key: str, words: str, most: int = 60, by: str = "Tab") -> None:
    """Press Tab until the focus is on an element within ``key`` that says ``words``, and see that it shows."""
    for _press in range(most):
        reader.page.keyboard.press(by)
        if reader.page.evaluate(
            """([key, words]) => {
                const element = document.activeElement;
                const said = element.getAttribute('aria-label') || element.innerText || '';
                const within = element.closest(
                    `.st-key-${key}, [class*="st-key-${key}__"], .panel.${key}, nav.${key}`);
                return !!within && said.includes(words);
            }""",
            [key, words],
        ):
            assert focus_shows(reader)
            return
    raise AssertionError(f"Tab does not reach {words} in {key}")


def focus_shows(reader: Reader) -> bool:
    """Whether the element in focus looks different from the same one out of focus."""
    element = reader.page.locator(":focus")
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    clip = {
        "x": max(box["x"] - 4, 0),
        "y": max(box["y"] - 4, 0),
        "width": box["width"] + 8,
        "height": box["height"] + 8,
    }
    focused = reader.page.screenshot(clip=clip, animations="disabled")
    reader.page.evaluate("() => { window.left = document.activeElement; window.left.blur(); }")
    blurred = reader.page.screenshot(clip=clip, animations="disabled")
    reader.page.evaluate("() => window.left.focus({ preventScroll: true })")
    return focused != blurred


def test_the_keyboard_alone_leads_from_the_menu_to_the_list_behind_a_mark(reader: Reader) -> None:
    press = reader.page.keyboard.press
    reader.open(group="technical")
    reach(reader, "menu", "What they say")
    press("Enter")
    reader.page.wait_for_url("**/challenges?**")
    reader.settled()
    reach(reader, "menu-pages", "Stage by stage")
    press("Enter")
    reader.page.wait_for_url("**/through-the-review?**")
    reader.settled()
    reach(reader, "view_count", "Submissions")
    press("ArrowRight")
    press("Enter")
    reader.at(group=["technical"], count=["organisations"])
    press("ArrowLeft")
    press("Enter")
    reader.at(group=["technical"])
    reach(reader, "marks_change", "Pick a bar, point or cell from a list")
    press("Enter")
    expect(reader.page.get_by_role("combobox", name="Bar, point or cell")).to_be_visible()
    reader.settled()
    reach(reader, "marks_change", "Bar, point or cell", most=1)
    press("ArrowDown")
    press("Enter")
    links = reader.key("picked_change").get_by_role("link", name=re.compile("^Points at "))
    expect(links.last).to_be_visible()
    # What is behind the mark stands above the list.
    reach(reader, "picked_change", "Points at ", most=6, by="Shift+Tab")
    press("Enter")
    reader.page.wait_for_url("**/points?**")
    reader.settled()
    assert reader.query["group"] == ["technical"]


def test_on_a_phone_the_keyboard_opens_and_closes_the_menu(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(width=390, height=844).open("themes")
    # The filters in the closed drawer are no stops on the way.
    reach(reader, "menu-narrow", "Themes", most=6)
    reader.page.keyboard.press("Enter")
    link = reader.key("menu-narrow").get_by_role("link", name="Compare", exact=True)
    expect(link).to_be_visible()
    reach(reader, "menu-narrow", "Overview", most=1)
    reach(reader, "menu-narrow", "Themes", most=1, by="Shift+Tab")
    reader.page.keyboard.press("Enter")
    expect(link).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_from_the_top_it_is_at_most_three_tabs_to_the_menu(
    new_reader: Callable[..., Reader], width: int
) -> None:
    reader = new_reader(width=width, height=844).open("challenges")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    row, words = ("menu", "Overview") if width > 768 else ("menu-narrow", "Challenges and requests")
    reach(reader, row, words, most=2)


def test_from_download_to_the_first_file_it_is_at_most_three_tabs(reader: Reader) -> None:
    reader.open("challenges")
    reader.opens("download_most").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.key("files_most").get_by_role("button", name="CSV")).to_be_visible()
    reach(reader, "files_most", "CSV", most=3)


def test_every_chart_has_alternative_text(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader().open()
    texts = reader.page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].map(chart => {
            const labelled = chart.closest('[aria-label]') || chart.querySelector('[aria-label]');
            return labelled ? labelled.getAttribute('aria-label') : '';
        })"""
    )
    assert len(texts) == 5
    for words in texts:
        assert len(words) > 20
