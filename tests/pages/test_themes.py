"""All themes: counts by kind, pairs and their lift by pandas and fractions, cells by what their doors select."""

from fractions import Fraction
from itertools import combinations, pairwise
from urllib.parse import parse_qs

import pandas as pd
import pytest

from queries import Filters, ask
from tests.pages.visiting import Visit, table, visit

POINTS = table("points")
PARTIES = table("signatories")
THEMES = table("themes").set_index("theme_id")
FEW = 5


def filters(query: str) -> Filters:
    """The selection that a link leads to."""
    values = {n: tuple(v) for n, v in parse_qs(query).items() if n in Filters.__dataclass_fields__}
    return Filters(**values)


def submissions(query: str) -> set[str]:
    """The submissions behind a link to points or submissions."""
    return set(ask("points", filters(query)).submission_id)


def doors(page: Visit, card: str, *ids: str) -> list[tuple[str, str]]:
    """The links that a chosen mark leads to: label, query string."""
    page.choose(card, *ids)
    return page.links(f"picked_{card}")


def raised(points: pd.DataFrame) -> dict[str, set[str]]:
    return {theme: set(its.submission_id) for theme, its in points.groupby("theme_id")}


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
    page = visit("themes", stage=["zero-draft", "elements"], theme="gender")
    shown = kinds_of(page)
    assert len({theme for theme, _kind in shown}) > 20, "the theme filter does not narrow the list"
    for theme, kind in list(shown)[::25]:
        found = dict(doors(page, "by_kind", theme, kind))
        assert len(submissions(found["The points behind"])) == shown[theme, kind]
        assert found["Page of the theme"].endswith(f"id={theme}")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"kind": "challenge"},
        {"kind": ["recommendation", "position"], "theme": "gender", "claim": "ch-divides-persist"},
        {"group": "civil-society", "family": "Governance", "also_theme": "ai", "sdg": "5"},
    ],
    ids=["no filter", "kind", "points", "also"],
)
def test_a_cell_counts_the_submissions_behind_its_doors(asked: dict[str, str | list[str]]) -> None:
    page = visit("themes", **asked)
    cells = cells_of(page)
    pairs = [pair for pair, words in cells.items() if words[0] and pair[0] < pair[1]]
    assert len(pairs) > 30
    for a, b in pairs[:: len(pairs) // 4]:
        found = doors(page, "by_pair", a, b)
        to_points = [query for label, query in found if label.startswith("Their points on")]
        one, other = map(filters, to_points)
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


def test_filters_that_no_pair_can_be_narrowed_by_are_set_aside_and_said() -> None:
    page = visit("themes", claim="ch-divides-persist", kind="challenge")
    assert cells_of(page) == cells_of(visit("themes", kind="challenge"))
    for card in ("pairs", "by_pair"):
        assert "Kind of point: Challenge" in page.subtitle(card)
        assert "not narrowed by the filter Claim" in page.subtitle(card)


@pytest.mark.parametrize("rank", ["lift", "count"])
def test_pairs_are_ranked_by_what_is_chosen_and_only_those_of_five_or_more(rank: str) -> None:
    of, total = raised(POINTS), POINTS.submission_id.nunique()
    both = {(a, b): len(of[a] & of[b]) for a, b in combinations(sorted(of), 2)}
    expected = {pair: Fraction(len(of[pair[0]]) * len(of[pair[1]]), total) for pair in both}
    lift = {pair: both[pair] / expected[pair] for pair in both if expected[pair] >= FEW}
    worth = lift if rank == "lift" else both
    best = sorted((worth[pair] for pair in worth if both[pair] >= FEW), reverse=True)
    shown = visit("themes", rank=rank).chart("pairs").marks()
    pairs = [tuple(key.split(" · ")) for key in shown]
    assert [worth[pair] for pair in pairs] == best[: len(pairs)]
    assert len(pairs) == 30
    assert all(both[pair] >= FEW for pair in pairs)


def test_themes_of_one_family_stand_together_if_asked_for() -> None:
    def order(page: Visit) -> list[str]:
        (trace,) = page.chart("by_pair").figure["data"]
        lines = dict(zip((ids[0] for ids in trace["customdata"]), trace["y"], strict=True))
        return sorted(lines, key=lines.__getitem__)

    families = [THEMES.family[theme] for theme in order(visit("themes", order="family"))]
    assert len([a for a, b in pairwise(families) if a != b]) == 4
    assert order(visit("themes")) != order(visit("themes", order="family"))


def test_nothing_selected_is_said_and_leads_out() -> None:
    page = visit("themes", q="nobody said this")
    for card in ("by_kind", "pairs", "by_pair"):
        assert page.finding(card) == "Nothing in this selection"
    assert not page.charts()


def test_one_submission_with_one_theme_has_no_pair() -> None:
    alone = POINTS.groupby("submission_id").theme_id.nunique()
    titles = table("submissions").set_index("submission_id").title[alone[alone == 1].index]
    one, words = next(
        (key, title)
        for key, title in titles.items()
        if len(ask("submissions", Filters(q=title[:200]))) == 1
    )
    page = visit("themes", q=words[:200])
    mine = POINTS[POINTS.submission_id == one]
    assert kinds_of(page) == {(mine.theme_id.iloc[0], kind): 1 for kind in mine.kind.unique()}
    for card in ("pairs", "by_pair"):
        assert page.finding(card) == "Nothing in this selection"


@pytest.mark.parametrize(
    "view", [{"rank": "<b>"}, {"order": "x" * 500}, {"rank": ["count", "lift"]}]
)
def test_a_view_that_is_not_there_is_the_usual_one(view: dict[str, str | list[str]]) -> None:
    visit("themes", **view)
