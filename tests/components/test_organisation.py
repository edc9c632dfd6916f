"""What one organisation is said to raise more and less than its group, it does."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cards import organisation
from i18n import filter_options
from queries import Filters, ask
from tests.components.selections import UNDER_FILTERS, selections


@UNDER_FILTERS
@given(selections(), st.data(), st.sampled_from(["submissions", "points"]))
def test_the_themes_said_to_be_raised_more_and_less_are(
    selection: Filters, data: st.DataObject, measure: str
) -> None:
    ids = list(filter_options.option_labels()["organisation"])
    busy = ["itu", "tccm", "isoc", "apc", "unesco", "jpnic"]
    identifier = data.draw(st.sampled_from(busy) | st.sampled_from(ids))
    rows = ask(
        "organisation_themes", selection.without("group"), organisation=identifier, measure=measure
    )
    more, less = organisation.unlike(rows, measure)
    expected = {}
    for row in rows.itertuples():
        if row.submissions < 5 or row.group_submissions < 10:
            continue
        difference = Fraction(row.raised, row.total) - Fraction(row.group_raised, row.group_total)
        least = Fraction(10 if measure == "submissions" else 5, 100)
        if abs(difference) >= least and abs(difference) * row.total >= 2:
            expected[row.theme_id] = difference
    assert {*more.theme_id, *less.theme_id} == set(expected)
    for themes, sign in ((more, 1), (less, -1)):
        sizes = [sign * expected[theme] for theme in themes.theme_id]
        assert all(size > 0 for size in sizes)
        assert sizes == sorted(sizes, reverse=True)
