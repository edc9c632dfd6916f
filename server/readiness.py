"""What happens between the start of the server and its first reader."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool
from streamlit import config, runtime
from streamlit.logger import get_logger

from data import DATABASE
from data.build import DataProblems, ensure_database
from server import site
from server.warmup import visit_every_page

LOG = get_logger("wsis20")


class Readiness:
    """Whether there is data to show, and the paths of the pages (None: not known)."""

    def __init__(self) -> None:
        self.has_data = False
        self.pages: frozenset[str] | None = None

    @asynccontextmanager
    async def lifespan(self, app: st.App) -> AsyncIterator[None]:
        """Build the database if need be and visit every page before the first reader is let in.

        Without a database the server starts all the same, says so to whoever asks, and opens once
        there is one.
        """
        send_at_once()
        site.believe_settings_only()
        if await _have_database():
            await self._open()
            yield
        else:
            waiting = asyncio.create_task(self._open_later())
            yield
            waiting.cancel()

    async def _open(self) -> None:
        self.has_data = True
        try:
            self.pages = await visit_every_page(runtime.get_instance()) or None
        except TimeoutError:
            LOG.exception("The first visit to the pages did not come to its end")
        LOG.info("The dashboard is open: http://localhost:%d", config.get_option("server.port"))

    async def _open_later(self) -> None:
        while not DATABASE.exists():
            await asyncio.sleep(1)
        await self._open()


async def _have_database() -> bool:
    try:
        await run_in_threadpool(ensure_database)
    except DataProblems as problems:
        LOG.error("The database was not built. %s", problems)
    except Exception:
        LOG.exception("The database was not built")
    else:
        return True
    if DATABASE.exists():
        LOG.warning("The database of an earlier build is served instead")
        return True
    LOG.error("There is no data to show: mend the tables, then run `python -m data.build`")
    return False


def send_at_once() -> None:
    """Turn off Nagle's algorithm for every connection to come.

    `streamlit run` opens its listening socket in a way that keeps asyncio from doing so, and each
    answer then waits 40 ms for the browser to acknowledge the one before. Nobody hands that socket
    out, so it is looked up; on Linux the connections inherit what is set on it.
    """
    for thing in gc.get_objects():
        if type(thing) is socket.socket and _listens(thing):
            thing.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listens(candidate: socket.socket) -> bool:
    return (
        candidate.family in {socket.AF_INET, socket.AF_INET6}
        and candidate.fileno() >= 0
        and candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
    )
