"""Sentences on where organisations are from, and what a click on a country or on those without one sets."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards import organisations
from cards.organisations import about, countries_finding, in_order, spread_finding, toggled
from queries import Filters, ask
from tests.components.selections import UNDER_FILTERS, UNITS, selections


def rows(
    counts: dict[str, int], *, bodies: int = 0, regional: int = 0, total: int | None = None
) -> pd.DataFrame:
    """Rows as the question gives them, each organisation with one submission."""
    others = {"regional": regional, "international": bodies}
    others = {scope: n for scope, n in others.items() if n}
    countries = [*counts, *[None] * len(others)]
    values = [*counts.values(), *others.values()]
    scopes = [*["national"] * len(counts), *others]
    frame = pd.DataFrame(
        {"country_code": countries, "country": countries, "scope": scopes}, dtype=object
    )
    return frame.assign(count=values, organisations=values, total=total or sum(values))


def test_the_finding_says_from_where_and_from_where_most() -> None:
    assert countries_finding(rows({"Brazil": 7, "Chile": 3}, bodies=2), "organisations") == (
        "Most frequent of 2 countries: Brazil (7 of 12 organisations)"
    )
    assert countries_finding(rows({"Brazil": 7, "Chile": 3}, total=40), "points") == (
        "Most frequent of 2 countries: Brazil (7 of 40 points)"
    )


def test_countries_that_tie_are_named_as_long_as_they_are_few() -> None:
    three = countries_finding(rows({"A": 2, "B": 2, "C": 2, "D": 1}), "organisations")
    assert three == "Most frequent of 4 countries: A, B and C (2 of 7 organisations each)"
    four = countries_finding(rows({"A": 2, "B": 2, "C": 2, "D": 2}), "organisations")
    assert four == "8 organisations from 4 countries"


def test_with_few_or_one_country_none_is_said_to_lead() -> None:
    assert countries_finding(rows({"A": 2, "B": 1}, bodies=1), "organisations") == (
        "3 organisations from 2 countries"
    )
    assert countries_finding(rows({"A": 9}), "organisations") == "9 organisations from 1 country"


def test_bodies_without_a_country_are_said_to_have_none() -> None:
    assert countries_finding(rows({}, bodies=3), "points") == (
        "3 organisations that belong to no single country"
    )
    assert countries_finding(rows({}, bodies=1, regional=2), "points") == (
        "3 organisations that belong to no single country"
    )
    assert countries_finding(rows({"A": 2, "B": 1}, bodies=1, regional=1), "organisations") == (
        "Most frequent of 2 countries: A (2 of 5 organisations)"
    )
    assert countries_finding(rows({}), "points") == ""
    assert spread_finding(rows({}, bodies=30), "organisations") == ""


def test_half_come_from_the_fewest_countries_that_reach_it() -> None:
    counts = {"A": 4, "B": 3, "C": 1, "D": 1, "E": 1, "F": 1, "G": 1}
    assert spread_finding(rows(counts, bodies=50), "organisations") == (
        "Half come from just 2 of 7 countries: 7 of 12 organisations"
    )
    assert spread_finding(rows({**counts, "A": 8}), "organisations") == (
        "Half or more come from A: 8 of 16 organisations"
    )
    assert spread_finding(rows(counts), "points") == "Most are from A (4) and B (3)"
    assert (
        spread_finding(rows({**counts, "C": 2}), "points") == "Most are from A (4), B (3) and C (2)"
    )
    assert spread_finding(rows(dict.fromkeys("ABCDE", 2)), "submissions") == ""
    assert spread_finding(rows({"A": 4, "B": 3, "C": 1, "D": 1}), "organisations") == ""


@UNDER_FILTERS
@given(selection=selections(), unit=UNITS)
def test_findings_are_true_of_their_rows(selection: Filters, unit: str) -> None:
    found = ask("countries", selection, unit=unit)
    sentence, spread = countries_finding(found, unit), spread_finding(found, unit)
    placed = found[found.country_code.notna()]
    if found.empty:
        assert sentence == spread == ""
        return
    if not placed.empty:
        countries = "country" if len(placed) == 1 else "countries"
        assert f" {len(placed)} {countries}" in sentence
        whole = sentence.startswith(f"{placed.organisations.sum()} organisation")
        assert whole or sentence.startswith("Most frequent of")
    if sentence.startswith("Most frequent"):
        count, total = re.search(r"\(([\d,]+) of ([\d,]+) \w+(?: each)?\)$", sentence).groups()
        assert int(count.replace(",", "")) == placed["count"].max()
        assert int(total.replace(",", "")) == found.total.iloc[0] >= 5
    if spread.startswith("Half come"):
        few, part, whole = (
            int(figure)
            for figure in re.fullmatch(
                r"Half come from just (\d+) of \d+ countries: (\d+) of (\d+) organisations", spread
            ).groups()
        )
        counts = sorted(placed["count"], reverse=True)
        assert part == sum(counts[:few])
        assert whole == sum(counts)
        assert 2 * sum(counts[: few - 1]) < whole <= 2 * part


# Clicks


def test_a_country_is_added_and_taken_out_and_other_filters_stay() -> None:
    selection = Filters(q="igf", country=("BRA",), region=("americas",))
    both = toggled(selection, "CHL")
    assert both == selection.set(country=("BRA", "CHL"))
    assert toggled(both, "CHL") == selection


def test_international_bodies_and_countries_take_each_others_place() -> None:
    country = Filters(q="igf", country=("BRA",))
    bodies = toggled(country, "international")
    assert bodies == Filters(q="igf", region=("international",))
    assert toggled(bodies, "BRA") == country
    assert toggled(bodies, "international") == Filters(q="igf")


@given(selection=selections(), code=st.sampled_from(["BRA", "CHE", "international"]))
def test_what_a_click_sets_can_be_selected_and_undone(selection: Filters, code: str) -> None:
    after = toggled(selection, code)
    held = after.region if code == "international" else after.country
    before = selection.region if code == "international" else selection.country
    assert (code in held) != (code in before)
    assert after.without("country", "region") == selection.without("country", "region")
    if code == "international":
        assert not after.country


# The list


LIST = pd.DataFrame(
    {
        "organisation_id": ["z", "e", "a", "b"],
        "organisation": ["zeta", "Élan", "Alpha", "alpha"],
        "stakeholder_group": ["government", "academia", "academia", "technical"],
        "submissions": [3, 3, 1, 1],
        "points": [1, 9, 2, 2],
    }
)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("most", "ezab"), ("name", "abez"), ("group", "zbae")],
)
def test_the_list_is_ordered_as_people_read(sort: str, expected: str) -> None:
    ordered = in_order(LIST, sort)
    assert "".join(ordered.organisation_id) == expected
    assert list(ordered.columns) == list(LIST.columns)


def test_every_way_of_sorting_keeps_every_row() -> None:
    everyone = ask("organisations", whose="all")
    for sort in organisations.SORTS:
        assert set(in_order(everyone, sort).organisation_id) == set(everyone.organisation_id)


def test_a_record_leaves_out_what_is_not_there() -> None:
    (row,) = pd.DataFrame(
        {
            "stakeholder_group": ["technical"],
            "country": [None],
            "region": ["international"],
            "authored": [0],
            "signed": [2],
            "points": [1],
        }
    ).itertuples()
    assert about(row) == ["Technical community", "international", "signed 2", "1 point"]
