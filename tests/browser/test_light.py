"""Light pages in a browser: without JavaScript, by keyboard, on paper, and what axe-core finds."""

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from i18n import routes
from queries import Filters, ask, language, one_version
from tests.browser.reading import Reader
from tests.examples import example
from tests.light.reading import ARCHIVE_ASKED_FOR
from tests.server.running import Server
from web.light import archive
from web.request_info import Requested

QUERIES = {
    "claims": "?kind=challenge&count=points",
    "organisations": "?group=technical",
    "submissions": "?q=internet&country=JPN&since=2024-01-01&theme=igf-funding&theme=igf-mandate",
    "points": "?kind=challenge",
    "organisation": "?stage=rev2",
}
"""Path of a list, or kind of an entity -> the query string with which the tests open it."""

PAGES = (
    *(f"{path}{QUERIES.get(path, '')}" for path in routes.BY_LIGHT_PATH),
    *(f"{kind}/{example(kind)}{QUERIES.get(kind, '')}" for kind in routes.ENTITIES),
    "organisation/nobody",
)
SCREENS = (("light", 1440), ("dark", 390), ("light", 320))
"""Each scheme and each width; what a scheme changes does not hang on the width."""

_WIDER = """() => [...document.querySelectorAll('main *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 120))"""
"""What stands out of the window at its right."""

_PALE = """() => [...document.querySelectorAll('h1, h2, p, a, th, td, dt, dd, caption, small')]
    .filter(one => one.getClientRects().length && one.innerText.trim())
    .filter(one => getComputedStyle(one).color.match(/[\\d.]+/g).slice(0, 3).map(Number)
        .reduce((sum, part) => sum + part) > 400)
    .map(one => one.outerHTML.slice(0, 120))"""
"""Texts that would be pale on white paper."""


@pytest.fixture
def without_script(server: Server, browser: Browser) -> Iterator[Page]:
    """A tab in which JavaScript is switched off, at the width of a phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, base_url=server.url
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_axe_finds_nothing_and_nothing_is_cut_off(
    server: Server, browser: Browser, scheme: str, width: int
) -> None:
    # axe-core is a script from outside, which the pages' policy forbids.
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    for path in (*PAGES, "../api/v1/docs"):
        page.goto(f"{server.url}/light/{path}")
        page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate(_WIDER) == [], path
        if width == 320:  # axe-core has looked at the light scheme at 1440
            continue
        violations = [
            (path, fault["id"], node["html"][:200])
            for fault in Axe().run(page).response["violations"]
            for node in fault["nodes"]
        ]
        assert violations == []
    context.close()


def test_a_page_asks_nothing_of_anyone_else(without_script: Page, server: Server) -> None:
    addresses, complaints = [], []
    without_script.on("request", lambda request: addresses.append(request.url))
    without_script.on("console", lambda message: complaints.append(message.text))
    for path in PAGES:
        without_script.goto(f"/light/{path}")
    assert {urlsplit(address).netloc for address in addresses} == {server.address}
    assert {urlsplit(address).path for address in addresses if "/light" not in address} <= {
        "/favicon.svg",
        "/favicon.png",
    }
    # An id that is not there is answered 404, which the browser notes.
    assert [complaint for complaint in complaints if "404" not in complaint] == []


def test_the_keyboard_alone_filters_and_follows(without_script: Page) -> None:
    page = without_script
    page.goto("/light/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    summary = page.locator("summary").first
    for _press in range(20):
        page.keyboard.press("Tab")
        if summary.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("gender")
    page.keyboard.press("Tab")
    page.keyboard.type("Skills")
    page.keyboard.press("Tab")
    for _press in range(5):
        if page.get_by_role("button", name="Show").evaluate(
            "one => one === document.activeElement"
        ):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/light/?*")
    parameters = parse_qs(urlsplit(page.url).query)
    assert parameters == {"q": ["gender"], "theme": ["skills"]}
    selected = ask("totals", Filters(q="gender", theme=("skills",))).set_index("measure").selected
    figure = page.locator(".figures b").first
    expect(figure).to_have_text(f"{selected['submissions']:,}")
    page.get_by_role("link", name="without filters").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/light/")


def test_the_first_view_of_a_phone_answers_something(without_script: Page) -> None:
    for path, section in (("", "top_challenges"), ("organisation/jpnic", "said")):
        without_script.goto(f"/light/{path}")
        finding = without_script.locator(f"#{section} h2").bounding_box()
        assert finding["y"] + finding["height"] < 844


def test_a_light_page_on_paper(server: Server, browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark", bypass_csp=True)
    page = context.new_page()
    for path in PAGES[:-1]:
        page.goto(f"{server.url}/light/{path}")
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(_PALE) == []
        assert page.locator("form").count() >= 1
        for control in page.locator("form, nav, .tools").all():
            expect(control).to_be_hidden()
        page.emulate_media(media="screen")
    context.close()


def test_a_full_page_leads_to_its_light_page(new_reader: object) -> None:
    reader = new_reader()
    for path, address in (
        ("organisation?id=jpnic&stage=rev2", "/light/organisation/jpnic?stage=rev2"),
        ("themes?group=technical", "/light/?group=technical"),
    ):
        reader.open(path)
        link = reader.page.get_by_role("link", name="Light version")
        assert link.get_attribute("href").removeprefix(reader.url) == address


def test_pages_taken_along_lead_to_each_other_from_a_folder(
    new_reader: Callable[..., Reader], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "REST", 0)
    monkeypatch.setattr(archive, "MOST", 60)
    with language.using(language.Language("fr", in_address=True)), one_version():
        archive_bytes = archive.written(Requested.read(ARCHIVE_ASKED_FOR))
    with zipfile.ZipFile(BytesIO(archive_bytes)) as packed:
        packed.extractall(tmp_path)
    reader = new_reader()
    page = reader.page
    page.goto((tmp_path / "index.html").as_uri())
    page.locator("header nav a", has_text="Contributions").first.click()
    expect(page.locator("h1")).not_to_be_empty()
    assert page.url == (tmp_path / "submissions.html").as_uri()
    page.locator('.turns a[rel="next"]').click()
    assert page.url == (tmp_path / "submissions-2.html").as_uri()
    page.locator("header .home").click()
    assert page.url == (tmp_path / "index.html").as_uri()
    assert [url for url in reader.requests if not url.startswith("file:")] == []
    assert reader.errors == []


def test_the_server_has_the_archive_and_asks_for_patience(server: Server) -> None:
    answer = server.get("/fr/light.zip", method="HEAD")
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-language"] == "fr"
