"""Wherever a submission or a point of one is listed, it says who reports it, if it is no organisation's own words."""

from __future__ import annotations

from collections import Counter
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from cards.kit import RecordList
from cards.registry import PAGES, cards_of
from cards.view import entry
from tests.cards.asking import view
from tests.examples import shipped
from web.api.card_pictures import context
from web.feed import feed

ROWS = 200


def reported_submission() -> str:
    """A submission that others report, with points, an author of several, and neighbours."""
    oracle = shipped()
    authors = Counter(party.organisation for party in oracle.parties if party.role == "author")
    return next(
        submission
        for submission in sorted(oracle.submissions)
        if oracle.reporter(submission)
        and len(oracle.points_of[submission]) > 2
        and any(authors[party.organisation] > 3 for party in oracle.parties_of[submission])
    )


LISTS = [
    ("submissions", {}, "submissions"),
    ("what_is_new", {}, "newest"),
    ("points", {}, "evidence"),
    ("challenges", {}, "evidence"),
    ("theme", {}, "evidence"),
    ("claim", {"id": ["ch-divides-persist"]}, "evidence"),
    ("action_line", {}, "evidence"),
    ("goal", {"id": ["3"]}, "evidence"),
    ("goal", {"id": ["3"]}, "submissions"),
    ("organisation", {"id": ["itu"]}, "list"),
    ("organisation", {"id": ["itu"]}, "said"),
    ("who_signed_what", {}, "joint"),
    ("compare", {"by": ["group"], "id": ["government", "intergovernmental"]}, "shared"),
    ("submission", {"id": [""]}, "submission_points"),
    ("submission", {"id": [""]}, "neighbours"),
]
"""Pages, what their addresses have besides, and their lists of submissions or points, of which some are reports."""


def reports(card: RecordList, submission_id: str) -> int:
    """How many records of a list, of submissions or of the points of one, say rightly who reports it."""
    rows = card.query.page(slice(0, ROWS)).rows if card.rows is None else card.rows.head(ROWS)
    assert len(rows)
    count = 0
    for row in rows.itertuples():
        submission = getattr(row, "submission_id", submission_id)
        reporter = shipped().reporter(submission)
        words = [cell.words for cell in entry(card.record(row))]
        reporters = [text for text in words if text.startswith("as ") and text.endswith(" reports")]
        assert reporters == ([f"as {reporter} reports"] if reporter else []), submission
        count += bool(reporter)
    return count


@pytest.mark.parametrize(("name", "address", "key"), LISTS)
def test_who_reports_a_submission_is_said_in_every_list(
    name: str, address: dict[str, list[str]], key: str
) -> None:
    parameters = {"id": [reported_submission()]} if address.get("id") == [""] else address
    page = context(name, {**view(name), **parameters})
    card = cards_of(name, page)[key]()
    assert isinstance(card, RecordList)
    assert reports(card, parameters.get("id", [""])[0])


def test_who_reports_a_submission_is_said_in_all_other_lists() -> None:
    listed = {(name, key) for name, _address, key in LISTS}
    for name in PAGES:
        for key, declared in cards_of(name, context(name, view(name))).items():
            card = declared() if (name, key) not in listed else None
            if isinstance(card, RecordList):
                rows = card.query.page(slice(0, 1)).rows if card.rows is None else card.rows
                if "submission_id" in rows:
                    reports(card, "")


def test_the_feed_says_who_reports_a_submission() -> None:
    client = TestClient(
        Starlette(routes=[Route("/feed.atom", feed)]), base_url="https://example.org"
    )
    counts = Counter()
    for voice in ("own", "reported"):
        response = client.get("/feed.atom", params={"voice": voice})
        for feed_entry in feedparser.parse(response.content).entries:
            submission = parse_qs(urlsplit(feed_entry.link).query)["id"][0]
            reporter = shipped().reporter(submission)
            assert (f"as {reporter} reports" in feed_entry.summary) == bool(reporter)
            counts[voice, bool(reporter)] += 1
    assert counts.keys() == {("own", False), ("reported", True)}
