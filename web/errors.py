"""The error message that a reader sees when a page fails, and the log entry that belongs to it."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from i18n import _, error_messages, imprint, sentences
from queries import DatabaseUnavailable, QueryStopped

STREAMLIT_LOG = "streamlit.error_util"
"""The log to which Streamlit writes every failure of a page, with its traceback."""


def reference(error: BaseException) -> str:
    """Six characters that match a reader's report to the log entry of an error."""
    return str(vars(error).setdefault("reference", secrets.token_hex(3)))


def name_in_log(record: logging.LogRecord) -> bool:
    """Log filter that adds the error's reference to the entry.

    It drops errors about a missing database: web.database_watcher logs those once, with the reason.
    """
    if record.exc_info and isinstance(record.exc_info[1], DatabaseUnavailable):
        return False
    if record.exc_info and record.exc_info[1]:
        record.msg = f"{record.msg}, reference {reference(record.exc_info[1])}"
    return True


def mark_log() -> None:
    """Make the log show the reference of every page failure."""
    logging.getLogger(STREAMLIT_LOG).addFilter(name_in_log)


def on_script_error(error: Exception) -> bool:
    """Tell the reader that the page failed, and the reference, but no internal details.

    A question that was stopped says what the reader can do about it. Returns True, which keeps
    Streamlit from showing the error its own way.
    """
    if isinstance(error, QueryStopped):
        st.warning(error_messages.why(error))
        return True
    if isinstance(error, DatabaseUnavailable):
        st.warning(_("The data cannot be read at the moment. Please reload the page in a minute."))
        return True
    said = _(
        "Something went wrong on our side. Please reload the page. "
        "If it happens again, tell us the reference {reference}."
    ).format(reference=reference(error))
    st.error(sentences(said, imprint.reached(imprint.contact_in_markdown)))
    return True
