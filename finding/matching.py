"""Which entries and submissions have the words that a reader types, and how well they fit."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.normalise import is_unspaced
from data.rows import each
from finding.index import KINDS, SUBMISSION, Entry, Index, index
from finding.phrases import at_names, phrases_in
from finding.words import is_grammar, meaningful, squashed, stem, stems, words_of
from queries import Filters, fetch_rows, length, memory, per_version

FOUND_BY_PART = 5
"""The most entries of one kind that have only some of the words."""

KEPT = 4_000_000
"""The most bytes of matches, and of questions that were read, that each cache keeps."""


class Match(IntEnum):
    """How well something fits the words of a reader, best first. What is ALIKE fits the words probably meant.

    `web/files/options.js` ranks what a list holds in the same way while a reader types.
    """

    NAME = 0
    START = 1
    WORDS = 2
    BEGINNINGS = 3
    SYNONYM = 4
    ALIKE = 5
    PART = 6


_RANK_OF_KIND = {
    Match.NAME: 0,
    Match.START: 1,
    Match.WORDS: 1,
    Match.SYNONYM: 1,
    Match.BEGINNINGS: 2,
    Match.PART: 3,
}
"""Kinds are shown by their best match; a synonym stands for the name, so it counts like words of a name there."""


@dataclass(frozen=True)
class Matches:
    """What has the words: ``entries`` as positions in the index by kind, best first; ``levels`` say how well each fits.

    ``submissions`` are the words to search submissions by; empty if no submission has them. ``corrected`` are the words
    searched for instead, where nothing has those of the reader; else it is empty.
    """

    levels: Mapping[int, Match]
    entries: Mapping[str, Sequence[int]]
    submissions: str = ""
    submission_match: Match = Match.PART
    corrected: str = ""

    @property
    def kinds(self) -> list[str]:
        """The kinds that have matches, in the order in which they are shown."""
        best = {kind: self.levels[positions[0]] for kind, positions in self.entries.items()}
        if self.submissions:
            best[SUBMISSION] = self.submission_match
        return sorted(best, key=lambda kind: (_RANK_OF_KIND[best[kind]], KINDS.index(kind)))


@per_version(KEPT, memory)
def matches(text: str) -> Matches:
    """What has the words of ``text``; words that nothing has count as slips of the keyboard and are corrected."""
    whole = index()
    words = words_of(text)
    typed_matches = _matches(whole, words, squashed(text))
    if _nothing_fits(typed_matches):
        corrected_words = corrected(whole, words)
        if corrected_words != words:
            corrected_text = " ".join(corrected_words)
            corrected_matches = _matches(whole, corrected_words, squashed(corrected_text))
            if not _nothing_fits(corrected_matches):
                return replace(corrected_matches, corrected=corrected_text)
    return typed_matches


def _nothing_fits(word_matches: Matches) -> bool:
    return not word_matches.submissions and all(
        level == Match.PART for level in word_matches.levels.values()
    )


def _matches(whole: Index, typed: tuple[str, ...], name: str) -> Matches:
    words = meaningful(typed)
    if not words:
        return Matches({}, {})
    levels = fitting(whole, words, name)
    submissions, submission_match = _submissions(words)
    if not levels:
        positions = [
            position
            for phrase in phrases_in(whole, at_names(whole, typed))
            for position in phrase.entries
        ]
        levels = dict.fromkeys(positions, Match.PART)
    if not levels and not submissions:
        levels = dict.fromkeys(_partial_matches(whole, words), Match.PART)
    return Matches(levels, ranked(whole, levels), submissions, submission_match)


def fitting(whole: Index, words: tuple[str, ...], name: str) -> dict[int, Match]:
    """The entries of that (squashed) name, or with all the words in their names or in a synonym."""
    levels = dict.fromkeys(whole.having_term(frozenset(stems(words))), Match.SYNONYM)
    whole_words = [whole.by_word.get(stem(word), set()) for word in words]
    beginning = [
        set().union(
            positions, *(whole.by_word[longer_word] for longer_word in whole.beginning(stem(word)))
        )
        for word, positions in zip(words, whole_words, strict=True)
    ]
    for sets, level in ((beginning, Match.BEGINNINGS), (whole_words, Match.WORDS)):
        levels |= dict.fromkeys(set.intersection(*sets), level)
    phrase = stems(words)
    for position in set.intersection(*beginning):
        if any(_begins(entry_name, phrase) for entry_name in whole.entries[position].names):
            levels[position] = Match.START
    return levels | dict.fromkeys(whole.by_name.get(name, ()), Match.NAME)


def _begins(name: str, phrase: tuple[str, ...]) -> bool:
    """Whether a name begins with the words of a phrase; the last of them may be the beginning of a longer word."""
    first = stems(meaningful(words_of(name)))[: len(phrase)]
    return (
        first[:-1] == phrase[:-1] and len(first) == len(phrase) and first[-1].startswith(phrase[-1])
    )


def _submissions(words: tuple[str, ...]) -> tuple[str, Match]:
    """The words that submissions have, as typed or without plurals, and how well; empty if no submission has them."""
    for variant in dict.fromkeys((words, stems(words))):
        query = " ".join(variant)
        rows = fetch_rows("submissions_found", Filters(q=query), rows=slice(0, 1))
        if len(rows):
            return query, Match.WORDS if rows.whole.iloc[0] else Match.BEGINNINGS
    return "", Match.PART


def _partial_matches(whole: Index, words: Sequence[str]) -> list[int]:
    """The entries with more than half of the words; rare words weigh more."""
    weights: dict[int, float] = defaultdict(float)
    counts: dict[int, int] = defaultdict(int)
    for word in dict.fromkeys(stems(words)):
        entries = whole.by_word.get(word, ())
        for position in entries:
            weights[position] += math.log(1 + len(whole.entries) / len(entries))
            counts[position] += 1
    candidates = [position for position in weights if 2 * counts[position] > len(words)]
    kind_counts: dict[str, int] = defaultdict(int)
    positions = []
    for position in sorted(candidates, key=lambda position: -weights[position]):
        kind = whole.entries[position].kind
        kind_counts[kind] += 1
        if kind_counts[kind] <= FOUND_BY_PART:
            positions.append(position)
    return positions


def ranked(whole: Index, levels: Mapping[int, Match]) -> dict[str, list[int]]:
    """Kind -> its entries by how well they fit; of those that fit equally well, those of most submissions first."""
    by_kind: dict[str, list[int]] = defaultdict(list)

    def rank(entry_position: int) -> tuple[int, int, int]:
        entry: Entry = whole.entries[entry_position]
        return levels[entry_position], -entry.often, entry_position

    for position in sorted(levels, key=rank):
        by_kind[whole.entries[position].kind].append(position)
    return dict(by_kind)


def corrected(whole: Index, words: Iterable[str]) -> tuple[str, ...]:
    """The words, each that nothing has replaced by the word most like it, if one is alike enough."""
    return tuple(_corrected(whole, word) for word in words)


def _corrected(whole: Index, word: str) -> str:
    if is_grammar(word) or stem(word) in whole.known or any(whole.beginning(stem(word))):
        return word
    slips = 0 if len(word) < 4 or is_unspaced(word) else 1 if len(word) < 8 else 2
    if not slips:
        return word
    candidates = process.extract(
        stem(word),
        whole.vocabulary_of_slips,
        scorer=OSA.distance,
        score_cutoff=slips,
        limit=8,
    )
    if not candidates:
        return word

    def likeness(candidate: tuple[str, float, int]) -> tuple[float, bool, int]:
        other, distance, _position = candidate
        return distance, other[0] != word[0], -len(whole.by_word.get(other, ()))

    closest = str(min(candidates, key=likeness)[0])
    return whole.spelled.get(closest, closest)


def submissions_found(words: str, rows: slice) -> tuple[list[tuple[object, Match]], int]:
    """Some of the submissions with the words (rows of ``submissions_found``), and how many there are."""
    selection = Filters(q=words)
    submissions = fetch_rows("submissions_found", selection, rows=rows)
    return [
        (row, Match.WORDS if row.whole else Match.BEGINNINGS) for row in each(submissions)
    ], length("submissions_found", selection)
