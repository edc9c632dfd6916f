"""The page as a document: no controls, every chart with its rows beneath, filters in words, data version, address."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from pathlib import Path

import pandas as pd
import streamlit as st

import markup
from cards import asks
from cards.query import Context, Query
from cards.sheet import Sheet
from cards.tables import Cell, Row
from cards.tables import table as table_of
from components import url_state
from components.icons import BACK, pointing
from components.icons import html as icon
from data.version import code_version
from i18n import _, dataset_texts, isolation, ngettext, number, routes
from i18n.filter_options import describe
from queries import current

PARAMETER = "print"

_STYLE = Path(__file__).with_name("print_view.css")

ROWS, FEW = 12, 5
"""Rows of a table that are printed, and of a card without tabs; its files have all."""


def is_print_view() -> bool:
    """Whether the address asks for the page as a document."""
    return url_state.on_paper()


def way_back() -> None:
    """The head of a document: buttons that lead back to its page, and that print it (print.js)."""
    st.html(_STYLE)
    with st.container(key="print_back", horizontal=True, vertical_alignment="center"):
        st.button(
            _("Back to the page"),
            key="leave_print",
            icon=pointing(BACK),
            type="tertiary",
            on_click=url_state.set_params,
            kwargs={PARAMETER: None},
        )
        st.button(_("Print"), key="print_now", icon=":material/print:")


def link() -> str:
    """A link to the document of the page, as HTML."""
    return _to_paper(
        "to-document",
        _("Print view"),
        _("All charts with their tables, without buttons and menus"),
    )


def _to_paper(name: str, label: str, words: str) -> str:
    path = url_state.page_shown().path
    address = routes.with_query(f"./{path}", {**url_state.query(), PARAMETER: ["1"]})
    return (
        f'<a href="{escape(address)}" class="{name}" title="{escape(words)}">'
        f"{icon(':material/print:')}{escape(label)}</a>"
    )


def link_to_sheet() -> None:
    """Draw a link to the sheet of what the page is about."""
    words = (
        _("Who, what it said and signed, what became of its requests, with whom: two sides of A4")
        if asks.has_verdicts()
        else _("Who, what it said and signed, with whom: two sides of A4")
    )
    sheet_link = _to_paper("to-sheet", _("One sheet of paper"), words)
    st.html(f'<p class="links">{sheet_link}</p>', width="content")


def page_address() -> str:
    """The address of the page, not of its document."""
    query = {name: values for name, values in url_state.query().items() if name != PARAMETER}
    return url_state.full_url(parameters=query)


def versions() -> str:
    """The versions of data and code, and the limits of the data."""
    return _("Data {version}, code {code}. {limits}").format(
        version=current().version,
        code=code_version(),
        limits=dataset_texts.texts().footnote,
    )


def about() -> str:
    """What a printed page says of itself, as HTML: filters in words, versions, address without the print parameter.

    On a page that is not a document it shows only on paper.
    """
    lines = (
        _("Filters: {filters}").format(filters=describe(url_state.context().filters)),
        versions(),
        _("Address: {address}").format(address=page_address()),
    )
    site = escape(dataset_texts.texts().site)
    html = f'<p class="print-about"><b>{site}</b><br>{"<br>".join(map(escape, lines))}</p>'
    return isolation.in_html(html)


def sheet(sheet: Sheet, subject: Context) -> None:
    """A document that is one sheet of paper. The page with the button to it is that sheet on paper, too (print.js)."""
    with st.container(key="sheet"):
        st.html(markup.sheet(sheet, subject, page_address()))


def table(query: Query, rows: pd.DataFrame, columns: Sequence[str] = (), most: int = ROWS) -> None:
    """The first ``most`` of the ``rows`` of a query as a plain table of ``columns``, else of the usual."""
    heads, lines = table_of(query, rows, columns)
    _draw(heads, lines[:most], query.total)


def plain(heads: Sequence[str], lines: Iterable[Sequence[str]], count: int) -> None:
    """A plain table of the first ``lines``, one text per head, and how many of ``count`` rows it leaves out."""
    rows = [Row([Cell(words) for words in line]) for line in islice(lines, ROWS)]
    _draw([Cell(words) for words in heads], rows, count)


def _draw(heads: Sequence[Cell], rows: Sequence[Row], count: int) -> None:
    st.html(markup.table(heads, rows, "printed"))
    if (remaining := count - len(rows)) > 0:
        st.caption(
            ngettext(
                "{n} more row is in the files.", "{n} more rows are in the files.", remaining
            ).format(n=number(remaining))
        )
