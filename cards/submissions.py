"""Submissions as records of a list."""

from typing import Any

from cards.kit import Link, Record
from i18n import entity_sentences, escaping, headlines, labels
from i18n.dates import written

LISTED, PRINTED = 8, 60
"""Records on a page of the list, and on paper."""


def record(row: Any) -> Record:
    """One submission: its title as a link to its page, then when, who, where, what, how much."""
    about = (
        written(row.submitted_on),
        escaping.shorten(row.authors, 120),
        row.stage,
        entity_sentences.as_reported(row.reporter)
        or labels.DOCUMENT_TYPES.get(row.document_type, row.document_type),
        headlines.counted(int(row.points), "points"),
        entity_sentences.signatories(row.named_signatories, row.stated_signatories),
    )
    link = Link("submission", row.title, id=row.submission_id)
    return Record(
        row.submission_id, link, [escaping.one_line(part) for part in about], row.source_url
    )
