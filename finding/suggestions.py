"""The suggestions of the search box, which every page sends to the browser: few, and each with its kind."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from finding.index import KINDS, Entry, index
from finding.kinds import singular
from i18n import _, escaping
from queries import per_version

OFFERED = 400
"""The most suggestions."""

MOST = {
    "organisation": 150,
    "claim": 60,
    "country": 30,
    "language": 0,
    "paragraph": 20,
    "passage": 5,
}
"""Kind -> the most suggestions of it, those of most submissions. The search itself finds all entries."""

LONGEST = 80
"""The most characters of a name."""


@per_version()
def suggestions() -> dict[str, Entry]:
    """What the box suggests: words -> entry, in the order of KINDS and, within a kind, of most submissions first."""
    suggested: dict[str, Entry] = {}
    counts: Counter[str] = Counter()
    entries = index().entries
    by_kind = {kind: [entry for entry in entries if entry.kind == kind] for kind in KINDS}
    most_frequent = (sorted(by_kind[kind], key=lambda entry: -entry.often) for kind in KINDS)
    for entry in chain.from_iterable(most_frequent):
        if counts[entry.kind] < MOST.get(entry.kind, OFFERED) and len(suggested) < OFFERED:
            counts[entry.kind] += 1
            words = _("{name} · {kind}").format(name=_name(entry), kind=singular(entry.kind))
            suggested.setdefault(words, entry)
    return suggested


def _name(entry: Entry) -> str:
    """The name of an entry in the list: its short and its full name, if it has both."""
    if entry.kind in ("organisation", "stage") and entry.note:
        names = _("{short}, {full}").format(short=entry.title, full=entry.note)
        return escaping.shorten(names, LONGEST)
    return escaping.shorten(entry.title, LONGEST)
