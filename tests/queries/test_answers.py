"""Every question against the oracle, and what must hold of the answers whatever the filters."""

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from data.build import build
from data.settings import using
from queries import ALL_FILTERS, Database, Filters, ask, questions
from queries.filters import TABLE
from tests.api import parity
from tests.queries import variants
from tests.queries.answers import ANSWERS
from tests.queries.comparing import (
    OF_ALL_DATA,
    OF_ONE_SUBMISSION,
    agrees,
    fits_header,
    parameters,
    rows,
    takes,
    totals,
)
from tests.queries.oracle import Oracle
from tests.queries.selections import PROFILE, askings, examples, one_in, selections

DEPENDING_ON_FILTERS = [
    name for name in questions() if name not in {*OF_ONE_SUBMISSION, *OF_ALL_DATA}
]
BY_UNIT = [name for name in questions() if "unit" in takes(questions()[name])]
NOTHING = Filters(q="nobody said this")

EVERY_FILTER = 90
"""Selections among which each filter occurs."""

ENOUGH = 30
"""Selections of which more than half hold something; of fewer, as with EXAMPLES=quick, chance may have it otherwise."""


def agree_on_random_filters(
    oracle: Oracle, number: int, every: int = 1, api: TestClient | None = None
) -> None:
    """Fail unless each question that depends on filters agrees with the oracle: on one in ``every`` selections.

    If ``api`` is given, it must agree on every other of those. A filter that chance left out gets selections of its
    own. The first difference is reported as it is: looking for a simpler one takes minutes.
    """
    held: list[int] = []
    used: Counter[str] = Counter()

    def agree(asking: tuple[Filters, dict[str, str]]) -> None:
        filters, values = asking
        selection = oracle.select(filters)
        turn = len(held)
        held.append(len(selection.submissions))
        used.update([values["unit"], values["texts"], *filters.active()])
        for index, name in enumerate(DEPENDING_ON_FILTERS):
            if index % every == turn % every:
                question = questions()[name]
                agrees(question, oracle, selection, parameters(question, **values))
                if api is not None and (index // every + turn) % one_in(2, of_many=1) == 0:
                    parity.agrees(api, oracle, question, filters, values, turn)

    def agree_on(count: int, *always: str) -> None:
        check = given(askings(oracle, *always))(agree)
        settings(PROFILE, max_examples=count, phases=[Phase.generate])(check)()

    agree_on(number)
    assert len(held) >= number
    if number >= ENOUGH:
        assert sum(map(bool, held)) > len(held) / 2
        assert set(used) >= {"submissions", "organisations", "points", "joint", "all"}
    if number >= EVERY_FILTER:
        for name in set(ALL_FILTERS) - set(used):
            agree_on(5, name)
        assert set(used) >= {*ALL_FILTERS}


def test_every_question_has_an_oracle() -> None:
    missing = set(questions()) - set(ANSWERS)
    assert not missing, f"add to a module of tests/queries/answers: {', '.join(sorted(missing))}"
    assert set(questions()) == set(ANSWERS), "the oracle answers a question that is not there"


@pytest.mark.random
def test_every_question_and_its_address_agree_with_the_oracle_under_some_random_selections(
    oracle: Oracle, api: TestClient
) -> None:
    agree_on_random_filters(
        oracle, examples(30, of_many=EVERY_FILTER), every=one_in(3, of_many=2), api=api
    )


@pytest.mark.random
def test_every_question_agrees_with_the_oracle_on_tables_full_of_rare_cases(
    harder_oracle: Oracle, asking_harder: Database
) -> None:
    agree_on_random_filters(harder_oracle, examples(20), every=one_in(2, of_many=1))


@pytest.mark.long
@pytest.mark.parametrize("name", ALL_FILTERS)
def test_each_filter_alone_selects_what_the_oracle_selects(
    harder_oracle: Oracle, asking_harder: Database, name: str
) -> None:
    """With the first options of each, and the rarest last; on tables where all occur."""
    others = {
        "q": ["digital", "igf funding", "japan"],
        "since": [date(2024, 6, 30), date(2025, 7, 31)],
        "until": [date(2024, 6, 1), date(2025, 7, 15)],
    }
    total = 0
    for value in others.get(name) or [
        *harder_oracle.filter_ids[name][:5],
        harder_oracle.filter_ids[name][-1],
    ]:
        filters = Filters(**{name: value if name in others else (value,)})
        selection = harder_oracle.select(filters)
        total += len(selection.submissions)
        for question in ("submissions", "points", "signature_matrix", "totals"):
            texts = {"texts": "all", "order": "most"} if question == "signature_matrix" else {}
            agrees(questions()[question], harder_oracle, selection, texts)
    assert total


@pytest.mark.long
@pytest.mark.wide
@pytest.mark.parametrize("unit", ["submissions", "organisations", "points"])
@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        NOTHING,
        Filters(kind=("challenge",)),
        Filters(organisation=("jpnic",), role=("signatory",)),
        Filters(claim=("none",)),
        Filters(group=("government",), region=("africa", "international")),
        Filters(process=("UN General Assembly",), theme=("igf-funding",)),
    ],
    ids=lambda filters: " ".join(filters.active()) or "unfiltered",
)
def test_every_question_agrees_with_the_oracle_in_every_unit(
    oracle: Oracle, filters: Filters, unit: str
) -> None:
    selection = oracle.select(filters)
    for question in questions().values():
        agrees(question, oracle, selection, parameters(question, unit=unit, texts="all"))


@pytest.mark.long
@pytest.mark.parametrize(
    "name",
    [name for name, question in questions().items() if takes(question) - {"unit"}],
)
def test_every_choice_of_a_parameter_agrees_with_the_oracle(oracle: Oracle, name: str) -> None:
    """Such as another order or text: random selections seldom leave enough rows to tell."""
    question, selection = questions()[name], oracle.select(Filters())
    for parameter in question.parameters:
        for choice in parameter.choices[1:] if parameter.name != "unit" else ():
            values = parameters(question, **{parameter.name: choice})
            agrees(question, oracle, selection, values)


@pytest.mark.long
@pytest.mark.random
def test_questions_about_one_submission_agree_with_the_oracle(oracle: Oracle) -> None:
    selection, step = oracle.select(Filters()), one_in(20, of_many=6)
    for name in OF_ONE_SUBMISSION:
        for submission in [*list(oracle.submissions)[::step], "no-such-submission"]:
            agrees(questions()[name], oracle, selection, {"id": submission})


def test_filters_do_not_hide_a_submission_opened_by_its_id() -> None:
    for name in OF_ONE_SUBMISSION:
        assert len(ask(name, NOTHING, id="tccm-cwg-call")) > 0


@pytest.mark.parametrize("name", list(questions()))
def test_an_empty_selection_keeps_all_columns_with_their_types(name: str) -> None:
    question = questions()[name]
    answer = ask(name, NOTHING, **parameters(question, id="no-such-one"))
    fits_header(question, answer)
    lists_what_is_not_selected_too = {
        "action_line_goals",
        "action_lines",
        "ask_passages",
        "citations",
        "claim",
        "codebook_claims",
        "codebook_themes",
        "goals",
        "comparison_sides",
        "options",
        "organisation",
        "organisation_stages",
        "outcome_themes",
        "paragraphs",
        "request_paragraphs",
        "text_passages",
        "theme",
        "texts",
        "timeline",
        "lengths",
        "totals",
    }
    assert answer.empty == (name not in {*OF_ALL_DATA, *lists_what_is_not_selected_too})


def test_a_question_counts_in_submissions_unless_told_otherwise() -> None:
    for name in BY_UNIT:
        values = parameters(questions()[name])
        del values["unit"]
        assert ask(name, **values).equals(ask(name, **values, unit="submissions"))
    assert ask("signature_matrix").equals(ask("signature_matrix", texts="signed"))


def test_what_a_caller_does_to_an_answer_stays_with_the_caller() -> None:
    for _ in ("new", "kept"):
        answer = ask("families")
        answer.loc[0, "count"] = -1
        answer["mine"] = 0
    assert "mine" not in ask("families")
    assert ask("families")["count"].min() > 0


class TestProperties:
    """Hold for every selection; the oracle is not asked."""

    @settings(PROFILE, max_examples=examples(8, of_many=75))
    @given(data=st.data())
    def test_clearing_a_filter_keeps_everything_that_was_selected(
        self, oracle: Oracle, data: st.DataObject
    ) -> None:
        filters = data.draw(selections(oracle))
        for name in filters.active():
            wider = filters.without(name)
            assert set(ask("submissions", filters)["submission_id"]) <= set(
                ask("submissions", wider)["submission_id"]
            )
            assert set(ask("points", filters)["point_id"]) <= set(ask("points", wider)["point_id"])

    @settings(PROFILE, max_examples=examples(6, of_many=50))
    @given(data=st.data())
    def test_an_option_says_how_many_submissions_choosing_it_would_leave(
        self, oracle: Oracle, data: st.DataObject
    ) -> None:
        """True of submission filters; of the others if nothing else is set on party or point."""
        for name in ("stage", "process", "type", "language"):
            filters = data.draw(selections(oracle)).without(name)
            options = ask("options", filters)
            listed = options[options["filter"] == name]
            option = listed.iloc[data.draw(st.integers(0, len(listed) - 1))]
            chosen = filters.set(**{name: (option["id"],)})
            assert totals(chosen)["submissions"] == option["submissions"]

    @settings(PROFILE, max_examples=examples(8, of_many=75))
    @given(data=st.data(), of=st.sampled_from(["front", "more"]))
    def test_choosing_any_option_beside_the_other_filters_leaves_as_many_as_it_says(
        self, oracle: Oracle, data: st.DataObject, of: str
    ) -> None:
        filters = data.draw(selections(oracle))
        counts = ask("option_counts", filters, of=of)
        expected = dict(
            zip(
                zip(counts["filter"], counts["id"], strict=True), counts["submissions"], strict=True
            )
        )
        names = [row.name for row in TABLE if row.bar and row.front == (of == "front")]
        assert set(counts["filter"]) <= set(names)
        for name in names:
            option_lists = st.lists(
                st.sampled_from(oracle.filter_ids[name]), min_size=1, max_size=3
            )
            listed = [option for filter_name, option in expected if filter_name == name]
            for option in {*data.draw(option_lists), *listed[:2]}:
                chosen = filters.set(**{name: (option,)})
                assert totals(chosen)["submissions"] == expected.get((name, option), 0), chosen


def test_a_theme_raised_besides_is_of_the_kind_that_an_option_stands_for(oracle: Oracle) -> None:
    for kinds in ((), ("achievement",)):
        filters = Filters(also_theme=("igf-funding",), kind=kinds, theme=("igf-mandate",))
        agrees(questions()["option_counts"], oracle, oracle.select(filters), {"of": "front"})
        counts = ask("option_counts", filters).query("filter == 'kind'").set_index("id")
        assert len(counts) > 1
        for kind, count in counts.submissions.items():
            assert totals(filters.set(kind=(kind,)))["submissions"] == count


def test_options_of_an_unfiltered_selection_count_what_choosing_them_selects() -> None:
    options = ask("options").query("filter != 'action_line'").groupby("filter").head(12)
    for option in options.itertuples():
        chosen = Filters(**{option.filter: (option.id,)})
        assert totals(chosen)["submissions"] == option.submissions, option


def test_positions_of_options_count_from_one_in_each_filter() -> None:
    for name, options in ask("options").groupby("filter"):
        assert list(options["position"]) == list(range(1, len(options) + 1)), name


class TestWhatFiltersMean:
    def test_party_filters_must_hold_for_one_and_the_same_organisation(self) -> None:
        """tccm-cwg-call: written by TCCM, signed by JPNIC of Japan; no author of Asia."""
        signed = Filters(organisation=("jpnic",), role=("signatory",))
        assert "tccm-cwg-call" in set(ask("submissions", signed)["submission_id"])
        wrote = Filters(organisation=("jpnic",), role=("author",))
        assert "tccm-cwg-call" not in set(ask("submissions", wrote)["submission_id"])
        asian_authors = Filters(role=("author",), country=("JPN",))
        assert "tccm-cwg-call" not in set(ask("submissions", asian_authors)["submission_id"])

    def test_an_organisation_filter_does_not_hide_who_stands_beside_it(self) -> None:
        jpnic = Filters(organisation=("jpnic",))
        assert "tccm" in set(ask("signature_matrix", jpnic, texts="all")["organisation_id"])
        assert set(ask("signatures", jpnic)["organisation_id"]) == {"jpnic"}
        assert set(ask("organisations", jpnic)["organisation_id"]) == {"jpnic"}

    def test_several_organisations_are_any_of_them(self) -> None:
        def selected(*organisations: str) -> set[str]:
            return set(ask("submissions", Filters(organisation=organisations))["submission_id"])

        assert selected("jpnic", "itu") == selected("jpnic") | selected("itu")
        assert not selected("itu") <= selected("jpnic")

    def test_point_filters_must_hold_for_one_and_the_same_point(self, oracle: Oracle) -> None:
        both = Filters(kind=("achievement",), theme=("igf-funding",))
        expected = {
            point["submission_id"]
            for point in oracle.points.values()
            if point["kind"] == "achievement" and point["theme_id"] == "igf-funding"
        }
        assert set(ask("submissions", both)["submission_id"]) == expected
        alone = set(ask("submissions", Filters(kind=("achievement",)))["submission_id"])
        assert expected < alone & set(
            ask("submissions", Filters(theme=("igf-funding",)))["submission_id"]
        )

    def test_an_action_line_covers_its_fields_but_a_field_not_its_line(
        self, asking_harder: Database, harder_oracle: Oracle
    ) -> None:
        fields = {line for line, parent in harder_oracle.parents.items() if parent == "C7"}
        citing = harder_oracle.cited_lines
        whole = {point for point, lines in citing.items() if {*lines} & (fields | {"C7"})}
        learning = {point for point, lines in citing.items() if "C7-elea" in lines}
        assert set(ask("points", Filters(action_line=("C7",)))["point_id"]) == whole
        assert set(ask("points", Filters(action_line=("C7-elea",)))["point_id"]) == learning
        assert learning < whole

    @pytest.mark.parametrize(
        ("since", "until", "is_selected"),
        [
            ("2023-08-01", None, True),
            ("2023-08-31", None, True),
            ("2023-09-01", None, False),
            (None, "2023-08-01", True),
            (None, "2023-07-31", False),
            ("2023-08-15", "2023-08-15", True),
        ],
    )
    def test_a_month_is_found_by_every_day_of_it(
        self, oracle: Oracle, since: str | None, until: str | None, is_selected: bool
    ) -> None:
        """That the stage has no dates for."""
        self._is_found(oracle, ("general", "2023-08"), since, until, is_selected=is_selected)

    @pytest.mark.parametrize(
        ("since", "until", "is_selected"),
        [
            ("2025-07-25", None, True),
            ("2025-07-26", None, False),
            (None, "2025-06-20", True),
            (None, "2025-06-19", False),
        ],
    )
    def test_a_year_is_found_by_those_of_its_days_on_which_its_stage_was_open(
        self, oracle: Oracle, since: str | None, until: str | None, is_selected: bool
    ) -> None:
        self._is_found(oracle, ("elements", "2025"), since, until, is_selected=is_selected)

    @staticmethod
    def _is_found(
        oracle: Oracle,
        of: tuple[str, str],
        since: str | None,
        until: str | None,
        *,
        is_selected: bool,
    ) -> None:
        rows = oracle.submissions.items()
        meant = {key for key, row in rows if (row["stage_id"], row["submitted_on"]) == of}
        query = {"since": [since or ""], "until": [until or ""]}
        filters, dropped = Filters.from_query(query, {})
        assert not dropped
        selected = set(ask("submissions", filters)["submission_id"])
        assert meant
        assert (meant <= selected) is is_selected
        assert meant.isdisjoint(selected) is not is_selected

    def test_where_the_day_is_not_known_a_submission_comes_after_all_that_it_can_precede(
        self, oracle: Oracle
    ) -> None:
        listed = list(ask("submissions")["submission_id"])
        exact = {key: index for index, key in enumerate(listed) if oracle.dated(key)[1] == "day"}
        vague = [key for key in listed if oracle.dated(key)[1] in ("month", "year")]
        assert vague
        for key in vague:
            first, _last = oracle.spans[key]
            after = {other for other in exact if oracle.spans[other][0] >= first}
            assert all(exact[other] < listed.index(key) for other in after), key
        assert listed[0] in exact
        assert ask("additions")["date_precision"].iloc[0] == "day"

    def test_undated_submissions_are_left_out_under_a_date_filter_and_last_without(
        self, tmp_path: Path
    ) -> None:
        def forget(rows: pd.DataFrame) -> pd.DataFrame:
            rows.loc[:4, ["submitted_on", "date_precision"]] = ""
            return rows

        variants.edit(variants.copy(tmp_path), "submissions", forget)
        build(tmp_path, tmp_path / "undated.duckdb")
        with using(database=tmp_path / "undated.duckdb"):
            everything = ask("submissions")
            undated = everything[everything["submitted_on"].isna()]
            assert len(undated) >= 5
            assert list(everything["submission_id"].tail(len(undated))) == list(
                undated["submission_id"]
            )
            filters, _ = Filters.from_query({"since": ["0001-01-01"], "until": ["9999-12-31"]}, {})
            dated = ask("submissions", filters)
        assert len(dated) == len(everything) - len(undated)
        assert dated["submitted_on"].notna().all()

    def test_claim_none_finds_the_points_that_fit_no_claim(self, oracle: Oracle) -> None:
        claimless = {key for key, point in oracle.points.items() if not point["claim_id"]}
        answer = ask("points", Filters(claim=("none",)))
        assert set(answer["point_id"]) == claimless
        assert answer["claim"].isna().all()
        assert rows(ask("claims", Filters(claim=("none",)), unit="points"))[0][:6] == (
            "none",
            *[None] * 4,
            len(claimless),
        )
