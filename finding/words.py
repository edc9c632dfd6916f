"""The words of what readers type, as the search compares them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from data.normalise import fold, parts

LONGEST = 200
"""The most characters that are looked for."""

_GRAMMAR_WORDS = """
a about all also an and any are as asked at be been between but by can could did do does during for from had
has have how i in into is it its many me mention mentioned mentions much my of on or our over raise raised
raises said say saying says show speak speaks spoke talk talked talks than that the their them there these
they think thinks this those to under versus vs was we were what when where which while who whom whose why
will with would write writes wrote
"""
_GRAMMAR = frozenset(_GRAMMAR_WORDS.split())
"""English words that carry no meaning of their own in a search; the data's texts are in English."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded; signs stand between words."""
    return tuple(parts(fold(text)))


def meaningful(words: Iterable[str]) -> tuple[str, ...]:
    """The words without those of grammar; all of them if there are no others."""
    kept = tuple(words)
    return tuple(word for word in kept if word not in _GRAMMAR) or kept


def is_grammar(word: str) -> bool:
    """Whether a word carries no meaning of its own."""
    return word in _GRAMMAR


def stem(word: str) -> str:
    """A word without the s of its plural or the Arabic article: rights and right are one word, but not gas and ga.

    >>> stem("governments"), stem("access"), stem("gas"), stem("wsis"), stem("الانترنت")
    ('government', 'access', 'gas', 'wsis', 'انترنت')
    """
    if len(word) > 4 and word.startswith("ال"):
        return word[2:]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is", "us")):
        return word[:-1]
    return word


def stems(words: Sequence[str]) -> tuple[str, ...]:
    """The stems of words."""
    return tuple(stem(word) for word in words)


def squashed(text: str) -> str:
    """A text by which names are the same: without blanks, signs and words of grammar."""
    return "".join(stems(meaningful(words_of(text))))


def has_foreign_letters(text: str) -> bool:
    """Whether a text has letters, and none of them Latin."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and not any(
        unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN")) for letter in letters
    )
