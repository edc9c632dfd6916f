"""Known organisations found in text and names: exactly, as words, or nearly."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from data.normalise import fold

SAME, NEAR = 92, 80
"""Likeness (0 to 100) from which a name counts as a known one, and from which a person is asked about it."""

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

    organisation: Known
    score: int


class Organisations:
    """The known organisations, ready to be looked for."""

    def __init__(self, rows: Iterable[Mapping[str, str | None]]) -> None:
        self.entries = [
            Known(str(row["organisation_id"]), str(row["name"]), row.get("short_name") or None)
            for row in rows
        ]
        self._exact: dict[str, Known] = {}
        for organisation in self.entries:
            self._exact.setdefault(_key(organisation.name), organisation)
        for organisation in self.entries:
            if organisation.short_name:
                self._exact.setdefault(_key(organisation.short_name), organisation)
        self._names = {
            organisation.organisation_id: _key(organisation.name) for organisation in self.entries
        }
        self._by_id = {organisation.organisation_id: organisation for organisation in self.entries}
        self._starting: dict[str, list[tuple[list[str], bool, Known]]] = defaultdict(list)
        for organisation in self.entries:
            for name, case_sensitive in (
                (organisation.name, False),
                (organisation.short_name, True),
            ):
                words = _WORD.findall(name if case_sensitive else fold(name)) if name else []
                if words and (len(words) > 1 or len(words[0]) > 1):
                    self._starting[fold(words[0])].append((words, case_sensitive, organisation))

    def match(self, name: str) -> Match | None:
        """The known organisation that a name stands for, if any is at least NEAR.

        A short name in parentheses at the end counts, too: Japan Network Information Center (JPNIC).
        """
        short_match = _SHORT.search(name)
        long_name = name[: short_match.start()] if short_match else name
        for spelling in (name, long_name, short_match[1] if short_match else ""):
            if spelling and (organisation := self._exact.get(_key(spelling))):
                return Match(organisation, 100)
        key = _key(long_name)
        if len(key) < 6:
            return None
        best = process.extractOne(key, self._names, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR)
        return Match(self._by_id[best[2]], min(int(best[1]), 99)) if best else None

    def named_in(self, text: str) -> list[Known]:
        """The organisations whose name, or short name in its own case, stands in a text, in the order of the text."""
        words_as_written = _WORD.findall(text)
        folded_words = [fold(word) for word in words_as_written]
        organisations: dict[str, Known] = {}
        for position, word in enumerate(folded_words):
            candidates = self._starting.get(word, ())
            matches = [
                (len(words), organisation)
                for words, case_sensitive, organisation in candidates
                if (words_as_written if case_sensitive else folded_words)[
                    position : position + len(words)
                ]
                == words
            ]
            if matches:
                _longest, organisation = max(matches, key=lambda match: match[0])
                organisations.setdefault(organisation.organisation_id, organisation)
        return list(organisations.values())


def new_id(name: str, existing_ids: Iterable[str]) -> str:
    """An unused id for a name: lower-case letters and digits with hyphens, cut between words where it is long."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "new"
    if len(slug) > LONGEST_ID:
        slug = slug[: LONGEST_ID + 1].rpartition("-")[0] or slug[:LONGEST_ID]
    used_ids, number, identifier = set(existing_ids), 1, slug
    while identifier in used_ids:
        number += 1
        identifier = f"{slug}-{number}"
    return identifier


def _key(name: str) -> str:
    words = _WORD.findall(fold(name).replace("&", " and "))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
