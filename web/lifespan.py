"""Startup and shutdown: builds the database, visits every page once, then watches the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool
from streamlit import config, runtime

from pictures import languages_without_a_font
from web import file_errors, first_message, index_html, watchdog
from web.database_watcher import LOG, DatabaseWatcher
from web.graceful_shutdown import WebSocketTracker
from web.settings import settings
from web.warmup import visit_every_page

POLL_INTERVAL = 1.0
"""Seconds between two checks of the database."""


class AppState:
    """Whether there is data to show, and the paths of the pages (None: not known)."""

    def __init__(self) -> None:
        self.has_data = False
        self.pages: frozenset[str] | None = None
        self.open_pages = WebSocketTracker()
        self._watcher = DatabaseWatcher(builds=settings().builds == "yes")

    @asynccontextmanager
    async def lifespan(self, app: st.App) -> AsyncIterator[dict[str, WebSocketTracker]]:
        """Build the database if needed and visit every page before the first reader is let in.

        Without a readable database the server starts too, and answers 503 until there is one. If the database is
        damaged later, the server answers 503 again.

        The yielded state is for ``web.serve``, which closes the open pages before the server stops.
        """
        first_message.say_nothing_of_this_machine()
        file_errors.say_why()
        signs = asyncio.create_task(watchdog.send_signs())
        if await run_in_threadpool(self._watcher.ensure):
            await self._open()
        watching = asyncio.create_task(self._watch())
        yield {"open_pages": self.open_pages}
        watching.cancel()
        signs.cancel()

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
        try:
            self.pages = await visit_every_page(runtime.get_instance()) or None
        except TimeoutError:
            LOG.exception("The first visit to the pages did not come to its end")
        await preparing
        LOG.info("The dashboard is open: http://localhost:%d", config.get_option("server.port"))
        if without := await run_in_threadpool(languages_without_a_font):
            LOG.warning(
                "No font for pictures (PNG) in: %s. docs/hosting.md names them.", ", ".join(without)
            )
