"""A plain question, such as "governments on AI in the zero draft", read as filters. No model, no network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from finding.index import Index, index
from finding.matching import KEPT, corrected
from finding.phrases import Phrase, at_names, phrases_in
from finding.words import words_of
from queries import Filters, count_rows, memory, per_version

READINGS = 3
"""The most readings that are offered."""

TRIED = 6
"""The most readings whose submissions are counted."""


_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")


@dataclass(frozen=True)
class Reading:
    """Filters that a question can mean, and how many submissions they select."""

    filters: Filters
    submissions: int


@dataclass(frozen=True)
class Question:
    """How a text can be read as filters: the likeliest reading first, and the words that were not understood.

    A reading without submissions stands alone: it is there only if all others have none either. Then ``wider`` are the
    same filters but for one, those with most submissions first.
    """

    readings: tuple[Reading, ...] = ()
    not_understood: tuple[str, ...] = ()
    wider: tuple[Reading, ...] = ()

    @property
    def values(self) -> int:
        """How many values of filters the first reading has."""
        if not self.readings:
            return 0
        filters = self.readings[0].filters
        return sum(len(getattr(filters, name)) for name in filters.active())


@per_version(KEPT, memory)
def read(text: str) -> Question:
    """Read a text as a question."""
    whole = index()
    words = at_names(whole, words_of(text))
    capitals = frozenset(words_of(" ".join(_CAPITALS.findall(text))))
    phrases = list(phrases_in(whole, corrected(whole, words), capitals))
    meant = list(dict.fromkeys(phrase.entries for phrase in phrases if phrase.entries))
    counted = _counted(islice(_selections(whole, meant), TRIED))
    having = [one for one in counted if one.submissions]
    left = tuple(_left(words, phrases))
    if having or not counted:
        return Question(tuple(having[:READINGS]), left)
    first = counted[0].filters
    fewer = _counted(first.without(name) for name in first.active() if len(first.active()) > 1)
    wider = sorted((one for one in fewer if one.submissions), key=lambda one: -one.submissions)
    return Question((counted[0],), left, tuple(wider[:READINGS]))


def _counted(selections: Iterable[Filters]) -> list[Reading]:
    return [Reading(filters, count_rows("submissions", filters)) for filters in selections]


def _selections(whole: Index, meant: Sequence[tuple[int, ...]]) -> Iterator[Filters]:
    """The filters that the phrases can stand for, the likeliest first, each once."""
    if not meant:
        return
    combinations = sorted(
        product(*(list(enumerate(entries[:READINGS])) for entries in meant)),
        key=lambda one: sum(place for place, _entry in one),
    )
    seen = set()
    for combination in combinations:
        values: dict[str, tuple[str, ...]] = {}
        for _place, number in combination:
            entry = whole.entries[number]
            values[entry.kind] = (*values.get(entry.kind, ()), entry.id)
        filters = Filters(**values)  # type: ignore[arg-type]  # kinds of options are lists of ids
        if filters not in seen:
            seen.add(filters)
            yield filters


def _left(words: Sequence[str], phrases: Sequence[Phrase]) -> Iterator[str]:
    """The words that were not understood, as they were typed."""
    typed = iter(words)
    for phrase in phrases:
        words = list(islice(typed, len(phrase.words)))
        if not phrase.understood:
            yield from words
