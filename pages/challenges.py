"""Challenges and asks: what comes up most, how groups differ, and the points behind."""

import streamlit as st

from cards import challenges
from cards.kit import Link
from cards.rankings import DIMENSIONS, most, unfit
from components import address, links
from components.card import show
from components.evidence import evidence_card
from words import _, labels
from words.options import in_words

page = address.context()
kind = challenges.kind_in_address(page)
st.title(challenges.question(kind), anchor=False)
with st.container(horizontal=True, gap="small"):
    address.choice(
        "show",
        _("Kind"),
        labels.KINDS_PLURAL,
        default=challenges.usual_kind(page.filters),
        adapt=challenges.fitting,
    )
    grain = address.choice("grain", _("As"), challenges.GRAIN_NAMES)
    address.unit_switch()
left, right = st.columns([5, 6])
by = DIMENSIONS[grain]
down = (Link("#evidence", _("Read the points")),)
with left:
    show(most, page, "most", by=by, kind=kind, top=challenges.TOP, toolbar=down)
    links.draw(unfit(page, by, kind))
with right:
    show(challenges.groups, page, grain, kind)
selection = page.filters.set(kind=(kind,))
evidence_card(selection, title=_("The points behind: {what}").format(what=in_words(selection)))
