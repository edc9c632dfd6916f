"""What to take out of a selection that holds nothing, recounted without SQL."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.wider import Wider, widest
from queries import Filters
from tests.examples import shipped
from tests.queries.selections import PROFILE, examples, selections

NOBODY = Filters(organisation=("jpnic",), theme=("gender",), stage=("unesco",))
ONE_TOO_MANY = Filters(theme=("igf-funding",), stage=("unesco",))


def held(filters: Filters) -> int:
    return len(shipped().select(filters).submissions)


def expected(filters: Filters, names: tuple[str, ...], number: int) -> int:
    """The most submissions that are left if so many filters are taken out."""
    return max(
        (held(filters.without(*combination)) for combination in combinations(names, number)),
        default=0,
    )


def test_the_one_filter_is_named_without_which_there_is_most() -> None:
    wider = widest(ONE_TOO_MANY, ("stage", "theme"))
    assert wider is not None
    (name,) = wider.names
    assert wider.submissions == held(ONE_TOO_MANY.without(name))
    assert wider.submissions == expected(ONE_TOO_MANY, ("stage", "theme"), 1) > 0
    words = {"stage": "Stage of the review: UNESCO road map", "theme": "Theme: IGF funding"}[name]
    sentence = wider.sentence(ONE_TOO_MANY, lambda label: f"**{label}**")
    assert sentence == f"Without **{words}** there are {wider.submissions} submissions"


def test_two_are_named_where_one_does_not_suffice() -> None:
    words = ONE_TOO_MANY.set(q="nobody said this")
    wider = widest(words, words.active())
    assert wider is not None
    assert len(wider.names) == 2
    assert expected(words, words.active(), 1) == 0
    assert (
        wider.submissions == expected(words, words.active(), 2) == held(words.without(*wider.names))
    )
    assert " and " in wider.sentence(words)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(theme=("gender",)), ("theme",)),
        (NOBODY.set(q="nobody said this", language=("xx",)), ("organisation", "theme", "stage")),
        (NOBODY, ()),
    ],
    ids=["it holds something", "it still holds nothing", "nothing can be taken out"],
)
def test_nothing_is_named_where_nothing_helps(filters: Filters, names: tuple[str, ...]) -> None:
    assert widest(filters, names) is None


def test_one_submission_is_one() -> None:
    sentence = Wider(("theme",), 1).sentence(NOBODY)
    assert sentence == "Without Theme: Gender equality there is 1 submission"


@pytest.mark.random
@settings(PROFILE, max_examples=examples(30))
@given(data=st.data())
def test_of_random_selections_that_hold_nothing_the_best_is_named(data: st.DataObject) -> None:
    filters = data.draw(selections(shipped())).set(q="", language=("fr",), country=("JPN",))
    names = filters.active()
    wider = widest(filters, names)
    if held(filters):
        assert wider is None
        return
    without_one, without_two = expected(filters, names, 1), 0
    if not without_one and len(names) <= 8:
        without_two = expected(filters, names, 2)
    assert (wider.submissions if wider else 0) == (without_one or without_two)
    if wider:
        assert held(filters.without(*wider.names)) == wider.submissions
