"""What is said of a list is the same whether its answer is at hand or too long to be."""

from collections import OrderedDict

import pytest

from queries import Filters, asking
from words import lists

SELECTIONS = [
    Filters(),
    Filters(kind=("challenge",)),
    Filters(organisation=("unesco",)),
    Filters(q="nobody said this"),
]


@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda one: str(one.active()))
@pytest.mark.parametrize("said", [lists.points, lists.submissions, lists.signatures])
def test_a_long_list_is_told_of_as_a_short_one_is(
    monkeypatch: pytest.MonkeyPatch, said: object, selection: Filters
) -> None:
    assert callable(said)
    short = said(selection)
    monkeypatch.setattr(asking, "CACHED_ROWS", -1)
    monkeypatch.setattr(asking, "KEPT_CELLS", 0)
    monkeypatch.setattr(asking, "_answers", OrderedDict())
    assert said(selection) == short
