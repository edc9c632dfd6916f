"""Warm-up: runs every page once before the first reader comes, so that nobody waits for cold caches."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence

from streamlit.proto.AppPage_pb2 import AppPage
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import SessionClient

TIME_LIMIT = 60
"""The time limit of one page, in seconds; then the warm-up is abandoned."""


class _Visitor(SessionClient):
    """A Streamlit session without a browser. It lives on the event loop's thread."""

    def __init__(self, runtime: Runtime) -> None:
        self.pages: Sequence[AppPage] = ()
        self._runtime = runtime
        self._finished = asyncio.Event()
        self.session = runtime.connect_session(client=self, user_info={})

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        kind = msg.WhichOneof("type")
        if kind == "navigation":
            self.pages = [page for page in msg.navigation.app_pages if not page.external_url]
        elif kind == "script_finished" and msg.script_finished != msg.FINISHED_EARLY_FOR_RERUN:
            self._finished.set()

    async def visit(self, page_script_hash: str) -> None:
        """Run one page to completion; the first page if ``page_script_hash`` is empty."""
        request = BackMsg()
        request.rerun_script.page_script_hash = page_script_hash
        self._finished.clear()
        self._runtime.handle_backmsg(self.session, request, client=self)
        async with asyncio.timeout(TIME_LIMIT):
            await self._finished.wait()


async def visit_every_page(runtime: Runtime) -> frozenset[str]:
    """Run every page of the navigation once and return their paths (`""` is the first page's).

    Then loaded objects are exempted from garbage collection, because scanning
    pandas, plotly and duckdb takes as long as running a page.
    Must be called on the event loop's thread. Raises TimeoutError if a page does not end.
    """
    visitor = _Visitor(runtime)
    try:
        await visitor.visit("")
        for page in visitor.pages:
            if not page.is_default:
                await visitor.visit(page.page_script_hash)
    finally:
        runtime.close_session(visitor.session)
    gc.collect()
    gc.freeze()
    return frozenset("" if page.is_default else page.url_pathname for page in visitor.pages)
