"""The light page of the search."""

from __future__ import annotations

from collections.abc import Iterator

from cards.kit import Link
from cards.tables import Cell, Row
from cards.view import CardView
from finding import wording
from finding.found import MANY, Found, Group, Hit, find
from finding.index import SUBMISSION
from finding.questions import Question
from i18n import _, escaping, languages, routes
from i18n.labels import tab
from queries import Filters
from web.light.content import Page, Shown, Way, turns_of
from web.light.page_request import View


def search(view: View) -> Page:
    """The page of hits for the words, a few of each kind or one kind page by page, and of the words as filters."""
    matches = find(view.words, show=view.view.get("show", [""])[-1], page=view.number)
    heading = wording.heading(matches)
    turns: tuple[Way, ...] = ()
    if matches.only_kind and matches.groups:
        last = max(1, -(-matches.groups[0].total // MANY))
        turns = turns_of(view, min(view.number, last), last)
    ways = [
        Way(example, view.here({"q": example}))
        for example in wording.examples()
        if not matches.groups
    ]
    if matches.only_kind:
        ways.append(Way(_("Everything found"), view.here({"show": ""})))
    if view.selection.active():
        ways.append(Way(_("Clear filters"), view.here(filters=Filters())))
    return Page(
        title=tab(heading),
        heading=heading,
        description=view.page.description,
        full=view.full,
        lede=[line for line in (*wording.notes(matches), wording.carried(view.selection)) if line],
        cards=[
            *_offered(matches.question),
            *(_group(view, matches, group) for group in matches.groups),
        ],
        turns=turns,
        ways=ways,
    )


def _offered(question: Question) -> Iterator[Shown]:
    """The card of what the words mean as a question; none if they are no question."""
    if question.readings:
        rows = [
            Row([Cell(wording.reading(reading), Link("submissions", "", reading.filters))])
            for reading in (*question.readings, *question.wider)
        ]
        not_understood = wording.not_understood(question)
        notes = [Cell(not_understood)] if not_understood else []
        title = wording.offer(question)
        yield Shown(CardView("question", title, rows=rows, total=len(rows), notes=notes))


def _group(view: View, matches: Found, group: Group) -> Shown:
    card_view = CardView(
        group.kind,
        wording.group_title(group),
        rows=[_hit(view, hit) for hit in group.hits],
        total=group.total,
        first=group.first,
    )
    return Shown(card_view, "" if matches.only_kind else view.here({"show": group.kind}))


def _hit(view: View, hit: Hit) -> Row:
    name, filters, parameters = hit.target(view.selection)
    link = Link(name, "", filters, view=parameters)
    if hit.kind in routes.ENTITIES:
        link = Link(hit.kind, "", id=hit.id)
    about = [Cell(escaping.shorten(fact, escaping.LONGEST_NAME)) for fact in hit.about]
    lang = languages.of_texts() if hit.kind == SUBMISSION else ""
    return Row([Cell(escaping.shorten(hit.title, escaping.LONGEST_NAME), link, lang=lang), *about])


def near(kind: str, labels_by_id: dict[str, str]) -> list[Shown]:
    """Suggestions for an unknown id: id -> label."""
    lang = languages.of_texts() if kind == SUBMISSION else ""
    rows = [
        Row(
            [
                Cell(
                    escaping.shorten(label, escaping.LONGEST_NAME),
                    Link(kind, "", id=identifier),
                    lang=lang,
                )
            ]
        )
        for identifier, label in labels_by_id.items()
    ]
    title = _("Did you mean one of these?")
    return [Shown(CardView("near", title, rows=rows, total=len(rows)))] if rows else []
