"""What happens between the start of the server and its first visitor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Have the database ready before the first visitor is let in."""
    try:
        from data.build import ensure_database
    except ImportError:
        ensure_database = None
    if ensure_database:
        await run_in_threadpool(ensure_database)
    yield
