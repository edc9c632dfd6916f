"""The words of what readers type, as the search compares them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from data.normalise import fold, parts
from i18n import N_, _

LONGEST = 200
"""The most characters of a search."""

SHORTEST_STEM = 4
"""The fewest letters of a word that are left when its beginning or ending is taken off."""

_GRAMMAR_WORDS = N_(
    "a about all also an and any are as asked at be been between but by can could did do does during for from had "
    "has have how i in into is it its many me mention mentioned mentions much my of on or our over raise raised "
    "raises said say saying says show speak speaks spoke talk talked talks than that the their them there these they "
    "think thinks this those to under versus vs was we were what when where which while who whom whose why will with "
    "would write writes wrote"
)
"""Words that carry no meaning of their own in a search, in the reader's language. Those of English count in every
language, because the data's texts are in English."""

_ENDINGS = N_("-s")
"""Endings of nouns and adjectives that a search takes off (-s), and beginnings (s-), in the reader's language."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded; signs stand between words."""
    return tuple(parts(fold(text)))


def meaningful(words: Iterable[str]) -> tuple[str, ...]:
    """The words without those of grammar; all of them if there are no others."""
    all_words = tuple(words)
    return tuple(word for word in all_words if not is_grammar(word)) or all_words


def is_grammar(word: str) -> bool:
    """Whether a word carries no meaning of its own, in English or the reader's language."""
    return word in _words_in(_GRAMMAR_WORDS) or word in _words_in(_(_GRAMMAR_WORDS))


def grammar_words() -> frozenset[str]:
    """The words of the reader's language that carry no meaning of their own."""
    return _words_in(_(_GRAMMAR_WORDS))


def stem(word: str) -> str:
    """A word without the s of its plural, the Arabic article, and the endings that its language has.

    >>> stem("governments"), stem("access"), stem("gas"), stem("wsis"), stem("الانترنت")
    ('government', 'access', 'gas', 'wsis', 'انترنت')
    """
    if len(word) > 4 and word.startswith("ال"):
        word = word[2:]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is", "us")):
        word = word[:-1]
    endings = _(_ENDINGS)
    return word if endings == _ENDINGS else _bare(word, endings)


@lru_cache(maxsize=16)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


@lru_cache(maxsize=50_000)
def _bare(word: str, endings: str) -> str:
    """A word without the longest of the beginnings (``s-``) and endings (``-s``) that leave it long enough."""
    affixes = sorted(map(fold, endings.split()), key=len, reverse=True)
    prefixes = (affix[:-1] for affix in affixes if affix.endswith("-"))
    suffixes = (affix[1:] for affix in affixes if affix.startswith("-"))
    word = next(
        (
            word.removeprefix(prefix)
            for prefix in prefixes
            if _leaves_enough(word, prefix) and word.startswith(prefix)
        ),
        word,
    )
    return next(
        (
            word.removesuffix(suffix)
            for suffix in suffixes
            if _leaves_enough(word, suffix) and word.endswith(suffix)
        ),
        word,
    )


def _leaves_enough(word: str, affix: str) -> bool:
    return len(word) - len(affix) >= SHORTEST_STEM


def stems(words: Sequence[str]) -> tuple[str, ...]:
    """The stems of words."""
    return tuple(stem(word) for word in words)


def squashed(text: str) -> str:
    """A text in the form that names are compared in: stems without blanks, signs and English words of grammar."""
    words = words_of(text)
    meaningful_words = [word for word in words if word not in _words_in(_GRAMMAR_WORDS)]
    return "".join(stems(meaningful_words or words))


def has_foreign_letters(text: str) -> bool:
    """Whether a text has letters, and none of them Latin."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and not any(
        unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN")) for letter in letters
    )
