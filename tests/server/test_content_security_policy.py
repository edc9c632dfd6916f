"""The policy in a real browser: what the picture of a chart needs is allowed. Pages: tests/browser/test_walk.py."""

from tests.browser.chromium import browsing
from tests.server.running import Server

WATCH = """document.addEventListener("securitypolicyviolation", event =>
    violation(`${event.violatedDirective} ${event.blockedURI}`))"""

PROBE = "script-src wasm-eval"
"""The front end asks whether it may compile WebAssembly, and does without."""


def test_a_chart_can_be_had_as_a_picture(server: Server) -> None:
    violations: set[str] = set()

    def note(violation: str) -> None:
        violations.add(violation)

    with browsing() as browser:
        page = browser.new_page()
        page.expose_function("violation", note)
        page.add_init_script(WATCH)
        page.goto(server.url)
        page.locator(".st-key-opens_timeline button").first.click()
        with page.expect_download() as download:
            page.locator(".st-key-files_timeline").get_by_text("Picture (PNG)").click()
        assert download.value.path().stat().st_size > 1000
    assert violations <= {PROBE}
