"""The light page of what is found."""

from __future__ import annotations

from collections.abc import Iterator

from cards.kit import Link
from cards.view import CardView, Cell, Row
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
    """What is found for the words, a few of each kind or one kind a page at a time; and what they mean as filters."""
    found = find(view.words, show=view.view.get("show", [""])[-1], page=view.number)
    heading = wording.heading(found)
    turns: tuple[Way, ...] = ()
    if found.shown and found.groups:
        last = max(1, -(-found.groups[0].total // MANY))
        turns = turns_of(view, min(view.number, last), last)
    ways = [Way(one, view.here({"q": one})) for one in wording.examples() if not found.groups]
    if found.shown:
        ways.append(Way(_("Everything found"), view.here({"show": ""})))
    if view.selection.active():
        ways.append(Way(_("Clear filters"), view.here(filters=Filters())))
    return Page(
        title=tab(heading),
        heading=heading,
        description=view.page.description,
        full=view.full,
        lede=[line for line in (*wording.notes(found), wording.carried(view.selection)) if line],
        cards=[*_offered(found.question), *(_group(view, found, group) for group in found.groups)],
        turns=turns,
        ways=ways,
    )


def _offered(question: Question) -> Iterator[Shown]:
    """What the words mean as a question; none if they are no question."""
    if question.readings:
        rows = [
            Row([Cell(wording.reading(one), Link("submissions", "", one.filters))])
            for one in (*question.readings, *question.wider)
        ]
        left = wording.not_understood(question)
        notes = [Cell(left)] if left else []
        title = wording.offer(question)
        yield Shown(CardView("question", title, rows=rows, total=len(rows), notes=notes))


def _group(view: View, found: Found, group: Group) -> Shown:
    shown = CardView(
        group.kind,
        wording.group_title(group),
        rows=[_hit(view, hit) for hit in group.hits],
        total=group.total,
        first=group.first,
    )
    return Shown(shown, "" if found.shown else view.here({"show": group.kind}))


def _hit(view: View, hit: Hit) -> Row:
    name, filters, own = hit.target(view.selection)
    link = Link(name, "", filters, view=own)
    if hit.kind in routes.ENTITIES:
        link = Link(hit.kind, "", id=hit.id)
    about = [Cell(escaping.shorten(fact, escaping.LONGEST_NAME)) for fact in hit.about]
    lang = languages.of_texts() if hit.kind == SUBMISSION else ""
    return Row([Cell(escaping.shorten(hit.title, escaping.LONGEST_NAME), link, lang=lang), *about])


def near(kind: str, found: dict[str, str]) -> list[Shown]:
    """Suggestions for an unknown id: id -> label."""
    lang = languages.of_texts() if kind == SUBMISSION else ""
    rows = [
        Row(
            [
                Cell(
                    escaping.shorten(label, escaping.LONGEST_NAME),
                    Link(kind, "", id=identity),
                    lang=lang,
                )
            ]
        )
        for identity, label in found.items()
    ]
    title = _("Did you mean one of these?")
    return [Shown(CardView("near", title, rows=rows, total=len(rows)))] if rows else []
