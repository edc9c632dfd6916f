"""What Streamlit itself says in English. `files/words.js` puts the reader's words in its place."""

from __future__ import annotations

import json

from i18n import N_, _

_WORDS = (
    N_("Help for {name}"),
    N_("Remove {name}"),
    N_("Page {name}"),
    N_("Select {n} matches"),
    N_("Help"),
    N_("Open"),
    N_("Close"),
    N_("Selected values"),
    N_("Select all"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Clear entry"),
    N_("Choose an option"),
    N_("Choose options"),
    N_("No results"),
    N_("Press Enter to apply"),
    N_("Copy to clipboard"),
    N_("Copied"),
    N_("Link to heading"),
    N_("Fullscreen"),
    N_("Close fullscreen"),
    N_("Pagination"),
    N_("Previous page"),
    N_("Next page"),
    N_("Sidebar"),
    N_("Collapse sidebar"),
    N_("Expand sidebar"),
    N_("Running..."),
    N_("Stop"),
    N_("Stopping..."),
    N_("Connecting"),
    N_("Connecting to Streamlit server"),
    N_("Unable to connect to Streamlit server"),
    N_("Connection error"),
    N_("Error"),
    N_("Search"),
    N_("Type to search"),
    N_("Show/hide columns"),
    N_("Download as CSV"),
    N_("Sort ascending"),
    N_("Sort descending"),
    N_("Pin column"),
    N_("Unpin column"),
    N_("Hide column"),
    N_("Autosize"),
    N_("Format"),
    N_("Automatic"),
    N_("Localized"),
    N_("Plain"),
    N_("Compact"),
    N_("Percent"),
    N_("Scientific"),
    N_("Accounting"),
    N_("Dollar"),
    N_("Euro"),
    N_("Yen"),
)
_REWORDED = {
    "Add: {words}": N_("Look for: {words}"),
    "Skip to main content": N_("Skip to the content"),
}
"""Streamlit's words -> ours, which say it better."""


def ours() -> str:
    """Streamlit's words -> the reader's, as JSON, without those that are the same."""
    translations = {
        english: _(message)
        for english, message in ({words: words for words in _WORDS} | _REWORDED).items()
    }
    return json.dumps(
        {
            english: translation
            for english, translation in translations.items()
            if translation != english
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
