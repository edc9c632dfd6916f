"""The filters of a page: what stands in the panel, what an option says, and what is put into the address."""

import re

import pytest

from data.settings import served
from i18n import escaping, filter_options, labels, routes
from queries import Filters, ask
from tests.examples import query
from tests.pages.visiting import Visit, seen, table, visit

SELECTION = {"theme": "igf-funding", "group": ["technical", "government"]}
FILTERS = Filters(theme=("igf-funding",), group=("technical", "government"))


def widgets(page: Visit) -> set[str]:
    """The names of the filters that are drawn."""
    return {key.removeprefix("filter_") for key in page.keys("filter_")}


def words(page: Visit, name: str) -> list[str]:
    """The options of a filter as the browser gets them."""
    sent = list(page.widget(f"filter_{name}").proto.options)
    return [seen(option.content if hasattr(option, "content") else option) for option in sent]


def options(page: Visit, name: str) -> list[str]:
    """The options of a filter with the numbers that the style of the page writes after them."""
    (style,) = (html for html in page.html() if ".stButtonGroup" in html)
    option_words = words(page, name)
    key = page.widget(f"filter_{name}").key
    if f".st-key-{key} " in style:
        where, option = f".st-key-{key} .stButtonGroup>[role]", r">:nth-child\((\d+)\)"
        first = 1
    else:
        label = escaping.css(str(labels.FILTERS[name]))
        where, option = f"[role=listbox][aria-label={label}]", r'\[data-key="(\d+)"\]'
        first = 0
    rules = style.partition(where + "{")[2].partition("}}")[0] + "}"
    default_number = re.match(r'--n:"([^"]*)"', rules)[1]
    numbers = dict(re.findall(option + r'{--n:"([^"]*)"', rules))
    return [
        f"{text} {numbers.get(str(index), default_number)}"
        for index, text in enumerate(option_words, first)
    ]


def number(option: str) -> int:
    """The number that an option says."""
    return int(re.findall(r"\d+", option)[-1])


@pytest.mark.parametrize("name", ["group", "region", "kind", "theme", "country", "organisation"])
def test_an_option_says_how_many_submissions_it_selects_beside_the_other_filters(name: str) -> None:
    option_texts = options(visit("themes", **SELECTION), name)
    option_texts = [text for text in option_texts if "whole region" not in text]
    counts = ask("option_counts", FILTERS.without(name)).query("filter == @name")
    assert sorted(filter(None, map(number, option_texts)))[-len(counts) :] == sorted(
        counts.submissions
    )
    assert len(counts) > 1
    row = counts.iloc[1]
    alone = ask("totals", FILTERS.set(**{name: (row.id,)})).set_index("measure").selected
    label = filter_options.option_labels()[name][row.id]
    (option_text,) = [
        text for text in option_texts if text.startswith(label) and number(text) == row.submissions
    ]
    assert number(option_text) == alone["submissions"]


def test_what_selects_nothing_can_still_be_chosen_and_is_pale() -> None:
    page = visit("themes", organisation="jpnic")
    assert "Africa 0" in options(page, "region")
    assert any(re.fullmatch(r"Asia [1-9]\d*", option) for option in options(page, "region"))
    (style,) = (html for html in page.html() if ".stButtonGroup" in html)
    position = words(page, "region").index("Africa") + 1
    pills = style.partition(".st-key-filter_region ")[2].partition("}}")[0]
    assert f">:nth-child({position}){{--pale:" in pills
    pills = page.widget("filter_region")
    pills.set_value(["africa"]).run()
    assert dict(page.succeeds().app.query_params) == {"organisation": "jpnic", "region": "africa"}


def test_the_words_of_an_option_are_the_same_whatever_number_it_has() -> None:
    page = visit("themes", theme="igf-funding")
    before = {name: words(page, name) for name in ("theme", "kind")}
    numbers = options(page, "theme")
    page.widget("filter_group").set_value(["technical"]).run()
    page.succeeds()
    assert {name: words(page, name) for name in before} == before
    assert options(page, "theme") != numbers


def test_regions_stand_among_the_countries_and_choosing_one_sets_the_region() -> None:
    page = visit("themes", country="JPN")
    countries = page.app.multiselect(key="filter_country")
    assert "Africa, the whole region" in countries.options
    assert not any(
        country.startswith("International organisations") for country in countries.options
    )
    countries.set_value(["JPN", "region:africa"]).run()
    assert dict(page.succeeds().app.query_params) == {"region": "africa"}
    assert page.widget("filter_country").value == []
    assert page.widget("filter_region").value == ["africa"]


def test_one_click_chooses_the_stages_of_a_group_and_another_takes_them_out() -> None:
    drafts = next(group for group in served().stage_groups if group.title == "Drafts")
    page = visit("themes", theme="gender")
    of_drafts = sum(table("submissions").stage_id.isin(drafts.stages))
    assert options(visit("themes"), "stage_group")[1] == f"Drafts {of_drafts}"
    page.app.button_group(key="filter_stage_group").set_value("Drafts").run()
    assert set(page.succeeds().app.query_params["stage"]) == set(drafts.stages)
    assert set(page.widget("filter_stage").value) == set(drafts.stages)
    page.widget("filter_stage_group").set_value(None).run()
    assert dict(page.succeeds().app.query_params) == {"theme": "gender"}
    address = visit("themes", stage=list(drafts.stages))
    assert address.app.button_group(key="filter_stage_group").value == "Drafts"
    part = visit("themes", stage=list(drafts.stages[:2]))
    assert not part.app.button_group(key="filter_stage_group").value


@pytest.mark.parametrize(
    ("name", "written", "day"),
    [
        ("since", "2025", "2025-01-01"),
        ("until", "2025", "2025-12-31"),
        ("since", "2025-02", "2025-02-01"),
        ("until", "2024-2", "2024-02-29"),
        ("until", " 2025/02/28 ", "2025-02-28"),
        ("since", "２０２５．７．１", "2025-07-01"),
    ],
)
def test_a_year_a_month_or_a_day_is_taken_as_a_date(name: str, written: str, day: str) -> None:
    page = visit("themes")
    page.app.text_input(key=f"filter_{name}").set_value(written).run()
    assert dict(page.succeeds().app.query_params) == {name: day}
    assert page.widget(f"filter_{name}").value == day
    assert not page.app.error


@pytest.mark.parametrize("written", ["yesterday", "2025-13", "2025-02-30", "25", "2025-", "**x**"])
def test_what_is_no_date_is_said_beside_the_field_and_stays_to_be_mended(written: str) -> None:
    page = visit("themes", since="2024-01-01")
    page.app.text_input(key="filter_since").set_value(written).run()
    page.succeeds()
    assert dict(page.app.query_params) == {"since": "2024-01-01"}
    assert page.widget("filter_since").value == written
    (message,) = (seen(error.value) for error in page.app.error)
    assert message == f"Since: “{written}” is not a date. Write 2025, 2025-02 or 2025-02-28."
    page.widget("filter_since").set_value("2025").run()
    assert dict(page.succeeds().app.query_params) == {"since": "2025-01-01"}
    assert not page.app.error


def test_resetting_forgets_what_was_no_date() -> None:
    page = visit("themes", theme="gender")
    page.app.text_input(key="filter_until").set_value("never").run()
    page.app.button(key="reset").click().run()
    assert not page.succeeds().app.error
    assert page.widget("filter_until").value == ""


@pytest.mark.parametrize("page", routes.PAGES.values(), ids=lambda page: page.name)
def test_filters_stand_where_they_act_and_are_carried_along_everywhere(page: routes.Page) -> None:
    theme_filter = {} if "theme" in page.own_filters else {"theme": "igf-funding"}
    visited_page = visit(page.name, **query(page), **theme_filter, group="technical")
    filter_names = widgets(visited_page)
    assert bool(filter_names) == page.filters
    assert not filter_names & set(page.own_filters)
    if page.filters:
        assert filter_names >= {"q", "since", "until", "group", "region", "country"}
    assert visited_page.has("chip_group_technical") or page.name == routes.SEARCH
    for _label, parameters in visited_page.navigation("menu"):
        assert "group=technical" in parameters


@pytest.mark.parametrize("name", ["submission", "data_and_method"])
def test_without_filters_a_page_where_none_act_says_nothing_of_them(name: str) -> None:
    assert not visit(name, **query(routes.PAGES[name])).has("chips")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ({"kind": "recommendation", "show": "challenge"}, "challenge"),
        ({"kind": "recommendation"}, "recommendation"),
        ({"kind": ["position", "recommendation"]}, "recommendation"),
        ({"show": "achievement"}, "achievement"),
        ({}, "challenge"),
    ],
    ids=str,
)
def test_the_page_of_a_kind_shows_one_kind_whatever_the_address_says(
    address: dict[str, str], kind: str
) -> None:
    page = visit("challenges", **address)
    assert page.app.button_group(key="view_show").value == kind
    assert not page.keys("chip_kind")
    plain_page = visit("challenges", show=kind)
    assert page.chart("most").marks() == plain_page.chart("most").marks()
    assert page.subtitle("most") == plain_page.subtitle("most")


@pytest.mark.parametrize("page", ["challenges", "through_the_review", "compare"])
def test_the_switch_of_kinds_takes_the_place_of_a_filter_on_kinds(page: str) -> None:
    visited_page = visit(page, **query(routes.PAGES[page]), kind="recommendation", language="en")
    assert visited_page.widget("view_show").value == "recommendation"
    visited_page.widget("view_show").set_value("position").run()
    parameters = dict(visited_page.succeeds().app.query_params)
    assert parameters["show"] == "position"
    assert "kind" not in parameters
    assert parameters["language"] == "en"


def test_a_card_says_below_its_chart_that_it_shows_more_than_is_picked() -> None:
    for name in ("claim", "group"):
        picked = {"claim": "ch-divides-persist", "group": "government"}[name]
        page = visit("challenges", **{name: picked})
        card = "most" if name == "claim" else "by_group"
        captions = page.texts(f"card_{card}", "caption")
        assert filter_options.left_out_in_words(name) in captions
        assert "shown" not in page.subtitle(card)
    page_of_both = visit("challenges", claim="ch-divides-persist", group="government")
    captions = page_of_both.texts("card_by_group", "caption")
    assert "Everything is shown, so you can compare with what you picked" in captions
    plain_page = visit("challenges")
    assert "compare" not in " ".join(seen(caption.value) for caption in plain_page.app.caption)


def test_every_filter_has_plain_words() -> None:
    assert not [words for words in labels.FILTERS.values() if "behind" in words]
    assert len(set(labels.FILTERS.values())) == len(labels.FILTERS)
