"""On what terms the data and the code may be used, and how readers reach whoever runs the dashboard.

What the settings leave open is said as plainly as what they state. Nothing is chosen in their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urlencode

from i18n import N_, _, dataset_texts, escaping
from queries import current

REPORT = N_("Report an error")
"""What the links say that ``report`` gives the address of."""

LONGEST_NAMED, LONGEST_PAGE = 80, 800
"""The most characters of an id and of a page's address in a report: of a longer one the filters are left out."""


def in_markdown(text: str) -> str:
    """A text of the settings as Markdown, in its lines; an address is a link."""
    if address := escaping.safe_url(text):
        return f"[{escaping.markdown(address.partition('//')[2])}]({address})"
    return "  \n".join(map(escaping.markdown, text.splitlines()))


def data_terms(written: Callable[[str], str] = str) -> str:
    """On what terms others may use the data, as a sentence; ``written`` gives the licence as it stands there."""
    licence = dataset_texts.texts().licence
    if not licence:
        return _(
            "No licence has been chosen for these data yet. Before you publish them again, ask whoever runs the "
            "website that you got them from."
        )
    return _("Licence of the data: {licence}").format(licence=written(licence))


def code_terms(written: Callable[[str], str] = str) -> str:
    """On what terms others may use the code, as ``data_terms``."""
    licence = dataset_texts.texts().code_licence
    if not licence:
        return _("No licence has been chosen for the code yet. Ask before you reuse it.")
    return _("Licence of the code: {licence}").format(licence=written(licence))


def licence_address() -> str:
    """The address of the data's licence; empty if the settings give none, or its name or text."""
    return escaping.safe_url(dataset_texts.texts().licence)


def licence() -> dict[str, str]:
    """The data's licence for a data package: name or path, and title; empty if it is none or a text of its own.

    A name there has no blanks: CC BY 4.0 is CC-BY-4.0.
    """
    told = dataset_texts.texts().licence
    if address := licence_address():
        return {"path": address}
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,59}", told):
        return {"name": told.replace(" ", "-"), "title": told}
    return {}


def reached(written: Callable[[str], str] = str) -> str:
    """How readers reach whoever runs the dashboard, as a sentence; empty if the settings name no contact."""
    contact = dataset_texts.texts().contact
    return _("Contact us at {contact}.").format(contact=written(contact)) if contact else ""


def contact_in_markdown(contact: str) -> str:
    """The contact as Markdown: a link."""
    return f"[{escaping.markdown(contact)}]({dataset_texts.contact_address()})"


def report(what: str, page: str) -> str:
    """The address under which readers report an error in ``what``, an id, seen on the ``page`` of that address.

    It opens an e-mail, or the form of the contact (as those of GitHub and GitLab take ``title`` and ``body``), with
    the page and the data version filled in. Empty if the settings name no contact.
    """
    way = dataset_texts.contact_address()
    if not way:
        return ""
    title = _("Error in {what}, data {version}").format(
        what=escaping.shorten(what, LONGEST_NAMED), version=current().version
    )
    shown = page if len(page) <= LONGEST_PAGE else page.partition("?")[0]
    body = _("Page: {page}\n\nWhat is wrong, and how do you know?\n").format(page=shown)
    if dataset_texts.contact_is_mail():
        # RFC 6068: lines end with CR LF, and a blank is no plus.
        return f"{way}?subject={quote(title, safe='')}&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}"
    form = escaping.parts(escaping.safe_url(way))
    query = "&".join(
        part for part in (form.query, urlencode({"title": title, "body": body})) if part
    )
    return form._replace(query=query).geturl()
