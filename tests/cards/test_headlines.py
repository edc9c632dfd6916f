"""Every name and every number of a headline is a label, a value or a sum of the rows that its card draws."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import cycle
from random import Random
from urllib.parse import parse_qs, urlencode

import pytest

from cards.registry import PAGES, cards_of
from tests.cards.asking import view
from tests.cards.explaining import Shown
from tests.examples import shipped
from web.api.card_pictures import context

SELECTIONS = 25
NARROWED_BY = (
    *((), ("group",), ("region",), ("theme",), ("stage",), ("organisation",)),
    *(("group", "region"), ("group", "stage"), ("theme", "group"), ("theme", "region")),
    *(
        ("organisation", "stage"),
        ("group", "kind"),
        ("process",),
        ("country",),
        ("family", "group"),
    ),
)
"""What readers narrow their question by."""
SMALL = (
    {"stage": "unesco", "theme": "gender"},
    {"organisation": "jpnic", "stage": "unesco"},
    {"stage": "modalities"},
    {"organisation": "denic"},
    {"q": "nobody said this"},
)
"""Selections that hold little or nothing."""


@cache
def selections() -> tuple[str, ...]:
    """The query strings of all selections, the same in every run."""
    random, options = Random(27), shipped().filter_ids
    units = cycle(("submissions", "organisations", "points"))
    texts, voices = cycle(("adopted", "other")), cycle(("", "", "own", "", "reported"))
    large = []
    for narrowing, _number in zip(cycle(NARROWED_BY), range(SELECTIONS - len(SMALL)), strict=False):
        chosen = {name: random.choice(sorted(options[name])) for name in narrowing}
        chosen |= {"voice": voice} if (voice := next(voices)) else {}
        large.append(chosen | {"count": next(units), "made_to": next(texts)})
    return tuple(map(urlencode, (*large, *SMALL)))


@pytest.mark.wide(2)
@pytest.mark.parametrize("number", range(SELECTIONS))
def test_a_headline_says_what_its_card_draws(number: int) -> None:
    query = parse_qs(selections()[number])
    unexplained = []
    for name in PAGES:
        page = context(name, {**view(name), **query})
        for key, declared in cards_of(name, page).items():
            card = declared()
            if card is not None and (words := Shown(name, page, card).unexplained()):
                unexplained.append(f"{name} {key}: {words}")
    assert unexplained == []


@pytest.mark.parametrize(
    ("name", "key", "headline"),
    [
        ("overview", "timeline", "Policy impact and follow-up rose most, from 31% to 49%"),
        ("overview", "top_challenges", "Most frequent: Digital… (41 of 313 submissions)"),
        ("overview", "top_challenges", "Most frequent: Spam persists (41 of 313 submissions)"),
        (
            "overview",
            "top_challenges",
            "Most frequent: Digital divides persist (42 of 313 submissions)",
        ),
        ("organisations", "groups", "Largest share: Companies (193 of 665 submissions)"),
        ("organisations", "groups", "Largest share: Government (193 of 664 submissions)"),
        (
            "what_became_of_it",
            "asks",
            "The adopted text contains 18 of the 20 most frequent requests; 21 of them it decides or calls for",
        ),
    ],
)
def test_a_headline_that_says_something_else_is_found_out(
    name: str, key: str, headline: str
) -> None:
    page = context(name, view(name))
    card = cards_of(name, page)[key]()
    assert card is not None
    assert Shown(name, page, card).unexplained() == ""
    assert Shown(name, page, replace(card, title=headline)).unexplained()
