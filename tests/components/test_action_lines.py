"""The sentences on action lines and goals: true, modest where there is little, silent where there is nothing."""

import pandas as pd
from hypothesis import given

from cards import action_line, action_lines, goal
from i18n import headlines
from queries import ask
from tests.components.selections import UNDER_FILTERS, selections

UNITS = ["submissions", "organisations", "points"]


def lines(*counts: int) -> pd.DataFrame:
    names = [f"C{place} Line {place}" for place in range(1, len(counts) + 1)]
    return pd.DataFrame({"action_line": names, "submissions": counts})


def cited(*counts: int, total: int) -> str:
    return action_lines.most_cited(lines(*counts), total, "submissions")


def test_few_are_not_ranked_and_none_says_nothing() -> None:
    assert cited(3, 1, total=4) == "Too few to rank: 4 submissions cite an action line"
    assert cited(1, 0, total=1) == "Too few to rank: 1 submission cites an action line"
    assert cited(0, 0, total=0) == ""


@UNDER_FILTERS
@given(selection=selections())
def test_the_finding_is_true_of_every_selection(selection: object) -> None:
    rows = action_lines.lines_only(ask("action_lines", selection))
    counts = action_lines.citing(selection)
    for unit in UNITS:
        total = int(counts.action_lines[unit])
        said = action_lines.most_cited(rows, total, unit)
        assert bool(said) is bool(total)
        if total >= headlines.FEW:
            first = rows[unit].max()
            assert f"{first:,} of {total:,} " in said
            leaders = rows.action_line[rows[unit] == first]
            assert len(leaders) > 3 or all(name in said for name in leaders)
        elif total:
            assert said.startswith(f"Too few to rank: {total} ")
        by_theme = ask("action_lines_by_theme", selection, unit=unit)
        paired = action_lines.closest(by_theme, unit)
        assert bool(paired) is not by_theme.empty
        if total >= headlines.FEW:
            assert f"{by_theme['count'].max():,} of {total:,} " in paired


def test_coverage_says_what_it_does_not_mean() -> None:
    say = action_lines.coverage
    assert say(88, 490, narrowed=False) == (
        "88 of 490 submissions cite an action line. Not citing an action line does not mean ignoring its subject."
    )
    assert say(1, 5, narrowed=True).startswith(
        "1 of 5 submissions cites an action line in the points that match these filters. Not citing"
    )
    assert say(5, 5, narrowed=False) == "5 of 5 submissions cite an action line."
    assert say(0, 1, narrowed=False).startswith("0 of 1 submission cite an action line. Not")
    assert say(0, 0, narrowed=False) == ""


def links(*pairs: tuple[str, int]) -> pd.DataFrame:
    rows = pd.DataFrame(pairs, columns=["action_line_id", "number"])
    return rows.assign(link="itself")


def test_the_goal_that_most_lines_serve_is_named_and_so_is_how_few_cite_any() -> None:
    one = links(("C1", 1), ("C2", 1), ("C2", 2))
    assert action_lines.matrix(one, 1, 9) == (
        "Of all goals, the matrix links SDG 1 to the most action lines and fields: 2 of 2. "
        "1 of 9 submissions cites a goal."
    )
    two = links(("C1", 1), ("C2", 2))
    assert "SDG 1 and SDG 2 to the most action lines" in action_lines.matrix(two, 0, 9)
    assert action_lines.matrix(two, 0, 9).endswith(
        "fields: 1 of 2 each. 0 of 9 submissions cite a goal."
    )
    many = links(*[("C1", goal) for goal in range(1, 6)])
    assert action_lines.matrix(many, 2, 9).startswith("The matrix links 5 goals to 1 of 1 action")
    assert action_lines.matrix(links(), 2, 9) == ""


def part(*counts: int, total: int) -> pd.DataFrame:
    names = [chr(ord("A") + place) for place in range(len(counts))]
    return pd.DataFrame({"label": names, "count": counts, "total": total})


def test_what_a_line_is_cited_for_is_ranked_only_where_there_are_enough() -> None:
    def say(*counts: int, total: int) -> str:
        return action_line.leading(
            part(*counts, total=total),
            "submissions",
            "On {name}: {share}",
            "On {names}: {share} each",
        )

    assert say(5, 2, total=9) == "On A: 5 of 9 submissions"
    assert say(5, 5, total=9) == "On A and B: 5 of 9 submissions each"
    assert say(1, 1, 1, 1, total=9) == "4 tie at 1 of 9 submissions each"
    assert say(3, 1, total=4) == "Too few to rank: 4 submissions"
    assert action_line.leading(part(total=0), "submissions", "On {name}", "On {names}") == ""


def test_stages_are_counted_and_the_first_is_named_only_where_it_leads_clearly() -> None:
    def say(**totals: int) -> str:
        rows = pd.DataFrame(
            {"stage_id": list(totals), "stage": list(totals), "total": list(totals.values())}
        )
        return action_line.stages_finding(rows, "submissions")

    assert say(A=6, B=2) == "Cited at 2 stages, most at A (6 submissions)"
    assert say(A=6, B=6) == "Cited at 2 stages"
    assert say(A=4) == "Cited at 1 stage"
    assert say() == ""


def test_a_goal_says_whether_anyone_cites_it() -> None:
    assert goal.coverage(2, 4, 9) == "4 of 9 submissions cite a goal by name, 2 of them this one."
    assert goal.coverage(0, 1, 9).startswith(
        "1 of 9 submissions cites a goal by name, but not this one. Not naming"
    )
    assert goal.coverage(0, 0, 9).startswith(
        "No submission that matches these filters cites a goal. Not citing"
    )
    assert goal.coverage(0, 0, 0) == "No submissions match these filters."
    assert goal.served(0) == "The matrix links no action line to this goal"
    assert goal.served(1) == "1 action line or field serves this goal"
    assert action_line.goals_finding(0, fields=False) == "The matrix links it to no goal"
    assert action_line.goals_finding(3, fields=True) == "Its fields serve 3 of the 17 goals"
