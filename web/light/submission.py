"""The light page of one submission."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

import cards.submission
from i18n import (
    _,
    dataset_texts,
    entity_sentences,
    escaping,
    labels,
    languages,
    pgettext,
    sentences,
)
from i18n.dates import written
from i18n.labels import tab
from queries import Filters, ask, fetch_rows
from queries.filters import MAX_TEXT
from web.light import records, sections
from web.light.models import NAME, TITLE, Cell, Page, Row, Section, more, source
from web.light.page_request import View
from web.light.unknown import Unknown, near

SHORT, LONG = 12, 40
"""How many authors are named, and how many rows a list of this page has."""
AMONG = 5_000
"""How many of the newest submissions are searched for ids and titles like an unknown id."""


def submission(view: View, identifier: str) -> Page:
    """Everything on one submission: when, where, what it says, who stands behind it, where it can be read."""
    row = None
    if 0 < len(identifier) <= MAX_TEXT:
        row = next(ask("submission", id=identifier).itertuples(), None)
    if row is None:
        titles = fetch_rows("submissions", rows=slice(0, AMONG))
        named = dict(zip(titles.submission_id, titles.title, strict=True))
        raise Unknown("submission", identifier, near(identifier, named))
    points = ask("submission_points", id=identifier)
    parties = ask("submission_signatories", id=identifier)
    authors = parties[parties.role == "author"]
    facts: list[tuple[str, tuple[Cell, ...]]] = [
        (
            pgettext("before the authors", "By"),
            tuple(_party(view, author) for author in authors.head(SHORT).itertuples()),
        ),
        (_("Date"), (Cell(entity_sentences.date(row)),)),
        (_("Stage"), (Cell(escaping.shorten(entity_sentences.stage(row), 2 * TITLE)),)),
        (_("Document"), (Cell(entity_sentences.document(row)),)),
        (_("Published by"), (Cell(escaping.shorten(row.publisher, TITLE)),)),
        (_("Source page"), _pages(row.source_url)),
        (_("The document itself"), _pages(row.document_url)),
        (_("Other sources"), _pages(row.other_source_urls)),
    ]
    if (left := len(authors) - SHORT) > 0:
        facts[0] = (facts[0][0], (*facts[0][1], Cell(more(left))))
    said = entity_sentences.kinds_counted(points)
    title = escaping.shorten(row.title, 2 * TITLE)
    return Page(
        title=tab(escaping.shorten(row.title, NAME)),
        heading=title,
        description=_("{authors}, {date}: {points}").format(
            authors=escaping.shorten("; ".join(authors.label), TITLE),
            date=entity_sentences.date(row),
            points=said,
        ),
        full=view.full("submission", id=identifier),
        facts=tuple((term, cells) for term, cells in facts if any(cell.words for cell in cells)),
        sections=(
            _said(view, row, points),
            _parties(view, row),
            *_neighbours(view, identifier),
        ),
        about=("submission", identifier),
    )


def _pages(addresses: object) -> tuple[Cell, ...]:
    return tuple(
        Cell(escaping.shorten(name, NAME), page, "outside")
        for name, page in entity_sentences.pages(addresses)[:LONG]
    )


def _party(view: View, row: Any) -> Cell:
    return Cell(
        escaping.shorten(row.organisation, TITLE), view.entity("organisation", row.organisation_id)
    )


def _said(view: View, shown: Any, rows: pd.DataFrame) -> Section:
    order = [*labels.KINDS, *(kind for kind in rows.kind.unique() if kind not in labels.KINDS)]
    placed = rows.sort_values("kind", key=lambda kinds: kinds.map(order.index), kind="stable")
    said = (
        _("All its points, as we summarise them; filters do not apply")
        if view.selection.active()
        else _("All its points, as we summarise them")
    )
    return Section(
        "points",
        entity_sentences.kinds_counted(rows),
        sentences(
            _("{words}.").format(words=said), languages.summaries(), dataset_texts.texts().reading
        ),
        [
            Row(
                (
                    Cell(escaping.one_line(row.summary)),
                    Cell(escaping.shorten(row.theme, NAME), view.entity("theme", row.theme_id)),
                    *records.claim(view, row),
                    *_cited(row),
                    *(source(row.source_url) if row.source_url != shown.source_url else ()),
                    *records.report(view, row, shown.submission_id),
                ),
                labels.KINDS_PLURAL.get(row.kind, escaping.one_line(row.kind)),
            )
            for row in placed.itertuples()
        ],
        len(rows),
        files=view.files("submission_points", Filters(), id=shown.submission_id),
        wide=True,
    )


def _cited(row: Any) -> tuple[Cell, ...]:
    cited = entity_sentences.cited(row)
    return (Cell(_("cites {what}").format(what=escaping.shorten(cited, TITLE))),) if cited else ()


def _parties(view: View, shown: Any) -> Section:
    card = cards.submission.parties(shown)
    rows = card.query.rows
    known_pages = source(shown.source_url)

    def cells(row: Any) -> tuple[Cell, ...]:
        role = labels.ROLES.get(row.role, row.role)
        signed = entity_sentences.signed_on(row.signed_on)
        page = source(row.source_url) or known_pages
        return (
            replace(_party(view, row), note=sections.of_whom(row)),
            Cell(f"{role}, {signed}" if signed else role),
            *(page or (Cell(""),)),
        )

    return Section(
        card.key,
        card.title,
        card.note or card.subtitle,
        [Row(cells(row)) for row in rows.head(LONG).itertuples()],
        len(rows),
        sections.heads(
            labels.FILTERS["organisation"],
            labels.FILTERS["role"],
            _("Source"),
        ),
        files=sections.files(view, card.query),
        wide=True,
    )


def _neighbours(view: View, identifier: str) -> tuple[Section, ...]:
    rows = ask("submission_neighbours", id=identifier)
    if rows.empty:
        return ()

    def entry(row: Any) -> Row:
        title = Cell(
            escaping.shorten(row.title, TITLE), view.entity("submission", row.submission_id)
        )
        when = written(row.submitted_on)
        return Row(
            (title, Cell(entity_sentences.NEIGHBOURS[row.relation, row.direction]), Cell(when))
        )

    return (
        Section(
            "neighbours",
            _("Submissions before and after"),
            _("Of the submissions collected, those with a known date"),
            [entry(row) for row in rows.itertuples()],
            len(rows),
            wide=True,
        ),
    )
