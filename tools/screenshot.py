"""Takes the README's picture: the overview of the real server in the real browser."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import FLAGS, chromium_executable
from tests.server.running import serving

TARGET = Path(__file__).parent.parent / "docs" / "overview.png"

with serving() as server, sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium_executable(), args=FLAGS)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(server.url)
    page.locator(".st-key-card_top_asks .js-plotly-plot .barlayer").wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.screenshot(path=TARGET)
    browser.close()
print(f"Wrote {TARGET.name}")
