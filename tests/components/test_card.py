"""A table sends the browser the first rows of a long answer, says so, and its files have all."""

import json

import pytest

from cards import query
from cards.coalitions import drawings
from cards.query import Query
from components import grid
from i18n import number
from queries import Filters, ask
from tests.pages.visiting import visit


def test_a_long_table_shows_its_first_rows_and_says_how_many_there_are(
    monkeypatch: pytest.MonkeyPatch, offered: dict[str, Query]
) -> None:
    for module in (grid, query, drawings):
        monkeypatch.setattr(module, "GRID_ROWS", 7)
    rows = ask("signatures", Filters())
    page = visit("who_signed_what", more="yes")
    table = page.within("card_signatures", "dataframe")[0].value
    assert len(table) == 7
    captions = [caption.value for caption in page.within("card_signatures", "caption")]
    assert f"First 7 of {number(len(rows))} rows; the files contain all." in captions
    signatures = offered["signatures"]
    assert signatures.total == len(rows)
    assert len(json.loads(signatures.file(signatures.provenance("", ""), "json"))["rows"]) == len(
        rows
    )
    assert len(page.table("coalitions")) == 7


def test_of_the_shipped_data_every_row_is_shown() -> None:
    page = visit("who_signed_what", more="yes")
    table = page.within("card_signatures", "dataframe")[0].value
    assert len(table) == len(ask("signatures", Filters()))
    assert "First 7" not in "".join(
        caption.value for caption in page.within("card_signatures", "caption")
    )
