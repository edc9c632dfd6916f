"""The light page of what is found."""

from __future__ import annotations

from dataclasses import replace

from finding import wording
from finding.found import MANY, Found, Group, Hit, find
from finding.index import SUBMISSION
from finding.questions import Question
from i18n import _, escaping, routes
from i18n.labels import tab
from queries import Filters
from web.light.lists import turns
from web.light.models import TITLE, Cell, Page, Row, Section, pages
from web.light.page_request import View

__all__ = ["search"]


def search(view: View) -> Page:
    """What is found for the words, a few of each kind or one kind a page at a time; and what they mean as filters."""
    found = find(view.words, show=view.show, page=view.page)
    heading = wording.heading(found)
    place = (1, 1)
    if found.shown and found.groups:
        place = pages(found.groups[0].total, MANY, view.page)
    ways = [
        Cell(one, view.to(routes.SEARCH, q=one)) for one in wording.examples() if not found.groups
    ]
    if found.shown:
        ways.append(Cell(_("Everything found"), view.here(show="", page="")))
    if view.selection.active():
        ways.append(Cell(_("Clear filters"), replace(view, selection=Filters()).here(page="")))
    return Page(
        title=tab(heading),
        heading=heading,
        description=routes.PAGES[routes.SEARCH].description,
        full=view.full(routes.PAGES[routes.SEARCH].path, None, q=found.words, show=found.shown),
        lede=tuple(
            line for line in (*wording.notes(found), wording.carried(view.selection)) if line
        ),
        sections=(
            *_offered(view, found.question),
            *(_group(view, found, group) for group in found.groups),
        ),
        turns=turns(view, *place),
        ways=tuple(ways),
    )


def _offered(view: View, question: Question) -> tuple[Section, ...]:
    """What the words mean as a question; none if they are no question."""
    if not question.readings:
        return ()
    place = routes.PAGES["submissions"].light or ""
    rows = [
        Row((Cell(wording.reading(one), view.to(place, one.filters)),))
        for one in (*question.readings, *question.wider)
    ]
    left = wording.not_understood(question)
    return (
        Section(
            "question",
            wording.offer(question),
            "",
            rows,
            len(rows),
            notes=(Cell(left),) if left else (),
            wide=True,
        ),
    )


def _group(view: View, found: Found, group: Group) -> Section:
    return Section(
        group.kind,
        wording.group_title(group),
        "",
        [_hit(view, hit) for hit in group.hits],
        group.total,
        rest=None if found.shown else Cell(_("Show all"), view.here(show=group.kind, page="")),
        first=group.first + 1,
        wide=bool(found.shown) or group.kind == SUBMISSION,
    )


def _hit(view: View, hit: Hit) -> Row:
    about = (Cell(escaping.shorten(fact, TITLE)) for fact in hit.about)
    return Row((Cell(escaping.shorten(hit.title, TITLE), _target(view, hit)), *about))


def _target(view: View, hit: Hit) -> str:
    """The light page of what was found, or the full one of a page without a light one."""
    name, filters, _identifier = hit.target(view.selection)
    page = routes.PAGES[name]
    if hit.kind in routes.ENTITIES:
        if routes.ENTITIES[hit.kind].light:
            return view.entity(hit.kind, hit.id)
        return view.to("", view.selection.set(**{hit.kind: (hit.id,)}))
    return view.full(page.path, filters) if page.light is None else view.to(page.light, filters)
