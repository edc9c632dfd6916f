"""The page of one theme: every theme has one, and each mark leads to exactly what it counts."""

import re

import pytest

from i18n import headlines
from queries import ask
from tests.pages.links import links_of_mark, reopen, selection, submissions
from tests.pages.visiting import Visit, seen, table, visit

POINTS = table("points")
THEMES = table("themes").set_index("theme_id")
CLAIMS = table("claims").set_index("claim_id")
POINTS["stage"] = POINTS.submission_id.map(table("submissions").set_index("submission_id").stage_id)
THEME = "igf-funding"


def cells(page: Visit) -> dict[tuple[str, str], str]:
    (trace,) = page.chart("by_group").figure["data"]
    return {
        tuple(ids): words for ids, words in zip(trace["customdata"], trace["text"], strict=True)
    }


def test_every_theme_has_a_page() -> None:
    page = visit("theme", id=THEME)
    for theme in THEMES.index:
        assert seen(reopen(page, theme).app.title[0].value) == THEMES.title[theme]
        assert page.has("card_evidence")


@pytest.mark.parametrize("more", [{"kind": "recommendation"}, {"organisation": "jpnic"}])
def test_a_cell_and_a_stage_lead_to_the_submissions_they_count(more: dict[str, str]) -> None:
    page = visit("theme", id=THEME, **more)
    shown = {ids: words for ids, words in cells(page).items() if words}
    for group, kind in list(shown)[:: max(len(shown) // 4, 1)]:
        number = int(re.search(r"\((\d+)\)", shown[group, kind])[1])
        query = dict(links_of_mark(page, "by_group", group, kind))["See the points"]
        assert len(submissions(query)) == number
        assert set(ask("points", selection(query)).theme_id) == {THEME}
    values = dict(zip(page.chart("when").marks(), page.chart("when").values(), strict=True))
    stages = [stage for stage, words in values.items() if not words.startswith("0 ")]
    for stage in stages[:3]:
        query = dict(links_of_mark(page, "when", stage))["See the points"]
        assert len(submissions(query)) == int(values[stage].partition(" ")[0])


def test_a_mark_without_points_says_so_and_has_no_link() -> None:
    page = visit("theme", id=THEME, all="when")
    without = POINTS[~POINTS.stage.isin(POINTS.stage[POINTS.theme_id == THEME])]
    stage = without.stage.iloc[0]
    assert links_of_mark(page, "when", stage) == []
    said = [seen(m.value) for m in page.within("picked_when", "markdown")]
    total = headlines.counted(POINTS[POINTS.stage == stage].submission_id.nunique(), "submissions")
    title = table("stages").set_index("stage_id").title[stage]
    assert said == [f"{title}: 0 of {total}"]


def test_a_claim_leads_to_its_points_and_its_page() -> None:
    page = visit("theme", id=THEME, more="yes")
    for claim, count in list(page.chart("claims").marks().items())[:3]:
        found = dict(links_of_mark(page, "claims", claim))
        assert len(submissions(found["See the points"])) == count
        assert found["Page of the claim"] == f"id={claim}"


def test_a_neighbour_leads_to_the_points_on_both_themes() -> None:
    page = visit("theme", id=THEME, kind="recommendation", claim="re-fund-igf", more="yes")
    for theme, count in list(page.chart("neighbours").marks().items())[:3]:
        found = dict(links_of_mark(page, "neighbours", theme))
        for words, here in (("this theme", THEME), ("the other theme", theme)):
            query = found[f"Points on {words}"]
            assert selection(query).theme == (here,)
            assert len(submissions(query)) == count


def test_the_page_leads_to_what_the_texts_say_and_opens_it_there() -> None:
    links = visit("theme", id=THEME, group="technical").links("ways")
    (query,) = [
        query
        for label, query in links
        if label.startswith("What the drafts and the adopted text say")
    ]
    assert query == f"group=technical&open={THEME}&text=all"


def test_its_claims_unfold_with_borders_in_which_claims_are_named() -> None:
    page = visit("theme", id=THEME)
    page.app.session_state["fold_claims"] = True
    page.app.run()
    page.succeeds()
    mine = CLAIMS[CLAIMS.theme_id == THEME]
    labels = {label for label, _query in page.links("fold_claims")}
    assert labels == set(mine.title)
    said = "\n".join(seen(m.value) for m in page.within("fold_claims", "markdown"))
    assert "re-make-igf-permanent" not in said
    assert "Make the IGF permanent" in said


def test_the_theme_filter_of_the_address_gives_way_and_the_page_says_so() -> None:
    page = visit("theme", id=THEME, theme="gender")
    assert page.subtitle("evidence") == visit("theme", id=THEME).subtitle("evidence")
    assert THEMES.title["gender"] not in page.subtitle("when")


def test_a_theme_that_nobody_raises_in_the_selection_says_so() -> None:
    page = visit("theme", id=THEME, stage="unesco")
    assert page.finding("nothing") == "No submission that matches these filters raises this theme"
    assert not page.charts()
    assert seen(page.app.title[0].value) == THEMES.title[THEME]
