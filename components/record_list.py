"""Draws lists of records: headline, switches, the entries of a page, and the files of exactly these rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from math import ceil
from typing import Literal

import streamlit as st

import markup
from cards.kit import RecordList
from cards.query import Query, dotted
from cards.tables import Row
from cards.view import entries, length, view_of
from components import embed, links, print_view, url_state
from components.downloads import toolbar
from components.grid import columns_table, rows_table
from components.headings import empty_state, heading
from data.rows import each
from i18n import entity_sentences, escaping

_LIST_WIDTH = 220
"""Pixels of a list to choose from above a list of records."""
_TABLE_HEIGHT = 560
"""Pixels of a list as a table, at most."""

_LINE, _EDGES, _PAGES = 25, 9, 60
"""Pixels of a line of an entry, of the space around an entry, and of the choice of pages."""
_LETTERS = (70, 28)
"""Letters of a line of an entry, in frames of about 600 and 320 pixels."""


def draw_list(
    card: RecordList,
    *,
    above: Callable[[], object] | None = None,
) -> None:
    """Draw a list of records, a page of it at a time, or as a table.

    ``above`` draws the page's own search in the list, also where that finds nothing.
    """
    key = card.key
    total = length(card)
    nothing = not total and bool(card.empty)
    search = None if print_view.is_print_view() else above
    with st.container(border=True, key=f"card_{key}", height="stretch"):
        if nothing and not search:
            empty_state(key, card.scope or card.title, card.empty, card.query.filters)
            links.row(card.ways_out)
            return
        anchor = key if key in ("evidence", "passages") else None
        title = card.empty if nothing else card.title
        heading(title, dotted(card.subtitle, card.scope), anchor=anchor)
        if card.note:
            st.caption(escaping.markdown(card.note))
        draw_switches(card, search)
        if nothing:
            links.row(card.ways_out)
            return
        query = _draw_rows(card, total)
        if card.footnote:
            st.caption(dotted_links(escaping.markdown(card.footnote), card.read_at, " "))
        if card.below:
            _draw_sentences(card.below)
        if card.files:
            beside = partial(links.draw, card.toolbar)
            toolbar(key, query, partial(_frame, card), pictured=True, beside=beside)
        else:
            links.row(card.toolbar)


def draw_list_alone(card: RecordList) -> None:
    """Draw a list, a page of it at a time, without links to pages of the dashboard."""
    view = view_of(url_state.context(), card, slice(0, 0))
    heading(view.title, view.about)
    if view.total:
        rows = url_state.context().rows_of_page(view.total, card.size, card.parameter)
        st.html(markup.entries(entries(card, rows)))
        url_state.page_buttons(rows, view.total, card.size, key=card.parameter)


def _frame(card: RecordList) -> str:
    rows = entries(card, slice(0, card.size))
    high, higher = (
        sum(_lines(row, letters) * _LINE + _EDGES for row in rows) + _PAGES for letters in _LETTERS
    )
    title = card.title or card.empty
    return embed.snippet(card.key, title, embed.heights(high, higher, title, card.subtitle))


def _lines(row: Row, letters: int) -> int:
    """How many lines an entry takes at most, where a line has so many letters."""
    first, *others = row.cells
    apart = [first, *(cell for cell in others if cell.parts)]
    about = sum(len(cell.words) + 3 for cell in others if not cell.parts)
    return sum(ceil(len(cell.words) / letters) for cell in apart) + ceil(about / letters)


def _draw_sentences(lines: Iterable[str]) -> None:
    """Draw lines of Markdown as a list."""
    st.markdown("\n".join(f"- {line}" for line in lines))


def _draw_rows(card: RecordList, total: int) -> Query:
    """Draw a table, sentences, or the entries of a page of the list; return the query with the rows of its files."""
    query, key = card.query, f"table_{card.key}"
    if card.columns and card.rows is not None:
        columns_table(card.rows, card.columns, query.total, key=key, alt=card.title)
        return query
    if card.as_table:
        rows_table(query, key=key, alt=card.title, height=_TABLE_HEIGHT)
        return query
    if card.sentences:
        with st.container(key=f"columns_{card.key}"):
            _draw_sentences(line for row in each(query.rows) for line in card.record(row).markdown)
        return query
    size = card.printed if card.printed and print_view.is_print_view() else card.size
    rows = url_state.context().rows_of_page(total, size, card.parameter)
    links.entries(entries(card, rows), url_state.which_rows(rows, total, size))
    url_state.page_buttons(rows, total, size, key=card.parameter)
    return query.page(rows) if card.rows is None else query


def draw_switches(card: RecordList, search: Callable[[], object] | None = None) -> None:
    """Draw the switches of a list in one line: the first as a row of choices, as that between list and table is, the
    others as lists; at the end the page's own ``search``. Not on paper.
    """
    if not card.switches or url_state.on_paper():
        return
    alignment: Literal["bottom", "center"] = "bottom" if search else "center"
    with st.container(horizontal=True, gap="small", vertical_alignment=alignment):
        for switch in card.switches:
            if switch is card.switches[0] or switch[0] == "view":
                url_state.switch(*switch, bare=True)
                continue
            url_state.selected(
                switch[0],
                switch[1],
                switch[2],
                default=next(iter(switch[2])),
                clears=("page",),
                bare=True,
                width=_LIST_WIDTH,
            )
        if search:
            search()


def dotted_links(words: str, addresses: object, between: str = " · ") -> str:
    """Markdown: words, and after them a link for each address in a cell, that shows its host."""
    pages = entity_sentences.pages(addresses)
    hosts = " · ".join(f"[{escaping.markdown(name)}]({page})" for name, page in pages)
    return between.join(part for part in (words, hosts) if part)
