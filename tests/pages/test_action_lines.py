"""The page on the action lines: what each cell leads to, and what the page says where nothing is cited."""

import re
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from i18n import dataset_texts
from tests.pages import hostile
from tests.pages.citing import CITED, FIELDS, GOALS, LINES, THEMES, WHOLE, of_line
from tests.pages.links import hovers as cells
from tests.pages.links import ids, ids_of_all_pages
from tests.pages.visiting import seen, visit, words_in

OPENED = {"more": "yes", "all": ["by_kind", "by_theme"]}
"""Parameters of the address that show all cards with all their rows."""


def test_c7_opens_into_its_fields_and_stays_as_it_was() -> None:
    together, apart = visit("action_lines", **OPENED), visit("action_lines", fields="on", **OPENED)
    for card in ("by_kind", "by_theme", "by_goal"):
        before, after = cells(together, card), cells(apart, card)
        assert before.items() <= after.items()
        assert {part for ids in after.keys() - before.keys() for part in ids} & set(FIELDS)
        assert not {part for ids in before for part in ids} & set(FIELDS)
    line_ids = ids_of_all_pages("card_action_lines", "action_lines", "lines_page", fields="on")
    assert set(line_ids) == set(LINES.index)
    assert line_ids.index("C7") < line_ids.index("C7-elea") < line_ids.index("C8")


def test_a_cell_leads_to_the_pages_of_its_line_theme_and_goal() -> None:
    page = visit("action_lines", group="government", action_line="C4", **OPENED)
    page.choose("by_theme", "connectivity", "C2")
    links = dict(page.links("picked_by_theme"))
    assert parse_qs(links["C2 Infrastructure"]) == {"group": ["government"], "id": ["C2"]}
    expected = {"group": ["government"], "action_line": ["C4"], "id": ["connectivity"]}
    assert parse_qs(links[THEMES["connectivity"]]) == expected
    page.choose("by_goal", "C2", "9")
    links = dict(page.links("picked_by_goal"))
    assert parse_qs(links["C2 Infrastructure"])["id"] == ["C2"]
    assert parse_qs(links[f"SDG 9: {GOALS['9']}"])["id"] == ["9"]


def test_a_line_that_is_not_cited_says_so_and_still_has_a_page() -> None:
    uncited, stage = next(
        (line, stage)
        for line in WHOLE
        for stage in sorted(set(CITED.stage))
        if stage not in set(of_line(line).stage)
    )
    page = visit("action_lines", stage=stage)
    page.choose("by_kind", uncited, "all")
    links = page.links("picked_by_kind")
    assert [parse_qs(query) for _label, query in links] == [{"id": [uncited], "stage": [stage]}]
    entries = map(words_in, page.entries("action_lines"))
    assert any(f"not cited · {LINES.facilitators[uncited]}" in entry for entry in entries)


def test_every_line_and_goal_is_linked() -> None:
    page = visit("action_lines", more="yes")
    assert ids(page, "card_action_lines") == sorted(WHOLE, key=lambda line: int(line[1:]))
    assert ids(page, "goal_links") == list(GOALS.index)


def test_what_the_settings_call_the_matrix_is_text_and_no_markup(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = replace(dataset_texts.texts(), matrix=f"matrix {hostile.MARKUP}")
    monkeypatch.setattr(dataset_texts, "texts", lambda: texts)
    page = visit("action_lines", more="yes")
    page.view("by_goal", "method")
    sentences = [text for text in page.markdown() if "maps action lines to goals" in text]
    assert hostile.MARKUP in seen(sentences[0])
    for visited_page in (page, visit("goal", id="9"), visit("action_line", id="C7")):
        hostile.fits_markdown(visited_page)
        for words in (words for chart in visited_page.charts() for words in chart.texts()):
            assert "<b onclick" not in words


def test_a_field_is_called_by_the_code_of_its_line_and_its_title_not_by_its_id() -> None:
    page = visit("action_lines", fields="on", **OPENED)
    words = " ".join(page.chart("by_kind").words())
    for field in FIELDS:
        assert f"C7 {LINES.short_title[field]}" in words.replace("<br>", " ")
        assert field not in words
    chips = " ".join(seen(line) for line in visit("points", action_line="C7-elea").markdown())
    assert f"Action line: C7 {LINES.short_title['C7-elea']}" in chips


def test_a_point_says_what_it_cites_by_name() -> None:
    page = visit("points", action_line="C2")
    citing_lines = [seen(line) for line in page.markdown() if " cites " in seen(line)]
    assert citing_lines
    titled_lines = [line for line in citing_lines if f"C2 {LINES.short_title['C2']}" in line]
    assert titled_lines
    assert all(
        re.search(r" cites (C1; )?C2; .*; ", line)
        for line in citing_lines
        if line not in titled_lines
    )
