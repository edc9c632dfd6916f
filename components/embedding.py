"""One chart of a page alone, as another site puts it into a page of its own: ``card=KEY`` in the page's address.

``embed=true``, which Streamlit and the response headers read, lets other sites frame it; it is no query parameter here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape
from math import ceil

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import address
from queries import current
from words import _, places, text

PARAMETER = "card"

_LETTERS = 58
"""Letters of a finding on a line, and of the line under it, in a frame of about 600 pixels."""
_SMALL_LETTERS = 85

_place: ContextVar[DeltaGenerator | None] = ContextVar("place", default=None)


class _DrawnError(Exception):
    """The card that was asked for is drawn: there is no need to run the rest of the page."""


def wanted() -> str:
    """The key of the card that the address asks for alone; empty where it asks for the page."""
    return st.query_params.get(PARAMETER, "")


def draw(page: Callable[[], None]) -> None:
    """Draw the card that the address asks for, out of what ``page`` would draw, and a line on where it is from."""
    place = st.container(key="embedded")
    rest = st.empty()
    held = _place.set(place)
    try:
        with rest.container(key="unshown"):
            page()
        found = False
    except _DrawnError:
        found = True
    finally:
        _place.reset(held)
    rest.empty()
    with place:
        if not found:
            st.markdown(f"# {_('There is no such chart')}", anchors=False)
            st.markdown(_("The address may be mistyped, or the chart does not stand on this page."))
        _foot()


@contextmanager
def drawing(key: str) -> Iterator[None]:
    """Where the card ``key``, which was asked for, is drawn; what the page draws after it is left out."""
    place = _place.get()
    if place is None:
        raise RuntimeError("a card is drawn alone only by embedding.draw")
    with place, st.container(key=f"card_{key}"):
        yield
    raise _DrawnError


def _foot() -> None:
    query = {name: values for name, values in address.query().items() if name != PARAMETER}
    said = _("Source: {dashboard}, data {version}").format(
        dashboard=places.SITE, version=current().version
    )
    way = f"[{_('Open the full view')}]({text.link(address.full(parameters=query))})"
    st.caption(f"{text.markdown(said)} · {way}")


def snippet(key: str, title: str, height: int) -> str:
    """The HTML that puts the card ``key`` of this page, as it is now, into a page of another site."""
    source = address.full(parameters={**address.query(), PARAMETER: [key], "embed": ["true"]})
    return (
        f'<iframe src="{escape(source)}" title="{escape(text.plain(title))}" '
        f'width="100%" height="{height}" loading="lazy" style="border:0"></iframe>'
    )


def height(chart: float, title: str, subtitle: str) -> int:
    """Pixels that a card needs in a frame of about 600, of which its chart takes ``chart``."""
    words = 26 * ceil(len(title) / _LETTERS) + 20 * ceil(len(subtitle) / _SMALL_LETTERS)
    return ceil((chart + words + 140) / 10) * 10
