"""What the data API says when it cannot answer: a problem document, never anything of the inside."""

import json
import logging
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection

import pytest
from starlette.testclient import TestClient

from data import DATABASE
from queries import Database, DatabaseUnavailable, Question, engines, execution, tables
from queries.engines import duckdb_engine
from queries.questions import Statement
from web.gateway import LONGEST_QUERY

V1 = "/api/v1"
LARGE = "SELECT count(DISTINCT range) AS n FROM range(5_000_000)"
ENDLESS = "SELECT sum(a.range * b.range) AS n FROM range(10_000_000) a, range(10_000_000) b"


def raw(port: int, target: bytes, method: bytes = b"GET") -> tuple[int, bytes]:
    """Status and all that is answered to a request whose target is sent as it is."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(
            method + b" " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        response = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(response.split(b" ", 2)[1]), response


class TestAddresses:
    @pytest.mark.parametrize(
        "target",
        [
            "/nothing.csv",
            "/themes",
            "/themes.",
            "/.csv",
            "/themes.exe",
            "/themes.csv/",
            "/themes.csv/more",
            "/tables/",
            "/tables/nothing.csv",
            "/tables/points.xlsx",
            "/tables/data_release.csv",
            "/tables/submission_search.csv",
            '/tables/points";DROP TABLE points;--.csv',
            "/../../etc/passwd",
            "/..%2f..%2fetc%2fpasswd",
            "/%2e%2e/%2e%2e/data/points.csv",
            "/themes%2fcsv",
            "/themes%00.csv",
            "/themes.csv%00",
            "/themes%0d%0aSet-Cookie:a=b.csv",
            "/%ff%fe.csv",
            "/%e2%80%ae.csv",
            "/%zz.csv",
            "/" + "a" * 5000 + ".csv",
            "/themes.csv;jsessionid=1",
            "//themes.csv",
        ],
    )
    def test_what_is_not_there_is_a_404_problem(self, port: int, target: str) -> None:
        status, response = raw(port, f"{V1}{target}".replace(" ", "%20").encode())
        head, body = response.split(b"\r\n\r\n", 1)
        assert status == 404
        assert b"content-type: application/problem+json" in head
        assert b"set-cookie" not in head.lower()
        assert b'"status": 404' in body
        assert b"Traceback" not in body
        assert len(body) < 5000

    @pytest.mark.parametrize("target", ["/api/v2/themes.csv", "/api/x", "/api//", "/api/v1x"])
    def test_so_is_what_no_version_has(self, port: int, target: str) -> None:
        status, response = raw(port, target.encode())
        assert status == 404
        assert b"application/problem+json" in response

    @pytest.mark.parametrize("target", ["/api", "/api/", "/api/v1", "/api?x=y"])
    def test_the_roots_lead_to_the_index(self, port: int, target: str) -> None:
        status, response = raw(port, target.encode())
        assert status == 308
        assert b"location: /api/v1/\r\n" in response

    @pytest.mark.parametrize(
        "query",
        [
            "theme=%00",
            "theme=%ff%fe",
            "theme=%zz",
            "theme=ai%26theme",
            "q=%00",
            "q=%E2%80%8B",
            "q=%CC%81",
            "q=" + "%20a" * 900,
            "&".join(["theme=x"] * 500),
            "&".join(["theme=ai"] * 420),
            "&".join(f"p{n}" for n in range(800)),
            "offset=+1",
            "since=2025-01-01%00",
            "%00=1",
            "theme=' OR 1=1 --",
        ],
        ids=lambda query: query[:30],
    )
    def test_what_cannot_be_used_is_a_400_problem_that_names_it(
        self, port: int, query: str
    ) -> None:
        status, response = raw(port, f"{V1}/themes.csv?{query}".replace(" ", "%20").encode())
        head, body = response.split(b"\r\n\r\n", 1)
        assert status == 400
        assert b"content-type: application/problem+json" in head
        assert b"cache-control: no-store" in head
        assert b'"parameter"' in body
        assert len(body) < 8000

    @pytest.mark.parametrize(
        "query", ["q=", "q=%20", "q=%ff", "q=" + "%F0%9F%98%80" * 200, "q=%25_'"]
    )
    def test_any_short_text_can_be_searched_for(self, port: int, query: str) -> None:
        assert raw(port, f"{V1}/themes.csv?{query}".encode())[0] == 200

    @pytest.mark.parametrize("query", ["theme=ai&" * 500, "q=" + "a" * 60_000, "&" * 4_001])
    def test_an_address_that_is_too_long_is_a_414_problem(self, port: int, query: str) -> None:
        status, response = raw(port, f"{V1}/themes.csv?{query}".encode())
        head, body = response.split(b"\r\n\r\n", 1)
        assert status == 414
        assert b"content-type: application/problem+json" in head
        assert b"access-control-allow-origin: *" in head
        assert json.loads(body)["maximum"] == LONGEST_QUERY

    @pytest.mark.parametrize("length", [64_000, 70_000, 300_000])
    def test_an_endless_address_is_refused_and_the_next_is_answered(
        self, port: int, length: int
    ) -> None:
        with suppress(ConnectionError):  # it may be refused while it is still being sent
            assert raw(port, f"{V1}/themes.csv?q=".encode() + b"a" * length)[0] in (400, 414, 431)
        assert raw(port, f"{V1}/themes.csv".encode())[0] == 200

    @pytest.mark.parametrize(
        "target", ["/themes.csv", "/tables/points.csv", "/card/challenges/most.png", "/"]
    )
    @pytest.mark.parametrize(
        "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE"]
    )
    def test_it_is_read_only(self, api: TestClient, target: str, method: str) -> None:
        response = api.request(method, f"{V1}{target}")
        assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == 405


class TestDatabase:
    ADDRESSES = (
        "/themes.csv",
        "/themes.xlsx",
        "/points.json?theme=ai",
        "/tables/points.csv",
        "/",
        "/health",
    )

    @pytest.fixture(autouse=True)
    def nothing_kept(self) -> Iterator[None]:
        execution._answers.clear()
        yield
        execution._answers.clear()

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_without_a_database_it_says_when_to_ask_again(
        self, api: TestClient, monkeypatch: pytest.MonkeyPatch, address: str
    ) -> None:
        def gone() -> Database:
            raise DatabaseUnavailable("/srv/dashboard.duckdb is not there")

        monkeypatch.setattr(engines, "current", gone)
        for module in ("web.response_headers", "exports.provenance"):
            monkeypatch.setattr(f"{module}.current", gone)
        response = api.get(f"{V1}{address}")
        assert response.status_code == 503
        assert int(response.headers["retry-after"]) > 0
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["content-type"] == "application/problem+json"
        assert "duckdb" not in response.text

    @pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "parquet", "zip"])
    def test_a_question_over_its_time_limit_is_a_503_before_the_first_byte(
        self, api: TestClient, monkeypatch: pytest.MonkeyPatch, ending: str
    ) -> None:
        monkeypatch.setattr(engines, "TIME_LIMIT", 0.2)
        monkeypatch.setattr(Question, "statement", lambda *_, **__: Statement(ENDLESS, {}))
        self._is_too_slow(api, f"{V1}/texts.{ending}?region=africa")

    @pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
    def test_so_is_a_long_answer_whose_first_rows_take_too_long(
        self, api: TestClient, monkeypatch: pytest.MonkeyPatch, ending: str
    ) -> None:
        api.get(f"{V1}/tables/themes.csv")
        monkeypatch.setattr(engines, "TIME_LIMIT", 0.2)
        monkeypatch.setattr(tables, "_sql", lambda _name: ENDLESS)
        self._is_too_slow(api, f"{V1}/tables/themes.{ending}")

    @pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "parquet", "zip"])
    def test_a_question_over_its_memory_limit_is_a_503_before_the_first_byte(
        self, api: TestClient, monkeypatch: pytest.MonkeyPatch, ending: str
    ) -> None:
        monkeypatch.setattr(duckdb_engine, "MEMORY", 30_000_000)
        monkeypatch.setattr(duckdb_engine, "SHARE", 2**40)
        narrow = Database(DATABASE)
        monkeypatch.setattr(engines, "current", lambda: narrow)
        monkeypatch.setattr(Question, "statement", lambda *_, **__: Statement(LARGE, {}))
        self._is_stopped(api, f"{V1}/texts.{ending}", "needs more memory")

    def _is_too_slow(self, api: TestClient, address: str) -> None:
        self._is_stopped(api, address, "longer than 0.2 seconds")

    def _is_stopped(self, api: TestClient, address: str, why: str) -> None:
        response = api.get(address)
        assert response.status_code == 503
        assert int(response.headers["retry-after"]) > 0
        assert response.headers["content-type"] == "application/problem+json"
        assert why in response.json()["detail"]
        assert "SELECT" not in response.text

    @pytest.mark.parametrize(
        "function_name",
        ["web.api.endpoints.stream", "web.api.endpoints.file_name", "exports.writers.csv_head"],
    )
    def test_a_failure_has_a_reference_in_answer_and_log_and_nothing_of_the_inside(
        self,
        port: int,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
        function_name: str,
    ) -> None:
        def broken(*_arguments: object, **_keywords: object) -> None:
            raise ZeroDivisionError("secret of the inside")

        monkeypatch.setattr(function_name, broken)
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        origin = {"Origin": "https://elsewhere.example"}
        with caplog.at_level(logging.ERROR, "wsis20.api"):
            connection.request("GET", f"{V1}/themes.csv", headers=origin)
            response = connection.getresponse()
            body = response.read().decode()
        connection.close()
        assert response.status == 500
        assert response.getheader("access-control-allow-origin") == "*"
        for inside in ("secret", "ZeroDivision", "Traceback", ".py"):
            assert inside not in body
        match = re.search(r'"reference": "([0-9a-f]{6})"', body)
        assert match
        (record,) = [record for record in caplog.records if record.name == "wsis20.api"]
        assert match[1] in record.getMessage()
        assert record.exc_info is not None
        assert "secret of the inside" in str(record.exc_info[1])

    def test_after_a_failure_the_next_is_answered(
        self, api: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("web.api.endpoints.stream", None)
            assert api.get(f"{V1}/themes.csv").status_code == 500
        assert api.get(f"{V1}/themes.csv").status_code == 200
