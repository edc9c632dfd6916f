"""Pictures in a real browser: taken through a card's menu, opened at their address, their words within their edges."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.reading import Reader

CARDS = [
    "overview/timeline",
    "challenges/by_group",
    "what-became-of-it/verdicts",
    "through-the-review/change",
    "organisations/countries",
    "compare/compared?id=tccm&id=apnic",
    "submission/family?id=tccm-rev2",
    "organisation/list?id=jpnic",
]

FONT = """() => document.fonts.check("600 38px 'Source Sans 3'")"""
SAID = """() => [...document.querySelectorAll('text')].map(text => {
    const box = text.getBoundingClientRect();
    return [text.textContent, box.left, box.top, box.right, box.bottom];
})"""
"""The texts of a picture, and where each is."""


@pytest.mark.parametrize("address", CARDS)
def test_no_word_leaves_the_picture_and_none_needs_another_host(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(width=1200, height=900)
    page, (card, _mark, query) = reader.page, address.partition("?")
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    answer = page.goto(f"{reader.url}/api/v1/card/{card}.svg?{query}")
    assert answer is not None
    assert answer.ok
    assert page.evaluate("() => document.fonts.ready.then(() => document.fonts.size)") > 0
    assert page.evaluate(FONT)
    assert [url for url in addresses if not url.startswith((reader.url, "data:"))] == []
    assert not [words for words, _where in reader.errors if "Content Security Policy" in words]
    texts = page.evaluate(SAID)
    assert len(texts) > 5
    high = page.evaluate("() => document.documentElement.height.baseVal.value")
    outside = [
        (words, left, right)
        for words, left, top, right, bottom in texts
        if left < 0 or right > 1200.5 or top < 0 or bottom > high
    ]
    assert outside == []


def test_the_picture_in_the_menu_is_that_of_the_address(
    new_reader: Callable[..., Reader], tmp_path: Path
) -> None:
    reader = new_reader().open("challenges", group="government")
    svg = reader.download("most", "Picture (SVG)", tmp_path)
    png = reader.download("most", "Picture (PNG)", tmp_path)
    assert svg.stem == png.stem
    assert "government" in svg.name
    of_address = reader.page.request.get(
        f"{reader.url}/api/v1/card/challenges/most.svg?group=government"
    )
    assert svg.read_bytes() == of_address.body()
    assert Image.open(png).size[0] == 2400


@pytest.mark.parametrize(
    ("shape", "size", "high"), [("Slide (16:9)", "preview", 675), ("Square", "square", 1200)]
)
def test_the_picture_is_shown_before_it_is_saved(
    new_reader: Callable[..., Reader], tmp_path: Path, shape: str, size: str, high: int
) -> None:
    reader = new_reader().open("challenges", group="government")
    reader.opens("download_most").click()
    panel = reader.key("download_most")
    picture = panel.locator("img.pictured")
    is_loaded = "image => image.complete && image.naturalWidth"
    expect(picture).to_have_attribute("src", re.compile("group=government&size=full$"))
    panel.get_by_role("radio", name=shape).click()
    expect(picture).to_have_attribute("src", re.compile(f"size={size}$"))
    picture.scroll_into_view_if_needed()
    reader.page.wait_for_function(is_loaded, arg=picture.element_handle())
    assert picture.evaluate("image => image.naturalHeight") == high
    panel.get_by_role("radio", name="Dark").click()
    expect(picture).to_have_attribute("src", re.compile(f"size={size}&scheme=dark$"))
    assert reader.finding("most") in (picture.get_attribute("alt") or "")
    with reader.page.expect_download() as download:
        panel.get_by_role("button", name="Picture (PNG)").click()
    download.value.save_as(tmp_path / "picture.png")
    with Image.open(tmp_path / "picture.png") as saved:
        assert saved.size == (1200, high)
        assert saved.convert("RGB").getpixel((5, high // 2)) == (20, 25, 30)


def test_the_picture_is_copied_as_a_png_and_said_to_be(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(permissions=["clipboard-read", "clipboard-write"])
    reader.open("fr/challenges", group="government")
    reader.opens("download_most").click()
    panel = reader.key("download_most")
    panel.locator('[role="radiogroup"] [role="radio"]').nth(1).click()
    expect(panel.locator("img.pictured")).to_have_attribute("src", re.compile("size=preview$"))
    status = panel.locator(".copy-picture + [role=status]")
    expect(status).to_have_text("")
    button = panel.locator(".copy-picture")
    expect(button).to_have_attribute("data-address", re.compile("/fr/.*size=preview$"))
    button.click()
    expect(status).to_have_text(button.get_attribute("data-copied") or "?")
    size = reader.page.evaluate(
        """async () => {
            const [copied] = await navigator.clipboard.read();
            const picture = await createImageBitmap(await copied.getType("image/png"));
            return [picture.width, picture.height];
        }"""
    )
    assert size == [1200, 675]


def test_a_picture_that_cannot_be_copied_says_so(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(permissions=["clipboard-read", "clipboard-write"]).open("challenges")
    reader.opens("download_most").click()
    panel = reader.key("download_most")
    reader.page.route("**/card/challenges/most.png*", lambda route: route.fulfill(status=503))
    panel.get_by_role("button", name="Copy picture").click()
    expect(panel.locator(".copy-picture + [role=status]")).to_have_text("Could not be copied")


def test_a_browser_that_copies_no_pictures_offers_none(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader()
    reader.page.add_init_script("delete window.ClipboardItem")
    reader.open("challenges")
    reader.opens("download_most").click()
    panel = reader.key("download_most")
    expect(panel.locator("img.pictured")).to_be_visible()
    expect(panel.locator(".copy-picture")).to_be_hidden()
