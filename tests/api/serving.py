"""The data API in this process, without limits: called, or behind a real socket, so that a test can break it, too."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from tests.server.running import free_port
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

    def nothing(*_asked: object) -> NoReturn:
        raise AssertionError("not an address of the data API")

    return Gateway(nothing, readiness=AppState(), head=nothing, routes=mounted("", rate=""))


@contextmanager
def on_socket(app: ASGIApp) -> Iterator[int]:
    """Serve ``app`` on a port of this machine until the block is left; the port."""
    port = free_port()
    config = uvicorn.Config(app, port=port, log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield port
    finally:
        server.should_exit = True
        thread.join()
