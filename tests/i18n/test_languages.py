"""Eight languages in one process: each page in each, two readers at once, and what each is told at its address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import i18n
from data.settings import served
from i18n import dataset_texts, languages, page_menu, routes
from queries import ask, language
from queries.language import Language
from tests import examples
from tests.api.serving import data_api
from tests.pages.visiting import Visit, links_in, seen, visit
from web import sitemap
from web.api.application import mounted
from web.feed import feed
from web.light import pages as light
from web.request_info import ReaderLanguage

CODES = [code for code in languages.offered() if code != languages.DEFAULT]


@pytest.fixture(scope="module")
def site() -> Iterator[TestClient]:
    """Light pages, feed, sitemap and data API, behind the middleware that reads the language."""
    from starlette.routing import Route

    inner = Starlette(
        routes=[
            *mounted("", rate=""),
            *light.mounted(""),
            Route("/feed.atom", feed),
            *sitemap.mounted(""),
        ]
    )
    with TestClient(
        ReaderLanguage(inner), base_url="http://wsis.example", follow_redirects=False
    ) as client:
        yield client


def text_of(page: Visit) -> list[str]:
    """What a page says: titles, captions and labels."""
    return [seen(text) for text in page.markdown()]


def test_the_languages_are_named_in_themselves() -> None:
    assert list(languages.offered()) == ["en", "ar", "es", "fr", "ja", "pt", "ru", "zh"]
    assert languages.offered()["ja"] == "日本語"
    assert languages.offered()["fr"] == "Français"


@pytest.mark.wide
@pytest.mark.parametrize("page", routes.PAGES.values(), ids=lambda page: page.name)
@pytest.mark.parametrize("code", CODES)
def test_every_page_is_drawn_in_every_language(code: str, page: routes.Page) -> None:
    visited = visit(page.name, lang=code, **examples.query(page))
    with language.using(Language(code, in_address=True)):
        assert page.title != page.title_msgid or code in ("es", "fr", "pt")
        menu = {page_menu.group_title(group) for group in page_menu.GROUPS}
    assert menu <= dict(visited.navigation("menu")).keys()
    assert not visited.app.warning
    assert len(visited.app.title) == 1


@pytest.mark.parametrize("code", CODES)
def test_the_figures_are_the_same_in_every_language(code: str) -> None:
    english, other = visit("challenges"), visit("challenges", lang=code)
    for card in ("most", "by_group"):
        marks, same = (
            [(trace.get("customdata"), trace.get("x")) for trace in page.chart(card).figure["data"]]
            for page in (english, other)
        )
        assert marks == same


def test_readers_by_turns_never_see_a_word_of_the_other() -> None:
    """Each page is run in two languages by turns, and says what it says alone."""
    pages: list[tuple[str, dict[str, Any]]] = [
        ("overview", {}),
        ("challenges", {"group": "technical"}),
        ("what_became_of_it", {}),
        ("submission", {"id": "jpnic-outcome"}),
    ]
    alone = {
        (code, name): text_of(visit(name, lang=code, **query))
        for code in ("ja", "fr")
        for name, query in pages
    }
    assert alone["ja", "overview"] != alone["fr", "overview"]
    for name, query in pages * 2:
        for code in ("ja", "fr"):
            assert text_of(visit(name, lang=code, **query)) == alone[code, name], (code, name)


def test_requests_at_once_never_get_a_word_of_another_language(site: TestClient) -> None:
    """Light pages, files and pictures of several languages, asked for by four threads at the same time."""
    paths = [
        "light/",
        "light/claims?group=technical",
        "light/organisation/jpnic",
        "api/v1/themes.csv",
        "api/v1/card/challenges/most.svg",
    ]
    addresses = [f"/{code}/{path}" for path in paths for code in ("en", "ja", "ar", "ru")]
    alone = {address: site.get(address).content for address in addresses}
    assert len(set(alone.values())) == len(addresses)
    with ThreadPoolExecutor(4) as pool:
        contents = pool.map(lambda address: (address, site.get(address).content), addresses * 3)
        for address, content in contents:
            assert content == alone[address], address


def test_a_session_keeps_its_language_in_callbacks_and_where_it_opens_something() -> None:
    page = visit("challenges", lang="ja")
    opened = " ".join(text_of(page.open("download_most")))
    assert "ダウンロード" in opened
    assert "Download" not in opened


def test_links_of_a_session_carry_the_language_that_its_address_names() -> None:
    page = visit("challenges", lang="ja")
    queries = [query for _label, query in links_in("".join(page.html()))]
    assert queries
    assert all("lang=ja" in query for query in queries)


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("ja,en;q=0.5", "ja"),
        ("de-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("zh-TW", "zh"),
        ("en-US,en;q=0.9,ja;q=0.8", "en"),
        ("de", "en"),
        ("", "en"),
        ("ja;q=0", "en"),
        ("ja;q=nonsense, es", "es"),
        ("*;q=0.5," * 500, "en"),
    ],
)
def test_a_browser_s_preference_is_read(accepted: str, code: str) -> None:
    assert languages.preferred(accepted) == code


@pytest.mark.parametrize("path", ["/light/themes?group=technical", "/light/"])
def test_a_page_without_a_language_leads_to_the_preferred_one(site: TestClient, path: str) -> None:
    plain = site.get(path)
    assert plain.status_code == 200
    assert plain.headers["content-language"] == "en"
    assert "Accept-Language" in plain.headers["vary"]
    moved = site.get(path, headers={"Accept-Language": "ja"})
    assert (moved.status_code, moved.headers["location"]) == (302, f"/ja{path}")
    assert "Accept-Language" in moved.headers["vary"]
    assert site.get(f"/en{path}", headers={"Accept-Language": "ja"}).status_code == 200


def test_an_address_that_names_the_language_as_a_parameter_leads_to_its_path(
    site: TestClient,
) -> None:
    moved = site.get("/light/themes?lang=fr&group=technical&group=academia")
    assert moved.headers["location"] == "/fr/light/themes?group=technical&group=academia"
    assert site.get("/ja").headers["location"] == "/ja/"
    refused = site.get("/api/v1/themes.json?lang=xx").json()
    assert refused["parameter"] == "lang"
    assert "ja" in refused["allowed"]


def test_programs_get_english_whatever_they_prefer(site: TestClient) -> None:
    for path in ("/api/v1/themes.json", "/feed.atom", "/sitemap.xml"):
        response = site.get(path, headers={"Accept-Language": "ja"})
        assert response.status_code == 200
    assert site.get("/api/v1/themes.json").json()["title"] == "Which themes are most frequent"


@pytest.mark.parametrize("code", CODES)
def test_what_has_an_address_is_in_its_language(site: TestClient, code: str) -> None:
    html = site.get(f"/{code}/light/themes").text
    direction = "rtl" if code == "ar" else "ltr"
    assert f'<html lang="{languages.tag(code)}" dir="{direction}">' in html
    assert f'href="/{code}/light/' in html
    assert 'href="/light/' not in html
    for other in languages.offered():
        assert f'href="/{other}/light/themes" lang="{languages.tag(other)}"' in html
    assert (
        f'hreflang="{languages.tag(code)}" href="http://wsis.example/{code}/light/themes"' in html
    )
    assert 'hreflang="x-default" href="http://wsis.example/light/themes"' in html
    entries = site.get(f"/{code}/feed.atom").text
    assert f'xml:lang="{languages.tag(code)}"' in entries
    assert f"http://wsis.example/{code}/submission?id=" in entries
    assert f"http://wsis.example/{code}/light/themes" in site.get(f"/{code}/sitemap.xml").text


def test_answers_in_two_languages_have_different_tags(site: TestClient) -> None:
    tags = {
        site.get(f"{prefix}/light/themes").headers["etag"] for prefix in ("", "/en", "/ja", "/fr")
    }
    assert len(tags) == 4
    tag = site.get("/ja/light/themes").headers["etag"]
    again = site.get("/ja/light/themes", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert site.get("/fr/light/themes", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("code", CODES)
def test_a_file_has_the_words_of_the_language_and_the_ids_of_all(
    site: TestClient, code: str, tmp_path: Any
) -> None:
    plain = site.get("/api/v1/verdicts.json").json()
    translated = site.get(f"/{code}/api/v1/verdicts.json").json()
    assert translated["title"] != plain["title"]
    assert list(translated["columns"]) == list(plain["columns"])
    ids = [name for name in plain["columns"] if not name.endswith("_label")]
    assert [[row[name] for name in ids] for row in translated["rows"]] == [
        [row[name] for name in ids] for row in plain["rows"]
    ]
    assert translated["rows"][0]["verdict_label"] != plain["rows"][0]["verdict_label"]
    file = tmp_path / "themes.xlsx"
    file.write_bytes(site.get(f"/{code}/api/v1/themes.xlsx").content)
    with language.using(Language(code, in_address=True)):
        themes = ask("themes")
    rows = pd.read_excel(file, sheet_name=0)
    assert rows.theme.to_list() == themes.theme.to_list()
    assert rows.theme_id.to_list() == ask("themes").theme_id.to_list()


@pytest.mark.parametrize(
    ("code", "words", "kind", "identifier"),
    [
        ("fr", "gouvernance multipartite", "theme", "multistakeholder"),
        ("ja", "プライバシー", "theme", "privacy"),
        ("ja", "IGF funding", "theme", "igf-funding"),
        ("ru", "Япония", "country", "JPN"),
        ("ru", "Российская Федерация", "country", "RUS"),
        ("ru", "Россия", "country", "RUS"),
        ("fr", "Corée du Sud", "country", "KOR"),
        ("zh", "韩国", "country", "KOR"),
        ("zh", "数字鸿沟", "theme", "digital-divide"),
    ],
)
def test_the_search_finds_translated_names(
    site: TestClient, code: str, words: str, kind: str, identifier: str
) -> None:
    answer = site.get(f"/{code}/api/v1/search.json", params={"q": words}).json()
    hits = [hit for group in answer["groups"] if group["kind"] == kind for hit in group["hits"]]
    assert any(identifier in json.dumps(hit, ensure_ascii=False) for hit in hits), answer


def test_numbers_dates_and_lists_are_written_as_the_language_writes_them() -> None:
    from datetime import date

    from i18n import day

    words = {}
    for code in languages.offered():
        with language.using(Language(code, in_address=True)):
            words[code] = (
                i18n.number(12500),
                i18n.percent(41, 313),
                day(date(2025, 2, 5)),
                i18n.listed(["A", "B", "C"]),
            )
    assert words["en"] == ("12,500", "13%", "5 Feb 2025", "A, B and C")
    assert words["ja"] == ("12,500", "13%", "2025年2月5日", "A、B、C")
    assert words["fr"] == ("12\u202f500", "13\xa0%", "5 févr. 2025", "A, B et C")
    assert words["es"] == ("12.500", "13\xa0%", "5 feb 2025", "A, B y C")
    assert words["ru"][2:] == ("5 февр. 2025\u202fг.", "A, B и C")
    assert words["pt"][2:] == ("5 de fev. de 2025", "A, B e C")
    assert words["zh"][2:] == ("2025年2月5日", "A、B和C")


def test_what_no_speaker_has_read_says_so() -> None:
    assert languages.note() == ""
    for code in CODES:
        with language.using(Language(code, in_address=True)):
            assert languages.note()
            assert languages.name(code) in languages.note() or code == "ar"
    page = visit("overview", lang="ja")
    assert any("機械" in html for html in page.html())


@pytest.mark.parametrize(
    ("contact", "address"),
    [("words@wsis.example", "mailto:words@wsis.example"), ("https://wsis.example/w", None)],
)
def test_a_better_word_is_told_to_the_contact_where_there_is_one(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, contact: str, address: str | None
) -> None:
    settings = served()
    assert "mailto:" not in site.get("/ja/light/").text
    monkeypatch.setattr(dataset_texts, "served", lambda: replace(settings, contact=contact))
    assert f'<a href="{address or contact}">{contact}</a>' in site.get("/ja/light/").text
    page = visit("themes", lang="ja")
    assert any(f'<a href="{address or contact}" target' in html for html in page.html())
    assert contact not in site.get("/light/").text


def test_the_api_s_documents_are_in_the_language() -> None:
    with language.using(Language("es", in_address=True)), data_api() as api:
        assert '<html lang="es"' in api.get(f"{routes.API}/docs").text
        assert api.get(f"{routes.API}/openapi.json").json()["tags"][0]["description"] != (
            "Results for the filters"
        )
