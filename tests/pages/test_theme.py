"""One theme: its figures by pandas, its marks by what their doors select, and every theme's page opens."""

import re
from urllib.parse import parse_qs

import pytest

from queries import ask
from tests.pages.test_themes import doors, filters, submissions
from tests.pages.visiting import Visit, seen, table, visit

POINTS = table("points")
PARTIES = table("signatories")
ORGANISATIONS = table("organisations").set_index("organisation_id")
THEMES = table("themes").set_index("theme_id")
CLAIMS = table("claims").set_index("claim_id")
POINTS["stage"] = POINTS.submission_id.map(table("submissions").set_index("submission_id").stage_id)
BY_GROUP = PARTIES.assign(group=PARTIES.organisation_id.map(ORGANISATIONS.stakeholder_group))
THEME = "igf-funding"
OWN = POINTS[POINTS.theme_id == THEME]


def cells(page: Visit) -> dict[tuple[str, str], str]:
    (trace,) = page.chart("by_group").figure["data"]
    return {
        tuple(ids): words for ids, words in zip(trace["customdata"], trace["text"], strict=True)
    }


def at_the_right(page: Visit, card: str) -> list[str]:
    """The values that stand at the right of a card's bars, in order."""
    notes = page.chart(card).figure["layout"]["annotations"]
    return [note["text"] for note in notes if note["xanchor"] == "right"]


def test_every_theme_has_a_page() -> None:
    page = visit("theme", id=THEME)
    for theme in THEMES.index:
        page.app.query_params["id"] = theme
        page.app.run()
        page.succeeds()
        assert seen(page.app.title[0].value) == THEMES.title[theme]
        own = POINTS[POINTS.theme_id == theme]
        assert f"raised in {own.submission_id.nunique()} of 487 submissions" in head(page)
        assert page.subtitle("evidence").startswith(f"{len(own)} points in ")


def head(page: Visit) -> str:
    return next(seen(c.value) for c in page.app.caption if seen(c.value).startswith("Theme · "))


@pytest.mark.parametrize("more", [{}, {"kind": "recommendation"}, {"organisation": "jpnic"}])
def test_a_cell_and_a_stage_count_the_submissions_behind_their_doors(more: dict[str, str]) -> None:
    page = visit("theme", id=THEME, **more)
    shown = {ids: words for ids, words in cells(page).items() if words}
    for group, kind in list(shown)[:: max(len(shown) // 4, 1)]:
        number = int(re.search(r"\((\d+)\)", shown[group, kind])[1])
        query = dict(doors(page, "by_group", group, kind))["The points behind"]
        assert len(submissions(query)) == number
        assert set(ask("points", filters(query)).theme_id) == {THEME}
    values = dict(zip(page.chart("when").marks(), at_the_right(page, "when"), strict=True))
    stages = [stage for stage, words in values.items() if not words.startswith("0 ")]
    for stage in stages[:3]:
        query = dict(doors(page, "when", stage))["The points behind"]
        assert len(submissions(query)) == int(values[stage].partition(" ")[0])


def test_a_mark_without_points_says_so_and_has_no_door() -> None:
    page = visit("theme", id=THEME)
    assert doors(page, "when", "unesco") == []
    said = [seen(m.value) for m in page.within("picked_when", "markdown")]
    assert said == ["UNESCO road map: 0 of 1 submission"]


def test_claims_are_ranked_among_those_who_raise_it_and_lead_to_their_points() -> None:
    page = visit("theme", id=THEME)
    counts = OWN[OWN.claim_id != ""].groupby("claim_id").submission_id.nunique()
    shown = page.chart("claims").marks()
    assert shown == counts.to_dict()
    assert list(shown.values()) == sorted(shown.values(), reverse=True)
    for claim in list(shown)[:3]:
        found = dict(doors(page, "claims", claim))
        assert len(submissions(found["The points behind"])) == shown[claim]
        assert found["Page of the claim"] == f"id={claim}"


def test_neighbours_are_counted_and_lead_to_both_sides() -> None:
    page = visit("theme", id=THEME, kind="recommendation", claim="re-fund-igf")
    points = POINTS[POINTS.kind == "recommendation"]
    own = set(points[points.theme_id == THEME].submission_id)
    both = {
        theme: len(own & set(its.submission_id))
        for theme, its in points.groupby("theme_id")
        if theme != THEME
    }
    shown = page.chart("neighbours").marks()
    assert shown == {theme: both[theme] for theme in shown}
    assert list(shown.values()) == sorted((n for n in both.values() if n), reverse=True)[:15]
    for theme in list(shown)[:3]:
        found = dict(doors(page, "neighbours", theme))
        for words, here in (("this theme", THEME), ("the other", theme)):
            query = found[f"Their points on {words}"]
            assert filters(query).theme == (here,)
            assert len(submissions(query)) == shown[theme]


def test_the_organisations_are_listed_with_their_part_and_lead_to_it() -> None:
    page = visit("theme", id=THEME)
    links = page.links("card_organisations")
    names, parts = links[::2], links[1::2]
    assert len(names) == 15
    counts = PARTIES[PARTIES.submission_id.isin(OWN.submission_id)].organisation_id.value_counts()
    wrote = PARTIES.organisation_id.value_counts()
    shown = [parse_qs(query)["id"][0] for _label, query in names]
    assert [counts[one] for one in shown] == sorted(counts, reverse=True)[:15]
    for one, (words, query) in zip(shown, parts, strict=True):
        assert words.startswith(f"{counts[one]} of its {wrote[one]} submission")
        assert len(submissions(query)) == counts[one]
    assert page.finding("organisations") == f"{len(counts)} organisations stand behind it"
    later = visit("theme", id=THEME, names_page="3").links("card_organisations")[::2]
    assert len(later) == len(counts) - 30


def test_its_claims_unfold_with_borders_in_which_claims_are_named() -> None:
    page = visit("theme", id=THEME)
    page.app.session_state["fold_claims"] = True
    page.app.run()
    page.succeeds()
    mine = CLAIMS[CLAIMS.theme_id == THEME]
    labels = {label for label, _query in page.links("fold_claims")}
    assert labels == {f"“{title}”" for title in mine.title}
    said = "\n".join(seen(m.value) for m in page.within("fold_claims", "markdown"))
    assert "re-make-igf-permanent" not in said
    assert "“Make the IGF permanent”" in said


def test_the_theme_filter_of_the_address_gives_way_and_the_page_says_so() -> None:
    page = visit("theme", id=THEME, theme="gender")
    assert page.subtitle("evidence").startswith(f"{len(OWN)} points in ")
    assert "not narrowed by the filter Theme" in page.subtitle("when")


def test_a_theme_that_nobody_raises_in_the_selection_says_so() -> None:
    page = visit("theme", id=THEME, stage="unesco")
    assert page.finding("nothing") == "Nobody raises it in this selection"
    assert not page.charts()
    assert seen(page.app.title[0].value) == THEMES.title[THEME]


@pytest.mark.parametrize(
    "named", ["", "no-such-theme", "<script>alert(1)</script>", "x" * 3000, "'; DROP TABLE themes"]
)
def test_an_id_that_is_no_theme_leads_to_those_there_are(named: str) -> None:
    page = visit("theme", id=named)
    assert page.has("card_missing")
    assert not page.charts()
