"""Widgets that show what the address says, and of which no click is lost.

A value that is assigned to a widget goes to the browser, where it overwrites what the reader has clicked since. So no
value is assigned: a widget that has to show another value is replaced by a new one, with a key of its own. Streamlit
calls back for the widget before it, too, which a browser may show a while longer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components import address


@dataclass
class _Widget:
    """The newest widget of a name: how often it was replaced, what it showed first, and the last run that drew it."""

    key: str
    turn: int
    first: Any
    drawn_in: int


def showing(name: str, value: Any) -> tuple[str, Any]:
    """The key of the widget ``name`` that shows ``value``, and what that widget shows at first (its default).

    The options in a list or tuple have no order.
    """
    widget = _of(name)
    current = st.session_state.get(widget.key, widget.first) if widget else None
    if (
        widget is None
        or address.is_gone(widget.drawn_in)
        or _unordered(current) != _unordered(value)
    ):
        turn = widget.turn + 1 if widget else 0
        widget = _replace(name, f"{name}__{turn}" if turn else name, turn, value, heard=value)
    widget.drawn_in = address.run()
    return widget.key, widget.first


def drawn_for(name: str, chart_state: Any) -> str:
    """The key of the chart ``name``, which is replaced where it shows something else than in the run before."""
    widget = _of(name)
    if widget is None or address.is_gone(widget.drawn_in) or widget.first != chart_state:
        turn = widget.turn + 1 if widget else 0
        widget = _replace(name, f"{name}_{turn}", turn, chart_state, heard=None)
    widget.drawn_in = address.run()
    return widget.key


def on_change(
    key: str, change: Callable[[Any, Any], None], value: Callable[[str], Any] | None = None
) -> Callable[[], None]:
    """A callback of the widget ``key``: ``change`` takes the value that the browser sent last, and the value now.

    ``value`` reads the value by the key, where it is not what Streamlit keeps under the key.
    """

    def changed() -> None:
        address.settle()
        now = value(key) if value else st.session_state[key]
        heard = address.session().heard
        before = heard.get(key)
        if before != now:
            heard[key] = now
            change(before, now)

    return changed


def _of(name: str) -> _Widget | None:
    return address.session().widgets.get(name)


def _replace(name: str, key: str, turn: int, first: Any, heard: Any) -> _Widget:
    session = address.session()
    widget = session.widgets[name] = _Widget(key, turn, first, session.runs)
    session.heard[key] = heard
    return widget


def _unordered(value: Any) -> Any:
    return set(value) if isinstance(value, list | tuple) else value
