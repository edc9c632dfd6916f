"""The data API behind a real socket in this process, so that a test can both break it and see what a client sees."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import uvicorn
from starlette.types import ASGIApp

from api.application import mounted
from server.front_door import FrontDoor
from server.readiness import Readiness
from tests.server.running import free_port


def front_door() -> ASGIApp:
    """The data API as the front door answers it, compressed if asked; behind it nothing is there."""

    def nothing(*_asked: object) -> NoReturn:
        raise AssertionError("not an address of the data API")

    return FrontDoor(nothing, readiness=Readiness(), head=nothing, routes=mounted(""))


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
