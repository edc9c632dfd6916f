"""How to pass the page on as it is shown: its address, a sentence that says what it is, a frame of it."""

from html import escape

from components import copy_box, url_state
from exports.provenance import dashboard_and_version
from i18n import _, escaping, isolation

HEIGHT = 900
"""Pixels of the frame of a whole page."""


def forms(title: str) -> str:
    """Each form to copy, as HTML, and a button that opens the device's own share menu, where it has one (frame.js)."""
    address = url_state.full_url()
    sentence = f"{escaping.one_line(title)} · {dashboard_and_version()}"
    send = _("Send with an app")
    texts = (
        (_("This page with its filters:"), address),
        (_("As text:"), f"{sentence}, {address}"),
        (_("HTML to show this page, with these filters, on your own page:"), _frame(title)),
    )
    boxes = (
        f"<p>{escape(isolation.isolated(words))}</p>{copy_box.html(text)}" for words, text in texts
    )
    return (
        f'<button type="button" class="send" data-title="{escape(title)}" '
        f'data-text="{escape(sentence)}" data-url="{escape(address)}">{escape(send)}</button>'
        f"{''.join(boxes)}"
    )


def _frame(title: str) -> str:
    framed = url_state.full_url(parameters={**url_state.query(), "embed": ["true"]})
    return (
        f'<iframe src="{escape(framed)}" title="{escape(title)}" '
        f'width="100%" height="{HEIGHT}" loading="lazy" style="border:0"></iframe>'
    )
