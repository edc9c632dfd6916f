"""Submissions as a list."""

from typing import Any

from cards.kit import Cards, Link, Record, RecordList, for_page
from cards.query import Context, query
from i18n import _, entity_sentences, escaping, headlines, labels, list_summaries, written_date

LISTED, PRINTED = 8, 60
"""Records on a page of the list, and on paper."""


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return for_page(page, submissions=submissions)


def submissions(page: Context) -> RecordList:
    """The selected submissions, newest first."""
    return RecordList(
        query=query("submissions", page.filters),
        title=list_summaries.submissions(page.filters),
        subtitle=_("Newest first, by the earliest day that an incomplete date can mean"),
        scope=page.narrowed(page.filters),
        record=record,
        size=LISTED,
        printed=PRINTED,
        empty=_("No submissions match these filters"),
        switches=(("view", _("Show as"), {"list": _("List"), "table": _("Table")}),),
    )


def record(row: Any) -> Record:
    """One submission: its title as a link to its page, then when, who, where, what, how much."""
    about = (
        written_date(row.submitted_on),
        entity_sentences.names(row.authors, 120),
        row.stage,
        entity_sentences.as_reported(row.reporter) or labels.DOCUMENT_TYPES.of(row.document_type),
        headlines.counted(row.points, "points"),
        entity_sentences.signatories(row.named_signatories, row.stated_signatories),
    )
    link = Link("submission", row.title, id=row.submission_id, title=row.title)
    return Record(
        row.submission_id, link, [escaping.one_line(part) for part in about], row.source_url
    )
