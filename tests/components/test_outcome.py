"""Sentences on what became of the asks: true of their rows, modest where there is little, silent about causes."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards import outcome, outcome_theme
from queries import Filters, ask
from tests.components.selections import UNDER_FILTERS, selections

UNITS = st.sampled_from(["submissions", "organisations", "points"])


def rows(*themes: tuple[int, int], total: int = 50) -> pd.DataFrame:
    """Themes A, B, C ... with asks and paragraphs of the adopted text, as the question gives them."""
    frame = pd.DataFrame(
        {
            "theme": [chr(ord("A") + index) for index in range(len(themes))],
            "asks": [asks for asks, _ in themes],
            "paragraphs": [paragraphs for _, paragraphs in themes],
        }
    )
    frame["theme_id"] = [theme.lower() for theme in frame.theme]
    frame["asks_total"] = total
    frame["asked_place"] = frame.asks.rank(ascending=False)
    frame["text_place"] = frame.paragraphs.rank(ascending=False)
    frame["apart"] = frame.text_place - frame.asked_place
    return frame


@pytest.mark.parametrize(
    ("themes", "sentence"),
    [
        (
            [(5, 1), (3, 2)],
            "T has paragraphs on all 2 themes that submissions ask for",
        ),
        ([(5, 1)], "T has paragraphs on the 1 theme that submissions ask for"),
        (
            [(5, 1), (3, 0), (0, 0)],
            "T has paragraphs on 1 of the 2 themes asked for, and none on B",
        ),
        (
            [(5, 0), (4, 0), (3, 0), (2, 0)],
            "T has paragraphs on 0 of the 4 themes asked for",
        ),
        (
            [(0, 3), (0, 0)],
            "No requests match these filters; T has paragraphs on 1 theme",
        ),
    ],
)
def test_the_finding_counts_the_themes_that_the_adopted_text_has_paragraphs_on(
    themes: list[tuple[int, int]], sentence: str
) -> None:
    assert outcome.standing(rows(*themes), "T") == sentence


def test_without_themes_or_texts_nothing_is_found() -> None:
    assert outcome.standing(rows(), "T") == ""
    assert outcome.standing(rows((5, 1)), "") == ""
    assert outcome.most_asked(rows(), "submissions", "T") == ""
    assert outcome.furthest(rows(), rows(), 0) == ""


def test_what_is_asked_for_most_is_said_with_its_paragraphs() -> None:
    finding = outcome.most_asked(rows((9, 1), (20, 3)), "submissions", "T")
    assert finding == (
        "Most requested: B (20 of 50 submissions with a recommendation); 3 paragraphs of T are on it"
    )


def test_ties_and_few_are_not_told_as_a_lead() -> None:
    assert outcome.most_asked(rows((9, 1), (9, 3)), "points", "T").startswith(
        "Most frequent, tied at 9 of 50 recommendations: A and B"
    )
    assert outcome.most_asked(rows((2, 1), total=4), "submissions", "T") == (
        "Too few to rank: 4 submissions"
    )


def test_four_themes_are_too_few_to_compare_and_five_are_not() -> None:
    four = rows((40, 0), (30, 1), (20, 2), (10, 3))
    less, more, _ = outcome.far_apart(four)
    assert outcome.furthest(less, more, 4) == "Too few to compare: 4 themes"
    five = rows((50, 0), (40, 1), (30, 2), (20, 3), (10, 4))
    less, more, quarter = outcome.far_apart(five)
    assert quarter == 1.25
    assert list(less.theme) == ["A", "B"]
    assert list(more.theme) == ["E", "D"]
    assert outcome.furthest(less, more, 5) == (
        "Often requested, few paragraphs: A and 1 more; Rarely requested, many paragraphs: E and 1 more"
    )


def test_exactly_a_quarter_apart_counts_and_less_does_not() -> None:
    eight = rows(*[(80 - index, 8 - index) for index in range(8)])
    eight.loc[0, "apart"], eight.loc[1, "apart"], eight.loc[2, "apart"] = 2.0, 1.5, -2.0
    less, more, _ = outcome.far_apart(eight)
    assert (list(less.theme), list(more.theme)) == (["A"], ["C"])


@UNDER_FILTERS
@given(selections(), UNITS)
def test_the_findings_are_true_under_any_filter(selection: Filters, unit: str) -> None:
    frame = ask("outcome_themes", outcome.counted(selection), unit=unit)
    finding = outcome.standing(frame, "T")
    requested = frame[frame.asks > 0]
    if len(requested):
        assert re.search(rf"\b{len(requested)} themes? ", finding)
        silent = requested[requested.paragraphs == 0]
        assert (f"on {len(requested) - len(silent)} of the " in finding) == bool(len(silent))
        assert ("and none on" in finding) == (1 <= len(silent) <= outcome.NAMED)
    compared = frame[frame.apart.notna()]
    assert (compared.asking_submissions >= 5).all()
    less, more, quarter = outcome.far_apart(compared)
    assert (less.apart >= quarter).all()
    assert (more.apart <= -quarter).all()
    comparison = outcome.furthest(less, more, len(compared))
    assert bool(comparison) == bool(len(compared))
    if len(compared) >= 5 and len(less):
        assert less.theme.iloc[0] in comparison
    for words in (finding, comparison, outcome.most_asked(frame, unit, "T")):
        assert not re.search(r"(?i)because|thanks to|led to|reject|ignored|caused", words)


@UNDER_FILTERS
@given(selections(), UNITS, st.sampled_from(["igf-funding", "connectivity", "gender"]))
def test_a_group_of_a_theme_counts_what_its_filters_select(
    selection: Filters, unit: str, theme: str
) -> None:
    """Where there are such filters: behind each bar and each claim are exactly the points it counts."""
    filters = outcome.counted(selection).without("theme", "family")
    column = {"submissions": "submission_id", "points": "point_id"}.get(unit)
    if column is None:
        return
    for row in list(ask("outcome_groups", filters, theme=theme, unit=unit).itertuples())[:3]:
        points_selection = outcome.points_of(filters, theme, row.kind)
        group_selection = outcome.of_group(points_selection, row.stakeholder_group)
        if group_selection is not None:
            assert ask("points", group_selection)[column].nunique() == row.count
    for row in list(ask("outcome_claims", filters, theme=theme, unit=unit).itertuples())[:3]:
        points_selection = outcome.points_of(filters, theme, row.kind, claim=(row.claim_id,))
        assert ask("points", points_selection)[column].nunique() == row.count
        for group, count in outcome_theme.groups_of(row.groups)[:2]:
            group_selection = outcome.of_group(points_selection, group)
            if group_selection is not None:
                assert ask("points", group_selection)[column].nunique() == count


def test_a_group_beside_other_conditions_on_the_same_party_is_no_selection() -> None:
    selection = Filters(organisation=("jpnic",))
    assert outcome.of_group(selection, "government") == Filters(
        also_organisation=("jpnic",), group=("government",)
    )
    for more in ({"role": ("author",)}, {"country": ("JPN",)}, {"also_organisation": ("isoc",)}):
        assert outcome.of_group(selection.set(**more), "government") is None
    assert outcome.of_group(Filters(role=("author",)), "academia") == Filters(
        role=("author",), group=("academia",)
    )


def test_a_text_is_called_by_its_symbol_or_its_title() -> None:
    text = SimpleNamespace(document_symbol="A/RES/80/173 (draft A/80/L.41)", text="Outcome")
    assert outcome.called(text) == "A/RES/80/173"
    assert outcome.called(SimpleNamespace(document_symbol=None, text="Zero draft")) == "Zero draft"


@pytest.mark.parametrize(
    ("text_id", "stage", "head"),
    [
        ("zero-draft", "Zero draft", "Zero draft"),
        ("rev3", None, "Rev 3"),
        ("outcome", None, "Outcome"),
        ("l-41", None, "L 41"),
    ],
)
def test_a_column_is_called_after_its_text(text_id: str, stage: str | None, head: str) -> None:
    text = SimpleNamespace(text_id=text_id, short_stage=stage)
    assert outcome.head(text) == head


@pytest.mark.parametrize(
    ("count", "submissions", "text"),
    [(0, 0, "0"), (4, 4, "4*"), (5, 5, "5"), (12, 3, "12*"), (1200, 9, "1,200")],
)
def test_counts_of_few_submissions_are_marked(count: int, submissions: int, text: str) -> None:
    assert outcome.starred(count, submissions) == text


def asking(*counts: tuple[str, int]) -> pd.DataFrame:
    return pd.DataFrame(
        [("recommendation", group, count) for group, count in counts],
        columns=["kind", "stakeholder_group", "count"],
    )


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([("a", 9), ("b", 3)], "Most requests: A (9 submissions)"),
        ([("a", 9), ("b", 9)], "Most requests: A and B (9 submissions each)"),
        ([("a", 1)], "One group asks for something on this theme: A (1 submission)"),
        ([("a", 1), ("b", 1)], "2 groups ask for something on this theme"),
        ([("a", 2), ("b", 2), ("c", 2), ("d", 2)], "4 groups ask for something on this theme"),
        ([], ""),
    ],
)
def test_who_asks_most(counts: list[tuple[str, int]], sentence: str) -> None:
    assert outcome_theme.who_asks(asking(*counts), str.upper, "submissions") == sentence


@pytest.mark.parametrize(
    ("unit", "asks", "challenges", "sentence"),
    [
        (
            "submissions",
            (1, 9),
            (2, 5),
            "Requests: 1 of 9 submissions with a recommendation; challenges: 2 of 5 submissions with a ch",
        ),
        ("points", (0, 1), (0, 0), "Requests: 0 of 1 recommendation; challenges: 0 challenges"),
        (
            "organisations",
            (1, 1),
            (0, 0),
            "Requests: 1 of 1 organisation that asked for something; challenges: 0 ",
        ),
    ],
)
def test_one_theme_is_said_in_the_right_number(
    unit: str, asks: tuple[int, int], challenges: tuple[int, int], sentence: str
) -> None:
    row = SimpleNamespace(
        asks=asks[0],
        asks_total=asks[1],
        challenges=challenges[0],
        challenges_total=challenges[1],
        paragraphs=1,
        all_paragraphs=9,
    )
    in_numbers = outcome_theme.in_numbers(row, "T", unit)
    assert in_numbers.startswith(sentence)
    assert in_numbers.endswith("; paragraphs of T: 1 of 9")
