"""The heading of a card, and the text of an empty card."""

import streamlit as st

from cards import wider
from components import embed, url_state
from i18n import _, escaping
from queries import Filters

_FILTER = 80
"""Characters of a filter in words on a button."""


def heading(title: str, subtitle: str, anchor: str | None = None) -> None:
    """A card's finding and, under it, unit, denominator and filters; ``anchor`` lets the page link to it.

    A card that is shown alone has the only heading there is.
    """
    title = escaping.shorten(title, escaping.LONGEST_FINDING)
    level = "#" if embed.embedded_card() else "##"
    if title and anchor:
        st.header(escaping.markdown(title), anchor=anchor)
    elif title:
        st.markdown(f"{level} {escaping.markdown(title)}", anchors=False)
    if subtitle:
        st.caption(escaping.markdown(subtitle))


def empty_state(key: str, subtitle: str, sentence: str = "", asked: Filters | None = None) -> None:
    """Draw the card ``key`` without rows: a sentence, and buttons that lead out.

    One takes the filter out without which there is most, of what the card ``asked``; the other resets all.
    """
    heading(sentence or _("Nothing matches these filters"), subtitle)
    page = url_state.context()
    if not page.filters.active():
        return
    wanted = page.filters if asked is None else asked
    found = wider.widest(wanted, [name for name in page.filters.active() if getattr(wanted, name)])
    with st.container(horizontal=True, gap="small", key=f"ways_out_{key}"):
        if found:
            st.button(
                found.sentence(
                    wanted,
                    lambda words: f"**{escaping.markdown(escaping.shorten(words, _FILTER))}**",
                ),
                key=f"wider_{key}",
                icon=":material/filter_alt_off:",
                on_click=url_state.navigate,
                args=(url_state.filters().without(*found.names),),
                kwargs={"page": None},
            )
        st.button(
            _("Reset all filters"),
            key=f"reset_{key}",
            icon=":material/restart_alt:",
            type="tertiary" if found else "secondary",
            on_click=url_state.navigate,
            args=(Filters(),),
            kwargs={"page": None},
        )
