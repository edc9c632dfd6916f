"""The names of the kinds of results."""

from __future__ import annotations

from finding.index import PARAGRAPH, PASSAGE, SUBMISSION
from i18n import _, dataset_texts, labels


def heading(kind: str) -> str:
    """The heading of a group: one of KINDS in the plural."""
    return {
        "organisation": labels.UNITS["organisations"],
        "theme": _("Themes"),
        "claim": _("Claims"),
        "stage": _("Stages of the review"),
        SUBMISSION: _("Submissions with these words in the title, author or stage"),
        PARAGRAPH: _("Paragraphs of the adopted texts"),
        PASSAGE: _("Passages of the texts, as others report them"),
        "group": _("Stakeholder groups"),
        "country": _("Countries"),
        "region": _("World regions"),
        "action_line": dataset_texts.texts().action_lines,
        "sdg": _("Sustainable Development Goals"),
        "kind": _("Kinds of points"),
        "type": _("Kinds of documents"),
        "family": _("Families of themes"),
        "language": _("Languages"),
        "page": _("Pages"),
    }.get(kind) or labels.FILTERS[kind]


def singular(kind: str) -> str:
    """The name of a kind in the singular, as it stands behind that of an entry in a list: Nominet · organisation."""
    return {
        "organisation": _("organisation"),
        "theme": _("theme"),
        "claim": _("claim"),
        "stage": _("stage"),
        SUBMISSION: _("submission"),
        PARAGRAPH: _("paragraph"),
        PASSAGE: _("passage"),
        "group": _("stakeholder group"),
        "country": _("country"),
        "region": _("world region"),
        "action_line": _("action line"),
        "sdg": _("development goal"),
        "kind": _("kind of point"),
        "type": _("kind of document"),
        "family": _("family of themes"),
        "language": _("language"),
        "page": _("page"),
    }.get(kind) or labels.FILTERS[kind]
