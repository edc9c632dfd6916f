"""What a reader sees when a page fails, and what the log keeps of it."""

import logging
import secrets

import streamlit as st

LOG = logging.getLogger("wsis20")


def on_script_error(error: Exception) -> bool:
    """Log the error with its traceback under a short reference and show the reader that reference.

    Returns True: Streamlit's own error box is not shown.
    """
    reference = secrets.token_hex(3)
    LOG.error("Page failed, reference %s", reference, exc_info=error)
    st.error(
        "Something went wrong on our side. Please reload the page. "
        f"If it happens again, tell us this reference: {reference}"
    )
    return True
