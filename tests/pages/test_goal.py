"""The page on one goal: which action lines serve it, which submissions and points cite it."""

import re
from urllib.parse import parse_qs

import pytest

from cards.goal import LINES as LISTED
from tests.pages.citing import GOALS, LINES, MATRIX, OF_GOALS, of_line
from tests.pages.links import ids, reopen, text_of
from tests.pages.visiting import Visit, seen, visit, words_in


@pytest.fixture(scope="module")
def opened() -> Visit:
    """The page of some goal, to go to others from: much quicker than a visit each."""
    return visit("goal", id="17")


@pytest.mark.wide(6)
@pytest.mark.parametrize("goal", GOALS.index)
def test_every_goal_opens_with_its_lines_and_what_cites_it(opened: Visit, goal: str) -> None:
    page = reopen(opened, goal)
    assert seen(page.app.title[0].value) == f"SDG {goal}: {GOALS[goal]}"
    line_ids = MATRIX.action_line_id[MATRIX.sdg == goal]
    citing = OF_GOALS[OF_GOALS.sdg == goal]
    related_lines = {
        line for line in LINES.index if of_line(line).point_id.isin(citing.point_id).any()
    }
    expected = sorted({*line_ids, *related_lines})
    listed_ids = ids(page, "card_lines")
    for number in range(2, -(-len(expected) // LISTED) + 1):
        listed_ids += ids(visit("goal", id=goal, lines_page=str(number)), "card_lines")
    assert sorted(listed_ids) == expected
    submission_count = citing.submission_id.nunique()
    if citing.empty:
        assert [label for label, _ in page.links("card_submissions")] == [
            "All action lines and goals"
        ]
        assert not page.has("card_evidence")
        return
    assert sorted(ids(page, "card_submissions")) == sorted(set(citing.submission_id))
    entries = words_in("".join(page.entries("evidence")))
    assert all(summary in entries for summary in citing.summary)
    assert re.match(rf"{len(citing)} points? in {submission_count} ", page.subtitle("evidence"))


def test_goals_lead_to_those_before_and_after() -> None:
    assert ids(visit("goal", id="1"), "neighbours") == ["2"]
    assert ids(visit("goal", id="9"), "neighbours") == ["8", "10"]
    assert ids(visit("goal", id="17"), "neighbours") == ["16"]


def test_filters_hold_but_for_the_goal_s_own() -> None:
    page = visit("goal", id="9", sdg="16", stage="igf-2024")
    citing = OF_GOALS[(OF_GOALS.sdg == "9") & (OF_GOALS.stage == "igf-2024")]
    assert set(ids(page, "card_submissions")) == set(citing.submission_id)
    _label, query = page.links("neighbours")[0]
    assert parse_qs(query) == {"stage": ["igf-2024"], "id": ["8"]}
    empty = visit("goal", id="9", q="nobody said this")
    assert "No submissions match these filters." in text_of(empty)
    assert empty.has("reset_submissions")
