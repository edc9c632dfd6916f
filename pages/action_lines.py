"""The action lines: as what they are cited, on which themes, and which goals they serve."""

import streamlit as st

from components import action_lines, address
from words import _

st.title(_("Which action lines are cited, as what and on what?"), anchor=False)
if not action_lines.none_kept():
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        action_lines.coverage_note()
    with st.container(horizontal=True, gap="small"):
        action_lines.fields_switch()
        address.unit_switch()
    cited, listed = st.columns([5, 3])
    with cited:
        action_lines.kinds_card()
    with listed:
        action_lines.lines_card()
    action_lines.themes_card()
    action_lines.goals_card()
