"""Draws the strip of stages of an organisation: a box for each, that shows its part there."""

from __future__ import annotations

import streamlit as st

from cards.organisation.stages import Stage, legend, stages, unknown
from cards.organisation.stages import heading as in_words
from components import links
from components.headings import heading
from data.rows import each
from i18n import escaping, sentences
from queries import ask


def draw(organisation: str) -> None:
    """The boxes, each a link to what was collected, and what they mean."""
    strip = stages(organisation)
    with st.container(key="stages", horizontal=True, gap="xxsmall"):
        for stage in strip:
            with st.container(key=f"stage_{stage.part}_{stage.id}", width="content"):
                _box(stage)
    st.caption(escaping.markdown(sentences(unknown(strip), legend(strip))))


def _box(stage: Stage) -> None:
    if stage.link:
        links.draw((stage.link,))
    else:
        st.markdown(escaping.markdown(stage.label))


def card(organisation: str) -> None:
    """Draw the strip as a card, whose heading says at how many stages the organisation wrote or signed."""
    row = next(each(ask("organisation", organisation=organisation)))
    with st.container(border=True, key="card_stages", gap="small"):
        heading(in_words(escaping.one_line(row.label), stages(organisation)))
        draw(organisation)
