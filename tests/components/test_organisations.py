"""What is said of where organisations are from, and what a click on a country or on those without one sets."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards import organisations
from cards.organisations import about, countries_finding, in_order, spread_finding, toggled
from queries import Filters, ask
from tests.components.selections import UNDER_FILTERS, UNITS, selections


@UNDER_FILTERS
@given(selection=selections(), unit=UNITS)
def test_findings_are_true_of_their_rows(selection: Filters, unit: str) -> None:
    rows = ask("countries", selection, unit=unit)
    sentence, spread = countries_finding(rows, unit), spread_finding(rows, unit)
    located = rows[rows.country_code.notna()]
    if rows.empty:
        assert sentence == spread == ""
        return
    if not located.empty:
        countries = "country" if len(located) == 1 else "countries"
        assert f" {len(located)} {countries}" in sentence
        whole = sentence.startswith(f"{located.organisations.sum()} organisation")
        assert whole or sentence.startswith("Most frequent of")
    if sentence.startswith("Most frequent"):
        count, total = re.search(r"\(([\d,]+) of ([\d,]+) \w+(?: each)?\)$", sentence).groups()
        assert int(count.replace(",", "")) == located["count"].max()
        assert int(total.replace(",", "")) == rows.total.iloc[0] >= 5
    if spread.startswith("Half come"):
        few, part, whole = (
            int(figure)
            for figure in re.fullmatch(
                r"Half come from just (\d+) of \d+ countries: (\d+) of (\d+) organisations", spread
            ).groups()
        )
        counts = sorted(located["count"], reverse=True)
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
    changed = toggled(selection, code)
    codes_after = changed.region if code == "international" else changed.country
    codes_before = selection.region if code == "international" else selection.country
    assert (code in codes_after) != (code in codes_before)
    assert changed.without("country", "region") == selection.without("country", "region")
    if code == "international":
        assert not changed.country


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
