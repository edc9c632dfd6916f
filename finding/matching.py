"""Which entries and submissions have the words that were typed, and how well."""

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
from queries import Filters, count_rows, fetch_rows, memory, per_version

FOUND_BY_PART = 5
"""The most entries of one kind that have only some of the words."""

KEPT = 4_000_000
"""Bytes of matches, and of questions that were read, that are kept."""


class Match(IntEnum):
    """How well something fits what was typed, best first. What is ALIKE fits what was probably meant.

    `web/files/options.js` ranks what a list holds in the same way while a reader types.
    """

    NAME = 0
    START = 1
    WORDS = 2
    BEGINNINGS = 3
    SYNONYM = 4
    ALIKE = 5
    PART = 6


_PLACE_OF_KIND = {
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
    """What has the words. ``entries`` are the places in the index, best first, by kind; ``levels`` how well each fits.

    ``submissions`` are the words that submissions are looked for by, if any has them. ``corrected`` is what was looked
    for in place of words that nothing has; empty if all stand as typed.
    """

    levels: Mapping[int, Match]
    entries: Mapping[str, Sequence[int]]
    submissions: str = ""
    submission_match: Match = Match.PART
    corrected: str = ""

    @property
    def kinds(self) -> list[str]:
        """The kinds of what was found, in the order in which they are shown."""
        best = {kind: self.levels[places[0]] for kind, places in self.entries.items()}
        if self.submissions:
            best[SUBMISSION] = self.submission_match
        return sorted(best, key=lambda kind: (_PLACE_OF_KIND[best[kind]], KINDS.index(kind)))


@per_version(KEPT, memory)
def matches(text: str) -> Matches:
    """What has the words of ``text``; words that nothing has are taken for slips of the keyboard."""
    whole = index()
    words = words_of(text)
    found = _matches(whole, words, squashed(text))
    if _nothing_fits(found):
        mended = corrected(whole, words)
        if mended != words:
            typed = " ".join(mended)
            better = _matches(whole, mended, squashed(typed))
            if not _nothing_fits(better):
                return replace(better, corrected=typed)
    return found


def _nothing_fits(found: Matches) -> bool:
    return not found.submissions and all(one == Match.PART for one in found.levels.values())


def _matches(whole: Index, typed: tuple[str, ...], name: str) -> Matches:
    words = meaningful(typed)
    if not words:
        return Matches({}, {})
    levels = fitting(whole, words, name)
    submissions, of_submissions = _submissions(words)
    if not levels:
        named = [
            place for one in phrases_in(whole, at_names(whole, typed)) for place in one.entries
        ]
        levels = dict.fromkeys(named, Match.PART)
    if not levels and not submissions:
        levels = dict.fromkeys(_some_words(whole, words), Match.PART)
    return Matches(levels, ranked(whole, levels), submissions, of_submissions)


def fitting(whole: Index, words: tuple[str, ...], name: str) -> dict[int, Match]:
    """The entries of that (squashed) name, or with all the words in their names or in a synonym."""
    found = dict.fromkeys(whole.having_term(frozenset(stems(words))), Match.SYNONYM)
    whole_words = [whole.by_word.get(stem(word), set()) for word in words]
    beginning = [
        set().union(of, *(whole.by_word[one] for one in whole.beginning(stem(word))))
        for word, of in zip(words, whole_words, strict=True)
    ]
    for sets, level in ((beginning, Match.BEGINNINGS), (whole_words, Match.WORDS)):
        found |= dict.fromkeys(set.intersection(*sets), level)
    phrase = stems(words)
    for place in set.intersection(*beginning):
        if any(_begins(one, phrase) for one in whole.entries[place].names):
            found[place] = Match.START
    return found | dict.fromkeys(whole.by_name.get(name, ()), Match.NAME)


def _begins(name: str, phrase: tuple[str, ...]) -> bool:
    """Whether the first words of a name are these, or the last of them goes on."""
    first = stems(meaningful(words_of(name)))[: len(phrase)]
    return (
        first[:-1] == phrase[:-1] and len(first) == len(phrase) and first[-1].startswith(phrase[-1])
    )


def _submissions(words: tuple[str, ...]) -> tuple[str, Match]:
    """The words by which there are submissions, as typed or without plurals; empty if there are none."""
    for some in dict.fromkeys((words, stems(words))):
        sought = " ".join(some)
        first = fetch_rows("submissions_found", Filters(q=sought), rows=slice(0, 1))
        if len(first):
            return sought, Match.WORDS if first.whole.iloc[0] else Match.BEGINNINGS
    return "", Match.PART


def _some_words(whole: Index, words: Sequence[str]) -> list[int]:
    """The entries with more than half of the words; rare words weigh more."""
    weights: dict[int, float] = defaultdict(float)
    counts: dict[int, int] = defaultdict(int)
    for word in dict.fromkeys(stems(words)):
        having = whole.by_word.get(word, ())
        for place in having:
            weights[place] += math.log(1 + len(whole.entries) / len(having))
            counts[place] += 1
    kept = [place for place in weights if 2 * counts[place] > len(words)]
    of_kind: dict[str, int] = defaultdict(int)
    found = []
    for place in sorted(kept, key=lambda one: -weights[one]):
        kind = whole.entries[place].kind
        of_kind[kind] += 1
        if of_kind[kind] <= FOUND_BY_PART:
            found.append(place)
    return found


def ranked(whole: Index, levels: Mapping[int, Match]) -> dict[str, list[int]]:
    """Kind -> its entries by how well they fit; of those that fit equally well, those of most submissions first."""
    by_kind: dict[str, list[int]] = defaultdict(list)

    def place_of(place: int) -> tuple[int, int, int]:
        entry: Entry = whole.entries[place]
        return levels[place], -entry.often, place

    for place in sorted(levels, key=place_of):
        by_kind[whole.entries[place].kind].append(place)
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
    near = process.extract(
        stem(word),
        whole.vocabulary_of_slips,
        scorer=OSA.distance,
        score_cutoff=slips,
        limit=8,
    )
    if not near:
        return word

    def likeness(one: tuple[str, float, int]) -> tuple[float, bool, int]:
        other, distance, _place = one
        return distance, other[0] != word[0], -len(whole.by_word.get(other, ()))

    found = str(min(near, key=likeness)[0])
    return whole.spelled.get(found, found)


def submissions_found(words: str, rows: slice) -> tuple[list[tuple[object, Match]], int]:
    """Some of the submissions with the words (rows of ``submissions_found``), and how many there are."""
    selection = Filters(q=words)
    shown = fetch_rows("submissions_found", selection, rows=rows)
    return [
        (row, Match.WORDS if row.whole else Match.BEGINNINGS) for row in each(shown)
    ], count_rows("submissions_found", selection)
