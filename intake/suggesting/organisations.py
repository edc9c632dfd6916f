"""Known organisations found in text and names: exactly, as words, or nearly."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from data.normalise import fold

SAME, NEAR = 92, 80
"""Likeness (0 to 100) from which a name is taken for a known one, and from which it is asked about."""

LONGEST_ID = 40
"""Characters."""

_WORD = re.compile(r"[^\W_]+")
_SHORT = re.compile(r"\(([^()]{2,20})\)\s*$")


@dataclass(frozen=True)
class Known:
    """An organisation of the data set."""

    organisation_id: str
    name: str
    short_name: str | None


@dataclass(frozen=True)
class Match:
    """A known organisation that a name stands for, and how alike they are (100 = the same)."""

    known: Known
    score: int


class Organisations:
    """The known organisations, ready to be looked for."""

    def __init__(self, rows: Iterable[Mapping[str, str | None]]) -> None:
        self.known = [
            Known(str(row["organisation_id"]), str(row["name"]), row.get("short_name") or None)
            for row in rows
        ]
        self._exact: dict[str, Known] = {}
        for one in self.known:
            self._exact.setdefault(_key(one.name), one)
        for one in self.known:
            if one.short_name:
                self._exact.setdefault(_key(one.short_name), one)
        self._names = {one.organisation_id: _key(one.name) for one in self.known}
        self._by_id = {one.organisation_id: one for one in self.known}
        self._starting: dict[str, list[tuple[list[str], bool, Known]]] = defaultdict(list)
        for one in self.known:
            for name, cased in ((one.name, False), (one.short_name, True)):
                words = _WORD.findall(name if cased else fold(name)) if name else []
                if words and (len(words) > 1 or len(words[0]) > 1):
                    self._starting[fold(words[0])].append((words, cased, one))

    def match(self, name: str) -> Match | None:
        """The known organisation that a name stands for, if any is at least NEAR.

        A short name in parentheses at the end counts, too: Japan Network Information Center (JPNIC).
        """
        short = _SHORT.search(name)
        plain = name[: short.start()] if short else name
        for form in (name, plain, short[1] if short else ""):
            if form and (found := self._exact.get(_key(form))):
                return Match(found, 100)
        key = _key(plain)
        if len(key) < 6:
            return None
        best = process.extractOne(key, self._names, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR)
        return Match(self._by_id[best[2]], min(int(best[1]), 99)) if best else None

    def named_in(self, text: str) -> list[Known]:
        """The organisations whose name, or short name as it is written, stands in a text; in its order."""
        cased = _WORD.findall(text)
        plain = [fold(word) for word in cased]
        found: dict[str, Known] = {}
        for place, word in enumerate(plain):
            candidates = self._starting.get(word, ())
            fitting = [
                (len(words), one)
                for words, by_case, one in candidates
                if (cased if by_case else plain)[place : place + len(words)] == words
            ]
            if fitting:
                _longest, one = max(fitting, key=lambda each: each[0])
                found.setdefault(one.organisation_id, one)
        return list(found.values())


def new_id(name: str, taken: Iterable[str]) -> str:
    """An id of a name that no other has: lower-case letters and digits with hyphens, whole words where it is long."""
    letters = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "new"
    if len(letters) > LONGEST_ID:
        letters = letters[: LONGEST_ID + 1].rpartition("-")[0] or letters[:LONGEST_ID]
    used, number, made = set(taken), 1, letters
    while made in used:
        number += 1
        made = f"{letters}-{number}"
    return made


def _key(name: str) -> str:
    words = _WORD.findall(fold(name).replace("&", " and "))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
