"""Buttons that copy, and a text with one (frame.js). Streamlit's own box loads half a megabyte, to colour code."""

from html import escape

from i18n import _


def button(kind: str, label: str, **data: str) -> str:
    """The button of a ``kind`` that frame.js knows, and room to say how it went, as HTML; ``data`` is for frame.js."""
    words = data | {"copied": _("Copied"), "failed": _("Could not be copied")}
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in words.items())
    return (
        f'<button type="button" class="{kind}" {attributes}>{escape(label)}</button>'
        '<span role="status"></span>'
    )


def html(text: str, label: str = "") -> str:
    """The text and its button, which says ``label`` or that it copies, as HTML."""
    copying = button("copy-text", label or _("Copy to clipboard"))
    return f'<div class="copy-box"><pre><code>{escape(text)}</code></pre>{copying}</div>'
