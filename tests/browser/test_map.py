"""The map of countries in a browser: it asks nothing of another host, and a country can be clicked."""

import json
from pathlib import Path

from charts import world
from tests.browser.reading import PATIENCE, Reader

PLACES = json.loads(Path(world.__file__).with_name("world.json").read_text("utf-8"))["places"]

_AT = """([longitude, latitude]) => {
    const plot = document.querySelector('.st-key-card_countries .js-plotly-plot');
    const map = plot?._fullLayout?.geo?._subplot;
    if (!map || !plot.querySelector('.choroplethlayer path')) return null;
    const box = plot.getBoundingClientRect(), [across, down] = map.projection([longitude, latitude]);
    return [box.left + across, box.top + down];
}"""


def click(reader: Reader, code: str) -> None:
    """Click the middle of a country, once the map stands still."""
    reader.key("card_countries").locator(".js-plotly-plot").scroll_into_view_if_needed()
    before = None
    for _ in range(PATIENCE // 200):
        position = reader.page.evaluate(_AT, PLACES[code][:2])
        if position is not None and position == before:
            reader.page.mouse.click(*position)
            return
        before = position
        reader.page.wait_for_timeout(200)
    raise AssertionError("the map was not drawn")


def test_the_map_asks_no_other_host_and_countries_large_and_small_can_be_clicked(
    reader: Reader,
) -> None:
    reader.open("organisations", count="organisations")
    click(reader, "BRA")
    reader.at(count=["organisations"], country=["BRA"])
    click(reader, "SGP")
    reader.at(count=["organisations"], country=["BRA", "SGP"])
    assert len(reader.chips()) == 2
    click(reader, "BRA")
    reader.at(count=["organisations"], country=["SGP"])
    for address in reader.requests:
        assert address.startswith((reader.url, "data:", f"blob:{reader.url}")), address
    assert reader.errors == []
