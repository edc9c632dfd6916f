"""Findings are true of their rows under random filters; sentences on ties and few are in tests/cards/sentences.csv."""

import re
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import headlines, labels, listed, messages, units
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
    names = [chr(ord("A") + index) for index in range(len(counts))]
    return pd.DataFrame({"claim": names, "count": counts, "total": total})


def test_a_unit_of_one_kind_has_a_name_of_its_own() -> None:
    assert units.unit_name("points", "recommendation") == "Recommendations"


def test_hostile_names_stay_one_line() -> None:
    rows = ranked(3, 1, total=9).assign(claim=["a\n\u202eb", "c"])
    assert headlines.most(rows, "claim", "points").startswith("Most frequent: a b (")


@pytest.mark.parametrize(
    ("unit", "sentence"),
    [
        ("organisations", "most frequent by organisations: B"),
        ("submissions", "most frequent by submissions: B"),
    ],
)
def test_what_leads_by_another_unit_is_named(unit: str, sentence: str) -> None:
    rows, others = ranked(5, 4, total=9), ranked(4, 3, total=20).assign(claim=["B", "A"])
    assert headlines.most_by_another(rows, "claim", unit, others) == sentence
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


def figures(sentence: str) -> list[int]:
    """The numbers of a 'count of total' in a sentence."""
    match = re.search(r"(\d[\d,]*) of (\d[\d,]*)", sentence)
    assert match, sentence
    return [int(figure.replace(",", "")) for figure in match.groups()]


@UNDER_FILTERS
@given(selections(), UNITS, KINDS, st.sampled_from(list(GRAINS)))
def test_what_is_said_to_come_up_most_does(
    selection: Filters, unit: str, kind: str, grain: str
) -> None:
    identifier, label = GRAINS[grain]
    rows = ask(grain, selection.set(kind=(kind,)), unit=unit)
    rows = rows[rows[identifier] != "none"]
    sentence = headlines.most(rows, label, unit, kind)
    if not sentence:
        assert rows.empty or rows["count"].max() == 0
        return
    highest = rows["count"].max()
    leaders = list(rows[rows["count"] == highest][label])
    total = rows["total"].iloc[0]
    if total < 5:
        assert sentence == f"Too few to rank: {units.counted(int(total), unit)}"
        return
    assert figures(sentence) == [highest, total]
    if len(leaders) > 3:
        assert sentence.startswith(f"{len(leaders)} tie for the most frequent (")
    elif len(leaders) > 1:
        assert sentence.endswith(f": {listed(leaders)}")
    else:
        assert sentence.startswith(f"Most frequent: {leaders[0]} (")


@UNDER_FILTERS
@given(selections(), UNITS)
def test_who_is_said_to_speak_most_does(selection: Filters, unit: str) -> None:
    rows = ask("groups", selection, unit=unit)
    labelled_rows = rows.assign(label=[f"<{group}>" for group in rows.stakeholder_group])
    sentence = headlines.most(labelled_rows, "label", unit, message=messages.LARGEST_SHARE)
    if rows.empty:
        assert sentence == ""
        return
    highest, total = rows["count"].max(), rows["total"].iloc[0]
    if total < 5:
        assert sentence == f"Too few to rank: {units.counted(int(total), unit)}"
        return
    leaders = set(rows[rows["count"] == highest].stakeholder_group)
    assert figures(sentence) == [highest, total]
    assert set(re.findall("<(.*?)>", sentence)) == (leaders if len(leaders) <= 3 else set())


@UNDER_FILTERS
@given(selections(), UNITS)
def test_the_stage_that_is_said_to_draw_most_does(selection: Filters, unit: str) -> None:
    rows = ask("stages", selection, unit=unit)
    sentence = headlines.largest_stage(rows, unit)
    stages = rows.drop_duplicates("stage_id")
    if stages.empty:
        assert sentence == ""
        return
    whole, most = int(stages["total"].sum()), stages["total"].max()
    leaders = stages[stages["total"] == most].stage
    if len(stages) > 1 and whole < 5:
        assert sentence == f"Too few to rank: {units.counted(whole, unit)}"
    elif len(leaders) > 3:
        assert sentence.startswith(f"{len(leaders)} stages tie at {most:,} ")
    else:
        assert all(stage in sentence for stage in leaders)
        assert f"{most:,} " in sentence


@UNDER_FILTERS
@given(selections(), UNITS, KINDS)
def test_the_gap_that_is_said_to_be_widest_is(selection: Filters, unit: str, kind: str) -> None:
    rows = ask("themes_by_group", selection.set(kind=(kind,)), unit=unit)
    names = {theme: f"<{theme}>" for theme in rows.theme_id}
    sentence = headlines.widest_gap(rows, "theme_id", names, labels.ORDER["group"])
    large = rows[(rows["total"] >= 10) & (rows["submissions"] >= 5)]
    totals = {row.stakeholder_group: int(row.total) for row in large.itertuples()}
    counts = {(row.theme_id, row.stakeholder_group): int(row.count) for row in large.itertuples()}
    if len(totals) < 2:
        assert sentence == ""
        return
    share = {
        theme: {g: Fraction(counts.get((theme, g), 0), totals[g]) for g in totals}
        for theme in set(large.theme_id)
    }
    spread = {theme: max(shares.values()) - min(shares.values()) for theme, shares in share.items()}
    widest = max(spread.values())
    if not sentence.startswith("Groups differ"):
        assert sentence == "The larger groups raise these about equally often"
        assert widest < Fraction(1, 10)
        return
    match = re.fullmatch(
        r"Groups differ most on <(.*)>: (.*) ([\d,]+) of ([\d,]+), (.*) ([\d,]+) of ([\d,]+)",
        sentence,
    )
    assert match, sentence
    theme, *ends = match.groups()
    assert spread[theme] == widest
    assert widest >= Fraction(1, 10)
    group = {labels.GROUPS[g]: g for g in totals}
    for (name, count, total), extreme in ((ends[:3], max), (ends[3:], min)):
        assert int(count.replace(",", "")) == counts.get((theme, group[name]), 0)
        assert int(total.replace(",", "")) == totals[group[name]]
        assert share[theme][group[name]] == extreme(share[theme].values())
