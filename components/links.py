"""Draws links, buttons and drill-downs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import parse_qs

import streamlit as st
from markupsafe import Markup

import markup
from cards.kit import Button, Card, DrillDown, Link
from cards.tables import Cell, Row
from cards.view import linked
from components import copy_box, url_state
from components.icons import BACK, ON, pointing
from i18n import _, escaping, imprint, routes
from queries import Filters


class _FullPage:
    """Where links lead in full pages: to full pages, with the filters in force."""

    full = True

    @staticmethod
    def to(link: Link) -> str:
        """The address of a link; the filter that an entity's page sets itself is left out."""
        if link.to.startswith("#"):
            return link.to
        if link.id:
            page = routes.ENTITIES[link.to].page
            filters = url_state.filters().without(*page.own_filters)
            return _address(page, filters, {"id": link.id, **link.view})
        filters = url_state.filters() if link.filters is None else link.filters
        if link.to.startswith("/"):
            return routes.with_query(f".{link.to}", filters.to_query())
        return _address(routes.PAGES[link.to], filters, link.view)

    @staticmethod
    def reporting(cell: Cell) -> str:
        """The address under which readers report an error in a point; empty if the settings name no contact."""
        point, submission = cell.report
        path, query = routes.entity("submission", submission).split("?")
        return imprint.report(point, url_state.full_url(path, parse_qs(query)))

    @staticmethod
    def copying(words: str) -> Markup:
        """The words with a button that copies them."""
        return Markup(copy_box.html(words))  # noqa: S704 - it escapes


def _address(page: routes.Page, filters: Filters, view: Mapping[str, str | Sequence[str]]) -> str:
    return routes.with_query(f"./{page.path}", url_state.parameters(filters, **view))


FULL_PAGE = _FullPage()


def draw(links: Sequence[Link | Button | str], *, stacked: bool = False) -> None:
    """Draw links, buttons and captions one after the other; links that follow each other as one element."""
    for is_link, group in groupby(links, lambda link: isinstance(link, Link)):
        if is_link:
            page_links = [link for link in group if isinstance(link, Link)]
            cells([_cell(link) for link in page_links], stacked=stacked)
            continue
        for item in group:
            if isinstance(item, Button):
                st.button(
                    escaping.markdown(item.label),
                    key=item.key,
                    icon=pointing(item.icon),
                    type="tertiary",
                    on_click=url_state.navigate,
                    args=(url_state.filters() if item.filters is None else item.filters,),
                    kwargs=dict(item.view),
                )
            elif isinstance(item, str):
                st.caption(escaping.markdown(item))


def _cell(link: Link) -> Cell:
    return linked(replace(link, icon=pointing(link.icon) or ""))


def cells(line: Sequence[Cell], *, stacked: bool = False) -> None:
    """Draw the cells of a line as one element, those that have a link as links."""
    if line:
        st.html(markup.links(line, FULL_PAGE, stacked=stacked), width="content")


def row(links: Sequence[Link | Button | str]) -> None:
    """Draw links, buttons and captions in a row."""
    if links:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            draw(links)


def entries(rows: Sequence[Row], which: str = "") -> None:
    """Draw the entries of a list and, on paper, ``which`` of all these are, as one element."""
    if rows:
        st.html(f"{markup.entries(rows, FULL_PAGE)}{which}")


def entity(name: str, identifier: str, label: str, *, icon: str = "", title: str = "") -> None:
    """Draw a link to the page of an entity; ``title`` is the part of its label that is the title of a submission."""
    draw((Link(name, label, id=identifier, icon=icon, title=title),))


def sourced(words: str, page: object) -> str:
    """Markdown: a sentence, and a link to its source, the ``page`` of another site, named by its host."""
    target = escaping.safe_url(page)
    link = f" · [{escaping.markdown(escaping.host(page))}]({target})" if target else ""
    return escaping.markdown(words) + link


def markdown_line(cells: Sequence[Cell]) -> str:
    """Markdown: cells in one line; those that have a source as links to it."""
    words = [(escaping.markdown(cell.words), cell.source) for cell in cells if cell.words]
    return " · ".join(f"[{text}]({source})" if source else text for text, source in words)


def draw_below(card: Card) -> None:
    """Draw what stands under a card's chart; where the card sets a filter, links to what is filtered by stand apart."""
    if card.sets and any(isinstance(link, Link) for link in card.below):
        with st.container(key=f"picked_{card.key}", gap="xxsmall"):
            draw(card.below, stacked=True)
    else:
        draw(card.below, stacked=True)


def draw_numbered(card: Card) -> None:
    """Draw what the numbers in the chart mean, where a reader opens it."""
    if not card.numbered:
        return
    listing = st.expander(
        _("Submissions by number"),
        icon=":material/format_list_numbered:",
        type="compact",
        key=f"numbered_{card.key}",
        on_change="rerun",
    )
    if listing.open:
        with listing, st.container(key=f"titles_{card.key}"):
            draw(card.numbered)


def neighbours(
    name: str, order: Sequence[str], identifier: str, label: Callable[[str], str]
) -> None:
    """Draw links to the entities before and after ``identifier`` in ``order``."""
    position = order.index(identifier)
    with st.container(
        horizontal=True, gap="small", key="neighbours", horizontal_alignment="distribute"
    ):
        for neighbour in order[max(position - 1, 0) : position]:
            entity(name, neighbour, label(neighbour), icon=BACK)
        for neighbour in order[position + 1 : position + 2]:
            entity(name, neighbour, label(neighbour), icon=ON)


def draw_drill_down(drill_down: DrillDown | None) -> None:
    """Draw the drill-down of a clicked mark."""
    if drill_down is None:
        return
    name = f"**{escaping.markdown(drill_down.name)}** · " if drill_down.name else ""
    if words := name + sourced(drill_down.words, drill_down.source):
        st.markdown(words)
    for note in drill_down.notes:
        st.caption(note)
    row(drill_down.links)
