"""The organisation of the page, and its filters."""

from dataclasses import dataclass
from typing import Any

from cards.query import Context
from data.rows import each
from i18n import N_, Words, _, escaping, labels
from queries import Filters, ask
from queries.filters import CHOOSING

MEASURES = labels.UNITS.only("submissions", "points")
"""What can be counted of one organisation."""
PARTS = Words(
    {"either": N_("Wrote or signed"), "author": N_("Only wrote"), "signatory": N_("Only signed")}
)
COMMON = Words(
    {
        "left-out": N_("Without submissions they share"),
        "kept": N_("Including submissions they share"),
    }
)
"""Whether submissions that both wrote or signed count."""

_COUNTED = {
    ("submissions", "either"): N_("Submissions it wrote or signed"),
    ("submissions", "author"): N_("Submissions it wrote"),
    ("submissions", "signatory"): N_("Submissions of others that it signed"),
    ("points", "either"): N_("Points of the submissions it wrote or signed"),
    ("points", "author"): N_("Points of the submissions it wrote"),
    ("points", "signatory"): N_("Points of the submissions of others that it signed"),
}


@dataclass(frozen=True)
class Organisation:
    """The organisation of the page.

    ``row`` is of the question ``organisation``; ``other_filters`` are those in force that do not choose organisations.
    """

    id: str
    row: Any
    other_filters: Filters

    @property
    def selection(self) -> Filters:
        """The selection of what it wrote or signed."""
        return self.other_filters.set(organisation=(self.id,))

    @property
    def name(self) -> str:
        """Its name in charts."""
        return escaping.one_line(self.row.label)

    @property
    def group(self) -> str:
        """The label of its stakeholder group."""
        group = str(self.row.stakeholder_group)
        return labels.GROUPS.of(group)

    def counted(self, unit: str) -> str:
        """What counts as its own, for subtitles: depends on the filter by role."""
        roles = self.other_filters.role
        return _(_COUNTED[unit, roles[0] if len(roles) == 1 else "either"])


def of(page: Context, identifier: str) -> Organisation:
    """The organisation of an id."""
    selection = page.filters.without(*CHOOSING)
    row = next(each(ask("organisation", selection, organisation=identifier)))
    return Organisation(identifier, row, selection)
