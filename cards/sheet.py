"""One sheet of paper on an organisation or a country: who, what it said and signed, what came of it, with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cards import asks, organisation
from cards.facts import organisation_facts
from cards.organisation import Organisation
from cards.organisation.stages import frames, stages
from cards.query import Context, dotted
from cards.view import CardView, Cell, Row, headline
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
    method_note,
    number,
    stating,
)
from i18n.dates import written
from queries import Filters, ask, memory, per_version

SAID, SIGNED, REQUESTS, ELSEWHERE, OTHERS = 9, 6, 12, 5, 5
"""The most rows of each part, so that the sheet has two sides in every language."""
KEPT = 4_000_000
"""Bytes of sheets that are kept of each of the functions here."""
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

    ``stages`` are its part in each stage, the stage's title, and that part in words; empty for a country. ``frames``
    says what their frames mean.
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
        """What is to be quoted of it."""
        return self.standing or self.took_part


@per_version(KEPT, memory)
def of_organisation(filters: Filters, identity: str) -> Sheet:
    """The sheet of an organisation under the filters in force."""
    page = Context(filters)
    shown = organisation.of(page, identity)
    strip = stages(shown.id)
    texts = ask("organisation_submissions", shown.asked, organisation=shown.id)
    facts = [
        " ".join(c.words for c in cells if c.words)
        for _term, cells in organisation_facts(shown.row, shown.asked)
    ]
    return Sheet(
        title=escaping.one_line(shown.row.organisation),
        who=[one for one in facts if one],
        took_part=entity_sentences.took_part(shown.row, texts),
        standing=_standing(shown.own),
        stages=[(stage.part, stage.title, stage.said) for stage in strip],
        frames=frames(strip),
        parts=_parts(page, shown.own, shown),
    )


@per_version(KEPT, memory)
def of_country(filters: Filters, country: str) -> Sheet:
    """The sheet of a country: of the organisations based there, and of its government beside others."""
    own = filters.set(country=(country,))
    page = Context(own)
    rows = ask("organisations", own)
    governments = rows[rows.stakeholder_group == "government"]
    first = next(each(governments if len(governments) else rows), None)
    beside = organisation.of(page, first.organisation_id) if first else None
    took_part = dotted(
        headlines.counted(len(rows), "organisations"),
        headlines.counted(len(ask("submissions", own)), "submissions"),
    )
    named = [
        Row([Cell(escaping.one_line(row.label)), Cell(_group(row)), Cell(_took_part(row))])
        for row in each(rows)
    ]
    return Sheet(
        title=filter_options.option_labels()["country"].get(country, country),
        who=[labels.FILTERS["country"]],
        took_part=took_part,
        standing=_standing(own),
        parts=[_part("organisations", named, OTHERS), *_parts(page, own, beside)],
    )


def _group(row: Any) -> str:
    return labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group)


def _took_part(row: Any) -> str:
    return headlines.counted(int(row.submissions), "submissions")


def _standing(own: Filters) -> str:
    return asks.standing(ask("asks", own, unit="submissions", made_to="adopted"), own=True)


def _parts(page: Context, own: Filters, beside: Organisation | None) -> list[CardView]:
    """What is said and signed under ``own``, its requests, and with whom ``beside`` signs and agrees."""
    firmest = _firmest(own)
    found = [
        _said("said", own.set(role=("author",)), SAID, firmest),
        _said("signed", own.set(role=("signatory",)), SIGNED, firmest),
        *(_requests(own, to, most) for to, most in (("adopted", REQUESTS), ("other", ELSEWHERE))),
        *(_others(page, beside) if beside else ()),
    ]
    return [one for one in found if one.rows]


def _firmest(own: Filters) -> dict[str, int]:
    """Claim -> the place of its verdict, the firmest first."""
    places: dict[str, int] = {}
    for to in ("adopted", "other"):
        rows = asks.firmest_first(ask("asks", own, unit="submissions", made_to=to))
        for place, row in enumerate(each(rows)):
            for claim in (row.claim_id, *asks.positions(row)):
                places.setdefault(claim, place)
    return places


def _said(name: str, own: Filters, most: int, firmest: dict[str, int]) -> CardView:
    """One statement of each submission: the request with the firmest verdict, else the first by kind."""
    points = ask("points", own)
    kinds = {kind: place for place, kind in enumerate(("recommendation", "position", "challenge"))}
    points = points.assign(
        firm=points.claim_id.map(firmest).fillna(len(firmest)),
        of_kind=points.kind.map(kinds).fillna(len(kinds)),
        place=range(len(points)),
    )
    ordered = points.sort_values(["firm", "of_kind", "place"]).drop_duplicates("submission_id")
    ordered = ordered.sort_values("submitted_on", ascending=False, kind="stable")
    shown = [_statement(name, row) for row in each(ordered.head(most))]
    return _part(name, shown, most, len(ordered))


def _statement(name: str, row: Any) -> Row:
    """What a submission says; when, at which stage, and whose words these are."""
    authors = _("by {authors}").format(authors=entity_sentences.names(row.authors, 50))
    whose = entity_sentences.as_reported(row.reporter) or labels.VOICES["own"]
    return Row(
        [
            Cell(escaping.shorten(row.summary, LONGEST), lang=languages.of_texts()),
            Cell(written(row.submitted_on)),
            Cell(escaping.one_line(row.stage)),
            Cell(authors if name == "signed" else ""),
            Cell(whose),
        ]
    )


def _requests(own: Filters, made_to: str, most: int) -> CardView:
    """The requests made to a text, the firmest first under what the text does with them."""
    rows = asks.firmest_first(ask("asks", own, unit="submissions", made_to=made_to))
    shown = [
        Row(
            [
                Cell(escaping.one_line(row.claim)),
                Cell(headlines.of(int(row.count), int(row.total), "submissions")),
                Cell(asks.named_paragraphs(_first(row.paragraphs))),
            ],
            labels.standing(row.verdict, row.strength),
        )
        for row in each(rows)
    ]
    groups = list(dict.fromkeys(row.group for row in shown))
    found = _part("asks", sorted(shown, key=lambda row: groups.index(row.group)), most)
    title = asks.standing(rows, own=True, other=True)
    return replace(found, key="sheet_elsewhere", title=title) if made_to == "other" else found


def _first(paragraphs: object) -> str:
    """The first of the paragraphs that a verdict rests on."""
    every = paragraphs.split("; ") if isinstance(paragraphs, str) else []
    return "; ".join(every[: asks.SHOWN])


def _others(page: Context, shown: Organisation) -> Iterator[CardView]:
    """With whom an organisation signs most, and who says the same."""
    signing = organisation.signs_with(page, shown)
    same = organisation.says_the_same(page, shown, "left-out")
    for name, card, column in (("signs", signing, "count"), ("same", same, "similarity")):
        others = card.query.rows
        rows = [_other(row, column) for row in each(others.head(OTHERS))]
        words = labels.UNITS["submissions"] if column == "count" else method_note.heading(column)
        heads = (Cell(method_note.heading("organisation")), Cell(words, number=True))
        yield replace(
            _part(name, rows, OTHERS, len(others)),
            about=stating(shown.name, headline(card)),
            heads=heads,
        )


def _other(row: Any, column: str) -> Row:
    said = (
        _("{count} of {total}").format(count=number(row.count), total=number(row.total))
        if column == "count"
        else decimal(row.similarity, 2)
    )
    return Row([Cell(escaping.one_line(row.label)), Cell(said, number=True)])


def _part(name: str, rows: Sequence[Row], most: int, every: int = 0) -> CardView:
    """A part with its first rows, and how many are left out; of ``every``, where ``rows`` are the first alone."""
    every = every or len(rows)
    left = every - most
    more = _("and {n} more").format(n=number(left))
    return CardView(
        f"sheet_{name}",
        _(TITLES[name]),
        rows=rows[:most],
        total=min(every, most),
        notes=[Cell(more)] if left > 0 else (),
    )
