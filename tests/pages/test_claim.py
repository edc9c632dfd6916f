"""The page of one claim: what goes with it, who says the opposite, and what each mark leads to."""

from urllib.parse import parse_qs

import pytest

from queries import Filters, ask
from tests.pages.links import links_of_mark, reopen, selection, submissions
from tests.pages.visiting import seen, table, visit

CLAIMS = table("claims").set_index("claim_id")
OPPOSITES = table("claim_opposites")
ORGANISATIONS = table("organisations")
CLAIM = "ch-igf-funding-unstable"
OPPOSED = "po-reservations-on-rights-and-gender"
LARGEST = table("points").claim_id.replace("", None).value_counts().index[0]


def opposites(claim: str) -> set[str]:
    """The claims that oppose one, whichever of the two columns names it."""
    pairs = OPPOSITES[["claim_id", "opposite_id"]].to_numpy()
    return {str(other) for pair in pairs if claim in pair for other in pair if other != claim}


def test_the_page_of_every_claim_in_an_opposition_and_of_others_opens() -> None:
    page = visit("claim", id=CLAIM, more="yes")
    opposed = sorted({*OPPOSITES.claim_id, *OPPOSITES.opposite_id})
    for claim in [LARGEST, *opposed[::4], *CLAIMS.index[::28]]:
        assert seen(reopen(page, claim).app.title[0].value) == CLAIMS.title[claim]
        assert page.has("card_opposites") == bool(opposites(claim))


@pytest.mark.parametrize("more", [{"role": "signatory"}, {"kind": "position"}])
def test_a_group_and_a_stage_lead_to_the_submissions_they_count(more: dict[str, str]) -> None:
    page = visit("claim", id=LARGEST, **more)
    for card in ("who", "when"):
        values = dict(zip(page.chart(card).marks(), page.chart(card).values(), strict=True))
        some = [one for one, words in values.items() if not words.startswith("0 ")]
        assert some
        for one in some[:3]:
            query = dict(links_of_mark(page, card, one))["See the points"]
            assert len(submissions(query)) == int(values[one].partition(" ")[0])
            assert set(ask("points", selection(query)).claim_id) == {LARGEST}


def test_what_else_they_say_leads_to_both_claims() -> None:
    page = visit("claim", id=CLAIM, kind="achievement", more="yes", **{"with": "all"})
    assert "all kinds of points" in page.subtitle("together")
    for other, count in list(page.chart("together").marks().items())[:3]:
        found = dict(links_of_mark(page, "together", other))
        there = selection(found["Points that make the other claim"])
        assert there == Filters(claim=(other,), also_claim=(CLAIM,))
        for label in ("Points that make the other claim", "Points on this claim"):
            assert len(submissions(found[label])) == count
        assert found["Page of the other claim"].endswith(f"id={other}")


def test_a_challenge_shows_what_is_asked_for_first_and_other_kinds_on_demand() -> None:
    page = visit("claim", id="ch-divides-persist", more="yes")
    assert {claim[:2] for claim in page.chart("together").marks()} == {"re"}
    page.app.button_group(key="view_with").set_value("challenge").run()
    page.succeeds()
    assert page.app.query_params["with"] == "challenge"
    assert {claim[:2] for claim in page.chart("together").marks()} == {"ch"}


@pytest.mark.parametrize("claim", ["po-wsis-is-outdated", OPPOSED])
def test_opposite_claims_stand_side_by_side_with_those_who_make_them(claim: str) -> None:
    page = visit("claim", id=claim, more="yes")
    shown = opposites(claim)
    if len(shown) > 1:
        assert len(page.app.button_group(key="view_against").options) == len(shown)
    behind: dict[str, set[str]] = {}
    for side in ("this", "other"):
        said = seen(page.within(f"point_side_{side}", "caption")[0].value)
        links = page.links(f"point_side_{side}")
        (points,) = [query for label, query in links if label == "See the points"]
        (made,) = selection(points).claim
        assert made in ({claim} if side == "this" else shown)
        behind[side] = submissions(points)
        assert said.startswith(f"{len(behind[side])} of ")
        named = {parse_qs(query).get("id", [""])[0] for _label, query in links}
        organisations = ask("organisations", selection(points), whose="all").organisation_id
        assert len(named & set(organisations)) == min(len(organisations), 12)
        assert not (named & set(ORGANISATIONS.organisation_id)) - set(organisations)
    for label, query in page.links("point_both"):
        if label.startswith("Points on"):
            assert submissions(query) == behind["this"] & behind["other"]


def test_another_opposite_is_chosen_by_the_address() -> None:
    page = visit("claim", id=OPPOSED, against="ch-gender-text-weak", more="yes")
    note = OPPOSITES[
        (OPPOSITES.claim_id == "ch-gender-text-weak") & (OPPOSITES.opposite_id == OPPOSED)
    ].note.iloc[0]
    assert note in "\n".join(seen(m.value) for m in page.within("card_opposites", "markdown"))
    visit("claim", id=OPPOSED, against="<script>", more="yes")


def test_a_claim_that_nobody_makes_in_the_selection_says_so() -> None:
    page = visit("claim", id=CLAIM, stage="unesco")
    assert page.finding("nothing") == "No submission that matches these filters makes this claim"
    assert not page.charts()
