"""A reader in a real browser: opens addresses, clicks marks, waits until the page has answered."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pandas as pd
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

from i18n import page_menu, routes
from tests.examples import query

PATIENCE = 45_000
"""Milliseconds a condition may take to come true: a machine at work on other things is slow."""

DATA = Path(__file__).parents[2] / "data"

PAGES = [
    f"{page.path}?{urlencode(query(page), doseq=True)}".rstrip("?")
    for page in routes.PAGES.values()
]
"""The address of each page, with parameters where it shows nothing without."""

MENU = {
    page.title: f"/{page.path}"
    for page in sorted(routes.PAGES.values(), key=lambda page: not page.path)
    if page.in_menu
}
"""Title and path of each page of the menu, the one the reader begins at last."""

_SETTLED = """() => {
    const app = document.querySelector('[data-test-script-state]');
    return !!app
        && app.getAttribute('data-test-connection-state') === 'CONNECTED'
        && app.getAttribute('data-test-script-state') === 'notRunning'
        && !document.getElementById('first-paint')
        && !document.querySelector('[data-stale="true"]')
        && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]')
        && !!document.querySelector('[data-testid="stMain"] h1')
        && !!document.querySelector('[data-testid="stMain"] hr')
        && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
            .every(chart => chart.querySelector('.js-plotly-plot')?._fullLayout);
}"""
"""The script has ended, the page stands to its footer, every chart is drawn."""

OPENERS = ("download", "quote", "use")
"""The buttons of a card that open something in place, in order."""

_MARK = """([card, ids]) => {
    const plot = [...document.querySelectorAll(`.st-key-card_${card} .js-plotly-plot`)].at(-1);
    if (!plot || !plot._fullLayout) return null;
    const list = value => Array.from(value ?? []);
    for (const trace of [...plot._fullData].reverse()) {
        const index = list(trace.customdata).findIndex(
            mark => ids.every((id, place) => list(mark)[place] === id));
        if (index < 0) continue;
        const across = plot._fullLayout.xaxis, down = plot._fullLayout.yaxis;
        const at = (values, i) => values === undefined ? 0 : (values.length === undefined ? values : values[i]);
        const middle = trace.type === 'bar'
            ? at(trace.base, index) + at(trace.x, index) / 2
            : at(trace.x, index);
        const box = plot.getBoundingClientRect();
        return [
            box.left + across._offset + across.l2p(middle),
            box.top + down._offset + down.l2p(at(trace.y, index)),
        ];
    }
    return null;
}"""
"""Where on the screen the mark with these ids is."""


_IN_SIGHT = f"""argument => {{
    const place = ({_MARK})(argument);
    return place && place[1] > 60 && place[1] < innerHeight - 20;
}}"""


def light(colour: str) -> float:
    """How light a colour is as the browser states it, 0 black to 1 white."""
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / (3 * 255)


def table(name: str) -> pd.DataFrame:
    """A table of the data set, as text."""
    return pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)


class Reader:
    """A browser tab at the dashboard. Remembers what the page asked for and complained about."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.requests: list[str] = []
        self.errors: list[tuple[str, str]] = []
        page.on("request", self._requested)
        page.on("console", self._record_error)
        page.on("pageerror", lambda error: self.errors.append((str(error), page.url)))

    def _requested(self, request: Request) -> None:
        self.requests.append(request.url)

    def _record_error(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append((message.text, message.location.get("url", "")))

    def open(self, path: str = "", **query: object) -> Reader:
        """Go to an address and wait for the page."""
        self.page.goto(f"{self.url}/{path}" + (f"?{urlencode(query, doseq=True)}" if query else ""))
        return self.settled()

    def settled(self) -> Reader:
        """Wait until the page has answered."""
        self.page.wait_for_function(_SETTLED)
        return self

    @property
    def query(self) -> dict[str, list[str]]:
        """The query string of the address."""
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def path(self) -> str:
        """The path under the site's own: "/themes", also where the site is https://example.org/wsis."""
        return urlsplit(self.page.url).path.removeprefix(urlsplit(self.url).path)

    def at(self, **query: list[str]) -> Reader:
        """Wait until the address holds exactly these parameters, and the page has answered to them."""
        expected = {name: sorted(values) for name, values in query.items()}

        def reached(url: str) -> bool:
            parameters = parse_qs(urlsplit(url).query)
            return {name: sorted(values) for name, values in parameters.items()} == expected

        if not reached(self.page.url):
            self.page.wait_for_url(reached, wait_until="commit")
        return self.settled()

    def key(self, key: str) -> Locator:
        """The element with a key, or a part of header or footer; for a replaced widget, the one in its place."""
        return self.page.locator(
            f'.st-key-{key}, [class*="st-key-{key}__"], .panel.{key}, nav.{key}:not(.panel *)'
        )

    def chips(self) -> list[str]:
        """The active filters as the chips name them."""
        buttons = self.page.locator('.st-key-chips [class*="st-key-chip_"] button:visible')
        return [words.strip() for words in buttons.locator("p").all_inner_texts()]

    def finding(self, card: str) -> str:
        return self.key(f"card_{card}").locator("h2").first.inner_text()

    def figures(self) -> list[str]:
        """The key figures of the overview."""
        return self.key("figures").locator("b").all_inner_texts()

    def summaries(self) -> list[str]:
        """The points that the evidence shows, in the coders' words."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('.st-key-card_evidence .list li')]
                .map(point => point.querySelector('p').innerText)"""
        )

    def view(self) -> dict[str, object]:
        """What a reader would compare between two screens: chips, findings, figures, values in charts."""
        charts = self.page.evaluate(
            """() => [...document.querySelectorAll('.js-plotly-plot')].map(plot =>
                plot._fullData.map(trace => [Array.from(trace.x ?? []), Array.from(trace.customdata ?? [])]))"""
        )
        return {
            "heading": self.page.locator("h1:visible").all_inner_texts(),
            "chips": self.chips(),
            "findings": self.page.locator("[data-testid=stMain] h2").all_inner_texts(),
            "figures": self.figures(),
            "charts": charts,
        }

    def marks(self, card: str) -> dict[str, float]:
        """The bars of a card: id -> value."""
        values = self.page.evaluate(
            """card => {
                const traces = [...document.querySelectorAll(`.st-key-card_${card} .js-plotly-plot`)].at(-1)._fullData;
                const bars = traces.filter(trace => trace.customdata).at(-1);
                return Array.from(bars.customdata).map((mark, i) => [Array.from(mark)[0], Array.from(bars.x)[i]]);
            }""",
            card,
        )
        return dict(values)

    def click_mark(self, card: str, *ids: str) -> Reader:
        """Click the mark that carries these ids, as a mouse does."""
        self.page.mouse.click(*self.position(card, *ids))
        return self

    def tap_mark(self, card: str, *ids: str) -> Reader:
        """Tap the mark that carries these ids, as a finger does, once."""
        self.page.touchscreen.tap(*self.position(card, *ids))
        return self

    def position(self, card: str, *ids: str) -> list[float]:
        """Where on the screen a mark is, after it was brought into sight."""
        self.key(f"card_{card}").locator(".js-plotly-plot").last.scroll_into_view_if_needed()
        position = self.page.wait_for_function(_MARK, arg=[card, list(ids)]).json_value()
        if not 60 < position[1] < self.page.viewport_size["height"] - 20:
            self.page.mouse.move(700, 500)
            self.page.mouse.wheel(0, position[1] - 500)
            self.page.wait_for_function(
                _IN_SIGHT,
                arg=[card, list(ids)],
            )
            position = self.page.evaluate(_MARK, [card, list(ids)])
        return position

    def choose(self, name: str, option: str) -> Reader:
        """Choose an option of a list in the filter bar by typing its beginning."""
        widget = self.key(f"filter_{name}")
        widget.locator("input").click()
        widget.locator("input").fill(option)
        self.page.get_by_role("option", name=re.compile(re.escape(option))).first.click()
        self.page.keyboard.press("Escape")
        return self

    def follow(self, words: str) -> Reader:
        """Follow the menu to another page, by the link of its group if need be, and wait for that."""
        target = next(page for page in routes.PAGES.values() if page.title == words)
        group = [page for page in routes.PAGES.values() if page.group == target.group]
        here = routes.BY_PATH[self.path.strip("/")]
        if here.group != target.group:
            self._follow("menu", page_menu.group_title(target.group), group[0])
            here = group[0]
        return self if here == target else self._follow("menu-pages", words, target)

    def _follow(self, row: str, words: str, page: routes.Page) -> Reader:
        heading = self.page.locator("h1:visible").inner_text()
        self.key(row).get_by_role("link", name=words, exact=True).click()
        self.page.wait_for_url(lambda url: url.split("?")[0] == f"{self.url}/{page.path}")
        expect(self.page.locator("h1:visible")).not_to_have_text(heading)
        return self.settled()

    def opens(self, key: str) -> Locator:
        """The button with a key that opens something in place."""
        kind, _, card = key.partition("_")
        if kind in OPENERS:
            return self.key(f"opens_{card}").get_by_role("button").nth(OPENERS.index(kind))
        return self.key(key).locator("summary")

    def download(self, card: str, format_: str, folder: Path) -> Path:
        """Download a card's rows through its menu; the file keeps the name that it came with."""
        self.opens(f"download_{card}").click()
        button = self.key(f"files_{card}").get_by_role("button", name=format_, exact=False)
        expect(button).to_be_visible()
        self.settled()
        with self.page.expect_download() as download:
            button.click()
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        self.opens(f"download_{card}").click()
        expect(button).to_have_count(0)
        self.settled()
        return file


def sideways(reader: Reader) -> list[str]:
    """What makes the page scroll sideways: the page, its main part or a card that holds more than it shows."""
    return reader.page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll(
                '[data-testid="stMain"], [data-testid="stMainBlockContainer"], [class*="st-key-card_"]')]
            .filter(part => part.scrollWidth > part.clientWidth + 1)
            .map(part => `${part.tagName} ${part.className} ${part.scrollWidth} in ${part.clientWidth}`)"""
    )
