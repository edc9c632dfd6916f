"""What a card shows as a sentence to be quoted: number, base, filters, date, source and address."""

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
from cards.titles import heading_of, title_of
from cards.view import CardView, table, view_of
from data.rows import each
from exports import Provenance
from exports.changes import last_changed
from exports.provenance import citation, dashboard_and_version
from i18n import (
    _,
    dataset_texts,
    enumerated,
    escaping,
    filter_options,
    headlines,
    listed,
    method_note,
    ngettext,
    number,
    quoted,
    routes,
    sentences,
    stating,
)
from i18n.dates import day
from queries import Filters, ask, questions

NAMED = 5
"""The most governments that a sentence names."""
OF_A_CLAIM = ("claim", "claim_support")
"""Questions whose answer is a claim itself."""
LOOKED_AT = 200
"""Rows among which the one is looked for that a headline names."""


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
    about: Provenance, rows: pd.DataFrame, total: int, asked: Query | None = None
) -> Provenance:
    """``about`` with the sentence to quote ``total`` rows by, of which ``rows`` are the first that ``asked`` gives.

    Of a claim itself it is the sentence of its page.
    """
    if asked and asked.name in OF_A_CLAIM:
        page = _page_of_claim(asked)
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
        said = [*of_claim(page, claim), _stop(figures(view))]
    else:
        said = [_dated(_of(_subject(name, page), figures(view)))]
    counted = _counted(view)
    filters = page.narrowed(page.acting(view.query.filters) if view.query else page.filters)
    said += [_stop(counted)] if counted else []
    return _written(said, "" if filters in view.about else filters, address)


def of_finding(subject: str, finding: str, page: Context, address: str) -> str:
    """The sentence to quote what is found of a subject by, under the filters of the ``page`` at ``address``."""
    return _written([_dated(_of(subject, finding))], page.narrowed(page.filters), address)


def of_page(page: Context, claim: topic.Topic, address: str) -> str:
    """The sentence to quote a claim by; its ``page`` is at ``address``."""
    return _written(of_claim(page, claim), page.narrowed(page.acting(claim.asked)), address)


def _page_of_claim(asked: Query) -> Context:
    """The page of the claim that a question of OF_A_CLAIM is asked about."""
    view = {
        name: [asked.parameters[name]] for name in ("part", "made_to") if asked.parameters.get(name)
    }
    view["id"] = [asked.parameters["claim"]]
    return Context.on(routes.PAGES["claim"], asked.filters, view)


def of_claim(page: Context, claim: topic.Topic) -> list[str]:
    """How many make a claim and which governments do.

    If it is a request, how many ask for it or welcome it, and what became of it in the text that it was made to.
    """
    row, wanted = topic.row_of(claim), claim.request
    count = int(row.submissions)
    verdict = _verdict(page, wanted) if wanted else None
    if verdict:
        words = ngettext(
            "As of {day}, {share} collected on {process}, by {organisations}, asked for or welcomed this: {claim}.",
            "As of {day}, {share} collected on {process}, by {organisations}, asked for or welcomed this: {claim}.",
            count,
        )
    else:
        words = ngettext(
            "As of {day}, {share}, by {organisations}, made this claim: {claim}.",
            "As of {day}, {share}, by {organisations}, made this claim: {claim}.",
            count,
        )
    said = words.format(
        day=_day(),
        share=headlines.of(count, int(row.total), "submissions", claim.kind),
        process=asks.asks_elsewhere_name()
        if wanted and wanted.made_to == "other"
        else dataset_texts.texts().review,
        organisations=headlines.counted(int(row.organisations), "organisations"),
        claim=quoted(escaping.one_line(filter_options.option_labels()["claim"][claim.id])),
    )
    return [said, _governments(claim.points()), *(_became(row) for row in [verdict] if row)]


def _verdict(page: Context, wanted: request.Request) -> Any | None:
    """The verdict on what is wanted, if that is a request, which the text that it was made to could meet."""
    rows = request.support(page, wanted.claim, wanted.made_to)
    return next(each(rows[(rows.claim_id == wanted.claim) & (rows.request == "yes")]), None)


def _became(row: Any) -> str:
    """What became of a request in the text that it was made to; ``row`` is its verdict."""
    last = final(ask("texts"))
    adopted = last is not None and row.text_id == last.text_id
    return _stop(
        stating(called(last) if adopted else escaping.one_line(row.text), asks.became_in_words(row))
    )


def _governments(asked: Filters) -> str:
    """Which governments wrote or signed a selection; empty if none did."""
    rows = ask("organisations", asked)
    names = [escaping.one_line(one) for one in rows.label[rows.stakeholder_group == "government"]]
    if not names:
        return ""
    words = ngettext(
        "Among them is {n} government: {names}.",
        "Among them are {n} governments: {names}.",
        len(names),
    )
    left = len(names) - NAMED
    more = _("and {n} more").format(n=number(left))
    said = listed(names) if left <= 0 else f"{enumerated(names[:NAMED])} {more}"
    return words.format(n=number(len(names)), names=said)


def figures(view: CardView) -> str:
    """The headline and, if that has no number, the row that it names, else the first.

    Of a list without a number it is how many entries there are.
    """
    if not view.total or _has_digit(view.title):
        return view.title
    places = [place for place, head in enumerate(view.heads) if head.number]
    if places and view.rows:
        return _of(view.title, _row(view, places))
    if _has_digit(view.about):
        return view.title
    many = ngettext("{n} entry", "{n} entries", view.total)
    return _of(view.title, many.format(n=number(view.total)))


def _row(view: CardView, places: Sequence[int]) -> str:
    """A row in words: Government: 13 of 54."""
    named = [row for row in view.rows if row.cells[0].words and row.cells[0].words in view.title]
    cells, first = (named or list(view.rows))[0].cells, places[0]
    total = [p for p in places[1:] if view.heads[p].words == method_note.heading("total")]
    said = cells[first].words
    if total:
        said = _("{count} of {total}").format(count=said, total=cells[total[0]].words)
    return _of(enumerated([one.words for one in cells[:first] if one.words]), said)


def _counted(view: CardView) -> str:
    """What is counted, without what marks mean; of a list only where its headline has no number."""
    if not view.heads and _has_digit(view.title):
        return ""
    parts = view.about.split(" · ")
    return dotted(*(one for one in parts if not any(category(sign) == "So" for sign in one)))


def _subject(name: str, page: Context) -> str:
    """What a page is about, if that is one entity, text or comparison; else nothing."""
    if name == "what_became_of_it" and opened(page):
        return title_of(name, page)
    one = name in ("compare", "text") or routes.PAGES[name].path in routes.ENTITY_BY_PATH
    return heading_of(name, page) if one else ""


def _of(subject: str, said: str) -> str:
    return stating(subject, said) if subject and said else said


def _day() -> str:
    return day(date.fromisoformat(last_changed()))


def _dated(finding: str) -> str:
    return _("{finding}, as of {day}.").format(finding=finding, day=_day())


def _stop(words: str) -> str:
    """Words as a sentence."""
    return _("{problem}.").format(problem=words.rstrip("."))


def _has_digit(words: str) -> bool:
    return any(one.isdigit() for one in words)


def _written(said: Sequence[str], filters: str, address: str) -> str:
    """Sentences, then the filters, the source and the address."""
    narrowed = _stop(_("Filters: {filters}").format(filters=filters)) if filters else ""
    return sentences(*said, narrowed, enumerated([dashboard_and_version(), address]))
