"""What crawlers are told: every page, each once, and where they need not look."""

import csv
import re
from urllib.parse import quote, quote_plus
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data import SOURCE
from exports import changes
from exports.changes import released
from i18n import routes
from tests.examples import ids
from tests.light.heads import read
from web import sitemap

HOME = "https://example.org"
PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=sitemap.mounted("")), base_url=HOME)


def column(table: str, name: str) -> list[str]:
    with (SOURCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row[name] for row in csv.DictReader(file)]


def listed(client: TestClient, path: str, kind: str = "urlset") -> list[str]:
    """The addresses in a sitemap."""
    response = client.get(path)
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{PLACE}{kind}"
    return [element.findtext(f"{PLACE}loc") or "" for element in root]


def test_everything_that_has_a_page_is_listed_once_with_its_full_and_its_light_page(
    client: TestClient,
) -> None:
    addresses = listed(client, "/sitemap.xml")
    assert len(addresses) == len(set(addresses)) <= sitemap.MOST
    assert all(address.startswith(f"{HOME}/") for address in addresses)
    expected = set()
    for page in routes.PAGES.values():
        if page.in_menu:
            expected.add(f"{HOME}/{page.path}")
            if page.light is not None:
                expected.add(f"{HOME}/light/{page.light}")
    for kind, entity in routes.ENTITIES.items():
        for identifier in ids(kind):
            expected.add(f"{HOME}/{entity.page.path}?id={quote_plus(identifier)}")
            expected.add(f"{HOME}/light/{kind}/{quote(identifier)}")
    assert set(addresses) == expected
    for table, page, column_of_ids in (
        ("organisations", "organisation", "organisation_id"),
        ("submissions", "light/submission", "submission_id"),
    ):
        addresses_of_kind = [
            address
            for address in addresses
            if address.startswith((f"{HOME}/{page}?", f"{HOME}/{page}/"))
        ]
        assert len(addresses_of_kind) == len(column(table, column_of_ids))


def test_each_address_says_when_the_data_changed_last(client: TestClient) -> None:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    days = {element.findtext(f"{PLACE}lastmod") for element in root}
    _release, day = released(SOURCE)
    assert days == {max(day, *column("submissions", "added_on"))}


def test_a_release_later_than_the_last_addition_is_the_last_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("exports.changes.released", lambda _source: ("2031.02", "2031-01-30"))
    assert changes.last_changed.__wrapped__() == "2031-01-30"


def test_more_addresses_than_one_sitemap_may_hold_stand_in_several_that_an_index_lists(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = listed(client, "/sitemap.xml")
    monkeypatch.setattr(sitemap, "MOST", 300)
    parts = listed(client, "/sitemap.xml", "sitemapindex")
    assert parts == [f"{HOME}/sitemap-{n}.xml" for n in range(1, -(-len(whole) // 300) + 1)]
    addresses_of_parts = [listed(client, part.removeprefix(HOME)) for part in parts]
    assert all(len(addresses) <= 300 for addresses in addresses_of_parts)
    assert [address for addresses in addresses_of_parts for address in addresses] == whole
    for number in (0, len(parts) + 1, 10**30, "9" * 4400, "-1", "1.0", "١", "%00", "one"):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404, number


def test_crawlers_may_read_pages_and_are_shown_the_sitemap_but_no_answers_of_the_data_api(
    client: TestClient,
) -> None:
    response = client.get("/robots.txt")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(response.text.splitlines())
    assert robots.site_maps() == [f"{HOME}/sitemap.xml"]
    for path in ("/", "/organisation?id=jpnic", "/light/organisation/jpnic", "/feed.atom"):
        assert robots.can_fetch("AnyBot", f"{HOME}{path}"), path
    assert robots.can_fetch("AnyBot", f"{HOME}/api/v1/docs")
    for file in read("/").graph["Dataset"]["distribution"]:
        assert robots.can_fetch("AnyBot", file["contentUrl"]), file
    for path in ("/api/v1/claims.csv", "/_stcore/stream", "/media/x"):
        assert not robots.can_fetch("AnyBot", f"{HOME}{path}"), path
    for address in listed(client, "/sitemap.xml"):
        assert robots.can_fetch("AnyBot", address)
    # As RFC 9309 reads a star, which the parser above does not.
    stars = [line.split()[1] for line in response.text.splitlines() if "*" in line and "/" in line]
    barred = re.compile("|".join(re.escape(rule).replace(r"\*", ".*") for rule in stars))
    for path in ("/light/themes?stage=rev1", "/light.zip", "/fr/light.zip"):
        assert barred.match(path), path
    for address in listed(client, "/sitemap.xml"):
        assert not barred.match(address.removeprefix(HOME)), address


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
def test_who_has_it_already_is_told_so(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert "max-age" in response.headers["cache-control"]
    again = client.get(path, headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(path).headers["etag"] == response.headers["etag"]
