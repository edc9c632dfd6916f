"""What a visitor's browser sees: bytes and requests of a first visit, time to charts."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import TimeoutError as NotInTime

from tests.benchmarks.figures import line, summary
from tests.benchmarks.repeating import Effort
from tests.benchmarks.sizes import START_LIMIT
from tests.browser.chromium import browsing
from tests.server.running import serving

PATIENCE = 60_000
"""Milliseconds to wait for a chart."""
CHART = ".js-plotly-plot .main-svg"
BAR = ".js-plotly-plot .barlayer .point path"
CHOICE = "[data-testid=stSidebar] [data-testid=stButtonGroup] button"

SETTLED = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    return app?.getAttribute("data-test-script-state") === "notRunning"
        && performance.now() - window.lastDrawn > 250;
}"""
"""No run is going on and no chart has changed for a quarter of a second."""

WATCH_CHARTS = """
    window.lastDrawn = 0;
    const inChart = node => node.closest?.(".js-plotly-plot");
    const isChart = node => inChart(node) || node.querySelector?.(".js-plotly-plot");
    new MutationObserver(changes => {
        const drawn = changes.some(change =>
            inChart(change.target) || [...change.addedNodes].some(isChart));
        if (!drawn) return;
        window.lastDrawn = performance.now();
        window.firstDrawn ??= document.querySelector(".main-svg") && window.lastDrawn;
    }).observe(document, {subtree: true, childList: true, attributes: true});
"""


@dataclass
class Traffic:
    """What went over the wire: bytes with headers, requests, and requests to any other host."""

    host: str
    size: int = 0
    requests: int = 0
    foreign: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._deflate = zlib.compressobj(wbits=-12)

    def watch(self, page: Page) -> None:
        """Count from now on."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._request)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketCreated", lambda event: self._count(event["url"]))
        session.on("Network.webSocketFrameReceived", self._frame)

    def _request(self, event: dict[str, Any]) -> None:
        self._count(event["request"]["url"])

    def _count(self, url: str) -> None:
        if url.startswith(("data:", "blob:")):
            return
        self.requests += 1
        if urlsplit(url).netloc != self.host:
            self.foreign.append(url)

    def _finished(self, event: dict[str, Any]) -> None:
        self.size += int(event["encodedDataLength"])

    def _frame(self, event: dict[str, Any]) -> None:
        # The browser tells the size after unpacking, so it is packed here as the server packs.
        payload = base64.b64decode(event["response"]["payloadData"])
        self.size += len(self._deflate.compress(payload) + self._deflate.flush(zlib.Z_SYNC_FLUSH))


def measure(effort: Effort) -> list[dict[str, Any]]:
    """One row for a first visit, one for a later one, one for each way of changing a filter."""
    with serving(start_limit=START_LIMIT) as server, browsing() as browser:
        rows = _visits(browser, server.address, effort.visits)
        for what, target in (("click on a bar", BAR), ("choice in the filter bar", CHOICE)):
            changes = _changes(browser, server.address, target, effort.clicks)
            drawn, answered = ([one[place] for one in changes] for place in (0, 1))
            print(line(what, drawn), flush=True)
            print(line(f"{what}, until the server has answered", answered), flush=True)
            rows.append(
                {
                    "what": what,
                    "to_last_chart": summary(drawn) if drawn else None,
                    "answered": summary(answered) if answered else None,
                }
            )
    return rows


def _visits(browser: Browser, address: str, number: int) -> list[dict[str, Any]]:
    """With an empty cache, and once more with what the browser has kept."""
    found: dict[str, list[dict[str, Any]]] = {"first visit": [], "later visit": []}
    for _visit in range(number):
        with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
            for visits in found.values():
                visits.append(_visit_of(context, address))
    rows = []
    for what, visits in found.items():
        print(line(f"{what}, to the first chart", [one["first"] for one in visits]), flush=True)
        rows.append(
            {
                "what": what,
                "to_first_chart": summary([one["first"] for one in visits]),
                "to_last_chart": summary([one["last"] for one in visits]),
                "megabytes": summary([one["size"] / 1e6 for one in visits])["median"],
                "requests": summary([one["requests"] for one in visits])["median"],
                "to_other_hosts": sorted({url for one in visits for url in one["foreign"]}),
            }
        )
    return rows


def _visit_of(context: BrowserContext, address: str) -> dict[str, Any]:
    page = context.new_page()
    page.add_init_script(WATCH_CHARTS)
    traffic = Traffic(address)
    traffic.watch(page)
    page.goto(f"http://{address}/")
    page.wait_for_selector(CHART, timeout=PATIENCE)
    page.wait_for_function(SETTLED, timeout=PATIENCE)
    times = {
        "first": page.evaluate("window.firstDrawn"),
        "last": page.evaluate("window.lastDrawn"),
    }
    page.wait_for_timeout(500)
    page.close()
    return times | {
        "size": traffic.size,
        "requests": traffic.requests,
        "foreign": traffic.foreign,
    }


class Answered:
    """How long the server takes, as the browser's network sees it."""

    def __init__(self, page: Page) -> None:
        self.milliseconds = 0.0
        """From what was sent last to what came last."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameSent", self._sent)
        session.on("Network.webSocketFrameReceived", self._received)
        self._begun = 0.0

    def _sent(self, event: dict[str, Any]) -> None:
        self._begun = event["timestamp"]

    def _received(self, event: dict[str, Any]) -> None:
        self.milliseconds = (event["timestamp"] - self._begun) * 1000


def _changes(browser: Browser, address: str, target: str, number: int) -> list[tuple[float, float]]:
    """Milliseconds from clicks on what ``target`` finds to the last redrawn chart, and those that the server takes.

    None where nothing is found.
    """
    times: list[tuple[float, float]] = []
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        page = context.new_page()
        page.add_init_script(WATCH_CHARTS)
        answered = Answered(page)
        page.goto(f"http://{address}/")
        page.wait_for_selector(CHART, timeout=PATIENCE)
        page.wait_for_function(SETTLED, timeout=PATIENCE)
        for turn in range(number):
            try:
                if (one := _change(page, target, turn)) is not None:
                    times.append((one, answered.milliseconds))
            except NotInTime:
                print(f"  {target}: a click changed nothing within the time", flush=True)
    return times


def _change(page: Page, target: str, turn: int) -> float | None:
    marks = page.locator(target)
    if not marks.count():
        return None
    mark = marks.nth(turn // 2 % marks.count())
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    if box is None:
        return None
    before = page.url
    start = page.evaluate("performance.now()")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("before => location.href !== before", arg=before, timeout=PATIENCE)
    page.wait_for_function(SETTLED, timeout=PATIENCE)
    return float(page.evaluate("window.lastDrawn")) - float(start)
