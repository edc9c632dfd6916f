"""The feed as feed readers read it: the newest first, whole, well formed, the same wherever the dashboard stands."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from queries import Filters, ask, stream
from tests.queries.oracle import Oracle
from web.feed import MOST, feed, written_feed

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
"""A date of RFC 3339, as RFC 4287 has it."""

FILTERED = {
    "stage": "zero-draft",
    "theme": "igf-funding",
    "organisation": "jpnic",
    "group": "technical",
    "q": "digital divide",
    "since": "2025-06-01",
}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=[Route("/feed.atom", feed)]), base_url="https://example.org")


@pytest.fixture
def read(client: TestClient) -> Callable[..., Any]:
    def parsed(**query: object) -> Any:
        response = client.get("/feed.atom", params=query)
        assert response.status_code == 200
        return feedparser.parse(response.content)

    return parsed


def named(entry: Any) -> str:
    """The submission that an entry's link leads to."""
    return parse_qs(urlsplit(entry.link).query)["id"][0]


def expected(oracle: Oracle, filters: Filters) -> list[str]:
    """The selected submissions, last added first."""
    selected = oracle.latest_first(oracle.select(filters).submissions)
    return sorted(selected, key=lambda key: oracle.submissions[key]["added_on"], reverse=True)


def test_the_last_added_come_first_and_the_feed_says_of_how_many_it_holds_how_many(
    read: Callable[..., Any], oracle: Oracle
) -> None:
    document = read()
    assert not document.bozo
    assert [named(entry) for entry in document.entries] == expected(oracle, Filters())[:MOST]
    assert (
        f"{MOST} most recently added of {len(oracle.submissions)} submissions"
        in document.feed.subtitle
    )
    assert "not a census" in document.feed.subtitle


@pytest.mark.parametrize("name", FILTERED)
def test_a_feed_under_a_filter_of_the_pages_holds_what_it_selects_and_says_so(
    read: Callable[..., Any], oracle: Oracle, name: str
) -> None:
    query = {name: FILTERED[name]}
    filters, dropped = Filters.from_query({name: [FILTERED[name]]}, oracle.filter_ids)
    assert not dropped
    document = read(**query)
    assert not document.bozo
    selected = expected(oracle, filters)
    assert selected
    assert [named(entry) for entry in document.entries] == selected[:MOST]
    assert document.feed.title != read().feed.title
    assert document.feed.links[0].href == f"https://example.org/feed.atom?{urlencode(query)}"
    (address,) = [link.href for link in document.feed.links if link.rel == "alternate"]
    assert address == f"https://example.org/submissions?{urlencode(query)}"


def test_what_a_feed_cannot_use_is_named(read: Callable[..., Any]) -> None:
    document = read(theme="igf-fundin")
    assert "Theme “igf-fundin”: not in this data set." in document.feed.subtitle
    assert "could not use" not in read(theme="igf-funding").feed.subtitle


def test_the_title_says_the_filters_in_words(read: Callable[..., Any]) -> None:
    assert read(theme="igf-funding").feed.title.endswith("Theme: IGF funding")


def test_an_entry_tells_who_said_what_when_and_where_it_was_read(
    read: Callable[..., Any], oracle: Oracle
) -> None:
    titles = {row["theme_id"]: row["title"] for row in oracle.rows["themes"]}
    for entry in read(organisation="jpnic").entries:
        row = oracle.submissions[named(entry)]
        assert entry.title == row["title"]
        assert "; ".join(author.name for author in entry.authors) == oracle.authors(named(entry))
        assert oracle.stage_of(named(entry))["title"] in entry.summary
        assert (row["submitted_on"][:4] or "undated") in entry.summary
        assert any(
            point["summary"] in entry.summary for point in oracle.points_of[row["submission_id"]]
        )
        assert entry.published[:10] == entry.updated[:10] == row["added_on"]
        related = [link.href for link in entry.links if link.rel == "related"]
        assert f"https://example.org/light/submission/{named(entry)}" in related
        assert row["source_url"] in related
        themes = {point["theme_id"] for point in oracle.points_of[row["submission_id"]]}
        stage, *others = [(tag.term, tag.label) for tag in entry.tags]
        assert stage == (row["stage_id"], oracle.stage_of(row["submission_id"])["title"])
        assert others == [(theme, titles[theme]) for theme in sorted(themes)]


def test_what_rfc_4287_asks_of_a_feed_holds(client: TestClient) -> None:
    root = ElementTree.fromstring(client.get("/feed.atom").content)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == MOST
    for element in (root, *entries):
        for once in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{once}")) == 1
        assert element.findtext(f"{ATOM}title")
        assert all(
            MOMENT.fullmatch(child.text or "")
            for child in element
            if child.tag in (f"{ATOM}updated", f"{ATOM}published")
        )
        names = [author.findtext(f"{ATOM}name") for author in element.findall(f"{ATOM}author")]
        assert names
        assert all(names)
        links = element.findall(f"{ATOM}link")
        assert all(urlsplit(link.get("href", "")).netloc for link in links)
        kinds = [(link.get("rel", "alternate"), link.get("type")) for link in links]
        assert [rel for rel, _type in kinds].count("alternate") == 1
        assert {rel for rel, _type in kinds} <= {"alternate", "related", "self"}
    ids = [element.findtext(f"{ATOM}id") for element in (root, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(identifier.startswith("urn:uuid:") for identifier in ids)


def test_ids_are_the_same_at_every_address_and_under_every_filter(client: TestClient) -> None:
    def ids(home: str, **query: str) -> dict[str, str]:
        document = feedparser.parse(client.get(f"{home}/feed.atom", params=query).content)
        return {named(entry): entry.id for entry in document.entries} | {"feed": document.feed.id}

    everywhere = ids("https://example.org", organisation="jpnic")
    assert ids("http://127.0.0.1:8501", organisation="jpnic") == everywhere
    for name, identifier in ids("https://example.org", group="technical").items():
        if name == "feed":
            assert identifier != everywhere["feed"]
        elif name in everywhere:
            assert identifier == everywhere[name]


HOSTILE = "</title><script>alert(1)</script>&amp;]]>\u202e\ufffe\x0b<!--"


def test_cells_that_look_like_markup_come_out_as_the_text_they_are() -> None:
    row = ask("additions").head(1)
    changed = row.assign(
        title=HOSTILE,
        authors=f"{HOSTILE}; Another",
        stage=HOSTILE,
        publisher=HOSTILE,
        first_points=f"{HOSTILE}\n{HOSTILE}",
        source_url="javascript:alert(1)",
        theme_ids="none-such",
    )
    newest = replace(stream("additions", limit=1), total=1, frames=(frame for frame in [changed]))
    written = written_feed(newest, Filters(q=HOSTILE), "https://example.org")
    root = ElementTree.fromstring(written)
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "</title><script>alert(1)</script>&amp;]]> <!--"
    assert "<script>alert(1)</script>" in (entry.findtext(f"{ATOM}summary") or "")
    assert not [element for element in root.iter() if "script" in element.tag]
    assert "javascript" not in str([link.get("href") for link in root.iter(f"{ATOM}link")])
    document = feedparser.parse(written)
    assert not document.bozo
    assert document.entries[0].title_detail.type == "text/plain"
    assert document.entries[0].summary_detail.type == "text/plain"


@pytest.mark.parametrize(
    "query",
    [
        {"theme": "no-such-theme"},
        {"theme": ["igf-funding", "<script>"], "since": "yesterday"},
        {"q": "\uffff\ud7ff<b>"},
        {"q": "x" * 5000},
        {"since": "2026-01-01", "until": "2020-01-01"},
        {"nonsense": "1", "page": "-4"},
    ],
)
def test_what_cannot_be_used_of_an_address_is_left_out_and_the_feed_is_sound(
    read: Callable[..., Any], query: dict[str, object]
) -> None:
    assert not read(**query).bozo


def test_a_selection_that_holds_nothing_is_a_feed_without_entries(read: Callable[..., Any]) -> None:
    document = read(q="nobody said this")
    assert not document.bozo
    assert document.entries == []
    assert MOMENT.fullmatch(document.feed.updated)


def test_who_has_the_feed_already_is_told_so(client: TestClient) -> None:
    response = client.get("/feed.atom?theme=igf-funding")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert "max-age" in response.headers["cache-control"]
    tag = response.headers["etag"]
    again = client.get("/feed.atom?theme=igf-funding", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/feed.atom?theme=privacy", headers={"If-None-Match": tag})
    assert other.status_code == 200
    head = client.head("/feed.atom?theme=igf-funding")
    assert (head.status_code, head.headers["etag"]) == (200, tag)
