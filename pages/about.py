"""About this site and privacy: who runs it, what it stores about readers, corrections, licences and versions."""

import streamlit as st

from cards import about
from cards.kit import Link
from cards.titles import question_of
from components import links, nothing_yet
from components.headings import heading
from i18n import escaping


def draw(part: about.Part) -> None:
    """One part as a card."""
    with st.container(border=True, key=f"card_{part.key}"):
        heading(part.title, part.subtitle)
        st.markdown("\n".join(f"- {written(line)}" for line in part.lines))
        if part.page:
            links.draw((Link(part.page, question_of(part.page)),))


def written(line: about.Line) -> str:
    """A line as Markdown."""
    words = escaping.markdown(line.words)
    return f"[{words}]({line.address})" if line.address else words


st.title(question_of("about"), anchor=False)
nothing_yet.card()
operator, kept, made, corrections, terms = about.parts()
left, right = st.columns(2)
with left:
    draw(operator)
    draw(corrections)
    draw(made)
with right:
    draw(kept)
    draw(terms)
