"""One Sustainable Development Goal: which action lines serve it, which submissions and points cite it."""

import streamlit as st

from cards import action_lines, goal
from components import address, entities, frame, links
from components.card import show
from components.evidence import evidence_card
from queries import ask
from words import _, options, text

page = address.context()
asked = entities.narrowing("sdg")

if identity := entities.chosen("sdg"):
    name = action_lines.goal_label(identity)
    counts = action_lines.citing(asked).loc["submissions"]
    row = next(row for row in ask("goals", asked).itertuples() if row.sdg == identity)
    frame.name_tab(text.plain(name))
    entities.title(name)
    coverage = goal.coverage(int(row.submissions), int(counts.goals), int(counts.selected))
    st.markdown(text.markdown(coverage))
    lines, submissions = st.columns(2)
    with lines:
        show(goal.lines, page, identity, asked.without("action_line"))
    with submissions:
        show(goal.cited_in, page, identity, asked)
        if row.points:
            title = _("The points that cite {name}").format(name=name)
            evidence_card(asked.set(sdg=(identity,)), title=title)
    links.neighbours("sdg", list(options.known()["sdg"]), identity, action_lines.goal_label)
