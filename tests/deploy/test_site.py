"""The dashboard behind Debian's nginx with the site of deploy/: TLS, a path of its own, addresses, limits."""

import gzip
import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from tests.browser.reading import PATIENCE, Reader
from tests.deploy.conftest import API_RATE, PUBLIC
from tests.deploy.hosting import Hosted
from tests.deploy.nginx import HOST, Site, free_ports, nginx


@pytest.fixture
def reader(site: Site, browser: Browser) -> Iterator[Reader]:
    """A reader whose browser takes the certificate for good."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, ignore_https_errors=True
    )
    context.set_default_timeout(PATIENCE)
    yield Reader(context.new_page(), f"{site.url}/wsis")
    context.close()


def test_a_reader_filters_over_tls_and_stays_under_the_path(reader: Reader, site: Site) -> None:
    sockets: list[str] = []
    reader.page.on("websocket", lambda websocket: sockets.append(websocket.url))
    reader.open().choose("theme", "IGF funding").at(theme=["igf-funding"])
    assert reader.page.url.startswith(f"{site.url}/wsis/?")
    reader.follow("Themes").at(theme=["igf-funding"])
    assert reader.page.url.startswith(f"{site.url}/wsis/themes?")
    assert sockets == [f"wss://{HOST}:{site.secure}/wsis/_stcore/stream"]
    urls = [url for url in reader.requests if not url.startswith(("data:", "blob:"))]
    assert len(urls) > 20
    assert [url for url in urls if not url.startswith(f"{site.url}/wsis/")] == []
    assert reader.errors == []


def test_the_ways_in_lead_to_the_dashboard(site: Site) -> None:
    for path in ("/", "/wsis"):
        answer = site.get(path)
        assert (answer.status // 100, answer.headers["location"]) == (3, "/wsis/")
    answer = site.get("/wsis/")
    assert answer.status == 200
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "content-security-policy" in answer.headers
    plain = site.get_plain("/wsis/themes?theme=igf-funding")
    assert plain.status == 301
    assert plain.headers["location"] == "https://127.0.0.1/wsis/themes?theme=igf-funding"


def test_a_certificate_can_be_renewed_without_tls(site: Site) -> None:
    challenge = site.folder / "www" / ".well-known" / "acme-challenge" / "token"
    challenge.parent.mkdir(parents=True)
    challenge.write_text("proof", encoding="utf-8")
    answer = site.get_plain("/.well-known/acme-challenge/token")
    assert (answer.status, answer.body) == (200, b"proof")


def test_other_names_and_other_paths_are_not_answered(site: Site) -> None:
    assert site.get("/wsis/", host="elsewhere.example").status == 421
    assert site.get("/themes").status == 404
    assert site.get("/wsis/_stcore/metrics").status == 404


def test_every_address_that_is_told_is_the_public_one(site: Site) -> None:
    html = site.get("/wsis/organisation?id=jpnic").body.decode()
    assert f'<link rel="canonical" href="{PUBLIC}/organisation?id=jpnic">' in html
    sitemap = ElementTree.fromstring(site.get("/wsis/sitemap.xml").body)
    assert all(str(element[0].text).startswith(f"{PUBLIC}/") for element in sitemap)
    robots = site.get("/robots.txt")
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in robots.body.decode()
    assert robots.body == site.get("/wsis/robots.txt").body
    assert f'href="{PUBLIC}/feed.atom"'.encode() in site.get("/wsis/feed.atom").body
    page = json.loads(site.get("/wsis/api/v1/themes.json?limit=4").body)
    assert page["next"] == f"{PUBLIC}/api/v1/themes.json?limit=4&offset=4"
    assert urlsplit(page["next"]).path == "/wsis/api/v1/themes.json"


def test_the_limit_of_the_data_api_counts_readers_and_not_the_proxy(site: Site) -> None:
    allowed = int(API_RATE.partition("/")[0])
    path, busy, other = "/wsis/api/v1/themes.csv", "127.0.0.7", "127.0.0.8"
    statuses = [site.get(path, busy, "HEAD").status for _ in range(allowed + 1)]
    assert statuses == [200] * allowed + [429]
    forged_headers = {"x_forwarded_for": "203.0.113.9", "forwarded": "for=203.0.113.9"}
    assert site.get(path, busy, "HEAD", **forged_headers).status == 429
    assert site.get(path, other, "HEAD").status == 200


def test_one_address_opens_at_most_fifty_pages_and_the_log_has_them(site: Site) -> None:
    path, busy, other = "/wsis/_stcore/stream", "127.0.0.9", "127.0.0.10"
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Origin": site.url,
        "User-Agent": "many-pages",
    }
    with ExitStack() as stack:

        def status(source: str) -> int:
            connection = stack.enter_context(closing(site.connect(source)))
            connection.request("GET", path, headers=handshake)
            return connection.getresponse().status

        assert [status(busy) for _ in range(51)] == [101] * 50 + [429]
        assert status(other) == 101
    assert {served_path for served_path, _port in site.served("many-pages", least=52)} == {path}


def test_who_asks_without_end_is_refused_and_others_are_answered(tmp_path: Path) -> None:
    path, busy, other = "/wsis/themes", "127.0.0.11", "127.0.0.12"

    def refused(site: Site) -> int:
        """How many requests of one address are answered before one is refused."""
        connection = site.connect(busy)
        for number in range(20_000):
            connection.request("HEAD", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status == 429:
                return number
        return 20_000

    with nginx(tmp_path / "nginx", *free_ports(1)) as site:
        assert 1000 <= refused(site) < 20_000
        assert site.get(path, other).status == 503  # there is no dashboard behind


def test_browsers_are_told_to_come_by_tls_also_while_the_dashboard_restarts(tmp_path: Path) -> None:
    with nginx(tmp_path / "nginx", *free_ports(1)) as site:
        for path in ("/wsis/", "/wsis/api/v1/health"):
            answer = site.get(path)
            assert answer.status == 503
            assert "max-age" in answer.headers["strict-transport-security"]


def test_what_is_compressed_is_compressed_once(site: Site) -> None:
    html = site.get("/wsis/").body.decode()
    style = re.findall(r'href="\./(static/[^"]+\.css)"', html)[0]
    for path in (f"/wsis/{style}", "/wsis/", "/wsis/api/v1/points.csv?limit=500"):
        packed = site.get(path, accept_encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == site.get(path).body


def test_a_file_comes_whole_and_nothing_is_stored_on_its_way(site: Site, hosted: Hosted) -> None:
    answer = site.get("/wsis/api/v1/tables/points.csv")
    source = (hosted.clone / "data" / "points.csv").read_text(encoding="utf-8")
    assert answer.status == 200
    assert len(answer.body) > len(source) // 2
    assert list((site.folder / "temporary").rglob("*.*")) == []
    assert "buffered to a temporary file" not in site.log


def test_nginx_has_nothing_to_complain_about_an_address_with_many_filters(site: Site) -> None:
    many = "&".join(f"theme=a-theme-that-is-not-there-{number}" for number in range(110))
    assert site.get(f"/wsis/light/?{many}").status == 200


@contextmanager
def slow_writer() -> Iterator[tuple[int, threading.Event]]:
    """A port that answers with the first line of a file, and with the rest when the event is set."""
    go_on = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _address = listener.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nfirst\n")
                go_on.wait(60)
                connection.sendall(b"other\n")

        thread = threading.Thread(target=answer)
        thread.start()
        yield listener.getsockname()[1], go_on
        go_on.set()
        thread.join()


def test_a_download_is_passed_on_as_it_is_written(tmp_path: Path) -> None:
    with slow_writer() as (port, go_on), nginx(tmp_path / "nginx", port) as site:
        connection: HTTPSConnection = site.connect()
        connection.request("GET", "/wsis/api/v1/points.csv")
        response = connection.getresponse()
        assert response.read(6) == b"first\n"
        go_on.set()
        assert response.read() == b"other\n"
        connection.close()
