"""The page of one theme: every theme has one, and each mark leads to exactly what it counts."""

import pytest

from i18n import headlines
from tests.pages.links import links_of_mark, reopen
from tests.pages.visiting import seen, table, visit

POINTS = table("points")
THEMES = table("themes").set_index("theme_id")
CLAIMS = table("claims").set_index("claim_id")
POINTS["stage"] = POINTS.submission_id.map(table("submissions").set_index("submission_id").stage_id)
THEME = "igf-funding"


@pytest.mark.wide(1)
@pytest.mark.parametrize("part", range(4))
def test_every_theme_has_a_page(part: int) -> None:
    page = visit("theme", id=THEME)
    for theme in THEMES.index[part::4]:
        assert seen(reopen(page, theme).app.title[0].value) == THEMES.title[theme]
        assert page.has("card_evidence")


def test_a_mark_without_points_says_so_and_has_no_link() -> None:
    page = visit("theme", id=THEME, all="when")
    without = POINTS[~POINTS.stage.isin(POINTS.stage[POINTS.theme_id == THEME])]
    stage = without.stage.iloc[0]
    assert links_of_mark(page, "when", stage) == []
    texts = page.texts("picked_when", "markdown")
    total = headlines.counted(POINTS[POINTS.stage == stage].submission_id.nunique(), "submissions")
    title = table("stages").set_index("stage_id").title[stage]
    assert texts == [f"{title}: 0 of {total}"]


def test_the_page_leads_to_what_the_texts_say_and_opens_it_there() -> None:
    links = visit("theme", id=THEME, group="technical").links("ways")
    (query,) = [
        query
        for label, query in links
        if label.startswith("What the drafts and the adopted text say")
    ]
    assert query == f"group=technical&open={THEME}&text=all"


def test_its_claims_unfold_with_borders_in_which_claims_are_named() -> None:
    page = visit("theme", id=THEME).open("fold_claims")
    claims = CLAIMS[CLAIMS.theme_id == THEME]
    labels = {label for label, _query in page.links("fold_claims")}
    assert labels == set(claims.title)
    text = "\n".join(node.proto.body for node in page.within("fold_claims", "html"))
    assert "re-make-igf-permanent" not in text
    assert "Make the IGF permanent" in text


def test_the_theme_filter_of_the_address_gives_way_and_the_page_says_so() -> None:
    page = visit("theme", id=THEME, theme="gender")
    assert page.subtitle("evidence") == visit("theme", id=THEME).subtitle("evidence")
    assert THEMES.title["gender"] not in page.subtitle("when")
