"""Sentences on themes and claims, and the order of the table of pairs."""

import math

import pandas as pd
import pytest

from cards import claim, theme, theme_pairs
from queries import Filters

COLUMNS = ["theme_id", "theme", "other_theme_id", "other_theme", "count", "submissions"]
COLUMNS += ["other_submissions", "total", "expected", "lift"]


def pairs(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


PAIR = ("a", "Alpha", "b", "Beta", 12, 40, 30, 200, 6.0, 2.0)
RARE = ("a", "Alpha", "c", "Gamma", 6, 40, 10, 200, 2.0, math.nan)
SELDOM = ("b", "Beta", "d", "Delta", 2, 30, 60, 200, 9.0, 0.2)


class TestPairs:
    def test_only_pairs_of_five_or_more_are_ranked(self) -> None:
        rows = pairs(PAIR, RARE, SELDOM)
        assert list(theme_pairs.ranked(rows, "lift").other_theme) == ["Beta"]
        assert list(theme_pairs.ranked(rows, "count").other_theme) == ["Beta", "Gamma"]

    def test_themes_alike_stand_beside_each_other(self) -> None:
        def pair(first: str, second: str, count: int) -> tuple[object, ...]:
            return first, first, second, second, count, 10, 10, 100, 1.0, math.nan

        rows = pairs(
            pair("a", "b", 0),
            pair("a", "c", 9),
            pair("a", "d", 0),
            pair("b", "c", 1),
            pair("b", "d", 8),
            pair("c", "d", 0),
        )
        order = list(theme_pairs.arranged(rows, "alike"))
        assert sorted(order) == ["a", "b", "c", "d"]
        assert {frozenset(order[:2]), frozenset(order[2:])} == {
            frozenset("ac"),
            frozenset("bd"),
        }
        assert order == list(theme_pairs.arranged(rows.iloc[::-1], "alike"))

    def test_a_pair_is_asked_for_without_what_it_cannot_be_narrowed_by(self) -> None:
        selection = Filters(
            theme=("gender",), claim=("none",), sdg=("5",), kind=("challenge",), stage=("gdc",)
        )
        narrowed = theme_pairs.pair(theme_pairs.pairing(selection), "ai", "dpi")
        assert narrowed == Filters(
            theme=("ai",), also_theme=("dpi",), kind=("challenge",), stage=("gdc",)
        )


class TestTogether:
    ROWS = pd.DataFrame(
        [("re-x", "Ask", "recommendation", 3, 9), ("re-y", "Other", "recommendation", 1, 9)],
        columns=["claim_id", "claim", "kind", "count", "total"],
    )

    @pytest.mark.parametrize(
        ("kind", "sentence"),
        [
            ("recommendation", "What they also ask for most often: Ask (3 of 9 submissions)"),
            ("challenge", "The challenge they raise most often: Ask (3 of 9 submissions)"),
            ("position", "What they also say most often: Ask (3 of 9 submissions)"),
        ],
    )
    def test_what_goes_with_a_claim_is_told_by_its_kind(self, kind: str, sentence: str) -> None:
        assert claim.company(self.ROWS.assign(kind=kind)) == sentence

    def test_ties_and_small_claims_are_not_told(self) -> None:
        assert claim.company(self.ROWS.assign(count=3)) == ""
        assert claim.company(self.ROWS.assign(total=4)) == ""
        assert claim.company(self.ROWS.head(0)) == ""

    def test_a_lift_is_told_where_there_is_one(self) -> None:
        row = {"count": 39, "total": 44, "expected": 10.4, "lift": 3.8}
        expected = "39 of 44 submissions; 3.8 times as many as expected by chance (10.4)"
        assert theme.with_it(row) == claim.with_it(row) == expected
        row_of_few = {"count": 3, "total": 44, "expected": 0.4, "lift": math.nan}
        assert (
            theme.with_it(row_of_few)
            == "3 of 44 submissions; expected by chance: 0.4; too few to tell"
        )
        assert claim.with_it(row_of_few).endswith(
            "too few to tell whether that is more than by chance"
        )


class TestOpposites:
    @pytest.mark.parametrize(
        ("submissions", "organisations", "sentence"),
        [
            (0, 0, "No submission or organisation makes both claims"),
            (0, 2, "No submission makes both claims, but 2 organisations made both"),
            (1, 1, "1 submission makes both claims · 1 organisation made both"),
        ],
    )
    def test_who_makes_both_is_told(
        self, submissions: int, organisations: int, sentence: str
    ) -> None:
        assert claim.said_by_both(submissions, organisations).startswith(sentence)

    def test_one_opposite_is_named_and_several_are_counted(self) -> None:
        opposites = pd.DataFrame({"made": [9], "opposed": [1], "claim": ["The other"]})
        assert (
            claim.against(opposites)
            == "9 submissions make this claim, 1 the opposite one: The other"
        )
        assert claim.against(pd.concat([opposites, opposites])) == "2 claims say the opposite"
