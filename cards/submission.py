"""The cards of the page on one submission."""

from typing import Any

from cards import entity
from cards.kit import Link, Record, RecordList, row_of
from cards.query import Context, query
from i18n import _, entity_sentences, enumerated, escaping, labels, stating
from i18n.dates import written
from queries import ask
from queries.filters import MAX_TEXT
from queries.tables import merged_submissions

PARTIES = 8
"""How many organisations stand on one page of a list."""
PRINTED = 100
"""How many of them are printed."""
AUTHORS = 6
"""How many authors are named under the title; all are in the list of authors and signatories."""


def known(page: Context) -> list[Any]:
    """The submissions that the address names, as rows of ``submission``: of merged ones that which they became."""
    merged = merged_submissions()
    ids = dict.fromkeys(merged.get(one, one) for one in entity.named(page)[: entity.MAX_NAMED])
    found = [row_of(ask("submission", id=one)) for one in ids if len(one) <= MAX_TEXT]
    return [row for row in found if row is not None]


def parties(shown: Any) -> RecordList:
    """Who wrote and who signed it, each leading to its page."""
    found = query("submission_signatories", id=shown.submission_id)

    def record(row: Any) -> Record:
        about = (
            labels.ROLES.get(row.role, row.role),
            labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group),
            escaping.one_line(row.country),
            entity_sentences.signed_on(row.signed_on),
        )
        link = Link("organisation", escaping.one_line(row.organisation), id=row.organisation_id)
        source = row.source_url if row.source_url != shown.source_url else ""
        return Record(
            row.organisation_id, link, [escaping.one_line(part) for part in about], source
        )

    return RecordList(
        key="parties",
        query=found,
        title=entity_sentences.behind(found.rows),
        subtitle=_("Authors first, then signatories, by name"),
        scope="",
        note=entity_sentences.stated(found.rows, shown.stated_signatories),
        record=record,
        rows=found.rows,
        size=PARTIES,
        printed=PRINTED,
        parameter="names_page",
    )


def neighbours(shown: Any) -> RecordList | None:
    """The submissions before and after it, by the same author and at the same stage; None if none are known."""
    found = query("submission_neighbours", id=shown.submission_id)
    icons = {"previous": ":material/arrow_back:", "next": ":material/arrow_forward:"}

    def record(row: Any) -> Record:
        words = entity_sentences.NEIGHBOURS[row.relation, row.direction]
        when = enumerated([words, written(row.submitted_on)])
        title = escaping.shorten(row.title, 110)
        label, icon = stating(when, title), icons[row.direction]
        link = Link("submission", label, id=row.submission_id, icon=icon, title=title)
        reporter = entity_sentences.as_reported(row.reporter)
        return Record(f"{row.relation}_{row.direction}", link, (reporter,))

    if found.rows.empty:
        return None
    return RecordList(
        key="neighbours",
        query=found,
        title=_("Previous and next submissions"),
        subtitle=_("Among those with a known date"),
        scope="",
        record=record,
        rows=found.rows,
        size=len(found.rows),
        parameter="names_page",
    )
