import asyncio
from contextlib import suppress
from itertools import islice

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.server.running import Server
from web.index_html import compressible, font
from web.response_headers import SecurityHeaders, security_headers
from web.settings import Settings

DOCUMENTS = ["/", "/_stcore/health", "/static/nothing.js", "/nowhere", "/favicon.svg"]
FILES = [*islice(compressible(), 1), "/frame.css", font()]
EVERYWHERE = [*DOCUMENTS, *FILES]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_no_other_site_reads_an_answer_or_takes_it_for_what_it_is_not(
    server: Server, path: str
) -> None:
    headers = server.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    shown_by = "cross-origin" if path.endswith(".svg") else "same-origin"
    assert headers["cross-origin-resource-policy"] == shown_by


@pytest.mark.parametrize("path", FILES)
def test_a_file_of_which_a_page_loads_a_hundred_has_no_headers_for_documents(
    server: Server, path: str
) -> None:
    assert "content-security-policy" not in server.get(path).headers
    assert "permissions-policy" not in server.get(path).headers


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_document_carries_the_security_headers(server: Server, path: str) -> None:
    headers = server.get(path).headers
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", [*EVERYWHERE, "/_stcore/host-config", "/light/", "/api/v1/"])
def test_no_answer_sets_a_cookie(server: Server, path: str) -> None:
    """Readers are told on About this site and privacy that there are none."""
    assert "set-cookie" not in server.get(path).headers


def test_the_log_has_no_network_address(server: Server) -> None:
    """Readers are told on About this site and privacy that the server writes none down."""
    for path in ("/", "/light/about", "/api/v1/none-such", "/nowhere"):
        server.get(path)
    assert "127.0.0.1" not in server.log


@pytest.mark.parametrize(
    "path",
    ["/api/v1/card/challenges/most.svg", "/challenges?card=most&embed=true", "/media/none.png"],
)
def test_other_sites_may_show_pictures_and_embedded_pages(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    again = server.get(path, if_none_match=answer.headers.get("etag", ""))
    assert again.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("address", ["https://dashboard.example.org/wsis", "http://localhost"])
def test_browsers_keep_to_https_where_the_public_address_has_it(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("web.response_headers.settings", lambda: Settings(address=address))
    header = security_headers("/", b"").get("Strict-Transport-Security", "")
    assert ("max-age" in header) == address.startswith("https://")


def test_no_other_site_may_frame_a_page(server: Server) -> None:
    headers = server.get("/").headers
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


@pytest.mark.parametrize("query", ["card=most&embed=true", "theme=ai&card=by_group&embed=True"])
def test_any_site_may_frame_a_card_that_is_asked_for_as_embedded(
    server: Server, query: str
) -> None:
    headers = server.get(f"/challenges?{query}").headers
    assert "x-frame-options" not in headers
    assert "frame-ancestors *" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "query",
    [
        "embed=true",
        "embed=true&card=",
        "card=most&card=&embed=true",
        "card=most",
        *(f"card=most&{parameter}" for parameter in ("embed=false", "embed=", "xembed=true")),
        "card=most&embed=true&embed=no",
    ],
)
def test_nothing_else_in_the_address_allows_framing(server: Server, query: str) -> None:
    assert server.get(f"/?{query}").headers["x-frame-options"] == "SAMEORIGIN"


def test_sites_in_the_settings_may_frame_every_page_and_nothing_else_is_loosened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = security_headers("/", b"")
    settings = Settings(framed_by="https://huggingface.co https://site.example")
    monkeypatch.setattr("web.response_headers.settings", lambda: settings)
    after = security_headers("/", b"")
    assert "X-Frame-Options" in before
    del before["X-Frame-Options"]
    policy = before["Content-Security-Policy"]
    before["Content-Security-Policy"] = policy.replace(
        "frame-ancestors 'self'",
        "frame-ancestors 'self' https://huggingface.co https://site.example",
    )
    assert after == before != security_headers("/", b"card=most&embed=true")


def answer_of(app: ASGIApp) -> list[Message]:
    """Messages that the application wrapped in SecurityHeaders sends for a GET of /."""
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        messages.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    with suppress(ZeroDivisionError):
        asyncio.run(SecurityHeaders(app)(scope, receive, send))
    return messages


def test_the_answer_to_a_crash_carries_them_and_says_nothing_of_the_inside() -> None:
    async def crashing(scope: Scope, receive: Receive, send: Send) -> None:
        raise ZeroDivisionError("secret")

    start, body = answer_of(crashing)
    assert start["status"] == 500
    assert b"content-security-policy" in dict(start["headers"])
    assert body["body"] == b"Internal Server Error"


def test_a_header_that_the_application_sets_itself_stands() -> None:
    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"referrer-policy", b"no-referrer")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    headers = answer_of(application)[0]["headers"]
    assert [value for name, value in headers if name == b"referrer-policy"] == [b"no-referrer"]
