import re

import pytest

from cards.organisations import LISTED
from cards.query import FIRST
from queries import ask
from tests.pages.links import ids, ids_of_all_pages
from tests.pages.visiting import Visit, table, visit

ORGANISATIONS = table("organisations").set_index("organisation_id")
COUNTRY = ORGANISATIONS.country_code.where(ORGANISATIONS.scope == "national", ORGANISATIONS.scope)
"""The country that each organisation counts for, else its scope."""


def opened(**query: str | list[str]) -> Visit:
    """The page with the cards behind its button."""
    return visit("organisations", more="yes", **query)


def on_the_map(page: Visit) -> dict[str, int]:
    """Country code -> count, as the map says on hover; fails if outline and circle say different things."""
    counts: dict[str, int] = {}
    for trace in page.chart("countries").figure["data"]:
        if "customdata" not in trace:
            continue
        for (code,), words in zip(trace["customdata"], trace["hovertext"], strict=True):
            count = int(re.search(r": ([\d,]+) of ", words)[1].replace(",", ""))
            assert counts.setdefault(code, count) == count
    return counts


def listed(page: Visit) -> list[str]:
    """The organisations of the list, in order."""
    return ids(page, "card_organisations")


def number_listed(page: Visit) -> int:
    return int(re.match(r"\d+", page.finding("organisations"))[0])


@pytest.mark.parametrize("code", ["USA", "CHE", "MCO", "international"])
def test_the_list_behind_a_country_holds_exactly_what_it_counts(code: str) -> None:
    usual_page = opened(count="organisations", kind="recommendation")
    bodies = code == "international"
    counts = on_the_map(usual_page) | usual_page.chart("top_countries").marks()
    parameters = {"region": code} if bodies else {"country": code}
    page = opened(count="organisations", kind="recommendation", **parameters)
    assert number_listed(page) == counts[code]
    assert {COUNTRY[identifier] for identifier in listed(page)} == {code}
    assert on_the_map(page) == on_the_map(usual_page), "the chosen country keeps its neighbours"


def test_a_chosen_country_that_is_not_among_the_first_has_a_bar_too() -> None:
    page = opened(country=["MCO", "USA"])
    bars = page.chart("top_countries").marks()
    assert "MCO" in bars
    assert len(bars) == FIRST + 2


def test_the_bodies_without_a_country_can_be_chosen_and_let_go_under_the_map() -> None:
    page = opened(country="USA", count="organisations")
    button = page.app.button(key="international")
    assert re.search(
        rf"international organisations, {(COUNTRY == 'international').sum()} of {len(COUNTRY)} organisations$",
        button.label,
    )
    button.click().run()
    assert dict(page.succeeds().app.query_params) == {
        "region": "international",
        "count": "organisations",
        "more": "yes",
    }
    assert number_listed(page) == (COUNTRY == "international").sum()
    page.app.button(key="international").click().run()
    assert dict(page.succeeds().app.query_params) == {"count": "organisations", "more": "yes"}


def test_a_link_opens_the_organisation_with_the_filters_in_force() -> None:
    page = opened(stage="rev2", group="technical", count="points")
    labels = dict(page.links("card_organisations"))
    query = labels["Japan Network Information Center (JPNIC)"]
    assert set(query.split("&")) == {
        "stage=rev2",
        "group=technical",
        "count=points",
        "id=jpnic",
    }


def test_all_are_listed_once_over_the_pages() -> None:
    governments = ORGANISATIONS.index[ORGANISATIONS.stakeholder_group == "government"]
    assert len(governments) > 2 * LISTED
    listed_ids = ids_of_all_pages("card_organisations", "organisations", group="government")
    assert sorted(listed_ids) == sorted(governments)


def test_no_intergovernmental_body_is_counted_for_the_country_of_its_seat() -> None:
    bodies = ORGANISATIONS[ORGANISATIONS.stakeholder_group == "intergovernmental"]
    assert {"CHE", "USA", "FRA"} <= set(bodies.country_code)
    for code in ("CHE", "USA", "FRA"):
        assert not set(listed(opened(country=code))) & set(bodies.index)
    seated = listed(opened(group="intergovernmental", region="international"))
    assert "itu" in seated


def test_the_map_can_show_governments_only() -> None:
    page = opened(count="submissions", map="governments")
    counts = ask("countries").set_index("country_code").government_submissions
    counts = counts[counts.index.notna() & (counts > 0)]
    assert on_the_map(page) == counts.to_dict()
    other_countries = set(on_the_map(opened())) - set(counts.index)
    assert other_countries, "of some countries there are others only"
    assert not other_countries & set(on_the_map(page))
    page.app.segmented_control(key="view_map").set_value("all").run()
    assert "map" not in page.succeeds().app.query_params


def test_where_there_is_no_government_the_map_can_show_all_again() -> None:
    page = opened(q="cwg jpnic tccm", role="signatory", map="governments")
    assert page.finding("countries") == "No governments match these filters"
    page.app.segmented_control(key="view_map").set_value("all").run()
    assert set(on_the_map(page.succeeds())) == {"JPN"}


@pytest.mark.parametrize("unknown", ["XXX", "usa", "<b>USA</b>", "international"])
def test_an_unknown_country_is_named_and_left_out(unknown: str) -> None:
    page = opened(country=unknown, sort=unknown, page=unknown)
    assert unknown in page.warnings()
    assert number_listed(page) == len(ORGANISATIONS)
