"""The language of the reader whose page is drawn: the address names it."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from i18n import escaping, languages
from i18n.languages import Language
from queries import language


def follow_address() -> None:
    """Set the language for this run to the one that the address names: /ja/challenges, or ``lang=ja``."""
    language.use(_of_address())


def _of_address() -> Language:
    asked = st.query_params.get(languages.PARAMETER, "")
    if asked in languages.offered():
        return Language(asked, in_address=True)
    base = st.get_option("server.baseUrlPath").strip("/")
    path = escaping.parts(st.context.url or "").path.removeprefix("/").removeprefix(base)
    return languages.of_path(path)


def _of_session() -> Language | None:
    """The language of the session whose callback or fragment runs in this thread; None if there is none."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    follow_address()
    return language.current()


language.also_from(_of_session)
