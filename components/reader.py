"""The language of the reader whose page is drawn: the address names it."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import url_state
from i18n import dataset_texts, escaping, isolation, languages
from i18n.languages import Language
from queries import language

_HERE = ' aria-current="true"'


def follow_address() -> None:
    """Set the language for this run to the one that the address names: /ja/challenges, or ``lang=ja``."""
    language.use(_of_address())


def _of_address() -> Language:
    code = st.query_params.get("lang", "")
    if code in languages.offered():
        return Language(code, in_address=True)
    return languages.of_path(escaping.parts(st.context.url or "").path.removeprefix(_base_path()))


def _base_path() -> str:
    """The prefix of every path: empty, or /base."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def _of_session() -> Language | None:
    """The language of the session whose callback or fragment runs in this thread; None if there is none."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    follow_address()
    return language.current()


language.also_from(_of_session)


def choice() -> str:
    """Links to this page in every language, as HTML, and a note where no native speaker has read its texts yet.

    They are plain links, since another language is another address and the whole page is drawn anew.
    """
    url, base = escaping.parts(url_state.full_url()), _base_path()
    path = url.path.removeprefix(base).removeprefix(language.prefix()) or "/"
    query = {
        name: values for name, values in url_state.query().items() if name != languages.PARAMETER
    }
    links = " ".join(
        f'<a href="{escape(option.address)}" target="_self" lang="{option.tag}" hreflang="{option.tag}"'
        f"{_HERE if option.here else ''}>{escape(option.name)}</a>"
        for option in languages.choice(base, path, urlencode(query, doseq=True))
    )
    html = f'<nav class="languages" aria-label="{escape(languages.heading())}">{links}</nav>'
    if note := languages.note():
        address, contact = map(
            escape, (dataset_texts.contact_address(), dataset_texts.texts().contact)
        )
        link = f' <a href="{address}" target="_blank">{contact}</a>' if address else ""
        html += isolation.in_html(f"<p>{escape(note)}{link}</p>")
    return html
