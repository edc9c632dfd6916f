"""The names and synonyms that stand among the words of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.normalise import is_unspaced
from finding.index import Index
from finding.words import grammar_words, is_grammar, stem

FEW, SHORTEST = 3, 4
"""A word alone stands for the entries that have it in their names, if they are few and it has so many letters."""

_BY_ONE_WORD = ("theme", "stage", "group", "action_line", "family", "region", "type")
"""Kinds whose entries are few, with short names."""


@dataclass(frozen=True)
class Phrase:
    """Some words of a text and the entries that they can stand for, the likeliest first.

    Words of grammar stand for nothing; so does what is not understood, whose ``understood`` is false.
    """

    words: tuple[str, ...]
    entries: tuple[int, ...] = ()
    understood: bool = True


def phrases_in(
    whole: Index, words: Sequence[str], capitals: frozenset[str] = frozenset()
) -> Iterator[Phrase]:
    """The words from left to right as phrases, each as long as a name or a synonym allows.

    A word of grammar is a name only among ``capitals``: who asks is not the WHO, and un is not the UN.
    """
    start = 0
    while start < len(words):
        found = _longest(whole, words[start:], capitals)
        if found is None:
            one = words[start]
            entries = () if is_grammar(one) else _by_word(whole, one)
            found = Phrase((one,), entries, understood=bool(entries) or is_grammar(one))
        yield found
        start += len(found.words)


def at_names(whole: Index, words: Sequence[str]) -> tuple[str, ...]:
    """The words; those of scripts that have no blanks are cut where a name or a word of grammar begins or ends."""
    return tuple(
        piece for word in words for piece in (_cut(whole, word) if is_unspaced(word) else (word,))
    )


def _cut(whole: Index, word: str) -> Iterator[str]:
    """The longest known words within a word, from its beginning on, and what stands between them."""
    known = whole.unspaced | grammar_words()
    longest = max(map(len, known))
    start = place = 0
    while place < len(word):
        ends = range(min(len(word), place + longest), place, -1)
        end = next((one for one in ends if word[place:one] in known), None)
        if end is None:
            place += 1
            continue
        if start < place:
            yield word[start:place]
        yield word[place:end]
        start = place = end
    if start < len(word):
        yield word[start:]


def _longest(whole: Index, words: Sequence[str], capitals: frozenset[str]) -> Phrase | None:
    """The longest name or synonym at the beginning of ``words``; words of grammar within it are passed over."""
    best: Phrase | None = None
    key: tuple[str, ...] = ()
    for end, word in enumerate(words, 1):
        if is_grammar(word):
            if end == 1 and word not in capitals:
                return None
            if (*key, stem(word)) not in whole.phrases:
                continue
        key = (*key, stem(word))
        if len(key) > whole.longest_phrase:
            break
        if found := whole.phrases.get(key):
            named = sorted(found, key=lambda one: not one[1])
            best = Phrase(tuple(words[:end]), tuple(place for place, _is_name in named))
    return best


def _by_word(whole: Index, word: str) -> tuple[int, ...]:
    if len(word) < SHORTEST:
        return ()
    having = [
        place
        for place in sorted(whole.by_word.get(stem(word), ()))
        if whole.entries[place].kind in _BY_ONE_WORD
    ]
    return tuple(having) if len(having) <= FEW else ()
