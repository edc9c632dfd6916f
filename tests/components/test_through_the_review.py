"""Which stages, texts and themes are compared at first."""

import pandas as pd

from cards import lineage
from cards import through_the_review as review
from charts.stages import Column


def column(stage: str, negotiation: bool = False) -> Column:
    return Column(stage, stage, stage, 1, negotiation=negotiation)


def test_stages_compared_at_first_are_ends_of_the_negotiation_with_enough_submissions() -> None:
    stages = [column("a"), column("b", True), column("c", True), column("d", True), column("e")]
    counts = dict.fromkeys("abcde", 9)
    assert review.compared(stages, counts) == ("b", "d")
    assert review.compared(stages, {**counts, "d": 4}) == ("b", "c")
    assert review.compared(stages, {**counts, "c": 4, "d": 4, "e": 20, "a": 12}) == ("a", "e")
    assert review.compared(stages[:1], counts) is None
    assert review.compared([], {}) is None


def statements(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Rows of what an author's texts say: text, theme, step."""
    frame = pd.DataFrame(rows, columns=["submission_id", "said_id", "step"])
    return frame.assign(said=frame.said_id.str.upper())


def texts(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"submission_id": names})


def test_the_texts_nearest_in_time_are_drawn() -> None:
    author_texts = texts(*[f"t{number:02}" for number in range(30)])
    for text_id, first in (("t00", "t00"), ("t10", "t04"), ("t29", "t18")):
        ids = lineage.nearest(author_texts, text_id).submission_id.tolist()
        assert len(ids) == lineage.NEAREST
        assert ids[0] == first
        assert text_id in ids
    assert len(lineage.nearest(author_texts.head(5), "t03")) == 5


def test_of_many_themes_those_of_two_texts_or_of_the_one_shown_are_drawn() -> None:
    rare = [("t1", f"x{number:02}", "added") for number in range(40)]
    rows = statements(
        *rare, ("t1", "both", "added"), ("t2", "both", "kept"), ("t2", "here", "added")
    )
    assert list(lineage.trace(rows, rows, "t2")) == ["both", "here"]
    last_rows = rows.tail(3)
    assert list(lineage.trace(last_rows, last_rows, "t1")) == ["both", "here"]


def test_authors_of_one_text_are_no_family_and_the_busiest_comes_first() -> None:
    rows = pd.DataFrame(
        [
            ("a", "A", "1"),
            ("b", "B", "1"),
            ("b", "B", "2"),
            ("c", "C", "1"),
            *[("c", "C", str(number)) for number in (2, 3)],
        ],
        columns=["organisation_id", "organisation", "submission_id"],
    )
    assert list(lineage.authors_of_several(rows).items()) == [("c", "C (3)"), ("b", "B (2)")]
    assert lineage.authors_of_several(rows.head(2)) == {}
