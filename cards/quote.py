"""The sentence to quote a card, rows or a claim by: number, base, filters, date, source and address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from unicodedata import category

import pandas as pd

from cards import asks, request, topic
from cards.kit import Card, RecordList
from cards.outcome.words import called, final, opened
from cards.query import Context, Query, dotted
from cards.tables import table
from cards.titles import heading_of, title_of
from cards.view import CardView, view_of
from data.rows import each
from exports import Provenance
from exports.changes import last_changed
from exports.provenance import citation, dashboard_and_version
from i18n import (
    _,
    dataset_texts,
    day,
    enumerated,
    escaping,
    filter_options,
    headlines,
    labels,
    listed,
    ngettext,
    number,
    quoted,
    routes,
    sentences,
    stating,
)
from queries import Filters, ask, questions

NAMED = 5
"""The most governments that a sentence names."""
OF_A_CLAIM = ("claim", "claim_support")
"""Questions whose answer is a claim itself."""
LOOKED_AT = 200
"""The first rows of a view, among which we look for the row that a headline names."""


def of_card(name: str, page: Context, card: Card | RecordList, about: Provenance) -> Provenance:
    """``about`` with the finding of a card of the page ``name``, in its citation too, and the sentence to quote."""
    view = view_of(page, card, slice(0, LOOKED_AT))
    finding = _of(_subject(name, page), figures(view))
    return replace(
        about,
        finding=finding,
        citation=citation(about.address, finding),
        quote=of_view(name, page, view, about.address),
    )


def of_rows(
    about: Provenance, rows: pd.DataFrame, total: int, query: Query | None = None
) -> Provenance:
    """``about`` with the sentence to quote ``total`` rows by; ``rows`` are the first of them, ``query`` is their query.

    If the query is on a claim itself, it is the sentence of the claim's page.
    """
    if query and query.name in OF_A_CLAIM:
        page = _page_of_claim(query)
        if claim := topic.claim_of(page):
            return replace(about, quote=of_page(page, claim, about.address))
    view = CardView(about.question, about.title, total=total)
    if about.question in questions() and total:
        heads, lines = table(Query(about.question), rows.head(LOOKED_AT))
        view = replace(view, heads=heads, rows=lines)
    finding = _of(about.subject, figures(view))
    filters = "" if about.filters == filter_options.describe(Filters()) else about.filters
    return replace(about, quote=_written([_dated(finding)], filters, about.address))


def of_view(name: str, page: Context, view: CardView, address: str) -> str:
    """The sentence to quote a card of the page ``name`` by; the page is at ``address``."""
    claim = topic.claim_of(page) if name == "claim" else None
    if claim:
        statements = [*of_claim(page, claim), _stop(figures(view))]
    else:
        statements = [_dated(_of(_subject(name, page), figures(view)))]
    basis = _basis(view)
    filters = page.narrowed(page.acting(view.query.filters) if view.query else page.filters)
    statements += [_stop(basis)] if basis else []
    return _written(statements, "" if filters in view.about else filters, address)


def of_finding(subject: str, finding: str, page: Context, address: str) -> str:
    """The sentence to quote a ``finding`` on a subject by, under the filters of the ``page`` at ``address``."""
    return _written([_dated(_of(subject, finding))], page.narrowed(page.filters), address)


def of_page(page: Context, claim: topic.Topic, address: str) -> str:
    """The sentence to quote a claim by; its ``page`` is at ``address``."""
    return _written(of_claim(page, claim), page.narrowed(page.acting(claim.other_filters)), address)


def _page_of_claim(query: Query) -> Context:
    """The page of the claim that ``query``, one of OF_A_CLAIM, is about."""
    view = {
        name: [query.parameters[name]] for name in ("part", "made_to") if query.parameters.get(name)
    }
    view["id"] = [query.parameters["claim"]]
    return Context.on(routes.PAGES["claim"], query.filters, view)


def of_claim(page: Context, claim: topic.Topic) -> list[str]:
    """How many submissions make a claim, and which governments do.

    If it is a request, how many ask for it or welcome it, and what became of it in the text that it was made to.
    """
    row, claim_request = topic.row_of(claim), claim.request
    count = int(row.submissions)
    verdict = _verdict(page, claim_request) if claim_request else None
    if verdict:
        template = ngettext(
            "As of {day}, {share} collected on {process}, by {organisations}, asked for or welcomed this: {claim}.",
            "As of {day}, {share} collected on {process}, by {organisations}, asked for or welcomed this: {claim}.",
            count,
        )
    else:
        template = ngettext(
            "As of {day}, {share}, by {organisations}, made this claim: {claim}.",
            "As of {day}, {share}, by {organisations}, made this claim: {claim}.",
            count,
        )
    sentence = template.format(
        day=_day(),
        share=headlines.of(count, row.total, "submissions", claim.kind),
        process=asks.asks_elsewhere_name()
        if claim_request and claim_request.made_to == "other"
        else dataset_texts.texts().review,
        organisations=headlines.counted(row.organisations, "organisations"),
        claim=quoted(escaping.one_line(filter_options.option_labels()["claim"][claim.id])),
    )
    return [sentence, _governments(claim.points()), *(_outcome(row) for row in [verdict] if row)]


def _verdict(page: Context, claim_request: request.Request) -> Any | None:
    """The verdict on a claim, if it is a request that the text that it was made to could meet; else None."""
    rows = request.support(page, claim_request.claim, claim_request.made_to)
    return next(each(rows[(rows.claim_id == claim_request.claim) & (rows.request == "yes")]), None)


def _outcome(row: Any) -> str:
    """What became of a request in the text that it was made to; ``row`` is its verdict."""
    last = final(ask("texts"))
    adopted = last is not None and row.text_id == last.text_id
    return _stop(
        stating(called(last) if adopted else escaping.one_line(row.text), asks.became_in_words(row))
    )


def _governments(selection: Filters) -> str:
    """Which governments wrote or signed a selection; empty if none did."""
    rows = ask("organisations", selection)
    names = [escaping.one_line(name) for name in rows.label[rows.stakeholder_group == "government"]]
    if not names:
        return ""
    template = ngettext(
        "Among them is {n} government: {names}.",
        "Among them are {n} governments: {names}.",
        len(names),
    )
    further_count = len(names) - NAMED
    more = _("and {n} more").format(n=number(further_count))
    listing = listed(names) if further_count <= 0 else f"{enumerated(names[:NAMED])} {more}"
    return template.format(n=number(len(names)), names=listing)


def figures(view: CardView) -> str:
    """The headline and, if that has no number, the row that it names, else the first.

    Of a list without a number it is how many entries there are.
    """
    if not view.total or _has_digit(view.title):
        return view.title
    positions = [position for position, head in enumerate(view.heads) if head.number]
    if positions and view.rows:
        return _of(view.title, _row(view, positions))
    if _has_digit(view.about):
        return view.title
    template = ngettext("{n} entry", "{n} entries", view.total)
    return _of(view.title, template.format(n=number(view.total)))


def _row(view: CardView, places: Sequence[int]) -> str:
    """A row in words: Government: 13 of 54."""
    title_rows = [
        row for row in view.rows if row.cells[0].words and row.cells[0].words in view.title
    ]
    cells, first = (title_rows or list(view.rows))[0].cells, places[0]
    total_positions = [
        position for position in places[1:] if view.heads[position].words == labels.heading("total")
    ]
    figure = cells[first].words
    if total_positions:
        figure = _("{count} of {total}").format(count=figure, total=cells[total_positions[0]].words)
    return _of(enumerated([cell.words for cell in cells[:first] if cell.words]), figure)


def _basis(view: CardView) -> str:
    """What a card counts, without the legend of its marks; empty for a list whose headline has a number."""
    if not view.heads and _has_digit(view.title):
        return ""
    parts = view.about.split(" · ")
    return dotted(
        *(part for part in parts if not any(category(character) == "So" for character in part))
    )


def _subject(name: str, page: Context) -> str:
    """What a page is about, if that is one entity, text or comparison; else empty."""
    if name == "what_became_of_it" and opened(page):
        return title_of(name, page)
    has_subject = name in ("compare", "text") or routes.PAGES[name].path in routes.ENTITY_BY_PATH
    return heading_of(name, page) if has_subject else ""


def _of(subject: str, finding: str) -> str:
    return stating(subject, finding) if subject and finding else finding


def _day() -> str:
    return day(date.fromisoformat(last_changed()))


def _dated(finding: str) -> str:
    return _("{finding}, as of {day}.").format(finding=finding, day=_day())


def _stop(words: str) -> str:
    """Words as a sentence."""
    return _("{problem}.").format(problem=words.rstrip("."))


def _has_digit(words: str) -> bool:
    return any(character.isdigit() for character in words)


def _written(statements: Sequence[str], filters: str, address: str) -> str:
    """Sentences, then the filters, the source and the address."""
    narrowed = _stop(_("Filters: {filters}").format(filters=filters)) if filters else ""
    return sentences(*statements, narrowed, enumerated([dashboard_and_version(), address]))
