"""Sides beside each other: what each part holds, and what each cell and pair leads to."""

import re
from urllib.parse import parse_qs

import pytest

from cards import compare
from queries import Filters, ask
from tests.pages.links import hovers, ids_of_all_pages
from tests.pages.visiting import Visit, seen, table, visit

POINTS = table("points")
PARTIES = table("signatories")
ORGANISATIONS = table("organisations").set_index("organisation_id")
STAGES = table("submissions").set_index("submission_id").stage_id
PARTIES["group"] = PARTIES.organisation_id.map(ORGANISATIONS.stakeholder_group)
SIDES = {
    "organisation": ("tccm", "gdrc-wsis"),
    "group": ("government", "civil-society", "academia"),
    "stage": ("zero-draft", "rev1", "hlm", "gdc"),
}


def texts_of(by: str, side: str) -> set[str]:
    """The submissions of a side."""
    if by == "stage":
        return set(STAGES[STAGES.eq(side)].index)
    column = {"organisation": "organisation_id", "group": "group"}[by]
    return set(PARTIES.submission_id[PARTIES[column] == side])


def compared(by: str, **query: str) -> Visit:
    return visit("compare", by=by, id=SIDES[by], **query)


def cells(page: Visit) -> dict[tuple[str, ...], str]:
    """What each cell of the chart says on hover, by item and side."""
    return hovers(page, "compared")


def submissions_listed(page: Visit) -> int:
    """How many submissions the list of points says it has."""
    return int(re.search(r" in ([\d,]+) submission", page.subtitle("evidence"))[1].replace(",", ""))


def behind(query: str) -> Visit:
    """The list of points that a link leads to."""
    return visit("points", **parse_qs(query))


def test_a_cell_of_other_filters_leads_to_points_under_the_same() -> None:
    page = compared(
        "group",
        role="author",
        stage=["hle-2025", "gdc"],
        organisation=["apc", "gov-zaf", "tccm"],
    )
    words_by_cell = cells(page)
    item, side = next(cell for cell, words in words_by_cell.items() if " of " in words)
    page.choose("compared", item, side)
    query = dict(page.links("picked_compared"))["See the points"]
    assert parse_qs(query) == {
        "organisation": ["apc", "gov-zaf", "tccm"],
        "role": ["author"],
        "stage": ["gdc", "hle-2025"],
        "group": [side],
        "theme": [item],
    }
    assert f": {submissions_listed(behind(query))} of " in words_by_cell[item, side]


def test_an_empty_cell_does_not_pretend_to_have_points() -> None:
    page = compared("organisation", part="only-tccm")
    item = next(item for item, side in cells(page) if side == "gdrc-wsis")
    page.choose("compared", item, "gdrc-wsis")
    assert [label for label, _query in page.links("picked_compared")] == [
        table("themes").set_index("theme_id").title[item]
    ]
    text = seen(page.within("picked_compared", "markdown")[0].value)
    assert "not coded" in text
    assert "It may still have been said" in text


def test_an_organisation_leads_to_its_page_and_a_group_to_what_comes_up_there() -> None:
    page = compared("organisation")
    assert page.links("side_1")[0] == ("TCCM", "id=tccm")
    page = compared("group")
    assert page.links("side_1")[0] == ("Government", "group=government")


@pytest.mark.parametrize(
    ("first", "second"), [("tccm", "jpnic"), ("itu", "unesco"), ("tccm", "gdrc-wsis")]
)
def test_shared_texts_are_counted_linked_and_listed(first: str, second: str) -> None:
    shared = texts_of("organisation", first) & texts_of("organisation", second)
    page = visit("compare", id=[first, second])
    page.choose("pairs", first, second, "claims_overlap")
    links = dict(page.links("card_pairs"))
    if not shared:
        assert not page.has("card_shared")
        assert not any(" by both " in label for label in links)
        return
    query = next(query for label, query in links.items() if " by both " in label)
    assert parse_qs(query) == {"organisation": [first], "also_organisation": [second]}
    assert f"{len(shared)} submissions by both" in "".join(links)
    listed = ids_of_all_pages("card_shared", "compare", "texts", id=[first, second], more="yes")
    assert sorted(listed) == sorted(shared)


def test_texts_that_no_filter_can_ask_for_are_listed_and_not_linked() -> None:
    page = visit("compare", id=["tccm", "jpnic"], role="signatory", more="yes")
    assert not any(" by both " in label for label, _query in page.links("card_pairs"))
    signatories = PARTIES[PARTIES.role == "signatory"]
    sets = [
        set(signatories.submission_id[signatories.organisation_id == organisation])
        for organisation in ("tccm", "jpnic")
    ]
    assert page.has("card_shared") == bool(sets[0] & sets[1])


def test_the_claims_of_both_open_as_a_comparison_of_the_two() -> None:
    page = visit("compare", id=["tccm", "jpnic", "itu"])
    page.choose("pairs", "jpnic", "itu", "claims_overlap")
    label, query = next(
        link for link in page.links("picked_pairs") if link[0].endswith("claims of both")
    )
    claims_page = visit("compare", **parse_qs(query))
    assert {item for item, _side in cells(claims_page)} == set.intersection(
        *(
            set(POINTS.claim_id[POINTS.submission_id.isin(texts_of("organisation", side))]) - {""}
            for side in ("jpnic", "itu")
        )
    )
    assert label.startswith(f"{len({item for item, _side in cells(claims_page)})} ")


def test_an_opposition_leads_to_the_claims_and_to_the_points_of_each_side() -> None:
    page = visit("compare", by="group", id=["government", "civil-society"], more="yes")
    links = page.links("card_opposites")
    assert len(links) == 4 * compare.OPPOSITES
    pairs = table("claim_opposites")
    opposed = {frozenset(pair) for pair in zip(pairs.claim_id, pairs.opposite_id, strict=True)}
    for claim, points, opposite, opposite_points in zip(*[iter(links)] * 4, strict=True):
        ids = [parse_qs(query)["id"][0] for _label, query in (claim, opposite)]
        assert frozenset(ids) in opposed
        for (label, query), claim_id in zip((points, opposite_points), ids, strict=True):
            parameters = parse_qs(query)
            assert parameters["claim"] == [claim_id]
            texts = texts_of("group", parameters["group"][0])
            rows = POINTS[(POINTS.claim_id == claim_id) & POINTS.submission_id.isin(texts)]
            assert re.search(
                rf": {rows.submission_id.nunique()} submissions?, the opposite \d+$", label
            )


def test_the_filter_that_tells_the_sides_apart_is_left_out_and_others_hold() -> None:
    page = compared(
        "organisation", organisation="unesco", show="challenge", process="UN General Assembly"
    )
    captions = page.texts("card_compared", "caption")
    assert any(caption.startswith("All organisations are shown") for caption in captions)
    sides = {"by": "organisation", "ids": ",".join(SIDES["organisation"])}
    answer = ask("comparison_themes", Filters(kind=("challenge",)), **sides)
    page = compared("organisation", organisation="unesco", show="challenge")
    rows = page.table("compared")
    columns = ["theme_id", "side_id", "count"]
    assert list(rows[columns].itertuples(index=False)) == list(
        answer[columns].itertuples(index=False)
    )


def test_ids_alone_are_organisations_in_the_order_given_each_once() -> None:
    page = visit("compare", id=["gdrc-wsis", "tccm", "gdrc-wsis"])
    assert seen(page.app.title[0].value) == "GDRC-WSIS and TCCM side by side"
    assert not page.app.warning


@pytest.mark.parametrize("hostile", ["<b>no</b>", "' OR 1=1 --", "x" * 5000, "tccm,itu", "[a](b)"])
def test_what_is_no_side_is_named_and_left_out(hostile: str) -> None:
    page = visit("compare", id=["tccm", hostile, "itu"])
    assert page.app.title[0].value == "TCCM and ITU side by side"
    assert hostile[:40] in page.warnings()
    assert len(page.warnings()) < 200


def test_of_more_than_four_the_first_four_are_shown_and_that_is_said() -> None:
    page = visit("compare", id=["tccm", "itu", "unesco", "apc", "isoc", "jpnic"])
    assert page.app.title[0].value == "TCCM, ITU, UNESCO and APC side by side"
    assert "We show the first four and left out 2 more" in page.warnings()


@pytest.mark.parametrize("query", [{}, {"by": "group"}, {"by": "stage", "id": "rev1"}, {"by": "x"}])
def test_with_fewer_than_two_the_page_says_what_to_do_and_offers_examples(
    query: dict[str, str],
) -> None:
    page = visit("compare", **query)
    assert page.finding("examples")
    links = page.links("card_examples")
    assert links
    for _label, address in links:
        parameters = parse_qs(address)
        assert query.get("id", parameters["id"][0]) in parameters["id"]
        assert visit("compare", **parameters).app.title[0].value.endswith(" side by side")


def test_a_choice_goes_into_the_address_and_other_sides_begin_anew() -> None:
    page = visit(
        "compare", id=["tccm", "itu"], part="only-itu", grain="claims", theme="igf-mandate"
    )
    page.app.multiselect(key="view_id").set_value(["tccm", "itu", "apc"]).run()
    parameters = {"grain": "claims", "theme": "igf-mandate"}
    assert dict(page.succeeds().app.query_params) == {**parameters, "id": ["tccm", "itu", "apc"]}
    page.app.button_group(key="view_by").set_value("stage").run()
    assert dict(page.succeeds().app.query_params) == {**parameters, "by": "stage"}


def test_one_side_with_something_is_not_compared_with_nothing() -> None:
    page = visit("compare", id=["tccm", "gdrc-wsis"], theme="igf-funding")
    assert page.finding("compared").startswith("Only TCCM has points that match these filters")
    assert page.finding("pairs").startswith("At least two must have submissions")
    assert {side for _item, side in cells(page)} == {"tccm"}


def test_too_few_points_are_not_compared() -> None:
    points = PARTIES.merge(POINTS).groupby("organisation_id").point_id.nunique()
    few = points.index[points <= 2][0]
    page = visit("compare", id=["itu", few])
    assert page.finding("pairs") == "Too few points to say how similar they are"
    assert "too few to compare" in page.chart("pairs").words()
