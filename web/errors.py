"""The error message that a reader sees when a page fails, and the log entry that belongs to it."""

from __future__ import annotations

import logging
import secrets
import time
import traceback

import streamlit as st

from i18n import _, error_messages, imprint, sentences
from pictures import LettersMissing, TooManyPictures
from queries import DatabaseUnavailable, QueryStopped

STREAMLIT_LOG = "streamlit.error_util"
"""The log to which Streamlit writes every failure of a page, with its traceback."""


QUIET = 60.0
"""Seconds in which the log gets the traceback of a failure at one line of the code only once."""

_written: dict[tuple[type, str, int | None], tuple[float, str]] = {}
"""Type, file and line of a failure -> when its traceback was logged, and with which reference."""


def reference(error: BaseException) -> str:
    """Six characters that match a reader's report to the log entry of an error."""
    return str(vars(error).setdefault("reference", secrets.token_hex(3)))


def name_in_log(record: logging.LogRecord) -> bool:
    """Log filter that adds the error's reference to the entry.

    It drops errors about a missing database: web.database_watcher logs those once, with the reason. A failure that
    comes again within QUIET takes one line, which names the reference whose entry has the traceback: whoever sends
    forged input again and again does not fill the disk.
    """
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, DatabaseUnavailable):
        return False
    if error:
        record.msg = f"{record.msg}, reference {reference(error)}"
        if earlier_reference := _earlier_reference(error):
            record.msg = f"{record.msg}, as reference {earlier_reference}"
            record.exc_info = None
    return True


def _earlier_reference(error: BaseException) -> str | None:
    """The reference of the same failure if its traceback was logged within QUIET; else None, after noting this one."""
    frames = traceback.extract_tb(error.__traceback__)[-1:]
    key = (type(error), *((frames[0].filename, frames[0].lineno) if frames else ("", None)))
    logged_at, earlier_reference = _written.get(key, (-QUIET, ""))
    if time.monotonic() - logged_at < QUIET:
        return earlier_reference
    _written[key] = (time.monotonic(), reference(error))
    return None


def mark_log() -> None:
    """Make the log show the reference of every page failure."""
    logging.getLogger(STREAMLIT_LOG).addFilter(name_in_log)


def on_script_error(error: Exception) -> bool:
    """Tell the reader that the page failed, and the reference, but no internal details.

    A question that was stopped says what the reader can do about it. Returns True, which keeps
    Streamlit from showing the error its own way.
    """
    if advice := passing(error):
        st.warning(advice)
    else:
        st.error(sentences(failed(error), imprint.reached(imprint.contact_in_markdown)))
    return True


def passing(error: BaseException) -> str:
    """What a reader can do about an error that is nobody's fault; empty for others."""
    if isinstance(error, QueryStopped):
        return error_messages.why(error)
    if isinstance(error, DatabaseUnavailable):
        return _("We cannot read the data at the moment. Please reload the page in a minute.")
    if isinstance(error, TooManyPictures):
        return error_messages.too_many_pictures(error.seconds)
    if isinstance(error, LettersMissing):
        return error_messages.letters_missing(error.letters)
    return ""


def failed(error: BaseException) -> str:
    """The sentence that something failed, with the reference of the error."""
    return _(
        "Something went wrong on our side. Please reload the page. If it happens again, tell us this reference: "
        "{reference}."
    ).format(reference=reference(error))


def why_no_file(error: BaseException) -> str:
    """What a reader can do whose file could not be made; the log says what failed, unless that passes by itself."""
    if advice := passing(error):
        return advice
    logging.getLogger(STREAMLIT_LOG).error("A file could not be made", exc_info=error)
    return sentences(failed(error), imprint.reached())
