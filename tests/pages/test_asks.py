"""Whether a text contains what submissions request, and how firmly: figures recomputed with pandas, and wording."""

import re
from collections import Counter
from html import unescape

import pandas as pd
import pytest

from cards import asks
from cards.outcome.words import made_to_text
from i18n import labels
from queries import Filters, ask
from tests.pages.asking_for import (
    CLAIMS,
    EVERY,
    OF,
    ON_COMPACT,
    OUTCOMES,
    POINTS,
    STAGE,
    asked,
    claims_linked,
    of,
)
from tests.pages.visiting import Visit, seen, table, visit

PERMANENT = "re-make-igf-permanent"


def verdicts(asks: pd.Index, on: pd.DataFrame = OUTCOMES) -> Counter[str]:
    return Counter(on.verdict.loc[asks])


def firm(asks: pd.Index, on: pd.DataFrame = OUTCOMES) -> int:
    """How many of some requests the text has as a decision or a call."""
    rows = on.loc[asks]
    return int(
        (
            (rows.verdict == "taken-up") & rows.strength.isin(["decides", "requests-or-calls-upon"])
        ).sum()
    )


def facts_of(page: Visit) -> str:
    """The line of facts under a title."""
    return next(seen(text) for text in page.html() if "class='facts'" in text)


@pytest.fixture(scope="module")
def plain() -> Visit:
    """The page without filters; not to be changed."""
    return visit("what_became_of_it")


def test_a_request_has_the_same_number_of_the_same_base_everywhere(plain: Visit) -> None:
    review_points = POINTS[POINTS.submission_id.map(STAGE) != "gdc"]
    makes_request = review_points.claim_id.isin([PERMANENT, "po-permanent-igf-welcome"])
    count = review_points[makes_request].submission_id.nunique()
    total = sum(stage != "gdc" for stage in STAGE)
    share = f"{count} of {total} submissions"
    kinds = review_points.kind.isin(["recommendation", "position"])
    asking_count = review_points[kinds].submission_id.nunique()
    asking_text = f"Of the {asking_count} submissions with a recommendation or position: "

    (row,) = (row for row in ask("asks").itertuples() if row.claim_id == PERMANENT)
    assert (row.count, row.total, row.asking) == (count, total, asking_count)
    entry = f"point_ask_outcome_{PERMANENT}"
    assert any(share in seen(text.value) for text in plain.within(entry, "markdown"))
    assert any(asking_text in node.proto.help for node in plain.within(entry, "page_link"))
    claim_page = visit("claim", id=PERMANENT)
    assert any(f"{share} ask for the same" in seen(text) for text in claim_page.markdown())
    assert share in facts_of(claim_page)
    organisation_page = visit("organisation", id="jpnic")
    assert any(
        f"In all: {share}" in seen(text.value)
        for text in organisation_page.within("card_asks", "caption")
    )
    bars = visit("overview").chart("top_outcome").words()
    assert any(words.startswith(str(count)) for words in bars)


def test_a_recommendation_is_counted_with_the_positions_that_hold_the_same() -> None:
    (row,) = ask(
        "asks", Filters(claim=("re-make-igf-permanent", "po-permanent-igf-welcome"))
    ).itertuples()
    makes_request = POINTS.claim_id.isin(["re-make-igf-permanent", "po-permanent-igf-welcome"])
    assert row.claim_id == "re-make-igf-permanent"
    assert row.count == POINTS[makes_request].submission_id.nunique()
    assert row.positions == "po-permanent-igf-welcome"


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
    no_requests = set(OUTCOMES.index[OUTCOMES.request == "no"])
    assert len(no_requests) == 21
    assert not no_requests & set(requests.claim_id)
    assert set(ask("asks", Filters(), verdict="not-applicable").claim_id) == {
        OF[claim] for claim in no_requests if OF[claim] in no_requests
    } & {
        OF[claim]
        for claim in POINTS.claim_id[POINTS.submission_id.map(STAGE) != "gdc"]
        if claim in OF
    }


@pytest.mark.parametrize(("made_to", "text"), [("adopted", "outcome"), ("other", "compact")])
def test_requests_are_counted_in_submissions_made_to_their_text(made_to: str, text: str) -> None:
    rows = ask("asks", Filters(), made_to=made_to).set_index("claim_id")
    assert dict(rows["count"]) == dict(asked(POINTS, text))
    assert set(rows.text_id) == {text}


def test_the_headline_counts_the_verdicts_of_the_twenty_most_frequent_requests(
    plain: Visit,
) -> None:
    top = ask("asks", Filters()).head(20)
    assert list(top["count"]) == sorted(asked(POINTS), reverse=True)[:20]
    claims = pd.Index(top.claim_id)
    assert (verdicts(claims)["taken-up"], firm(claims)) == (18, 14)
    assert plain.finding("asks") == (
        "The adopted text contains 18 of the 20 most frequent requests; 14 of them it decides or calls for"
    )


def test_the_switch_shows_the_requests_of_the_compact_against_its_own_text() -> None:
    page = visit("what_became_of_it", made_to="other")
    top = pd.Index(ask("asks", Filters(), made_to="other").head(20).claim_id)
    taken_up, called_for = verdicts(top, ON_COMPACT)["taken-up"], firm(top, ON_COMPACT)
    assert page.finding("asks") == (
        f"Global Digital Compact: {taken_up} of the 20 most frequent requests are in it, "
        f"{called_for} decided or called for"
    )


def test_a_request_has_one_number_everywhere() -> None:
    share = "48 of 533 submissions"
    assert share in " ".join(
        seen(line.value) for line in visit("what_became_of_it").within("card_asks", "markdown")
    )
    assert visit("overview").chart("top_outcome").words().count("48 (9%)") == 1
    page = visit("claim", id=PERMANENT)
    (text,) = [seen(element.value) for element in page.within("wanted", "markdown")]
    assert text.startswith(f"{share} ask for the same")
    assert f"{share} (9%) · 32 organisations · 48 points" in facts_of(page)
    assert "48 points in 48 submissions" in page.subtitle("evidence")
    making = ask("claim_groups", Filters(), claim=PERMANENT, made_to="adopted")
    assert dict(zip(making.stakeholder_group, making.raised, strict=True))["technical"] == 23
    assert page.chart("who").values()[0].startswith("23 of 79")
    organisations = ask("claim_organisations", Filters(), claim=PERMANENT, made_to="adopted")
    assert len(organisations) == 32
    assert Counter(organisations.stakeholder_group)["government"] == 2
    organisation_page = visit("organisation", id="jpnic", list_page="1", first="firmest")
    assert f"In all: {share}" in " ".join(
        seen(caption.value) for caption in organisation_page.within("card_asks", "caption")
    )
    (row,) = ask("asks", Filters(claim=(PERMANENT, "po-permanent-igf-welcome"))).itertuples()
    assert row.count == 48


def figures_of(page: Visit) -> list[str]:
    """The figures at the top of a request's page, as a reader sees them."""
    (element,) = page.within("request_figures", "html")
    lines = re.findall(r"<div>(.*?)</div>", element.proto.body)
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", line)).split()) for line in lines]


def test_a_request_begins_with_the_sentence_to_quote_and_four_figures() -> None:
    page = visit("claim", id=PERMANENT)
    (code,) = page.within("quote_box", "code")
    assert (
        "48 of 533 submissions collected on the WSIS+20 review, by 32 organisations" in code.value
    )
    assert "2 governments: Norway and Switzerland." in code.value
    assert "A/RES/80/173: In the adopted text, as a decision, paragraph 99." in code.value
    submission_ids = POINTS[
        POINTS.claim_id.isin([PERMANENT, "po-permanent-igf-welcome"])
    ].submission_id.unique()
    types = table("submissions").set_index("submission_id").document_type[submission_ids]
    reported = int((types == "news-summary").sum())
    assert figures_of(page) == [
        f"Submissions 48 of 533 (9%): {48 - reported} in own words, {reported} as others report",
        "Organisations 32 of 282, as authors or signatories",
        "Governments 2 Norway (own words) and Switzerland (as others report)",
        "Verdict ■ Decides In the adopted text, as a decision, paragraph 99",
    ]


def test_the_figures_and_the_sentence_are_those_of_the_part_that_is_chosen() -> None:
    page = visit("claim", id=PERMANENT, part="position")
    assert "19 of 533 submissions" in page.within("quote_box", "code")[0].value
    assert figures_of(page)[0].startswith("Submissions 19 of 533 ")


def test_a_claim_that_is_no_request_has_no_figures_and_paper_no_button() -> None:
    assert not visit("claim", id="ch-igf-funding-unstable").has("request_figures")
    paper = visit("claim", id=PERMANENT, print="1")
    assert not paper.within("quote_box", "code")
    (element,) = paper.within("quote_box", "markdown")
    assert "48 of 533 submissions" in seen(element.value)
    assert "print=1" not in element.value
    assert len(figures_of(paper)) == 4


@pytest.mark.parametrize("claim", [PERMANENT, "po-permanent-igf-welcome"])
def test_each_claim_of_a_request_names_the_other_and_the_joint_figure(claim: str) -> None:
    page = visit("claim", id=claim)
    (other,) = {PERMANENT, "po-permanent-igf-welcome"} - {claim}
    count = POINTS[POINTS.claim_id == claim].submission_id.nunique()
    (text,) = [seen(element.value) for element in page.within("wanted", "markdown")]
    assert text.startswith("48 of 533 ")
    assert f"this claim ({count})" in text
    assert CLAIMS.title[other] in text
    assert other in claims_linked(page, "wanted")


def test_a_claim_says_verdict_firmness_and_paragraph_in_its_first_lines() -> None:
    page = visit("claim", id=PERMANENT)
    lines = [seen(line) for line in page.markdown()]
    words = "■ In the adopted text, as a decision, paragraph 99"
    first = next(position for position, line in enumerate(lines) if words in line)
    definition = next(
        position for position, line in enumerate(lines) if CLAIMS.definition[PERMANENT] in line
    )
    assert first < definition
    assert OUTCOMES.note[PERMANENT] in lines[first]
    assert "The IGF is made a permanent UN forum" in lines[first + 1]
    assert "docs.un.org/en/A/RES/80/173" in lines[first + 1]


def test_a_switch_shows_only_the_recommendation_or_only_the_position() -> None:
    count = POINTS[POINTS.claim_id == PERMANENT].submission_id.nunique()
    page = visit("claim", id=PERMANENT)
    switch = page.app.button_group(key="view_part")
    assert [seen(option) for option in switch.options] == [
        "All 48",
        "Recommendation 29",
        "Position 19",
    ]
    switch.set_value("recommendation").run()
    page.succeeds()
    assert count == 29
    assert "29 of 533 submissions" in facts_of(page)
    assert "29 points in 29 submissions" in page.subtitle("evidence")
    assert page.app.query_params["part"] == "recommendation"


@pytest.mark.parametrize(("made_to", "text"), [("adopted", "outcome"), ("other", "compact")])
def test_a_request_made_to_two_texts_is_counted_for_one_and_never_for_both(
    made_to: str, text: str
) -> None:
    claim = "re-anchor-human-rights"
    page = visit("claim", id=claim, made_to=made_to)
    count = asked(POINTS, text)[claim]
    total = {"outcome": 533, "compact": 132}[text]
    assert f"{count} of {total} submissions" in facts_of(page)
    assert f" in {count} submissions" in page.subtitle("evidence")
    page_text = "\n".join(seen(line) for line in page.markdown())
    assert "WSIS+20 outcome: **" in page_text
    assert "Global Digital Compact: **" in page_text


def test_the_verdict_names_its_paragraphs_and_reports_stand_apart() -> None:
    page = visit("claim", id=PERMANENT, more="yes")
    assert page.finding("verdict") == "■ In the adopted text, as a decision, paragraph 99"
    reports = [seen(element.value) for element in page.within("card_reports", "markdown")]
    assert all("as reported by" in line for line in reports if not line.startswith("#"))
    assert {"id=outcome", "paragraph=99"} <= {
        part for _label, query in page.links("card_verdict") for part in query.split("&")
    }


def test_what_asks_nothing_of_the_text_is_told_and_not_listed() -> None:
    page = visit("claim", id="po-compact-is-welcome")
    captions = [seen(node.value) for node in page.nodes if node.type == "caption"]
    assert any("It asks nothing of the text" in line for line in captions)
    requests_page = visit("what_became_of_it", verdict="not-applicable")
    assert claims_linked(requests_page, "card_asks")
    assert not claims_linked(requests_page, "card_asks") & set(asked(POINTS).index)


def test_a_request_opened_by_its_theme_has_the_base_and_verdict_that_it_has_everywhere() -> None:
    page = visit("what_became_of_it", open="igf-mandate")
    (entry,) = [
        seen(line.value)
        for line in page.within(f"point_ask_outcome_{PERMANENT}", "markdown")
        if "48 of" in line.value
    ]
    assert "48 of 533 submissions (9%)" in entry
    assert " of 58" not in " ".join(seen(text) for text in page.markdown() if "ask" in text)
    rows = OUTCOMES.loc[asked(POINTS).index]
    claims = {claim for claim in rows.index if CLAIMS.theme_id[claim] == "igf-mandate"}
    assert claims_linked(page, "card_asks") <= claims
    printed_page = visit("what_became_of_it", open="igf-mandate", print="1")
    assert claims_linked(printed_page, "card_asks") == claims


def test_what_is_asked_on_a_theme_never_counts_the_compact() -> None:
    review = POINTS[POINTS.submission_id.map(STAGE) != "gdc"]
    for kind, count_column, total_column in (
        ("recommendation", "asks", "asks_total"),
        ("challenge", "challenges", "challenges_total"),
    ):
        points = review[review.kind == kind]
        for row in ask("outcome_themes", Filters(), unit="submissions").itertuples():
            expected = points[points.theme_id == row.theme_id].submission_id.nunique()
            assert getattr(row, count_column) == expected
            assert getattr(row, total_column) == points.submission_id.nunique()


def test_the_note_says_which_submissions_are_left_out(plain: Visit) -> None:
    text = " ".join(seen(node.value) for node in plain.within("card_asks", "caption"))
    assert "Global Digital Compact was read whole, too: submissions made to it" in text
    assert "another process" not in text


def test_only_the_drafts_are_said_to_be_unread(plain: Visit) -> None:
    text = " ".join(seen(node.value) for node in plain.within("card_asks", "caption"))
    assert "The adopted text was read whole" in text
    assert "We did not read the drafts ourselves" in text


def test_an_organisation_says_what_became_of_its_requests_to_each_text() -> None:
    page = visit("organisation", id="jpnic")
    requests, compact_requests = asked(of("jpnic")), asked(of("jpnic"), "compact")
    rows = OUTCOMES.loc[requests.index]
    assert Counter(rows.strength[rows.verdict == "taken-up"]) == {
        "decides": 3,
        "requests-or-calls-upon": 4,
        "recognises-or-reaffirms": 4,
    }
    assert (len(requests), verdicts(requests.index)["taken-up"]) == (12, 11)
    assert page.finding("asks") == (
        f"The adopted text contains 11 of its 12 requests; {firm(requests.index)} of them it decides or calls for"
    )
    assert (len(compact_requests), verdicts(compact_requests.index, ON_COMPACT)["taken-up"]) == (
        8,
        7,
    )
    compact = "Global Digital Compact: 7 of its 8 requests are in it, "
    assert not page.has("card_asks_elsewhere")
    assert any(
        seen(caption.value).startswith(compact) for caption in page.within("card_asks", "caption")
    )
    full_page = visit("organisation", id="jpnic", more="yes")
    assert full_page.finding("asks_elsewhere").startswith(compact)


def test_the_list_without_a_switch_is_not_narrowed_by_that_of_another() -> None:
    def links(page: Visit) -> list[str]:
        return [seen(element.value) for element in page.within("card_asks_elsewhere", "markdown")]

    (verdict,) = set(ON_COMPACT.loc[asked(of("jpnic"), "compact").index].verdict) - {"taken-up"}
    full_page = visit("organisation", id="jpnic", more="yes")
    assert links(full_page)
    assert links(visit("organisation", id="jpnic", more="yes", verdict=verdict)) == links(full_page)


def test_a_claim_says_the_verdict_of_its_request_on_each_text() -> None:
    claim = "po-multistakeholder-is-right"
    page = visit("claim", id=claim)
    lines = [seen(line) for line in page.markdown()]
    for text, outcomes in (("WSIS+20 outcome", OUTCOMES), ("Global Digital Compact", ON_COMPACT)):
        (line,) = [line for line in lines if line.startswith(f"{text}: **● In the adopted text")]
        assert (outcomes.note[OF[claim]] in line) == (text == "WSIS+20 outcome")
    compact_page = visit("claim", id=claim, made_to="other")
    (words,) = [seen(element.value) for element in compact_page.within("wanted", "markdown")]
    assert words.startswith("18 of 132 submissions ask for the same")
    note = ON_COMPACT.note[OF[claim]]
    assert any(note in seen(line) for line in compact_page.markdown())


@pytest.mark.parametrize(
    ("rows", "own", "said"),
    [
        ([], False, ""),
        (
            [("partly", "decides")],
            False,
            "The only request: ▨ Partly in the adopted text, as a decision",
        ),
        (
            [("taken-up", "welcomes")],
            True,
            "Its only request: ◎ In the adopted text, as a welcome",
        ),
        (
            [("taken-up", "welcomes"), ("taken-up", "decides"), ("silent", "none")],
            True,
            "The adopted text contains 2 of its 3 requests; 1 of them it decides or calls for",
        ),
        (
            [("taken-up", "requests-or-calls-upon")] * 20 + [("taken-up", "decides")],
            False,
            "The adopted text contains 20 of the 20 most frequent requests; 20 of them it decides or calls for",
        ),
    ],
)
def test_the_headline_counts_those_it_names(
    rows: list[tuple[str, str]], own: bool, said: str
) -> None:
    assert asks.standing(pd.DataFrame(rows, columns=["verdict", "strength"]), own=own) == said


def test_a_request_leads_to_the_text_and_to_its_paragraphs(plain: Visit) -> None:
    first = ask("asks", Filters()).iloc[0]
    text = seen(plain.within(f"point_ask_outcome_{first.claim_id}", "markdown")[1].value)
    assert OUTCOMES.note[first.claim_id] in text
    assert "](https://docs.un.org/en/A/RES/80/173)" in text
    queries = " ".join(
        query for _label, query in plain.links(f"point_ask_outcome_{first.claim_id}")
    )
    assert f"paragraph={first.paragraphs.split('; ')[0]}" in queries


@pytest.mark.parametrize(
    ("parameter", "value", "column"),
    [("verdict", "silent", "verdict"), ("strength", "decides", "strength")],
)
def test_a_switch_leaves_only_one_verdict_or_strength(
    parameter: str, value: str, column: str
) -> None:
    page = visit("what_became_of_it", **{parameter: value})
    rows = OUTCOMES.loc[asked(POINTS).index]
    assert claims_linked(page, "card_asks") == set(rows.index[rows[column] == value])


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
    rows = OUTCOMES.loc[asked(POINTS).index]
    assert claims_linked(page, "card_asks") == set(rows.index[rows.strength == "decides"])


def test_on_paper_the_verdict_is_said_and_has_no_switch() -> None:
    page = visit("what_became_of_it", verdict="silent", print="1")
    assert labels.verdict("silent") in page.subtitle("asks")
    assert not page.has("view_verdict")
    assert visit("what_became_of_it", verdict="silent").has("view_verdict")


def test_the_firmest_come_first_if_wished() -> None:
    order = [*labels.STRENGTHS, "none"]
    positions = [
        order.index(strength) for strength in ask("asks", Filters(), first="firmest").strength
    ]
    assert positions == sorted(positions)


def test_the_requests_of_each_group_are_counted_by_verdict_and_strength() -> None:
    answer = ask("verdicts", Filters(), parties="group")
    signed = table("signatories").merge(table("organisations"), on="organisation_id")
    for group, rows in signed.groupby("stakeholder_group"):
        points = POINTS[POINTS.submission_id.isin(rows.submission_id)]
        outcomes = OUTCOMES.loc[asked(points).index]
        counts = answer[answer.party_id == group].set_index(["verdict", "strength"]).asks
        assert dict(counts) == Counter(zip(outcomes.verdict, outcomes.strength, strict=True))


def test_sides_show_how_many_of_their_requests_are_in_each_text() -> None:
    page = visit("compare", by="organisation", id=["jpnic", "gpd"])
    for card, text, outcomes in (
        ("verdicts", "outcome", OUTCOMES),
        ("verdicts_elsewhere", "compact", ON_COMPACT),
    ):
        shares = []
        for organisation, name in (("jpnic", "JPNIC"), ("gpd", "Global Partners Digital")):
            counts = verdicts(asked(of(organisation), text).index, outcomes)
            if counts:
                shares.append(f"{name}, {counts['taken-up']} of {counts.total()}")
        assert page.finding(card).endswith(f": {'; '.join(shares)}")


def test_the_overview_says_what_became_of_what_is_asked_for_most() -> None:
    page = visit("overview")
    top = ask("asks", Filters()).head(5)
    assert page.finding("top_outcome") == (
        "The adopted text contains 18 of the 20 most frequent requests; 14 of them it decides or calls for"
    )
    assert list(page.chart("top_outcome").marks()) == list(top.claim_id)
    signs = [labels.sign(*pair) for pair in zip(top.verdict, top.strength, strict=True)]
    assert [words[0] for words in page.chart("top_outcome").words()[::2]] == signs


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
