"""Finds the entry of a kind by the name that a reader types into a list, or the entries that the reader may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from finding.index import KINDS, index
from finding.matching import Match, corrected, fitting, ranked
from finding.phrases import phrases_in
from finding.words import meaningful, squashed, words_of
from i18n import filter_options
from queries import FILTERS, per_version

_NAMES = re.compile(r" · | \(|\)$")
"""What stands between the names in the words of an option; `web/files/options.js` takes them apart in the same way."""

OFFERED = 5
"""The most entries that are offered for a name that none has."""


@dataclass(frozen=True)
class Named:
    """The ``id`` of the only entry of a kind with just this name, or the entries that ``may_be`` meant: pairs of id and
    title, the best first.
    """

    id: str = ""
    may_be: tuple[tuple[str, str], ...] = ()


def named(kind: str, text: str) -> Named:
    """The entry of a kind (one of KINDS) with this name; else the entries that fit the words, are spelled much like
    them, or have a name among them.
    """
    levels = fitting_of_kind(kind, text)
    entries = index().entries
    exact = [position for position, match in levels.items() if match == Match.NAME]
    if len(exact) == 1:
        return Named(entries[exact[0]].id)
    whole, words = index(), words_of(text)
    corrected_words = corrected(whole, words)
    if not levels and corrected_words != words:
        levels = fitting_of_kind(kind, " ".join(corrected_words))
    if not levels:
        positions = (position for phrase in phrases_in(whole, words) for position in phrase.entries)
        levels = {position: Match.PART for position in positions if entries[position].kind == kind}
    candidates = [entries[position] for position in list(levels)[:OFFERED]]
    return Named(may_be=tuple((entry.id, entry.title) for entry in candidates))


def ids_fitting(kind: str, text: str) -> list[str]:
    """The ids of a kind that have all the words of ``text`` in a name or a synonym, the best first."""
    return [index().entries[position].id for position in fitting_of_kind(kind, text)]


def fitting_of_kind(kind: str, text: str) -> dict[int, Match]:
    """The entries of a kind with all the words of ``text``: position in the index -> how well it fits, best first."""
    whole = index()
    words = meaningful(words_of(text))
    levels = fitting(whole, words, squashed(text)) if words else {}
    return {position: levels[position] for position in ranked(whole, levels).get(kind, ())}


@per_version()
def further_names() -> dict[str, tuple[list[str], list[str]]]:
    """The further names of options: the words under which a list shows an option -> its other names, its synonyms."""
    descriptions = {kind: filter_options.descriptions(kind) for kind in FILTERS if kind in KINDS}
    other_names = {}
    for entry in index().entries:
        if entry.kind in descriptions:
            words = descriptions[entry.kind][entry.id]
            listed_names = {squashed(part) for part in (words, *_NAMES.split(words))}
            candidates = dict.fromkeys(
                name for name in (entry.id, *entry.names) if squashed(name) not in listed_names
            )
            names = [name for name in candidates if name != entry.id or name.isalnum()]
            if names or entry.terms:
                other_names[words] = names, list(entry.terms)
    return other_names
