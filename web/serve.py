"""The server that hosts the dashboard: `python -m web.serve`, with the settings and options of `streamlit run`.

It serves the same application as `streamlit run dashboard.py`. It owns the listening socket and the HTTP server, so
that connections are refused until they can be answered, and page runs end before the server stops.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from streamlit import config
from streamlit.logger import get_logger

from web import streamlit_internals, websocket

LOG = get_logger("wsis20")

SCRIPT = Path(__file__).parents[1] / "dashboard.py"
"""The application. Streamlit reads .streamlit/config.toml in the same folder."""

LOOPBACK = "127.0.0.1"
"""The address to listen on if server.address is not set."""


class Server(uvicorn.Server):
    """A uvicorn server that lets page runs end before it stops."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Refuse new connections, so that a proxy asks another process; close the open pages; then stop the rest."""
        for server in self.servers:
            server.close()
        await self.config.loaded_app.state["page_runs"].close()
        await super().shutdown(sockets)


def bind(address: str, port: int) -> socket.socket:
    """Return a socket that holds the port, but refuses connections until the server listens on it.

    Raises OSError or OverflowError if the port is not available.
    """
    family, kind, protocol, *_name_and_address = socket.getaddrinfo(
        address, port, type=socket.SOCK_STREAM
    )[0]
    listener = socket.socket(family, kind, protocol)
    if os.name != "nt":  # On Windows the option would let two servers share the port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    # Connections inherit this. Without it each answer can wait 40 ms for the browser to acknowledge the one before;
    # uvloop sets it by itself, asyncio not always.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind((address, port))
    return listener


def raise_open_files_limit() -> None:
    """Let this process open as many files as the system allows: an open page takes four, the usual limit is 1,024."""
    try:
        import resource
    except ImportError:  # Windows has no such limit.
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # macOS does not take every hard limit as a soft one.
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


@streamlit_internals.command
def main(**options: Any) -> None:
    """Serve the dashboard until SIGTERM or Ctrl-C.

    Takes the options, environment variables and .streamlit/config.toml of `streamlit run`. Listens on this machine
    only, unless server.address says otherwise.
    """
    streamlit_internals.configure(SCRIPT, options)
    raise_open_files_limit()
    address = config.get_option("server.address") or LOOPBACK
    port = config.get_option("server.port")
    try:
        listener = bind(address, port)
    except (OSError, OverflowError) as error:
        LOG.error("Cannot listen on %s, port %s: %s", address, port, error)
        sys.exit(1)
    with listener:
        settings = {
            **streamlit_internals.uvicorn_settings(),
            **websocket.settings,
            # web.request_info reads what proxies say, as DASHBOARD_PROXIES allows.
            "proxy_headers": False,
        }
        Server(uvicorn.Config("dashboard:app", **settings)).run([listener])


if __name__ == "__main__":
    main()
