"""The text of every card's chart can be read: it is large enough, and dates stay within their columns."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from cards.kit import Card
from cards.query import Context
from cards.registry import PAGES, cards_of
from cards.themes import SHORT_KINDS, total_head
from cards.through_the_review.events import dated_events
from charts.figure import ROOM, SMALL
from charts.measure import width
from charts.stages import COLUMN
from i18n import languages
from queries.language import Language, using
from tests.cards.asking import view

LEAST = 12
"""Pixels of a text."""


def sizes(part: Any, part_name: str = "") -> Iterator[float]:
    """The sizes of all texts in a part of a figure, in pixels; ``part_name`` is what the figure calls the part."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "size" and part_name.endswith("font"):
                yield from value if isinstance(value, list | tuple) else (value,)
            else:
                yield from sizes(value, name)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from sizes(value, part_name)
    elif isinstance(part, str):
        yield from map(float, re.findall(r"font-size:([\d.]+)px", part))


@pytest.mark.parametrize("name", PAGES)
def test_no_text_of_a_chart_is_too_small_to_read(name: str) -> None:
    small = {}
    for key, declare in cards_of(name, Context(view=view(name))).items():
        card = declare()
        if isinstance(card, Card) and len(card.query.rows):
            figures = [card.figure, *([card.names()] if card.names else [])]
            text_sizes = [size for figure in figures for size in sizes(figure.to_dict())]
            assert text_sizes
            small[key] = [size for size in text_sizes if size < LEAST]
    assert {key: too_small for key, too_small in small.items() if too_small} == {}


@pytest.mark.parametrize("code", languages.offered())
def test_the_date_of_an_event_stays_over_the_column_of_its_stage(code: str) -> None:
    with using(Language(code)):
        events = dated_events()
    assert len(events) > 5
    assert max(width(event.date, SMALL) for event in events) < 0.835 * COLUMN


@pytest.mark.parametrize("code", languages.offered())
def test_no_head_of_a_narrow_column_is_broken_without_a_hyphen(code: str) -> None:
    with using(Language(code)):
        heads = [total_head(), *(words for _kind, words in SHORT_KINDS.items())]
    assert width(heads[0], SMALL) < 39
    room = ROOM / len(heads) - 4
    pieces = [piece for head in heads for piece in re.findall("[^\u00ad ]+\u00ad?", head)]
    hyphenated = [piece.replace("\u00ad", "-") for piece in pieces]
    assert {piece: width(piece, SMALL) for piece in hyphenated if width(piece, SMALL) > room} == {}
