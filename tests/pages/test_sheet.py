"""One sheet of paper on an organisation or a country: who, what it said and signed, what came of it, with whom."""

from __future__ import annotations

import re
from html import unescape

from cards import sheet
from cards.view import CardView
from queries import Filters, ask
from tests.pages.visiting import Visit, table, visit

PARTIES = table("signatories")
POINTS = table("points")
LONGEST = PARTIES.organisation_id.value_counts().index[0]


def part(paper: sheet.Sheet, name: str) -> CardView:
    (card,) = [card for card in paper.parts if card.key == f"sheet_{name}"]
    return card


def printed(page: Visit) -> str:
    (html,) = [
        node.proto.body
        for node in page.nodes
        if node.type == "html" and "<article" in node.proto.body
    ]
    return unescape(re.sub(r"<[^>]+>", " ", html))


def test_every_submission_that_it_wrote_has_one_statement_newest_first() -> None:
    paper = sheet.of_organisation(Filters(), "jpnic")
    authored = PARTIES[
        (PARTIES.organisation_id == "jpnic") & (PARTIES.role == "author")
    ].submission_id
    statements = [row.cells[0].words for row in part(paper, "said").rows]
    by_summary = POINTS.set_index("summary").submission_id
    assert {by_summary[words] for words in statements} == set(authored)
    assert "own words" in part(paper, "said").rows[0].cells[-1].words.lower()


def test_who_reports_it_is_said_of_what_is_known_from_others() -> None:
    paper = sheet.of_country(Filters(), "SEN")
    rows = ask("points", Filters(country=("SEN",), role=("author",)))
    reporter = dict(zip(rows.summary, rows.reporter, strict=True))
    for row in part(paper, "said").rows:
        reporter_name = reporter[row.cells[0].words]
        words = row.cells[-1].words
        assert words == (
            f"as {reporter_name} reports" if isinstance(reporter_name, str) else "Own words"
        )


def test_what_it_signed_names_its_authors() -> None:
    rows = part(sheet.of_organisation(Filters(), "jpnic"), "signed").rows
    assert rows
    assert all(row.cells[3].words.startswith("by ") for row in rows)


def test_requests_stand_under_what_the_text_does_with_them_the_firmest_first() -> None:
    paper = sheet.of_organisation(Filters(), "jpnic")
    rows = part(paper, "asks").rows
    requests = ask("asks", Filters(organisation=("jpnic",)), unit="submissions")
    assert {row.cells[0].words for row in rows} == set(requests.claim)
    assert rows[0].group == "■ In the adopted text, as a decision"
    groups = [row.group for row in rows]
    assert len(set(groups)) == sum(
        group != previous for group, previous in zip(groups, ["", *groups], strict=False)
    )


def test_long_parts_say_how_much_they_leave_out() -> None:
    paper = sheet.of_organisation(Filters(), LONGEST)
    statements = part(paper, "said")
    authored = PARTIES[(PARTIES.organisation_id == LONGEST) & (PARTIES.role == "author")]
    assert len(statements.rows) == sheet.SAID
    assert [note.words for note in statements.notes] == [f"and {len(authored) - sheet.SAID} more"]


def test_the_sheet_is_quoted_with_number_filters_and_address() -> None:
    text = printed(visit("organisation", id="jpnic", print="1", stage="zero-draft"))
    assert "Filters: Stage of the review: Zero draft." in text
    assert re.search(
        r"Japan Network Information Center: The adopted text contains \d+ of its", text
    )
    assert "print=1" not in text


def test_several_countries_have_no_sheet() -> None:
    page = visit("organisations", country=["SEN", "CHE"])
    assert not page.has("sheet_on_paper")
    assert "to-sheet" not in "".join(page.html())
