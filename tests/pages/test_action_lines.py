"""The page on the action lines: every cell recomputed from the tables, every door as exact as its cell."""

import re
from dataclasses import replace
from urllib.parse import parse_qs

import pandas as pd
import pytest

from data import SOURCE
from i18n import dataset_texts
from queries import Filters, ask
from tests.pages import hostile
from tests.pages.visiting import Visit, seen, table, visit
from tests.queries.oracle import Oracle

LINES = table("action_lines").set_index("action_line_id")
GOALS = table("sdgs").set_index("sdg").title
MATRIX = table("action_line_sdgs")
THEMES = table("themes").set_index("theme_id").title
STAGE = table("submissions").set_index("submission_id").stage_id
POINTS = table("points")
POINTS["stage"] = POINTS.submission_id.map(STAGE)
PARTIES = table("signatories")[["submission_id", "organisation_id"]]
CITED = table("point_action_lines").merge(POINTS, on="point_id")
PARENT = LINES.parent_id[CITED.action_line_id].to_numpy()
CITED["line"] = CITED.action_line_id.where(PARENT == "", PARENT)
OF_GOALS = table("point_sdgs").merge(POINTS, on="point_id")
WHOLE = list(LINES.index[LINES.parent_id == ""])
FIELDS = list(LINES.index[LINES.parent_id != ""])
KNOWN = Oracle(SOURCE).known
UNITS = ["submissions", "organisations", "points"]
HOSTILE = "<script>alert(1)</script>[x](javascript:1)`'\";--"


def count(points: pd.DataFrame, unit: str) -> int:
    """How many of the unit the points are."""
    if unit == "organisations":
        return points.merge(PARTIES, on="submission_id").organisation_id.nunique()
    return points["point_id" if unit == "points" else "submission_id"].nunique()


def of_line(line: str, cited: pd.DataFrame = CITED) -> pd.DataFrame:
    return cited[(cited.line == line) | (cited.action_line_id == line)]


def cells(page: Visit, card: str) -> dict[tuple[str, str], str]:
    """What each mark of a card's chart says on hover, by its ids."""
    trace = page.chart(card).figure["data"][0]
    ids = [tuple(one) for one in trace["customdata"]]
    assert len(ids) == len(set(ids))
    return dict(zip(ids, trace["hovertext"], strict=True))


def number(hover: str) -> int:
    """The count that a mark says; 0 where it says that there is none."""
    said = hover.rpartition("<br>")[2]
    found = re.search(r"(\d[\d,]*) (of|submission|organisation|point)", said)
    assert found or said.startswith(("no such point", "not cited")) or "No selected" in said, said
    return int(found[1].replace(",", "")) if found else 0


def behind(query: str) -> tuple[int, int]:
    """How many points and submissions a link's address selects."""
    filters, dropped = Filters.from_query(parse_qs(query), KNOWN)
    assert not dropped
    return len(ask("points", filters)), len(ask("submissions", filters))


def test_c7_opens_into_its_fields_and_stays_as_it_was() -> None:
    together, apart = visit("action_lines"), visit("action_lines", fields="on")
    for card in ("by_kind", "by_theme", "by_goal"):
        before, after = cells(together, card), cells(apart, card)
        assert before.items() <= after.items()
        assert {part for ids in after.keys() - before.keys() for part in ids} & set(FIELDS)
        assert not {part for ids in before for part in ids} & set(FIELDS)
    named = [parse_qs(query)["id"][0] for _label, query in apart.links("card_action_lines")]
    assert set(named) == set(LINES.index)
    assert named.index("C7") < named.index("C7-elea") < named.index("C8")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"count": "points", "stage": "hle-2025"},
        {"kind": "achievement", "group": "government", "action_line": "C4"},
        {"action_line": ["C2", "C5"], "count": "organisations", "theme": "connectivity"},
    ],
    ids=str,
)
@pytest.mark.parametrize("card", ["by_kind", "by_theme", "by_goal"])
def test_behind_a_cell_are_exactly_the_points_it_counts(
    card: str, query: dict[str, str | list[str]]
) -> None:
    page = visit("action_lines", **query)
    unit = str(query.get("count", "submissions"))
    counted = {ids: number(hover) for ids, hover in cells(page, card).items() if number(hover)}
    assert counted
    for ids, expected in list(counted.items())[:: max(len(counted) // 3, 1)]:
        page.choose(card, *ids)
        links = page.links(f"picked_{card}")
        points, submissions = (label for label, _ in links[:2])
        listed = behind(links[0][1])
        assert links[1][1] == links[0][1]
        assert (points, submissions) == tuple(
            f"{n} {word}{'' if n == 1 else 's'}"
            for n, word in zip(listed, ("point", "submission"), strict=True)
        )
        if unit == "organisations":
            filters, _ = Filters.from_query(parse_qs(links[0][1]), KNOWN)
            assert expected == len(ask("organisations", filters))
        else:
            assert expected == dict(zip(("points", "submissions"), listed, strict=True))[unit]


def test_a_cell_leads_to_the_pages_of_its_line_theme_and_goal() -> None:
    page = visit("action_lines", group="government", action_line="C4")
    page.choose("by_theme", "connectivity", "C2")
    links = dict(page.links("picked_by_theme"))
    assert parse_qs(links["C2 Infrastructure"]) == {"group": ["government"], "id": ["C2"]}
    kept = {"group": ["government"], "action_line": ["C4"], "id": ["connectivity"]}
    assert parse_qs(links[THEMES["connectivity"]]) == kept
    page.choose("by_goal", "C2", "9")
    links = dict(page.links("picked_by_goal"))
    assert parse_qs(links["C2 Infrastructure"])["id"] == ["C2"]
    assert parse_qs(links[f"SDG 9: {GOALS['9']}"])["id"] == ["9"]


def test_a_line_that_is_not_cited_says_so_and_still_has_a_page() -> None:
    uncited = next(line for line in WHOLE if of_line(line).empty)
    page = visit("action_lines")
    page.choose("by_kind", uncited, "all")
    links = page.links("picked_by_kind")
    assert [parse_qs(query) for _label, query in links] == [{"id": [uncited]}]
    captions = [seen(c.value) for c in page.within("card_action_lines", "caption")]
    assert f"not cited · {LINES.facilitators[uncited]}" in captions


def test_every_line_and_goal_is_linked() -> None:
    page = visit("action_lines")
    lines = [parse_qs(query)["id"][0] for _label, query in page.links("card_action_lines")]
    goals = [parse_qs(query)["id"][0] for _label, query in page.links("goal_links")]
    assert lines == sorted(WHOLE, key=lambda line: int(line[1:]))
    assert goals == list(GOALS.index)


def test_nothing_cited_is_a_sentence_and_a_way_out() -> None:
    stages = set(POINTS.stage) - set(CITED.stage) - set(OF_GOALS.stage)
    page = visit("action_lines", stage=sorted(stages), action_line="C6")
    assert page.finding("by_kind") == "No point in this selection cites an action line"
    assert page.has("reset_by_kind")
    assert page.finding("by_goal").endswith("no submission selected cites a goal")
    page.app.button(key="reset_by_theme").click().run()
    assert number(cells(page.succeeds(), "by_kind")["C2", "all"]) == count(of_line("C2"), UNITS[0])


def test_one_point_is_not_ranked() -> None:
    only = of_line("C11").submission_id.iloc[0]
    title = table("submissions").set_index("submission_id").title[only]
    page = visit("action_lines", q=title, theme=list(of_line("C11").theme_id))
    assert page.finding("by_kind").startswith("Too few to rank: 1 submission")
    assert page.finding("by_theme").startswith("Too few to rank: 1 submission")


def test_hostile_addresses_open_the_page() -> None:
    page = visit("action_lines", action_line=HOSTILE, fields=HOSTILE, count=HOSTILE, sdg="99")
    assert "not in this data set" in page.warnings()
    assert cells(page, "by_kind") == cells(visit("action_lines"), "by_kind")


def test_what_the_settings_call_the_matrix_is_text_and_no_markup(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = replace(dataset_texts.texts(), matrix=f"matrix {hostile.MARKUP}")
    monkeypatch.setattr(dataset_texts, "texts", lambda: texts)
    page = visit("action_lines")
    page.app.session_state["tabs_by_goal"] = "How it was counted"
    page.app.run()
    said = [one for one in page.markdown() if "maps action lines to goals" in one]
    assert hostile.MARKUP in seen(said[0])
    for shown in (page, visit("goal", id="9"), visit("action_line", id="C7")):
        hostile.fits_markdown(shown)
        for words in (words for chart in shown.charts() for words in chart.texts()):
            assert "<b onclick" not in words
