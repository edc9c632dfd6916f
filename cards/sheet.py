"""One sheet of paper on an organisation or a country: who, what it said and signed, what came of it, with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from cards import asks, entity, organisation
from cards.facts import organisation_facts
from cards.organisation import Organisation
from cards.organisation.stages import frames, stages
from cards.query import Context, dotted
from cards.tables import Cell, Row
from cards.view import CardView, headline
from data.rows import each
from i18n import (
    N_,
    _,
    decimal,
    entity_sentences,
    escaping,
    filter_options,
    headlines,
    labels,
    languages,
    number,
    stating,
    written_date,
)
from queries import Filters, ask, memory, per_version

SAID, SIGNED, REQUESTS, ELSEWHERE, OTHERS = 9, 6, 12, 5, 5
"""The most rows of each part, so that the sheet has two sides in every language."""
KEPT = 4_000_000
"""Bytes of sheets that the cache keeps for each function here."""
LONGEST = 260
"""The most characters of a statement."""

TITLES = {
    "said": N_("What it said, newest first"),
    "signed": N_("What it signed, newest first"),
    "asks": N_("What became of its requests"),
    "organisations": N_("Its organisations"),
    "signs": N_("Whom it signs with"),
    "same": N_("Who says the same"),
}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its title, who that is, how much it took part, what became of its requests, and its parts.

    ``stages`` has for each stage its part in it, the stage's title, and that part in words; it is empty for a country.
    ``frames`` says what their frames mean.
    """

    title: str
    who: Sequence[str]
    took_part: str
    standing: str
    parts: Sequence[CardView]
    stages: Sequence[tuple[str, str, str]] = ()
    frames: str = ""

    @property
    def finding(self) -> str:
        """The finding to quote from it."""
        return self.standing or self.took_part


def of_page(name: str, page: Context) -> Sheet | None:
    """The sheet of what the page ``name`` is about; None if that is neither an organisation nor a country."""
    if name == "organisation":
        ids = entity.ids_of_kind(page, name)
        return of_organisation(page.filters, ids[0]) if ids else None
    countries = page.filters.country if name == "organisations" else ()
    return of_country(page.filters, countries[0]) if len(countries) == 1 else None


@per_version(KEPT, memory)
def of_organisation(filters: Filters, identity: str) -> Sheet:
    """The sheet of an organisation under the filters in force."""
    page = Context(filters)
    subject = organisation.of(page, identity)
    strip = stages(subject.id)
    texts = ask("organisation_submissions", subject.other_filters, organisation=subject.id)
    facts = [
        " ".join(cell.words for cell in cells if cell.words)
        for _term, cells in organisation_facts(subject.row, subject.other_filters)
    ]
    return Sheet(
        title=escaping.one_line(subject.row.organisation),
        who=[fact for fact in facts if fact],
        took_part=entity_sentences.took_part(subject.row, texts),
        standing=_standing(subject.selection),
        stages=[(stage.part, stage.title, stage.part_in_words) for stage in strip],
        frames=frames(strip),
        parts=_parts(page, subject.selection, subject),
    )


@per_version(KEPT, memory)
def of_country(filters: Filters, country: str) -> Sheet:
    """The sheet of a country: of the organisations based there, and of its government beside others."""
    selection = filters.set(country=(country,))
    page = Context(selection)
    rows = ask("organisations", selection)
    governments = rows[rows.stakeholder_group == "government"]
    first_row = next(each(governments if len(governments) else rows), None)
    subject = organisation.of(page, first_row.organisation_id) if first_row else None
    took_part = dotted(
        headlines.counted(len(rows), "organisations"),
        headlines.counted(len(ask("submissions", selection)), "submissions"),
    )
    lines = [
        Row([Cell(escaping.one_line(row.label)), Cell(_group(row)), Cell(_took_part(row))])
        for row in each(rows)
    ]
    return Sheet(
        title=filter_options.option_labels()["country"].get(country, country),
        who=[labels.FILTERS["country"]],
        took_part=took_part,
        standing=_standing(selection),
        parts=[_part("organisations", lines, OTHERS), *_parts(page, selection, subject)],
    )


def _group(row: Any) -> str:
    return labels.GROUPS.of(row.stakeholder_group)


def _took_part(row: Any) -> str:
    return headlines.counted(row.submissions, "submissions")


def _standing(selection: Filters) -> str:
    return asks.standing(
        ask("asks", selection, unit="submissions", made_to="adopted"), one_organisation=True
    )


def _parts(page: Context, selection: Filters, subject: Organisation | None) -> list[CardView]:
    """What is said and signed under ``selection``, its requests, and with whom ``subject`` signs and agrees."""
    firmest = _firmest(selection)
    views = [
        _statements("said", selection.set(role=("author",)), SAID, firmest),
        _statements("signed", selection.set(role=("signatory",)), SIGNED, firmest),
        *(
            _requests(selection, made_to, most)
            for made_to, most in (("adopted", REQUESTS), ("other", ELSEWHERE))
        ),
        *(_related_organisations(page, subject) if subject else ()),
    ]
    return [view for view in views if view.rows]


def _firmest(selection: Filters) -> dict[str, int]:
    """Claim -> the rank of its verdict from 0, the firmest first."""
    ranks: dict[str, int] = {}
    for made_to in ("adopted", "other"):
        requests = ask("asks", selection, unit="submissions", made_to=made_to)
        for rank, row in enumerate(asks.firmest_first(requests)):
            for claim in (row.claim_id, *asks.positions(row)):
                ranks.setdefault(claim, rank)
    return ranks


def _statements(name: str, selection: Filters, most: int, firmest: dict[str, int]) -> CardView:
    """One statement of each submission: the request with the firmest verdict, else the first by kind."""
    kinds = {kind: rank for rank, kind in enumerate(("recommendation", "position", "challenge"))}

    def rank(point: Any) -> tuple[int, int]:
        return firmest.get(point.claim_id, len(firmest)), kinds.get(point.kind, len(kinds))

    statements: dict[str, Any] = {}
    for point in sorted(each(ask("points", selection)), key=rank):
        statements.setdefault(point.submission_id, point)
    dated = [point for point in statements.values() if pd.notna(point.submitted_on)]
    undated = [point for point in statements.values() if pd.isna(point.submitted_on)]
    newest_first = sorted(dated, key=lambda point: point.submitted_on, reverse=True) + undated
    lines = [_statement(name, point) for point in newest_first[:most]]
    return _part(name, lines, most, len(newest_first))


def _statement(name: str, row: Any) -> Row:
    """What a submission says; when, at which stage, and whose words these are."""
    authors = _("by {authors}").format(authors=entity_sentences.names(row.authors, 50))
    voice = entity_sentences.as_reported(row.reporter) or labels.VOICES["own"]
    return Row(
        [
            Cell(escaping.shorten(row.summary, LONGEST), lang=languages.of_texts()),
            Cell(written_date(row.submitted_on)),
            Cell(escaping.one_line(row.stage)),
            Cell(authors if name == "signed" else ""),
            Cell(voice),
        ]
    )


def _requests(selection: Filters, made_to: str, most: int) -> CardView:
    """The requests made to a text, the firmest first under what the text does with them."""
    requests = ask("asks", selection, unit="submissions", made_to=made_to)
    lines = [
        Row(
            [
                Cell(escaping.one_line(row.claim)),
                Cell(headlines.of(row.count, row.total, "submissions")),
                Cell(asks.named_paragraphs(_first_paragraphs(row.paragraphs))),
            ],
            labels.standing(row.verdict, row.strength),
        )
        for row in asks.firmest_first(requests)
    ]
    groups = list(dict.fromkeys(row.group for row in lines))
    view = _part("asks", sorted(lines, key=lambda row: groups.index(row.group)), most)
    title = asks.standing(requests, one_organisation=True, other=True)
    return replace(view, key="sheet_elsewhere", title=title) if made_to == "other" else view


def _first_paragraphs(paragraphs: object) -> str:
    """The first of the paragraphs that a verdict rests on, as many as other cards show."""
    numbers = paragraphs.split("; ") if isinstance(paragraphs, str) else []
    return "; ".join(numbers[: asks.SHOWN])


def _related_organisations(page: Context, subject: Organisation) -> Iterator[CardView]:
    """With whom an organisation signs most, and who says the same."""
    signing = organisation.signs_with(page, subject)
    same = organisation.says_the_same(page, subject)
    for name, card, column in (("signs", signing, "count"), ("same", same, "similarity")):
        others = card.query.rows
        rows = [_related_row(row, column) for row in each(others.head(OTHERS))]
        words = labels.UNITS["submissions"] if column == "count" else labels.heading(column)
        heads = (Cell(labels.heading("organisation")), Cell(words, number=True))
        yield replace(
            _part(name, rows, OTHERS, len(others)),
            about=stating(subject.name, headline(card)),
            heads=heads,
        )


def _related_row(row: Any, column: str) -> Row:
    figure = (
        _("{count} of {total}").format(count=number(row.count), total=number(row.total))
        if column == "count"
        else decimal(row.similarity, 2)
    )
    return Row([Cell(escaping.one_line(row.label)), Cell(figure, number=True)])


def _part(name: str, rows: Sequence[Row], most: int, total: int = 0) -> CardView:
    """A part with its first rows, and how many are left out; of ``total``, where ``rows`` are the first alone."""
    total = total or len(rows)
    omitted = total - most
    more = _("and {n} more").format(n=number(omitted))
    return CardView(
        f"sheet_{name}",
        _(TITLES[name]),
        rows=rows[:most],
        total=min(total, most),
        notes=[Cell(more)] if omitted > 0 else (),
    )
