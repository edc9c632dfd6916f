"""Term lists: which words indicate which theme or action line, and how strongly.

A list is a CSV file of three columns: the id that a term indicates, the term, a weight (a whole number
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
"""Number of letters by which first words with ``*`` are looked up; before the ``*`` there must be at least as many."""

_Part = tuple[str, ...]


class TermsRefused(ValueError):
    """A term list cannot be used; the message says which line and why."""


@dataclass(frozen=True)
class Term:
    """One line of a list: the id that it indicates, its text, its weight, and its parts."""

    id: str
    text: str
    weight: int
    parts: tuple[_Part, ...]


@dataclass(frozen=True)
class Scored:
    """The terms that indicate ``id`` in a sentence: the sum of their weights, and their text in the list."""

    id: str
    score: int
    terms: tuple[str, ...]


class TermList:
    """The terms of one file, indexed for the search in sentences."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        self._order = {
            identifier: position
            for position, identifier in enumerate(dict.fromkeys(term.id for term in terms))
        }
        self._beginning: dict[str, set[_Part]] = defaultdict(set)
        """Parts by their first word, or by the first letters of one that any ending may follow."""
        self._of_part: dict[_Part, list[int]] = defaultdict(list)
        for position, term in enumerate(terms):
            self._of_part[term.parts[0]].append(position)
            for part in term.parts:
                first = part[0]
                self._beginning[f"{first[:_KEY]}*" if first.endswith("*") else first].add(part)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that have terms, in the list's order."""
        return tuple(self._order)

    def scores(self, sentence: str) -> list[Scored]:
        """The ids that the sentence indicates: the highest score first, equal ones in the list's order."""
        words = _WORD.findall(fold(sentence))
        present = {
            part
            for position, word in enumerate(words)
            for key in (word, f"{word[:_KEY]}*")
            for part in self._beginning.get(key, ())
            if _stands_at(part, words, position)
        }
        terms_by_id: dict[str, list[Term]] = defaultdict(list)
        for position in sorted(
            position for part in present for position in self._of_part.get(part, ())
        ):
            term = self.terms[position]
            if present.issuperset(term.parts):
                terms_by_id[term.id].append(term)
        scored = [
            Scored(
                identifier, sum(term.weight for term in terms), tuple(term.text for term in terms)
            )
            for identifier, terms in terms_by_id.items()
        ]
        return sorted(scored, key=lambda match: (-match.score, self._order[match.id]))

    def best(self, sentence: str) -> Scored | None:
        """The id with the highest score in the sentence, if the score is at least ENOUGH."""
        return next((match for match in self.scores(sentence) if match.score >= ENOUGH), None)

    def enough(self, sentence: str) -> list[Scored]:
        """All ids whose score in the sentence is at least ENOUGH."""
        return [match for match in self.scores(sentence) if match.score >= ENOUGH]


def _stands_at(part: _Part, words: list[str], position: int) -> bool:
    if position + len(part) > len(words):
        return False
    return all(
        word.startswith(expected[:-1]) if expected.endswith("*") else word == expected
        for expected, word in zip(part, words[position:], strict=False)
    )


def read_terms(path: Path, ids: Iterable[str]) -> TermList:
    """The list in a CSV file whose first column holds ids that are among ``ids``.

    Raises TermsRefused with the line that is wrong, and FileNotFoundError.
    """
    allowed = set(ids)
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
            identifier, text, weight = (cell.strip() for cell in row)
            if identifier not in allowed:
                raise TermsRefused(f"{where}, column {header[0]}: {identifier!r} is not known")
            if not re.fullmatch("[1-9][0-9]?", weight):
                raise TermsRefused(
                    f"{where}, column weight: {weight!r} must be a whole number from 1 to 99"
                )
            if (identifier, text) in terms:
                raise TermsRefused(
                    f"{where}, column term: {text!r} stands there twice for {identifier}"
                )
            terms[identifier, text] = Term(identifier, text, int(weight), _parts(where, text))
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
