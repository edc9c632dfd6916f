"""What an address of the data API gives: all rows, some rows, none, in each format."""

import csv
import io
import json
import re
import socket
import threading
import time
import zipfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from http.client import HTTPConnection, IncompleteRead
from typing import Any
from urllib.parse import urlencode

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from cards import quote, topic
from cards.query import Context
from data import SOURCE
from exports import FORMATS
from i18n import routes
from i18n.filter_options import option_labels
from queries import Database, Filters, ask, current, execution
from queries.tables import table
from tests.api.parity import READERS, V1
from tests.api.serving import on_socket
from web import fair_share
from web.api import endpoints
from web.api.application import mounted
from web.api.problems import Problem, respond
from web.settings import settings

TABLE = f"{V1}/tables/points"
NOTHING = "q=nobody+said+this"

POINTS = len(pd.read_csv(SOURCE / "points.csv"))
"""How many rows the longest answer has."""


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def rows_in(content: bytes, ending: str) -> int:
    return len(READERS[ending](content)[1])


def _readme(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("README.txt").decode()


@pytest.fixture
def long_answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Answers of more than 50 rows are read from the database a frame at a time, as very long ones are."""
    monkeypatch.setattr(execution, "CACHED_ROWS", 50)
    monkeypatch.setattr(execution, "MAX_CACHED_CELLS", 0)
    execution._answers.clear()
    yield
    execution._answers.clear()


def follow(api: TestClient, address: str) -> Iterator[bytes]:
    """The files at ``address`` and at what each says is next."""
    following: str | None = address
    while following:
        response = api.get(following)
        assert response.status_code == 200, response.text
        yield response.content
        following = response.links.get("next", {}).get("url")


class TestPages:
    @pytest.mark.parametrize("limit", [1000, 700, POINTS - 1, POINTS])
    @pytest.mark.parametrize("path", [f"{V1}/points", TABLE])
    def test_following_next_gives_every_row_once_in_csv(
        self, api: TestClient, path: str, limit: int
    ) -> None:
        files = list(follow(api, f"{path}.csv?limit={limit}"))
        assert len(files) == -(-POINTS // limit)
        ids = [row["point_id"] for file in files for row in csv_rows(file)]
        expected = ask("points") if path != TABLE else table("points")
        assert ids == list(expected.point_id)

    @pytest.mark.parametrize("query", ["", "kind=challenge&group=technical", "theme=igf-funding"])
    def test_following_next_gives_every_row_once_in_json(
        self, api: TestClient, long_answers: None, query: str
    ) -> None:
        address = f"{V1}/signatures.json?{query}&limit=97"
        files = [json.loads(content) for content in follow(api, address)]
        whole = json.loads(api.get(f"{V1}/signatures.json?{query}").content)
        assert [row for file in files for row in file["rows"]] == whole["rows"]
        assert whole["next"] is None
        for number, file in enumerate(files):
            assert (file["total"], file["limit"], file["offset"]) == (
                len(whole["rows"]),
                97,
                97 * number,
            )
            assert (file["next"] is None) == (number == len(files) - 1)

    @pytest.mark.parametrize("ending", [ending for ending in FORMATS if ending != "csv"])
    def test_a_file_of_some_rows_says_which_they_are(self, api: TestClient, ending: str) -> None:
        response = api.get(f"{V1}/points.{ending}?limit=3&offset=2000")
        assert rows_in(response.content, ending) == 3
        assert response.headers["x-total-count"] == str(POINTS)
        assert "offset=2003" in response.links["next"]["url"]
        text = {
            "json": lambda content: json.loads(content)["limits"],
            "parquet": lambda content: (
                pq.read_schema(io.BytesIO(content)).metadata[b"Limits"].decode()
            ),
            "xlsx": lambda content: str(
                list(openpyxl.load_workbook(io.BytesIO(content))["About"].values)
            ),
            "zip": _readme,
        }[ending](response.content)
        assert f"Rows 2,001 to 2,003 of {POINTS:,}." in text

    @pytest.mark.parametrize(
        ("address", "name"),
        [
            ("points.csv?limit=3&offset=2000", f"points-rows-2001-2003-of-{POINTS}"),
            (f"points.csv?offset={POINTS}", f"points-none-of-{POINTS}"),
            ("points.csv", "points"),
            ("tables/points.csv?limit=1", f"table-points-rows-1-1-of-{POINTS}"),
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_the_name_of_a_file_says_which_rows_it_has(
        self, api: TestClient, method: str, address: str, name: str
    ) -> None:
        version = current().version.replace("+", "-")
        header = api.request(method, f"{V1}/{address}").headers["content-disposition"]
        assert header == f'inline; filename="wsis20-{name}-{version}.csv"'

    def test_a_long_name_still_says_which_rows_the_file_has(self, api: TestClient) -> None:
        longest = sorted(option_labels()["also_organisation"], key=len)[-2:]
        query = urlencode({"organisation": longest, "role": ["author", "signatory"]}, doseq=True)
        header = api.head(f"{V1}/signatures.csv?{query}&limit=1").headers["content-disposition"]
        assert re.search(rf"-rows-1-1-of-\d+-{re.escape(current().release)}", header)

    def test_a_filtered_answer_names_its_question(self, api: TestClient) -> None:
        document = api.get(f"{V1}/claims.json?kind=challenge&count=points").json()
        assert document["question"] == "claims"
        assert document["asked"] == "count = points (what is counted)"
        assert document["columns"]["count"]["unit"] == "points"

    def test_all_rows_are_said_to_be_nothing_but_that(self, api: TestClient) -> None:
        response = api.get(f"{V1}/themes.json")
        assert not json.loads(response.content)["limits"].startswith("Rows")
        assert "next" not in response.links
        assert response.headers["x-total-count"] == str(len(ask("themes")))

    @pytest.mark.parametrize("path", [f"{V1}/themes", f"{V1}/points", TABLE])
    @pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
    def test_beyond_the_last_row_there_are_none(
        self, api: TestClient, path: str, ending: str
    ) -> None:
        response = api.get(f"{path}.{ending}?offset={POINTS}")
        assert response.status_code == 200
        assert rows_in(response.content, ending) == 0
        assert int(response.headers["x-total-count"]) > 0
        assert "link" not in response.headers

    @pytest.mark.parametrize("path", [f"{V1}/points", TABLE])
    def test_without_a_limit_rows_end_at_the_ceiling_and_it_says_so(
        self, api: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
    ) -> None:
        low = replace(settings(), api_rows=25)
        monkeypatch.setattr("web.api.query_params.settings", lambda: low)
        response = api.get(f"{path}.json")
        document = json.loads(response.content)
        assert len(document["rows"]) == document["limit"] == 25
        assert document["total"] == int(response.headers["x-total-count"]) == POINTS
        assert document["next"] == response.links["next"]["url"]
        assert document["limits"].startswith(f"Rows 1 to 25 of {POINTS:,}.")
        refusal = api.get(f"{path}.json?limit=26")
        assert refusal.status_code == 400
        assert (refusal.json()["parameter"], refusal.json()["maximum"]) == ("limit", 25)


class TestNothing:
    @pytest.mark.parametrize("ending", list(FORMATS))
    @pytest.mark.parametrize("name", ["points", "themes", "signature_matrix"])
    def test_an_answer_without_rows_is_a_file_that_opens(
        self, api: TestClient, name: str, ending: str
    ) -> None:
        response = api.get(f"{V1}/{name}.{ending}?{NOTHING}")
        assert (response.status_code, response.headers["x-total-count"]) == (200, "0")
        assert rows_in(response.content, ending) == 0


class TestHead:
    def test_no_row_is_read_for_it(self, api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        def unread(*_arguments: object) -> Iterator[pd.DataFrame]:
            raise AssertionError("read for nothing")
            yield

        monkeypatch.setattr(Database, "batches", unread)
        assert api.head(f"{TABLE}.csv").headers["x-total-count"] == str(POINTS)
        assert api.get(f"{TABLE}.csv").status_code == 500


class Slow:
    """Stands in for reading the database a frame at a time: gives a frame whenever it is let."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        frames: int,
        fails: bool = False,
    ) -> None:
        self.let = threading.Semaphore(0)
        self.given = 0
        self.closed = threading.Event()
        self._frames = frames
        self._fails = fails
        frame = table("points").head(300)

        def batches(*_arguments: object) -> Iterator[pd.DataFrame]:
            try:
                for _number in range(self._frames):
                    assert self.let.acquire(timeout=20)
                    self.given += 1
                    yield frame
                if self._fails:
                    raise RuntimeError("secret of the inside")
            finally:
                self.closed.set()

        monkeypatch.setattr(Database, "batches", batches)

    def has_given(self, frames: int) -> bool:
        """Wait until it has given so many frames; False if it has not after 20 seconds."""
        limit = time.monotonic() + 20
        while self.given < frames and time.monotonic() < limit:
            time.sleep(0.001)
        return self.given >= frames


class TestStreaming:
    @pytest.mark.parametrize("encoding", ["identity", "gzip"])
    @pytest.mark.parametrize("ending", ["csv", "json"])
    def test_rows_are_sent_while_others_are_still_to_be_read(
        self, port: int, monkeypatch: pytest.MonkeyPatch, ending: str, encoding: str
    ) -> None:
        slow = Slow(monkeypatch, frames=3)
        slow.let.release()
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", f"{TABLE}.{ending}", headers={"Accept-Encoding": encoding})
        response = connection.getresponse()
        assert (response.status, response.getheader("content-encoding", "identity")) == (
            200,
            encoding,
        )
        assert len(response.read1(100_000)) > 0
        before = slow.given
        slow.let.release(2)
        response.read()
        connection.close()
        assert (before, slow.given) == (1, 3)

    def test_a_failure_in_the_middle_does_not_look_like_the_end(
        self, port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slow = Slow(monkeypatch, frames=2, fails=True)
        slow.let.release(2)
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", f"{TABLE}.csv")
        response = connection.getresponse()
        assert response.status == 200
        with pytest.raises(IncompleteRead) as broken:
            response.read()
        assert b"of the inside" not in broken.value.partial
        assert slow.closed.is_set()

    @pytest.mark.parametrize("ending", ["csv", "parquet"])
    def test_what_reading_holds_is_given_back_when_the_client_leaves(
        self, port: int, monkeypatch: pytest.MonkeyPatch, ending: str
    ) -> None:
        slow = Slow(monkeypatch, frames=1_000)
        slow.let.release(2)
        with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
            client.sendall(f"GET {TABLE}.{ending} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            if ending == "csv":
                assert client.recv(100).startswith(b"HTTP/1.1 200")
            assert slow.has_given(2)
        slow.let.release(2)
        assert slow.closed.wait(10)
        assert slow.given < 10

    @pytest.mark.parametrize("ending", ["csv", "parquet"])
    def test_a_short_answer_does_not_wait_for_the_end_of_a_long_one(
        self, port: int, monkeypatch: pytest.MonkeyPatch, ending: str
    ) -> None:
        slow = Slow(monkeypatch, frames=400)
        slow.let.release(400)
        with (
            closing(HTTPConnection("127.0.0.1", port, timeout=20)) as long_connection,
            closing(HTTPConnection("127.0.0.1", port, timeout=20)) as short_connection,
        ):
            long_connection.request("GET", f"{TABLE}.{ending}")
            assert slow.has_given(2)
            short_connection.request("GET", f"{V1}/themes.xlsx")
            assert rows_in(short_connection.getresponse().read(), "xlsx") == len(ask("themes"))
            assert slow.given < 400
            assert long_connection.getresponse().read()
        assert slow.given == 400


def test_the_line_for_workbooks_is_not_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one is made and two wait, the next is told to come back; those in line get theirs."""
    monkeypatch.setattr(fair_share, "WAITING", 2)
    let, begun = threading.Event(), threading.Semaphore(0)

    def pieces() -> Generator[bytes]:
        begun.release()
        assert let.wait(20)
        yield b"made"

    async def route(request: Request) -> Response:
        return fair_share.Download(pieces(), "192.0.2.1", "text/plain", {}, whole=True)

    app = Starlette(routes=[Route("/", route)], exception_handlers={Problem: respond})
    with on_socket(app) as port, ExitStack() as stack:

        def ask_for_one() -> HTTPConnection:
            connection = stack.enter_context(closing(HTTPConnection("127.0.0.1", port, timeout=20)))
            connection.request("GET", "/")
            return connection

        in_line = [ask_for_one()]
        assert begun.acquire(timeout=20)
        in_line += [ask_for_one(), ask_for_one()]
        time.sleep(0.3)
        refusal = ask_for_one().getresponse()
        assert (refusal.status, int(refusal.headers["retry-after"]) > 0) == (503, True)
        assert refusal.headers["content-type"] == "application/problem+json"
        let.set()
        assert [connection.getresponse().read() for connection in in_line] == [b"made"] * 3


def test_files_for_one_network_of_ipv6_are_made_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[str] = []

    class Noted(fair_share.Download):
        def __init__(
            self, pieces: Generator[bytes], client: str, *arguments: Any, **keywords: Any
        ) -> None:
            lines.append(client)
            super().__init__(pieces, client, *arguments, **keywords)

    monkeypatch.setattr(endpoints, "Download", Noted)
    app = Starlette(routes=mounted("", rate=""))
    for address in ("2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:2::1", "192.0.2.1"):
        client = TestClient(app, base_url="http://localhost", client=(address, 5000))
        assert client.get(f"{V1}/themes.csv").status_code == 200
    first, same, other, plain = lines
    assert first == same
    assert len({first, other, plain}) == 3


@pytest.mark.parametrize("question", ["claim", "claim_support"])
def test_a_request_is_quoted_as_its_page_quotes_it(api: TestClient, question: str) -> None:
    document = api.get(f"{V1}/{question}.json", params={"id": "re-make-igf-permanent"}).json()
    sentence = document["quote"]
    page = Context.on(routes.PAGES["claim"], Filters(), {"id": ["re-make-igf-permanent"]})
    claim = topic.claim_of(page)
    assert claim
    assert sentence == quote.of_page(page, claim, document["address"])
    assert "48 of 533 submissions collected on the WSIS+20 review, by 32 organisations" in sentence


def test_the_sentence_of_an_answer_names_what_it_is_about(api: TestClient) -> None:
    document = api.get(f"{V1}/organisation_submissions.json", params={"id": "jpnic"}).json()
    assert document["quote"].startswith("Organisation: JPNIC: ")
    assert document["data_version"] in document["quote"]
    assert document["quote"].endswith(document["address"])
    assert "id =" not in document["quote"]
