"""The action lines: how often and in which kinds of points submissions cite each, on which themes, for which goals."""

import streamlit as st

from cards import action_lines, registry
from cards.kit import Link
from cards.titles import question_of
from components import links, url_state
from components.card import show
from components.headings import heading
from components.record_list import dotted_links
from data.rows import each
from i18n import _, escaping
from queries import ask

page = url_state.context()
cards = registry.cards_of("action_lines", page)


def name_goals() -> None:
    """The source pages of the matrix of goals, and a link to each goal."""
    rows = ask("action_line_goals", action_lines.without_lines(page).without("sdg"))
    sentence, pages = action_lines.source(rows.source_url.dropna())
    st.caption(dotted_links(escaping.markdown(sentence), pages, " "))
    with st.container(horizontal=True, gap="xsmall", key="goal_links"):
        links.draw(
            [Link("sdg", f"{goal.sdg} {goal.goal}", id=goal.sdg) for goal in each(ask("goals"))],
        )


st.title(question_of("action_lines"), anchor=False)
if ask("action_lines").empty:
    with st.container(border=True, key="card_action_lines"):
        heading(
            _("These data contain no action lines"),
            _("If a review has action lines, this page shows which of them its submissions cite."),
        )
else:
    selection = action_lines.without_lines(page)

    def fields() -> None:
        if parents := action_lines.parents_of_fields():
            label = _("Show the fields of {lines}").format(lines=parents)
            url_state.switch("fields", label, action_lines.FIELDS)

    if not url_state.on_paper():
        url_state.unit_switch()
    cited, listed = st.columns([5, 3])
    with cited:
        show(cards["by_kind"], above=fields)
    with listed:
        show(cards["action_lines"])
    if coverage := action_lines.coverage_of(selection):
        st.markdown(escaping.markdown(coverage))
    links.row((action_lines.themes_link(selection),))
    if url_state.show_more(_("More: action lines by theme, and the development goals they serve")):
        show(cards["by_theme"])
        show(cards["by_goal"], below=name_goals)
