"""How often one network address may ask."""

import time
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from web import request_info
from web.api.application import mounted
from web.fair_share import ALLOWED, PLACES, Rate
from web.request_info import Requested
from web.settings import Settings

THEMES = "/api/v1/themes.csv"
PICTURE = "/api/v1/card/challenges/most.png?size=preview"


def asking(rate: str, address: str = "192.0.2.1") -> TestClient:
    """The data API with these limits, asked from a network address."""
    app = Starlette(routes=mounted("", rate))
    return TestClient(app, base_url="http://localhost", client=(address, 5000))


def from_another(client: TestClient, address: str) -> TestClient:
    """Another client of the same application."""
    return TestClient(client.app, base_url="http://localhost", client=(address, 5000))


def network(address: str) -> str:
    """The network of one reader at an address."""
    scope = {"client": (address, 5000), "path": "/", "query_string": b"", "headers": []}
    return Requested.read(scope).networks[0]


class Clock:
    """Stands in for the module ``time`` where limits are counted: it stands still, ``ahead`` of when it was made."""

    def __init__(self) -> None:
        self.began = time.time()
        self.ahead = 0.0

    def time(self) -> float:
        return self.began + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of what counts requests."""
    clock = Clock()
    for module in ("limits.storage.memory", "limits.strategies"):
        monkeypatch.setattr(f"{module}.time", clock)
    return clock


class TestLimit:
    def test_one_request_too_many_is_a_429_problem_that_says_when_to_come_back(self) -> None:
        client = asking("5/minute")
        assert [client.get(THEMES).status_code for _ in range(6)] == [200] * 5 + [429]
        refusal = client.get(THEMES, headers={"Origin": "https://elsewhere.example"})
        assert refusal.headers["content-type"] == "application/problem+json"
        assert 0 < int(refusal.headers["retry-after"]) <= 120
        assert refusal.json()["detail"].endswith(f" in {refusal.headers['retry-after']} seconds.")
        assert "5 per 1 minute" in refusal.json()["detail"]
        assert refusal.headers["cache-control"] == "no-store"
        assert refusal.headers["access-control-allow-origin"] == "*"

    def test_who_waits_as_long_as_told_is_answered(self, clock: Clock) -> None:
        client = asking("3/second")
        for _round in range(3):
            responses = [client.head(THEMES) for _ in range(5)]
            refusal = responses[-1]
            assert refusal.status_code == 429
            clock.ahead += int(refusal.headers["retry-after"])
            assert client.head(THEMES).status_code == 200

    def test_every_limit_holds(self) -> None:
        client = asking("100/second;4/hour")
        assert [client.head(THEMES).status_code for _ in range(5)] == [200] * 4 + [429]

    def test_asking_without_body_or_for_what_one_has_or_for_nothing_counts_too(self) -> None:
        client = asking("4/minute")
        tag = client.head(THEMES).headers["etag"]
        assert client.get(THEMES, headers={"If-None-Match": tag}).status_code == 304
        assert client.get("/api/v1/nothing").status_code == 404
        assert client.get(f"{THEMES}?x=y").status_code == 400
        assert client.head(THEMES).status_code == 429

    def test_a_browser_asking_beforehand_does_not_count(self) -> None:
        client = asking("2/minute")
        headers = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
        assert {client.options(THEMES, headers=headers).status_code for _ in range(9)} == {200}
        assert client.head(THEMES).status_code == 200

    def test_an_empty_rate_is_no_limit(self) -> None:
        client = asking("")
        assert {client.head(THEMES).status_code for _ in range(60)} == {200}


class TestPictures:
    def test_a_png_counts_as_ten_requests(self) -> None:
        client = asking("300/hour")
        statuses = [client.head(PICTURE).status_code for _ in range(31)]
        assert statuses == [200] * 30 + [429]
        refusal = client.get(PICTURE)
        assert refusal.headers["content-type"] == "application/problem+json"
        assert "300 per 1 hour" in refusal.json()["detail"]

    def test_one_that_a_client_has_or_that_is_not_there_counts_once(self) -> None:
        client = asking("300/hour")
        tag = client.head(PICTURE).headers["etag"]
        for _ in range(50):
            assert client.head(PICTURE, headers={"If-None-Match": tag}).status_code == 304
            assert client.head("/api/v1/card/challenges/x.png").status_code == 404
            assert client.head(f"{PICTURE}&group=nobody").status_code == 400
            assert client.head(PICTURE.replace("png?size=preview", "svg")).status_code == 200
        statuses = [client.head(PICTURE).status_code for _ in range(10)]
        assert statuses == [200] * 9 + [429]

    def test_a_page_may_show_some_at_once(self) -> None:
        client = asking("20/hour")
        assert [client.head(PICTURE).status_code for _ in range(11)] == [200] * 10 + [429]

    def test_a_small_limit_lets_some_through(self) -> None:
        client = asking("3/hour")
        assert [client.head(PICTURE).status_code for _ in range(4)] == [200] * 3 + [429]

    @pytest.mark.parametrize("begun", [0, 30, 50])
    def test_who_waits_as_long_as_told_is_answered(self, clock: Clock, begun: int) -> None:
        clock.ahead = begun - clock.began % 60  # seconds of the minute that have passed
        client = asking("60/minute")
        for _round in range(3):
            responses = [client.head(PICTURE) for _ in range(20)]
            refusal = responses[-1]
            assert refusal.status_code == 429
            clock.ahead += int(refusal.headers["retry-after"])
            assert client.head(PICTURE).status_code == 200


class TestAddresses:
    def test_another_address_is_not_held_up(self) -> None:
        client = asking("2/minute")
        assert [client.head(THEMES).status_code for _ in range(3)] == [200, 200, 429]
        others = (from_another(client, f"198.51.100.{n}") for n in range(10))
        statuses = [other.head(THEMES).status_code for other in others]
        assert statuses.count(200) >= 9  # two addresses may fall on one place, one time in 4,096

    @pytest.mark.parametrize(
        ("address", "other_address", "same"),
        [
            ("192.0.2.1", "192.0.2.2", False),
            ("192.0.2.1", "::ffff:192.0.2.1", True),
            ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
            ("unknown", "unknown", True),
        ],
    )
    def test_a_whole_network_of_ipv6_counts_as_one(
        self, address: str, other_address: str, same: bool
    ) -> None:
        assert (network(address) == network(other_address)) is same

    def test_a_network_that_holds_many_networks_has_ten_times_the_rate(self, clock: Clock) -> None:
        client = asking("5/minute")
        addresses = [f"2001:db8:0:{number:x}::1" for number in range(500)]
        responses = [from_another(client, address).head(THEMES) for address in addresses]
        allowed = 5 * ALLOWED[1]
        assert [response.status_code for response in responses] == [200] * allowed + [429] * (
            500 - allowed
        )
        assert "50 per 1 minute" in from_another(client, addresses[0]).get(THEMES).json()["detail"]
        assert from_another(client, "2001:db8:1::1").head(THEMES).status_code == 200

    @pytest.fixture
    def one_proxy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(request_info, "settings", lambda: replace(Settings(), proxies=1))

    def test_a_header_that_nobody_is_to_believe_buys_nothing(self) -> None:
        client = asking("2/minute")
        header_sets = [{"X-Forwarded-For": f"203.0.113.{n}"} for n in range(4)]
        statuses = [client.head(THEMES, headers=headers).status_code for headers in header_sets]
        assert statuses == [200, 200, 429, 429]

    def test_behind_a_proxy_each_reader_counts(self, one_proxy: None) -> None:
        client = asking("2/minute", "10.0.0.1")
        first = {"X-Forwarded-For": "203.0.113.1"}
        assert [client.head(THEMES, headers=first).status_code for _ in range(3)][-1] == 429
        others = [{"X-Forwarded-For": f"198.51.100.{n}"} for n in range(10)]
        statuses = [client.head(THEMES, headers=headers).status_code for headers in others]
        assert statuses.count(200) >= 9

    def test_what_a_reader_says_before_the_proxy_buys_nothing(self, one_proxy: None) -> None:
        client = asking("2/minute", "10.0.0.1")
        header_sets = [{"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.1"} for n in range(4)]
        statuses = [client.head(THEMES, headers=headers).status_code for headers in header_sets]
        assert statuses == [200, 200, 429, 429]


class TestMemory:
    def test_a_crowd_of_addresses_takes_no_more_than_the_places_do(self) -> None:
        rate = Rate("20/second;300/minute")
        storage = rate._limiter.storage
        for number in range(10_000):
            rate.exceeded((f"2001:db8:{number:x}::/64", f"2001:db8:{number:x}::/48"))
        for entries in (storage.storage, storage.expirations, storage.locks, storage.events):
            assert len(entries) <= PLACES * 2 * 2
        begun = time.perf_counter()
        for _ in range(1_000):
            rate.exceeded(("192.0.2.1",))
        assert time.perf_counter() - begun < 2

    def test_what_is_over_is_forgotten(self, clock: Clock) -> None:
        rate = Rate("20/second")
        for number in range(100):
            rate.exceeded((f"192.0.2.{number}",))
        assert len(rate._limiter.storage.storage) > 50
        rate._limiter.storage.timer.join()
        clock.ahead += 2.1
        rate.exceeded(("198.51.100.1",))
        rate._limiter.storage.timer.join()
        assert len(rate._limiter.storage.storage) <= 2
