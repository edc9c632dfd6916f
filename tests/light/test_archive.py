"""The archive of light pages: what is in it, where its links lead, and that it is made once and apart."""

from __future__ import annotations

import re
import threading
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from i18n import routes
from queries import language
from tests.light.reading import ARCHIVE_ASKED_FOR, Read
from web.light import archive
from web.request_info import ReaderLanguage, Requested

SITE = "https://dashboard.example.org"
FEW = 8
"""Pages of an archive that is made only to be made."""


@pytest.fixture(autouse=True)
def without_rest(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No rests, nothing kept from before, and nothing being made afterwards."""
    monkeypatch.setattr(archive, "REST", 0)
    archive._archives.clear()
    yield
    finished()


def finished() -> None:
    with archive._one_at_a_time:
        pass


def links(html: str) -> list[str]:
    return [unescape(address) for address in re.findall(r' (?:href|action)="([^"]*)"', html)]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The pages of an archive in French, with two pages of each list and a few entities of each kind."""
    patch = pytest.MonkeyPatch()
    patch.setattr(archive, "REST", 0)
    patch.setattr(archive, "TURNS", 2)
    fetch = archive.fetch_rows
    patch.setattr(archive, "fetch_rows", lambda name, rows: fetch(name, rows=slice(0, 3)))
    with patch.context(), language.using(language.Language("fr", in_address=True)):
        zip_file = zipfile.ZipFile(BytesIO(archive.written(Requested.read(ARCHIVE_ASKED_FOR))))
    patch.undo()
    return {name: zip_file.read(name).decode() for name in zip_file.namelist()}


def test_it_has_every_list_the_pages_of_lists_and_entities_of_each_kind(
    files: dict[str, str],
) -> None:
    lists = {f"{path or 'index'}.html" for path in routes.BY_LIGHT_PATH} - {"search.html"}
    assert lists <= files.keys()
    assert {"submissions-2.html", "points-2.html"} <= files.keys()
    for kind in routes.ENTITIES:
        assert sum(name.startswith(f"{kind}/") for name in files) in (2, 3), kind
    assert all(Read.strictly(html) for html in files.values())
    assert all('<html lang="fr"' in html for html in files.values())


def test_a_link_leads_to_a_file_beside_it_or_to_the_site(files: dict[str, str]) -> None:
    inside = set()
    for name, html in files.items():
        for link in links(html):
            if link.startswith("#"):
                continue
            if link.startswith(("https://", "http://", "mailto:")):
                path = link.removeprefix(f"{SITE}/fr/light/").partition("#")[0]
                assert f"{path or 'index'}.html" not in files, (name, link)
                continue
            assert not link.startswith("/"), (name, link)
            target = normpath(join(dirname(name), unquote(link.partition("#")[0])))
            assert target in files, (name, link)
            inside.add((name.partition("/")[0], target.partition("/")[0]))
    assert ("submissions.html", "submission") in inside
    assert any(
        source != destination
        for source, destination in inside
        if {source, destination} <= routes.ENTITIES.keys()
    )
    assert ("organisation", "index.html") in inside
    assert ("submissions.html", "submissions-2.html") in inside


def test_what_is_not_in_it_leads_to_the_site_in_the_language(files: dict[str, str]) -> None:
    addresses = links(files["index.html"])
    assert f"{SITE}/fr/light/search" in addresses, "the form that searches"
    assert f"{SITE}/fr/" in addresses, "the full page"
    assert any(link.startswith(f"{SITE}/fr/api/v1/") for link in addresses)


def client(charged: list[int] | None = None) -> TestClient:
    app: ASGIApp = Starlette(routes=[Route(archive.PATH, archive.archive)])

    async def charging(scope: Scope, receive: Receive, send: Send) -> None:
        more = {} if charged is None else {"charge": charged.append}
        await app({**scope, **more}, receive, send)

    return TestClient(ReaderLanguage(charging), base_url=SITE, follow_redirects=False)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST", FEW)


@pytest.mark.usefixtures("few")
def test_who_asks_by_another_name_of_the_host_has_no_archive_made_for_it() -> None:
    reader = client()
    reader.get(archive.PATH)
    finished()
    responses = [
        reader.get(archive.PATH, headers={"Host": host}) for host in ("a.example", "b.org")
    ]
    assert [response.status_code for response in responses] == [200, 200]
    assert len(archive._archives) == 1
    home = zipfile.ZipFile(BytesIO(responses[0].content)).read("index.html").decode()
    assert any(link.startswith("https://localhost:443/") for link in links(home))
    assert "a.example" not in home


@pytest.mark.usefixtures("few")
def test_it_is_made_at_first_asking_and_kept() -> None:
    charged: list[int] = []
    reader = client(charged)
    first = reader.get("/ja/light.zip")
    assert first.status_code == 503
    assert first.headers["retry-after"] == first.headers["refresh"] == str(archive.WAIT)
    assert Read.strictly(first.text)
    finished()
    response = reader.get("/ja/light.zip")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/zip"
    assert "light-ja" in response.headers["content-disposition"]
    assert len(zipfile.ZipFile(BytesIO(response.content)).namelist()) == FEW
    assert charged == [archive.COST - 1]
    again = reader.get("/ja/light.zip", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
    assert reader.get("/light.zip").status_code == 503, "each language has its own"


def test_one_is_made_at_a_time_and_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, begun = threading.Event(), []

    def written(requested: Requested) -> bytes:
        begun.append(language.code())
        go_on.wait(30)
        return b"made"

    monkeypatch.setattr(archive, "written", written)
    reader = client()
    assert [
        reader.get(path).status_code for path in ("/fr/light.zip", "/fr/light.zip", "/ja/light.zip")
    ] == [503] * 3
    go_on.set()
    finished()
    assert begun == ["fr"]
    assert reader.get("/fr/light.zip").content == b"made"


def test_a_question_about_it_alone_makes_none() -> None:
    assert client().head("/light.zip").status_code == 503
    assert not archive._one_at_a_time.locked()


@pytest.mark.usefixtures("few")
def test_what_fails_is_begun_anew(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_arguments: object) -> bytes:
        raise RuntimeError("a page failed")

    with monkeypatch.context() as patch:
        patch.setattr(archive, "written", fails)
        client().get("/light.zip")
        finished()
    assert "could not be made" in caplog.text
    assert client().get("/light.zip").status_code == 503
    finished()
    assert client().get("/light.zip").status_code == 200


def test_what_is_kept_is_bounded_and_a_query_makes_no_other(few: None) -> None:
    assert archive._archives.maxsize == archive.KEPT
    response = client().get("/fr/light.zip?x=1")
    assert (response.status_code, response.headers["location"]) == (308, "/fr/light.zip")
    request = Request(ARCHIVE_ASKED_FOR)
    assert archive.archive(request).status_code == 503
