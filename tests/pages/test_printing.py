"""A page as a document: charts with their rows, no controls, and where it came from."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest

from components import print_view
from queries import Filters, ask, current
from tests.pages.visiting import Visit, links_in, visit, words_in

PAGES = ("overview", "challenges", "who_signed_what", "submissions", "data_and_method")


def printed_tables(page: Visit) -> list[str]:
    return [
        node.proto.body
        for node in page.nodes
        if node.type == "html" and '<table class="printed"' in node.proto.body
    ]


def about(page: Visit) -> str:
    return next(words_in(html) for html in page.html() if "print-about" in html)


@pytest.mark.wide(2)
@pytest.mark.parametrize("name", PAGES)
def test_a_document_says_its_filters_data_version_and_address(name: str) -> None:
    page = visit(name, theme="igf-funding", group="technical", print="1")
    text = about(page)
    assert "Theme: IGF funding" in text
    assert "Stakeholder group: Technical community" in text
    assert current().version in text
    assert "theme=igf-funding" in text
    assert "print=" not in text


@pytest.mark.wide(2)
@pytest.mark.parametrize("name", PAGES)
def test_a_document_has_no_controls(name: str) -> None:
    page = visit(name, print="1")
    assert not page.has("menu")
    assert not page.app.sidebar.children
    assert not page.keys("download_")
    assert not page.keys("views_")


def test_every_chart_of_a_document_has_its_rows_beneath() -> None:
    page = visit("challenges", theme="igf-funding", show="recommendation", print="1")
    tables = printed_tables(page)
    assert len(tables) == len(page.charts()) == 2
    rows = ask("claims", Filters(theme=("igf-funding",), kind=("recommendation",)))
    cells = [unescape(cell) for cell in re.findall(r"<t[dh].*?>(.*?)</t[dh]>", tables[0])]
    for row in rows[rows.claim_id != "none"].itertuples():
        index = cells.index(row.claim)
        assert cells[index + 1 : index + 4] == [str(row.count), str(row.total), f"{row.share:.1f}%"]


def test_a_long_table_is_cut_and_says_so() -> None:
    page = visit("challenges", print="1")
    rows = ask("claims", Filters(kind=("challenge",)))
    assert printed_tables(page)[0].count("<tr>") == print_view.ROWS + 1
    captions = page.texts("card_most", "caption")
    assert f"{len(rows) - print_view.ROWS} more rows are in the files." in captions


def test_the_way_into_the_document_and_out_of_it_keeps_the_view() -> None:
    page = visit("challenges", theme="igf-funding", grain="themes")
    query = dict(links_in("".join(page.html()), "challenges"))["Print view"]
    assert parse_qs(query) == {"theme": ["igf-funding"], "grain": ["themes"], "print": ["1"]}
    page = visit("challenges", **parse_qs(query))
    page.app.button(key="leave_print").click().run()
    assert dict(page.app.query_params) == {"theme": "igf-funding", "grain": "themes"}
