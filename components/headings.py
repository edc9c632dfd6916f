"""The heading of a card, the text of an empty card, and terms whose definitions show on hover, focus and tap."""

from html import escape

import streamlit as st

from cards import wider
from components import embed, url_state
from i18n import _, escaping, isolation
from i18n.glossary import definition
from queries import Filters

_LONGEST_FILTER = 80
"""Characters of a filter in words on a button."""


def heading(title: str, subtitle: str = "", anchor: str | None = None) -> None:
    """A card's finding and, under it, unit, denominator and filters; ``anchor`` lets the page link to it.

    Both are one element, as each takes time of a page run. The heading of a card that is shown alone is the only one
    of its page.
    """
    finding = escape(escaping.shorten(title, escaping.LONGEST_FINDING))
    tag = "h1" if embed.embedded_card() else "h2"
    named = f' id="{anchor}"' if anchor else ""
    html = f"<{tag}{named}>{finding}</{tag}>" if finding else ""
    if subtitle:
        html += f'<p class="counted">{escape(escaping.one_line(subtitle))}</p>'
    if html:
        st.html(isolation.in_html(html))


def empty_state(
    key: str, subtitle: str, sentence: str = "", card_filters: Filters | None = None
) -> None:
    """Draw the card ``key`` without rows: a sentence, and buttons that lead out.

    One takes out that filter of ``card_filters`` without which most submissions match; the other resets all.
    """
    heading(sentence or _("Nothing matches these filters"), subtitle)
    page = url_state.context()
    if not page.filters.active():
        return
    selection = page.filters if card_filters is None else card_filters
    suggestion = wider.widest(
        selection, [name for name in page.filters.active() if getattr(selection, name)]
    )
    with st.container(horizontal=True, gap="small", key=f"ways_out_{key}"):
        if suggestion:
            st.button(
                suggestion.sentence(
                    selection,
                    lambda words: (
                        f"**{escaping.markdown(escaping.shorten(words, _LONGEST_FILTER))}**"
                    ),
                ),
                key=f"wider_{key}",
                icon=":material/filter_alt_off:",
                on_click=url_state.navigate,
                args=(url_state.filters().without(*suggestion.names),),
                kwargs={"page": None},
            )
        st.button(
            _("Reset all filters"),
            key=f"reset_{key}",
            icon=":material/restart_alt:",
            type="tertiary" if suggestion else "secondary",
            on_click=url_state.navigate,
            args=(Filters(),),
            kwargs={"page": None},
        )


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
