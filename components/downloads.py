"""The quiet row under a card: files of exactly its rows, and how to use them elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from cards.query import Query
from components import print_view, snippets, url_state
from components.disclosure import disclosure
from exports import FORMATS, Provenance, file_name
from exports.provenance import slug
from i18n import _, ngettext, number

FILE_ROWS = 100_000
"""Rows of a file that is made in memory; of a longer list the data API sends parts."""


def address_of(query: Query, ending: str) -> str:
    """The address of a card's rows in the data API, in one of the formats ``query.endings``."""
    return url_state.full_url(*query.location(ending))


def provenance(query: Query) -> Provenance:
    """What a file of a card's rows says of them."""
    return query.provenance(url_state.full_url(), address_of(query, "csv") if query.endings else "")


def toolbar(key: str, query: Query, frame: Callable[[], str] | None = None) -> None:
    """The quiet row under a card: files of exactly these rows, and how to use them elsewhere. Not on paper.

    ``frame()`` gives the HTML that puts the card into another page, where it can be.
    """
    if print_view.is_print_view():
        return
    download(key, query)
    rows = None
    if query.endings:
        rows = snippets.Rows(
            partial(address_of, query),
            query.endings,
            lambda: slug(provenance(query)),
            query.sql,
            query.only,
        )
    snippets.menu(key, rows, frame)


def download(key: str, query: Query, label: str = "") -> None:
    """The files of exactly these rows, behind a button that is called ``label``."""
    disclosure(
        f"download_{key}",
        label or _("Download"),
        ":material/download:",
        partial(_files, key, query),
    )


def _files(key: str, query: Query) -> None:
    about = provenance(query)
    with st.container(horizontal=True, gap="xsmall", key=f"files_{key}"):
        for ending, format_ in FORMATS.items():
            if query.total > FILE_ROWS:
                st.link_button(format_.name, address_of(query, ending), icon=":material/download:")
                continue
            st.download_button(
                format_.name,
                data=partial(query.file, about, ending),
                file_name=file_name(about, ending),
                mime=format_.media_type,
                key=f"download_{key}_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )
    st.caption(
        ngettext("{n} row", "{n} rows", query.total).format(n=number(query.total))
        + (
            _(" in parts: each file has the first {n}, the data API the rest").format(
                n=number(FILE_ROWS)
            )
            if query.total > FILE_ROWS
            else ""
        )
        + ", "
        + _(
            "data {version}. CSV and Excel: text that a spreadsheet would run as a formula "
            "starts with an apostrophe."
        ).format(version=about.version)
    )
