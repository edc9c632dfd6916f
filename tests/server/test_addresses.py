import re
import socket

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.benchmarks.reader import reading
from tests.server.running import Server


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


@pytest.mark.parametrize(
    "path", ["/healthz", "/a/b/c", "/pages/navigation.py", "/navigation", "/data/points.csv"]
)
def test_an_unknown_address_is_a_404_that_leads_home(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert b'href="/"' in answer.body


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


def test_the_shell_names_the_dashboard_and_holds_no_script(server: Server) -> None:
    html = server.get("/").body.decode()
    assert html.startswith("<!DOCTYPE html>")
    assert "<title>WSIS+20 Submissions Dashboard</title>" in html
    assert '<meta name="description" content="' in html
    assert "<noscript>" in html
    assert "agent" not in html
    assert re.findall(r"<script[^>]*>([^<]*)</script>", html) == [""]
    for source in re.findall(r'(?:src|href)="([^"]*)"', html):
        assert server.get(source.removeprefix(".")).status == 200, source


def test_the_icon_is_the_dashboards_own(server: Server) -> None:
    answer = server.get("/favicon.png")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/svg+xml")


def test_health_is_public(server: Server) -> None:
    answer = server.get("/_stcore/health")
    assert (answer.status, answer.body) == (200, b"ok")


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "http://localhost.example", "null"]
)
def test_a_page_of_another_site_cannot_open_the_websocket(server: Server, origin: str) -> None:
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(
            f"ws://{server.address}/_stcore/stream",
            origin=Origin(origin),
        ),
    ):
        pass
    assert refused.value.response.status_code == 403


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
