"""Term lists: which words speak for which theme or action line, and how strongly.

A list is a CSV file of three columns: the id of what it speaks for, a term, a weight (a whole number
from 1). A term is words that stand next to each other (``digital divide``); ``*`` at a word's end
stands for any ending (``sovereign*``); `` + `` between two parts means that both occur anywhere in
the sentence (``igf + fund*``). Words are compared folded (data/normalise.py) and whole. The score of an
id in a sentence is the sum of the weights of its terms that occur in it, each counted once.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.normalise import fold

ENOUGH = 2
"""A score below this is too little to propose anything."""

_WORD = re.compile(r"[^\W_]+")
_TERM_WORD = re.compile(r"[^\W_]+\*?")
_KEY = 3
"""Letters by which the first words of terms are looked up; before its ``*`` there must be as many."""

_Part = tuple[str, ...]


class TermsRefused(ValueError):
    """A term list cannot be used; the message says which line and why."""


@dataclass(frozen=True)
class Term:
    """One line of a list: what it speaks for, as it is written, and how strongly."""

    id: str
    text: str
    weight: int
    parts: tuple[_Part, ...]


@dataclass(frozen=True)
class Scored:
    """What speaks for ``id`` in a sentence: the sum of weights, and the terms as the list writes them."""

    id: str
    score: int
    terms: tuple[str, ...]


class TermList:
    """The terms of one file, ready to be looked for."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        self._order = {id_: place for place, id_ in enumerate(dict.fromkeys(t.id for t in terms))}
        self._beginning: dict[str, set[_Part]] = defaultdict(set)
        """Parts by their first word, or by the first letters of one that any ending may follow."""
        self._of_part: dict[_Part, list[int]] = defaultdict(list)
        for place, term in enumerate(terms):
            self._of_part[term.parts[0]].append(place)
            for part in term.parts:
                first = part[0]
                self._beginning[f"{first[:_KEY]}*" if first.endswith("*") else first].add(part)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that have terms, in the list's order."""
        return tuple(self._order)

    def scores(self, sentence: str) -> list[Scored]:
        """What the sentence speaks for: the highest score first, equal ones in the list's order."""
        words = _WORD.findall(fold(sentence))
        present = {
            part
            for place, word in enumerate(words)
            for key in (word, f"{word[:_KEY]}*")
            for part in self._beginning.get(key, ())
            if _stands_at(part, words, place)
        }
        found: dict[str, list[Term]] = defaultdict(list)
        for place in sorted(place for part in present for place in self._of_part.get(part, ())):
            term = self.terms[place]
            if present.issuperset(term.parts):
                found[term.id].append(term)
        scored = [
            Scored(id_, sum(term.weight for term in terms), tuple(term.text for term in terms))
            for id_, terms in found.items()
        ]
        return sorted(scored, key=lambda one: (-one.score, self._order[one.id]))

    def best(self, sentence: str) -> Scored | None:
        """What the sentence speaks for most, if enough does."""
        return next((one for one in self.scores(sentence) if one.score >= ENOUGH), None)

    def enough(self, sentence: str) -> list[Scored]:
        """All that the sentence speaks for clearly enough."""
        return [one for one in self.scores(sentence) if one.score >= ENOUGH]


def _stands_at(part: _Part, words: list[str], place: int) -> bool:
    if place + len(part) > len(words):
        return False
    return all(
        word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
        for wanted, word in zip(part, words[place:], strict=False)
    )


def read_terms(path: Path, known: Iterable[str]) -> TermList:
    """The list in a CSV file whose first column holds ids that are among ``known``.

    Raises TermsRefused with the line that is wrong, and FileNotFoundError.
    """
    allowed = set(known)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = next(rows, [])
        if len(header) != 3 or header[1:] != ["term", "weight"]:
            raise TermsRefused(
                f"{path.name}, line 1: the header must be an id column, term and weight"
            )
        terms: dict[tuple[str, str], Term] = {}
        for row in rows:
            if not row:
                continue
            where = f"{path.name}, line {rows.line_num}"
            if len(row) != 3:
                raise TermsRefused(f"{where}: must have 3 cells, but has {len(row)}")
            id_, text, weight = (cell.strip() for cell in row)
            if id_ not in allowed:
                raise TermsRefused(f"{where}, column {header[0]}: {id_!r} is not known")
            if not re.fullmatch("[1-9][0-9]?", weight):
                raise TermsRefused(
                    f"{where}, column weight: {weight!r} must be a whole number from 1 to 99"
                )
            if (id_, text) in terms:
                raise TermsRefused(f"{where}, column term: {text!r} stands there twice for {id_}")
            terms[id_, text] = Term(id_, text, int(weight), _parts(where, text))
    return TermList(list(terms.values()))


def _parts(where: str, text: str) -> tuple[_Part, ...]:
    parts = tuple(tuple(_TERM_WORD.findall(fold(part))) for part in text.split(" +"))
    if not all(parts):
        raise TermsRefused(f"{where}, column term: {text!r} must have words in every part")
    for first, *_others in parts:
        if first.endswith("*") and len(first) <= _KEY:
            raise TermsRefused(
                f"{where}, column term: {text!r} must have {_KEY} letters or more before a *"
            )
    return parts
