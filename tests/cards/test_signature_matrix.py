"""The matrix of signatures, read whole or in part."""

from collections import OrderedDict

import pytest

from cards import signature_matrix
from cards.query import Context
from queries import Filters, execution

SELECTIONS = [Filters(), Filters(stage=("elements",))]


@pytest.mark.parametrize("view", [{}, {"page": ["2"]}, {"texts": ["all"], "order": ["name"]}])
@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda selection: str(selection.active()))
def test_a_matrix_too_long_to_be_read_whole_shows_the_same(
    monkeypatch: pytest.MonkeyPatch, selection: Filters, view: dict[str, list[str]]
) -> None:
    page = Context(selection, view=view)
    whole = signature_matrix.matrix(page), signature_matrix.small_matrix(page)
    monkeypatch.setattr(execution, "CACHED_ROWS", -1)
    monkeypatch.setattr(execution, "MAX_CACHED_CELLS", 0)
    monkeypatch.setattr(execution, "_answers", OrderedDict())
    in_part = signature_matrix.matrix(page), signature_matrix.small_matrix(page)
    for card, other in zip(whole, in_part, strict=True):
        assert card.figure.to_dict() == other.figure.to_dict()
        assert (card.title, card.paging, card.below) == (other.title, other.paging, other.below)
        assert card.numbered == other.numbered
