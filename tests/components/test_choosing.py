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


def of_filter(shown: Visit, name: str = "organisation") -> list[str]:
    """The options of a filter's list, as the browser gets them, without their numbers."""
    options = shown.app.multiselect(key=f"filter_{name}").options
    return [re.sub(r" \([\d,]+\)$", "", option) for option in options]


def often() -> list[str]:
    """Ids of organisations, those of most submissions first."""
    rows = ask("options")
    own = rows[rows["filter"] == "organisation"]
    return list(own.sort_values("submissions", ascending=False, kind="stable").id)


def test_of_the_shipped_data_every_option_is_in_its_list() -> None:
    shown = visit("organisations")
    assert of_filter(shown) == list(filter_options.descriptions("organisation").values())
    assert not shown.has("filter_organisation_sought")


def test_of_many_options_those_of_most_submissions_are_sent(few: None) -> None:
    words = filter_options.descriptions("organisation")
    sent = of_filter(visit("organisations"))
    assert sorted(sent) == sorted(words[one] for one in often()[:FEW])
    assert sent == [shown for shown in words.values() if shown in sent]


def test_what_is_chosen_is_among_them_however_rare(few: None) -> None:
    rarest = often()[-1]
    shown = visit("organisations", organisation=rarest)
    assert filter_options.descriptions("organisation")[rarest] in of_filter(shown)
    assert shown.app.multiselect(key="filter_organisation").value == [rarest]


def test_the_reader_finds_the_others_by_a_part_of_the_name(few: None) -> None:
    shown = visit("organisations")
    rare = "Afnic"
    assert not any(rare in one for one in of_filter(shown)), (
        "another organisation must be taken here"
    )
    shown.app.text_input(key="filter_organisation_sought").set_value(" ÁFNIC").run()
    shown.succeeds()
    assert [one for one in of_filter(shown) if rare in one]
    assert all("afnic" in one.lower() for one in of_filter(shown))


def test_other_lists_of_organisations_are_cut_too(few: None) -> None:
    one = visit("organisation", id=often()[-1])
    assert len(one.app.selectbox(key="view_organisation").options) == FEW + 1
    compared = visit("compare", by="organisation", id=often()[-2:])
    assert len(compared.app.multiselect(key="view_id").options) == FEW + 2


def test_the_search_box_offers_few_of_much_and_something_of_each_kind() -> None:
    offered = visit("themes").app.selectbox(key="view_search").options
    kinds = Counter(option.rpartition(" · ")[2] for option in offered)
    assert len(offered) <= suggestions.OFFERED
    assert set(kinds) == {kinds_.one(kind) for kind in KINDS} - {"submission", "language"}
    for kind, most in suggestions.MOST.items():
        assert kinds[kinds_.one(kind)] <= most
    organisations = [option for option in offered if option.endswith(" · organisation")]
    names = filter_options.option_labels()["organisation"]
    assert organisations[0].startswith(names[often()[0]])
    assert "Nominet · organisation" in offered
