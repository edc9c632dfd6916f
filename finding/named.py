"""One thing of a kind by the name that a reader types into a list: just this one, or those that it may be."""

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
"""The most that are offered for a name that nothing has."""


@dataclass(frozen=True)
class Named:
    """The one of a kind that has just this name, by its id, or what ``may_be`` meant (id -> title), the best first."""

    id: str = ""
    may_be: tuple[tuple[str, str], ...] = ()


def named(kind: str, text: str) -> Named:
    """What of a kind (one of KINDS) has this name; else what fits the words, is spelled much like them, or is named
    among them.
    """
    places = fitting_of_kind(kind, text)
    entries = index().entries
    exact = [place for place, match in places.items() if match == Match.NAME]
    if len(exact) == 1:
        return Named(entries[exact[0]].id)
    whole, words = index(), words_of(text)
    mended = corrected(whole, words)
    if not places and mended != words:
        places = fitting_of_kind(kind, " ".join(mended))
    if not places:
        among = (place for phrase in phrases_in(whole, words) for place in phrase.entries)
        places = {place: Match.PART for place in among if entries[place].kind == kind}
    offered = [entries[place] for place in list(places)[:OFFERED]]
    return Named(may_be=tuple((entry.id, entry.title) for entry in offered))


def ids_fitting(kind: str, text: str) -> list[str]:
    """The ids of a kind that have all the words of ``text`` in a name or a synonym, the best first."""
    return [index().entries[place].id for place in fitting_of_kind(kind, text)]


def fitting_of_kind(kind: str, text: str) -> dict[int, Match]:
    """What of a kind has all the words of ``text``: places in the index and how well each fits, the best first."""
    whole = index()
    words = meaningful(words_of(text))
    found = fitting(whole, words, squashed(text)) if words else {}
    return {place: found[place] for place in ranked(whole, found).get(kind, ())}


@per_version()
def further_names() -> dict[str, tuple[list[str], list[str]]]:
    """What options are called besides the words under which lists show them: these words -> names, synonyms."""
    shown = {kind: filter_options.descriptions(kind) for kind in FILTERS if kind in KINDS}
    found = {}
    for entry in index().entries:
        if entry.kind in shown:
            words = shown[entry.kind][entry.id]
            own = {squashed(one) for one in (words, *_NAMES.split(words))}
            also = dict.fromkeys(
                name for name in (entry.id, *entry.names) if squashed(name) not in own
            )
            names = [name for name in also if name != entry.id or name.isalnum()]
            if names or entry.terms:
                found[words] = names, list(entry.terms)
    return found
