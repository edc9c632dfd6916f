"""Who signs with whom under random filters: counts equal the lists behind their doors, sentences are true."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards import coalitions
from cards.coalitions import Coalition, Member, detection
from queries import Filters, ask
from tests.components.selections import selections
from tests.queries.selections import PROFILE, examples

UNDER_FILTERS = settings(PROFILE, max_examples=examples(25))
FILTERS = selections() | st.sampled_from(
    [
        Filters(),
        Filters(group=("technical",)),
        Filters(group=("government", "intergovernmental"), region=("europe", "international")),
        Filters(kind=("challenge",), theme=("igf-funding", "igf-mandate")),
        Filters(role=("signatory",)),
        Filters(organisation=("jpnic",), also_organisation=("tccm",)),
        Filters(q="internet governance"),
    ]
)
"""Random selections, in many of which no two sign together, and some in which they do."""
LEAST = st.sampled_from([1, 2, 3, 5])


def submissions(filters: Filters) -> set[str]:
    return set(ask("submissions", filters).submission_id)


def member(name: str, group: str = "technical", joint: int = 3) -> Member:
    return Member(name.lower(), name.title(), name, group, joint + 1, joint)


@UNDER_FILTERS
@given(FILTERS, LEAST, st.data())
def test_a_pair_counts_exactly_the_submissions_behind_its_door(
    selection: Filters, least: int, data: st.DataObject
) -> None:
    asked = coalitions.asked_of(selection)
    web = coalitions.web(asked, least)
    if not web.links:
        return
    a, b, shared = data.draw(st.sampled_from(web.links))
    one, other = web.members[a], web.members[b]
    both = submissions(coalitions.together(asked, one.id, other.id))
    assert len(both) == shared
    assert both == submissions(coalitions.together(asked, other.id, one.id))
    alone = submissions(asked.set(organisation=(one.id,)))
    assert both <= alone
    assert len(alone) == one.submissions


@UNDER_FILTERS
@given(FILTERS, LEAST)
def test_the_web_has_those_who_share_enough_each_once_on_one_sheet(
    selection: Filters, least: int
) -> None:
    asked = coalitions.asked_of(selection)
    pairs = ask("co_signatures", asked)
    strong = pairs[pairs.together >= least]
    web = coalitions.web(asked, least)
    ids = {found.id for found in web.members}
    assert ids == {*strong.organisation_id, *strong.other_organisation_id}
    assert sorted(place for sheet in web.sheets for place in sheet) == list(range(len(ids)))
    counts = {(web.members[a].id, web.members[b].id): n for a, b, n in web.links}
    inside = pairs[pairs.organisation_id.isin(ids) & pairs.other_organisation_id.isin(ids)]
    assert counts == {
        (r.organisation_id, r.other_organisation_id): r.together for r in inside.itertuples()
    }
    assert len(web.strong(least)) == len(strong)
    for found in web.members:
        shared = [n for pair, n in counts.items() if found.id in pair]
        assert max(shared) <= found.joint <= found.submissions


@UNDER_FILTERS
@given(FILTERS, LEAST, st.data())
def test_around_an_organisation_are_those_who_share_enough_with_it(
    selection: Filters, least: int, data: st.DataObject
) -> None:
    asked = coalitions.asked_of(selection)
    whole = coalitions.web(asked, least)
    if not whole.members:
        return
    some = st.sampled_from([found.id for found in whole.members])
    chosen = tuple(sorted(data.draw(st.sets(some, min_size=1, max_size=3))))
    partners = {
        whole.members[n].id
        for a, b, _shared in whole.strong(least)
        for n in (a, b)
        if whole.members[a].id in chosen or whole.members[b].id in chosen
    }
    around = coalitions.web(asked, least, chosen)
    assert {found.id for found in around.members} == partners
    assert set(chosen) <= partners
    assert shared(around) == {
        pair: texts for pair, texts in shared(whole).items() if partners >= {*pair}
    }


def shared(web: coalitions.Web) -> dict[tuple[str, str], int]:
    """How many texts each two of the members share."""
    return {(web.members[a].id, web.members[b].id): texts for a, b, texts in web.links}


@UNDER_FILTERS
@given(FILTERS, LEAST)
def test_a_coalition_counts_exactly_the_submissions_behind_its_door(
    selection: Filters, least: int
) -> None:
    asked = coalitions.asked_of(selection)
    ids = {found.id for found in coalitions.web(asked, least).members}
    named: list[str] = []
    for coalition in coalitions.coalitions(asked, least)[:3]:
        named += [found.id for found in coalition.members]
        assert len(coalition.members) >= coalitions.SMALLEST
        behind = submissions(coalition.behind(asked))
        assert len(behind) == coalitions.texts_behind(coalition, asked) >= 1
    assert len(named) == len(set(named))
    assert set(named) <= ids


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(detection, "DRAWN", 50)
    coalitions.web.cache_clear()
    yield detection.DRAWN
    coalitions.web.cache_clear()


def test_of_many_those_who_share_most_are_arranged_and_the_others_counted(few: int) -> None:
    pairs = ask("co_signatures")
    shared: dict[str, int] = {}
    for one, other, together in zip(
        pairs.organisation_id, pairs.other_organisation_id, pairs.together, strict=True
    ):
        for end in (one, other):
            shared[end] = shared.get(end, 0) + together
    found = coalitions.web(Filters(), 1)
    kept = {member.id for member in found.members}
    assert 2 <= len(kept) <= few < len(shared)
    assert min(shared[one] for one in kept) >= sorted(shared.values())[-few]
    assert found.left_out == len(shared) - len(kept)
    assert coalitions.left_out(found) == [
        f"{found.left_out} more that share fewer submissions are only in the table"
    ]
    rarest = min(shared, key=lambda one: (shared[one], one))
    assert rarest in {member.id for member in coalitions.web(Filters(), 1, (rarest,)).members}


def test_each_answer_is_arranged_once() -> None:
    filters = Filters(group=("technical",))
    assert coalitions.web(filters, 2) is coalitions.web(filters, 2)
    assert coalitions.drawing(filters, 2) is coalitions.drawing(filters, 2)
    assert coalitions.web(filters, 2) is not coalitions.web(filters, 3)


def test_a_coalition_is_around_its_first_only_if_that_leads() -> None:
    members = (member("A"), member("B", "academia"), member("C"))
    assert coalitions.named(Coalition(members, True)) == "3 organisations around A"
    assert coalitions.named(Coalition(members, False)) == "3 organisations, among them A"
    assert coalitions.made_of(Coalition(members, True), 7) == (
        "A shares 7 submissions with one or more of the others · Technical community (2) and Academia (1)"
    )
