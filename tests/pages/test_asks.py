"""Whether a text contains what submissions request: one figure everywhere, switches, links."""

import re
from collections import Counter
from html import unescape
from typing import Any

import pytest

from cards.outcome.words import made_to_text
from i18n import labels
from queries import Filters, ask
from tests.pages.asking_for import CLAIMS, EVERY, OF, ON_COMPACT, OUTCOMES, claims_linked
from tests.pages.visiting import Visit, links_in, seen, table, visit, words_in

PERMANENT = "re-make-igf-permanent"
WELCOME = "po-permanent-igf-welcome"
"""The position that holds the same."""


def request(claim: str, made_to: str = "adopted") -> Any:
    """The row of a request among all that were made to a text."""
    (row,) = ask("asks", Filters(), made_to=made_to).query("claim_id == @claim").itertuples()
    return row


def facts_of(page: Visit) -> str:
    """The line of facts under a title."""
    return next(seen(text) for text in page.html() if "class='facts'" in text)


@pytest.fixture(scope="module")
def plain() -> Visit:
    """The page without filters; not to be changed."""
    return visit("what_became_of_it")


def test_a_request_has_the_same_number_of_the_same_base_everywhere(plain: Visit) -> None:
    row = request(PERMANENT)
    share = f"{row.count} of {row.total} submissions"
    assert share == "48 of 533 submissions"
    asking_text = f"Of the {row.asking} submissions with a recommendation or position: "
    entry = plain.entry("asks", f"id={PERMANENT}")
    assert share in words_in(entry)
    assert f'title="{asking_text}' in entry
    claim_page = visit("claim", id=PERMANENT)
    (text,) = claim_page.texts("wanted", "markdown")
    assert text.startswith(f"{share} ask for the same")
    assert f"{share} (9%) · 32 organisations · 48 points" in facts_of(claim_page)
    assert "48 points in 48 submissions" in claim_page.subtitle("evidence")
    assert claim_page.chart("who").values()[0].startswith("23 of 79")
    organisation_page = visit("organisation", id="jpnic", list_page="1", first="firmest")
    assert f"In all: {share}" in words_in("".join(organisation_page.entries("asks")))
    assert visit("overview").chart("top_outcome").words().count("48 (9%)") == 1


def test_a_challenge_has_no_verdict() -> None:
    page = visit("claim", id="ch-igf-funding-unstable", more="yes")
    assert not page.has("card_verdict")
    assert visit("claim", id="re-make-igf-permanent", more="yes").has("card_verdict")


def test_the_requests_of_the_release_are_those_that_its_note_counts() -> None:
    requests = ask("asks", Filters())
    assert len(requests) == 75
    assert Counter(requests.verdict) == {"taken-up": 55, "partly": 19, "silent": 1}
    assert set(requests.total) == {533}
    assert set(ask("asks", Filters(), made_to="other").total) == {132}


def test_the_switch_shows_the_requests_of_the_compact_against_its_own_text() -> None:
    page = visit("what_became_of_it", made_to="other")
    top = ask("asks", Filters(), made_to="other").head(20)
    taken_up = top[top.verdict == "taken-up"]
    called_for = taken_up.strength.isin(["decides", "requests-or-calls-upon"]).sum()
    assert page.finding("asks") == (
        f"Global Digital Compact: {len(taken_up)} of the 20 most frequent requests are in it, "
        f"{called_for} decided or called for"
    )


def figures_of(page: Visit) -> list[str]:
    """The figures at the top of a request's page, as a reader sees them."""
    (element,) = page.within("request_figures", "html")
    lines = re.findall(r"<div>(.*?)</div>", element.proto.body)
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", line)).split()) for line in lines]


def test_a_request_begins_with_the_sentence_to_quote_and_four_figures() -> None:
    page = visit("claim", id=PERMANENT)
    (sentence,) = page.to_copy("quote_box")
    assert "48 of 533 submissions collected on the WSIS+20 review, by 32 organisations" in sentence
    assert "2 governments: Norway and Switzerland." in sentence
    assert "A/RES/80/173: In the adopted text, as a decision, paragraph 99." in sentence
    assert figures_of(page) == [
        "Submissions 48 of 533 (9%): 28 in own words, 20 as others report",
        "Organisations 32 of 282, as authors or signatories",
        "Governments 2 Norway (own words) and Switzerland (as others report)",
        "Verdict ■ Decides In the adopted text, as a decision, paragraph 99",
    ]


def test_the_figures_and_the_sentence_are_those_of_the_part_that_is_chosen() -> None:
    page = visit("claim", id=PERMANENT, part="position")
    assert "19 of 533 submissions" in page.to_copy("quote_box")[0]
    assert figures_of(page)[0].startswith("Submissions 19 of 533 ")


def test_a_claim_that_is_no_request_has_no_figures_and_paper_no_button() -> None:
    assert not visit("claim", id="ch-igf-funding-unstable").has("request_figures")
    paper = visit("claim", id=PERMANENT, print="1")
    assert not paper.to_copy("quote_box")
    (element,) = paper.within("quote_box", "markdown")
    assert "48 of 533 submissions" in seen(element.value)
    assert "print=1" not in element.value
    assert len(figures_of(paper)) == 4


@pytest.mark.parametrize(
    ("claim", "other", "count"), [(PERMANENT, WELCOME, 29), (WELCOME, PERMANENT, 19)]
)
def test_each_claim_of_a_request_names_the_other_and_the_joint_figure(
    claim: str, other: str, count: int
) -> None:
    page = visit("claim", id=claim)
    (text,) = page.texts("wanted", "markdown")
    assert text.startswith("48 of 533 ")
    assert f"this claim ({count})" in text
    assert CLAIMS.title[other] in text
    assert other in claims_linked(page, "wanted")


def test_a_switch_shows_only_the_recommendation_or_only_the_position() -> None:
    page = visit("claim", id=PERMANENT)
    switch = page.app.button_group(key="view_part")
    assert [seen(option) for option in switch.options] == [
        "All 48",
        "Recommendation 29",
        "Position 19",
    ]
    switch.set_value("recommendation").run()
    page.succeeds()
    assert "29 of 533 submissions" in facts_of(page)
    assert "29 points in 29 submissions" in page.subtitle("evidence")
    assert page.app.query_params["part"] == "recommendation"


@pytest.mark.parametrize("made_to", ["adopted", "other"])
def test_a_request_made_to_two_texts_is_counted_for_one_and_never_for_both(made_to: str) -> None:
    claim = "re-anchor-human-rights"
    page, row = visit("claim", id=claim, made_to=made_to), request(claim, made_to)
    assert f"{row.count} of {row.total} submissions" in facts_of(page)
    assert f" in {row.count} submissions" in page.subtitle("evidence")
    page_text = "\n".join(seen(line) for line in page.markdown())
    assert "WSIS+20 outcome: **" in page_text
    assert "Global Digital Compact: **" in page_text


def test_the_verdict_names_its_paragraphs_and_reports_stand_apart() -> None:
    page = visit("claim", id=PERMANENT, more="yes")
    assert page.finding("verdict") == "■ In the adopted text, as a decision, paragraph 99"
    reports = page.entries("reports")
    assert reports
    assert all("as reported by" in words_in(report) for report in reports)
    assert {"id=outcome", "paragraph=99"} <= {
        part for _label, query in page.links("card_verdict") for part in query.split("&")
    }


def test_what_asks_nothing_of_the_text_is_told() -> None:
    page = visit("claim", id="po-compact-is-welcome")
    captions = [seen(node.value) for node in page.nodes if node.type == "caption"]
    assert any("It asks nothing of the text" in line for line in captions)


def test_a_request_opened_by_its_theme_has_the_base_and_verdict_that_it_has_everywhere() -> None:
    page = visit("what_became_of_it", open="igf-mandate")
    assert "48 of 533 submissions (9%)" in words_in(page.entry("asks", f"id={PERMANENT}"))
    assert " of 58" not in " ".join(seen(text) for text in page.markdown() if "ask" in text)
    claims = set(ask("asks").query("theme_id == 'igf-mandate'").claim_id)
    assert claims_linked(page, "card_asks") <= claims
    printed_page = visit("what_became_of_it", open="igf-mandate", print="1")
    assert claims_linked(printed_page, "card_asks") == claims


def test_an_organisation_says_what_became_of_its_requests_to_each_text() -> None:
    page = visit("organisation", id="jpnic")
    assert page.finding("asks") == (
        "The adopted text contains 11 of its 12 requests; 7 of them it decides or calls for"
    )
    compact = "Global Digital Compact: 7 of its 8 requests are in it, "
    assert not page.has("card_asks_elsewhere")
    assert any(words.startswith(compact) for words in page.texts("card_asks", "caption"))
    full_page = visit("organisation", id="jpnic", more="yes")
    assert full_page.finding("asks_elsewhere").startswith(compact)


def test_the_list_without_a_switch_is_not_narrowed_by_that_of_another() -> None:
    requests = ask("asks", Filters(organisation=("jpnic",)), made_to="other")
    (verdict,) = set(requests.verdict) - {"taken-up"}
    full_page = visit("organisation", id="jpnic", more="yes")
    entries = full_page.entries("asks_elsewhere")
    assert entries
    narrowed = visit("organisation", id="jpnic", more="yes", verdict=verdict)
    assert narrowed.entries("asks_elsewhere") == entries


def test_a_claim_says_the_verdict_of_its_request_on_the_text_that_is_chosen() -> None:
    claim = "po-multistakeholder-is-right"
    compact_page = visit("claim", id=claim, made_to="other")
    (words,) = compact_page.texts("wanted", "markdown")
    assert words.startswith("18 of 132 submissions ask for the same")
    note = ON_COMPACT.note[OF[claim]]
    assert any(note in seen(line) for line in compact_page.markdown())


def test_a_request_leads_to_the_text_and_to_its_paragraphs(plain: Visit) -> None:
    first = ask("asks", Filters()).iloc[0]
    entry = plain.entry("asks", f"id={first.claim_id}")
    assert OUTCOMES.note[first.claim_id] in words_in(entry)
    assert 'href="https://docs.un.org/en/A/RES/80/173"' in entry
    queries = " ".join(query for _label, query in links_in(entry))
    assert f"paragraph={first.paragraphs.split('; ')[0]}" in queries


@pytest.mark.parametrize(("parameter", "value"), [("verdict", "silent"), ("strength", "decides")])
def test_a_switch_leaves_only_one_verdict_or_strength(parameter: str, value: str) -> None:
    page = visit("what_became_of_it", **{parameter: value})
    requests = ask("asks")
    assert claims_linked(page, "card_asks") == set(requests.claim_id[requests[parameter] == value])


def test_the_switches_of_the_list_change_what_it_shows_and_begin_at_its_first_page() -> None:
    page = visit("what_became_of_it", page="2")
    (strength,) = [
        selectbox
        for selectbox in page.within("card_asks", "selectbox")
        if "view_strength" in str(selectbox.key)
    ]
    strength.set_value("decides").run()
    assert page.app.query_params.get("strength") in ("decides", ["decides"])
    assert "page" not in page.app.query_params
    requests = ask("asks").query("strength == 'decides'")
    assert claims_linked(page, "card_asks") == set(requests.claim_id)


def test_on_paper_the_verdict_is_said_and_has_no_switch() -> None:
    page = visit("what_became_of_it", verdict="silent", print="1")
    assert labels.verdict("silent") in page.subtitle("asks")
    assert not page.has("view_verdict")
    assert visit("what_became_of_it", verdict="silent").has("view_verdict")


def test_every_verdict_and_strength_has_a_sign_of_its_own_and_words() -> None:
    assert set(labels.VERDICTS) == set(labels.VERDICT_SIGNS) == set(OUTCOMES.verdict)
    assert set(labels.STRENGTHS) == set(labels.STRENGTH_SIGNS) == set(EVERY.strength) - {"none"}
    signs = [*labels.VERDICT_SIGNS.values(), *labels.STRENGTH_SIGNS.values()]
    assert len(set(signs)) == len(signs)


def test_a_link_names_stages_only_where_points_were_made_at_others_too() -> None:
    stages = table("points").merge(table("submissions")).groupby("claim_id").stage_id.agg(set)
    other_stages = set(ask("texts", Filters(), made_to="other").stage_id)
    claims = table("claims").claim_id
    claim_of_both = next(claim for claim in claims if stages.get(claim, set()) & other_stages)
    claim_of_one = next(
        claim for claim in claims if not stages.get(claim, other_stages) & other_stages
    )
    for claim, narrowed in ((claim_of_both, True), (claim_of_one, False)):
        selection = made_to_text(Filters(claim=(claim,)), "adopted")
        assert bool(selection.stage) == narrowed
