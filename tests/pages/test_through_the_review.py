"""The page on how the review went: each mark leads to exactly the points that it counts."""

import re

import pytest

from cards import through_the_review
from charts.palette import ACCENT, FALL
from tests.pages.links import listed_points
from tests.pages.visiting import Visit, seen, table, visit

THEMES = table("themes").set_index("theme_id")
STAGE_OF = table("submissions").set_index("submission_id").stage_id
POINTS = table("points")
POINTS["stage"] = POINTS.submission_id.map(STAGE_OF)
CARDS = ("by_stage", "change", "by_stage_and_group", "stages")
HOSTILE = "<script>alert(1)</script>[x](javascript:1)`'\";--"


def opened(**query: str) -> Visit:
    """The page with its further cards."""
    return visit("through_the_review", more="yes", **query)


def cells(page: Visit, card: str) -> dict[tuple[str, str], tuple[str, str]]:
    """The text and hover of each cell by its ids."""
    trace = page.chart(card).figure["data"][-1]
    marks = zip(trace["customdata"], trace["text"], trace["hovertext"], strict=True)
    return {tuple(ids): (words, hover) for ids, words, hover in marks}


def listed(query: str) -> tuple[int, int]:
    """How many points, of how many submissions, a link's address selects."""
    points = listed_points(query)
    return len(points), points.submission_id.nunique()


def test_the_page_begins_with_what_changed_and_has_the_tables_on_demand() -> None:
    page = visit("through_the_review", **{"from": "gdc", "to": "hlm"})
    assert page.has("card_change")
    assert page.has("card_stages")
    assert not page.has("card_by_stage")
    theme = next(iter(changes(page)))
    page.choose("change", theme)
    page.app.button(key="about_this").click().run()
    assert THEMES.title[theme] in page.succeeds().finding("by_stage_and_group")


def test_a_clicked_event_says_when_it_was_and_where_that_is_written() -> None:
    page = opened()
    strip = page.chart("by_stage").figure["data"][1]
    for ids, hover in list(zip(strip["customdata"], strip["hovertext"], strict=True))[::5]:
        page.choose("by_stage", *ids)
        text = page.within("picked_by_stage", "markdown")[0].value
        assert all(part.replace("&amp;", "&") in seen(text) for part in hover.split("<br>"))
        assert "](http" in text


def test_headings_of_stages_can_be_open_in_two_charts_at_once() -> None:
    page = opened()
    for card in ("by_stage", "by_stage_and_group"):
        page.choose(card, "", "zero-draft")
    for card in ("by_stage", "by_stage_and_group"):
        assert "Points at this stage" in dict(page.links(f"picked_{card}"))


def test_a_theme_is_linked_from_its_cells_and_a_stage_can_be_filtered_by_from_its_heading() -> None:
    page = opened(group="technical")
    page.choose("by_stage", "igf-funding", "zero-draft")
    theme = THEMES.title["igf-funding"]
    assert dict(page.links("picked_by_stage"))[theme] == "group=technical&id=igf-funding"
    page.choose("by_stage", "", "zero-draft")
    assert listed(dict(page.links("picked_by_stage"))["Points at this stage"])[1] == int(
        re.search(
            r"n=(\d+)", next(words for words in page.chart("by_stage").words() if "Zero" in words)
        )[1]
    )
    page.app.button(key="filter_by_stage_by_stage").click().run()
    assert dict(page.succeeds().app.query_params) == {
        "more": "yes",
        "group": "technical",
        "stage": "zero-draft",
    }


def changes(page: Visit) -> dict[str, float]:
    """The rise of the line of each theme that moved most, as a fraction of the steepest rise or fall."""
    heights: dict[str, list[float]] = {}
    for trace in page.chart("change").figure["data"][:-1]:
        if trace["mode"] == "markers" and trace["marker"]["color"] in (ACCENT, FALL):
            for (theme,), height in zip(trace["customdata"], trace["y"], strict=True):
                heights.setdefault(theme, []).append(height)
    rises = {theme: before - after for theme, (before, after) in heights.items()}
    steepest = max(map(abs, rises.values()))
    return {theme: rise / steepest for theme, rise in rises.items()}


def test_those_that_changed_most_are_named_whichever_stage_the_address_has_first() -> None:
    page = opened(**{"from": "gdc", "to": "hlm"})
    rises = changes(page)
    rose = [rise for rise in rises.values() if rise > 0]
    assert len(rose) == through_the_review.CHANGES == len(rises) - len(rose)
    text = " ".join(page.chart("change").words())
    assert all(THEMES.title[theme] in text for theme in rises)
    swapped = opened(**{"from": "hlm", "to": "gdc"})
    assert changes(swapped) == rises
    assert (swapped.finding("change"), swapped.subtitle("change")) == (
        page.finding("change"),
        page.subtitle("change"),
    )
    assert swapped.app.selectbox(key="view_from").value == "hlm"


def test_behind_a_change_are_the_points_at_both_stages_and_the_groups_of_its_theme() -> None:
    page = opened(**{"from": "gdc", "to": "hlm"})
    at_stages = (set(POINTS.theme_id[POINTS.stage == stage]) for stage in ("gdc", "hlm"))
    themes = set.intersection(*at_stages)
    theme = next(theme for theme in changes(page) if theme in themes)
    page.choose("change", theme)
    links = page.links("picked_change")
    for stage, (label, query) in zip(("gdc", "hlm"), links, strict=False):
        assert label.startswith("Points at ")
        expected = POINTS[(POINTS.stage == stage) & (POINTS.theme_id == theme)]
        assert listed(query) == (len(expected), expected.submission_id.nunique())
    page.app.button(key="about_this").click().run()
    assert page.succeeds().app.query_params["about"] == theme
    assert THEMES.title[theme] in page.finding("by_stage_and_group")


@pytest.mark.parametrize(
    "query",
    [
        {"q": "nobody said this"},
        {"organisation": "jpnic"},
        {"theme": "other", "kind": "achievement", "stage": "unesco"},
        {"process": "UNESCO"},
        {"about": HOSTILE, "from": HOSTILE, "to": "no-such", "show": HOSTILE, "grain": "x" * 3000},
        {"stages": "negotiation", "process": "ITU"},
    ],
    ids=lambda query: " ".join(query),
)
def test_empty_small_and_hostile_selections_are_sentences_and_no_errors(
    query: dict[str, str],
) -> None:
    page = opened(**query)
    for card in CARDS:
        assert page.finding(card)
    assert "<script>" not in "".join(page.markdown())


def test_what_the_page_sets_itself_does_not_narrow_it() -> None:
    plain = opened(all="by_stage")
    filtered = opened(all="by_stage", stage="rev1", theme="gender")
    assert {ids: words for ids, (words, _) in cells(filtered, "by_stage").items()} == {
        ids: words for ids, (words, _) in cells(plain, "by_stage").items()
    }
    captions = filtered.texts("card_by_stage", "caption")
    assert any(words.startswith("Everything is shown, so you can compare") for words in captions)
