"""A mark of a chart counts what its links lead to: on every card, under several selections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

import pytest

from cards.kit import Card, DrillDown, Link
from cards.registry import PAGES
from i18n import routes
from i18n.filter_options import option_labels
from queries import Filters, ask
from tests.cards.asking import view
from web.api.card_pictures import context

SELECTIONS: dict[str, dict[str, list[str]]] = {
    "all": {},
    "groups": {"group": ["technical", "government"], "kind": ["recommendation"]},
    "points": {"count": ["points"], "stage": ["zero-draft", "rev1", "rev2"], "kind": ["position"]},
    "parties": {"organisation": ["isoc", "jpnic", "tccm"], "role": ["author"]},
}
"""Name of a selection -> the parameters that it adds to the address of a page."""

MORE: dict[str, list[dict[str, list[str]]]] = {
    "what_became_of_it": [{"open": ["multistakeholder"]}],
    "action_lines": [{"all": ["by_kind", "by_theme"], "fields": ["on"]}],
    "themes": [{"all": ["by_kind", "by_pair"]}],
    "through_the_review": [{"show": ["position"], "grain": ["families"]}],
    "compare": [
        {"by": ["group"], "id": ["government", "civil-society"], "grain": ["claims"]},
        {"by": ["stage"], "id": ["zero-draft", "rev1", "hlm", "gdc"], "show": ["recommendation"]},
    ],
    "claim": [{"id": ["ch-igf-funding-unstable"], "with": ["all"]}],
    "organisation": [{"id": ["itu"], "role": ["author"], "count": ["submissions"]}],
}
"""Name of a page -> other addresses of it, which show other cards."""

MARKS = 5
"""Marks of a card that are looked at."""
UNCOUNTED = re.compile(
    "What the two say on|What they say there|whole group|this stage|shown|Points of|of this organisation"
)
"""Labels of links to more than the mark counts, and of heads, which count nothing."""
COUNT = ("count", "raised")
"""Columns with the first figure of a row."""


def marks(card: Card) -> list[tuple[str, ...]]:
    """The ids of some marks of a chart, from all over it."""
    customdata = [
        tuple(ids)
        for trace in card.figure.to_dict()["data"]
        for ids in (trace["customdata"] if trace.get("customdata") is not None else ())
    ]
    distinct = [
        ids
        for ids in dict.fromkeys(customdata)
        if all(isinstance(identifier, str) for identifier in ids)
    ]
    return distinct[:: max(len(distinct) // MARKS, 1)]


def counts(filters: Filters, to: str) -> dict[str, int]:
    """How many units the points or submissions of a selection are."""
    if to == "submissions":
        return {"submissions": len(ask("submissions", filters))}
    points = ask("points", filters)
    return {"points": len(points), "submissions": points.submission_id.nunique()}


def figures_and_unit(words: str) -> tuple[set[int], str]:
    """The figures of a sentence, only those before "of" if there are any, and the unit that it counts."""
    figures = re.findall(r"([\d,]*\d) of ", words) or re.findall(
        r"(?<![\w.])([\d,]*\d)(?![\w.%])", words
    )
    counted = re.search(r"\d (?:shared )?(submission|point)", words)
    unit = f"{counted[1]}s" if counted else ""
    if re.search(r"of [\d,]+ (challenges|recommendations|positions|achievements)", words):
        unit = "points"
    return {int(figure.replace(",", "")) for figure in figures}, unit


def wrong(drill_down: DrillDown) -> Iterator[str]:
    """The words of a drill-down that its links do not bear out."""
    words = drill_down.words
    for link in drill_down.links:
        if not isinstance(link, Link):
            continue
        if (
            link.id
            and link.to in routes.ENTITIES
            and link.id not in option_labels().get(link.to, {link.id})
        ):
            yield f"{link.to} {link.id} is not known"
        if link.filters is None or link.to not in ("points", "submissions"):
            continue
        figures, unit = figures_and_unit(link.label if link.label[:1].isdigit() else words)
        if UNCOUNTED.search(link.label) or UNCOUNTED.search(words) or not figures:
            continue
        totals = counts(link.filters, link.to)
        if unit in totals and totals[unit] not in figures:
            yield f"{link.label}: {totals} {link.filters.to_query()}, but said: {words}"


def addresses(name: str) -> Sequence[dict[str, list[str]]]:
    return [view(name), *({**view(name), **more} for more in MORE.get(name, ()))]


@pytest.mark.wide(14)
@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("name", PAGES)
def test_a_mark_leads_to_exactly_what_it_counts(name: str, selection: str) -> None:
    for address in addresses(name):
        page = context(name, {**SELECTIONS[selection], **address})
        for key, declared in PAGES[name](page).items():
            card = declared()
            if not isinstance(card, Card) or not card.drill_down or card.query.rows.empty:
                continue
            for ids in marks(card):
                drill_down = card.drill_down(list(ids))
                if drill_down is not None:
                    assert not list(wrong(drill_down)), (key, ids)
            column = next((candidate for candidate in COUNT if candidate in card.query.rows), None)
            if card.behind and column:
                for row in card.query.rows.head(MARKS).to_dict("records"):
                    link = card.behind(SimpleNamespace(**row))
                    if link is not None and link.filters is not None:
                        assert counts(link.filters, link.to).get(page.unit) == row[column], key
