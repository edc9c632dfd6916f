"""A card's table reads as its chart does: the names first, then the numbers, in the chart's order, and no ids."""

import json

import pandas as pd
import pytest

from cards.tables import in_order, reading_columns
from queries import Filters, ask
from tests.pages.visiting import Visit, visit


def test_names_come_first_then_counts_and_shares_then_the_rest() -> None:
    columns = reading_columns(ask("claims", Filters(kind=("challenge",))))
    assert columns[:4] == ["claim", "count", "total", "share"]
    assert "claim_id" not in columns
    assert columns.index("theme") > columns.index("share")


def test_what_tells_rows_apart_stands_before_the_numbers() -> None:
    rows = ask("claims_by_group", Filters(kind=("challenge",)), unit="submissions")
    assert reading_columns(rows)[:3] == ["claim", "stakeholder_group", "count"]


def test_a_column_that_says_nothing_is_left_out() -> None:
    rows = pd.DataFrame(
        {
            "theme": ["a", "b", None],
            "count": [3, 1, 1],
            "total": [9, 9, 9],
            "submissions": [3, 1, 1],
            "kind": ["challenge", "challenge", None],
            "points": [4, 1, 1],
        }
    )
    # Of the column total every row has the same, but a count cannot be read without it.
    assert reading_columns(rows) == ["theme", "count", "total", "points"]


def test_an_id_is_shown_where_nothing_else_says_what_a_row_is() -> None:
    rows = ask("verdicts", Filters(), parties="group")
    assert reading_columns(rows)[:3] == ["party_id", "verdict", "strength"]
    countries = reading_columns(ask("verdicts", Filters(), parties="country"))
    assert "party_id" not in countries
    assert countries[:2] == ["party", "verdict"]


def test_rows_follow_the_order_and_what_it_does_not_name_comes_last() -> None:
    rows = pd.DataFrame({"one": ["x", "b", "a", "a"], "two": [1, 1, 2, 1]})
    ordered = in_order(rows, {"one": ["a", "b"], "two": [1, 2], "absent": ["z"]})
    assert list(zip(ordered.one, ordered.two, strict=True)) == [
        ("a", 1),
        ("a", 2),
        ("b", 1),
        ("x", 1),
    ]


@pytest.mark.parametrize("grain", ["claims", "themes", "families"])
def test_a_table_across_groups_has_the_order_of_its_chart(grain: str) -> None:
    page = visit("challenges", grain=grain)
    first = {ids[0]: None for trace in marks(page, "by_group") for ids in trace}
    prefix = grain.removesuffix("s") if grain != "families" else "family"
    column = f"{prefix}_id"
    table = page.table("by_group")
    assert list(dict.fromkeys(table[column]))[: len(first)] == list(first)


def marks(page: Visit, card: str) -> list[list[list[str]]]:
    """The ids of the marks of a card's chart, by trace."""
    spec = json.loads(page.within(f"card_{card}", "plotly_chart")[-1].proto.spec)
    return [trace["customdata"] for trace in spec["data"] if trace.get("customdata")]


def test_the_first_column_is_wide_enough_for_its_words() -> None:
    page = visit("challenges")
    page.table("by_group")
    node = page.within("card_by_group", "dataframe")[0]
    settings = json.loads(node.proto.columns)
    assert node.proto.column_order[0] == "claim"
    assert settings["claim"]["width"] >= 200
