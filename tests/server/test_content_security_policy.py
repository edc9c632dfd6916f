"""The policy in a real browser: pages work under it, and nothing is asked of another host."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request

from tests.browser.chromium import browsing
from tests.server.reader import reading
from tests.server.running import Server

WATCH = """document.addEventListener("securitypolicyviolation", event =>
    violation(`${event.violatedDirective} ${event.blockedURI}`))"""

PROBE = "script-src wasm-eval"
"""The front end asks whether it may compile WebAssembly, and does without."""


@dataclass
class Visit:
    """A browser page, what its policy forbade, and the hosts it asked."""

    page: Page
    violations: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)


@pytest.fixture
def visit() -> Iterator[Visit]:
    with browsing() as browser:
        visit = Visit(browser.new_page())

        def note(request: Request) -> None:
            if request.url.startswith(("http", "ws")):
                visit.hosts.add(urlsplit(request.url).netloc)

        visit.page.on("request", note)
        visit.page.expose_function("violation", lambda text: visit.violations.add(text))
        visit.page.add_init_script(WATCH)
        yield visit


def test_every_page_shows_under_the_policy_and_asks_no_other_host(
    server: Server, visit: Visit
) -> None:
    with reading(server.address) as reader:
        pages = reader.run().pages
    for page in pages:
        path = "" if page.is_default else page.url_pathname
        visit.page.goto(f"{server.url}/{path}")
        visit.page.wait_for_selector("[data-testid=stMainBlockContainer] h1, .js-plotly-plot")
        visit.page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
        visit.page.wait_for_timeout(500)
    assert visit.violations <= {PROBE}
    assert visit.hosts == {server.address}


def test_a_chart_can_be_had_as_a_picture(server: Server, visit: Visit) -> None:
    visit.page.goto(server.url)
    visit.page.locator(".st-key-download_timeline summary").click()
    with visit.page.expect_download() as download:
        visit.page.locator(".st-key-files_timeline").get_by_text("Picture (PNG)").click()
    assert download.value.path().stat().st_size > 1000
    assert visit.violations <= {PROBE}
