"""Challenges and asks: what comes up most, how groups differ, and the points behind."""

import streamlit as st

from components import address, challenges
from components.cards import ranking_card
from words import _, labels

kind = challenges.kind_in_address()
st.title(challenges.question(kind), anchor=False)
with st.container(horizontal=True, gap="small"):
    address.choice(
        "show",
        _("Kind"),
        labels.KINDS_PLURAL,
        default=challenges.usual_kind(),
        adapt=challenges.fitting,
    )
    grain = address.choice("grain", _("As"), challenges.GRAIN_NAMES)
    address.unit_switch()
left, right = st.columns([5, 6])
with left:
    ranking_card("most", grain=grain, kind=kind, top=20, unfit=True, foot=challenges.points_link)
with right:
    challenges.groups_card(grain, kind)
challenges.points_card(kind)
