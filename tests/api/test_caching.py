"""What is kept, by whom and how long: tags, 304, what they depend on, compression, other sites' scripts."""

import gzip
import json
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from data.setting_values import Limit
from data.settings import served
from exports import FORMATS
from exports.dataset import downloads
from exports.notebook import NOTEBOOK
from tests.api.serving import front_door
from web import request_info, response_headers
from web.settings import Settings

THEMES = "/api/v1/themes.csv"
OTHER_BUILD = SimpleNamespace(version="2027.01+00000000", release="2027.01")
KEEPABLE = [
    THEMES,
    "/api/v1/themes.csv?theme=igf-funding",
    *(f"/api/v1/points.{ending}?limit=20" for ending in FORMATS),
    "/api/v1/tables/points.parquet?limit=20",
    "/api/v1/tables/points.csv?release=2026.11",
    *(f"/api/v1/card/challenges/most.{ending}?group=government" for ending in ("svg", "png")),
    *(f"/api/v1/{file.name}" for file in downloads()),
    "/api/v1/package.zip?release=2026.11",
    "/api/v1/search.json?q=IGF",
    *(f"/api/v1/{name}" for name in ("", "openapi.json", "docs", "releases")),
]


@pytest.fixture(scope="module")
def door() -> TestClient:
    """The data API behind the front door."""
    client = TestClient(front_door(), base_url="http://localhost")
    client.headers["accept-encoding"] = "identity"
    return client


def etag(door: TestClient, address: str, **headers: str) -> str:
    return door.head(address, headers=headers).headers["etag"]


class TestTags:
    @pytest.mark.parametrize("address", KEEPABLE)
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_who_has_the_answer_is_told_so_with_the_headers_it_was_kept_by(
        self, door: TestClient, address: str, method: str
    ) -> None:
        whole = door.get(address, headers={"Accept-Encoding": "gzip"})
        again = door.request(method, address, headers={"If-None-Match": whole.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "cache-control"):
            assert again.headers[name] == whole.headers[name]
        assert set(whole.headers["vary"].split(", ")) <= set(again.headers["vary"].split(", "))
        assert "content-type" not in again.headers

    @pytest.mark.parametrize("address", KEEPABLE)
    def test_head_has_the_headers_of_the_answer_and_no_body(
        self, door: TestClient, address: str
    ) -> None:
        whole, head = door.get(address), door.head(address)
        assert (head.status_code, head.content) == (200, b"")
        headers = {name: value for name, value in whole.headers.items() if name != "vary"}
        assert {name: head.headers[name] for name in headers} == headers

    @pytest.mark.parametrize("form", ["{}", "W/{}", '"other", W/{}', '{} , "x,y"', "*", ' W/"a",*'])
    def test_a_tag_counts_weak_or_strong_alone_or_in_a_list(
        self, door: TestClient, form: str
    ) -> None:
        tags = form.format(etag(door, THEMES).removeprefix("W/"))
        assert door.get(THEMES, headers={"If-None-Match": tags}).status_code == 304

    def test_a_tag_counts_in_the_second_of_two_headers(self, door: TestClient) -> None:
        headers = [("If-None-Match", '"a"'), ("If-None-Match", etag(door, THEMES))]
        assert door.get(THEMES, headers=headers).status_code == 304

    @pytest.mark.parametrize("held", ['"other"', "", "W/", '""', "\x00", '"*"'])
    def test_any_other_tag_does_not(self, door: TestClient, held: str) -> None:
        assert door.get(THEMES, headers={"If-None-Match": held}).status_code == 200

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/api/v1/nothing.csv", 404),
            ("/api/v1/tables/nothing.csv", 404),
            ("/api/v1/themes.csv?theme=nothing", 400),
            ("/api/v1/tables/themes.csv?limit=0", 400),
        ],
    )
    def test_what_is_not_there_is_not_kept(
        self, door: TestClient, address: str, status: int
    ) -> None:
        response = door.get(address, headers={"If-None-Match": "*"})
        assert (response.status_code, response.headers["cache-control"]) == (status, "no-store")
        assert "etag" not in response.headers

    def test_it_is_the_same_in_whatever_order_the_parameters_stand(self, door: TestClient) -> None:
        address = f"{THEMES}?theme=ai&group=technical&count=points"
        reordered = f"{THEMES}?count=points&group=technical&theme=ai"
        assert etag(door, address) == etag(door, reordered)

    def test_another_selection_window_format_or_site_is_another_answer(
        self, door: TestClient
    ) -> None:
        addresses = [
            THEMES,
            f"{THEMES}?theme=ai",
            f"{THEMES}?limit=5",
            f"{THEMES}?offset=5",
            f"{THEMES}?count=points",
            "/api/v1/themes.json",
            "/api/v1/tables/themes.csv",
            "/api/v1/tables/themes.csv?release=2026.11",
            "/api/v1/search.json?q=IGF",
            "/api/v1/search.json?q=ITU",
        ]
        tags = [etag(door, address) for address in addresses] + [
            etag(door, THEMES, host="other.example")
        ]
        assert len(set(tags)) == len(tags)

    def test_other_data_make_another_tag(
        self, door: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = etag(door, THEMES)
        monkeypatch.setattr(response_headers, "current", lambda: OTHER_BUILD)
        assert etag(door, THEMES) != before

    @pytest.mark.parametrize(
        "other", [{"api_rows": 7}, {"address": "https://a.example"}], ids=["rows", "address"]
    )
    def test_other_settings_make_another_tag(
        self, door: TestClient, monkeypatch: pytest.MonkeyPatch, other: dict[str, object]
    ) -> None:
        before = etag(door, THEMES)
        changed = replace(Settings(), **other)
        for module in (response_headers, request_info):
            monkeypatch.setattr(module, "settings", lambda: changed)
        assert etag(door, THEMES) != before

    @pytest.mark.parametrize("address", [THEMES, "/api/v1/openapi.json"])
    @pytest.mark.parametrize(
        "other",
        [{"introduction": "Corrected."}, {"limits": (Limit("New", "One more."),)}],
        ids=["introduction", "limits"],
    )
    def test_a_corrected_text_of_the_data_set_makes_another_tag(
        self,
        door: TestClient,
        monkeypatch: pytest.MonkeyPatch,
        address: str,
        other: dict[str, object],
    ) -> None:
        before = etag(door, address)
        corrected = replace(served(), **other)
        monkeypatch.setattr(response_headers, "served", lambda: corrected)
        response = door.get(address, headers={"If-None-Match": before})
        assert (response.status_code, response.headers["etag"] == before) == (200, False)

    @pytest.mark.parametrize(
        "changed", ["data/normalise.py", "i18n/escaping.py", "queries/themes.sql"]
    )
    def test_other_code_that_writes_answers_makes_another_tag(
        self, door: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, changed: str
    ) -> None:
        for room in response_headers.ROOMS:
            not_code = shutil.ignore_patterns("*.duckdb*", "*.csv", "__pycache__")
            shutil.copytree(response_headers.ROOT / room, tmp_path / room, ignore=not_code)
        before = etag(door, THEMES)
        monkeypatch.setattr(response_headers, "ROOT", tmp_path)
        monkeypatch.setattr(
            response_headers, "code_digest", response_headers.code_digest.__wrapped__
        )
        assert etag(door, THEMES) == before
        (tmp_path / changed).write_text("changed", encoding="utf-8")
        assert etag(door, THEMES) != before

    def test_a_file_never_names_another_build_than_its_rows_are_of(
        self, door: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The data are rebuilt between the rows and what is said of them."""
        monkeypatch.setattr("exports.provenance.current", lambda: OTHER_BUILD)
        response = door.get(THEMES)
        assert (response.status_code, response.headers["retry-after"]) == (503, "1")


class TestHosts:
    @pytest.mark.parametrize(
        "host",
        [
            'a.example"><script>',
            "spaced out",
            "a.example/evil",
            "user@a.example",
            "a.example:port",
            "a" * 300,
        ],
    )
    @pytest.mark.parametrize("address", ["/api/v1/points.json?limit=1", "/api/v1/"])
    def test_a_host_that_cannot_be_one_goes_nowhere(
        self, door: TestClient, host: str, address: str
    ) -> None:
        response = door.get(address, headers={"Host": host})
        assert response.status_code == 200
        assert host not in str(response.headers) + json.dumps(response.json())
        assert "http://localhost/api/v1/" in response.text

    @pytest.mark.parametrize("host", ["data.example", "data.example:8501", "[2001:db8::1]:80"])
    def test_the_host_that_was_asked_stands_in_the_addresses(
        self, door: TestClient, host: str
    ) -> None:
        response = door.get("/api/v1/points.json?limit=1", headers={"Host": host})
        assert response.json()["next"].startswith(f"http://{host}/api/v1/points.json?")
        assert response.links["next"]["url"] == response.json()["next"]

    @pytest.mark.parametrize(
        "name",
        ["", "docs", "openapi.json", "releases", "croissant.json", "dcat.jsonld", NOTEBOOK.name],
    )
    def test_descriptions_name_the_host_that_was_asked(self, door: TestClient, name: str) -> None:
        text = door.get(f"/api/v1/{name}", headers={"Host": "data.example"}).text
        assert "http://data.example/api/v1" in text
        assert "localhost" not in text


class TestCompression:
    @pytest.mark.parametrize("ending", ["csv", "json"])
    def test_rows_come_compressed_to_who_takes_it(self, door: TestClient, ending: str) -> None:
        address = f"/api/v1/points.{ending}"
        plain = door.get(address)
        with door.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as packed:
            content = b"".join(packed.iter_raw())
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["vary"]
        assert "Accept-Encoding" in plain.headers["vary"]
        assert gzip.decompress(content) == plain.content
        assert len(content) * 3 < len(plain.content)

    @pytest.mark.parametrize("ending", ["xlsx", "parquet", "zip"])
    def test_files_that_are_packed_already_come_as_they_are(
        self, door: TestClient, ending: str
    ) -> None:
        response = door.get(f"/api/v1/points.{ending}", headers={"Accept-Encoding": "gzip"})
        assert "content-encoding" not in response.headers
        assert response.content[:4] in (b"PK\x03\x04", b"PAR1")

    def test_headers_alone_are_not_compressed(self, door: TestClient) -> None:
        head = door.head("/api/v1/points.csv", headers={"Accept-Encoding": "gzip"})
        assert (head.status_code, head.content) == (200, b"")
        assert "content-length" not in head.headers


class TestOtherSites:
    @pytest.mark.parametrize(
        ("address", "status"), [(THEMES, 200), ("/api/v1/no.csv", 404), (f"{THEMES}?x=y", 400)]
    )
    def test_scripts_of_any_site_may_read_answers_and_problems(
        self, door: TestClient, address: str, status: int
    ) -> None:
        response = door.get(address, headers={"Origin": "https://elsewhere.example"})
        assert response.status_code == status
        assert response.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in response.headers
        exposed = response.headers["access-control-expose-headers"].split(", ")
        assert {"ETag", "Link", "Retry-After", "X-Data-Version", "X-Total-Count"} <= set(exposed)

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_they_may_ask_beforehand(self, door: TestClient, method: str) -> None:
        response = door.options(
            THEMES,
            headers={
                "Origin": "https://elsewhere.example",
                "Access-Control-Request-Method": method,
                "Access-Control-Request-Headers": "if-none-match",
            },
        )
        assert response.status_code == 200
        assert method in response.headers["access-control-allow-methods"]

    def test_they_may_not_write(self, door: TestClient) -> None:
        headers = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "PUT"}
        assert door.options(THEMES, headers=headers).status_code == 400
