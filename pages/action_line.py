"""One action line: what it is, who cites it in which kind of point, the points themselves, which goals it serves."""

from typing import Any

import streamlit as st

from cards import action_line, action_lines, registry
from cards.facts import facilitators
from cards.kit import Link
from cards.query import dotted
from components import entity_page, links, page_layout, url_state
from components.card import show, show_beside, side_by_side
from components.headings import empty_state
from data.rows import each
from i18n import _, escaping
from queries import ask

page = url_state.context()
other_filters = entity_page.filters_without_own("action_line")
cards = registry.cards_of("action_line", page)


def head(line: Any) -> None:
    """The title, description and facilitators of the action line, the line it is part of, and the source page."""
    page_layout.set_tab_title(escaping.one_line(line.action_line))
    entity_page.title(action_line.title(line))
    coverage = action_line.coverage(line, other_filters) if line.points else ""
    st.markdown(escaping.markdown(f"{escaping.one_line(line.description)} {coverage}"))
    source = escaping.safe_url(line.source_url)
    with st.container(horizontal=True, gap="small", key="facts", vertical_alignment="center"):
        st.caption(_("Facilitators"), width="content")
        links.cells(facilitators(line))
        if isinstance(line.parent_id, str):
            st.caption(_("Part of action line"), width="content")
            links.entity("action_line", line.parent_id, action_lines.label(line.parent_id))
        if source:
            host = f"[{escaping.markdown(escaping.host(line.source_url))}]({source})"
            st.caption(_("Source page: {page}").format(page=host), width="content")


def not_cited(line: Any) -> None:
    """The note that no selected submission cites the line, what that does not mean, and links to other pages."""
    with st.container(border=True, key="card_not_cited"):
        sentence = (
            _("No submission that matches these filters cites {name}")
            if other_filters.active()
            else _("No submission of this collection cites {name}")
        ).format(name=line.action_line)
        about = _(
            "Few submissions cite action lines. Not citing one does not mean ignoring its subject."
        )
        empty_state("not_cited", dotted(about, page.narrowed(other_filters)), sentence)
        list_link = Link(
            "action_lines", _("All action lines"), other_filters, icon=":material/list:"
        )
        links.row((list_link, action_lines.themes_link(other_filters)))


if identity := entity_page.id_from_url("action_line"):
    rows = ask("action_lines", other_filters)
    line = next(row for row in each(rows) if row.action_line_id == identity)
    head(line)
    if line.points:
        if not url_state.on_paper():
            url_state.unit_switch()
        show_beside("kinds", cards["kinds"], cards["groups"])
        show(cards["evidence"])
    else:
        not_cited(line)
    if not line.points or url_state.show_more(
        _("More: themes, stages, organisations, development goals")
    ):
        if line.points:
            show_beside("themes", cards["themes"], cards["stages"])
        with side_by_side("goals"):
            if line.points:
                show(cards["organisations"])
            show(cards["goals"])
            if not line.points:
                show(cards["fields"])
        if line.points:
            show(cards["fields"])
    fields = rows.parent_id.notna()
    neighbour_ids = rows.action_line_id[fields if isinstance(line.parent_id, str) else ~fields]
    links.neighbours("action_line", list(neighbour_ids), identity, action_lines.label)
