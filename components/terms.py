"""Terms with their definitions, which show on hover, focus and tap."""

from html import escape

import streamlit as st

from i18n.glossary import definition


def term(words: str, name: str) -> str:
    """HTML of a term: its plain ``words``, and the definition of ``name``, one of ``i18n.glossary.TERMS``.

    frame.css shows the definition while the term is hovered, focused or tapped; screen readers read it after the words.
    """
    meaning = escape(definition(name))
    return f'<button type="button" class="term">{escape(words)}<span> {meaning}</span></button>'


def facts(*parts: str) -> None:
    """A line of facts, with dots between: terms as ``term`` gives them, or plain text. Empty parts are left out."""
    texts = (part if part.startswith("<button") else escape(part) for part in parts if part)
    st.html(f"<p class='facts'>{' · '.join(texts)}</p>")
