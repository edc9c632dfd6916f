"""What is said of one organisation is true of its rows, and modest where there are few."""

import re
from collections.abc import Sequence
from fractions import Fraction
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards import organisation
from i18n import entity_sentences, filter_options
from queries import Filters, ask
from tests.components.selections import UNDER_FILTERS, selections


def dated(*days: str | None) -> pd.DataFrame:
    return pd.DataFrame({"submitted_on": pd.Series(days, dtype=object)})


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2024-06-13", "2025-12-23"], ["Jun 2024 to Dec 2025"]),
        (["2024-06-13", "2024-06-20"], ["Jun 2024"]),
        (["2024", "2025-12-23"], ["2024 to Dec 2025"]),
        (["2024-06-13", "2024"], ["2024"]),
        (["2024-06", "2025"], ["Jun 2024 to 2025"]),
        (["2025-03-01", "2025"], ["2025"]),
        (["2023", "2023"], ["2023"]),
        (["2025-02-05", None, None], ["Feb 2025", "2 undated"]),
        ([None], ["1 undated"]),
        ([], []),
    ],
)
def test_a_period_is_never_more_exact_than_its_dates(
    days: Sequence[str | None], said: list[str]
) -> None:
    assert entity_sentences.period(dated(*days)) == said
    assert entity_sentences.period(dated(*reversed(days))) == said


@pytest.mark.parametrize(
    ("signed", "wrote", "said"),
    [
        (11, 1, "Wrote 1 and signed 11 submissions · Feb 2025"),
        (1, 0, "Signed 1 submission · Feb 2025"),
        (0, 29, "Wrote 29 submissions · Feb 2025"),
    ],
)
def test_taking_part_is_said_in_one_sentence(signed: int, wrote: int, said: str) -> None:
    row = SimpleNamespace(signed=signed, authored=wrote)
    assert entity_sentences.took_part(row, dated("2025-02-05")) == said


def test_taking_no_part_is_said_too() -> None:
    row = SimpleNamespace(signed=0, authored=0)
    assert "Neither wrote nor signed" in entity_sentences.took_part(row, dated())


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        (["A"], "1 submission at 1 stage of the review"),
        (["A", "A", "A", "B"], "4 submissions at 2 stages of the review"),
        (["A", "A", "A", "B", "B"], "5 submissions at 2 stages of the review, most at A: 3"),
        (["A", "A", "B", "B", "C"], "5 submissions at 3 stages of the review"),
        (["A"] * 5, "5 submissions at 1 stage of the review"),
    ],
)
def test_the_stage_with_most_is_named_if_there_are_five_and_one_leads(
    stages: list[str], said: str
) -> None:
    assert organisation.stages_finding(pd.DataFrame({"stage": stages})) == said


def themes(*rows: tuple[str, int, int], total: int = 10, group_total: int = 100) -> pd.DataFrame:
    """Themes with how many raise them, own and of the group."""
    found = pd.DataFrame(rows, columns=["theme", "raised", "group_raised"])
    return found.assign(
        theme_id=found.theme,
        total=total,
        group_total=group_total,
        submissions=total,
        group_submissions=group_total,
    )


def against(*rows: tuple[str, int, int], **sizes: int) -> str:
    return organisation.against_group(themes(*rows, **sizes), "submissions")


def test_the_most_unlike_themes_are_named_first_with_both_shares() -> None:
    said = against(("A", 5, 20), ("B", 9, 10), ("C", 1, 60), ("D", 10, 40), ("E", 5, 50))
    assert said == (
        "Raises B (90%, others 10%) and D (100%, others 40%) more than its group, and C (10%, others 60%) less"
    )


def test_a_theme_only_the_group_raises_can_be_the_one_raised_less() -> None:
    assert against(("A", 0, 40)) == "Raises A (0%, others 40%) less than its group"


def test_small_differences_are_none() -> None:
    same = "Raises much the same themes as other organisations in its group"
    assert against(("A", 5, 50), ("B", 3, 25)) == same
    assert against(("A", 1, 0), total=5) == same, "one submission is no difference"
    assert against(("A", 2, 0), total=5) == "Raises A (40%, others 0%) more than its group"


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ({"total": 4}, "Too few to compare it with its group: 4 submissions"),
        ({"total": 1}, "Too few to compare it with its group: 1 submission"),
        ({"group_total": 9}, "Too few other organisations in its group to compare: 9 submissions"),
        ({"group_total": 0}, "Too few other organisations in its group to compare: 0 submissions"),
    ],
)
def test_few_are_not_compared(sizes: dict[str, int], said: str) -> None:
    assert against(("A", 1, 0), **sizes) == said


def test_nothing_is_compared_with_nothing() -> None:
    assert organisation.against_group(themes(), "points") == ""


@UNDER_FILTERS
@given(selections(), st.data(), st.sampled_from(["submissions", "points"]))
def test_the_themes_said_to_be_raised_more_and_less_are(
    selection: Filters, data: st.DataObject, measure: str
) -> None:
    known = list(filter_options.option_labels()["organisation"])
    busy = ["itu", "tccm", "isoc", "apc", "unesco", "jpnic"]
    one = data.draw(st.sampled_from(busy) | st.sampled_from(known))
    rows = ask("organisation_themes", selection.without("group"), organisation=one, measure=measure)
    more, less = organisation.unlike(rows, measure)
    expected = {}
    for row in rows.itertuples():
        if row.submissions < 5 or row.group_submissions < 10:
            continue
        apart = Fraction(row.raised, row.total) - Fraction(row.group_raised, row.group_total)
        least = Fraction(10 if measure == "submissions" else 5, 100)
        if abs(apart) >= least and abs(apart) * row.total >= 2:
            expected[row.theme_id] = apart
    assert {*more.theme_id, *less.theme_id} == set(expected)
    for found, sign in ((more, 1), (less, -1)):
        sizes = [sign * expected[theme] for theme in found.theme_id]
        assert all(size > 0 for size in sizes)
        assert sizes == sorted(sizes, reverse=True)


def lines(*rows: tuple[str, int, str | None], total: int = 10) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=["action_line", "count", "parent_id"])
    return found.assign(total=total)


@pytest.mark.parametrize(
    ("rows", "total", "said"),
    [
        ([("C2 X", 4, None)], 10, "Cites 1 action line"),
        (
            [("C2 X", 4, None), ("C3 Y", 1, None)],
            10,
            "Cites 2 action lines, most often C2 X (4 of 10 submissions)",
        ),
        ([("C2 X", 2, None), ("C3 Y", 2, None)], 10, "Cites 2 action lines"),
        ([("C2 X", 2, None), ("C3 Y", 1, None)], 4, "Cites 2 action lines"),
        (
            [("C7 Z", 4, None), ("C7-elea L", 4, "C7")],
            10,
            "Action lines cited: 1; fields of C7 cited: 1. Most often: C7 Z (4 of 10 submissions)",
        ),
    ],
)
def test_the_line_cited_most_is_named_if_there_are_enough_and_one_leads(
    rows: list[tuple[str, int, str | None]], total: int, said: str
) -> None:
    assert organisation.cited_finding(lines(*rows, total=total), "submissions") == said


def beside(*counts: int, total: int) -> str:
    names = [chr(ord("A") + place) for place in range(len(counts))]
    return organisation.beside_finding(
        pd.DataFrame({"label": names, "count": counts, "total": total})
    )


def test_who_stands_beside_it_most_is_named_if_there_are_enough() -> None:
    assert beside(9, 7, total=11) == "Most often with A: 9 of 11 submissions"
    assert beside(7, 7, total=11) == "Most often with A and B: 7 of 11 submissions each"
    assert beside(1, 1, 1, 1, total=11) == (
        "4 organisations wrote or signed some of the same: 11 submissions"
    )
    assert beside(3, 1, total=4) == (
        "2 organisations wrote or signed some of the same: 4 submissions"
    )
    assert beside(1, total=1) == "A wrote or signed 1 of 1 submission, too"
    assert organisation.beside_finding(pd.DataFrame(columns=["label", "count", "total"])) == ""


def alike(*rows: tuple[str, float, int, int]) -> str:
    found = pd.DataFrame(rows, columns=["label", "similarity", "own_points", "points"])
    return organisation.alike_finding(found.assign(theme_ids="gender; ai; skills"))


def test_the_most_alike_has_points_enough() -> None:
    themes = " and ".join(
        filter_options.option_labels()["theme"][theme] for theme in ("gender", "ai")
    )
    assert alike(("A", 1.0, 9, 3), ("B", 0.7, 9, 5)) == f"Most similar: B (0.70), on {themes}"
    assert alike(("A", 1.0, 4, 30)) == "Too few points to say who is most similar"
    assert alike() == ""


def test_why_none_is_alike() -> None:
    said = organisation.nothing_alike(2)
    assert said == "Too few points to compare: 2 points; at least 3 needed"
    assert re.match("No other organisation has 3 comparable points", organisation.nothing_alike(3))
