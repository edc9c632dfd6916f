"""The cards of the page on one submission."""

from typing import Any

from cards import entity, lineage, points
from cards.kit import Card, Cards, Link, Record, RecordList, row_of
from cards.query import Context, query
from i18n import _, entity_sentences, enumerated, escaping, labels, stating, written_date
from queries import ask
from queries.filters import MAX_TEXT
from queries.tables import merged_submissions

PARTIES = 8
"""How many organisations stand on one page of a list."""
PRINTED = 100
"""How many of them a print has."""
AUTHORS = 6
"""How many authors are named under the title; all are in the list of authors and signatories."""


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""

    def family(page: Context, row: Any) -> Card | None:
        texts = lineage.family(page, row.submission_id)
        return lineage.lineage_card(page, texts) if texts else None

    return entity.about(
        page,
        lambda page: next(iter(submission_rows(page)), None),
        submission_points=points.of_submission,
        parties=lambda _page, row: parties(row),
        neighbours=lambda _page, row: neighbours(row),
        family=family,
    )


def submission_rows(page: Context) -> list[Any]:
    """The submissions that the address names, as rows of ``submission``; for a merged one, the one it went into."""
    merged = merged_submissions()
    ids = dict.fromkeys(
        merged.get(identifier, identifier) for identifier in entity.named(page)[: entity.MAX_NAMED]
    )
    rows = [
        row_of(ask("submission", id=identifier))
        for identifier in ids
        if len(identifier) <= MAX_TEXT
    ]
    return [row for row in rows if row is not None]


def parties(submission: Any) -> RecordList:
    """Who wrote and who signed the submission, each with a link to its page."""
    signatories = query("submission_signatories", id=submission.submission_id)

    def record(row: Any) -> Record:
        about = (
            labels.ROLES.of(row.role),
            labels.GROUPS.of(row.stakeholder_group),
            escaping.one_line(row.country),
            entity_sentences.signed_on(row.signed_on),
        )
        link = Link("organisation", escaping.one_line(row.organisation), id=row.organisation_id)
        source = row.source_url if row.source_url != submission.source_url else ""
        return Record(
            row.organisation_id, link, [escaping.one_line(part) for part in about], source
        )

    return RecordList(
        query=signatories,
        title=entity_sentences.behind(signatories.rows),
        subtitle=_("Authors first, then signatories, by name"),
        note=entity_sentences.stated(signatories.rows, submission.stated_signatories),
        record=record,
        rows=signatories.rows,
        size=PARTIES,
        printed=PRINTED,
        parameter="names_page",
    )


def neighbours(submission: Any) -> RecordList | None:
    """The submissions before and after it, by the same author and at the same stage; None if none are known."""
    adjacent = query("submission_neighbours", id=submission.submission_id)
    icons = {"previous": ":material/arrow_back:", "next": ":material/arrow_forward:"}

    def record(row: Any) -> Record:
        words = entity_sentences.NEIGHBOURS[row.relation, row.direction]
        heading = enumerated([words, written_date(row.submitted_on)])
        title = escaping.shorten(row.title, 110)
        label, icon = stating(heading, title), icons[row.direction]
        link = Link("submission", label, id=row.submission_id, icon=icon, title=title)
        reporter = entity_sentences.as_reported(row.reporter)
        return Record(f"{row.relation}_{row.direction}", link, (reporter,))

    if adjacent.rows.empty:
        return None
    return RecordList(
        query=adjacent,
        title=_("Previous and next submissions"),
        subtitle=_("Among those with a known date"),
        record=record,
        rows=adjacent.rows,
        parameter="names_page",
    )
