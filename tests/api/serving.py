"""The data API in this process, without limits: called, or behind a real socket, so that a test can break it, too."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from web.api.application import mounted
from web.gateway import Gateway
from web.lifespan import AppState


@contextmanager
def data_api() -> Iterator[TestClient]:
    """The data API, called without a server."""
    app = Starlette(routes=mounted("", rate=""))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def front_door() -> ASGIApp:
    """The data API as the front door answers it, compressed if asked; behind it nothing is there."""

    def nothing(*_arguments: object) -> NoReturn:
        raise AssertionError("not an address of the data API")

    return Gateway(nothing, readiness=AppState(), head=nothing, routes=mounted("", rate=""))


@contextmanager
def on_socket(app: ASGIApp, **options: Any) -> Iterator[int]:
    """Serve ``app``, with uvicorn's ``options``, on a port of this machine until the block is left; the port."""
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", **options)
    server = uvicorn.Server(config)
    # Bound here: another program could take a port that is only looked up before the server starts.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "The server did not start."
                time.sleep(0.01)
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()
