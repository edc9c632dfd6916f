"""What pages add to a submission: lists without a heading, counts that contradict each other."""

from datetime import date
from pathlib import Path

import pytest

from intake.collecting.proposing import Additions
from intake.collecting.texts import Text
from intake.suggesting.documents import Document, Page
from intake.suggesting.organisations import Organisations

KNOWN = ("Access Now", "ARTICLE 19", "Wikimedia Foundation", "Lake Union")
ADDRESS = "https://letters.example/a"


def text(stated: str | None = "20", named: int = 0) -> Text:
    row = {
        "submission_id": "letter",
        "source_url": ADDRESS,
        "document_url": None,
        "stated_signatory_count": stated,
        "submitted_on": "2025",
        "date_precision": "year",
    }
    return Text(row, frozenset(["lead"]), frozenset(f"org-{number}" for number in range(named)))


def added(about: Text, *pages: str) -> Additions:
    organisations = Organisations(
        {"organisation_id": f"k{number}", "name": name} for number, name in enumerate(KNOWN)
    )
    document = Document(Path("a.html"), tuple(Page(None, page, page) for page in pages))
    additions = Additions(organisations, date(2026, 12, 1)).including(about, ADDRESS, document)
    additions.settle(about)
    return additions


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_list_without_a_heading_is_proposed_where_it_has_known_organisations(
    between: str,
) -> None:
    menu = "Home\nNews\nAbout us\nContact us"
    list_text = between.join(["Access Now", "ARTICLE 19", "Blue Lake Lab", "Wikimedia Foundation"])
    additions = added(
        text(), f"{menu}\n\nWe ask that all be heard, and that drafts be public.\n\n{list_text}"
    )
    rows = additions.rows["signatories"]
    assert [row["evidence"] for row in rows] == list_text.split(between)
    assert {str(row["question"]).partition("?")[0] for row in rows} == {
        "no heading says that these signed: did they"
    }


def test_other_lists_are_not() -> None:
    menu = "Access Now\nHome\nNews\nAbout us\nARTICLE 19"
    assert added(text(), menu).rows["signatories"] == []
    nothing_missing = "Access Now\nARTICLE 19\nWikimedia Foundation"
    assert added(text(None), nothing_missing).rows["signatories"] == []
    headed = "Signatories\nLake Union\nBlue Lab\nRed Lab\n\nAbout\n\n" + nothing_missing
    assert len(added(text(), headed).rows["signatories"]) == 3


def test_more_organisations_than_signatures_are_asked_about() -> None:
    additions = added(text("3", named=2), "Signatories\nAccess Now\nLumen")
    (row,) = additions.rows["submissions"]
    assert row["stated_signatory_count"] == "3"
    assert "5 organisations with those proposed, 3 stated" in str(row["evidence"])
    assert "is one named twice or no organisation?" in str(row["question"])


def test_a_smaller_count_and_members_are_no_count_of_signatories() -> None:
    assert added(text("20"), "It was signed by 12 organisations.").rows["submissions"] == []
    assert added(text(None), "We are 120 organisations.").rows["submissions"] == []
    (row,) = added(text(None), "It has 120 signatories.").rows["submissions"]
    assert row["stated_signatory_count"] == "120"


def test_a_date_that_contradicts_the_one_that_is_there_is_left_out() -> None:
    assert added(text(), "Letter to all of you\n3 May 2024").rows["submissions"] == []
    (row,) = added(text(), "Letter to all of you\n3 May 2025").rows["submissions"]
    assert (row["submitted_on"], row["date_precision"]) == ("2025-05-03", "day")
