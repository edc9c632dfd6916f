"""Texts of settings.toml that look like markup are shown as the text they are, everywhere."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import browsing
from tests.browser.reading import PATIENCE, Reader
from tests.consultation.lumen import LUMEN, SETTINGS, Pages, visited
from tests.faults.asking import html_is_text
from tests.pages import hostile
from tests.server.running import Server, serving

NO_TEXTS = ("release", "files", "home_page", "earliest_year", "contact", "doi")
TAIL = f"{hostile.MARKUP} {{braces}} %s"


def marked(words: str) -> str:
    return f"{words} {TAIL}"


def spoilt(settings: dict[str, Any]) -> dict[str, Any]:
    """Settings with markup at the end of every text."""
    texts = {
        name: marked(value)
        for name, value in settings.items()
        if isinstance(value, str) and name not in NO_TEXTS
    }
    lists = {name: [marked(value) for value in settings[name]] for name in ("keywords", "examples")}
    limits = [
        {name: marked(value) for name, value in limit.items()} for limit in settings["limits"]
    ]
    group = {"title": marked("Two stages"), "stages": ["green-paper", "draft-charter"]}
    blocks = {"limits": limits, "stage_groups": [group]}
    address = "https://[label](x)*strong*.example/"
    return {
        **settings,
        **texts,
        **lists,
        **blocks,
        "home_page": address,
        "contact": "a*b*c@e.example",
        "doi": "10.5281/*zenodo*.1",
    }


def written(settings: dict[str, Any]) -> str:
    """Settings as TOML, whose strings may be written as JSON's are."""
    blocks = ("limits", "stage_groups")
    lines = [
        f"{name} = {json.dumps(value)}" for name, value in settings.items() if name not in blocks
    ]
    for block in blocks:
        for entry in settings[block]:
            lines += [
                f"[[{block}]]",
                *(f"{name} = {json.dumps(value)}" for name, value in entry.items()),
            ]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    return spoilt(asdict(SETTINGS))


@pytest.fixture(scope="module")
def data(settings: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(LUMEN, tmp_path_factory.mktemp("settings") / "data"))
    (folder / "settings.toml").write_text(written(settings), encoding="utf-8")
    for path in folder.glob("*.csv"):  # whose own addresses would be taken for that in the markup
        path.write_text(path.read_text("utf-8").replace("e.example", "e.test"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pages(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return visited(data, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def server(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = tmp_path_factory.mktemp("database") / "hostile.duckdb"
    environment = {"DASHBOARD_DATA": str(data), "DASHBOARD_DATABASE": str(database)}
    with serving(
        **environment, DASHBOARD_API_RATE="", DASHBOARD_LIGHT_RATE="", DASHBOARD_PAGE_RATE=""
    ) as running:
        yield running


def test_on_no_page_is_any_of_them_markdown(pages: Pages, settings: dict[str, Any]) -> None:
    assert [visit["exception"] for visit in pages if "exception" in visit] == []
    for visit in pages:
        for markdown in visit["markdown"]:
            hostile.is_text(
                markdown, hostile.IN_HTML if markdown in visit["html"] else hostile.FORMS
            )
        for words in (words for chart in visit["charts"] for words in chart["texts"]):
            assert "<b onclick" not in words, visit["page"]
    text = unescape("\n".join(words for visit in pages for words in visit["text"]))
    for name in ("title", "introduction", "footnote", "reading"):
        assert settings[name] in text, name


def test_light_pages_and_what_search_engines_read_have_them_as_text(server: Server) -> None:
    sitemap = server.get("/sitemap.xml").body.decode()
    sitemap_paths = re.findall(r"<loc>http://[^/]+([^<]*)</loc>", sitemap)
    for path in (
        "/light/",
        "/nothing/here",
        *(address for address in sitemap_paths if "/api/" not in address),
    ):
        answer = server.get(path)
        assert answer.status in (200, 404), path
        if answer.headers["content-type"].startswith("text/html"):
            html_is_text(answer.body, path)
            assert b"<b onclick" not in answer.body, path
    assert server.get("/api/v1/docs").status == server.get("/feed.atom").status == 200


_SHOWS = """words => document.querySelector('[data-testid="stMain"]')?.innerText.includes(words)
    && document.querySelector('[data-test-script-state="notRunning"]')"""

_MADE = ".katex, [onclick], img[alt=image], a[href*='e.example'], h1 strong, h1 code, h1 del"


def test_a_browser_shows_them_letter_by_letter(server: Server, settings: dict[str, Any]) -> None:
    with browsing() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(PATIENCE)
        reader = Reader(page, server.url)

        def as_text(words: str) -> None:
            page.wait_for_function(_SHOWS, arg=words.split("http")[0])
            elements = page.locator("[data-testid=stMain]").locator(_MADE)
            assert elements.count() == 0, (
                page.url,
                elements.first.evaluate("one => one.outerHTML"),
            )

        for path, names in (
            ("", ("title", "introduction", "footnote")),
            ("?print=1", ("site",)),
            ("challenges?card=most", ("site",)),
            ("data-and-method", ("footnote",)),
            ("action-lines", ("footnote",)),
        ):
            page.goto(f"{server.url}/{path}")
            for name in names:
                as_text(settings[name])
        reader.settled().key("card_by_kind").get_by_role("radio", name="How it was counted").click()
        as_text(settings["collection"])
        assert [
            address for address in reader.requests if not address.startswith((server.url, "data:"))
        ] == []
