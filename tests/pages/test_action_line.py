"""The page of one action line: every line has one, filters hold, and lines lead to each other."""

from urllib.parse import parse_qs

import pytest

from i18n.escaping import host
from tests.pages.citing import FIELDS, LINES, MATRIX, POINTS, WHOLE, of_line
from tests.pages.links import ids, reopen, text_of
from tests.pages.visiting import Visit, seen, visit, words_in

LABELS = {"UN DESA": "un-desa", "ITU": "itu", "UNESCO": "unesco", "UNCTAD": "unctad", "WHO": "who"}


@pytest.fixture(scope="module")
def opened() -> Visit:
    """The page of some line, to go to others from: much quicker than a visit each."""
    return visit("action_line", id="C1", more="yes")


@pytest.mark.wide(6)
@pytest.mark.parametrize("line", [*WHOLE, *FIELDS])
def test_every_line_opens_with_what_it_is_and_who_facilitates_it(opened: Visit, line: str) -> None:
    page = reopen(opened, line)
    row = LINES.loc[line]
    assert seen(page.app.title[0].value).endswith(row.title)
    text = text_of(page)
    assert row.description in text
    assert f"[{host(row.source_url)}](" in text
    links = {label: parse_qs(query)["id"] for label, query in page.links("facts")}
    bodies = row.facilitators.split("; ")
    for body in bodies:
        assert body in words_in("".join(node.proto.body for node in page.within("facts", "html")))
        if body in LABELS:
            assert links[body] == [LABELS[body]]
    assert ("C7 ICT applications" in links) is bool(row.parent_id)
    serving = FIELDS if line == "C7" else [line]
    goals = set(MATRIX.sdg[MATRIX.action_line_id.isin(serving)])
    assert set(ids(page, "card_goals")) >= goals
    assert "](https://github.com/" in "\n".join(
        caption.value for caption in page.within("card_goals", "caption")
    )
    points = of_line(line)
    assert page.has("card_not_cited") is points.empty
    assert page.has("card_evidence") is not points.empty


def test_filters_hold_but_for_the_line_s_own() -> None:
    filters = {"group": "government", "kind": "achievement"}
    page = visit("action_line", id="C2", action_line="C4", **filters)
    assert page.subtitle("evidence") == visit("points", action_line="C2", **filters).subtitle(
        "evidence"
    )
    _label, query = page.links("neighbours")[0]
    assert parse_qs(query) == {"group": ["government"], "kind": ["achievement"], "id": ["C1"]}


def test_lines_and_fields_lead_to_each_other_and_on() -> None:
    assert set(ids(visit("action_line", id="C7", more="yes"), "card_fields")) == set(FIELDS)
    field = visit("action_line", id="C7-ehea", more="yes")
    assert set(ids(field, "card_fields")) == set(FIELDS)
    assert "C7" in ids(field, "facts")
    position = sorted(FIELDS).index("C7-ehea")
    assert ids(field, "neighbours") == [sorted(FIELDS)[position - 1], sorted(FIELDS)[position + 1]]
    assert ids(visit("action_line", id="C9"), "neighbours") == ["C8", "C10"]
    assert ids(visit("action_line", id="C1"), "neighbours") == ["C2"]
    assert ids(visit("action_line", id="C11"), "neighbours") == ["C10"]


def test_a_line_not_cited_says_so_and_shows_ways_out() -> None:
    uncited = next(line for line in LINES.index if of_line(line).empty)
    code = uncited.partition("-")[0]
    page = visit("action_line", id=uncited)
    assert page.finding("not_cited") == (
        f"No submission of this collection cites {code} {LINES.short_title[uncited]}"
    )
    assert not page.has("reset_not_cited")
    assert {label for label, _ in page.links("card_not_cited")} >= {"All action lines"}
    stage = next(stage for stage in POINTS.stage.unique() if stage not in set(of_line("C11").stage))
    filtered_page = visit("action_line", id="C11", stage=stage)
    assert filtered_page.finding("not_cited").startswith(
        "No submission that matches these filters cites C11"
    )
    filtered_page.app.button(key="reset_not_cited").click().run()
    assert dict(filtered_page.succeeds().app.query_params) == {"id": "C11"}
    assert filtered_page.has("card_evidence")


def test_a_clicked_bar_is_a_filter_and_keeps_its_neighbours() -> None:
    unfiltered_page = visit("action_line", id="C2", more="yes")
    filtered_page = visit("action_line", id="C2", theme="follow-up", more="yes")
    assert filtered_page.chart("themes").marks() == unfiltered_page.chart("themes").marks()
    points = of_line("C2")[of_line("C2").theme_id == "follow-up"]
    assert filtered_page.chart("kinds").marks() == dict(
        points.groupby("kind").submission_id.nunique()
    )
