"""On what terms the data and the code may be used, and how readers reach whoever runs the dashboard.

What the settings leave open is said as plainly as what they state. Nothing is chosen in their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from i18n import _, dataset_texts, escaping


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
            "No licence has been chosen for these data yet. Before you publish them again, ask the operator of the "
            "dashboard that you have them from."
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
