"""What an organisation said, and the list of the submissions that it wrote or signed."""

from dataclasses import replace
from typing import Any

import pandas as pd

from cards import points
from cards.kit import Link, Record, RecordList
from cards.organisation.subject import Organisation
from cards.query import Context, query
from i18n import N_, Words, _, entity_sentences, escaping, headlines, ngettext, number, written_date

SIGNS = Words({"author": N_("○ wrote"), "signatory": N_("● signed")})

SAID = 3
"""Points on a page of what it said."""
LISTED, PRINTED = 3, 40
"""Submissions on a page of the list, and on paper."""


def newest_points(_page: Context, organisation: Organisation) -> RecordList:
    """The points of what it wrote or signed, newest first."""
    card = points.evidence(organisation.selection, size=SAID, shared=("claim",))
    return replace(card, parameter="points_page")


def submissions(page: Context, organisation: Organisation) -> RecordList:
    """Every submission it wrote or signed, newest first; one dated only by year follows those with months of it."""
    texts = query(
        "organisation_submissions", organisation.other_filters, organisation=organisation.id
    )

    def record(row: Any) -> Record:
        authors = _("by {authors}").format(authors=entity_sentences.names(row.authors, 70))
        about = (
            written_date(row.submitted_on),
            SIGNS.of(row.role),
            escaping.one_line(row.stage),
            authors if escaping.one_line(row.authors) != organisation.name else "",
            headlines.counted(row.points, "points"),
            entity_sentences.as_reported(row.reporter),
        )
        title = escaping.shorten(row.submission, 160)
        link = Link("submission", title, id=row.submission_id, title=title)
        return Record(row.submission_id, link, about, row.source_url)

    return RecordList(
        query=texts,
        title=stages_finding(texts.rows),
        subtitle=_("Newest first, undated last"),
        scope=page.scope(organisation.other_filters),
        record=record,
        rows=texts.rows.sort_values("submitted_on", ascending=False, kind="stable"),
        size=LISTED,
        printed=PRINTED,
        parameter="list_page",
    )


def stages_finding(rows: pd.DataFrame) -> str:
    """At how many stages of the review, and at which most if there are enough."""
    counts = rows.stage.value_counts()
    submissions = headlines.counted(len(rows), "submissions")
    first = counts[counts == counts.max()]
    if len(rows) < headlines.FEW or len(first) > 1 or len(counts) == 1:
        return ngettext(
            "{submissions} at {n} stage of the review",
            "{submissions} at {n} stages of the review",
            len(counts),
        ).format(submissions=submissions, n=number(len(counts)))
    return ngettext(
        "{submissions} at {n} stage of the review, most at {stage}: {most}",
        "{submissions} at {n} stages of the review, most at {stage}: {most}",
        len(counts),
    ).format(
        submissions=submissions,
        n=number(len(counts)),
        stage=escaping.one_line(first.index[0]),
        most=number(first.iloc[0]),
    )
