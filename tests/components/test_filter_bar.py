from datetime import date

import pytest
from hypothesis import given, settings

from components import filter_bar
from i18n import filter_options, labels
from i18n.filter_options import describe
from queries import FILTERS, Filters, ask
from tests.components.selections import selections


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Filters(), "none"),
        (Filters(theme=("igf-funding",)), "Theme: IGF funding"),
        (Filters(stage=("rev1", "zero-draft")), "Stage of the review: Revision 1 or Zero draft"),
        (
            Filters(q="a\nb", organisation=("jpnic",), group=("academia",)),
            "Words: “a b”; Organisation: JPNIC; Stakeholder group: Academia",
        ),
        (
            Filters(since=date(2025, 1, 1), until=date(2025, 2, 5)),
            "Since: 1 Jan 2025; Until: 5 Feb 2025",
        ),
        (Filters(claim=("none",)), "Claim: No matching claim"),
        (Filters(sdg=("9",), action_line=("C2",)), "Action line: C2 "),
    ],
)
def test_a_selection_is_said_in_words(selection: Filters, words: str) -> None:
    assert describe(selection).startswith(words)


@given(selections())
@settings(deadline=None)
def test_every_active_filter_is_named_once(selection: Filters) -> None:
    description = describe(selection)
    for name in selection.active():
        assert f"{labels.FILTERS[name]}: " in description
    assert "\n" not in description
    assert (description == "none") == (selection == Filters())


def test_every_filter_with_a_list_of_options_stands_in_the_bar_once() -> None:
    assert sorted((*filter_bar.FRONT, *filter_bar.MORE)) == sorted(FILTERS)
    first = ["voice", "organisation", "theme", "group", "region", "country", "stage", "kind"]
    assert list(filter_bar.FRONT) == first


@pytest.mark.parametrize("of", ["front", "more"])
def test_where_no_filter_is_active_the_numbers_of_options_are_those_of_the_question(
    of: str,
) -> None:
    rows = ask("option_counts", Filters(), of=of)
    counts = filter_options.counts(Filters(), of)
    for name, option_rows in rows.groupby("filter"):
        assert counts[name] == dict(zip(option_rows.id, option_rows.submissions, strict=True)), name
    assert rows["filter"].nunique() > 5
