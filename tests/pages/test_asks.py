"""Whether the adopted text has what was asked for: figures recomputed with pandas, and said with care."""

from collections import Counter

import pandas as pd
import pytest

from cards import asks
from i18n import labels, number
from queries import Filters, ask
from tests.pages.visiting import Visit, seen, table, visit

POINTS = table("points")
CLAIMS = table("claims").set_index("claim_id")
OUTCOMES = table("claim_outcomes").set_index("claim_id")
EQUIVALENTS = table("claim_equivalents")
OF = {key: key for key in CLAIMS.index[CLAIMS.kind.isin(["recommendation", "position"])]}
OF |= dict(zip(EQUIVALENTS.claim_id, EQUIVALENTS.equivalent_id, strict=True))


def asked(points: pd.DataFrame) -> pd.Series:
    """Ask -> how many submissions make it by one of some points."""
    made = points.assign(ask=points.claim_id.map(OF)).dropna(subset="ask")
    return made.groupby("ask").submission_id.nunique()


def of(organisation: str) -> pd.DataFrame:
    """The points of the submissions that an organisation wrote or signed."""
    signed = table("signatories").query("organisation_id == @organisation").submission_id
    return POINTS[POINTS.submission_id.isin(signed)]


def verdicts(asks: pd.Index) -> Counter[str]:
    return Counter(OUTCOMES.verdict.loc[asks])


def claims_linked(page: Visit, card: str) -> set[str]:
    """The claims whose pages a card links to."""
    return {query.rpartition("id=")[2] for _label, query in page.links(card) if "id=" in query}


@pytest.fixture(scope="module")
def plain() -> Visit:
    """The page without filters; not to be changed."""
    return visit("what_became_of_it")


def test_the_headline_counts_the_verdicts_of_the_twenty_most_frequent_asks(plain: Visit) -> None:
    top = ask("asks", Filters(), unit="submissions", verdict="all").head(20)
    counts = asked(POINTS)
    assert list(top["count"]) == sorted(counts, reverse=True)[:20]
    assert list(top["count"]) == list(counts[top.claim_id])
    said = plain.finding("asks")
    found = verdicts(pd.Index(top.claim_id))
    assert said == (
        f"The adopted text contains {found['taken-up']} of the 20 most frequent requests, and {found['partly']} in part"
    )


def test_a_recommendation_is_counted_with_the_positions_that_hold_the_same() -> None:
    (row,) = ask(
        "asks", Filters(claim=("re-make-igf-permanent", "po-permanent-igf-welcome"))
    ).itertuples()
    both = POINTS.claim_id.isin(["re-make-igf-permanent", "po-permanent-igf-welcome"])
    assert row.claim_id == "re-make-igf-permanent"
    assert row.count == POINTS[both].submission_id.nunique()
    assert row.positions == "po-permanent-igf-welcome"


@pytest.mark.parametrize("claim", ["re-make-igf-permanent", "po-permanent-igf-welcome"])
def test_each_claim_of_an_ask_names_the_other_and_the_joint_figure(claim: str) -> None:
    page = visit("claim", id=claim)
    (other,) = {"re-make-igf-permanent", "po-permanent-igf-welcome"} - {claim}
    own = POINTS[POINTS.claim_id == claim].submission_id.nunique()
    together = POINTS[POINTS.claim_id.isin([claim, other])].submission_id.nunique()
    (said,) = [seen(m.value) for m in page.within("wanted", "markdown")]
    assert said.startswith(f"{together} of ")
    assert f"this claim ({own})" in said
    assert f"“{CLAIMS.title[other]}” (" in said
    assert other in claims_linked(page, "wanted")


def test_a_claim_says_its_verdict_and_the_passage_in_its_first_lines() -> None:
    page = visit("claim", id="re-make-igf-permanent")
    shown = [seen(line) for line in page.markdown()]
    first = next(place for place, line in enumerate(shown) if "In the adopted text" in line)
    definition = next(
        place
        for place, line in enumerate(shown)
        if CLAIMS.definition["re-make-igf-permanent"] in line
    )
    assert first < definition
    assert OUTCOMES.note["re-make-igf-permanent"] in shown[first]
    assert "as reported by" in shown[first + 1]


def test_a_challenge_has_no_verdict() -> None:
    page = visit("claim", id="ch-igf-funding-unstable", more="yes")
    assert not page.has("card_verdict")
    assert visit("claim", id="re-make-igf-permanent", more="yes").has("card_verdict")


def test_no_passage_found_is_never_called_rejected() -> None:
    page = visit("what_became_of_it", verdict="not-found")
    shown = " ".join(seen(node.value) for node in page.within("card_asks", "caption"))
    assert (
        "does not mean that the text says nothing about it or that the request was rejected"
        in shown
    )
    listed = [seen(node.value) for node in page.within("card_asks", "markdown")]
    assert any(line.startswith("**○ No passage found · ") for line in listed)
    assert not any("reject" in line.lower() for line in listed)


def test_an_organisation_says_what_became_of_its_asks() -> None:
    page = visit("organisation", id="jpnic")
    own = asked(of("jpnic"))
    found = verdicts(own.index)
    assert not found["contrary"]
    assert page.finding("asks") == (
        f"The adopted text contains {found['taken-up']} of its {len(own)} requests, and {found['partly']} in part"
    )


@pytest.mark.parametrize(
    ("verdicts", "own", "said"),
    [
        ([], False, ""),
        (["partly"], False, "The adopted text contains 0 of the 1 request, and 1 in part"),
        (
            ["taken-up", "contrary", "not-found"],
            True,
            "The adopted text contains 1 of its 3 requests, 0 in part, and the opposite of 1",
        ),
        (
            ["taken-up"] * 20 + ["contrary"],
            False,
            "The adopted text contains 20 of the 20 most frequent requests, and 0 in part",
        ),
    ],
)
def test_the_headline_counts_those_it_names(verdicts: list[str], own: bool, said: str) -> None:
    assert asks.standing(pd.DataFrame({"verdict": verdicts}), own=own) == said


def test_an_ask_leads_to_a_page_that_reports_what_its_verdict_rests_on(plain: Visit) -> None:
    first = ask("asks", Filters(), unit="submissions", verdict="all").claim_id.iloc[0]
    passages = ask("ask_passages", Filters(claim=(first,)))
    said = seen(plain.within(f"point_ask_{first}", "markdown")[1].value)
    assert OUTCOMES.note[first] in said
    assert f"]({passages.source_url.iloc[0]})" in said


def test_the_switch_leaves_only_one_verdict() -> None:
    page = visit("what_became_of_it", verdict="contrary")
    names = set(OUTCOMES.index[OUTCOMES.verdict == "contrary"]) & set(asked(POINTS).index)
    assert claims_linked(page, "card_asks") == names


def test_on_paper_the_verdict_is_said_and_has_no_switch() -> None:
    page = visit("what_became_of_it", verdict="contrary", print="1")
    assert labels.verdict("contrary") in page.subtitle("asks")
    assert not page.has("view_verdict")
    assert visit("what_became_of_it", verdict="contrary").has("view_verdict")


def test_the_asks_of_each_group_are_counted_by_verdict(plain: Visit) -> None:
    answer = ask("verdicts", Filters(), parties="group")
    signed = table("signatories").merge(table("organisations"), on="organisation_id")
    for group, rows in signed.groupby("stakeholder_group"):
        points = POINTS[POINTS.submission_id.isin(rows.submission_id)]
        found = verdicts(asked(points).index)
        del found["not-applicable"]
        own = answer[answer.party_id == group].set_index("verdict").asks
        assert dict(own) == found
    assert f"{number(int(answer.total.max()))} requests" in " ".join(
        plain.chart("verdicts").words()
    )


def test_sides_show_how_many_of_their_asks_are_in_the_text() -> None:
    page = visit("compare", by="organisation", id=["jpnic", "gpd"])
    shares = []
    for organisation, name in (("jpnic", "JPNIC"), ("gpd", "Global Partners Digital")):
        found = verdicts(asked(of(organisation)).index)
        total = sum(found.values()) - found["not-applicable"]
        shares.append(f"{name}, {found['taken-up']} of {total}")
    assert page.finding("verdicts") == f"Requests in the adopted text: {'; '.join(shares)}"


def test_the_overview_says_what_became_of_what_is_asked_for_most() -> None:
    page = visit("overview")
    top = ask("asks", Filters(), unit="submissions", verdict="all").head(3)
    most = ask("asks", Filters(), unit="submissions", verdict="all").head(20)
    assert list(most["count"]) == sorted(asked(POINTS), reverse=True)[:20]
    found = verdicts(pd.Index(most.claim_id))
    assert not found["contrary"]
    assert page.finding("top_outcome") == (
        f"The adopted text contains {found['taken-up']} of the 20 most frequent requests, and {found['partly']} in part"
    )
    assert list(page.chart("top_outcome").marks()) == list(top.claim_id)
    signs = [labels.VERDICT_SIGNS[one] for one in top.verdict]
    assert [words[0] for words in page.chart("top_outcome").words()[::2]] == signs


def test_every_verdict_has_a_sign_of_its_own_and_words() -> None:
    assert set(labels.VERDICTS) == set(labels.VERDICT_SIGNS) == set(OUTCOMES.verdict)
    assert len(set(labels.VERDICT_SIGNS.values())) == len(labels.VERDICTS)
