"""The bar above every page: what is selected, one button for each filter to take it out, and the pages of its entities.

It has one line and one height whatever is in it, so that no filter moves what stands below.
"""

from datetime import date
from html import escape

import streamlit as st

from cards import entity
from cards.kit import Link
from cards.tables import Cell
from cards.view import linked
from components import links, url_state
from components.filter_bar import reset
from i18n import _, day, escaping, filter_options, labels, ngettext, number, quoted, routes, stating
from queries import FILTERS, Filters, count_rows
from queries.filters import Dropped

_MOST = 12
"""Chips; more are counted."""

_LONGEST = 40
"""Characters of a value in a chip."""


def bar(selection: Filters, page: routes.Page) -> None:
    """The bar of a ``page``; ``selection`` are the filters in the address. On the search page they only go along."""
    chip_filters = selection.without(*page.own_filters)
    if page.name == routes.SEARCH or (not page.filters and not chip_filters.active()):
        return
    with st.container(
        horizontal=True, wrap=False, gap="xsmall", key="chips", vertical_alignment="center"
    ):
        if not chip_filters.active():
            beside = escape(
                _("Showing all submissions. Use the filters at the side, or select a bar.")
            )
            narrow = escape(_("Showing all submissions."))
            st.html(f'<p class="all-beside">{beside}</p><p class="all-narrow">{narrow}</p>')
            return
        reset("reset")
        _selected(chip_filters)
        _chips(chip_filters)
        _pages(chip_filters)


def _selected(chip_filters: Filters) -> None:
    selected, whole = (count_rows("submissions", filters) for filters in (chip_filters, Filters()))
    sentence = ngettext(
        "{selected} of {whole} submission", "{selected} of {whole} submissions", whole
    )
    st.caption(sentence.format(selected=number(selected), whole=number(whole)), width="content")


def _chips(chip_filters: Filters) -> None:
    option_labels = filter_options.option_labels()
    count = 0
    for name in chip_filters.active():
        value = getattr(chip_filters, name)
        if not isinstance(value, tuple):
            words = (
                day(value) if isinstance(value, date) else quoted(escaping.shorten(value, _LONGEST))
            )
            _chip(name, None, words)
            count += 1
            continue
        for identifier in value:
            if count < _MOST:
                words = escaping.shorten(option_labels[name].get(identifier, identifier), _LONGEST)
                _chip(name, identifier, words)
            count += 1
    if count > _MOST:
        more = count - _MOST
        sentence = _("and {n} more").format(n=number(more))
        st.caption(sentence, width="content")


def _chip(name: str, identifier: str | None, words: str) -> None:
    st.button(
        stating(escaping.markdown(labels.FILTERS[name]), escaping.markdown(words)),
        key=f"chip_{name}_{identifier}",
        icon=":material/close:",
        help=_("Remove this filter"),
        on_click=_remove_filter,
        args=(name, identifier),
    )


def _remove_filter(name: str, identifier: str | None) -> None:
    """Take an option out of the newest selection, or a filter without options."""
    newest = url_state.filters()
    if identifier is None:
        newest = newest.without(name)
    elif identifier in getattr(newest, name):
        newest = newest.toggle(name, identifier)
    url_state.navigate(newest, page=None)


def _pages(chip_filters: Filters) -> None:
    """Links to the pages of the entities filtered by."""
    option_labels = filter_options.option_labels()
    entities = [
        (name, identifier)
        for name in routes.ENTITIES
        if name in FILTERS
        for identifier in getattr(chip_filters, name)
        if identifier != "none"
    ]
    if not entities:
        return
    page_links = [
        Link(name, escaping.shorten(option_labels[name][identifier], _LONGEST), id=identifier)
        for name, identifier in entities[: entity.MAX_NAMED]
    ]
    links.cells([Cell(_("Open a page:")), *map(linked, page_links)])


def dropped_values(dropped: tuple[Dropped, ...]) -> None:
    """Tell the reader which parts of the address could not be used, and why."""
    if not dropped:
        return
    lines = [f"- {escaping.markdown(line)}" for line in filter_options.left_out(dropped)]
    st.warning(
        _("We could not use part of this web address and left it out:") + "\n" + "\n".join(lines),
        icon=":material/link_off:",
    )
