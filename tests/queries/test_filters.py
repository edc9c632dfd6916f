"""Filters as a value, as an address, and against addresses nobody meant well with."""

from dataclasses import FrozenInstanceError, fields
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import ALL_FILTERS, FILTERS, Filters, ask
from queries.filters import ALSO_FILTERS
from tests.queries.oracle import Oracle
from tests.queries.selections import PROFILE, many_filters, selections

HOSTILE = [
    "",
    " ",
    "x" * 1_000_000,
    "\x00",
    "igf\x00funding",
    "\x1b[31m",
    "\r\nSet-Cookie: a=b",
    "' OR 1=1; DROP TABLE points; --",
    "$theme",
    "{0.__class__}",
    "<script>alert(1)</script>",
    "\ud800",
    "\udfff\ud800",
    "\u202etechnical",
    "\u200b",
    "ｔｅｃｈｎｉｃａｌ",
    "TECHNICAL",
    "technical ",
    "../../etc/passwd",
    "😀" * 300,
    "2025-02-30",
    "99999-01-01",
    "-1",
    "NaN",
]
TEXT = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=[])), st.text(min_size=250)
)


def known_ids(filters: Filters) -> dict[str, tuple[str, ...]]:
    return {name: getattr(filters, name) for name in FILTERS}


class TestAsAnAddress:
    @settings(PROFILE, max_examples=150)
    @given(many_filters())
    def test_what_is_written_is_read_back(self, filters: Filters) -> None:
        assert Filters.from_query(filters.to_query(), known_ids(filters)) == (filters, ())

    @settings(PROFILE, max_examples=150)
    @given(many_filters())
    def test_an_encoded_address_is_read_back(self, filters: Filters) -> None:
        address = urlencode(filters.to_query(), doseq=True)
        query = parse_qs(address, keep_blank_values=True)
        assert address.isascii()
        assert Filters.from_query(query, known_ids(filters)) == (filters, ())

    @settings(PROFILE, max_examples=100)
    @given(data=st.data())
    def test_the_addresses_of_real_selections_are_read_back(
        self, oracle: Oracle, data: st.DataObject
    ) -> None:
        filters = data.draw(selections(oracle))
        assert Filters.from_query(filters.to_query(), oracle.filter_ids) == (filters, ())

    def test_the_ids_that_options_lists_are_those_an_address_may_have(self, oracle: Oracle) -> None:
        options = ask("options").groupby("filter")["id"].agg(set).to_dict()
        expected = {
            name: set(ids) for name, ids in oracle.filter_ids.items() if name not in ALSO_FILTERS
        }
        assert options == expected

    def test_what_is_not_filtered_is_not_in_the_address(self) -> None:
        assert Filters().to_query() == {}
        assert Filters(theme=("ai",)).to_query() == {"theme": ["ai"]}

    def test_an_address_is_plain_ids_text_and_iso_dates(self) -> None:
        filters = Filters(
            q="digital divide", theme=("b", "a"), since=date(2025, 1, 2), until=date(2025, 3, 4)
        )
        assert filters.to_query() == {
            "theme": ["a", "b"],
            "q": ["digital divide"],
            "since": ["2025-01-02"],
            "until": ["2025-03-04"],
        }


class TestFromAnAddress:
    def test_unknown_ids_are_dropped_and_named(self, oracle: Oracle) -> None:
        query = {"theme": ["igf-funding", "no-theme"], "sdg": ["18"], "organisation": ["jprs"]}
        filters, dropped = Filters.from_query(query, oracle.filter_ids)
        assert filters == Filters(theme=("igf-funding",), organisation=("jprs",))
        assert [(item.parameter, item.value, item.reason) for item in dropped] == [
            ("theme", "no-theme", "unknown"),
            ("sdg", "18", "unknown"),
        ]

    def test_an_id_is_known_only_in_its_own_filter(self, oracle: Oracle) -> None:
        filters, dropped = Filters.from_query({"theme": ["jprs"]}, oracle.filter_ids)
        assert filters == Filters()
        assert len(dropped) == 1

    def test_parameters_that_are_no_filters_are_left_alone(self, oracle: Oracle) -> None:
        query = {"unit": ["points"], "embed": ["true"], "__class__": ["x"], "set": ["y"]}
        assert Filters.from_query(query, oracle.filter_ids) == (Filters(), ())

    def test_empty_values_are_not_complained_about(self, oracle: Oracle) -> None:
        query = {name: [""] for name in ALL_FILTERS}
        assert Filters.from_query(query, oracle.filter_ids) == (Filters(), ())

    def test_text_is_cut_at_200_characters_and_the_rest_named(self) -> None:
        filters, dropped = Filters.from_query({"q": ["a" * 200 + "rest"]}, {})
        assert filters == Filters(q="a" * 200)
        assert [(item.parameter, item.value, item.reason) for item in dropped] == [
            ("q", "rest", "too long")
        ]

    @pytest.mark.parametrize("text", ["\u200b", "\0", "\u0301"])
    def test_text_with_nothing_to_search_for_is_named(self, text: str) -> None:
        read, dropped = Filters.from_query({"q": [text]}, {})
        assert read == Filters()
        assert [(item.parameter, item.reason) for item in dropped] == [("q", "no words")]

    def test_repeated_text_is_one_text(self) -> None:
        filters, dropped = Filters.from_query({"q": ["digital", " divide "]}, {})
        assert (filters.q, dropped) == ("digital divide", ())

    @pytest.mark.parametrize(
        "day", ["2025-02-30", "yesterday", "2025-1-1", "2025", "0000-01-01", "2025-01-01T00:00"]
    )
    @pytest.mark.parametrize("name", ["since", "until"])
    def test_bad_dates_are_dropped_and_named(self, name: str, day: str) -> None:
        filters, dropped = Filters.from_query({name: [day]}, {})
        assert filters == Filters()
        assert [(item.parameter, item.value, item.reason) for item in dropped] == [
            (name, day, "no date")
        ]

    def test_an_end_before_the_beginning_is_dropped_and_named(self) -> None:
        query = {"since": ["2025-06-01"], "until": ["2025-05-31"]}
        filters, dropped = Filters.from_query(query, {})
        assert filters == Filters(since=date(2025, 6, 1))
        assert [(item.parameter, item.value) for item in dropped] == [("until", "2025-05-31")]

    def test_a_thousand_repeats_of_one_value_are_one_value(self, oracle: Oracle) -> None:
        filters, dropped = Filters.from_query({"theme": ["ai"] * 1000}, oracle.filter_ids)
        assert (filters, dropped) == (Filters(theme=("ai",)), ())

    def test_of_more_than_400_values_the_first_are_kept_and_the_others_named(self) -> None:
        ids = [f"id-{number}" for number in range(1000)]
        filters, dropped = Filters.from_query({"claim": ids}, {"claim": ids})
        assert set(filters.claim) == set(ids[:400])
        assert [item.value for item in dropped] == ids[400:]

    def test_dropped_values_are_shown_with_60_characters_at_most(self) -> None:
        _, dropped = Filters.from_query({"theme": ["x" * 500], "since": ["y" * 500]}, {})
        assert [len(item.value) for item in dropped] == [60, 60]

    @pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value)[:30])
    def test_hostile_values_never_raise_and_select_nothing_by_accident(
        self, oracle: Oracle, value: str
    ) -> None:
        for name in (*FILTERS, "since", "until"):
            filters, dropped = Filters.from_query({name: [value]}, oracle.filter_ids)
            assert filters == Filters()
            assert bool(dropped) == bool(value)
        filters, _ = Filters.from_query({"q": [value] * 3}, oracle.filter_ids)
        assert len(filters.q) <= 200
        ask("submissions", filters)

    @settings(PROFILE, max_examples=100)
    @given(st.dictionaries(st.sampled_from(ALL_FILTERS) | st.text(), st.lists(TEXT)))
    def test_no_address_raises(self, oracle: Oracle, query: dict[str, list[str]]) -> None:
        filters, dropped = Filters.from_query(query, oracle.filter_ids)
        for name in FILTERS:
            assert set(getattr(filters, name)) <= set(oracle.filter_ids[name])
        assert all(item.parameter in query for item in dropped)
        assert Filters.from_query(filters.to_query(), oracle.filter_ids) == (filters, ())


class TestAsAValue:
    def test_order_and_repeats_make_no_difference(self) -> None:
        first = Filters(theme=("b", "a", "b"), q=" digital   divide ")
        second = Filters(theme=("a", "b"), q="digital divide")
        assert first == second
        assert hash(first) == hash(second)
        assert len({first, second}) == 1

    def test_lists_are_taken_like_tuples(self) -> None:
        assert Filters(theme=["b", "a"]) == Filters(theme=("a", "b"))
        assert hash(Filters(theme=["a"])) == hash(Filters(theme=("a",)))

    @pytest.mark.parametrize("name", [field.name for field in fields(Filters)])
    def test_it_is_frozen(self, name: str) -> None:
        with pytest.raises(FrozenInstanceError):
            setattr(Filters(), name, ())

    @settings(PROFILE, max_examples=100)
    @given(many_filters(), st.sampled_from(FILTERS), st.text(min_size=1, max_size=5))
    def test_toggling_twice_changes_nothing(self, filters: Filters, name: str, value: str) -> None:
        once = filters.toggle(name, value)
        assert once != filters
        assert (value in getattr(once, name)) != (value in getattr(filters, name))
        assert once.toggle(name, value) == filters

    @settings(PROFILE, max_examples=100)
    @given(many_filters())
    def test_without_all_active_filters_nothing_is_filtered(self, filters: Filters) -> None:
        assert filters.without(*filters.active()) == Filters()
        for name in filters.active():
            remaining = filters.without(name)
            assert name not in remaining.active()
            assert remaining.set(**{name: getattr(filters, name)}) == filters

    def test_active_names_the_filters_that_are_set(self) -> None:
        assert Filters().active() == ()
        filters = Filters(q="a", sdg=("4",), group=("technical",), until=date(2025, 1, 1))
        assert filters.active() == ("q", "group", "sdg", "until")

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"q": "x" * 201}, "parameter q: longer than 200 characters"),
            ({"q": 3}, "parameter q: takes text"),
            ({"theme": "ai"}, "parameter theme: takes a list of ids"),
            ({"sdg": (4,)}, "parameter sdg: takes a list of ids"),
            (
                {"claim": [str(number) for number in range(401)]},
                "parameter claim: more than 400 values",
            ),
            ({"since": "2025-01-01"}, "parameter since: takes a date"),
            (
                {"since": date(2025, 1, 2), "until": date(2025, 1, 1)},
                "parameter since: is after until",
            ),
        ],
    )
    def test_what_it_cannot_hold_is_refused_by_name(
        self, wrong: dict[str, object], says: str
    ) -> None:
        with pytest.raises(ValueError, match=says):
            Filters(**wrong)
