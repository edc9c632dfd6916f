"""A long list sends the browser the options that occur most and those that the reader looks for."""

import re
from collections import Counter

import pytest

from finding import kinds as kinds_
from finding import suggestions
from finding.index import KINDS
from i18n import filter_options
from queries import ask
from tests.pages.visiting import Visit, visit

FEW = 20


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filter_options, "OFFERED", FEW)


def of_filter(page: Visit, name: str = "organisation") -> list[str]:
    """The options of a filter's list, as the browser gets them, without their numbers."""
    options = page.app.multiselect(key=f"filter_{name}").options
    return [re.sub(r" \([\d,]+\)$", "", option) for option in options]


def often() -> list[str]:
    """Ids of organisations, those of most submissions first."""
    rows = ask("options")
    organisations = rows[rows["filter"] == "organisation"]
    return list(organisations.sort_values("submissions", ascending=False, kind="stable").id)


def test_of_the_shipped_data_every_option_is_in_its_list() -> None:
    page = visit("organisations")
    assert of_filter(page) == list(filter_options.descriptions("organisation").values())
    assert not page.has("filter_organisation_sought")


def test_of_many_options_those_of_most_submissions_are_sent(few: None) -> None:
    descriptions = filter_options.descriptions("organisation")
    options = of_filter(visit("organisations"))
    assert sorted(options) == sorted(descriptions[identifier] for identifier in often()[:FEW])
    assert options == [
        description for description in descriptions.values() if description in options
    ]


def test_what_is_chosen_is_among_them_however_rare(few: None) -> None:
    rarest = often()[-1]
    page = visit("organisations", organisation=rarest)
    assert filter_options.descriptions("organisation")[rarest] in of_filter(page)
    assert page.app.multiselect(key="filter_organisation").value == [rarest]


def test_the_reader_finds_the_others_by_a_part_of_the_name(few: None) -> None:
    page = visit("organisations")
    rare = "Afnic"
    assert not any(rare in option for option in of_filter(page)), (
        "another organisation must be taken here"
    )
    page.app.text_input(key="filter_organisation_sought").set_value(" ÁFNIC").run()
    page.succeeds()
    assert [option for option in of_filter(page) if rare in option]
    assert all("afnic" in option.lower() for option in of_filter(page))


def test_other_lists_of_organisations_are_cut_too(few: None) -> None:
    page = visit("organisation", id=often()[-1])
    assert len(page.app.selectbox(key="view_organisation").options) == FEW + 1
    compare_page = visit("compare", by="organisation", id=often()[-2:])
    assert len(compare_page.app.multiselect(key="view_id").options) == FEW + 2


def test_the_search_box_offers_few_of_much_and_something_of_each_kind() -> None:
    offered = visit("themes").app.selectbox(key="view_search").options
    kinds = Counter(option.rpartition(" · ")[2] for option in offered)
    assert len(offered) <= suggestions.OFFERED
    assert set(kinds) == {kinds_.singular(kind) for kind in KINDS} - {"submission", "language"}
    for kind, most in suggestions.MOST.items():
        assert kinds[kinds_.singular(kind)] <= most
    organisations = [option for option in offered if option.endswith(" · organisation")]
    names = filter_options.option_labels()["organisation"]
    assert organisations[0].startswith(names[often()[0]])
    assert "Nominet · organisation" in offered
