"""All themes, and pairs of them: order, filters, and what each bar and cell leads to."""

from urllib.parse import parse_qs

import pytest

from tests.pages.links import links_of_mark, submissions
from tests.pages.visiting import Visit, table, visit

THEMES = table("themes").set_index("theme_id")
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
    counts = kinds_of(page)
    assert len({theme for theme, _kind in counts}) > 20, "the theme filter does not narrow the list"
    for theme, kind in list(counts)[::25]:
        links = dict(links_of_mark(page, "by_kind", theme, kind))
        assert len(submissions(links["See the points"])) == counts[theme, kind]
        assert links["Page of the theme"].endswith(f"id={theme}")


def test_filters_that_no_pair_can_be_narrowed_by_are_set_aside() -> None:
    page = visit("themes", claim="ch-divides-persist", kind="challenge", **OPENED)
    assert cells_of(page) == cells_of(visit("themes", kind="challenge", **OPENED))
    for card in ("pairs", "by_pair"):
        assert "Kind of point: Challenge" in page.subtitle(card)
        assert "Claim" not in page.subtitle(card)


def test_every_theme_is_linked_with_the_filters() -> None:
    queries = [
        parse_qs(query) for _, query in visit("themes", kind="challenge").links("card_index")
    ]
    assert {query["id"][0] for query in queries} == set(THEMES.index)
    assert all(query["kind"] == ["challenge"] for query in queries)


@pytest.mark.parametrize(
    "view", [{"rank": "<b>"}, {"order": "x" * 500}, {"rank": ["count", "lift"]}]
)
def test_a_view_that_is_not_there_is_the_usual_one(view: dict[str, str | list[str]]) -> None:
    visit("themes", more="yes", **view)
