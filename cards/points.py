"""The points that a figure counts: our summaries, with who, when, where it was said and the page it was read on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from cards.kit import Link, Record, RecordList, theme_link
from cards.query import dotted, query
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
)
from i18n.dates import written
from i18n.headlines import counted
from queries import Filters
from queries.filters import POINT_FILTERS

SIZE, OF_CLAIM, ALONE, PRINTED = 5, 3, 8, 20
"""Points on a page of the list under other cards, under those of a claim, on the page of points, and on paper."""
OF_ONE, OF_ONE_PRINTED = 5, 100
"""The same of the points of one submission."""


def evidence(
    asked: Filters, title: str = "", *, size: int = SIZE, shared: Collection[str] = ()
) -> RecordList:
    """The points of a selection, newest first, ``size`` a page; without a ``title``, how many these are is the title.

    What all of them share (kind, theme, claim) is said by the page, not by each point.
    """
    total, making = list_summaries.points(asked)
    how_many = _("{points} in {submissions}, newest first").format(
        points=counted(total, "points"), submissions=counted(making, "submissions")
    )
    return RecordList(
        key="evidence",
        query=query("points", asked),
        title=title or how_many,
        subtitle=dotted(how_many if title else "", languages.summaries()) if total else "",
        scope="",
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
    by = stating(
        pgettext("whose submission, and of when", "{authors}, {date}").format(
            authors=authors, date=written(row.submitted_on)
        ),
        title,
    )
    return Record(
        row.point_id,
        text=escaping.one_line(row.summary),
        about=(
            "" if "kind" in shared else labels.KINDS.get(row.kind, row.kind),
            _("cites {what}").format(what=cites) if cites else "",
            entity_sentences.as_reported(row.reporter),
        ),
        source=row.source_url,
        links=links,
        below=(
            Link(
                "submission",
                by,
                id=row.submission_id,
                icon=":material/description:",
                title=title,
            ),
        ),
        untranslated=True,
        report=(row.point_id, row.submission_id),
    )


def of_submission(selection: Filters, shown: Any) -> RecordList:
    """The points of the submission ``shown``, by kind, each leading to all who raise its theme and make its claim."""
    points = query("submission_points", id=shown.submission_id)
    order = [*labels.KINDS, *(one for one in points.rows.kind.unique() if one not in labels.KINDS)]
    rows = points.rows.sort_values("kind", key=lambda one: one.map(order.index), kind="stable")
    whole = selection.without(*POINT_FILTERS)
    reporter = entity_sentences.as_reported(entity_sentences.reporter(shown))

    def record(row: Any) -> Record:
        return Record(
            row.point_id,
            text=escaping.one_line(row.summary),
            about=(reporter,),
            source=row.source_url if row.source_url != shown.source_url else "",
            links=_raised(row, whole),
            group=labels.KINDS_PLURAL.get(row.kind, escaping.one_line(row.kind)),
            untranslated=True,
            report=(row.point_id, shown.submission_id),
        )

    return RecordList(
        key="submission_points",
        query=points,
        title=entity_sentences.kinds_counted(rows),
        subtitle=dotted(
            _("As we summarise it"),
            sentences(languages.summaries(), dataset_texts.texts().reading),
            _("filters do not apply") if selection.active() else "",
        ),
        scope="",
        record=record,
        rows=rows,
        size=OF_ONE,
        printed=OF_ONE_PRINTED,
        parameter="points_page",
    )


def _raised(row: Any, whole: Filters) -> list[Link]:
    """Links to all who raise a point's theme and make its claim, and to what it cites."""

    def who(label: str, grain: str, icon: str, **points: tuple[str, ...]) -> Link:
        view = {"show": row.kind, "grain": grain}
        return Link("challenges", label, whole.set(**points), icon=icon, view=view)

    found = [who(row.theme, "themes", ":material/sell:", theme=(row.theme_id,))]
    if isinstance(row.claim_id, str):
        claim, icon = escaping.one_line(row.claim), ":material/format_quote:"
        found.append(who(claim, "claims", icon, claim=(row.claim_id,)))
    for name, ids in (("action_line", row.action_lines), ("sdg", row.sdgs)):
        for one in filter(None, escaping.one_line(ids).split("; ")):
            cited = escaping.one_line(filter_options.option_labels()[name].get(one, one))
            label = _("Cites {what}").format(what=cited)
            found.append(Link(name, label, id=one, icon=":material/flag:"))
    return found
