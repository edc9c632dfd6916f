"""The page of one claim: what goes with it, who says the opposite, and what each mark leads to."""

from urllib.parse import parse_qs

import pytest

from tests.pages.links import reopen, submissions
from tests.pages.visiting import links_in, seen, table, visit, words_in

CLAIMS = table("claims").set_index("claim_id")
OPPOSITES = table("claim_opposites")
EQUIVALENTS = table("claim_equivalents")
CLAIM = "ch-igf-funding-unstable"
OPPOSED = "po-reservations-on-rights-and-gender"
LARGEST = table("points").claim_id.replace("", None).value_counts().index[0]


def same_as(claim: str) -> set[str]:
    """The claims that hold the same as one, itself among them."""
    equal = dict(zip(EQUIVALENTS.claim_id, EQUIVALENTS.equivalent_id, strict=True))
    return {other for other in CLAIMS.index if equal.get(other, other) == equal.get(claim, claim)}


def opposites(claim: str) -> set[str]:
    """The claims that oppose one, or one that holds the same, whichever of the two columns names it."""
    pairs = OPPOSITES[["claim_id", "opposite_id"]].to_numpy()
    same = same_as(claim)
    return {str(other) for pair in pairs if same & {*pair} for other in pair if other not in same}


@pytest.mark.wide(1)
@pytest.mark.parametrize("part", range(4))
def test_the_page_of_every_claim_in_an_opposition_and_of_others_opens(part: int) -> None:
    page = visit("claim", id=CLAIM, more="yes")
    opposed = sorted({*OPPOSITES.claim_id, *OPPOSITES.opposite_id})
    for claim in [LARGEST, *opposed[::4], *CLAIMS.index[::28]][part::4]:
        assert seen(reopen(page, claim).app.title[0].value) == CLAIMS.title[claim]
        assert page.has("card_opposites") == bool(opposites(claim))


def test_a_challenge_shows_what_is_asked_for_first_and_other_kinds_on_demand() -> None:
    page = visit("claim", id="ch-divides-persist", more="yes")
    assert {claim[:2] for claim in page.chart("together").marks()} == {"re"}
    page.app.button_group(key="view_with").set_value("challenge").run()
    page.succeeds()
    assert page.app.query_params["with"] == "challenge"
    assert {claim[:2] for claim in page.chart("together").marks()} == {"ch"}


@pytest.mark.parametrize("claim", ["po-wsis-is-outdated", OPPOSED, "ch-igf-funding-unstable"])
def test_each_opposite_claim_has_the_points_and_organisations_on_either_side(claim: str) -> None:
    page = visit("claim", id=claim, more="yes")
    opposite_claims = opposites(claim)
    assert (
        page.has("card_opposites")
        == page.has("card_opposite_organisations")
        == bool(opposite_claims)
    )
    entries = page.entries("opposites") if opposite_claims else []
    assert len(entries) == min(len(opposite_claims), 3)
    for entry in entries:
        (_title, claim_query), *links = links_in(entry)
        assert parse_qs(claim_query)["id"][0] in opposite_claims
        submissions_by_label = {label: submissions(query) for label, query in links}
        this = submissions_by_label.pop("Points on this claim", set())
        against = submissions_by_label.pop("Points that make the opposite claim", set())
        assert this or against
        shared = submissions_by_label.pop("Opposite points of those who make both", set())
        assert shared == this & against
        text = words_in(entry)
        assert f"This claim: {len(this)} " in text
        assert f"The opposite claim: {len(against)} " in text


def test_a_claim_that_nobody_makes_in_the_selection_says_so() -> None:
    page = visit("claim", id=CLAIM, stage="unesco")
    assert page.finding("nothing") == "No submission that matches these filters makes this claim"
    assert not page.charts()
