"""A text to copy with a button that does (frame.js). Streamlit's own box loads half a megabyte, to colour code."""

from html import escape

from i18n import _


def html(text: str, label: str = "") -> str:
    """The text and the button, which says ``label`` or that it copies, as HTML."""
    words = {"copied": _("Copied"), "failed": _("Could not be copied")}
    data = " ".join(f'data-{name}="{escape(sentence)}"' for name, sentence in words.items())
    button = escape(label or _("Copy to clipboard"))
    return (
        f'<div class="copy-box"><pre><code>{escape(text)}</code></pre>'
        f'<button type="button" class="copy-text" {data}>{button}</button>'
        '<span role="status"></span></div>'
    )
