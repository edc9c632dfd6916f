"""One text that we read whole: a strip of its paragraphs, the opened one, and its sections in order."""

import streamlit as st

from cards import registry, switches, text
from components import links, url_state
from components.card import show, side_by_side
from components.headings import empty_state, heading
from i18n import _, escaping, labels

page = url_state.context()
cards = registry.cards_of("text", page)
rows = text.paragraphs(page).rows


def paragraph_card() -> None:
    """The opened paragraph: what it says, how firmly, and to whom."""
    row = text.opened(page, rows)
    if row is None:
        return
    with st.container(border=True, key="card_paragraph"):
        heading(labels.paragraph_title(row.paragraph), escaping.one_line(row.section))
        st.markdown(f"**{escaping.markdown(labels.strength(row.strength))}**")
        st.markdown(links.sourced(escaping.one_line(row.says), row.source_url))
        st.caption(escaping.markdown(" · ".join(fact for fact in text.about(row) if fact)))
        links.row(text.themes(row))


def section_switch() -> None:
    """A list of the sections to choose one from."""
    sections = text.sections(rows)
    choices = {str(position): name for position, name in enumerate(sections.values(), 1)}
    current = str(list(sections).index(text.section_in_address(page, rows)) + 1)
    if not url_state.on_paper():
        url_state.selected("section", _("Section"), choices, default=current, width=420)


st.title(escaping.markdown(text.title(page)), anchor=False)
if rows.empty:
    with st.container(border=True, key="card_nothing"):
        empty_state("nothing", "", _("No text was read whole"))
else:
    for _name, label, choices in switches.text_read():
        url_state.segmented_param("id", label, choices, bare=True, clears=("paragraph", "section"))
    show(cards["strip"])
    paragraph_card()
    with side_by_side("met"):
        if cards["met"]() or cards["reports"]():
            with st.container():
                show(cards["met"])
                show(cards["reports"])
        show(cards["drafts"])
    if text.opened(page, rows) is None or url_state.show_more(
        _("More: the paragraphs of each section")
    ):
        section_switch()
        show(cards["paragraphs"])
