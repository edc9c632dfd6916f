"""What stands around every page: menu, filters, chips, footer; and what no address and no cell may do to a page."""

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from i18n import page_menu, routes
from queries import FILTERS, Filters, ask
from tests.pages.hostile import fits_markdown
from tests.pages.visiting import PAGES, ROOT, SECONDS, seen, table, visit

NOBODY = {"organisation": "jpnic", "theme": "gender", "stage": "unesco"}
"""Filters that together select nothing."""

SELECTIONS: dict[str, dict[str, str | list[str]]] = {
    "no filter": {},
    "one filter": {"group": "technical"},
    "several filters": {
        "theme": ["igf-funding", "igf-mandate"],
        "group": ["government", "technical"],
        "stage": ["zero-draft", "elements"],
        "since": "2025-01-01",
        "until": "2025-12-31",
        "role": "author",
    },
    "nothing": dict(NOBODY),
    "one row": {"stage": "unesco"},
    "words": {"q": "internet governance"},
    "everything known": {"group": sorted(set(table("organisations").stakeholder_group))},
    "points without claim": {"claim": "none"},
}


@pytest.mark.wide
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("selection", SELECTIONS)
def test_every_selection_shows_every_page(page: str, selection: str) -> None:
    visited_page = visit(page, **SELECTIONS[selection])
    assert len(visited_page.app.title) == 1
    assert not visited_page.app.warning


@pytest.mark.wide
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("unit", ["submissions", "organisations", "points"])
def test_every_unit_of_the_counting_switch_shows_every_page(page: str, unit: str) -> None:
    visit(page, count=unit, theme="igf-funding")


@pytest.mark.wide
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("selection", ["no filter", "one filter", "several filters"])
def test_every_chart_has_words_for_those_who_cannot_see_it(page: str, selection: str) -> None:
    visited_page = visit(page, **SELECTIONS[selection])
    charts = visited_page.charts()
    if selection == "several filters":
        captions = [seen(caption.value) for caption in visited_page.app.caption]
        assert charts or "Nothing to show here." in captions
    else:
        assert charts
    for chart in charts:
        assert len(chart.alt) > 20
        assert "\\" not in chart.alt


@pytest.mark.wide(1)
@pytest.mark.parametrize("page", PAGES)
def test_an_empty_selection_says_so_and_leads_out(page: str) -> None:
    visited_page = visit(page, **NOBODY)
    assert visited_page.headings()
    reset_buttons = [
        button for button in visited_page.app.button if button.label == "Reset all filters"
    ]
    assert reset_buttons
    reset_buttons[0].click().run()
    visited_page.succeeds()
    assert not set(visited_page.app.query_params) & set(FILTERS)
    assert len(visited_page.charts()) > len(visit(page, **NOBODY).charts())


@pytest.mark.wide(1)
@pytest.mark.parametrize("page", PAGES)
def test_unknown_values_of_an_address_are_named_and_left_out(page: str) -> None:
    visited_page = visit(
        page,
        theme=["igf-funding", "no-such-theme"],
        group="nobody",
        since="yesterday",
        q="w" * 230,
    )
    warnings = visited_page.warnings()
    for message in (
        "Theme “no-such-theme”: not in this data set",
        "Stakeholder group “nobody”: not in this data set",
        "Since “yesterday”: not a date",
        "cut because it is longer than 200 characters",
    ):
        assert message in warnings
    assert "igf-funding" not in warnings
    assert visited_page.has("chip_theme_igf-funding")
    assert not visited_page.has("chip_theme_no-such-theme")


def test_a_last_day_before_the_first_is_named_and_left_out() -> None:
    page = visit(since="2025-06-01", until="2025-05-01")
    assert "Until “2025-05-01”: before the earliest date" in page.warnings()
    assert page.has("chip_since_None")
    assert not page.has("chip_until_None")


def test_many_unknown_values_do_not_flood_the_page() -> None:
    warnings = visit(theme=[f"t{number}" for number in range(50)]).warnings()
    assert warnings.count("not in this data set") == 8
    assert "and 42 more" in warnings


@pytest.mark.wide
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "view",
    [
        {"page": "999999999999"},
        {"page": "²"},
        {"count": "DROP TABLE"},
        {"show": "none", "grain": "sql", "texts": "x", "order": "1; --"},
    ],
    ids=str,
)
def test_a_view_that_is_not_there_falls_back(page: str, view: dict[str, str]) -> None:
    visited_page = visit(page, **view)
    usual_page = visit(page)
    fits_markdown(visited_page)
    if view.get("page") != "999999999999":
        assert [chart.alt for chart in visited_page.charts()] == [
            chart.alt for chart in usual_page.charts()
        ]


@pytest.mark.wide(1)
@pytest.mark.parametrize("page", PAGES)
def test_the_menu_takes_filters_and_counting_along(page: str) -> None:
    visited_page = visit(
        page, theme=["igf-funding", "gender"], group="technical", count="points", page="2"
    )
    links = visited_page.navigation("menu") + visited_page.navigation("menu-pages")
    group = routes.PAGES[page].group
    pages = [
        menu_page.title
        for menu_page in routes.PAGES.values()
        if menu_page.in_menu and menu_page.group == group
    ]
    groups = [page_menu.group_title(menu_group) for menu_group in page_menu.GROUPS]
    assert [label for label, _query in links] == groups + (pages if len(pages) > 1 else [])
    for _label, query in links:
        assert parse_qs(query) == {
            "theme": ["gender", "igf-funding"],
            "group": ["technical"],
            "count": ["points"],
        }


@pytest.mark.wide(1)
@pytest.mark.parametrize("page", PAGES)
def test_every_active_value_has_a_chip_that_takes_it_out(page: str) -> None:
    visited_page = visit(page, theme=["igf-funding", "gender"], q="funding", page="2")
    assert visited_page.has("chip_theme_gender")
    assert visited_page.has("chip_q_None")
    visited_page.app.button(key="chip_theme_gender").click().run()
    visited_page.succeeds()
    # AppTest gives a parameter of several values back as a list, of one as text.
    assert dict(visited_page.app.query_params) == {"theme": "igf-funding", "q": "funding"}
    assert not visited_page.has("chip_theme_gender")


@pytest.mark.wide(1)
@pytest.mark.parametrize("page", PAGES)
def test_one_click_resets_the_filters_and_leaves_the_counting(page: str) -> None:
    visited_page = visit(page, theme="igf-funding", q="x", since="2024-01-01", count="points")
    visited_page.app.button(key="reset").click().run()
    visited_page.succeeds()
    assert dict(visited_page.app.query_params) == {"count": "points"}
    assert "Showing all submissions" in visited_page.within("chips", "html")[0].proto.body


@pytest.mark.wide(1)
@pytest.mark.parametrize("page", PAGES)
def test_a_filter_widget_writes_ids_into_the_address(page: str) -> None:
    visited_page = visit(page, page="2")
    visited_page.app.multiselect(key="filter_theme").set_value(["igf-funding", "gender"]).run()
    visited_page.app.multiselect(key="filter_organisation").set_value(["jpnic"]).run()
    visited_page.app.text_input(key="filter_q").set_value("  internet  ").run()
    visited_page.succeeds()
    assert dict(visited_page.app.query_params) == {
        "theme": ["gender", "igf-funding"],
        "organisation": "jpnic",
        "q": "internet",
    }
    chips = [button.label for button in visited_page.app.button if "chip_" in str(button.key)]
    assert "Organisation: JPNIC" in chips


def test_the_filter_widgets_show_what_the_address_has() -> None:
    page = visit(
        theme="igf-funding", group=["technical", "academia"], since="2025-01-01", q="igf", sdg="9"
    )
    assert page.app.multiselect(key="filter_theme").value == ["igf-funding"]
    assert page.app.text_input(key="filter_q").value == "igf"
    assert page.app.text_input(key="filter_since").value == "2025-01-01"
    assert page.app.multiselect(key="filter_sdg").value == ["9"]
    groups = page.app.button_group(key="filter_group").value
    assert sorted(groups) == ["academia", "technical"]


def test_a_first_day_after_the_last_clears_the_last() -> None:
    page = visit(until="2025-01-31")
    page.app.text_input(key="filter_since").set_value("2025-06-01").run()
    page.succeeds()
    assert dict(page.app.query_params) == {"since": "2025-06-01"}


def test_beyond_twelve_chips_the_rest_is_counted() -> None:
    themes = list(table("themes").theme_id[:20])
    page = visit(theme=themes)
    chips = [button for button in page.within("chips", "button") if button.key.startswith("chip_")]
    assert len(chips) == 12
    assert "and 8 more" in page.texts("chips", "caption")


def test_the_filter_bar_says_how_many_submissions_are_left() -> None:
    expected = ask("totals", Filters(theme=("igf-funding",))).set_index("measure").selected
    page = visit(theme="igf-funding")
    foot = page.within("filters_foot", "html")[0].proto.body
    assert f"{expected['submissions']} of {len(table('submissions'))} submissions" in foot


def test_a_page_that_fails_still_has_its_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("cards.registry.cards_of", fails)
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=SECONDS)
    app.query_params["theme"] = "igf-funding"
    app.run()
    assert app.exception
    assert {multiselect.key for multiselect in app.sidebar.multiselect} >= {
        "filter_theme",
        "filter_organisation",
    }


@pytest.mark.parametrize("widget", ["filter_kind", "filter_theme"])
def test_a_widget_is_never_assigned_and_clicks_on_one_that_was_replaced_count(widget: str) -> None:
    page = visit("themes", group="technical")
    first, second, third = {
        "filter_kind": ("challenge", "position", "recommendation"),
        "filter_theme": ("igf-funding", "connectivity", "gender"),
    }[widget]
    page.widget(widget).set_value([second, first]).run()
    clicked = page.succeeds().widget(widget)
    assert set(clicked.value) == {first, second}
    page.app.query_params[widget.removeprefix("filter_")] = first
    page.app.run()
    replacement = page.widget(widget)
    assert replacement.value == [first]
    assert replacement.key != clicked.key
    assert not replacement.proto.set_value
    clicked.set_value([second, first, third])
    page.app._run(clicked.root.get_widget_states())
    assert set(page.succeeds().widget(widget).value) == {first, third}
