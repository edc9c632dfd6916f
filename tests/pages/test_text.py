"""The page of a text, paragraph by paragraph: what each says, and the requests it meets."""

import re

import pytest

from cards import text
from i18n import labels
from queries import Filters, ask
from tests.pages.asking_for import claims_linked
from tests.pages.visiting import Visit, seen, table, visit, words_in

PARAGRAPHS = table("text_paragraphs").assign(position=lambda rows: rows.position.astype(int))


def meeting(made_to: str = "adopted", **filters: tuple[str, ...]) -> int:
    """How many paragraphs of a text meet a request."""
    return int((ask("paragraphs", Filters(**filters), made_to=made_to).requests > 0).sum())


@pytest.fixture(scope="module")
def opened() -> Visit:
    """Paragraph 99 of the resolution; not to be changed."""
    return visit("text", id="outcome", paragraph="99")


@pytest.mark.parametrize(
    ("text_id", "made_to", "whole"), [("outcome", "adopted", 134), ("compact", "other", 74)]
)
def test_the_strip_has_every_paragraph_in_order(text_id: str, made_to: str, whole: int) -> None:
    page = visit("text", id=text_id)
    paragraphs = PARAGRAPHS[PARAGRAPHS.text_id == text_id].sort_values("position")
    ground = page.chart("strip").figure["data"][0]
    assert [ids[0] for ids in ground["customdata"]] == list(paragraphs.paragraph)
    assert page.finding("strip") == f"{meeting(made_to)} of {whole} paragraphs meet a request"


def test_the_opened_paragraph_says_what_it_says_how_firmly_and_what_met_it(opened: Visit) -> None:
    (row,) = PARAGRAPHS[
        (PARAGRAPHS.text_id == "outcome") & (PARAGRAPHS.paragraph == "99")
    ].itertuples()
    assert opened.finding("paragraph") == "Paragraph 99"
    texts = opened.texts("card_paragraph", "markdown")
    assert "**■ Decides**" in texts
    assert any(line.startswith(row.says) and row.source_url in line for line in texts)
    requests = ask("request_paragraphs").query(
        "text_id == 'outcome' and paragraph == '99' and request == 'yes'"
    )
    assert claims_linked(opened, "card_met") == set(requests.claim_id) & set(ask("asks").claim_id)
    about = " ".join(opened.texts("card_paragraph", "caption"))
    assert "4 requests: 64 submissions, 45 organisations" in about


def test_reports_by_others_stand_under_the_opened_paragraph_as_reports(opened: Visit) -> None:
    assert opened.finding("reports") == "What others report of it"
    reports = opened.entries("reports")
    assert reports
    assert all("as reported by" in words_in(report) for report in reports)


def test_drafts_on_the_theme_of_a_paragraph_stand_beside_it_the_latest_first(
    opened: Visit,
) -> None:
    passages = table("text_passages")
    drafts = passages[(passages.theme_id == "igf-mandate") & (passages.text_id != "outcome")]
    assert opened.finding("drafts").endswith(f"{len(drafts)} passages")
    bodies = "".join(node.proto.body for node in opened.within("card_drafts", "html"))
    headings = [words_in(heading) for heading in re.findall("<h3>.*?</h3>", bodies)]
    assert len(headings) > 1
    order = table("texts").set_index("title").position.astype(int)
    assert list(order[headings]) == sorted(order[headings], reverse=True)
    assert not visit("text", id="compact", paragraph="30").has("card_drafts")


def test_the_section_of_the_opened_paragraph_is_listed_in_order_on_demand(opened: Visit) -> None:
    assert not opened.has("card_paragraphs")
    page = visit("text", id="outcome", paragraph="99", more="yes")
    paragraphs = PARAGRAPHS[
        (PARAGRAPHS.text_id == "outcome") & (PARAGRAPHS.section == "Internet governance")
    ]
    assert page.finding("paragraphs") == "Internet governance"
    names = [label for label, query in page.links("card_paragraphs") if "paragraph=" in query]
    assert names == [
        labels.paragraph_title(paragraph)
        for paragraph in paragraphs.sort_values("position").paragraph[: text.SIZE]
    ]


def test_another_section_is_chosen_by_the_address() -> None:
    page = visit("text", id="outcome", section="1")
    assert page.finding("paragraphs") == "Preamble"
    assert "No request collected" in words_in("".join(page.entries("paragraphs")))


def test_a_filter_leaves_the_requests_of_an_organisation_seen_in_the_text() -> None:
    page = visit("text", id="outcome", organisation="jpnic")
    count = meeting(organisation=("jpnic",))
    assert page.finding("strip") == f"{count} of 134 paragraphs meet a request"


@pytest.mark.parametrize("query", [{}, {"id": "rev1"}, {"paragraph": "999"}, {"section": "x"}])
def test_what_is_not_there_opens_the_adopted_text(query: dict[str, str]) -> None:
    page = visit("text", **query)
    assert seen(page.app.title[0].value) == "WSIS+20 outcome, paragraph by paragraph"
    assert not page.has("card_paragraph")


@pytest.mark.parametrize(
    ("numbers", "paragraph", "is_named"),
    [
        ("53, 57, 103", "57", True),
        ("77-93", "80", True),
        ("77–93", "94", False),
        ("", "1", False),
        (None, "1", False),
        ("1", "preamble 1", False),
    ],
)
def test_a_list_of_paragraphs_names_those_in_it(
    numbers: str | None, paragraph: str, is_named: bool
) -> None:
    assert text.names(numbers, paragraph) == is_named
