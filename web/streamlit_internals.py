"""What reaches into Streamlit's private parts, so that no click of a reader is lost.

Where a request waits, Streamlit joins the next to it and keeps the newer state of each widget. That loses clicks: those
of a chart that is not in the page any more, the first of two marks, the order of a click and a reset, a step back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetStates

MOST_BYTES = 200_000
"""Bytes of requests that wait, all together: with more, Streamlit's own joining is used."""

_LOG = logging.getLogger(__name__)

Join = Callable[[WidgetStates | None, WidgetStates | None], WidgetStates | None]


def answer_each_request() -> None:
    """Have Streamlit answer each request that waits, one after the other, before it draws the page.

    Where Streamlit's parts are others than expected, nothing is changed and the log says so.
    """
    try:
        from streamlit.runtime.scriptrunner_utils import script_requests
        from streamlit.runtime.state import session_state

        join = script_requests._coalesce_widget_states
        request = script_requests.ScriptRequests._request_rerun_locked
        rerun = session_state.SessionState.on_script_will_rerun
    except (ImportError, AttributeError) as error:
        _LOG.warning("Streamlit joins requests that wait; quick clicks may be lost: %s", error)
        return
    if join.__module__ != __name__:
        parts: list[tuple[Any, str, object]] = [
            (script_requests, "_coalesce_widget_states", one_after_the_other(join)),
            (script_requests.ScriptRequests, "_request_rerun_locked", keeping_steps_back(request)),
            (session_state.SessionState, "on_script_will_rerun", one_at_a_time(rerun)),
        ]
        for owner, name, part in parts:
            setattr(owner, name, part)


def one_after_the_other(join: Join) -> Join:
    """``join`` replaced: the states of both requests, those of the older one first."""

    def joined(older: WidgetStates | None, newer: WidgetStates | None) -> WidgetStates | None:
        if not older or not newer or older.ByteSize() + newer.ByteSize() > MOST_BYTES:
            return join(older, newer)
        return WidgetStates(widgets=[*older.widgets, *newer.widgets])

    return joined


def requests_in(states: WidgetStates) -> list[WidgetStates]:
    """The requests that were put one after the other: each has a widget once."""
    requests = [WidgetStates()]
    known: set[str] = set()
    for state in states.widgets:
        if state.id in known:
            requests.append(WidgetStates())
            known.clear()
        known.add(state.id)
        requests[-1].widgets.append(state)
    return requests


def one_at_a_time(rerun: Callable[..., None]) -> Callable[..., None]:
    """``rerun``, which takes the states of one request and calls back, called for each request that waited."""

    def reruns(self: Any, fresh_widget_states: WidgetStates | None, **more: Any) -> None:
        if fresh_widget_states is not None:
            *earlier, fresh_widget_states = requests_in(fresh_widget_states)
            for states in earlier:
                rerun(self, states)
        rerun(self, fresh_widget_states, **more)

    return reruns


def keeping_steps_back(request: Callable[..., bool]) -> Callable[..., bool]:
    """``request``, after which a step back that waits is still one, though a click was joined to it."""

    def requested(self: Any, new_data: Any) -> bool:
        waiting = self._rerun_data if self._state.value == "RERUN" else None
        accepted = request(self, new_data)
        if (
            accepted
            and waiting
            and waiting.is_history_navigation
            and waiting.query_string == new_data.query_string
        ):
            self._rerun_data = replace(self._rerun_data, is_history_navigation=True)
        return accepted

    return requested
