"""A consultation of one's own: a fictional one with other stages, themes, action lines, years and languages."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import frictionless
import pandas as pd
import pytest

from tests.browser.chromium import browsing
from tests.browser.reading import PATIENCE, Reader
from tests.consultation.lumen import LUMEN, OPTIONAL, SETTINGS, SHIPPED, Pages, sound, visited
from tests.server.running import ROOT, Server, serving


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(LUMEN / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return visited(LUMEN, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def bare_pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of the same consultation without any table that may be empty."""
    folder = Path(shutil.copytree(LUMEN, tmp_path_factory.mktemp("bare") / "data"))
    for name in OPTIONAL:
        path = folder / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", "utf-8")
    points = table("points").assign(claim_id="")
    points.to_csv(folder / "points.csv", index=False)
    return visited(folder, tmp_path_factory.mktemp("bare_pages"))


@pytest.fixture(scope="module")
def lumen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = tmp_path_factory.mktemp("lumen") / "lumen.duckdb"
    environment = {"DASHBOARD_DATA": str(LUMEN), "DASHBOARD_DATABASE": str(database)}
    with serving(
        **environment, DASHBOARD_API_RATE="", DASHBOARD_LIGHT_RATE="", DASHBOARD_PAGE_RATE=""
    ) as server:
        assert database.exists()
        yield server


def text_of(pages: Pages, page: str, **query: object) -> str:
    (visit,) = [visit for visit in pages if visit["page"] == page and visit["query"] == query]
    return "\n".join(visit["text"])


def test_every_page_of_it_is_sound_and_its_own(pages: Pages) -> None:
    sound(pages)
    files = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert {visit["page"] for visit in pages} == files - {"navigation", "__init__"}
    overview = text_of(pages, "overview")
    assert SETTINGS.title in overview
    assert SETTINGS.introduction in overview
    about = text_of(pages, "data_and_method", part="about")
    for words in (SETTINGS.footnote, SETTINGS.limits[0].title, SETTINGS.limits[0].text):
        assert words in about


def test_every_page_is_sound_without_the_tables_that_may_be_empty(bare_pages: Pages) -> None:
    sound(bare_pages)
    for page, query, words in (
        ("what_became_of_it", {}, "This data set contains no draft or adopted text"),
        ("action_lines", {}, "These data contain no action lines"),
        ("data_and_method", {"part": "reliability"}, "This data set was coded only once"),
        ("data_and_method", {"part": "claims"}, "What this can and cannot show"),
    ):
        assert words in text_of(bare_pages, page, **query)


def rows(server: Server, address: str) -> pd.DataFrame:
    answer = server.get(f"/api/v1/{address}")
    assert answer.status == 200, answer.body[:500]
    return pd.DataFrame(json.loads(answer.body)["rows"])


def test_all_that_it_serves_bears_its_names_and_no_other(lumen: Server) -> None:
    sitemap = lumen.get("/sitemap.xml").body.decode()
    for part in re.findall(r"<loc>http://[^/]+(/sitemap-[^<]+)</loc>", sitemap):
        sitemap += lumen.get(part).body.decode()
    sitemap_paths = set(re.findall(r"<loc>http://[^/]+([^<]*)</loc>", sitemap))
    light = {path for path in sitemap_paths if path.startswith("/light/") and "." not in path}
    assert len(light) > len(table("submissions"))
    fixed_paths = (
        "/",
        "/challenges",
        "/organisation?id=anglers",
        "/api/v1/",
        "/api/v1/openapi.json",
    )
    for path in (
        *fixed_paths,
        "/api/v1/docs",
        "/feed.atom",
        "/robots.txt",
        "/light/",
        *sorted(light),
    ):
        answer = lumen.get(path)
        assert answer.status == 200, path
        match = SHIPPED.search(answer.body.decode())
        assert match is None, (path, match)
        assert "share.png" not in answer.body.decode(), path
    assert lumen.get("/share.png").status == 404
    assert SETTINGS.site in lumen.get("/").body.decode()
    feed = lumen.get("/feed.atom").body.decode()
    assert f"Latest submissions added to {SETTINGS.short}" in feed
    index = json.loads(lumen.get("/api/v1/").body)
    assert index["title"] == SETTINGS.title
    assert index["limits"].startswith(SETTINGS.collection)
    for address in [question["example"] for question in index["questions"]]:
        path = re.sub("^http://[^/]+", "", address)
        assert lumen.get(path).status == 200, path
    disposition = lumen.get("/api/v1/themes.csv").headers["content-disposition"]
    assert f'filename="{SETTINGS.files}-themes-2020.01-' in disposition
    assert lumen.get(f"/api/v1/{SETTINGS.files}.duckdb").status == 200
    assert "Traceback" not in lumen.log


def test_its_package_is_valid_and_whole(lumen: Server, tmp_path: Path) -> None:
    answer = lumen.get("/api/v1/package.zip")
    assert answer.status == 200
    ZipFile(BytesIO(answer.body)).extractall(tmp_path)
    (folder,) = {path.parent for path in tmp_path.rglob("datapackage.json")}
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    for path in LUMEN.glob("*.csv"):
        assert (folder / "data" / path.name).read_bytes() == path.read_bytes()
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert (descriptor["name"], descriptor["title"]) == (
        f"{SETTINGS.files}-submissions",
        SETTINGS.title,
    )
    assert f'- name: "{SETTINGS.publisher}"' in (folder / "CITATION.cff").read_text("utf-8")
    assert not (folder / "CODEBOOK.md").exists()
    assert "CODEBOOK" not in (folder / "README.txt").read_text(encoding="utf-8")
    for path in folder.rglob("*"):
        if path.is_file():
            assert not SHIPPED.search(path.read_text(encoding="utf-8")), path.name


def test_readers_of_its_pages_see_them_drawn(lumen: Server) -> None:
    with browsing() as browser:
        for width, scheme in ((1440, "light"), (390, "dark")):
            page = browser.new_page(viewport={"width": width, "height": 1000}, color_scheme=scheme)
            page.set_default_timeout(PATIENCE)
            reader = Reader(page, lumen.url)
            for path, heading in (
                ("", SETTINGS.title),
                ("through-the-review", "What changed from stage to stage?"),
                ("organisation?id=shore-friends", "جمعية أصدقاء الشاطئ"),
            ):
                reader.open(path).settled()
                assert page.locator("h1:visible").inner_text() == heading
                beyond = page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                assert beyond <= 0, (path, width)
            page.close()
