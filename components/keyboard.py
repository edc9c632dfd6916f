"""The keys that a page knows, behind a button and one of the keys: frame.js acts on them, its list switches them off."""

from html import escape

import streamlit as st

from i18n import _, pgettext


def draw() -> None:
    """The button, and the list that it opens."""
    keys = {
        "/": _("Search everything"),
        "?": _("Show this list"),
        _("Esc"): _("Close what lies over the page"),
    }
    rows = "".join(
        f"<dt><kbd>{escape(key)}</kbd></dt><dd>{escape(does)}</dd>" for key, does in keys.items()
    )
    title = escape(pgettext("on a keyboard", "Keys"))
    use = escape(_("Use the keys / and ?"))
    close = escape(_("Close"))
    st.html(
        f'<button type="button" class="open-keys">{title}</button>'
        f'<dialog class="keys" aria-label="{title}"><strong>{title}</strong><dl>{rows}</dl>'
        f'<label><input type="checkbox"> {use}</label>'
        f'<button type="button" class="close-keys">{close}</button></dialog>',
        width="content",
    )
