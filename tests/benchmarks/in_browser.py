"""What a visitor's browser sees: bytes and requests of a first visit, time to charts."""

from __future__ import annotations

import base64
import statistics
import zlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.benchmarks.figures import heading, line
from tests.browser.chromium import browsing

VISITS = 5
CLICKS = 15
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


def report(address: str) -> None:
    """Print what a first visit transfers, and how soon charts are there, at first and later."""
    with browsing() as browser:
        _report_visits(browser, address)
        _report_clicks(browser, address)


def _report_visits(browser: Browser, address: str) -> None:
    first, last, traffic = [], [], []
    for _visit in range(VISITS):
        with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
            page = context.new_page()
            page.add_init_script(WATCH_CHARTS)
            counted = Traffic(address)
            counted.watch(page)
            page.goto(f"http://{address}/")
            page.wait_for_selector(CHART)
            page.wait_for_function(SETTLED)
            first.append(page.evaluate("window.firstDrawn"))
            last.append(page.evaluate("window.lastDrawn"))
            page.wait_for_timeout(500)
            traffic.append(counted)
    size = statistics.median(one.size for one in traffic) / 1e6
    requests = statistics.median(one.requests for one in traffic)
    foreign = sorted({url for one in traffic for url in one.foreign})
    print(heading("First visit, empty cache, this machine's own browser", "milliseconds"))
    print(line("to the first chart", first))
    print(line("to the last chart", last))
    print(f"  {size:.2f} MB transferred, WebSocket included (target: under 3.2)")
    print(f"  {requests:.0f} requests, {len(foreign)} to other hosts (target: 0)")
    for url in foreign:
        print(f"    {url}")


def _report_clicks(browser: Browser, address: str) -> None:
    print(heading("Filter change in the browser, to the last redrawn chart", "milliseconds"))
    for label, target in (("click on a bar", BAR), ("choice in the filter bar", CHOICE)):
        with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
            page = context.new_page()
            page.add_init_script(WATCH_CHARTS)
            page.goto(f"http://{address}/")
            page.wait_for_selector(CHART)
            page.wait_for_function(SETTLED)
            times = _clicks(page, target)
        print(line(label, times) if times else f"  {label}: nothing to click on the first page")


def _clicks(page: Page, target: str) -> list[float]:
    times: list[float] = []
    for turn in range(CLICKS):
        marks = page.locator(target)
        if not marks.count():
            return times
        mark = marks.nth(turn // 2 % marks.count())
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        if box is None:
            continue
        before = page.url
        start = page.evaluate("performance.now()")
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_function("before => location.href !== before", arg=before)
        page.wait_for_function(SETTLED)
        times.append(page.evaluate("window.lastDrawn") - start)
    return times
