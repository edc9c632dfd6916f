"""Suggests the id, name or code that was probably meant by an unknown one."""

import re
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import fuzz, process

from data.normalise import fold

ALIKE_ENOUGH = 72
"""The least likeness, of 100: 100 minus the percentage of letters to insert or delete."""


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
        """The code whose name equals `value` but for case, accents and signs, else the code whose name is most like it.

        Else the code of the longest name whose words all occur in `value`, if only one code has such a name.
        """
        plain_value = _plain(value)
        if not plain_value or value in self._codes:
            return None
        if plain_value in self._plain:
            return self._plain[plain_value]
        match = process.extractOne(
            plain_value, list(self._plain), scorer=fuzz.ratio, score_cutoff=ALIKE_ENOUGH
        )
        return self._plain[match[0]] if match else self._within(set(plain_value.split()))

    def _within(self, words: set[str]) -> str | None:
        names = [name for name in self._plain if name and words.issuperset(name.split())]
        longest = max(map(len, names), default=0)
        codes = {self._plain[name] for name in names if len(name) == longest}
        return codes.pop() if len(codes) == 1 else None

    @cached_property
    def _codes(self) -> set[str]:
        return {code for _, code in self._named}

    @cached_property
    def _plain(self) -> dict[str, str]:
        """Plain name -> code; of codes that share a name the first."""
        codes: dict[str, str] = {}
        for name, code in self._named:
            codes.setdefault(_plain(name), code)
        return codes


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(name)).strip()
