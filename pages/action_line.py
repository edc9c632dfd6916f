"""One action line: what it is, who cites it as what and on what, which goals it serves, the points that cite it."""

from typing import Any

import streamlit as st

from cards import action_line, action_lines, registry
from cards.kit import Link
from cards.query import dotted
from components import entity_page, links, page_layout, url_state
from components.card import show
from components.headings import empty_state
from components.points_list import evidence_card
from i18n import _, escaping, filter_options
from queries import ask

page = url_state.context()
asked = entity_page.filters_without_own("action_line")
cards = registry.cards_of("action_line", page)


def head(line: Any) -> None:
    """Title, what it is about, who facilitates it, what it is part of, and the page that says so."""
    page_layout.set_tab_title(escaping.one_line(line.action_line))
    entity_page.title(action_line.title(line))
    coverage = action_line.coverage(line, asked) if line.points else ""
    st.markdown(escaping.markdown(f"{escaping.one_line(line.description)} {coverage}"))
    source = escaping.safe_url(line.source_url)
    with st.container(horizontal=True, gap="small", key="facts", vertical_alignment="center"):
        st.caption(_("Facilitated by"), width="content")
        organisations = {
            name: key for key, name in filter_options.option_labels()["organisation"].items()
        }
        for body in escaping.one_line(line.facilitators).split("; "):
            if body in organisations:
                entity_page.link("organisation", organisations[body], body)
            else:
                st.markdown(escaping.markdown(body), width="content")
        if isinstance(line.parent_id, str):
            st.caption(_("Field of"), width="content")
            entity_page.link("action_line", line.parent_id, action_lines.label(line.parent_id))
        if source:
            host = f"[{escaping.markdown(escaping.host(line.source_url))}]({source})"
            st.caption(_("Read at {page}").format(page=host), width="content")


def not_cited(line: Any) -> None:
    """That nothing selected cites the line, what that does not mean, and the ways on."""
    with st.container(border=True, key="card_not_cited"):
        sentence = (
            _("No submission in this selection cites {name}")
            if asked.active()
            else _("No submission of this collection cites {name}")
        ).format(name=line.action_line)
        about = _(
            "Not cited is not the same as not cared about: few submissions name action lines."
        )
        empty_state("not_cited", dotted(about, page.narrowed(asked)), sentence)
        every = Link("action_lines", _("All action lines"), asked, icon=":material/list:")
        links.row((every, action_lines.themes_link(asked)))


if identity := entity_page.id_from_url("action_line"):
    rows = ask("action_lines", asked)
    line = next(row for row in rows.itertuples() if row.action_line_id == identity)
    head(line)
    if line.points:
        url_state.unit_switch()
        what, who = st.columns(2)
        with what:
            show(cards["kinds"])
            show(cards["themes"])
        with who:
            show(cards["groups"])
            show(cards["stages"])
    left, right = st.columns(2)
    with left:
        if line.points:
            show(cards["organisations"])
        else:
            not_cited(line)
        show(cards["fields"])
    with right:
        show(cards["goals"])
    if line.points:
        title = _("The points that cite {name}").format(name=line.action_line)
        evidence_card(action_line.citing(line, asked), title=title)
    fields = rows.parent_id.notna()
    same = rows.action_line_id[fields if isinstance(line.parent_id, str) else ~fields]
    links.neighbours("action_line", list(same), identity, action_lines.label)
