"""Startup and shutdown: builds the database, visits every page once, then watches the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool
from streamlit import config

from pictures import languages_without_a_font
from web import errors, index_html, streamlit_internals, watchdog
from web.database_watcher import LOG, DatabaseWatcher
from web.page_runs import PageRuns
from web.settings import settings

POLL_INTERVAL = 1.0
"""Seconds between two checks of the database."""

LISTEN_INTERVAL = 0.05
"""Seconds between two attempts to connect to the server itself, until it listens."""

ANY_ADDRESS = ("", "0.0.0.0", "::")  # noqa: S104 - nothing is bound to it here
"""Values of server.address that stand for every address of the machine."""

when_open: list[Callable[[str], object]] = []
"""Called with the address of the dashboard once it can be opened."""


class AppState:
    """Whether there is data to show, and the paths of the pages (None: not known)."""

    def __init__(self) -> None:
        self.has_data = False
        self.pages: frozenset[str] | None = None
        self.page_runs = PageRuns()
        self._announcing: asyncio.Task[None] | None = None
        self._watcher = DatabaseWatcher(builds=settings().builds == "yes")

    @asynccontextmanager
    async def lifespan(self, app: st.App) -> AsyncIterator[dict[str, PageRuns]]:
        """Build the database if needed and visit every page before the first reader is let in.

        Without a readable database the server starts too, and answers 503 until there is one. If the database is
        damaged later, the server answers 503 again.

        The yielded state is for ``web.serve``, which closes the open pages before the server stops.
        """
        streamlit_internals.tell_why_no_file(errors.why_no_file)
        signs = asyncio.create_task(watchdog.send_signs())
        if await run_in_threadpool(self._watcher.ensure):
            await self._open()
        watching = asyncio.create_task(self._watch())
        yield {"page_runs": self.page_runs}
        for task in (watching, signs, self._announcing):
            if task:
                task.cancel()

    async def _watch(self) -> None:
        visited = self.has_data
        while True:
            await asyncio.sleep(POLL_INTERVAL)
            self.has_data = await run_in_threadpool(self._watcher.check)
            if self.has_data and not visited:
                visited = True
                await self._open()

    async def _open(self) -> None:
        self.has_data = True
        preparing = asyncio.create_task(run_in_threadpool(index_html.prepare))
        self.pages = await streamlit_internals.visit_every_page() or None
        await preparing
        self._announcing = asyncio.create_task(self._announce())

    async def _announce(self) -> None:
        """Say that the dashboard is open, and where, once the server listens, which it does after the start."""
        while not await _listens():
            await asyncio.sleep(LISTEN_INTERVAL)
        base = config.get_option("server.baseUrlPath").strip("/")
        address = f"http://localhost:{config.get_option('server.port')}{f'/{base}' if base else ''}"
        LOG.info("The dashboard is open: %s", address)
        for notify in when_open:
            await run_in_threadpool(notify, address)
        if languages := await run_in_threadpool(languages_without_a_font):
            LOG.warning(
                "No font for pictures (PNG) in: %s. docs/hosting.md names them.",
                ", ".join(languages),
            )


async def _listens() -> bool:
    """Whether the server of this process can be connected to."""
    address = config.get_option("server.address") or ""
    host = "localhost" if address in ANY_ADDRESS else address
    try:
        _reader, writer = await asyncio.open_connection(host, config.get_option("server.port"))
    except OSError:
        return False
    writer.close()
    return True
