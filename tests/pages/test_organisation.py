"""The page of one organisation: each mark leads to exactly what it counts, and few points are said to be few."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest

from cards.query import FIRST
from data import SOURCE
from data.build import build
from data.settings import using
from queries import ask
from tests.pages.hostile import fits_markdown
from tests.pages.links import hovers, ids, ids_of_all_pages, points
from tests.pages.visiting import Visit, seen, table, visit

ORGANISATIONS = table("organisations").set_index("organisation_id")
PARTIES = table("signatories")
POINTS = table("points")
THEMES = table("themes").set_index("theme_id").title
SUBMISSIONS = table("submissions").set_index("submission_id")
BEHIND = PARTIES.groupby("organisation_id").submission_id.agg(set).to_dict()
KINDS = ["challenge", "recommendation", "position", "achievement"]


def of(organisation: str, role: str = "") -> set[str]:
    rows = PARTIES[PARTIES.organisation_id == organisation]
    return set(rows.submission_id[rows.role == role] if role else rows.submission_id)


def points_of(submissions: set[str]) -> pd.DataFrame:
    return POINTS[POINTS.submission_id.isin(submissions)]


def opened(**query: str) -> Visit:
    """The page with the cards behind its button."""
    return visit("organisation", more="yes", **query)


def facts(page: Visit) -> str:
    return seen(page.within("facts", "markdown")[0].value)


def listed(page: Visit) -> list[str]:
    """The submissions of the list, in order."""
    return ids(page, "card_list")


# Who it is


def test_the_ways_on_lead_to_its_comparison_points_group_and_country() -> None:
    page = opened(id="jpnic", stage="zero-draft")
    links = {label: parse_qs(query) for label, query in page.links("ways")}
    stage = {"stage": ["zero-draft"]}
    assert links["Compare with another"] == {**stage, "by": ["organisation"], "id": ["jpnic"]}
    assert links["All points of this organisation"] == {**stage, "organisation": ["jpnic"]}
    assert links["Other organisations in its group"] == {**stage, "group": ["technical"]}
    assert links["Other organisations from Japan"] == {**stage, "country": ["JPN"]}


@pytest.mark.parametrize(
    ("organisation", "scope"),
    [
        ("itu", "International organisation; based in Switzerland"),
        ("tccm", "International organisation"),
        ("au", "Regional organisation (Africa); based in Ethiopia"),
        ("jpnic", "Japan"),
    ],
)
def test_who_speaks_for_no_country_says_its_scope_and_its_seat(
    organisation: str, scope: str
) -> None:
    page = opened(id=organisation)
    assert scope in seen(page.within("facts", "markdown")[0].value).split("  \n")[0].split(" · ")
    labels = [
        label
        for label, _query in page.links("ways")
        if label.startswith("Other organisations from")
    ]
    assert bool(labels) == (scope == "Japan")


def test_another_organisation_is_chosen_by_name_and_filters_stay() -> None:
    page = visit("organisation", id="itu", stage="hle-2025", list_page="2", count="points")
    page.app.selectbox(key="view_organisation").set_value("unesco").run()
    page.succeeds()
    assert seen(page.app.title[0].value) == ORGANISATIONS.name["unesco"]
    parameters = dict(page.app.query_params)
    assert parameters == {"stage": "hle-2025", "count": "points", "id": "unesco"}


def test_without_a_known_id_the_box_offers_all() -> None:
    assert visit("organisation").app.selectbox(key="view_organisation").value is None


@pytest.mark.usefixtures("hostile_data")
def test_no_cell_of_the_data_becomes_markup() -> None:
    page = opened(id="jprs")
    page.choose("themes", "igf-funding")
    page.choose("by_kind", "igf-funding", "position")
    page.choose("signs_with", "tccm")
    page.choose("says_the_same", "isoc")
    assert any("label" in markdown for markdown in page.markdown())
    fits_markdown(page)
    for chart in page.charts():
        for words in chart.texts():
            assert not re.search(r"<(?!br>|extra>|/extra>)", words), words


# What it wrote and signed


def test_the_pages_of_the_list_hold_every_submission_once_newest_first_undated_last() -> None:
    submissions = ids_of_all_pages("card_list", "organisation", "list_page", id="itu", more="yes")
    assert sorted(submissions) == sorted(of("itu"))
    days = [SUBMISSIONS.submitted_on[submission] for submission in submissions]
    dated = [day for day in days if day]
    assert days == dated + [""] * (len(days) - len(dated))
    assert len(dated) < len(days)
    assert days == sorted(days, reverse=True), "one of a year only stands after those of its months"


def test_only_what_it_wrote_is_the_filter_by_role() -> None:
    page = opened(id="jpnic")
    page.app.segmented_control(key="view_part").set_value("author").run()
    page.succeeds()
    assert dict(page.app.query_params) == {"id": "jpnic", "more": "yes", "role": "author"}
    assert set(listed(page)) == of("jpnic", "author")
    total = points_of(of("jpnic", "author")).submission_id.nunique()
    assert all(f" of {total} " in hover for hover in hovers(page, "themes").values())


# What it raises


def test_a_theme_that_only_its_group_raises_has_no_door_to_points_of_its_own() -> None:
    organisation_id = next(
        organisation_id
        for organisation_id, texts in BEHIND.items()
        if len(texts) > 4 and points_of(texts).theme_id.nunique() < len(THEMES) - 4
    )
    page = opened(id=organisation_id, count="points")
    bars = page.chart("themes").marks(1)
    absent = next(theme for theme, share in bars.items() if share == 0)
    assert points_of(BEHIND[organisation_id]).theme_id.ne(absent).all()
    page.choose("themes", absent)
    labels = [label for label, _query in page.links("picked_themes")]
    assert labels == ["What its whole group says on this theme", THEMES[absent]]


def test_an_empty_cell_says_that_none_was_coded_and_leads_to_the_theme() -> None:
    page = opened(id="jpnic")
    own_points = points_of(BEHIND["jpnic"])
    theme, kind = next(
        (theme, kind)
        for theme in own_points.theme_id.unique()
        for kind in KINDS
        if not ((own_points.theme_id == theme) & (own_points.kind == kind)).any()
    )
    page.choose("by_kind", theme, kind)
    assert [parse_qs(query) for _label, query in page.links("picked_by_kind")] == [{"id": [theme]}]
    assert "none coded" in seen(page.within("picked_by_kind", "markdown")[0].value)


# Who says the same


def test_submissions_of_both_are_left_out_unless_the_switch_counts_them() -> None:
    page = opened(id="jpnic")
    assert "without submissions they share" in page.subtitle("says_the_same")
    without_shared = page.chart("says_the_same").marks(1)
    page.app.segmented_control(key="view_common").set_value("kept").run()
    with_shared = page.succeeds().chart("says_the_same").marks(1)
    for shares, common in ((without_shared, "left-out"), (with_shared, "kept")):
        rows = ask("similar_organisations", organisation="jpnic", common=common)
        expected = rows.set_index("organisation_id").similarity
        assert all(
            share == pytest.approx(expected[organisation_id])
            for organisation_id, share in shares.items()
        )
    assert with_shared["jprs"] > without_shared["jprs"]


def test_comparisons_on_few_points_are_marked_and_explained_where_there_are_any() -> None:
    for organisation_id in ("jpnic", "auda"):
        page = opened(id=organisation_id)
        rows = ask("similar_organisations", organisation=organisation_id).head(FIRST)
        few = set(rows.organisation_id[(rows.points < 5) | (rows.own_points < 5)])
        hovers_by_ids = hovers(page, "says_the_same")
        assert {
            mark[0] for mark, hover in hovers_by_ids.items() if re.search(r"\d\* · ", hover)
        } == few
        assert ("* compared using fewer than 5 points" in page.subtitle("says_the_same")) == bool(
            few
        )


def test_one_that_is_alike_leads_to_its_page_the_comparison_and_the_shared_themes() -> None:
    page = opened(id="jpnic", kind="recommendation")
    other = next(iter(page.chart("says_the_same").marks(1)))
    page.choose("says_the_same", other)
    links = page.links("picked_says_the_same")
    queries = [parse_qs(query) for _label, query in links]
    assert queries[0]["id"] == [other]
    assert queries[1]["id"] == ["jpnic", other]
    assert len(links) > 2
    recommendations = POINTS[POINTS.kind == "recommendation"]
    for label, query in links[2:]:
        theme = parse_qs(query)["theme"][0]
        assert label.endswith(THEMES[theme])
        points_behind = points(query)
        theme_points = recommendations[recommendations.theme_id == theme]
        for organisation_id in ("jpnic", other):
            assert points_behind & set(
                theme_points.point_id[theme_points.submission_id.isin(BEHIND[organisation_id])]
            )
        assert points_behind == set(
            theme_points.point_id[theme_points.submission_id.isin(BEHIND["jpnic"] | BEHIND[other])]
        )


# Few, none, and other data


def test_one_with_nothing_in_the_selection_says_so_once_and_keeps_its_switches() -> None:
    page = opened(id="itu", role="signatory")
    assert not of("itu", "signatory")
    assert page.finding("nothing") == "No submission of this organisation matches these filters"
    assert "Neither wrote nor signed a submission that matches these filters" in facts(page)
    assert not page.charts()
    page.app.segmented_control(key="view_part").set_value("either").run()
    assert page.succeeds().charts()


def test_filters_that_choose_organisations_do_not_hide_it() -> None:
    page = opened(id="jpnic", group="government", country="FRA", region="africa")
    usual_page = opened(id="jpnic")
    for card in ("themes", "by_kind", "signs_with", "says_the_same"):
        assert page.finding(card) == usual_page.finding(card)
    assert "Everything is shown, so you can compare" in page.subtitle("list")


def test_on_paper_there_is_a_sheet_and_no_control() -> None:
    page = opened(id="itu", print="1")
    assert page.has("sheet")
    assert not page.has("view_organisation")
    assert not page.has("view_part")


def test_the_address_means_the_same_when_the_data_are_built_anew_in_another_order(
    tmp_path: Path,
) -> None:
    usual_page = opened(id="jpnic")
    for path in [*SOURCE.glob("*.csv"), SOURCE / "settings.toml"]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for name in ("organisations", "signatories", "submissions", "points"):
        table(name)[::-1].to_csv(tmp_path / f"{name}.csv", index=False)
    build(tmp_path, tmp_path / "reversed.duckdb")
    with using(database=tmp_path / "reversed.duckdb"):
        page = opened(id="jpnic")
    assert facts(page) == facts(usual_page)
    assert listed(page) == listed(usual_page)
    for card in ("themes", "by_kind", "cited", "signs_with", "says_the_same"):
        assert page.finding(card) == usual_page.finding(card)
        assert hovers(page, card) == hovers(usual_page, card)
