"""Terms with their definitions, which show on hover, focus and tap."""

from html import escape

from i18n.glossary import definition


def term(words: str, name: str) -> str:
    """HTML of a term: its plain ``words``, and the definition of ``name``, one of ``i18n.glossary.TERMS``.

    frame.css shows the definition while the term is hovered, focused or tapped; screen readers read it after the words.
    """
    said = escape(definition(name))
    return f'<button type="button" class="term">{escape(words)}<span>: {said}</span></button>'
