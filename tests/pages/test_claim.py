"""One claim: its figures by pandas, what goes with it, who says the opposite, doors by what they select."""

from urllib.parse import parse_qs

import pytest

from queries import Filters, ask
from tests.pages.test_theme import BY_GROUP, CLAIMS, POINTS, at_the_right
from tests.pages.test_themes import doors, filters, submissions
from tests.pages.visiting import Visit, seen, table, visit

OPPOSITES = table("claim_opposites")
ORGANISATIONS = table("organisations").set_index("organisation_id")
CLAIM = "ch-igf-funding-unstable"
OPPOSED = "po-reservations-on-rights-and-gender"
OF_CLAIM = {claim: set(its.submission_id) for claim, its in POINTS.groupby("claim_id") if claim}
RAREST = min(OF_CLAIM, key=lambda claim: (len(OF_CLAIM[claim]), claim))
LARGEST = max(OF_CLAIM, key=lambda claim: len(OF_CLAIM[claim]))


def head(page: Visit) -> str:
    return next(seen(c.value) for c in page.app.caption if seen(c.value).startswith("Made in "))


def opposites(claim: str) -> set[str]:
    """The claims that oppose one, whichever of the two columns names it."""
    pairs = OPPOSITES[["claim_id", "opposite_id"]].to_numpy()
    return {str(other) for pair in pairs if claim in pair for other in pair if other != claim}


def behind(claim: str) -> set[str]:
    return set(BY_GROUP[BY_GROUP.submission_id.isin(OF_CLAIM[claim])].organisation_id)


def test_the_page_of_every_claim_in_an_opposition_and_of_others_opens() -> None:
    page = visit("claim", id=CLAIM)
    opposed = sorted({*OPPOSITES.claim_id, *OPPOSITES.opposite_id})
    for claim in [RAREST, LARGEST, *opposed[::4], *CLAIMS.index[::28]]:
        page.app.query_params["id"] = claim
        page.app.run()
        page.succeeds()
        assert seen(page.app.title[0].value) == f"“{CLAIMS.title[claim]}”"
        assert f"in {(POINTS.claim_id == claim).sum()} point" in head(page)
        assert page.has("card_opposites") == bool(opposites(claim))


@pytest.mark.parametrize("more", [{}, {"role": "signatory"}, {"kind": "position"}])
def test_a_group_and_a_stage_count_the_submissions_behind_their_doors(more: dict[str, str]) -> None:
    page = visit("claim", id=LARGEST, **more)
    for card in ("who", "when"):
        values = dict(zip(page.chart(card).marks(), at_the_right(page, card), strict=True))
        some = [one for one, words in values.items() if not words.startswith("0 ")]
        assert some
        for one in some[:3]:
            query = dict(doors(page, card, one))["The points behind"]
            assert len(submissions(query)) == int(values[one].partition(" ")[0])
            assert set(ask("points", filters(query)).claim_id) == {LARGEST}


@pytest.mark.parametrize("claim", [CLAIM, LARGEST, "re-make-igf-permanent"])
def test_what_else_they_say_is_counted_and_leads_to_it(claim: str) -> None:
    page = visit("claim", id=claim, kind="achievement", **{"with": "all"})
    both = {other: len(OF_CLAIM[claim] & its) for other, its in OF_CLAIM.items() if other != claim}
    shown = page.chart("together").marks()
    assert shown == {other: both[other] for other in shown}
    assert list(shown.values()) == sorted((n for n in both.values() if n), reverse=True)[:15]
    assert "whatever the kind of point" in page.subtitle("together")
    for other in list(shown)[:3]:
        found = dict(doors(page, "together", other))
        there = filters(found["Their points on the other claim"])
        assert there == Filters(claim=(other,), also_claim=(claim,))
        for label in ("Their points on the other claim", "Their points on this claim"):
            assert len(submissions(found[label])) == shown[other]
        assert found["Page of the other claim"].endswith(f"id={other}")


def test_a_challenge_shows_what_is_asked_for_first_and_other_kinds_on_demand() -> None:
    page = visit("claim", id="ch-divides-persist")
    assert {claim[:2] for claim in page.chart("together").marks()} == {"re"}
    page.app.button_group(key="view_with").set_value("challenge").run()
    page.succeeds()
    assert page.app.query_params["with"] == "challenge"
    assert {claim[:2] for claim in page.chart("together").marks()} == {"ch"}


@pytest.mark.parametrize("claim", ["po-wsis-is-outdated", OPPOSED, "ac-igf-became-central"])
def test_opposite_claims_stand_side_by_side_with_those_who_make_them(claim: str) -> None:
    page = visit("claim", id=claim)
    shown = opposites(claim)
    if len(shown) > 1:
        choices = page.app.button_group(key="view_against")
        assert len(choices.options) == len(shown)
    (other,) = {
        parse_qs(query)["id"][0]
        for _label, query in page.links("point_side_other")
        if parse_qs(query).get("id", [""])[0] in CLAIMS.index
    }
    assert other in shown
    for side, here in (("this", claim), ("other", other)):
        captions = [seen(c.value) for c in page.within(f"point_side_{side}", "caption")]
        assert captions[0] == (
            f"{len(OF_CLAIM[here])} of 487 submissions, {len(behind(here))} "
            f"organisation{'s' if len(behind(here)) > 1 else ''}"
        )
        links = page.links(f"point_side_{side}")
        (points,) = [query for label, query in links if label == "The points behind"]
        assert submissions(points) == OF_CLAIM[here]
        named = {parse_qs(query).get("id", [""])[0] for _label, query in links}
        organisations = named & set(ORGANISATIONS.index)
        assert organisations <= behind(here)
        assert len(organisations) == min(len(behind(here)), 12)
    for label, query in page.links("point_both"):
        if label.startswith("Their points"):
            assert submissions(query) == OF_CLAIM[claim] & OF_CLAIM[other]


def test_another_opposite_is_chosen_by_the_address() -> None:
    page = visit("claim", id=OPPOSED, against="ch-gender-text-weak")
    note = OPPOSITES[
        (OPPOSITES.claim_id == "ch-gender-text-weak") & (OPPOSITES.opposite_id == OPPOSED)
    ].note.iloc[0]
    assert note in "\n".join(seen(m.value) for m in page.within("card_opposites", "markdown"))
    visit("claim", id=OPPOSED, against="<script>")


def test_a_claim_that_nobody_makes_in_the_selection_says_so() -> None:
    page = visit("claim", id=CLAIM, stage="unesco")
    assert page.finding("nothing") == "Nobody says so in this selection"
    assert not page.charts()


@pytest.mark.parametrize("named", ["", "none", "no-such-claim", "<img src=x>", "x" * 3000])
def test_an_id_that_is_no_claim_leads_to_those_there_are(named: str) -> None:
    page = visit("claim", id=named)
    assert page.has("card_missing")
    assert not page.charts()
