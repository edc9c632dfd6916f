"""One Sustainable Development Goal: which action lines serve it, which submissions and points cite it."""

import streamlit as st

from cards import action_lines, goal, registry
from components import entity_page, links, page_layout, url_state
from components.card import show, show_beside
from data.rows import each
from i18n import escaping, filter_options
from queries import ask

page = url_state.context()
cards = registry.cards_of("goal", page)
other_filters = entity_page.filters_without_own("sdg")

if identity := entity_page.id_from_url("sdg"):
    name = action_lines.goal_label(identity)
    counts = action_lines.citing(other_filters).loc["submissions"]
    row = next(row for row in each(ask("goals", other_filters)) if row.sdg == identity)
    page_layout.set_tab_title(escaping.one_line(name))
    entity_page.title(name)
    coverage = goal.coverage(int(row.submissions), int(counts.goals), int(counts.selected))
    st.markdown(escaping.markdown(coverage))
    show_beside("lines", cards["lines"], cards["submissions"])
    if row.points:
        show(cards["evidence"])
    links.neighbours(
        "sdg", list(filter_options.option_labels()["sdg"]), identity, action_lines.goal_label
    )
