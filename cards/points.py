"""The points that a figure counts: our summaries, with author, date, submission and the page we read it on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from cards.kit import Cards, Link, Record, RecordList, for_page, theme_link
from cards.query import Context, dotted, query
from i18n import (
    _,
    dataset_texts,
    entity_sentences,
    escaping,
    filter_options,
    labels,
    languages,
    list_summaries,
    pgettext,
    sentences,
    stating,
    written_date,
)
from i18n.filter_options import describe
from i18n.headlines import counted
from queries import Filters
from queries.filters import POINT_FILTERS

SIZE, OF_CLAIM, ALONE, PRINTED = 5, 3, 8, 20
"""Points on a page of the list under other cards, under those of a claim, on the page of points, and on paper."""
OF_ONE, OF_ONE_PRINTED = 5, 100
"""Points of one submission on a page of its list, and on paper."""


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""

    def alone(page: Context) -> RecordList:
        title = describe(page.filters) if page.filters.active() else _("All points")
        return evidence(page.filters, title, size=ALONE)

    return for_page(page, evidence=alone)


def evidence(
    selection: Filters, title: str = "", *, size: int = SIZE, shared: Collection[str] = ()
) -> RecordList:
    """The points of a selection, newest first, ``size`` a page; without a ``title`` their number is the title.

    The page says what all of them share (``shared``: kind, theme, claim); the points do not repeat it.
    """
    total, submission_count = list_summaries.points(selection)
    how_many = _("{points} in {submissions}, newest first").format(
        points=counted(total, "points"), submissions=counted(submission_count, "submissions")
    )
    return RecordList(
        query=query("points", selection),
        title=title or how_many,
        subtitle=dotted(how_many if title else "", languages.summaries()) if total else "",
        record=lambda row: _record(row, shared),
        size=size,
        printed=PRINTED,
        empty=_("Nothing matches these filters"),
    )


def _record(row: Any, shared: Collection[str]) -> Record:
    """One point; ``row`` is of the question ``points``."""
    cites = entity_sentences.cited(row)
    links = [] if "theme" in shared else [theme_link(row.theme_id, row.theme)]
    if "claim" not in shared and isinstance(row.claim_id, str):
        claim = escaping.one_line(row.claim)
        links.append(Link("claim", claim, id=row.claim_id, icon=":material/format_quote:"))
    authors, title = entity_sentences.names(row.authors, 60), escaping.shorten(row.submission, 110)
    byline = stating(
        pgettext("whose submission, and of when", "{authors}, {date}").format(
            authors=authors, date=written_date(row.submitted_on)
        ),
        title,
    )
    return Record(
        row.point_id,
        text=escaping.one_line(row.summary),
        about=(
            "" if "kind" in shared else labels.KINDS.of(row.kind),
            _("cites {what}").format(what=cites) if cites else "",
            entity_sentences.as_reported(row.reporter),
        ),
        source=row.source_url,
        links=links,
        below=(
            Link(
                "submission",
                byline,
                id=row.submission_id,
                icon=":material/description:",
                title=title,
            ),
        ),
        untranslated=True,
        report=(row.point_id, row.submission_id),
    )


def of_submission(page: Context, submission: Any) -> RecordList:
    """The points of ``submission`` (its row), by kind, each with links to all points on its theme and its claim."""
    points = query("submission_points", id=submission.submission_id)
    order = [
        *labels.KINDS,
        *(kind for kind in points.rows.kind.unique() if kind not in labels.KINDS),
    ]
    rows = points.rows.sort_values("kind", key=lambda kinds: kinds.map(order.index), kind="stable")
    filters = page.filters.without(*POINT_FILTERS)
    reporter = entity_sentences.as_reported(entity_sentences.reporter(submission))

    def record(row: Any) -> Record:
        return Record(
            row.point_id,
            text=escaping.one_line(row.summary),
            about=(reporter,),
            source=row.source_url if row.source_url != submission.source_url else "",
            links=_links(row, filters),
            group=labels.KINDS_PLURAL.get(row.kind, escaping.one_line(row.kind)),
            untranslated=True,
            report=(row.point_id, submission.submission_id),
        )

    return RecordList(
        query=points,
        title=entity_sentences.kinds_counted(rows),
        subtitle=dotted(
            _("As we summarise it"),
            sentences(languages.summaries(), dataset_texts.texts().reading),
            _("filters do not apply") if page.filters.active() else "",
        ),
        record=record,
        rows=rows,
        size=OF_ONE,
        printed=OF_ONE_PRINTED,
        parameter="points_page",
    )


def _links(row: Any, whole: Filters) -> list[Link]:
    """Links to all who raise a point's theme, to all who make its claim, and to what the point cites."""

    def challenges_link(label: str, grain: str, icon: str, **points: tuple[str, ...]) -> Link:
        view = {"show": row.kind, "grain": grain}
        return Link("challenges", label, whole.set(**points), icon=icon, view=view)

    links = [challenges_link(row.theme, "themes", ":material/sell:", theme=(row.theme_id,))]
    if isinstance(row.claim_id, str):
        claim, icon = escaping.one_line(row.claim), ":material/format_quote:"
        links.append(challenges_link(claim, "claims", icon, claim=(row.claim_id,)))
    for name, ids in (("action_line", row.action_lines), ("sdg", row.sdgs)):
        for identifier in filter(None, escaping.one_line(ids).split("; ")):
            title = escaping.one_line(
                filter_options.option_labels()[name].get(identifier, identifier)
            )
            label = _("Cites {what}").format(what=title)
            links.append(Link(name, label, id=identifier, icon=":material/flag:"))
    return links
