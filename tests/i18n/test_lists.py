"""What is said of a list is the same whether its answer is at hand or too long to be."""

from collections import OrderedDict

import pytest

from i18n import list_summaries
from queries import Filters, execution

SELECTIONS = [
    Filters(),
    Filters(kind=("challenge",)),
    Filters(organisation=("unesco",)),
    Filters(q="nobody said this"),
]


@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda selection: str(selection.active()))
@pytest.mark.parametrize(
    "summary", [list_summaries.points, list_summaries.submissions, list_summaries.signatures]
)
def test_a_long_list_is_told_of_as_a_short_one_is(
    monkeypatch: pytest.MonkeyPatch, summary: object, selection: Filters
) -> None:
    assert callable(summary)
    short = summary(selection)
    monkeypatch.setattr(execution, "CACHED_ROWS", -1)
    monkeypatch.setattr(execution, "MAX_CACHED_CELLS", 0)
    monkeypatch.setattr(execution, "_answers", OrderedDict())
    assert summary(selection) == short
