"""The socket that readers connect to, which `streamlit run` opens and hands to nobody; so it is looked up."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Iterator


def not_yet() -> None:
    """Have connections refused until the HTTP server listens once more, which it does after the start.

    `streamlit run` listens before it. The system would take connections meanwhile, and who comes would wait for
    seconds; a proxy that is refused asks another process at once.
    """
    for listening in _sockets():
        address = listening.getsockname()
        with socket.socket(listening.family, listening.type) as silent:
            silent.setblocking(False)
            _copy(socket.SOL_SOCKET, socket.SO_REUSEADDR, listening, silent)
            if listening.family == socket.AF_INET6:
                _copy(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, listening, silent)
            _copy(socket.IPPROTO_TCP, socket.TCP_NODELAY, listening, silent)
            os.dup2(silent.fileno(), listening.fileno())
        listening.bind(address)


def send_at_once() -> None:
    """Turn off Nagle's algorithm for every connection to come.

    `streamlit run` opens the socket in a way that keeps asyncio from doing so, and each answer then waits 40 ms for
    the browser to acknowledge the one before. On Linux the connections inherit what is set on the socket.
    """
    for listening in _sockets():
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _sockets() -> Iterator[socket.socket]:
    for thing in gc.get_objects():
        if type(thing) is socket.socket and _listens(thing):
            yield thing


def _listens(candidate: socket.socket) -> bool:
    return (
        candidate.family in {socket.AF_INET, socket.AF_INET6}
        and candidate.fileno() >= 0
        and candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
    )


def _copy(level: int, option: int, one: socket.socket, other: socket.socket) -> None:
    other.setsockopt(level, option, one.getsockopt(level, option))
