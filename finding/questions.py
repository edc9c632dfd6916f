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
    candidates = list(dict.fromkeys(phrase.entries for phrase in phrases if phrase.entries))
    readings = _readings(islice(_selections(whole, candidates), TRIED))
    with_submissions = [reading for reading in readings if reading.submissions]
    not_understood = tuple(_not_understood(words, phrases))
    if with_submissions or not readings:
        return Question(tuple(with_submissions[:READINGS]), not_understood)
    filters = readings[0].filters
    wider_readings = _readings(
        filters.without(name) for name in filters.active() if len(filters.active()) > 1
    )
    wider = sorted(
        (reading for reading in wider_readings if reading.submissions),
        key=lambda reading: -reading.submissions,
    )
    return Question((readings[0],), not_understood, tuple(wider[:READINGS]))


def _readings(selections: Iterable[Filters]) -> list[Reading]:
    return [Reading(filters, count_rows("submissions", filters)) for filters in selections]


def _selections(whole: Index, candidates: Sequence[tuple[int, ...]]) -> Iterator[Filters]:
    """The filters that the phrases can stand for, the likeliest first, each once."""
    if not candidates:
        return
    combinations = sorted(
        product(*(list(enumerate(entries[:READINGS])) for entries in candidates)),
        key=lambda combination: sum(rank for rank, _entry in combination),
    )
    earlier_filters = set()
    for combination in combinations:
        values: dict[str, tuple[str, ...]] = {}
        for _rank, position in combination:
            entry = whole.entries[position]
            values[entry.kind] = (*values.get(entry.kind, ()), entry.id)
        filters = Filters(**values)  # type: ignore[arg-type]  # kinds of options are lists of ids
        if filters not in earlier_filters:
            earlier_filters.add(filters)
            yield filters


def _not_understood(words: Sequence[str], phrases: Sequence[Phrase]) -> Iterator[str]:
    """The words that were not understood, as they were typed."""
    remaining = iter(words)
    for phrase in phrases:
        words = list(islice(remaining, len(phrase.words)))
        if not phrase.understood:
            yield from words
