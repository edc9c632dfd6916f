"""Addresses of merged submissions lead to the submissions that they were the same as: pages, light pages, data API."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from data.build import check
from data.validation_errors import DataProblems
from i18n import routes
from queries import questions
from queries.tables import merged_submissions
from tests.consultation.lumen import LUMEN
from tests.pages.visiting import seen, table, visit
from web import page_metadata
from web.api.application import mounted
from web.gateway import Gateway
from web.lifespan import AppState
from web.light import pages as light

TITLES = table("submissions").set_index("submission_id").title
MERGED = dict(table("merged_submissions").itertuples(index=False))
FORMER, NEW = "eurochild-gdc", "5rights-gdc"
OTHER = next(iter(TITLES.index))


@pytest.fixture(scope="module")
def site() -> Iterator[TestClient]:
    """Pages, light pages and data API behind the gateway."""
    readiness = AppState()
    readiness.has_data = True
    readiness.pages = frozenset(routes.BY_PATH)
    mounts = [*mounted("", rate=""), *light.mounted("")]
    app = Gateway(Starlette(), readiness, page_metadata.of_page, mounts)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def led(site: TestClient, address: str) -> str:
    """Where an address leads for good; empty if it does not lead anywhere else."""
    response = site.get(address)
    assert site.head(address).status_code == response.status_code
    if response.status_code != 308:
        assert "location" not in response.headers
        return ""
    return response.headers["location"]


def test_the_shipped_table_is_what_is_read() -> None:
    assert merged_submissions() == MERGED
    assert MERGED[FORMER] == NEW


@pytest.mark.parametrize(("former", "new"), MERGED.items())
def test_a_page_leads_on(site: TestClient, former: str, new: str) -> None:
    address = led(site, f"/submission?id={former}")
    assert address == f"/submission?id={new}"
    response = site.get(address)
    assert response.status_code == 200
    assert f"/light/submission/{new}" in response.text


def test_a_page_keeps_what_else_its_address_says(site: TestClient) -> None:
    parameters = [
        *(("theme", "ai"), ("id", FORMER), ("theme", "gender"), ("q", "a b&c=d\r\nX: y")),
        *(("card", "points"), ("embed", "true"), ("empty", ""), ("id", OTHER), ("q", "é")),
    ]
    address = urlsplit(led(site, routes.with_query("/submission", parameters)))
    assert (address.scheme, address.netloc, address.path) == ("", "", "/submission")
    expected = [(name, NEW if value == FORMER else value) for name, value in parameters]
    led_on = parse_qsl(address.query, keep_blank_values=True)
    assert led_on == sorted(expected, key=lambda pair: [*dict(parameters)].index(pair[0]))


@pytest.mark.parametrize("former", MERGED)
def test_a_light_page_leads_on(site: TestClient, former: str) -> None:
    address = led(site, f"/light/submission/{former}?theme=ai&count=points")
    assert address == f"/light/submission/{MERGED[former]}?theme=ai&count=points"
    assert site.get(address).status_code == 200
    assert led(site, f"/light/submission/{former}") == f"/light/submission/{MERGED[former]}"


OF_ONE = [
    name
    for name, question in questions().items()
    if "submission" in {parameter.kind for parameter in question.parameters}
]


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.parametrize("ending", ["json", "csv", "sql"])
def test_an_answer_leads_on(site: TestClient, name: str, ending: str) -> None:
    address = led(site, f"/api/v1/{name}.{ending}?limit=5&id={FORMER}&theme=gender")
    assert address == f"/api/v1/{name}.{ending}?limit=5&id={NEW}&theme=gender"
    assert site.get(address).status_code == 200


def test_there_are_questions_of_one_submission() -> None:
    assert {"submission", "submission_points", "submission_signatories"} <= {*OF_ONE}


@pytest.mark.parametrize(
    "address",
    [
        f"/submission?id={NEW}",
        "/submission?id=no-such",
        "/submission",
        f"/submission?theme={FORMER}",
        f"/submission?ID={FORMER}",
        f"/submission?id={FORMER}%0d%0aLocation:%20https://evil.example",
        "/submission?id=//evil.example",
        f"/organisation?id={FORMER}",
        f"/submissions?id={FORMER}",
        f"/?id={FORMER}",
        f"/light/submission/{NEW}",
        f"/light/submission/{FORMER}/",
        f"/light/submission/{FORMER}%0d%0aX:y",
        "/light/submission/%2F%2Fevil.example",
        f"/light/organisation/{FORMER}",
        f"/api/v1/organisation.json?id={FORMER}",
        f"/api/v1/claims.json?id={FORMER}",
        f"/api/v1/submission.json?id={NEW}",
        f"/api/v1/submission.pdf?id={FORMER}",
    ],
)
def test_nothing_else_leads_anywhere(site: TestClient, address: str) -> None:
    assert led(site, address) == ""


@pytest.mark.parametrize("host", ["evil.example", "localhost:1"])
def test_no_address_leads_to_another_host(site: TestClient, host: str) -> None:
    for address in (f"/submission?id={FORMER}", f"/light/submission/{FORMER}"):
        response = site.get(address, headers={"host": host, "x-forwarded-host": host})
        assert response.headers["location"].startswith(("/submission?", "/light/submission/"))


def test_the_running_page_puts_the_new_id_into_its_address() -> None:
    page = visit("submission", id=FORMER, theme="gender", count="points")
    assert seen(page.app.title[0].value) == TITLES[NEW]
    address = {"id": NEW, "theme": "gender", "count": "points"}
    assert page.app.query_params == address
    several = visit("submission", id=[OTHER, FORMER])
    assert several.app.query_params == {"id": [OTHER, NEW]}


def test_no_list_has_a_former_id(site: TestClient) -> None:
    with TestClient(Starlette(routes=dashboard.routes)) as client:
        for address in ("/sitemap.xml", "/feed.atom", "/api/v1/options.json"):
            assert FORMER not in client.get(address).text


def test_a_chain_of_merged_submissions_is_refused(tmp_path: Path) -> None:
    lake = Path(shutil.copytree(LUMEN, tmp_path / "lake"))
    submission_id = (
        (LUMEN / "submissions.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    )
    merged = lake / "merged_submissions.csv"
    merged.write_text(f"former_id,submission_id\nfirst,{submission_id}\n", encoding="utf-8")
    check(lake)
    for lines, words in (
        (
            f"first,second\nsecond,{submission_id}\n",
            "must be in column submission_id of submissions.csv",
        ),
        (f"{submission_id},{submission_id}\n", "must not be a former_id of merged_submissions.csv"),
    ):
        merged.write_text(f"former_id,submission_id\n{lines}", encoding="utf-8")
        with pytest.raises(DataProblems, match=words):
            check(lake)
