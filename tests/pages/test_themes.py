"""All themes, and pairs of them: order, filters, and what each bar and cell leads to."""

from itertools import pairwise
from urllib.parse import parse_qs

import pytest

from queries import Filters, ask
from tests.pages.links import links_of_mark, selection, submissions
from tests.pages.visiting import Visit, table, visit

POINTS = table("points")
THEMES = table("themes").set_index("theme_id")
FEW = 5
OPENED = {"more": "yes", "all": "by_pair"}
"""Parameters of the address that show the table of all pairs."""


def kinds_of(page: Visit) -> dict[tuple[str, str], int]:
    """What stands on the bars of the first card: (theme, kind) -> count."""
    return {
        tuple(ids): int(words.replace(",", ""))
        for trace in page.chart("by_kind").figure["data"][1:]
        for ids, words in zip(trace["customdata"], trace["text"], strict=True)
    }


def cells_of(page: Visit) -> dict[tuple[str, str], list[str]]:
    """What stands in the cells of the table of pairs: (theme, theme) -> count and, if it can be told, lift."""
    (trace,) = page.chart("by_pair").figure["data"]
    return {
        tuple(ids): words.split("<br>")
        for ids, words in zip(trace["customdata"], trace["text"], strict=True)
    }


def test_a_bar_leads_to_the_points_it_counts_and_to_the_theme() -> None:
    page = visit("themes", stage=["zero-draft", "elements"], theme="gender", all="by_kind")
    shown = kinds_of(page)
    assert len({theme for theme, _kind in shown}) > 20, "the theme filter does not narrow the list"
    for theme, kind in list(shown)[::25]:
        found = dict(links_of_mark(page, "by_kind", theme, kind))
        assert len(submissions(found["See the points"])) == shown[theme, kind]
        assert found["Page of the theme"].endswith(f"id={theme}")


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": ["recommendation", "position"], "theme": "gender", "claim": "ch-divides-persist"},
        {"group": "civil-society", "family": "Governance", "also_theme": "ai", "sdg": "5"},
    ],
    ids=["points", "also"],
)
def test_a_cell_of_two_themes_leads_to_the_submissions_it_counts(
    asked: dict[str, str | list[str]],
) -> None:
    page = visit("themes", **asked, **OPENED)
    cells = cells_of(page)
    pairs = [pair for pair, words in cells.items() if words[0] and pair[0] < pair[1]]
    assert len(pairs) > 30
    for a, b in pairs[:: len(pairs) // 4]:
        found = links_of_mark(page, "by_pair", a, b)
        to_points = [query for label, query in found if label.startswith("Points on ")]
        one, other = map(selection, to_points)
        assert (one.theme, one.also_theme) == ((a,), (b,))
        assert (other.theme, other.also_theme) == ((b,), (a,))
        for query in to_points:
            assert len(submissions(query)) == int(cells[a, b][0])
        assert set(ask("points", one).theme_id) == {a}
        pages = [
            query.rpartition("id=")[2]
            for label, query in found
            if label in THEMES.title[[a, b]].to_list()
        ]
        assert pages == [a, b]


def test_filters_that_no_pair_can_be_narrowed_by_are_set_aside() -> None:
    page = visit("themes", claim="ch-divides-persist", kind="challenge", **OPENED)
    assert cells_of(page) == cells_of(visit("themes", kind="challenge", **OPENED))
    for card in ("pairs", "by_pair"):
        assert "Kind of point: Challenge" in page.subtitle(card)
        assert "Claim" not in page.subtitle(card)


def test_pairs_are_ranked_by_what_is_chosen() -> None:
    rows = ask("theme_pairs").set_index(["theme_id", "other_theme_id"])
    for rank in ("lift", "count"):
        shown = visit("themes", rank=rank, more="yes", all="pairs").chart("pairs").marks()
        pairs = [tuple(key.split(" · ")) for key in shown]
        worth = list(rows.loc[pairs, rank])
        assert worth == sorted(worth, reverse=True)
        assert (rows.loc[pairs, "count"] >= FEW).all()


def test_the_first_themes_are_those_raised_most_and_those_filtered_by() -> None:
    sizes = POINTS.groupby("theme_id").submission_id.nunique().sort_values(ascending=False)
    assert {theme for theme, _kind in kinds_of(visit("themes"))} == set(sizes.index[:8])
    last = sizes.index[-1]
    shown = {theme for theme, _kind in kinds_of(visit("themes", theme=last))}
    assert shown == {*sizes.index[:8], last}


def test_pairs_stand_behind_more_and_the_table_begins_with_what_is_filtered_by() -> None:
    assert not visit("themes").has("card_by_pair")
    sizes = POINTS.groupby("theme_id").submission_id.nunique().sort_values(ascending=False)
    last = sizes.index[-1]
    shown = {theme for pair in cells_of(visit("themes", more="yes", theme=last)) for theme in pair}
    assert shown == {*sizes.index[:11], last}


def test_every_theme_is_linked_with_the_filters() -> None:
    queries = [parse_qs(q) for _, q in visit("themes", kind="challenge").links("card_index")]
    assert {query["id"][0] for query in queries} == set(THEMES.index)
    assert all(query["kind"] == ["challenge"] for query in queries)


def test_themes_of_one_family_stand_together_if_asked_for() -> None:
    def order(page: Visit) -> list[str]:
        (trace,) = page.chart("by_pair").figure["data"]
        lines = dict(zip((ids[0] for ids in trace["customdata"]), trace["y"], strict=True))
        return sorted(lines, key=lines.__getitem__)

    families = [THEMES.family[theme] for theme in order(visit("themes", order="family", **OPENED))]
    assert len([a for a, b in pairwise(families) if a != b]) == 4
    assert order(visit("themes", **OPENED)) != order(visit("themes", order="family", **OPENED))


def test_one_submission_with_one_theme_has_no_pair() -> None:
    alone = POINTS.groupby("submission_id").theme_id.nunique()
    titles = table("submissions").set_index("submission_id").title[alone[alone == 1].index]
    one, words = next(
        (key, title)
        for key, title in titles.items()
        if len(ask("submissions", Filters(q=title[:200]))) == 1
    )
    page = visit("themes", q=words[:200], more="yes")
    mine = POINTS[POINTS.submission_id == one]
    assert kinds_of(page) == {(mine.theme_id.iloc[0], kind): 1 for kind in mine.kind.unique()}
    for card in ("pairs", "by_pair"):
        assert page.finding(card) == "Nothing matches these filters"


@pytest.mark.parametrize(
    "view", [{"rank": "<b>"}, {"order": "x" * 500}, {"rank": ["count", "lift"]}]
)
def test_a_view_that_is_not_there_is_the_usual_one(view: dict[str, str | list[str]]) -> None:
    visit("themes", more="yes", **view)
