"""Takes the README's screenshot of the overview, and crops the link preview picture from it."""

from pathlib import Path

from PIL import Image

from tests.browser.chromium import browsing
from tests.server.running import serving

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "overview.png"
SHARED = ROOT / "data" / "share.png"
CUT, SIZE = (304, 112, 1280, 624), (1200, 630)
"""The crop and the size of the link preview picture."""

with serving() as server, browsing() as browser:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(server.url)
    page.locator(".st-key-card_top_outcome .js-plotly-plot .barlayer").wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.screenshot(path=TARGET)
with Image.open(TARGET) as overview:
    cut = overview.convert("RGB").crop(CUT).resize(SIZE, Image.Resampling.LANCZOS)
    cut.quantize(128, dither=Image.Dither.NONE).save(SHARED, optimize=True)
print(f"Wrote {TARGET.name} and {SHARED.name}")
