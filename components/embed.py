"""Draws one card of a page alone, for a frame in another site: ``card=KEY`` in the page's address.

``embed=true``, which Streamlit and the response headers read, lets other sites frame it; it is no query parameter here.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from math import ceil
from pathlib import Path

import streamlit as st

from cards.kit import Card, RecordList
from cards.registry import cards_of
from components import url_state
from exports.provenance import dashboard_and_version
from i18n import _, escaping

PARAMETER = "card"

_STYLE = Path(__file__).with_name("embed.css")

_WIDE, _NARROW = 600, 320
"""Pixels: widths of frames for which there is room."""

_LETTERS = {_WIDE: (58, 85), _NARROW: (27, 38)}
"""Letters of a finding on a line, and of the line under it, in a frame that wide."""


def embedded_card() -> str:
    """The key of the card that the address asks for; empty if it asks for the page."""
    return url_state.last_value(PARAMETER)


def draw(name: str, draw_card: Callable[[Card | RecordList], None]) -> None:
    """Draw the card that the address asks for, of those of the page ``name``, and a line that names the source."""
    declared = cards_of(name, url_state.context()).get(embedded_card())
    card = declared() if declared else None
    st.html(_STYLE)
    with st.container(key="embedded"):
        if card is not None:
            with st.container(key=f"card_{card.key}"):
                draw_card(card)
        else:
            st.markdown("# " + _("There is no such chart"), anchors=False)
            st.markdown(_("The web address may be mistyped, or the chart is not on this page."))
        _foot()


def _foot() -> None:
    query = {name: values for name, values in url_state.query().items() if name != PARAMETER}
    source = dashboard_and_version()
    link = "[{}]({})".format(
        _("Open the full version"), escaping.safe_url(url_state.full_url(parameters=query))
    )
    with st.container(key="embedded_foot"):
        st.caption(f"{escaping.markdown(source)} · {link}")


def snippet(key: str, title: str, heights: tuple[int, int]) -> str:
    """The HTML that puts the card ``key`` of this page, as it is now, into a page of another site.

    ``heights`` are those that it needs where there is room, and on a phone.
    """
    source = url_state.full_url(
        parameters={**url_state.query(), PARAMETER: [key], "embed": ["true"]}
    )
    high, higher = heights
    # On a screen narrower than _WIDE the frame grows by as much as the screen is narrower, or by a multiple of that, to
    # what a phone needs.
    growth = max(ceil((higher - high) / (_WIDE - _NARROW)), 1)
    min_height = f"min({higher}px, {high + growth * _WIDE}px - {growth * 100}vw)"
    return (
        f'<iframe src="{escape(source)}" title="{escape(escaping.one_line(title))}" '
        f'width="100%" height="{high}" loading="lazy" style="border:0; min-height:{min_height}"></iframe>'
    )


def heights(wide: float, narrow: float, title: str, subtitle: str) -> tuple[int, int]:
    """Pixels that a card needs in frames of 600 and 320 pixels; its chart takes ``wide`` or ``narrow`` of them."""

    def needed(width: int, chart: float) -> int:
        large, small = _LETTERS[width]
        words = 26 * ceil(len(title) / large) + 20 * ceil(len(subtitle) / small)
        foot = 140 if width == _WIDE else 160
        return ceil((chart + words + foot) / 10) * 10

    return needed(_WIDE, wide), needed(_NARROW, narrow)
