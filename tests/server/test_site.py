"""Where a request comes from and how the site is called, whatever the headers say."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.server.running import Server
from web import request_info
from web.request_info import Requested
from web.settings import Settings


def scope(client: str = "192.0.2.1", scheme: str = "http", **headers: str) -> dict[str, object]:
    raw = [
        (name.replace("_", "-").encode(), value.encode("latin-1"))
        for name, value in headers.items()
    ]
    address = {"scheme": scheme, "path": "/", "query_string": b""}
    return {"type": "http", "headers": raw, "client": (client, 5000), **address}


Set = Callable[..., None]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Sets settings by name."""

    def given(**values: object) -> None:
        settings = replace(Settings(), **values)
        monkeypatch.setattr(request_info, "settings", lambda: settings)

    return given


class TestClient:
    @pytest.mark.parametrize(
        ("proxies", "forwarded", "expected"),
        [
            (0, "203.0.113.9", "192.0.2.1"),
            (1, "203.0.113.9", "203.0.113.9"),
            (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
            (2, "198.51.100.7, 203.0.113.9", "198.51.100.7"),
            (2, "203.0.113.9", "203.0.113.9"),
            (1, "203.0.113.9:4711", "203.0.113.9"),
            (1, "[2001:db8::9]:4711", "2001:db8::/64"),
            (1, "2001:DB8::9", "2001:db8::/64"),
            (1, "", "192.0.2.1"),
            (1, "unknown", "192.0.2.1"),
            (1, "a" * 5000, "192.0.2.1"),
            (1, "203.0.113.9,", "192.0.2.1"),
            (1, "203.0.113.9, 1.2.3", "192.0.2.1"),
        ],
    )
    def test_as_many_proxies_are_believed_as_are_set(
        self, given: Set, proxies: int, forwarded: str, expected: str
    ) -> None:
        given(proxies=proxies)
        assert Requested.read(scope(x_forwarded_for=forwarded)).networks[0] == expected

    def test_several_headers_are_one_list(self, given: Set) -> None:
        given(proxies=2)
        request = scope(x_forwarded_for="198.51.100.7")
        request["headers"] += [(b"x-forwarded-for", b"203.0.113.9")]  # type: ignore[operator]
        assert Requested.read(request).networks == ("198.51.100.7",)

    def test_who_comes_through_no_network_is_unknown(self, given: Set) -> None:
        given()
        assert Requested.read({**scope(), "client": None}).networks == ("unknown",)


class TestAddress:
    @pytest.mark.parametrize(
        "host",
        ["data.example", "data.example:8501", "192.0.2.1", "[2001:db8::1]:80", "my_box", "a-b.c"],
    )
    def test_it_is_what_was_asked(self, given: Set, host: str) -> None:
        given()
        assert Requested.read(scope(host=host)).site == f"http://{host}"

    @pytest.mark.parametrize(
        "host",
        [
            "",
            " ",
            "a b",
            "a/b",
            "a?b",
            "a#b",
            "u@a",
            "a:b",
            "a:999999",
            "[a",
            "a<b>",
            "ü",
            ".a",
            "a\\b",
        ],
    )
    def test_what_cannot_be_a_host_is_not_repeated(self, given: Set, host: str) -> None:
        given()
        assert Requested.read(scope(host=host)).site == "http://localhost"

    @pytest.mark.parametrize(
        ("proxies", "told", "expected"),
        [(0, "https", "http"), (1, "https", "https"), (1, "javascript", "http"), (1, "", "http")],
    )
    def test_a_proxy_that_is_believed_says_whether_it_is_asked_safely(
        self, given: Set, proxies: int, told: str, expected: str
    ) -> None:
        given(proxies=proxies)
        request = scope(host="data.example", x_forwarded_proto=told)
        assert Requested.read(request).site == f"{expected}://data.example"

    def test_the_one_that_is_set_stands_whatever_was_asked(self, given: Set) -> None:
        given(address="https://data.example/wsis")
        assert Requested.read(scope(host="evil.example")).site == "https://data.example/wsis"


class TestServed:
    """On the real server, which is asked from this machine: many believe whoever connects from there."""

    def test_no_forwarded_header_is_believed_unless_it_is_set(self, server: Server) -> None:
        headers = {"x_forwarded_proto": "https", "x_forwarded_for": "203.0.113.9"}
        answer = server.get("/api/v1/themes.json?limit=1", **headers)
        assert f"{server.url.replace('localhost', '127.0.0.1')}/api/v1/" in answer.body.decode()
        assert "https://127.0.0.1" not in answer.body.decode()
