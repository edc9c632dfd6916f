"""What a card offers for use elsewhere: lines run as they are shown, the chart stands in another site's page."""

from __future__ import annotations

import shlex
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import duckdb
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from playwright.sync_api import FrameLocator, expect

from queries import Filters, ask
from tests.browser.commands import command
from tests.browser.reading import Reader, light, sideways

PATH = "challenges"
QUERY = {"q": "Human rights", "show": "recommendation", "count": "points"}
SELECTION = Filters(kind=("recommendation",), q="Human rights")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Another site: puts HTML into a page of its own and returns the address of that."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(html: str) -> str:
        page = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>A page</title><h1>A page</h1>{html}</html>'
        (folder / "page.html").write_text(page, encoding="utf-8")
        return f"http://127.0.0.1:{server.server_port}/page.html"

    yield put
    server.shutdown()
    server.server_close()


BEGINS = {
    "Link": "http",
    "Web address of the data": "http",
    "curl": "curl",
    "Embed": "<iframe",
}


def snippet(reader: Reader, card: str, option: str) -> str:
    """The text that a card shows to be copied, for one ``option`` of using the card elsewhere."""
    body = reader.key(f"use_{card}")
    if not body.count():
        reader.opens(f"use_{card}").click()
    body.get_by_role("radio", name=option, exact=True).click()
    code = body.locator("code").first
    expect(code).to_contain_text(BEGINS[option])
    if option == "Web address of the data":
        expect(code).to_contain_text("/api/v1/")
    return code.inner_text()


READERS = {"pandas": "import pandas; ", "R": "rows <- read.csv(", "DuckDB": "FROM read_csv("}


def line(reader: Reader, card: str, program: str) -> str:
    """The line in the card's Download by which a program reads its rows, as one click copies it."""
    body = reader.key(f"download_{card}")
    if not body.count():
        reader.opens(f"download_{card}").click()
    code = body.locator(".copy-box").nth(list(READERS).index(program))
    expect(code).to_contain_text(READERS[program])
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code.get_by_role("button", name="Copy to clipboard").click()
    expect(code.get_by_role("status")).to_have_text("Copied")
    text: str = reader.page.evaluate("navigator.clipboard.readText()")
    assert text == code.locator("code").inner_text().strip()
    return text


@pytest.mark.parametrize("path", ["challenges", "ar/challenges"])
def test_the_lines_stand_within_their_card_from_left_to_right(
    new_reader: Callable[..., Reader], path: str
) -> None:
    reader = new_reader(width=390, height=844)
    reader.page.goto(f"{reader.url}/{path}")
    reader.settled().opens("download_most").click()
    codes = reader.key("download_most").locator(".copy-box")
    expect(codes).to_have_count(len(READERS))
    assert sideways(reader) == []
    card = reader.key("card_most").bounding_box()
    assert card
    for code in codes.all():
        box = code.bounding_box()
        assert box
        assert card["x"] <= box["x"]
        assert box["x"] + box["width"] <= card["x"] + card["width"]
        words = code.locator("code").evaluate(
            "code => { const words = document.createRange(); words.selectNodeContents(code);"
            " return [...words.getClientRects()].map(piece => [piece.top, piece.left]); }"
        )
        begins = {min(left for top, left in words if top == line) for line, _left in words}
        assert len(begins) == 1, "each line begins at the left"


def same(read: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Fail unless rows that were read are those of an answer; beside codes stand words."""
    assert len(expected) > 3
    assert_frame_equal(
        read[list(expected.columns)], expected, check_dtype=False, check_column_type=False
    )


def test_lines_to_copy_read_the_rows_of_the_card(reader: Reader, tmp_path: Path) -> None:
    """pandas and curl as they are shown. DuckDB reads addresses by an extension that it fetches from another host, so
    its line is run on the file that curl saved, in the place of the address."""
    reader.open(PATH, **QUERY)
    expected = ask("claims", SELECTION, unit="points")
    address = snippet(reader, "most", "Web address of the data")

    namespace: dict[str, pd.DataFrame] = {}
    exec(line(reader, "most", "pandas"), namespace)
    same(namespace["rows"], expected)

    saved = tmp_path / "most.csv"
    download = snippet(reader, "most", "curl")
    assert address in download
    program, *arguments = shlex.split(download)
    subprocess.run([command(program), *arguments], cwd=tmp_path, check=True, capture_output=True)
    (path,) = tmp_path.glob("wsis20-claims-*.csv")
    path.rename(saved)
    same(pd.read_csv(saved), expected)

    sql = line(reader, "most", "DuckDB")
    assert address in sql
    same(duckdb.sql(sql.replace(address, str(saved)).rstrip(";")).df(), expected)


def test_the_lines_for_r_read_the_rows_of_the_card(reader: Reader, tmp_path: Path) -> None:
    lines = line(reader.open(PATH, **QUERY), "most", "R")
    again = "\nwrite.csv(rows, 'again.csv', row.names = FALSE, na = '', fileEncoding = 'UTF-8')"
    (tmp_path / "lines.R").write_text(lines + again, encoding="utf-8")
    subprocess.run([command("Rscript"), "lines.R"], cwd=tmp_path, check=True, capture_output=True)
    same(pd.read_csv(tmp_path / "again.csv"), ask("claims", SELECTION, unit="points"))


@pytest.mark.parametrize(
    ("path", "query", "card"),
    [
        (PATH, QUERY, "most"),
        ("who-signed-what", {"group": "technical", "more": "yes"}, "matrix"),
        ("organisations", {}, "countries"),
    ],
)
def test_a_chart_stands_in_a_page_of_another_site(
    new_reader: Callable[..., Reader],
    elsewhere: Callable[[str], str],
    path: str,
    query: dict[str, str],
    card: str,
) -> None:
    reader = new_reader().open(path, **query)
    finding = reader.finding(card)
    html = snippet(reader, card, "Embed")
    guest = new_reader(width=640)
    guest.page.goto(elsewhere(html))
    card_frame = inside(guest)
    expect(card_frame.locator("h1:visible")).to_have_text(finding)
    expect(card_frame.locator(".js-plotly-plot")).not_to_have_count(0)
    assert guest.page.locator("iframe").get_attribute("title") == finding
    for test_id in ("stSidebar", "stExpander", "stPageLink", "stButton", "stDownloadButton"):
        assert card_frame.get_by_test_id(test_id).count() == 0, test_id
    for width in (320, 640, 1200):
        guest.page.set_viewport_size({"width": width, "height": 900})
        guest.page.wait_for_timeout(300)
        across, down = overflow(guest)
        assert across <= 0, width
        assert down <= 0, width
        box = card_frame.locator(".st-key-embedded").bounding_box()
        frame = guest.page.locator("iframe").bounding_box()
        assert box
        assert frame
        assert 0 <= box["x"] - frame["x"] <= 16, "a card has little room to lose in a frame"
    ours = [(message, where) for message, where in guest.errors if where.startswith(guest.url)]
    assert ours == []


@pytest.mark.parametrize(
    ("path", "query", "card"),
    [(PATH, {}, "evidence"), ("data-and-method", {"part": "claims"}, "codebook_claims")],
)
def test_a_list_stands_in_a_page_of_another_site_and_is_read_on_there(
    new_reader: Callable[..., Reader],
    elsewhere: Callable[[str], str],
    path: str,
    query: dict[str, str],
    card: str,
) -> None:
    reader = new_reader().open(path, **query)
    html = snippet(reader, card, "Embed")
    guest = new_reader(width=640)
    guest.page.goto(elsewhere(html))
    frame = guest.page.frame_locator("iframe")
    expect(frame.locator(".st-key-embedded")).to_contain_text("Open the full version")
    expect(frame.locator("#first-paint")).to_have_count(0)
    first = frame.locator(".list li").first
    words = first.inner_text()
    assert frame.locator('.list a:not([target="_blank"])').count() == 0
    for width in (320, 640, 1200):
        guest.page.set_viewport_size({"width": width, "height": 900})
        guest.page.wait_for_timeout(300)
        across, down = overflow(guest)
        assert (max(across, 0), max(down, 0)) == (0, 0), width
    frame.get_by_test_id("stPagination").get_by_text("2", exact=True).click()
    expect(first).not_to_have_text(words)


def inside(reader: Reader) -> FrameLocator:
    """The frame of the page, once its card is drawn and nothing else is there any more."""
    frame = reader.page.frame_locator("iframe")
    expect(frame.locator(".st-key-embedded")).to_contain_text("Open the full version")
    expect(frame.locator(".st-key-unshown")).to_have_count(0)
    expect(frame.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    return frame


def overflow(reader: Reader) -> tuple[int, int]:
    """Pixels that do not fit into the frame, across and down."""
    return tuple(
        reader.page.frames[1].evaluate(
            """() => {
                const main = document.querySelector('[data-testid="stMain"]');
                const wide = [document.documentElement, main, document.querySelector('.st-key-embedded')];
                return [
                    Math.max(...wide.map(part => part.scrollWidth - part.clientWidth)),
                    main.scrollHeight - main.clientHeight,
                ];
            }"""
        )
    )


def test_a_click_in_the_frame_leads_nowhere_and_the_link_to_a_tab_of_its_own(
    new_reader: Callable[..., Reader], elsewhere: Callable[[str], str]
) -> None:
    reader = new_reader().open(PATH, **QUERY)
    guest = new_reader(width=640, height=1400)
    guest.page.goto(elsewhere(snippet(reader, "most", "Embed")))
    card_frame = inside(guest)
    before = guest.page.frames[1].url
    card_frame.locator(".js-plotly-plot .point path").first.click(force=True)
    guest.page.wait_for_timeout(500)
    assert guest.page.frames[1].url == before
    assert card_frame.locator("h1:visible").inner_text() == reader.finding("most")
    with guest.page.context.expect_page() as popup:
        card_frame.get_by_role("link", name="Open the full version").click()
    address = urlsplit(popup.value.url)
    assert address.path == f"/{PATH}"
    assert parse_qs(address.query) == {name: [value] for name, value in QUERY.items()}
    card_frame.get_by_role("radio", name="Table").click()
    expect(card_frame.get_by_test_id("stDataFrame")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_follows_the_readers_scheme_or_the_one_it_is_told(
    new_reader: Callable[..., Reader], elsewhere: Callable[[str], str], scheme: str
) -> None:
    address = f"{new_reader().url}/{PATH}?card=most&embed=true"
    guest = new_reader(color_scheme=scheme)
    for options, dark in (("", scheme == "dark"), ("&embed_options=light_theme", False)):
        guest.page.goto(elsewhere(f'<iframe src="{address}{options}" width="100%"></iframe>'))
        inside(guest)
        ground = guest.page.frames[1].evaluate(
            """() => getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor"""
        )
        assert (light(ground) < 0.2) is dark, options


def test_a_page_that_is_not_meant_for_it_is_not_framed(
    new_reader: Callable[..., Reader], elsewhere: Callable[[str], str]
) -> None:
    guest = new_reader()
    guest.page.goto(elsewhere(f'<iframe src="{guest.url}/{PATH}?card=most"></iframe>'))
    guest.page.wait_for_timeout(1_000)
    assert guest.page.frames[1].url.startswith("chrome-error:")
    assert any("frame-ancestors" in message for message, _where in guest.errors)
