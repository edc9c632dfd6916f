"""The names and synonyms among the words of a text."""

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
        phrase = _longest(whole, words[start:], capitals)
        if phrase is None:
            word = words[start]
            entries = () if is_grammar(word) else _by_word(whole, word)
            phrase = Phrase((word,), entries, understood=bool(entries) or is_grammar(word))
        yield phrase
        start += len(phrase.words)


def at_names(whole: Index, words: Sequence[str]) -> tuple[str, ...]:
    """The words; those of scripts that have no blanks are cut where a name or a word of grammar begins or ends."""
    return tuple(
        piece for word in words for piece in (_cut(whole, word) if is_unspaced(word) else (word,))
    )


def _cut(whole: Index, word: str) -> Iterator[str]:
    """The longest known words within a word, from its beginning on, and what stands between them."""
    known_words = whole.unspaced | grammar_words()
    longest = max(map(len, known_words))
    start = position = 0
    while position < len(word):
        ends = range(min(len(word), position + longest), position, -1)
        end = next((stop for stop in ends if word[position:stop] in known_words), None)
        if end is None:
            position += 1
            continue
        if start < position:
            yield word[start:position]
        yield word[position:end]
        start = position = end
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
        if entries := whole.phrases.get(key):
            names_first = sorted(entries, key=lambda entry: not entry[1])
            best = Phrase(tuple(words[:end]), tuple(position for position, _is_name in names_first))
    return best


def _by_word(whole: Index, word: str) -> tuple[int, ...]:
    if len(word) < SHORTEST:
        return ()
    positions = [
        position
        for position in sorted(whole.by_word.get(stem(word), ()))
        if whole.entries[position].kind in _BY_ONE_WORD
    ]
    return tuple(positions) if len(positions) <= FEW else ()
