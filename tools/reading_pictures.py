"""Takes the pictures of docs/reading.md from the running dashboard."""

from pathlib import Path

from PIL import Image

from tests.browser.chromium import browsing
from tests.browser.reading import PATIENCE, Reader
from tests.server.running import serving

TARGET = Path(__file__).parent.parent / "docs" / "reading"
VIEW = {"width": 1180, "height": 700}
TASKS = {
    "signed": ("organisation?id=jpnic", ""),
    "challenges": ("challenges?group=technical", "card_most"),
    "outcome": ("what-became-of-it", ""),
    "stages": ("through-the-review", ""),
    "compare": ("compare?id=itu&id=tccm", ""),
}
"""Name of a picture -> the address that it shows, and the card; without one, the first screen."""

TARGET.mkdir(exist_ok=True)
with serving() as server, browsing() as browser:
    page = browser.new_page(viewport=VIEW)
    page.set_default_timeout(PATIENCE)
    reader = Reader(page, server.url)
    for name, (address, card) in TASKS.items():
        reader.open(address)
        file = TARGET / f"{name}.png"
        if card:
            reader.key(card).screenshot(path=file)
        else:
            page.screenshot(path=file)
        with Image.open(file) as taken:
            taken.convert("RGB").quantize(48, dither=Image.Dither.NONE).save(file, optimize=True)
        print(f"Wrote docs/reading/{file.name}, {file.stat().st_size // 1000} kB")
