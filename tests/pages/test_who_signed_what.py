from collections import Counter
from itertools import groupby

import pytest

from cards import registry, signature_matrix
from cards.kit import Card
from cards.query import Context
from i18n import labels
from queries import ask
from tests.pages.links import ids_of_all_pages
from tests.pages.visiting import Visit, table, visit

PARTIES = table("signatories")
ROWS = signature_matrix.ROWS
PAGE = "who_signed_what"
FOOT = ["Named", "of those stated"]


def opened(**query: str) -> Visit:
    """The page with the cards behind its button."""
    return visit(PAGE, more="yes", **query)


def marks(page: Visit) -> set[tuple[str, str, str]]:
    """What the matrix shows: organisation, submission, role as its mark says."""
    return {
        (*ids, "signatory" if trace["type"] == "bar" else "author")
        for trace in page.chart("matrix").figure["data"]
        for ids in trace.get("customdata", [])
    }


def lines(page: Visit) -> list[str]:
    """The names of the matrix' groups and organisations in order, without its foot."""
    words: list[str] = page.names("matrix").words()
    return [line for line in words if line not in FOOT]


def organisations(page: Visit) -> list[str]:
    """The organisations of the matrix from above, by their lines' marks."""
    positions = {
        ids[0]: position
        for trace in page.chart("matrix").figure["data"]
        for ids, position in zip(trace.get("customdata", []), trace["y"], strict=False)
    }
    return sorted(positions, key=positions.__getitem__)


def test_every_page_of_the_matrix_shows_its_organisations_with_what_they_share() -> None:
    rows = ask("signature_matrix")
    expected = set(zip(rows.organisation_id, rows.submission_id, rows.role, strict=True))
    count = rows.organisation_id.nunique()
    all_marks: set[tuple[str, str, str]] = set()
    organisation_ids: list[str] = []
    for number in range(1, -(-count // ROWS) + 1):
        page = opened(page=str(number))
        all_marks |= marks(page)
        organisation_ids += organisations(page)
        card = registry.cards_of(PAGE, Context(view={"page": [str(number)]}))["matrix"]()
        assert isinstance(card, Card)
        numbers = [
            annotation.text
            for annotation in card.figure.layout.annotations
            if annotation.xanchor == "center"
        ]
        columns = {submission for _o, submission, _role in marks(page)}
        assert numbers == [str(position) for position in range(1, len(columns) + 1)]
    assert all_marks == expected
    assert len(organisation_ids) == len(set(organisation_ids)) == count
    assert opened(page="2").finding("matrix") == (
        f"{count} organisations wrote or signed {rows.submission_id.nunique()} joint submissions"
    )


def test_the_matrix_is_the_first_card_and_groups_its_lines_and_columns() -> None:
    page = visit(PAGE)
    assert next(iter(registry.PAGES[PAGE](Context()))) == "matrix"
    groups = table("organisations").set_index("organisation_id").stakeholder_group
    order = [groups[organisation] for organisation in organisations(page)]
    assert [group for group, _items in groupby(order)] == list(dict.fromkeys(order))
    stages = table("submissions").set_index("submission_id").stage_id
    columns: dict[float, str] = {}
    for trace in page.chart("matrix").figure["data"]:
        for index, mark in enumerate(trace.get("customdata", [])):
            left = trace["base"][index] if trace["type"] == "bar" else trace["x"][index] - 0.5
            columns[round(left)] = stages[mark[1]]
    stage_order = [columns[left] for left in sorted(columns)]
    assert [stage for stage, _items in groupby(stage_order)] == list(dict.fromkeys(stage_order))


def test_the_submissions_by_number_are_those_of_the_columns() -> None:
    card = registry.cards_of(PAGE, Context())["matrix"]()
    assert isinstance(card, Card)
    assert [link.label.split(" ")[0] for link in card.numbered] == [
        str(position) for position in range(1, len(card.numbered) + 1)
    ]
    page = visit(PAGE)
    assert {link.id for link in card.numbered} == {
        submission for _o, submission, _role in marks(page)
    }
    (rev2,) = [link.label for link in card.numbered if link.id == "tccm-rev2"]
    assert rev2.endswith("8 Dec 2025 · 2 of 30 named")


def test_a_matrix_of_too_many_submissions_has_those_that_most_signed_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    all_marks = marks(opened())
    counts = Counter(submission for _o, submission, _role in all_marks)
    monkeypatch.setattr(signature_matrix, "COLUMNS", 7)
    registry._where_filled.cache_clear()
    page = opened()
    page_marks = marks(page)
    columns = {submission for _o, submission, _role in page_marks}
    assert len(columns) == 7
    assert page_marks == {mark for mark in all_marks if mark[1] in columns}
    fewest = min(counts[submission] for submission in columns)
    assert all(counts[submission] <= fewest for submission in set(counts) - columns)
    captions = page.texts("card_matrix", "caption")
    assert any(
        f"The columns are 7 of these organisations' {len(counts)} submissions" in caption
        for caption in captions
    )


def test_rev_2_has_2_of_30_signatories_named_and_its_empty_cells_are_hatched() -> None:
    page = opened()
    figure = page.chart("matrix").figure
    cells = next(trace for trace in figure["data"] if "not known" in trace.get("name", ""))
    hatched = [words for words in cells["hovertext"] if "TCCM input to Revision 2" in words]
    signatories = {organisation for organisation, text, _role in marks(page) if text == "tccm-rev2"}
    assert signatories == {"jpnic", "jprs"}
    assert len(hatched) == len(organisations(page)) - len(signatories)
    assert all("2 of 30 named" in words for words in hatched)
    assert page.names("matrix").words()[-2:] == FOOT
    rev2_figure = opened(stage="rev2").chart("matrix").figure
    figures = [trace["text"] for trace in rev2_figure["data"] if trace.get("mode") == "text"]
    assert figures == [["2"], ["30"]]


def test_beside_a_filter_by_role_an_empty_cell_is_not_called_unknown() -> None:
    figure = opened(stage="rev2", role="signatory").chart("matrix").figure
    assert all("name" not in trace or "not known" not in trace["name"] for trace in figure["data"])


def test_the_matrix_can_be_ordered_by_name_and_by_group() -> None:
    by_name = lines(opened(order="name"))
    assert by_name == sorted(by_name, key=str.casefold)
    assert lines(opened(order="group"))[0].endswith("Government")
    positions = [
        labels.ORDER["group"].index(group)
        for group in ask("matrix_organisations", order="group", texts="joint").stakeholder_group
    ]
    assert positions == sorted(positions)
    assert set(positions) == set(range(len(labels.ORDER["group"])))


def test_all_submissions_are_one_switch_away() -> None:
    page = opened(texts="all", organisation="jpnic")
    parties = PARTIES[PARTIES.organisation_id == "jpnic"]
    roles = {
        (submission, role)
        for organisation, submission, role in marks(page)
        if organisation == "jpnic"
    }
    assert roles == {(row.submission_id, row.role) for row in parties.itertuples()}


ONE_BODY = {
    "cwg-wsis-sdg-cwg-call",
    "cwg-wsis-sdg-igf-2024",
    "ecosoc-cstd-review",
    "gov-are-hlm",
    "gov-bra-hle-2025",
    "gov-che-outcome",
    "gov-nga-outcome",
    "gov-zwe-hle-2025",
    "ietf-general",
    "ietf-hle-2025",
    "ietf-igf-2025",
    "igf-secretariat-general-2",
    "nitda-hlm",
}
"""Submissions with several authors that are parts of one whole, read off the tables by hand."""


def test_a_ministry_and_its_state_make_no_joint_submission() -> None:
    joint = set(ask("joint_submissions").submission_id)
    several = PARTIES.groupby("submission_id").size()
    assert set(several.index[several > 1]) - joint == ONE_BODY
    assert set(ask("signature_matrix", texts="all").submission_id) >= ONE_BODY
    parties = ask("submission_signatories", id="gov-che-outcome").organisation_id
    assert set(parties) == {"gov-che", "ofcom"}


def test_the_ranking_keeps_its_bars_when_one_is_chosen() -> None:
    counts = opened().chart("signers").marks()
    chart = opened(organisation="jprs").chart("signers")
    assert chart.marks() == counts
    colours = dict(zip(counts, chart.figure["data"][-1]["marker"]["color"], strict=True))
    assert colours["jprs"].startswith("#")
    assert all(
        colour.startswith("rgba")
        for organisation, colour in colours.items()
        if organisation != "jprs"
    )


def test_beside_another_filter_on_organisations_the_plain_table_has_the_one_filtered_by() -> None:
    page = opened(organisation="jpnic", role="signatory")
    rows = page.within("card_signatures", "dataframe")[0].value
    parties = PARTIES[(PARTIES.organisation_id == "jpnic") & (PARTIES.role == "signatory")]
    assert set(rows["submission_id"]) == set(parties.submission_id)
    assert set(rows["organisation_id"]) == {"jpnic"}


def test_who_signed_one_submission_has_one_answer_on_the_page() -> None:
    page = opened(organisation="tccm", stage="rev2", texts="joint")
    assert page.finding("joint") == (
        "3 organisations wrote or signed this submission; the source gives 30 signatories, and "
        "we know 2 by name"
    )
    assert page.finding("matrix").startswith("3 organisations wrote or signed 1 ")
    assert page.finding("signatures") == "List: 1 author, 2 signatories"


def test_the_pages_of_the_list_have_every_joint_submission_once_in_their_order() -> None:
    listed = ids_of_all_pages("card_joint", PAGE, "joint")
    assert listed == list(ask("joint_submissions").submission_id)


def test_a_selection_without_joint_texts_says_so_and_still_has_its_table() -> None:
    page = opened(stage="unesco")
    nothing = "No submission that matches these filters names two or more independent organisations"
    assert page.finding("matrix") == page.finding("joint") == nothing
    at_it = table("submissions").query("stage_id == 'unesco'").submission_id
    rows = page.within("card_signatures", "dataframe")[0].value
    assert len(rows) == PARTIES.submission_id.isin(at_it).sum() > 0


def test_how_it_was_counted_says_that_lists_are_incomplete() -> None:
    page = opened()
    text = page.how_counted("stated")
    assert "If a name is missing here, the organisation may still have signed" in text
    assert "often not on the page that we read" in text
    sql = [code.value for code in page.within("card_stated", "code")]
    assert any("stated_signatory_count" in code for code in sql)
