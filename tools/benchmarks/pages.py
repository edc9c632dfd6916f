"""Page runs over a WebSocket; a first visit, and from a click to the redrawn chart, in Chromium."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from data.settings import using
from tests.browser.chromium import browsing
from tests.server.reader import reading, selections, subjects
from tests.server.running import serving
from tools.benchmarks.data import SHIPPED, Size
from tools.benchmarks.document import Rows

CHART = ".js-plotly-plot .main-svg"
BAR = ".js-plotly-plot .barlayer .point path"
PATIENCE = 60_000
"""Milliseconds to wait for a chart."""

SETTLED = """() =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
    && [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every(one => one.querySelector(".main-svg"))
    && performance.now() - window.lastDrawn > 250"""
"""The page run is over, all charts are drawn, and none has changed for a quarter of a second."""

WATCH_CHARTS = """
    window.lastDrawn = 0;
    window.drawn = new Map();
    const chartsOf = ({target, addedNodes}) => [
        target.closest?.(".js-plotly-plot"),
        ...[...addedNodes].map(node => node.querySelector?.(".js-plotly-plot")),
    ];
    new MutationObserver(changes => {
        for (const chart of changes.flatMap(chartsOf)) if (chart) drawn.set(chart, lastDrawn = performance.now());
    }).observe(document, {subtree: true, childList: true, attributes: true});
"""

LAST_DRAWN = """() => {
    const inSight = chart => {
        const box = chart.getBoundingClientRect();
        return chart.isConnected && box.top < innerHeight && box.bottom > 0;
    };
    const timesInSight = [...drawn].filter(([chart]) => inSight(chart)).map(([_, time]) => time);
    return [drawn.get(document.querySelector(".js-plotly-plot")), Math.max(...timesInSight), lastDrawn];
}"""
"""The times at which the first chart, the last of the charts in sight, and the last of all were redrawn."""


def measure(size: Size, quick: bool) -> Rows:
    """Milliseconds of a run of the middle and of the slowest page, each under new selections.

    For comparison: the middle page once more, with cached answers, and Streamlit with as many messages.
    """
    rounds = 3 if quick else 9
    medians: dict[str, float] = {}
    again: list[float] = []
    messages: list[float] = []
    troubles = 0
    with (
        size.served() as server,
        reading(server.address) as reader,
        using(source=size.source, database=size.database),
    ):
        pages = reader.run().pages
        of_pages = subjects(reader, pages)
        queries = iter(selections(rounds * len(pages)))
        for page in pages:
            about = of_pages.get(page.page_script_hash, "")
            page_queries = [f"{next(queries)}&{about}" for _ in range(rounds)]
            run_pairs = [
                (reader.run(page, query), reader.run(page, query)) for query in page_queries
            ]
            medians[page.page_name] = statistics.median(new.seconds for new, _ in run_pairs) * 1000
            again.append(statistics.median(repeat.seconds for _, repeat in run_pairs) * 1000)
            messages.append(statistics.median(len(new.messages) for new, _ in run_pairs))
            troubles += sum(bool(new.trouble) for new, _ in run_pairs)
    slowest = max(medians, key=medians.__getitem__)
    message_count = round(statistics.median(messages))
    return [
        {
            "middle page": statistics.median(medians.values()),
            "the same again": statistics.median(again),
            "messages": message_count,
            "Streamlit alone": _bare(message_count, rounds),
            "slowest page": medians[slowest],
            "which": slowest,
            "stopped": troubles,
        }
    ]


def _bare(messages: int, rounds: int) -> float:
    """Milliseconds of a run of a page of captions only, with ``messages`` messages in all."""
    with serving(program=_bare_page) as server, reading(server.address) as reader:
        captions = messages - len(reader.run().messages)
        runs = [reader.run(None, f"captions={captions}&turn={turn}") for turn in range(3 * rounds)]
    return statistics.median(run.seconds for run in runs) * 1000


def _bare_page(_folder: Path, port: int) -> list[str]:
    script = str(Path(__file__).parent / "bare" / "page.py")
    return [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]


LINKS = {
    "none": None,
    "1.6 Mbit/s, 150 ms": {
        "latency": 150,
        "downloadThroughput": 200_000,
        "uploadThroughput": 96_000,
    },
}
"""Name of a network -> its limits, in milliseconds and bytes a second."""

WATCH_SIGHT = """
    window.shifted = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    const drawn = setInterval(() => {
        if (document.getElementById("first-paint") || !document.querySelector(".js-plotly-plot .main-svg")) return;
        window.chartSeen = performance.now();
        clearInterval(drawn);
    }, 10);
"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def sight(size: Size, quick: bool) -> Rows:
    """Milliseconds of a first visit until the answer in the HTML is painted, and until the first chart is drawn.

    For comparison: until the chart is drawn on a page of Streamlit's with nothing else.
    """
    rows = []
    with (
        size.served() as server,
        serving(program=_bare_page) as bare,
        browsing() as browser,
    ):
        for name, link in LINKS.items():
            visits, alone = (
                [_visited(browser, address, link) for _ in range(times // 3 if quick else times)]
                for address, times in (
                    (f"{server.url}/challenges", 9),
                    (f"{bare.url}/?charts=1", 3),
                )
            )
            answer, chart, shift = (
                statistics.median(values) for values in zip(*visits, strict=True)
            )
            rows.append(
                {
                    "network": name,
                    "answer": answer,
                    "first chart": chart,
                    "Streamlit alone": statistics.median(chart for _, chart, _ in alone),
                    "shift": f"{shift:.3f}",
                }
            )
    return rows


def _visited(
    browser: Browser, address: str, link: dict[str, float] | None
) -> tuple[float, float, float]:
    """A first visit: the times at which the answer and the chart were there, and how far the page shifted."""
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.add_init_script(WATCH_SIGHT)
        if link:
            network = context.new_cdp_session(page)
            network.send("Network.enable")
            network.send("Network.emulateNetworkConditions", {"offline": False, **link})
        page.goto(address, wait_until="commit")
        page.wait_for_function("() => window.chartSeen")
        page.wait_for_timeout(500)
        answer = page.evaluate(PAINTED)
        return float(answer), page.evaluate("window.chartSeen"), page.evaluate("window.shifted")


def click(size: Size, quick: bool) -> Rows:
    """Milliseconds from a click on a bar of the first page until its first chart is redrawn, those in sight, and all.

    For comparison: the same on a page of Streamlit's with the charts of the shipped data, and with captions, too.
    """
    clicks = 4 if quick else 15
    rows = []
    with (
        size.served() as server,
        serving(program=_bare_page) as bare,
        browsing() as browser,
    ):
        pages = {"the first page": server.url}
        if size.name == SHIPPED:
            pages["its charts, 128 captions"] = f"{bare.url}/?charts=6&captions=128"
            pages["its charts alone"] = f"{bare.url}/?charts=6"
        for name, address in pages.items():
            times, busy = _clicked(browser, address, clicks)
            first, in_sight, all_six = zip(*times, strict=True)
            times_by_title = {
                "first chart": first,
                "in sight": in_sight,
                "answers kept": in_sight[1::2],
                "all six": all_six,
            }
            title_medians = {
                title: statistics.median(values) for title, values in times_by_title.items()
            }
            rows.append(
                {"page": name, **title_medians, "slowest": max(all_six), **busy, "clicks": clicks}
            )
    return rows


def _clicked(
    browser: Browser, address: str, clicks: int
) -> tuple[list[tuple[float, ...]], dict[str, float]]:
    """The times from each of ``clicks`` clicks until the first chart was redrawn, those in sight were, and all were.

    And the mean time per click that the browser spent on each activity.
    """
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.add_init_script(WATCH_CHARTS)
        page.goto(address)
        page.wait_for_selector(CHART)
        page.wait_for_function(SETTLED)
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        before = _at_work(session)
        times = [_redrawn(page, turn) for turn in range(clicks)]
        return times, {
            activity: (milliseconds - before[activity]) / clicks
            for activity, milliseconds in _at_work(session).items()
        }


def _at_work(session: CDPSession) -> dict[str, float]:
    """Milliseconds that the browser has spent until now on scripts, on style and layout, and on other work."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    spent = {metric["name"]: metric["value"] * 1000 for metric in metrics}
    styled = spent["RecalcStyleDuration"] + spent["LayoutDuration"]
    other = spent["TaskDuration"] - spent["ScriptDuration"] - styled
    return {"scripts": spent["ScriptDuration"], "style": styled, "other work": other}


def _redrawn(page: Page, turn: int) -> tuple[float, ...]:
    """Click a bar; each bar has two turns: the first click chooses its value, the second takes the choice back."""
    bars = page.locator(BAR)
    bar = bars.nth(turn // 2 % bars.count())
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    before = page.url
    start = page.evaluate("performance.now()")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_function(SETTLED)
    return tuple(time - start for time in page.evaluate(LAST_DRAWN))
