"""The names and synonyms that stand among the words of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from finding.index import Index
from finding.words import is_grammar, stem

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


def phrases_in(whole: Index, words: Sequence[str]) -> Iterator[Phrase]:
    """The words from left to right as phrases, each as long as a name or a synonym allows."""
    start = 0
    while start < len(words):
        found = _longest(whole, words[start:])
        if found is None:
            one = words[start]
            entries = () if is_grammar(one) else _by_word(whole, one)
            found = Phrase((one,), entries, understood=bool(entries) or is_grammar(one))
        yield found
        start += len(found.words)


def _longest(whole: Index, words: Sequence[str]) -> Phrase | None:
    """The longest name or synonym at the beginning of ``words``; words of grammar within it are passed over."""
    best: Phrase | None = None
    key: tuple[str, ...] = ()
    for end, word in enumerate(words, 1):
        if is_grammar(word):
            if end == 1 and (word,) not in whole.phrases:
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
