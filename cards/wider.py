"""What to take out of a selection that holds nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from i18n import filter_options, ngettext, number
from queries import Filters, ask

PAIRED = 8
"""Of more filters no pairs are tried."""


@dataclass(frozen=True)
class Wider:
    """The names of one or two filters, and how many submissions a selection holds without them."""

    names: tuple[str, ...]
    submissions: int

    def sentence(self, selection: Filters, form: Callable[[str], str] = str) -> str:
        """How many submissions there are without them; ``form`` makes a filter of the ``selection`` part of it."""
        filters = [form(filter_options.described(selection, name)) for name in self.names]
        if len(filters) == 1:
            said = ngettext(
                "Without {filter} there is {n} submission",
                "Without {filter} there are {n} submissions",
                self.submissions,
            )
            return said.format(filter=filters[0], n=number(self.submissions))
        said = ngettext(
            "Without {filter} and {other} there is {n} submission",
            "Without {filter} and {other} there are {n} submissions",
            self.submissions,
        )
        return said.format(filter=filters[0], other=filters[1], n=number(self.submissions))


def widest(asked: Filters, names: Sequence[str]) -> Wider | None:
    """Which of the filters ``names`` to take out of ``asked`` to have most submissions: one, or two if none suffices.

    None if ``asked`` holds submissions, or still holds none.
    """
    if _submissions(asked):
        return None
    return _most(asked, ((name,) for name in names)) or _most(
        asked, combinations(names, 2) if len(names) <= PAIRED else ()
    )


def _most(asked: Filters, some: Iterable[tuple[str, ...]]) -> Wider | None:
    found = [Wider(names, _submissions(asked.without(*names))) for names in some]
    best = max(found, key=lambda one: one.submissions, default=None)
    return best if best and best.submissions else None


def _submissions(asked: Filters) -> int:
    return int(ask("totals", asked).set_index("measure").selected["submissions"])
