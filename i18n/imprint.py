"""On what terms readers may use the data and the code, and how they reach whoever runs the dashboard.

The sentences say plainly what the settings state and what they leave open. Nothing is assumed in their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urlencode

from i18n import N_, _, dataset_texts, escaping
from queries import current

REPORT = N_("Report an error")
"""The label of the links whose address ``report`` gives."""

LONGEST_NAMED, LONGEST_PAGE = 80, 800
"""The most characters of an id and of a page's address in a report; a longer address loses its filters."""


SPDX = frozenset(
    (
        *("CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"),
        *(
            "CC-BY-NC-SA-4.0",
            "CC-BY-ND-4.0",
            "CC-BY-NC-ND-4.0",
            "CC-BY-3.0-IGO",
            "CC-BY-SA-3.0-IGO",
        ),
        *("ODbL-1.0", "ODC-By-1.0", "PDDL-1.0", "OGL-UK-3.0", "etalab-2.0", "DL-DE-BY-2.0"),
    )
)
"""Identifiers of licences of data in the list of https://spdx.org/licenses, by which programs know them."""


def data_terms() -> str:
    """On what terms others may use the data, as a sentence."""
    licence = dataset_texts.texts().licence
    if not licence:
        return _(
            "No licence has been chosen for these data yet. Before you publish them again, ask whoever runs the "
            "website that you got them from."
        )
    return _("Licence of the data: {licence}").format(licence=licence)


def code_terms() -> str:
    """On what terms others may use the code, as a sentence."""
    licence = dataset_texts.texts().code_licence
    if not licence:
        return _("No licence has been chosen for the code yet. Ask before you reuse it.")
    return _("Licence of the code: {licence}").format(licence=licence)


def licence_address() -> str:
    """The address of the data's licence; empty if the settings give none, or a text that is neither one nor in SPDX."""
    identifier = spdx()
    address = (
        f"https://spdx.org/licenses/{identifier}.html"
        if identifier
        else dataset_texts.texts().licence
    )
    return escaping.safe_url(address)


def spdx() -> str:
    """The data's licence as SPDX names it, CC BY 4.0 as CC-BY-4.0; empty if it is none of those."""
    identifier = dataset_texts.texts().licence.replace(" ", "-")
    return identifier if identifier in SPDX else ""


def doi_address() -> str:
    """The address of the DOI under which the data are deposited; empty if the settings give none."""
    doi = dataset_texts.texts().doi
    return f"https://doi.org/{quote(doi, safe='/')}" if doi else ""


def licence() -> dict[str, str]:
    """The data's licence for a data package: those of name, path and title that we know; empty if the settings give no
    licence, or a text that is neither an address nor a short name.

    A name there has no blanks: CC BY 4.0 is CC-BY-4.0.
    """
    text = dataset_texts.texts().licence
    address = licence_address()
    if identifier := spdx():
        return {"name": identifier, "path": address, "title": text}
    if address:
        return {"path": address}
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,59}", text):
        return {"name": text.replace(" ", "-"), "title": text}
    return {}


def reached(formatter: Callable[[str], str] = str) -> str:
    """How readers reach whoever runs the dashboard, as a sentence; empty if the settings name no contact."""
    contact = dataset_texts.texts().contact
    return _("Contact us at {contact}.").format(contact=formatter(contact)) if contact else ""


def contact_in_markdown(contact: str) -> str:
    """The contact as Markdown: a link."""
    return f"[{escaping.markdown(contact)}]({dataset_texts.contact_address()})"


def report(what: str, page: str) -> str:
    """The address under which readers report an error in ``what``, an id, that they saw at the address ``page``.

    It opens an e-mail, or the form of the contact (as those of GitHub and GitLab take ``title`` and ``body``), with
    the page and the data version filled in. Empty if the settings name no contact.
    """
    link = dataset_texts.contact_address()
    if not link:
        return ""
    title = _("Error in {what}, data {version}").format(
        what=escaping.shorten(what, LONGEST_NAMED), version=current().version
    )
    page_address = page if len(page) <= LONGEST_PAGE else page.partition("?")[0]
    body = _("Page: {page}\n\nWhat is wrong, and how do you know?\n").format(page=page_address)
    if dataset_texts.contact_is_mail():
        # RFC 6068: lines end with CR LF, and a blank is no plus.
        return f"{link}?subject={quote(title, safe='')}&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}"
    form = escaping.parts(escaping.safe_url(link))
    query = "&".join(
        part for part in (form.query, urlencode({"title": title, "body": body})) if part
    )
    return form._replace(query=query).geturl()
