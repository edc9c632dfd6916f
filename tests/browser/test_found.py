"""What a browser makes of what is told of a page: no policy is broken, no script is needed to be led on."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import Reader
from tests.server.running import Server

WATCH = """document.addEventListener("securitypolicyviolation", event =>
    violation(`${event.violatedDirective} ${event.blockedURI}`))"""
PROBE = "script-src wasm-eval"
"""The front end asks whether it may compile WebAssembly, and does without."""


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("", "Who told the WSIS+20 review what · WSIS+20 submissions"),
        ("organisation?id=jpnic", "JPNIC · WSIS+20 submissions"),
        ("theme?id=igf-funding", "IGF funding · WSIS+20 submissions"),
        ("action-line?id=C7", None),
        ("goal?id=9", None),
        ("claim?id=ch-igf-funding-unstable", None),
        ("submission?id=tccm-rev2", None),
    ],
)
def test_what_is_told_of_a_page_breaks_no_policy_and_the_tab_keeps_its_name(
    reader: Reader, server: Server, path: str, tab: str | None
) -> None:
    (title,) = re.findall(r"<title>(.*?)</title>", server.get(f"/{path}").body.decode())
    violations: set[str] = set()
    reader.page.expose_function("violation", lambda violation: violations.add(violation))
    reader.page.add_init_script(WATCH)
    reader.open(path)
    assert reader.page.title() == (tab or unescape(title))
    assert violations <= {PROBE}
    assert not [words for words, _where in reader.errors if "Content Security Policy" in words]
    json_text = reader.page.locator('script[type="application/ld+json"]').text_content() or ""
    assert reader.page.evaluate("told => JSON.parse(told)['@graph'].length", json_text) >= 2


def test_the_icon_is_one_that_the_browser_can_draw(reader: Reader) -> None:
    reader.open()
    for icon in reader.page.locator('link[rel="icon"]').all():
        loaded = reader.page.evaluate(
            """address => new Promise(done => {
                const image = new Image();
                image.onload = () => done(image.naturalWidth > 0);
                image.onerror = () => done(false);
                image.src = address;
            })""",
            icon.get_attribute("href"),
        )
        assert loaded, icon.get_attribute("href")


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("path", "query", "heading"),
    [
        ("organisation", {"id": "jpnic"}, "Japan Network Information Center"),
        ("theme", {"id": "igf-funding", "stage": "zero-draft"}, "IGF funding"),
        ("", {"theme": "igf-funding"}, ""),
        ("compare", {"id": ["itu", "tccm"]}, ""),
    ],
)
def test_without_javascript_a_reader_is_led_to_the_light_page_of_what_was_asked_for(
    without_scripts: Page, server: Server, path: str, query: dict[str, object], heading: str
) -> None:
    without_scripts.goto(f"{server.url}/{path}?{urlencode(query, doseq=True)}")
    expect(without_scripts.locator("noscript a")).to_be_visible()
    without_scripts.locator("noscript a").click()
    without_scripts.wait_for_url("**/light/**")
    expect(without_scripts.locator("h1:visible")).to_contain_text(heading)
    parameters = parse_qs(urlsplit(without_scripts.url).query)
    assert parameters == {
        name: [value] for name, value in query.items() if name in ("stage", "theme")
    }
