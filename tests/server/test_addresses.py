import gzip
import json
import re
import socket
import time
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.light.heads import Read
from tests.server.reader import reading
from tests.server.running import Server, serving


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/_stcore/upload_file/session/file",
        "/auth/login",
    ],
)
def test_what_no_reader_needs_is_not_public(server: Server, path: str) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        assert server.get(path, method=method).status == 404


def test_no_page_of_another_site_is_told_that_it_may_steer_ours(server: Server) -> None:
    assert json.loads(server.get("/_stcore/host-config").body)["allowedOrigins"] == []


@pytest.mark.parametrize(
    "path", ["/healthz", "/a/b/c", "/pages/navigation.py", "/navigation", "/data/points.csv"]
)
def test_an_unknown_address_is_a_404_that_leads_home(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert b'href="/"' in answer.body


@pytest.fixture(scope="module")
def without_rate() -> Iterator[Server]:
    with serving(DASHBOARD_PAGE_RATE="") as server:
        yield server


@pytest.mark.parametrize(
    ("page", "identifier"),
    [
        ("organisation", "jpnic"),
        ("submission", "tccm-rev2"),
        ("theme", "igf-funding"),
        ("claim", "ch-divides-persist"),
        ("action-line", "C5"),
        ("goal", "9"),
    ],
)
def test_the_page_of_what_is_not_there_is_a_404_that_opens_all_the_same(
    without_rate: Server, page: str, identifier: str
) -> None:
    server = without_rate  # Above the rate, a page comes without a look at the data.
    answer = server.get(f"/{page}?id=no-such-{identifier}")
    assert answer.status == 404
    assert b'<div id="root">' in answer.body
    for there in ("", f"?id={identifier}", f"?id=no-such-{identifier}&id={identifier}"):
        assert server.get(f"/{page}{there}").status == 200, there


def test_every_page_of_the_menu_has_an_address(server: Server) -> None:
    with reading(server.address) as reader:
        pages = reader.run().pages
    assert pages
    for page in pages:
        path = "" if page.is_default else page.url_pathname
        answer = server.get(f"/{path}")
        assert answer.status == 200, path
        assert b'<div id="root">' in answer.body


def test_a_page_with_a_slash_too_many_leads_to_the_page(server: Server) -> None:
    with reading(server.address) as reader:
        page = next(page for page in reader.run().pages if not page.is_default)
    answer = server.get(f"/{page.url_pathname}/?theme=x")
    assert (answer.status, answer.headers["location"]) == (301, f"/{page.url_pathname}?theme=x")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/ja/challenges/?theme=ai", "/ja/challenges?theme=ai"),
        ("/ja/api/v1", "/ja/api/v1/"),
        ("/ja/light/themes/?theme=ai", "/ja/light/themes?theme=ai"),
        ("/light/themes/", "/light/themes"),
    ],
)
def test_a_redirect_keeps_the_language_and_names_no_host(
    server: Server, address: str, leads_to: str
) -> None:
    answer = server.get(address, host="evil.example", x_forwarded_proto="https")
    assert answer.status in (301, 308)
    assert answer.headers["location"] == leads_to
    assert server.get(leads_to).status == 200


@pytest.mark.parametrize("path", ["/", "/themes", "/light/", "/feed.atom", "/nowhere"])
def test_an_address_that_is_too_long_is_refused_in_words(server: Server, path: str) -> None:
    assert server.get(f"{path}?x={'x' * 3_998}").status in (200, 404)
    answer = server.get(f"/ja{path}?x={'x' * 3_999}")
    assert answer.status == 414
    assert "このアドレスは長すぎます" in answer.body.decode()
    assert server.get(f"/api/v1/themes.json?x={'x' * 3_999}").status == 414


def asked_as(server: Server) -> str:
    """The address of the site as `Server.get` calls it."""
    return f"http://127.0.0.1:{server.port}"


def test_the_shell_names_the_dashboard_and_holds_no_script_but_data(server: Server) -> None:
    html = server.get("/").body.decode()
    assert html.startswith("<!DOCTYPE html>")
    assert "<title>WSIS+20 Submissions Dashboard</title>" in html
    assert '<meta name="description" content="' in html
    assert "<noscript>" in html
    assert "agent" not in html
    scripts = re.findall(r"<script([^>]*)>([^<]*)</script>", html)
    assert {words for attributes, words in scripts if "ld+json" not in attributes} == {""}
    for source in re.findall(r'(?:src|href)="([^"]*)"', html):
        answer = server.get(source.removeprefix(asked_as(server)).removeprefix("."))
        assert answer.status == 200, source


def test_a_page_is_told_of_under_its_own_address(server: Server) -> None:
    answer = server.get("/organisation?id=jpnic")
    assert "<title>JPNIC · WSIS+20 submissions</title>" in answer.body.decode()
    assert answer.headers["cache-control"] == "no-cache"
    canonical = f'<link rel="canonical" href="{asked_as(server)}/organisation?id=jpnic">'
    assert canonical in answer.body.decode()


@pytest.mark.parametrize(
    ("path", "kind", "begins"),
    [
        ("/favicon.svg", "image/svg+xml", b"<svg"),
        ("/favicon.png", "image/png", b"\x89PNG"),
        ("/favicon.ico", "image/png", b"\x89PNG"),
        ("/share.png", "image/png", b"\x89PNG"),
    ],
)
def test_pictures_come_with_their_type_and_may_be_kept(
    server: Server, path: str, kind: str, begins: bytes
) -> None:
    answer = server.get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.body.startswith(begins)
    assert "max-age" in answer.headers["cache-control"]
    head = server.get(path, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(answer.body))


@pytest.mark.parametrize(
    ("path", "picture"),
    [
        ("/about", "/share.png"),
        ("/challenges?group=government", "/api/v1/card/challenges/most.png"),
        ("/light/theme/gender?group=government", "/api/v1/card/theme/by_group.png"),
    ],
)
def test_the_picture_that_is_shared_has_the_size_it_is_said_to_have(
    without_rate: Server, path: str, picture: str
) -> None:
    server = without_rate
    # A page that a busy server cannot make in time comes plain.
    attempts = (Read(server.get(path).body.decode()).meta for _try in range(30))
    meta = next(meta for meta in attempts if "og:image" in meta)
    address = urlsplit(meta["og:image"])
    assert address.path == picture
    answer = server.get(f"{address.path}?{address.query}")
    assert answer.headers["content-type"] == meta["og:image:type"] == "image/png"
    size = Image.open(BytesIO(answer.body)).size
    assert size == (int(meta["og:image:width"]), int(meta["og:image:height"]))
    assert size[0] == 1200


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.atom?theme=igf-funding", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/llms.txt", "text/plain; charset=utf-8"),
    ],
)
def test_what_followers_and_crawlers_read_is_compressed_kept_and_had_without_its_body(
    server: Server, path: str, kind: str
) -> None:
    answer = server.get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert "content-security-policy" in answer.headers
    packed = server.get(path, accept_encoding="gzip")
    if len(answer.body) > 1000:
        assert gzip.decompress(packed.body) == answer.body
    not_modified = server.get(path, if_none_match=answer.headers["etag"])
    assert (not_modified.status, not_modified.body) == (304, b"")
    head = server.get(path, method="HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", answer.headers["etag"])
    assert server.get(path, method="POST").status == 405


def test_addresses_of_the_sitemap_lead_to_pages(server: Server) -> None:
    """Every 60th, and all of the first."""
    sitemap = ElementTree.fromstring(server.get("/sitemap.xml").body)
    paths = [str(element[0].text).removeprefix(asked_as(server)) for element in sitemap]
    for path in [*paths[:20], *paths[20::60]]:
        answer = server.get(path)
        if answer.status == 429:  # the tests before have asked for many pages of this one address
            time.sleep(float(answer.headers["retry-after"]))
            answer = server.get(path)
        assert answer.status == 200, path


def test_files_of_the_data_set_that_search_engines_are_told_of_are_there(server: Server) -> None:
    (json_text,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', server.get("/").body.decode()
    )
    (data,) = [node for node in json.loads(json_text)["@graph"] if node["@type"] == "Dataset"]
    assert len(data["distribution"]) > 18
    for file in data["distribution"][:5]:
        answer = server.get(urlsplit(file["contentUrl"]).path, method="HEAD")
        assert answer.status == 200, file["contentUrl"]
        assert answer.headers["content-type"].partition(";")[0] == file["encodingFormat"]


def test_health_is_public(server: Server) -> None:
    answer = server.get("/_stcore/health")
    assert (answer.status, answer.body) == (200, b"ok")


@pytest.mark.parametrize(
    "origin",
    [
        "https://elsewhere.example",
        "http://localhost.example",
        "http://localhost:8501.evil.example",
        "http://evil.example@localhost",
        "null",
    ],
)
def test_a_page_of_another_site_cannot_open_the_websocket(server: Server, origin: str) -> None:
    with (
        pytest.raises(InvalidStatus) as error,
        connect(
            f"ws://{server.address}/_stcore/stream",
            origin=Origin(origin),
        ),
    ):
        pass
    assert error.value.response.status_code == 403


@pytest.mark.parametrize("host", ["dashboard.example", "dashboard.example:8501"])
def test_the_websocket_opens_for_the_site_itself_whatever_its_name(
    server: Server, host: str
) -> None:
    with connect(
        f"ws://{host}/_stcore/stream",
        origin=Origin(f"https://{host}"),
        sock=socket.create_connection(("127.0.0.1", server.port)),
    ) as connection:
        assert connection.ping().wait(timeout=10)


def test_under_a_path_of_its_own_every_address_that_is_told_has_it() -> None:
    with serving(STREAMLIT_SERVER_BASE_URL_PATH="base") as server:
        home = f"http://127.0.0.1:{server.port}/base"
        html = server.get("/base/organisation?id=jpnic").body.decode()
        assert f'<link rel="canonical" href="{home}/organisation?id=jpnic">' in html
        for source in re.findall(r'(?:src|href)="([^"]*)"', html):
            path = source.removeprefix(asked_as(server))
            answer = server.get(f"/base{path[1:]}" if path.startswith(".") else path)
            assert answer.status == 200, source
        assert f"Sitemap: {home}/sitemap.xml" in server.get("/base/robots.txt").body.decode()
        sitemap = ElementTree.fromstring(server.get("/base/sitemap.xml").body)
        assert all(str(element[0].text).startswith(f"{home}/") for element in sitemap)
        assert f'href="{home}/feed.atom"'.encode() in server.get("/base/feed.atom").body
