"""The newest address of a reader's session, and those that it replaced.

A browser sends its address with each request, while an answer with a newer one may be on its way to it. So the address
of a request is the state only where the server has not replaced it, or where the reader went back to it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from queries import FILTERS

MOST = 100
"""Addresses that a session keeps: more than a reader can click before the browser gets the first answer."""

LATE = 30.0
"""Seconds for which a request without a click may be late, or a link drawn before the newest address was."""

_SESSION = "session"

Value = TypeVar("Value")


class _Address(NamedTuple):
    """Page and parameters; ``put_at`` is when the server put them there, in seconds of a clock that never goes back."""

    page: str
    parameters: tuple[tuple[str, tuple[str, ...]], ...]
    put_at: float

    def same(self, other: _Address) -> bool:
        return self[:2] == other[:2]

    def filters(self) -> dict[str, tuple[str, ...]]:
        return {name: values for name, values in self.parameters if name in FILTERS}


@dataclass
class Session:
    """What a reader's session keeps from one page run to the next."""

    addresses: list[_Address] = field(default_factory=list)
    """Those that a browser may send, the newest last."""

    runs: int = 0
    """How many page runs it has had."""

    whole_run: int = 0
    """The run after which nothing that was drawn in it or before is in the page."""

    requested: str = ""
    """The page that this run's request names."""

    pages: dict[str, str] = field(default_factory=dict)
    """Page in a request -> page that st.navigation chose for it."""

    page: str = ""
    """The name of the page that is shown."""

    widgets: dict[str, Any] = field(default_factory=dict)
    """Name -> its newest widget."""

    heard: dict[str, Any] = field(default_factory=dict)
    """Key of a widget -> the value that the browser sent last for it."""


class _Run(threading.local):
    """The page run of this thread: its session, and what was read of the newest address (``once``)."""

    cursors: object = None
    """What Streamlit makes anew for each run."""

    session: Session
    read: dict[object, Any]


_run = _Run()


def session() -> Session:
    """The session of the reader whose page runs; read from Streamlit once a run."""
    return _run.session if settle() else _of_streamlit()


def _of_streamlit() -> Session:
    kept: Session = st.session_state.setdefault(_SESSION, Session())
    return kept


def once(read: Callable[[], Value]) -> Callable[[], Value]:
    """``read``, which depends on session and address alone, called once for each address of a run."""

    @wraps(read)
    def read_once() -> Value:
        if not settle():
            return read()
        if read not in _run.read:
            _run.read[read] = read()
        value: Value = _run.read[read]
        return value

    return read_once


def show(page: str) -> None:
    """Say which page is shown, by its name."""
    session().page = page
    _read_anew()


def _read_anew() -> None:
    _run.read = {}


@once
def given() -> Mapping[str, list[str]]:
    """The parameters of the address, name -> values. All of a run's changes of them go through ``put``."""
    return _parameters()


def put(parameters: Mapping[str, Sequence[str]]) -> None:
    """Put these parameters into the address in place of its own."""
    settle()
    st.query_params.from_dict(parameters)
    _read_anew()
    addresses, newest = session().addresses, _address()
    if not addresses or not newest.same(addresses[-1]):
        addresses.append(newest)
        del addresses[:-MOST]


def settle(*, called_back: bool = True) -> bool:
    """Answer a request whose address was replaced meanwhile from the newest one, however late it is; once a run.

    Any other address is taken as it is: a link, a typed or pasted address, a step in the history. A reader who turns a
    filter on, off and on again makes the same address twice, so a request stands for the first address that it equals,
    and those replaced before that one are forgotten. ``called_back``: a widget called back, so the request is no link.

    Returns whether this is a run.
    """
    context = get_script_run_ctx()
    if context is None:
        return False
    if _run.cursors is context.cursors:
        return True
    _run.cursors, _run.session = context.cursors, _of_streamlit()
    _read_anew()
    _run.session.runs += 1
    _run.session.requested = context.page_script_hash
    requested, addresses = _address(), _run.session.addresses
    if addresses and addresses[-1].page != requested.page:
        widgets_are_gone()
    position = next(
        (index for index, address in enumerate(addresses) if address.same(requested)), None
    )
    if context.is_history_navigation:
        if addresses:  # the addresses that the reader left may still be on their way to the browser
            st.query_params.from_dict(_parameters())
        page_addresses = [address for address in addresses[1:] if address.page == requested.page]
        addresses[:] = [*page_addresses, requested]
    elif position is None or (not called_back and _is_followed(requested, addresses)):
        if _was_drawn_before(requested, addresses):
            view = {name: values for name, values in requested.parameters if name not in FILTERS}
            st.query_params.from_dict(_lists({**addresses[-1].filters(), **view}))
        addresses[:] = [_address()]
    else:
        del addresses[:position]
        if not addresses[-1].same(requested):
            st.query_params.from_dict(_lists(dict(addresses[-1].parameters)))
    return True


def _was_drawn_before(link: _Address, addresses: Sequence[_Address]) -> bool:
    """Whether the ``link`` to another page was drawn before the newest selection: it has filters of an earlier one."""
    if not addresses or addresses[-1].page == link.page:
        return False
    newest, filters = addresses[-1].filters(), link.filters()
    before = [address.filters() for address in _lately_replaced(addresses, link.put_at)]
    return filters != newest and filters in before


def _is_followed(requested: _Address, addresses: Sequence[_Address]) -> bool:
    """Whether a replaced address is that of a link, as in the menu: it has the newest filters, and is not just late."""
    if requested.filters() != addresses[-1].filters():
        return False
    may_be_late = (*_lately_replaced(addresses, requested.put_at), addresses[-1])
    return not any(address.same(requested) for address in may_be_late)


def _lately_replaced(addresses: Sequence[_Address], now: float) -> list[_Address]:
    return [address for address, after in pairwise(addresses) if now - after.put_at < LATE]


def arrived() -> None:
    """Record the page that st.navigation chose for the request, since the request's own name of it can be empty."""
    context = get_script_run_ctx()
    if context is None:
        return
    kept, page = session(), context.page_script_hash
    kept.pages[kept.requested] = page
    kept.addresses[:] = [
        address._replace(page=page) if address.page == kept.requested else address
        for address in kept.addresses
    ]


def run() -> int:
    """The number of this run in its session; it begins with 1."""
    return session().runs


def widgets_are_gone() -> None:
    """Record that what earlier runs drew is no longer in the page: the page is another, or this run is complete."""
    session().whole_run = run()


def is_gone(drawn_in: int) -> bool:
    """Whether what the run with this number drew last is no longer in the page."""
    return drawn_in < session().whole_run


def _parameters() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _lists(parameters: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: list(values) for name, values in parameters.items()}


def _address() -> _Address:
    context = get_script_run_ctx()
    parameters = sorted((name, tuple(values)) for name, values in _parameters().items())
    page = context.page_script_hash if context else ""
    return _Address(session().pages.get(page, page), tuple(parameters), time.monotonic())
