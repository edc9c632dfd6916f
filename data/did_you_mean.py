"""What was probably meant by an id, a name or a code that is not known."""

import re
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import fuzz, process

from data.normalise import fold

ALIKE_ENOUGH = 72
"""Of 100: 100 minus the share of letters to be put in or taken out, in percent."""


class Choices:
    """Codes, each with the names by which people know it: `(name, code)`; a code is a name of itself.

    >>> groups = Choices([("civil-society", "civil-society"), ("Technical community", "technical")])
    >>> groups.nearest("Civil society"), groups.nearest("civil-societty"), groups.nearest("TECHNICAL COMMUNITY")
    ('civil-society', 'civil-society', 'technical')
    >>> groups.nearest("the civil society of Ghana"), groups.nearest("farmers")
    ('civil-society', None)
    """

    def __init__(self, named: Iterable[tuple[str | None, str]]) -> None:
        self._named = [(name, code) for name, code in named if name]

    def nearest(self, value: str) -> str | None:
        """The code whose name is the same but for case, accents and signs, else most like `value`.

        Else that of the longest name whose words `value` has among others, if there is one such.
        """
        wanted = _plain(value)
        if not wanted or value in self._codes:
            return None
        if wanted in self._plain:
            return self._plain[wanted]
        found = process.extractOne(
            wanted, list(self._plain), scorer=fuzz.ratio, score_cutoff=ALIKE_ENOUGH
        )
        return self._plain[found[0]] if found else self._within(set(wanted.split()))

    def _within(self, words: set[str]) -> str | None:
        held = [name for name in self._plain if name and words.issuperset(name.split())]
        longest = max(map(len, held), default=0)
        codes = {self._plain[name] for name in held if len(name) == longest}
        return codes.pop() if len(codes) == 1 else None

    @cached_property
    def _codes(self) -> set[str]:
        return {code for _, code in self._named}

    @cached_property
    def _plain(self) -> dict[str, str]:
        """Plain name -> code; of codes that share a name the first."""
        plain: dict[str, str] = {}
        for name, code in self._named:
            plain.setdefault(_plain(name), code)
        return plain


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(name)).strip()
