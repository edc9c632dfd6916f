"""The suggestions of the search box, which a browser is sent with every page: few, and each with its kind."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from finding.index import KINDS, Entry, index
from finding.kinds import one
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
"""Kind -> the most suggestions of it: those of most submissions. The search itself finds all."""

LONGEST = 80
"""The most characters of a name."""


@per_version()
def suggestions() -> dict[str, Entry]:
    """What the box suggests: words -> entry, in the order of KINDS, of each kind those of most submissions first."""
    found: dict[str, Entry] = {}
    counts: Counter[str] = Counter()
    entries = index().entries
    of_kind = {kind: [entry for entry in entries if entry.kind == kind] for kind in KINDS}
    often = (sorted(of_kind[kind], key=lambda entry: -entry.often) for kind in KINDS)
    for entry in chain.from_iterable(often):
        if counts[entry.kind] < MOST.get(entry.kind, OFFERED) and len(found) < OFFERED:
            counts[entry.kind] += 1
            said = _("{name} · {kind}").format(name=_name(entry), kind=one(entry.kind))
            found.setdefault(said, entry)
    return found


def _name(entry: Entry) -> str:
    """The name by which it is found in the list: what has a short and a full name has both."""
    if entry.kind in ("organisation", "stage") and entry.note:
        both = _("{short}, {full}").format(short=entry.title, full=entry.note)
        return escaping.shorten(both, LONGEST)
    return escaping.shorten(entry.title, LONGEST)
