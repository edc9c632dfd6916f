"""Findings are true of their rows: in examples with ties and few, and under random filters."""

import re
from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components import findings, labels
from queries import Filters, ask
from tests.components.selections import selections

UNITS = st.sampled_from(["submissions", "organisations", "points"])
KINDS = st.sampled_from(["challenge", "recommendation", "position", "achievement"])
GRAINS = {
    "claims": ("claim_id", "claim"),
    "themes": ("theme_id", "theme"),
    "families": ("family", "family"),
}
UNDER_FILTERS = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def ranked(*counts: int, total: int) -> pd.DataFrame:
    """Rows A, B, C ... as a question gives them: sorted, with the total."""
    names = [chr(ord("A") + place) for place in range(len(counts))]
    return pd.DataFrame({"claim": names, "count": counts, "total": total})


def most(*counts: int, total: int, unit: str = "submissions") -> str:
    return findings.most(ranked(*counts, total=total), "claim", unit, "challenge", quoted=True)


def test_one_leader_is_named_with_count_and_denominator() -> None:
    said = most(31, 30, total=236)
    assert said == "“A” comes up most: in 31 of 236 submissions that name a challenge"


def test_two_and_three_that_tie_are_all_named() -> None:
    assert most(7, 7, 3, total=20).startswith(
        "“A” and “B” come up most: each in 7 of 20 submissions"
    )
    assert most(7, 7, 7, total=20).startswith("“A” and “B” and “C” come up most: each in 7 of 20")


def test_more_than_three_that_tie_are_counted() -> None:
    said = most(2, 2, 2, 2, 1, total=20)
    assert said.startswith("No single one leads: 4 come up in 2 of 20 submissions")


@pytest.mark.parametrize("total", [1, 2, 4])
def test_below_five_no_ranking_is_claimed(total: int) -> None:
    said = most(1, 1, total=total)
    assert said.startswith("Too few to rank: ")
    assert "come up most" not in said


def test_five_are_enough() -> None:
    assert most(3, 1, total=5).startswith("“A” comes up most")


def test_without_rows_nothing_is_said() -> None:
    assert most(total=0) == ""
    assert most(0, total=9) == ""
    assert findings.who_speaks(ranked(total=0), str, "claim", "points") == ""
    empty = pd.DataFrame(columns=["stage_id", "stage", "position", "total"])
    assert findings.largest_stage(empty, "points") == ""
    assert findings.busiest_signatory(pd.DataFrame(columns=["signed", "label"])) == ""
    assert findings.matrix(0, 0, joint=True) == ""
    assert findings.stated(pd.DataFrame(columns=["named", "stated"])) == ""


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (1, "submissions", "1 submission"),
        (2, "submissions", "2 submissions"),
        (1, "organisations", "1 organisation"),
        (2087, "points", "2,087 points"),
        (0, "points", "0 points"),
    ],
)
def test_a_count_agrees_with_its_unit(count: int, unit: str, words: str) -> None:
    assert findings.counted(count, unit) == words


def test_of_one_is_said_in_the_singular() -> None:
    assert findings.of(1, 1, "organisations") == "1 of 1 organisation"


def test_only_organisations_are_behind_texts() -> None:
    assert findings.doing("challenge", "organisations") == "behind texts that name a challenge"
    assert findings.doing("challenge", "submissions") == "that name a challenge"
    assert findings.doing(None, "submissions") == ""


def test_hostile_names_stay_one_line() -> None:
    rows = ranked(3, 1, total=9).assign(claim=["a\n\u202eb", "c"])
    assert findings.most(rows, "claim", "points").startswith("a b comes up most")


def gap(shares: Sequence[tuple[str, str, int, float]]) -> str:
    rows = pd.DataFrame(shares, columns=["claim_id", "stakeholder_group", "total", "share"])
    return findings.widest_gap(
        rows, "claim_id", {"a": "First", "b": "Second"}, labels.ORDER["group"]
    )


def test_the_widest_gap_names_the_row_and_both_groups() -> None:
    said = gap(
        [
            ("a", "government", 40, 50.0),
            ("a", "technical", 40, 45.0),
            ("b", "government", 40, 10.0),
            ("b", "technical", 40, 60.0),
        ]
    )
    assert said == "Groups differ most on “Second”: technical community 60%, government 10%"


def test_a_group_that_never_says_it_counts_as_nothing() -> None:
    said = gap([("a", "government", 40, 50.0), ("b", "technical", 40, 20.0)])
    assert said == "Groups differ most on “First”: government 50%, technical community 0%"


def test_small_groups_make_no_gap() -> None:
    assert gap([("a", "government", 40, 50.0), ("a", "academia", 4, 100.0)]) == ""


def test_small_differences_are_no_finding() -> None:
    said = gap([("a", "government", 40, 50.0), ("a", "technical", 40, 45.0)])
    assert said == "The larger groups raise these to much the same degree"


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        ([5, 3], "A signed most: 5 texts"),
        ([1], "A signed most: 1 text"),
        ([4, 4, 1], "A and B signed most: 4 texts each"),
        ([2, 2, 2, 2], "4 organisations signed most: 2 texts each"),
        ([0, 0], "No signature is named in this selection"),
    ],
)
def test_the_busiest_signatories_are_named_or_counted(signed: list[int], said: str) -> None:
    names = [chr(ord("A") + place) for place in range(len(signed))]
    assert findings.busiest_signatory(pd.DataFrame({"label": names, "signed": signed})) == said


def test_the_matrix_agrees_in_number() -> None:
    assert findings.matrix(1, 1, joint=True) == "1 organisation stands behind 1 joint text"
    assert findings.matrix(2, 3, joint=False) == "2 organisations stand behind 3 submissions"


def figures(said: str) -> list[int]:
    """The numbers of a 'count of total' in a sentence."""
    found = re.search(r"(\d[\d,]*) of (\d[\d,]*)", said)
    assert found, said
    return [int(figure.replace(",", "")) for figure in found.groups()]


@UNDER_FILTERS
@given(selections(), UNITS, KINDS, st.sampled_from(list(GRAINS)))
def test_what_is_said_to_come_up_most_does(
    selection: Filters, unit: str, kind: str, grain: str
) -> None:
    identifier, label = GRAINS[grain]
    rows = ask(grain, selection.set(kind=(kind,)), unit=unit)
    rows = rows[rows[identifier] != "none"]
    said = findings.most(rows, label, unit, kind)
    if not said:
        assert rows.empty or rows["count"].max() == 0
        return
    highest = rows["count"].max()
    leaders = list(rows[rows["count"] == highest][label])
    assert figures(said) == [highest, rows["total"].iloc[0]]
    if said.startswith("No single one leads"):
        assert f": {len(leaders)} come up" in said
        assert len(leaders) > 3
    elif said.startswith("Too few"):
        assert rows["total"].iloc[0] < 5
        assert any(f": {leader} in " in said for leader in leaders)
    else:
        assert said.startswith(" and ".join(leaders) + " come")


@UNDER_FILTERS
@given(selections(), UNITS)
def test_who_is_said_to_speak_most_does(selection: Filters, unit: str) -> None:
    rows = ask("groups", selection, unit=unit)
    said = findings.who_speaks(rows, lambda group: f"<{group}>", "stakeholder_group", unit)
    if rows.empty:
        assert said == ""
        return
    highest = rows["count"].max()
    leaders = set(rows[rows["count"] == highest].stakeholder_group)
    assert figures(said) == [highest, rows["total"].iloc[0]]
    assert set(re.findall("<(.*?)>", said)) == (leaders if len(leaders) <= 3 else set())


@UNDER_FILTERS
@given(selections(), UNITS)
def test_the_stage_that_is_said_to_draw_most_does(selection: Filters, unit: str) -> None:
    rows = ask("stages", selection, unit=unit)
    said = findings.largest_stage(rows, unit)
    stages = rows.drop_duplicates("stage_id")
    if stages.empty:
        assert said == ""
        return
    assert any(stage in said for stage in stages[stages["total"] == stages["total"].max()].stage)
    assert f"{stages['total'].max():,} " in said


@UNDER_FILTERS
@given(selections(), UNITS, KINDS)
def test_the_gap_that_is_said_to_be_widest_is(selection: Filters, unit: str, kind: str) -> None:
    rows = ask("themes_by_group", selection.set(kind=(kind,)), unit=unit)
    names = {theme: f"<{theme}>" for theme in rows.theme_id}
    said = findings.widest_gap(rows, "theme_id", names, labels.ORDER["group"])
    large = rows[rows["total"] >= findings.FEW]
    if not said.startswith("Groups differ"):
        return
    groups = set(large.stakeholder_group)
    spread = {
        theme: max(found := [*mine.share, *([0.0] * (len(groups) - len(mine)))]) - min(found)
        for theme, mine in large.groupby("theme_id")
    }
    theme = re.search("<(.*?)>", said)
    assert theme
    assert spread[theme[1]] == pytest.approx(max(spread.values()))
    assert max(spread.values()) >= 10
