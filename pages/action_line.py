"""One action line: what it is, who cites it as what and on what, which goals it serves, the points that cite it."""

import streamlit as st

from components import action_line, address

if line := action_line.shown():
    action_line.head(line)
    if line.points:
        address.unit_switch()
        what, who = st.columns(2)
        with what:
            action_line.kinds_card(line)
            action_line.themes_card(line)
        with who:
            action_line.groups_card(line)
            action_line.stages_card(line)
    left, right = st.columns(2)
    with left:
        if line.points:
            action_line.organisations_card(line)
        else:
            action_line.not_cited(line)
        action_line.fields_card(line)
    with right:
        action_line.goals_card(line)
    if line.points:
        action_line.points_card(line)
    action_line.neighbours(line)
