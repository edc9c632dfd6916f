"""The frame of every page: a header of one line, panels over the page, a menu and filters for a thumb."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from i18n import languages, routes
from tests.browser.layout import NARROW, WIDE, header, screen
from tests.browser.reading import Reader, sideways


@pytest.mark.parametrize("widths", [WIDE, NARROW], ids=["mouse", "finger"])
def test_the_header_has_room_for_the_words_of_every_language(
    new_reader: Callable[..., Reader], widths: Sequence[int]
) -> None:
    reader = new_reader(**screen(widths[0]))
    problems = {}
    for code in languages.offered():
        reader.open(f"{code}/about")
        for width in widths:
            reader.page.set_viewport_size({"width": width, "height": 900})
            reader.page.wait_for_timeout(250)
            problems[code, width] = header(reader) + sideways(reader)
    assert {case: words for case, words in problems.items() if words} == {}


@pytest.mark.parametrize("width", [1440, 390])
def test_the_search_box_is_at_the_same_place_on_pages_with_and_without_filters(
    new_reader: Callable[..., Reader], width: int
) -> None:
    reader = new_reader(**screen(width))
    places = set()
    for path in ("", "challenges", "who-signed-what", "theme?id=igf-mandate"):
        box = reader.open(path).key("view_search").bounding_box()
        places.add((round(box["x"]), round(box["y"]), round(box["width"])))
    assert len(places) == 1


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("panel", ["share", "language"])
def test_a_panel_lies_over_the_page_and_a_click_elsewhere_or_escape_closes_it(
    new_reader: Callable[..., Reader], width: int, panel: str
) -> None:
    reader = new_reader(**screen(width)).open("challenges", group="technical")
    opens = reader.opens(panel)
    content = reader.key(panel).locator("> div")
    heading = reader.page.locator("h1:visible")
    before = heading.bounding_box(), opens.bounding_box()
    for close in (lambda: heading.click(), lambda: reader.page.keyboard.press("Escape")):
        opens.click()
        expect(content).to_be_visible()
        assert (heading.bounding_box(), opens.bounding_box()) == before
        assert content.bounding_box()["x"] >= 0
        close() if width == 1440 else reader.page.keyboard.press("Escape")
        expect(content).to_be_hidden()


def test_share_offers_the_address_a_sentence_and_a_frame_of_what_is_shown(reader: Reader) -> None:
    reader.open("challenges", group="technical", region="europe")
    reader.opens("share").click()
    texts = reader.key("share").locator("code").all_inner_texts()
    address = f"{reader.url}/challenges?group=technical&region=europe"
    title = "Which challenges do submissions raise most often? · Technical community, Europe"
    assert texts[0] == address
    assert texts[1].startswith(title)
    assert texts[1].endswith(address)
    assert f'<iframe src="{address.replace("&", "&amp;")}&amp;embed=true"' in texts[2]
    assert reader.page.title() == f"{title} · WSIS+20 submissions"


def test_a_phone_sends_the_page_with_its_own_list_of_ways(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(**screen(390))
    reader.page.add_init_script("navigator.share = async given => { window.sent = given; }")
    reader.open("challenges", group="technical")
    reader.opens("share").click()
    reader.page.locator(".send").click()
    shared_data = reader.page.evaluate("window.sent")
    assert shared_data["url"] == f"{reader.url}/challenges?group=technical"
    assert shared_data["title"].startswith("Which challenges")


@pytest.mark.parametrize("code", ["en", "ar", "ru"])
def test_the_menu_of_a_phone_is_as_wide_as_it_and_has_rows_for_a_thumb(
    new_reader: Callable[..., Reader], code: str
) -> None:
    reader = new_reader(**screen(390)).open(f"{code}/challenges")
    reader.opens("menu-narrow").click()
    links = reader.key("menu-narrow").locator("a")
    expect(links.last).to_be_visible()
    boxes = [link.bounding_box() for link in links.all()]
    assert len(boxes) == sum(page.in_menu for page in routes.PAGES.values())
    for box, after in pairwise(boxes):
        assert box["width"] > 0.8 * 390
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= after["y"] + 0.5


def test_the_filters_of_a_phone_say_what_they_leave_and_close_with_the_page_in_place(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(**screen(390)).open("challenges", region="africa")
    main = reader.page.get_by_test_id("stMain")
    main.evaluate("part => part.scrollTo(0, 400)")
    reader.page.get_by_test_id("stExpandSidebarButton").click()
    foot = reader.page.locator(".show-selection")
    expect(foot).to_be_in_viewport()
    reader.key("filter_group").get_by_role("button", name=re.compile("^Government")).click()
    reader.at(region=["africa"], group=["government"])
    expect(foot).to_have_text("Show 58 submissions")
    reader.key("undo_filter").get_by_role("button").click()
    reader.at(region=["africa"])
    expect(foot).to_have_text("Show 95 submissions")
    expect(foot).to_be_in_viewport()
    foot.click()
    expect(foot).not_to_be_in_viewport()
    expect(reader.page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    reader.settled()
    assert main.evaluate("part => part.scrollTop") == 400


def test_no_chip_of_a_phone_is_out_of_reach(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(**screen(390))
    reader.open("challenges", group=["technical", "government", "academia"], region="europe")
    row = reader.key("chips")
    first = row.locator('[class*="st-key-chip_"] button:visible').first.bounding_box()
    assert first["x"] + first["width"] < 390
    row.evaluate("row => row.scrollTo(row.scrollWidth, 0)")
    last = row.get_by_role("button", name="Reset")
    box = last.bounding_box()
    # Clear of the fade at the end.
    assert box["x"] + box["width"] <= 390 - 12 - 35


@pytest.mark.parametrize("width", [1440, 390])
def test_the_button_of_the_settings_covers_no_language(
    new_reader: Callable[..., Reader], width: int
) -> None:
    reader = new_reader(**screen(width)).open("about")
    button = reader.page.locator(".ways-on .open-settings").bounding_box()
    for link in reader.key("languages").locator("a").all():
        box = link.bounding_box()
        beside = box["x"] + box["width"] <= button["x"] or button["x"] + button["width"] <= box["x"]
        above = box["y"] + box["height"] <= button["y"] + 1
        below = button["y"] + button["height"] <= box["y"] + 1
        assert beside or above or below


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_without_filters_keep_nothing_of_them(
    new_reader: Callable[..., Reader], width: int
) -> None:
    reader = new_reader(**screen(width)).open("challenges", group="technical")
    expand, side = (
        reader.page.get_by_test_id(name) for name in ("stExpandSidebarButton", "stSidebar")
    )
    expect(expand if width == 390 else side).to_be_visible()
    reader.page.locator("footer").get_by_role("link", name="Data and method").click()
    expect(reader.page.locator("h1:visible")).to_have_text("Data and method")
    expect(side).to_be_hidden()
    expect(expand).to_be_hidden()
    reader.settled()
    assert header(reader) + sideways(reader) == []


def test_a_key_leads_to_the_search_box_and_another_to_the_list_that_switches_them_off(
    reader: Reader,
) -> None:
    reader.open("challenges")
    box = reader.key("view_search").locator("input")
    reader.page.keyboard.press("/")
    expect(box).to_be_focused()
    reader.page.keyboard.type("/?")
    expect(box).to_have_value("/?")
    settings = reader.page.locator("dialog.settings")
    expect(settings).to_be_hidden()
    reader.page.locator("h1:visible").click()
    reader.page.keyboard.press("?")
    expect(settings).to_be_visible()
    settings.get_by_role("checkbox").uncheck()
    reader.page.keyboard.press("Escape")
    expect(settings).to_be_hidden()
    reader.page.keyboard.press("?")
    reader.page.keyboard.press("/")
    expect(settings).to_be_hidden()
    expect(box).not_to_be_focused()
    reader.page.get_by_role("button", name="Display and keys").click()
    expect(settings.get_by_role("checkbox")).not_to_be_checked()
    settings.get_by_role("checkbox").check()
    settings.get_by_role("button", name="Close").click()
    reader.page.keyboard.press("/")
    expect(box).to_be_focused()


def test_dark_once_chosen_is_dark_on_every_page_until_the_device_decides_again(
    reader: Reader,
) -> None:
    app = reader.page.get_by_test_id("stApp")
    settings = reader.page.locator("dialog.settings")
    opens = reader.page.get_by_role("button", name="Display and keys")
    reader.open("challenges", group="technical")
    expect(app).to_have_css("background-color", "rgb(255, 255, 255)")
    opens.click()
    settings.get_by_role("radio", name="Dark").click()
    expect(app).to_have_css("background-color", "rgb(20, 25, 30)")
    assert "group=technical" in reader.page.url
    reader.open("themes")
    expect(app).to_have_css("background-color", "rgb(20, 25, 30)")
    opens.click()
    expect(settings.get_by_role("radio", name="Dark")).to_be_checked()
    settings.get_by_role("radio", name="As the device has it").click()
    expect(app).to_have_css("background-color", "rgb(255, 255, 255)")


@pytest.mark.parametrize("link", [".menu-pages a", ".list a"])
def test_a_link_to_a_page_keeps_the_application_or_loads_it_anew_where_that_fails(
    new_reader: Callable[..., Reader], link: str
) -> None:
    reader = new_reader().open("challenges", group="technical")
    for stays in (True, False):
        reader.page.evaluate("globalThis.stays = true")
        if not stays:
            reader.page.evaluate("globalThis.applicationPages = undefined")
        target = reader.page.locator(link).nth(1)
        address = target.evaluate("link => link.href")
        target.click()
        expect(reader.page).to_have_url(address)
        reader.settled()
        assert "group=technical" in address
        assert reader.page.evaluate("globalThis.stays === true") == stays
        reader.open("challenges", group="technical")
