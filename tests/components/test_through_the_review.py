"""The sentences on what comes up when: true, modest where there is little, silent where there is nothing."""

import pandas as pd
import pytest

from cards import lineage
from cards import through_the_review as review
from charts.stages import Column


def by_stage(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Rows of one theme at one stage: theme, stage, count, submissions of the stage."""
    made = pd.DataFrame(rows, columns=["theme", "stage_id", "count", "submissions"])
    return made.assign(theme_id=made.theme, total=made.submissions)


def lead(*rows: tuple[str, str, int, int]) -> str:
    return review.leads(by_stage(*rows), "theme_id", "theme")


def test_the_theme_that_leads_at_most_stages_is_named_with_how_many() -> None:
    rows = [("A", "s1", 5, 9), ("B", "s1", 4, 9), ("A", "s2", 3, 6), ("B", "s3", 5, 7)]
    assert lead(*rows) == "A is the most frequent at 2 of 3 stages with 5 submissions or more"


def test_stages_of_few_submissions_do_not_count_as_led() -> None:
    rows = [("A", "s1", 5, 9), ("B", "s2", 4, 4), ("B", "s3", 1, 1)]
    assert lead(*rows) == "A is the most frequent at the one stage with 5 submissions or more"
    assert lead(("B", "s2", 4, 4)) == "Too few submissions at each stage to rank"
    assert lead() == ""


def test_several_leaders_are_named_together_or_none_is() -> None:
    two = [("A", "s1", 5, 9), ("B", "s1", 5, 9), ("A", "s2", 3, 6), ("B", "s2", 3, 6)]
    assert lead(*two) == "A and B are the most frequent at all 2 stages with 5 submissions or more"
    four = [(name, f"s{place}", 5, 9) for place, name in enumerate("ABCD")]
    assert lead(*four).startswith("No theme leads throughout")


def change(*rows: tuple[str, int, int, int, int]) -> pd.DataFrame:
    """Rows of a theme's change: theme, count and total before, count and total after; of as many submissions."""
    made = pd.DataFrame(rows, columns=["theme", "from_count", "from_total", "to_count", "to_total"])
    return made.assign(
        theme_id=made.theme, from_submissions=made.from_total, to_submissions=made.to_total
    )


DRAFTS = ("elements", "outcome")
"""Two stages at which a draft or the adopted text was issued."""


def test_what_rose_and_fell_most_is_told_with_both_counts() -> None:
    rows = change(("A", 2, 20, 15, 30), ("B", 10, 20, 6, 30), ("C", 4, 20, 6, 30))
    said = "A rose most (10% to 50%), B fell most (50% to 20%)"
    assert review.rose_and_fell(rows, DRAFTS, "submissions") == said


def test_two_that_fell_alike_are_both_told() -> None:
    rows = change(("A", 2, 20, 15, 30), ("C", 10, 20, 6, 30), ("B", 10, 20, 6, 30))
    said = "A rose most (10% to 50%), B and C fell most (50% to 20%)"
    assert review.rose_and_fell(rows, DRAFTS, "submissions") == said


@pytest.mark.parametrize("two", [("igf-2025", "general"), ("elements", "hlm"), ("gdc", "outcome")])
def test_nothing_is_told_of_stages_that_are_no_steps_of_one_negotiation(
    two: tuple[str, str],
) -> None:
    rows = change(("A", 2, 20, 15, 30), ("B", 10, 20, 6, 30))
    said = review.rose_and_fell(rows, two, "submissions")
    assert said == "These two stages are not steps of one negotiation, so we name no rise or fall"


def test_a_change_that_rests_on_few_is_not_told() -> None:
    rare = change(("A", 0, 20, 4, 30), ("B", 4, 20, 0, 30))
    assert review.rose_and_fell(rare, DRAFTS, "submissions").startswith(
        "No theme counted 5 times or more"
    )
    assert review.rose_and_fell(change(), DRAFTS, "submissions") == ""


@pytest.mark.parametrize("stages", [((0, 9), (20, 30)), ((7, 30), (0, 9))])
def test_fewer_than_ten_at_either_stage_are_too_few(
    stages: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    few = change(("A", *stages[0], *stages[1]))
    said = review.rose_and_fell(few, DRAFTS, "organisations")
    assert said == "Too few to compare: one of the stages has 9 submissions"
    many_texts = few.assign(from_submissions=10, to_submissions=10)
    said = review.rose_and_fell(many_texts, DRAFTS, "organisations")
    assert said == "Too few to compare: one of the stages has 9 organisations"
    ten = change(("A", 0, 10, 20, 30))
    assert review.rose_and_fell(ten, DRAFTS, "points") == "A rose most, from 0% to 67%"


def test_equals_and_the_unchanged_are_not_called_most() -> None:
    equal = change(("A", 2, 20, 7, 20), ("B", 3, 20, 8, 20), ("C", 6, 20, 6, 20))
    assert review.rose_and_fell(equal, DRAFTS, "submissions").startswith("No theme")


@pytest.mark.parametrize("unit", ["submissions", "organisations", "points"])
def test_it_is_told_what_one_unit_is_worth_at_each_stage(unit: str) -> None:
    rows = change(("A", 2, 26, 9, 35))
    said = "one {} is worth 3.8 percentage points at the first stage and 2.9 at the second"
    assert review.one_is_worth(rows, unit) == said.format(unit.removesuffix("s"))
    assert review.one_is_worth(change(), unit) == ""


def column(stage: str, negotiation: bool = False) -> Column:
    return Column(stage, stage, stage, 1, negotiation=negotiation)


def test_stages_compared_at_first_are_ends_of_the_negotiation_with_enough_submissions() -> None:
    stages = [column("a"), column("b", True), column("c", True), column("d", True), column("e")]
    many = dict.fromkeys("abcde", 9)
    assert review.compared(stages, many) == ("b", "d")
    assert review.compared(stages, {**many, "d": 4}) == ("b", "c")
    assert review.compared(stages, {**many, "c": 4, "d": 4, "e": 20, "a": 12}) == ("a", "e")
    assert review.compared(stages[:1], many) is None
    assert review.compared([], {}) is None


def group(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Rows of a group at a stage: group, stage, how many raise the theme, of how many submissions."""
    made = pd.DataFrame(rows, columns=["stakeholder_group", "stage", "raised", "total"])
    return made.assign(submissions=made.total)


def test_the_highest_share_of_a_group_is_told_with_its_count() -> None:
    rows = group(
        ("technical", "Rev 1", 4, 7), ("government", "UNGA", 9, 19), ("academia", "X", 4, 4)
    )
    assert review.highest(rows, "AI", "submissions") == (
        "AI has its highest share at: Technical community, Rev 1 (4 of 7 submissions)"
    )
    many = group(*[("technical", stage, 5, 10) for stage in "ABC"])
    assert (
        review.highest(many, "AI", "submissions")
        == "AI has its highest share, 50%, for 3 groups and stages"
    )


def test_a_theme_that_no_group_or_only_small_ones_raise_is_told_so() -> None:
    assert review.highest(group(("technical", "A", 0, 9)), "AI", "submissions") == (
        "No group that matches these filters raises AI"
    )
    assert "fewer than 5" in review.highest(group(("technical", "A", 2, 4)), "AI", "submissions")
    assert review.highest(group(), "AI", "submissions") == ""


def test_a_change_has_its_sign() -> None:
    assert [review.points(c) for c in (12.4, -3.0, 0.0)] == ["+12.4", "−3", "0"]


def said(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Rows of what an author's texts say: text, theme, step."""
    made = pd.DataFrame(rows, columns=["submission_id", "said_id", "step"])
    return made.assign(said=made.said_id.str.upper())


def texts(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"submission_id": names})


def test_a_family_says_what_is_raised_most_and_what_became_of_it() -> None:
    rows = said(
        ("t1", "a", "first"),
        ("t1", "b", "first"),
        ("t2", "a", "kept"),
        ("t2", "c", "added"),
        ("t2", "b", "dropped"),
        ("t3", "a", "kept"),
        ("t3", "c", "dropped"),
    )
    own = texts("t1", "t2", "t3")
    assert lineage.story("TCCM", own, rows, "t2", "themes") == (
        "TCCM kept 1 of the 2 themes in its previous submission, dropped 1 and added 1"
    )
    assert lineage.in_most("TCCM", own, rows, "themes") == "TCCM raised A in 3 of 3 submissions"
    assert lineage.story("TCCM", own, rows, "t1", "themes") == "The first of 3 submissions by TCCM"
    assert lineage.step(rows[rows.submission_id == "t2"]) == "+1 =1 −1"
    assert lineage.step(rows[rows.submission_id == "t1"]) == "first"


def test_a_family_of_two_or_with_equals_claims_no_theme() -> None:
    rows = said(("t1", "a", "first"), ("t2", "a", "kept"))
    assert lineage.story("X", texts("t1", "t2"), rows, "t2", "claims") == (
        "X kept 1 of the 1 claim in its previous submission, dropped 0 and added 0"
    )
    assert lineage.in_most("X", texts("t1", "t2"), rows, "claims") == ""
    undated = said(("t1", "a", "first"), ("t2", "a", "undated"))
    assert lineage.story("X", texts("t1", "t2"), undated, "t2", "claims") == "2 submissions by X"
    assert lineage.story("X", texts("t1"), said(), "t1", "claims") == ""


def test_the_texts_nearest_in_time_are_drawn() -> None:
    own = texts(*[f"t{n:02}" for n in range(30)])
    for shown, first in (("t00", "t00"), ("t10", "t04"), ("t29", "t18")):
        near = lineage.nearest(own, shown).submission_id.tolist()
        assert len(near) == lineage.NEAREST
        assert near[0] == first
        assert shown in near
    assert len(lineage.nearest(own.head(5), "t03")) == 5


def test_of_many_themes_those_of_two_texts_or_of_the_one_shown_are_drawn() -> None:
    rare = [("t1", f"x{n:02}", "added") for n in range(40)]
    rows = said(*rare, ("t1", "both", "added"), ("t2", "both", "kept"), ("t2", "here", "added"))
    assert list(lineage.trace(rows, rows, "t2")) == ["both", "here"]
    few = rows.tail(3)
    assert list(lineage.trace(few, few, "t1")) == ["both", "here"]


def test_authors_of_one_text_are_no_family_and_the_busiest_comes_first() -> None:
    rows = pd.DataFrame(
        [
            ("a", "A", "1"),
            ("b", "B", "1"),
            ("b", "B", "2"),
            ("c", "C", "1"),
            *[("c", "C", str(n)) for n in (2, 3)],
        ],
        columns=["organisation_id", "organisation", "submission_id"],
    )
    assert list(lineage.authors_of_several(rows).items()) == [("c", "C (3)"), ("b", "B (2)")]
    assert lineage.authors_of_several(rows.head(2)) == {}
