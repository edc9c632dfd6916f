"""A submission among its author's texts: what it repeats, drops and adds."""

import re
from urllib.parse import parse_qs

import pytest

from cards import lineage
from queries import Filters, ask, questions
from tests.examples import shipped
from tests.pages import links
from tests.pages.visiting import Visit, table, visit
from tests.queries.comparing import agrees

POINTS = table("points")
PARTIES = table("signatories")
AUTHORS = PARTIES[PARTIES.role == "author"]
SUBMISSIONS = table("submissions").set_index("submission_id")
GRAINS = ("themes", "claims")
ORACLE = shipped()


def texts_of(author: str) -> list[str]:
    """An author's submissions in time order."""
    submissions = AUTHORS[AUTHORS.organisation_id == author].submission_id
    return sorted(submissions, key=ORACLE.time)


def raised(submission: str, kind: str = "all") -> set[str]:
    """The themes of a submission's points."""
    points = POINTS[POINTS.submission_id == submission]
    return set(points.theme_id if kind == "all" else points.theme_id[points.kind == kind])


def opened(**query: str) -> Visit:
    """The page with what came before and after."""
    return visit("submission", more="yes", **query)


def marks(page: Visit) -> dict[tuple[str, str], str]:
    """The symbol of each mark by its ids."""
    trace = page.chart("family").figure["data"][1]
    return dict(zip(map(tuple, trace["customdata"]), trace["marker"]["symbol"], strict=True))


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("kind", ["all", "recommendation"])
def test_every_text_has_a_mark_for_what_it_raises_and_a_cross_for_what_it_drops(
    grain: str, kind: str
) -> None:
    page = opened(id="apc-zero-draft", grain=grain, show=kind)
    symbols = marks(page)
    near = {ids[1] for ids in page_columns(page)}
    assert len(near) == lineage.NEAREST
    rows = ask("submission_family_said", id="apc-zero-draft", grain=grain, kind=kind)
    lines = {item for item, _text in symbols}
    rows = rows[rows.submission_id.isin(near) & rows.said_id.isin(lines)]
    steps = dict(zip(zip(rows.said_id, rows.submission_id, strict=True), rows.step, strict=True))
    assert {ids: symbol == "x-thin" for ids, symbol in symbols.items()} == {
        ids: step == "dropped" for ids, step in steps.items()
    }


def page_columns(page: Visit) -> list[list[str]]:
    return page.chart("family").figure["data"][0]["customdata"]


def test_tccm_runs_from_the_call_to_the_outcome_with_the_shown_text_marked() -> None:
    page = opened(id="tccm-rev2")
    columns = [ids[1] for ids in page_columns(page)]
    texts = texts_of("tccm")
    assert texts.index(columns[0]) + len(columns) - 1 == texts.index(columns[-1])
    assert {"tccm-cwg-call", "tccm-zero-draft", "tccm-rev1", "tccm-rev2", "tccm-outcome"} < set(
        columns
    )
    heads = [words for words in page.chart("family").words() if "<b>" in words]
    assert len(heads) == 1
    assert "Rev 2 8 Dec 2025" in heads[0]
    family_texts = page.links("family_texts")
    assert [parse_qs(query).get("id", [""])[0] for _label, query in family_texts[:-1]] == [
        text for text in columns if text != "tccm-rev2"
    ]
    assert family_texts[-1] == (f"All {len(texts)} of this author", "organisation=tccm&role=author")


def test_a_clicked_mark_shows_the_words_of_both_texts_and_leads_to_all_of_the_author() -> None:
    page = opened(id="tccm-rev2")
    page.choose("family", "igf-funding", "tccm-rev2")
    text = "\n".join(page.texts("picked_family", "markdown"))
    points = POINTS[
        POINTS.submission_id.isin(["tccm-rev2", "tccm-rev1"]) & (POINTS.theme_id == "igf-funding")
    ]
    assert all(summary in text for summary in points.summary)


@pytest.mark.parametrize(
    ("author", "submission"), [("tccm", "tccm-rev2"), ("gpd", "gpd-modalities-2")]
)
def test_a_mark_leads_to_all_that_its_author_says_on_it_and_to_nothing_it_only_signed(
    author: str, submission: str
) -> None:
    theme = min(raised(submission))
    page = opened(id=submission)
    page.choose("family", theme, submission)
    label, query = page.links("picked_family")[-1]
    assert label.startswith("All points of ")
    points = POINTS[POINTS.submission_id.isin(texts_of(author)) & (POINTS.theme_id == theme)]
    assert links.points(query) == set(points.point_id)


def test_a_dropped_mark_says_that_it_is_not_coded_and_what_the_text_before_said() -> None:
    page = opened(id="tccm-rev2", show="position")
    theme = next(iter(raised("tccm-rev1", "position") - raised("tccm-rev2", "position")))
    page.choose("family", theme, "tccm-rev2")
    text = "\n".join(page.texts("picked_family", "markdown"))
    assert "We found none here. The submission may still mention it." in text
    before = POINTS[(POINTS.submission_id == "tccm-rev1") & (POINTS.theme_id == theme)]
    for kind, summary in zip(before.kind, before.summary, strict=True):
        assert (summary in text) is (kind == "position")


def test_of_several_authors_one_is_chosen_and_kept_from_text_to_text() -> None:
    page = opened(id="ungis-igf-2025", author="unesco")
    assert {ids[1] for ids in page_columns(page)} <= set(texts_of("unesco"))
    usual_page = opened(id="ungis-igf-2025")
    assert {ids[1] for ids in page_columns(usual_page)} <= set(texts_of("itu"))
    assert all("author=unesco" in query for _, query in page.links("family_texts")[:-1])
    strange = opened(id="ungis-igf-2025", author="tccm")
    assert page_columns(strange) == page_columns(usual_page)


def test_an_author_of_one_text_has_no_family() -> None:
    counts = AUTHORS.organisation_id.value_counts()
    alone = AUTHORS[AUTHORS.organisation_id.map(counts) == 1].submission_id
    joint = AUTHORS[AUTHORS.organisation_id.map(counts) > 1].submission_id
    page = opened(id=next(submission for submission in alone if submission not in set(joint)))
    assert not page.has("card_family")


def test_the_table_names_each_submission_and_begins_with_the_one_shown() -> None:
    rows = opened(id="tccm-rev2").table("family")
    assert list(rows.submission) == list(SUBMISSIONS.title[list(rows.submission_id)])
    of_this_text = rows.submission_id == "tccm-rev2"
    assert of_this_text.sum() > 1
    assert of_this_text.head(of_this_text.sum()).all()
    printed_page = opened(id="tccm-rev2", print="1")
    *_heading, sheet = [node.proto.body for node in printed_page.within("card_family", "html")]
    assert SUBMISSIONS.title["tccm-rev2"] in sheet


def test_an_undated_text_is_compared_with_none() -> None:
    page = opened(id="itu-gdc")
    steps = page.table("family").query("submission_id == 'itu-gdc'").step
    assert set(steps) == {"undated"}
    assert "submission before" not in page.finding("family")


def test_the_family_agrees_with_the_oracle_as_claims_and_by_kind() -> None:
    question = questions()["submission_family_said"]
    selection = ORACLE.select(Filters())
    for submission in list(ORACLE.submissions)[::40]:
        for grain in GRAINS:
            for kind in ("all", "position"):
                parameters = {"id": submission, "grain": grain, "kind": kind}
                agrees(question, ORACLE, selection, parameters)


def test_a_kind_that_no_text_has_is_a_sentence() -> None:
    kinds = POINTS.groupby("submission_id").kind.agg(set)
    few = AUTHORS.groupby("organisation_id").submission_id.agg(list)
    few = few[few.map(len) == 2]
    author = next(
        author
        for author in few.index
        if all("achievement" not in kinds[submission] for submission in few[author])
    )
    page = opened(id=few[author][0], author=author, show="achievement")
    assert re.match("None of these submissions has a point of this kind", page.finding("family"))
