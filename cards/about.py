"""Who runs the dashboard, what it stores about its readers, how the data are corrected, licences and versions."""

from __future__ import annotations

from dataclasses import dataclass

from data.version import code_version
from i18n import _, dataset_texts, escaping, imprint
from queries import current


@dataclass(frozen=True)
class Line:
    """A sentence of plain text, and the address that it links to, if any."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the page on one subject; ``page`` names the page (of i18n.routes.PAGES) that says more."""

    key: str
    title: str
    subtitle: str
    lines: tuple[Line, ...]
    page: str = ""


def parts() -> tuple[Part, ...]:
    """The parts of the page, in their order."""
    return (
        Part("operator", _("Who runs this dashboard"), "", operator()),
        Part(
            "kept",
            _("What this site stores about you"),
            _("We do not count or track visitors"),
            kept(),
        ),
        Part("made", _("How the data were made"), "", made(), "data_and_method"),
        Part("corrections", _("How to have something corrected or withdrawn"), "", corrections()),
        Part("terms", _("Licences and versions"), "", terms()),
    )


def operator() -> tuple[Line, ...]:
    """Publisher, contact and imprint; a sentence says so where the settings name none."""
    publisher = dataset_texts.named_publisher()
    return (
        Line(
            _("Publisher: {publisher}").format(publisher=publisher)
            if publisher
            else _("No publisher is named yet.")
        ),
        Line(imprint.reached(), dataset_texts.contact_address())
        if imprint.reached()
        else Line(_("No contact is named yet.")),
        *_stated(dataset_texts.texts().imprint, _("No imprint is given yet.")),
    )


def kept() -> tuple[Line, ...]:
    """What the site and its operator store about readers."""
    return (
        Line(_("The dashboard itself sets no cookies and loads nothing from other sites.")),
        Line(
            _("Your browser stores your page settings, such as colours, and sends them to no one.")
        ),
        Line(
            _(
                "The server keeps network addresses in memory only as long as it needs them to limit requests. It "
                "does not store them."
            )
        ),
        Line(
            _(
                "Like any web server, this one may log network addresses and requests. A request contains the page "
                "and its filters."
            )
        ),
        Line(
            _(
                "The operator may also set one cookie with a two-digit number. It connects you to the same one of "
                "several servers each time."
            )
        ),
        *_stated(
            dataset_texts.texts().privacy,
            _("The operator has not yet said anything more about privacy."),
        ),
    )


def made() -> tuple[Line, ...]:
    """What the collection can miss, and how its texts were read."""
    return (Line(dataset_texts.texts().collection), Line(dataset_texts.texts().reading))


def corrections() -> tuple[Line, ...]:
    """How a reader or an organisation gets a record corrected or withdrawn."""
    instruction = (
        _(
            "Use the link “Report an error” next to the mistake. It fills in the page and the data version for you."
        )
        if imprint.reached()
        else _("No contact is named yet. Ask whoever runs this website: they can change the data.")
    )
    return (
        Line(instruction),
        Line(
            _(
                "Every record names the page where it was read. Tell us what that page says, or which other page "
                "is right."
            )
        ),
        Line(
            _(
                "An organisation can ask us to correct or withdraw a record. Every change makes a new version of "
                "the data; earlier releases stay as they were."
            )
        ),
    )


def terms() -> tuple[Line, ...]:
    """Licences, and the versions of data and code."""
    return (
        Line(imprint.data_terms(), imprint.licence_address()),
        Line(imprint.code_terms(), escaping.safe_url(dataset_texts.texts().code_licence)),
        Line(
            _("Release {release}, version {version}").format(
                release=current().release, version=current().version
            )
        ),
        Line(_("Code, version {version}").format(version=code_version())),
    )


def _stated(text: str, none: str) -> tuple[Line, ...]:
    """The lines of a text of the settings, or its address, or that there is ``none``."""
    if not text:
        return (Line(none),)
    return tuple(Line(line, escaping.safe_url(line)) for line in text.splitlines())
