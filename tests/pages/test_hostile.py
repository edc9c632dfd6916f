"""What no address and no cell of the data may do to any page: act as markup, or leave a reader without a way out."""

import re

import pytest

from i18n import routes
from queries import ALL_FILTERS
from tests import examples
from tests.pages import arrangements
from tests.pages.hostile import MARKUP, fits_markdown
from tests.pages.visiting import Visit, visit

ADDRESSES = {
    "very long": "x" * 30_000,
    "control characters": "a\x00b\x07c\x1b[31m\r\nd\te",
    "Markdown": MARKUP,
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "direction": "\u202eevil\u202c \u2066hidden\u2069",
    "quotes": "'; DROP TABLE points; --",
    "template": "{0} {name} %s %(x)s ${x}",
}

VIEWS = (
    *("about", "author", "common", "count", "fields", "from", "grain", "least", "list_page"),
    *("names_page", "order", "page", "part", "rank", "sheet", "show", "sort", "tab"),
    *("texts", "to", "view", "with"),
)
"""Parameters of pages that are no filters."""

CELLS: dict[str, tuple[str, dict[str, str | list[str]]]] = {
    **arrangements.PAGES,
    "two submissions": ("submission", {"id": ["tccm-cwg-call", "tccm-rev2"]}),
    "submissions as a table": ("submissions", {"view": "table", "organisation": "jprs"}),
    "filtered": (
        "overview",
        {"organisation": "jprs", "stage": ["rev2", "elements"]},
    ),
    "several answers": ("challenges", {"show": "recommendation", "theme": "igf-funding"}),
}

UNKNOWN = {
    "nothing": {},
    "an empty id": {"id": ""},
    "another": {"id": "no-such"},
    "none": {"id": "none"},
    "a number": {"id": "09"},
    "almost one": {"id": "c2"},
    "a very long one": {"id": "x" * 5000},
    "HTML": {"id": ADDRESSES["HTML"]},
    "quotes": {"id": ADDRESSES["quotes"]},
}

SIGN = r'span style="(color:rgba|(color:#[0-9A-F]{6};)?font-size:[0-9]+px">)'
"""How a sign of a chart's key begins, whose colour and size are ours."""


def draws_text(page: Visit) -> None:
    """Fail if a chart of the page has any tag that is not the charts' own."""
    for chart in page.charts():
        for words in chart.texts():
            assert not re.search(
                rf"<(?!br>|/?b>|/?extra>|/span>|{SIGN})",
                words,
            ), words


@pytest.mark.wide
@pytest.mark.parametrize("kind", ADDRESSES)
@pytest.mark.parametrize("page", routes.PAGES.values(), ids=lambda page: page.name)
def test_a_hostile_address_is_only_text_and_changes_no_chart(page: routes.Page, kind: str) -> None:
    value, query = ADDRESSES[kind], examples.query(page)
    names = {*ALL_FILTERS, *VIEWS, value[:40]} - {"q", *query}
    visited_page = visit(page.name, **dict.fromkeys(sorted(names), value), **query)
    fits_markdown(visited_page)
    draws_text(visited_page)
    if kind != "very long":  # of an endless address the rest is left out, and with it the id
        usual_page = visit(page.name, **query)
        assert [chart.alt for chart in visited_page.charts()] == [
            chart.alt for chart in usual_page.charts()
        ]
    fits_markdown(visit(page.name, **{**query, "q": value}))


@pytest.mark.usefixtures("hostile_data")
@pytest.mark.parametrize(("page", "query"), CELLS.values(), ids=CELLS)
def test_no_cell_of_the_data_becomes_markup(page: str, query: dict[str, str | list[str]]) -> None:
    visited_page = visit(page, **query)
    fits_markdown(visited_page)
    draws_text(visited_page)
    if page != "data_and_method" and query.get("view") not in ("table", "grid"):
        assert any("label" in words for words in visited_page.markdown()), "the data is not hostile"


@pytest.mark.wide
@pytest.mark.parametrize("query", UNKNOWN.values(), ids=UNKNOWN)
@pytest.mark.parametrize("kind", routes.ENTITIES)
def test_without_a_known_id_there_is_a_sentence_and_a_way_to_all(
    kind: str, query: dict[str, str]
) -> None:
    entity = routes.ENTITIES[kind]
    page = visit(entity.page.name, group="technical", **query)
    assert (page.finding("missing"), page.subtitle("missing")) == entity.missing(
        query.get("id", "")
    )
    assert [label for label, _ in page.links("card_missing")] == [entity.every]
    assert not page.charts()
    fits_markdown(page)
