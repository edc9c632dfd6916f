"""Findings are true of their rows: in examples with ties and few, and under random filters."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import headlines, labels, listed, units
from queries import Filters, ask
from tests.components.selections import UNDER_FILTERS, UNITS, selections

KINDS = st.sampled_from(["challenge", "recommendation", "position", "achievement"])
GRAINS = {
    "claims": ("claim_id", "claim"),
    "themes": ("theme_id", "theme"),
    "families": ("family", "family"),
}


def ranked(*counts: int, total: int) -> pd.DataFrame:
    """Rows A, B, C ... as a question gives them: sorted, with the total."""
    names = [chr(ord("A") + place) for place in range(len(counts))]
    return pd.DataFrame({"claim": names, "count": counts, "total": total})


def most(*counts: int, total: int, unit: str = "submissions") -> str:
    return headlines.most(ranked(*counts, total=total), "claim", unit, "challenge")


def test_one_leader_is_named_with_count_and_denominator() -> None:
    said = most(31, 30, total=236)
    assert said == "Most frequent: A (31 of 236 submissions with a challenge)"


def test_two_and_three_that_tie_are_all_named() -> None:
    tied = "Most frequent, tied at 7 of 20 submissions with a challenge"
    assert most(7, 7, 3, total=20) == f"{tied}: A and B"
    assert most(7, 7, 7, total=20) == f"{tied}: A, B and C"


def test_more_than_three_that_tie_are_counted() -> None:
    said = most(2, 2, 2, 2, 1, total=20)
    assert said.startswith("4 tie for the most frequent (2 of 20")


@pytest.mark.parametrize(
    ("total", "words"),
    [(1, "1 submission"), (2, "2 submissions"), (3, "3 submissions"), (4, "4 submissions")],
)
def test_below_five_no_ranking_is_claimed(total: int, words: str) -> None:
    assert most(1, 1, total=total) == f"Too few to rank: {words}"
    assert most(1, total=total) == f"Too few to rank: {words}"


def test_five_are_enough() -> None:
    assert most(3, 1, total=5).startswith("Most frequent: A")


def test_without_rows_nothing_is_said() -> None:
    assert most(total=0) == ""
    assert most(0, total=9) == ""
    assert headlines.who_speaks(ranked(total=0), str, "claim", "points") == ""
    empty = pd.DataFrame(columns=["stage_id", "stage", "position", "total"])
    assert headlines.largest_stage(empty, "points") == ""
    assert headlines.busiest_signatory(pd.DataFrame(columns=["signed", "label"])) == ""
    assert headlines.matrix(0, 0, joint=True) == ""
    assert headlines.stated(pd.DataFrame(columns=["named", "stated"])) == ""


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
    assert units.counted(count, unit) == words


def test_of_one_is_said_in_the_singular() -> None:
    assert units.of(1, 1, "organisations") == "1 of 1 organisation"


def test_where_there_is_nothing_to_count_no_part_is_taken_of_it() -> None:
    assert units.of(0, 0, "points") == "0 points"
    assert units.of(0, 3, "points") == "0 of 3 points"


def test_a_unit_can_be_narrowed_to_one_kind_of_point() -> None:
    assert units.counted(1, "submissions", "challenge") == "1 submission with a challenge"
    assert (
        units.of(2, 9, "organisations", "position") == "2 of 9 organisations that took a position"
    )
    assert units.of(2, 9, "points", "achievement") == "2 of 9 achievements"
    assert units.unit_name("points", "recommendation") == "Recommendations"


def test_hostile_names_stay_one_line() -> None:
    rows = ranked(3, 1, total=9).assign(claim=["a\n\u202eb", "c"])
    assert headlines.most(rows, "claim", "points").startswith("Most frequent: a b (")


def gap(
    counts: Sequence[tuple[str, str, int, int]],
    submissions: Mapping[str, int] | None = None,
    chosen: Sequence[str] = (),
) -> str:
    """What is said of counts of totals; a group has ten submissions unless ``submissions`` says otherwise."""
    rows = pd.DataFrame(counts, columns=["claim_id", "stakeholder_group", "count", "total"])
    rows["submissions"] = [(submissions or {}).get(group, 10) for group in rows.stakeholder_group]
    return headlines.widest_gap(
        rows, "claim_id", {"a": "First", "b": "Second"}, labels.ORDER["group"], chosen
    )


def test_the_widest_gap_names_the_row_and_both_groups() -> None:
    said = gap(
        [
            ("a", "government", 20, 40),
            ("a", "technical", 18, 40),
            ("b", "government", 4, 40),
            ("b", "technical", 24, 40),
        ]
    )
    assert said == "Groups differ most on Second: Technical community 24 of 40, Government 4 of 40"


def test_the_gap_is_one_of_shares_and_not_of_counts() -> None:
    said = gap(
        [
            ("a", "government", 900, 2000),
            ("a", "technical", 9, 20),
            ("b", "government", 200, 2000),
            ("b", "technical", 15, 20),
        ]
    )
    assert (
        said
        == "Groups differ most on Second: Technical community 15 of 20, Government 200 of 2,000"
    )


def test_a_group_that_never_says_it_counts_as_nothing() -> None:
    said = gap([("a", "government", 20, 40), ("b", "technical", 6, 30)])
    assert said == "Groups differ most on First: Government 20 of 40, Technical community 0 of 30"


@pytest.mark.parametrize("total", [4, 5, 9])
def test_small_groups_make_no_gap(total: int) -> None:
    assert gap([("a", "government", 20, 40), ("a", "academia", total, total)]) == ""


def test_ten_units_are_enough_to_compare() -> None:
    said = gap([("a", "government", 20, 40), ("a", "academia", 10, 10)])
    assert said == "Groups differ most on First: Academia 10 of 10, Government 20 of 40"


def test_groups_of_few_submissions_make_no_gap_however_many_their_units() -> None:
    counts = [("a", "government", 20, 40), ("a", "academia", 200, 200)]
    assert gap(counts, {"academia": 4}) == ""
    said = gap(counts, {"academia": 5})
    assert said == "Groups differ most on First: Academia 200 of 200, Government 20 of 40"


def test_a_small_group_is_left_out_of_the_gap_between_others() -> None:
    said = gap(
        [
            ("a", "government", 20, 40),
            ("a", "technical", 10, 40),
            ("a", "academia", 9, 9),
            ("a", "private-sector", 0, 90),
        ],
        {"private-sector": 4},
    )
    assert said == "Groups differ most on First: Government 20 of 40, Technical community 10 of 40"


def test_the_gap_is_one_of_the_group_that_is_filtered_by() -> None:
    counts = [
        ("a", "government", 20, 40),
        ("a", "technical", 0, 40),
        ("a", "civil-society", 10, 40),
        ("b", "civil-society", 16, 40),
    ]
    assert (
        gap(counts)
        == "Groups differ most on First: Government 20 of 40, Technical community 0 of 40"
    )
    said = gap(counts, chosen=("civil-society",))
    assert said == "Groups differ most on Second: Civil society 16 of 40, Government 0 of 40"
    assert gap(counts, chosen=("academia",)) == ""


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("organisations", "most frequent by organisations: B"),
        ("submissions", "most frequent by submissions: B"),
    ],
)
def test_what_leads_by_another_unit_is_named(unit: str, said: str) -> None:
    rows, others = ranked(5, 4, total=9), ranked(4, 3, total=20).assign(claim=["B", "A"])
    assert headlines.most_by_another(rows, "claim", unit, others) == said
    tied = others.assign(count=4)
    assert headlines.most_by_another(rows, "claim", unit, tied) == ""
    assert headlines.most_by_another(rows, "claim", unit, rows) == ""
    assert headlines.most_by_another(rows, "claim", unit, others.assign(total=4)) == ""


def test_what_few_goes_by_is_the_unit_that_is_counted() -> None:
    rows = pd.DataFrame({"total": [4, 14, 9], "submissions": [6, 1, 9]})
    assert list(headlines.by_fewest(rows, "submissions").submissions) == [6, 1, 9]
    assert list(headlines.by_fewest(rows, "points").submissions) == [6, 1, 9]
    assert list(headlines.by_fewest(rows, "organisations").submissions) == [4, 1, 9]
    assert headlines.few_marked("organisations") == "* fewer than 5 organisations or submissions"
    assert headlines.few_marked("points") == "* fewer than 5 submissions"


def test_small_differences_are_no_finding() -> None:
    same = "The larger groups raise these about equally often"
    assert gap([("a", "government", 20, 40), ("a", "technical", 18, 40)]) == same
    assert gap([("a", "government", 99, 1000), ("a", "technical", 0, 40)]) == same


def test_ten_points_are_a_finding() -> None:
    said = gap([("a", "government", 100, 1000), ("a", "technical", 0, 40)])
    assert (
        said == "Groups differ most on First: Government 100 of 1,000, Technical community 0 of 40"
    )


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        ([5, 3], "A signed the most joint submissions: 5"),
        ([2, 1], "A signed the most joint submissions: 2"),
        ([1], "No organisation signed more than one submission"),
        ([1, 1, 1, 1, 0], "No organisation signed more than one submission"),
        ([4, 4, 1], "A and B signed the most joint submissions: 4 each"),
        ([2, 2, 2, 2], "4 organisations signed the most joint submissions: 2 each"),
        ([0, 0], "No signatory that matches these filters is known by name"),
    ],
)
def test_the_busiest_signatories_are_named_or_counted(signed: list[int], said: str) -> None:
    names = [chr(ord("A") + place) for place in range(len(signed))]
    assert headlines.busiest_signatory(pd.DataFrame({"label": names, "signed": signed})) == said


def test_the_matrix_agrees_in_number() -> None:
    assert headlines.matrix(1, 1, joint=True) == "1 organisation wrote or signed 1 joint submission"
    assert headlines.matrix(2, 3, joint=False) == "2 organisations wrote or signed 3 submissions"


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
    said = headlines.most(rows, label, unit, kind)
    if not said:
        assert rows.empty or rows["count"].max() == 0
        return
    highest = rows["count"].max()
    leaders = list(rows[rows["count"] == highest][label])
    total = rows["total"].iloc[0]
    if total < 5:
        assert said == f"Too few to rank: {units.counted(int(total), unit)}"
        return
    assert figures(said) == [highest, total]
    if len(leaders) > 3:
        assert said.startswith(f"{len(leaders)} tie for the most frequent (")
    elif len(leaders) > 1:
        assert said.endswith(f": {listed(leaders)}")
    else:
        assert said.startswith(f"Most frequent: {leaders[0]} (")


@UNDER_FILTERS
@given(selections(), UNITS)
def test_who_is_said_to_speak_most_does(selection: Filters, unit: str) -> None:
    rows = ask("groups", selection, unit=unit)
    said = headlines.who_speaks(rows, lambda group: f"<{group}>", "stakeholder_group", unit)
    if rows.empty:
        assert said == ""
        return
    highest, total = rows["count"].max(), rows["total"].iloc[0]
    if total < 5:
        assert said == f"Too few to rank: {units.counted(int(total), unit)}"
        return
    leaders = set(rows[rows["count"] == highest].stakeholder_group)
    assert figures(said) == [highest, total]
    assert set(re.findall("<(.*?)>", said)) == (leaders if len(leaders) <= 3 else set())


@UNDER_FILTERS
@given(selections(), UNITS)
def test_the_stage_that_is_said_to_draw_most_does(selection: Filters, unit: str) -> None:
    rows = ask("stages", selection, unit=unit)
    said = headlines.largest_stage(rows, unit)
    stages = rows.drop_duplicates("stage_id")
    if stages.empty:
        assert said == ""
        return
    whole, most = int(stages["total"].sum()), stages["total"].max()
    leaders = stages[stages["total"] == most].stage
    if len(stages) > 1 and whole < 5:
        assert said == f"Too few to rank: {units.counted(whole, unit)}"
    elif len(leaders) > 3:
        assert said.startswith(f"{len(leaders)} stages tie at {most:,} ")
    else:
        assert all(stage in said for stage in leaders)
        assert f"{most:,} " in said


def test_one_stage_and_one_text_are_said_in_the_singular() -> None:
    one = pd.DataFrame({"stage_id": ["a"], "stage": ["A"], "total": [1], "position": [1]})
    assert headlines.largest_stage(one, "submissions") == "1 submission, at one stage: A"
    text = pd.DataFrame({"named": [2], "stated": [9]})
    assert headlines.stated(text).startswith("1 submission gives 9 signatories")


@UNDER_FILTERS
@given(selections(), UNITS, KINDS)
def test_the_gap_that_is_said_to_be_widest_is(selection: Filters, unit: str, kind: str) -> None:
    rows = ask("themes_by_group", selection.set(kind=(kind,)), unit=unit)
    names = {theme: f"<{theme}>" for theme in rows.theme_id}
    said = headlines.widest_gap(rows, "theme_id", names, labels.ORDER["group"])
    large = rows[(rows["total"] >= 10) & (rows["submissions"] >= 5)]
    totals = {r.stakeholder_group: int(r.total) for r in large.itertuples()}
    counts = {(r.theme_id, r.stakeholder_group): int(r.count) for r in large.itertuples()}
    if len(totals) < 2:
        assert said == ""
        return
    share = {
        theme: {g: Fraction(counts.get((theme, g), 0), totals[g]) for g in totals}
        for theme in set(large.theme_id)
    }
    spread = {theme: max(of.values()) - min(of.values()) for theme, of in share.items()}
    widest = max(spread.values())
    if not said.startswith("Groups differ"):
        assert said == "The larger groups raise these about equally often"
        assert widest < Fraction(1, 10)
        return
    found = re.fullmatch(
        r"Groups differ most on <(.*)>: (.*) ([\d,]+) of ([\d,]+), (.*) ([\d,]+) of ([\d,]+)",
        said,
    )
    assert found, said
    theme, *ends = found.groups()
    assert spread[theme] == widest
    assert widest >= Fraction(1, 10)
    group = {labels.GROUPS[g]: g for g in totals}
    for (name, count, total), extreme in ((ends[:3], max), (ends[3:], min)):
        assert int(count.replace(",", "")) == counts.get((theme, group[name]), 0)
        assert int(total.replace(",", "")) == totals[group[name]]
        assert share[theme][group[name]] == extreme(share[theme].values())
