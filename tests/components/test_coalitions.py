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
    filters = coalitions.asked_of(selection)
    web = coalitions.web(filters, least)
    if not web.links:
        return
    first, second, shared = data.draw(st.sampled_from(web.links))
    member, partner = web.members[first], web.members[second]
    joint_submissions = submissions(coalitions.together(filters, member.id, partner.id))
    assert len(joint_submissions) == shared
    assert joint_submissions == submissions(coalitions.together(filters, partner.id, member.id))
    member_submissions = submissions(filters.set(organisation=(member.id,)))
    assert joint_submissions <= member_submissions
    assert len(member_submissions) == member.submissions


@UNDER_FILTERS
@given(FILTERS, LEAST)
def test_the_web_has_those_who_share_enough_each_once_on_one_sheet(
    selection: Filters, least: int
) -> None:
    filters = coalitions.asked_of(selection)
    pairs = ask("co_signatures", filters)
    strong = pairs[pairs.together >= least]
    web = coalitions.web(filters, least)
    ids = {member.id for member in web.members}
    assert ids == {*strong.organisation_id, *strong.other_organisation_id}
    assert sorted(index for sheet in web.sheets for index in sheet) == list(range(len(ids)))
    counts = {
        (web.members[first].id, web.members[second].id): count for first, second, count in web.links
    }
    inside = pairs[pairs.organisation_id.isin(ids) & pairs.other_organisation_id.isin(ids)]
    assert counts == {
        (row.organisation_id, row.other_organisation_id): row.together
        for row in inside.itertuples()
    }
    assert len(web.strong(least)) == len(strong)
    for member in web.members:
        shared = [count for pair, count in counts.items() if member.id in pair]
        assert max(shared) <= member.joint <= member.submissions


@UNDER_FILTERS
@given(FILTERS, LEAST, st.data())
def test_around_an_organisation_are_those_who_share_enough_with_it(
    selection: Filters, least: int, data: st.DataObject
) -> None:
    filters = coalitions.asked_of(selection)
    web = coalitions.web(filters, least)
    if not web.members:
        return
    strategy = st.sampled_from([member.id for member in web.members])
    chosen = tuple(sorted(data.draw(st.sets(strategy, min_size=1, max_size=3))))
    partners = {
        web.members[index].id
        for first, second, _shared in web.strong(least)
        for index in (first, second)
        if web.members[first].id in chosen or web.members[second].id in chosen
    }
    around = coalitions.web(filters, least, chosen)
    assert {member.id for member in around.members} == partners
    assert set(chosen) <= partners
    assert shared(around) == {
        pair: texts for pair, texts in shared(web).items() if partners >= {*pair}
    }


def shared(web: coalitions.Web) -> dict[tuple[str, str], int]:
    """How many texts each two of the members share."""
    return {
        (web.members[first].id, web.members[second].id): texts for first, second, texts in web.links
    }


@UNDER_FILTERS
@given(FILTERS, LEAST)
def test_a_coalition_counts_exactly_the_submissions_behind_its_door(
    selection: Filters, least: int
) -> None:
    filters = coalitions.asked_of(selection)
    ids = {member.id for member in coalitions.web(filters, least).members}
    member_ids: list[str] = []
    for coalition in coalitions.coalitions(filters, least)[:3]:
        member_ids += [member.id for member in coalition.members]
        assert len(coalition.members) >= coalitions.SMALLEST
        submission_ids = submissions(coalition.behind(filters))
        assert len(submission_ids) == coalitions.texts_behind(coalition, filters) >= 1
    assert len(member_ids) == len(set(member_ids))
    assert set(member_ids) <= ids


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(detection, "DRAWN", 50)
    coalitions.web.cache_clear()
    yield detection.DRAWN
    coalitions.web.cache_clear()


def test_of_many_those_who_share_most_are_arranged_and_the_others_counted(few: int) -> None:
    pairs = ask("co_signatures")
    shared: dict[str, int] = {}
    for identifier, other_identifier, together in zip(
        pairs.organisation_id, pairs.other_organisation_id, pairs.together, strict=True
    ):
        for end in (identifier, other_identifier):
            shared[end] = shared.get(end, 0) + together
    web = coalitions.web(Filters(), 1)
    ids = {member.id for member in web.members}
    assert 2 <= len(ids) <= few < len(shared)
    assert min(shared[identifier] for identifier in ids) >= sorted(shared.values())[-few]
    assert web.left_out == len(shared) - len(ids)
    assert coalitions.left_out(web) == [
        f"{web.left_out} more that share fewer submissions are only in the table"
    ]
    rarest = min(shared, key=lambda identifier: (shared[identifier], identifier))
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
