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
    return max((held(filters.without(*some)) for some in combinations(names, number)), default=0)


def test_the_one_filter_is_named_without_which_there_is_most() -> None:
    found = widest(ONE_TOO_MANY, ("stage", "theme"))
    assert found is not None
    (name,) = found.names
    assert found.submissions == held(ONE_TOO_MANY.without(name))
    assert found.submissions == expected(ONE_TOO_MANY, ("stage", "theme"), 1) > 0
    words = {"stage": "Stage of the review: UNESCO road map", "theme": "Theme: IGF funding"}[name]
    said = found.sentence(ONE_TOO_MANY, lambda filter: f"**{filter}**")
    assert said == f"Without **{words}** there are {found.submissions} submissions"


def test_two_are_named_where_one_does_not_suffice() -> None:
    words = ONE_TOO_MANY.set(q="nobody said this")
    found = widest(words, words.active())
    assert found is not None
    assert len(found.names) == 2
    assert expected(words, words.active(), 1) == 0
    assert (
        found.submissions == expected(words, words.active(), 2) == held(words.without(*found.names))
    )
    assert " and " in found.sentence(words)


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
    said = Wider(("theme",), 1).sentence(NOBODY)
    assert said == "Without Theme: Gender equality there is 1 submission"


@pytest.mark.random
@settings(PROFILE, max_examples=examples(30))
@given(data=st.data())
def test_of_random_selections_that_hold_nothing_the_best_is_named(data: st.DataObject) -> None:
    filters = data.draw(selections(shipped())).set(q="", language=("fr",), country=("JPN",))
    names = filters.active()
    found = widest(filters, names)
    if held(filters):
        assert found is None
        return
    one, two = expected(filters, names, 1), 0
    if not one and len(names) <= 8:
        two = expected(filters, names, 2)
    assert (found.submissions if found else 0) == (one or two)
    if found:
        assert held(filters.without(*found.names)) == found.submissions
