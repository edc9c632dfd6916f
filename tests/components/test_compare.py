"""What two to four sides have in common: sentences true of their rows, measures with the properties they claim."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards import compare
from cards.compare import Sides
from cards.query import Context
from i18n import filter_options
from queries import Filters, ask
from tests.components.selections import selections
from tests.queries.selections import PROFILE, examples

BY = ("organisation", "group", "stage")
FEW_EXAMPLES = settings(PROFILE, max_examples=examples(25))
THREE = Sides("organisation", ("tccm", "itu", "apc"))


def raised(*rows: tuple[str, str, int, int], submissions: int = 20) -> pd.DataFrame:
    """Rows of ``comparison_themes`` from (theme, side, count, total), in their order."""
    frame = pd.DataFrame(rows, columns=["theme", "side_id", "count", "total"])
    frame["theme_id"] = frame.theme
    frame["position"] = [list(THREE.ids).index(side) + 1 for side in frame.side_id]
    of_theme = frame.groupby("theme").side_id
    frame["raised_by"] = of_theme.transform("count")
    frame["sides"] = of_theme.transform(lambda sides: ",".join(sides))
    return frame.assign(submissions=submissions)


def sides_of(draw: st.DrawFn, by: str, most: int) -> list[str]:
    options = list(filter_options.option_labels()[by])
    return draw(st.lists(st.sampled_from(options), min_size=2, max_size=most, unique=True))


@FEW_EXAMPLES
@given(data=st.data(), by=st.sampled_from(BY), filters=selections())
def test_a_side_and_itself_are_the_same(data: st.DataObject, by: str, filters: Filters) -> None:
    side = data.draw(st.sampled_from(list(filter_options.option_labels()[by])))
    other_filters = filters.without(by)
    rows = ask("comparison_pairs", other_filters, by=by, ids=f"{side},{side}")
    size = ask("comparison_sides", other_filters, by=by, ids=side).iloc[0]
    assert len(rows) == (size.submissions > 0)
    for row in rows.itertuples():
        assert row.shared_submissions == row.first_submissions == size.submissions
        assert row.claims_shared == row.claims_either
        if size.points >= compare.FEW_POINTS:
            assert row.themes_overlap == 100
            assert row.claims_overlap == 100 or not row.claims_either
        else:
            assert pd.isna(row.themes_overlap)
            assert pd.isna(row.claims_overlap)
    assert ask("comparison_opposites", other_filters, by=by, ids=f"{side},{side}").empty


@pytest.mark.parametrize("by", BY)
def test_large_sides_are_like_themselves(by: str) -> None:
    """What the random selections above may not hold."""
    for side in list(filter_options.option_labels()[by])[::9]:
        row = ask("comparison_pairs", by=by, ids=f"{side},{side}").iloc[0]
        if row.first_points >= compare.FEW_POINTS:
            assert row.themes_overlap == 100


@FEW_EXAMPLES
@given(data=st.data(), by=st.sampled_from(BY), filters=selections())
def test_likeness_is_the_same_in_both_directions(
    data: st.DataObject, by: str, filters: Filters
) -> None:
    ids = sides_of(data.draw, by, 4)
    other_filters = filters.without(by)
    pairs = ask("comparison_pairs", other_filters, by=by, ids=",".join(ids))
    reversed_pairs = ask("comparison_pairs", other_filters, by=by, ids=",".join(reversed(ids)))
    measures = ["themes_overlap", "claims_overlap", "claims_shared", "shared_submissions"]
    overlaps = pairs.set_index(["first_id", "second_id"])[measures].sort_index()
    reversed_overlaps = reversed_pairs.set_index(["second_id", "first_id"])[measures].sort_index()
    reversed_overlaps.index.names = overlaps.index.names
    pd.testing.assert_frame_equal(overlaps, reversed_overlaps)
    for name in ("themes_overlap", "claims_overlap"):
        assert pairs[name].dropna().between(0, 100).all()


@FEW_EXAMPLES
@given(data=st.data(), by=st.sampled_from(BY), filters=selections())
def test_what_only_one_raises_no_other_raises(
    data: st.DataObject, by: str, filters: Filters
) -> None:
    ids = sides_of(data.draw, by, 4)
    other_filters = filters.without(by)
    rows = ask("comparison_themes", other_filters, by=by, ids=",".join(ids))
    for part, items in compare.parts(rows, "theme_id").items():
        if part.startswith(compare.ONLY):
            for other in set(ids) - {part.removeprefix(compare.ONLY)}:
                side_filters = other_filters.set(**{by: (other,)})
                assert not set(ask("points", side_filters).theme_id) & set(items.theme_id)


def test_two_with_the_same_texts_are_the_same() -> None:
    """Organisations that wrote or signed the same submissions say the same by construction."""
    signed = ask("signature_matrix", texts="all").groupby("organisation_id").submission_id
    names_by_texts: dict[frozenset[str], list[str]] = {}
    for organisation, texts in signed:
        names_by_texts.setdefault(frozenset(texts), []).append(organisation)
    groups = [names for names in names_by_texts.values() if len(names) > 1]
    assert groups
    for first, second in [next(combinations(names, 2)) for names in groups[:5]]:
        row = ask("comparison_pairs", by="organisation", ids=f"{first},{second}").iloc[0]
        assert row.shared_submissions == row.first_submissions == row.second_submissions
        if row.first_points >= compare.FEW_POINTS:
            assert row.themes_overlap == row.claims_overlap == 100


class TestParts:
    def test_items_are_told_by_who_raises_them(self) -> None:
        rows = raised(
            ("all", "tccm", 3, 9),
            ("all", "itu", 3, 9),
            ("all", "apc", 3, 9),
            ("two", "tccm", 3, 9),
            ("two", "apc", 3, 9),
            ("one", "apc", 3, 9),
        )
        split = {part: list(items.theme) for part, items in compare.parts(rows, "theme_id").items()}
        assert split == {"all": ["all"], "some": ["two"], "only-apc": ["one"]}

    def test_a_side_without_points_does_not_count(self) -> None:
        rows = raised(("x", "tccm", 3, 9), ("x", "apc", 3, 9), ("y", "apc", 3, 9))
        split = compare.parts(rows, "theme_id")
        assert list(split) == ["all", "only-apc"]

    def test_a_side_alone_shares_nothing(self) -> None:
        assert list(compare.parts(raised(("x", "itu", 1, 2)), "theme_id")) == ["only-itu"]

    def test_no_rows_have_no_parts(self) -> None:
        assert compare.parts(raised(), "theme_id") == {}


def test_what_both_stand_behind_is_a_selection_only_where_filters_can_say_it() -> None:
    for by, filters, sayable in (
        ("organisation", Filters(theme=("igf-funding",)), True),
        ("organisation", Filters(organisation=("apc",)), True),
        ("organisation", Filters(role=("author",)), False),
        ("organisation", Filters(country=("JPN",)), False),
        ("organisation", Filters(also_organisation=("apc",)), False),
        ("group", Filters(), False),
        ("stage", Filters(), False),
    ):
        sides = Sides(by, ("tccm", "jpnic"), Context(filters))
        selection = compare.of_both(sides, "tccm", "jpnic")
        assert (selection is not None) == sayable
        if selection:
            row = ask("comparison_pairs", filters.without(by), by=by, ids="tccm,jpnic").iloc[0]
            assert len(ask("submissions", selection)) == row.shared_submissions


def test_the_organisations_filtered_by_are_the_sides_where_the_address_names_none() -> None:
    five = ("apc", "itu", "jpnic", "tccm", "unesco")
    page = Context(Filters(organisation=five))
    assert compare.sides_of(page, ()).ids == five[:4]
    assert compare.sides_of(page, ["eu", "isoc"]).ids == ("eu", "isoc")
    assert (
        compare.sides_of(Context(Filters(organisation=five), view={"by": ["group"]}), ()).ids == ()
    )
