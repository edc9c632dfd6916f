"""What was added last, and what changed, by the tables and the change log alone."""

import re
from pathlib import Path

import pytest

from cards.query import FirstQuery
from data.settings import data_set
from exports import changes
from i18n import written_date
from queries import Filters, ask
from tests.pages.links import ids, ids_of_all_pages
from tests.pages.visiting import Visit, seen, table, visit, words_in

SUBMISSIONS = table("submissions").set_index("submission_id")
LOG = (data_set().source / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASES = re.findall(r"^## (\S+) \((\S+)\)$", LOG, re.MULTILINE)
BEFORE = RELEASES[1][1]
"""The day of the release before the current one."""


def added_since(day: str, **equal: str) -> list[str]:
    rows = SUBMISSIONS[SUBMISSIONS.added_on >= day]
    for name, value in equal.items():
        rows = rows[rows[name] == value]
    return list(rows.index)


def listed(page: Visit) -> list[str]:
    return ids(page, "card_newest")


def pages_of(**query: str) -> list[str]:
    """What all pages of the list have, in order."""
    return ids_of_all_pages("card_newest", "what_is_new", **query)


def test_the_pages_of_the_list_hold_each_submission_once_the_last_added_first() -> None:
    first = SUBMISSIONS.added_on.min()
    expected = added_since(first, stage_id="zero-draft")
    ids = pages_of(added_since=first, stage="zero-draft")
    assert sorted(ids) == sorted(expected)
    days = [SUBMISSIONS.added_on[submission] for submission in ids]
    assert len(set(days)) > 1
    assert days == sorted(days, reverse=True)


def test_an_entry_says_what_the_list_of_submissions_says_of_it() -> None:
    page = visit("what_is_new", stage="rev2", added_since=SUBMISSIONS.added_on.min())
    identifier = listed(page)[0]
    title = SUBMISSIONS.title[identifier]
    list_page = visit("submissions", stage="rev2", q=title)

    newest = words_in(page.entry("newest", f"stage=rev2&id={identifier}"))
    assert newest
    assert newest in words_in("".join(list_page.entries("submissions")))


def test_where_nothing_is_newer_it_says_so_and_leads_to_what_was_added_before() -> None:
    page = visit("what_is_new", added_since="2031-01-01")
    assert (
        page.finding("newest")
        == f"No submission that matches was added since {written_date('2031-01-01')}"
    )
    assert page.within("card_newest", "caption") == []
    assert ("Since " + written_date(BEFORE), f"added_since={BEFORE}") in page.links("card_newest")


@pytest.mark.parametrize("wrong", ["2025-13-01", "yesterday", "2025-02", "20251001"])
def test_what_is_no_day_is_named_and_the_usual_day_holds(wrong: str) -> None:
    page = visit("what_is_new", added_since=wrong)
    assert page.finding("newest").endswith(written_date(BEFORE))
    assert any(f"“{wrong}” is not a date" in seen(words.value) for words in page.app.caption)


def test_since_is_the_filter_on_the_date_of_submissions_here_too() -> None:
    day = SUBMISSIONS.added_on.min()
    ids = set(pages_of(added_since=day, since="2026-01-01"))
    assert ids == set(
        ask("submissions", Filters.from_query({"since": ["2026-01-01"]}, {})[0]).submission_id
    )


def test_every_line_of_the_log_below_a_release_is_told(tmp_path: Path) -> None:
    (tmp_path / changes.CHANGES).write_text(
        "# Changes\n\nNot a release.\n\n## 2026.02 (2026-03-01)\n\nA word.\n\n- One `thing`\n  and more.\n- Two.\n"
        "\n## 2026.01 (2026-02-01)\n\nFirst.\n",
        encoding="utf-8",
    )
    assert changes.releases(tmp_path) == (
        ("2026.02", "2026-03-01", ("A word.", "One thing and more.", "Two.")),
        ("2026.01", "2026-02-01", ("First.",)),
    )
    assert changes.releases(tmp_path / "none") == ()


def test_files_have_the_rows_that_are_listed_and_no_others() -> None:
    newest = FirstQuery("additions", first=3)
    query = newest.page(slice(2, 8))
    assert list(query.rows.submission_id) == list(ask("additions").submission_id[2:3])
    about = query.provenance("https://example.org/", "https://example.org/rows")
    lines = query.file(about, "csv").decode("utf-8-sig").splitlines()
    assert sum(line.startswith("2") for line in lines) == 3
    assert query.location("csv")[1] == {"limit": ["3"]}
    assert "LIMIT 3 OFFSET 0" in query.sql()


def test_it_leads_to_the_feed_of_the_same_selection() -> None:
    page = visit("what_is_new", group="technical")
    feed = page.within("ways", "page_link")[0].proto
    assert feed.label == "Follow in a feed reader"
    assert feed.page.endswith("/feed.atom?group=technical")
