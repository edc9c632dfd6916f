"""Which filters to take out of a selection that holds no submissions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from i18n import filter_options, ngettext, number
from queries import Filters, count_rows

PAIRED = 8
"""The most filters of which ``widest`` tries pairs."""


@dataclass(frozen=True)
class Wider:
    """The names of one or two filters, and how many submissions a selection holds without them."""

    names: tuple[str, ...]
    submissions: int

    def sentence(self, selection: Filters, form: Callable[[str], str] = str) -> str:
        """How many submissions there are without them; ``form`` formats the description of each."""
        filters = [form(filter_options.described(selection, name)) for name in self.names]
        if len(filters) == 1:
            template = ngettext(
                "Without {filter} there is {n} submission",
                "Without {filter} there are {n} submissions",
                self.submissions,
            )
            return template.format(filter=filters[0], n=number(self.submissions))
        template = ngettext(
            "Without {filter} and {other} there is {n} submission",
            "Without {filter} and {other} there are {n} submissions",
            self.submissions,
        )
        return template.format(filter=filters[0], other=filters[1], n=number(self.submissions))


def widest(selection: Filters, names: Sequence[str]) -> Wider | None:
    """Which of the filters ``names`` to take out of ``selection`` to have most submissions: one, or two if need be.

    None if ``selection`` holds submissions, or holds none without them either.
    """
    if _submissions(selection):
        return None
    return _most(selection, ((name,) for name in names)) or _most(
        selection, combinations(names, 2) if len(names) <= PAIRED else ()
    )


def _most(selection: Filters, filter_names: Iterable[tuple[str, ...]]) -> Wider | None:
    candidates = [Wider(names, _submissions(selection.without(*names))) for names in filter_names]
    best = max(candidates, key=lambda candidate: candidate.submissions, default=None)
    return best if best and best.submissions else None


def _submissions(selection: Filters) -> int:
    return count_rows("submissions", selection)
