"""The organisation of the page, and its filters."""

from dataclasses import dataclass
from typing import Any

from cards.query import Context
from i18n import _, escaping, labels
from queries import Filters, ask

MEASURES = {"submissions": labels.UNITS["submissions"], "points": labels.UNITS["points"]}
"""What can be counted of one organisation."""
PARTS = {"either": _("Wrote or signed"), "author": _("Only wrote"), "signatory": _("Only signed")}
COMMON = {"left-out": _("Left out"), "kept": _("Counted")}

CHOOSING = ("organisation", "group", "country", "region")
"""Filters that choose organisations: where one is shown, the page does."""


@dataclass(frozen=True)
class Organisation:
    """The organisation of the page.

    ``row`` is of the question ``organisation``; ``asked`` the filters in force without those that choose organisations.
    """

    id: str
    row: Any
    asked: Filters

    @property
    def own(self) -> Filters:
        """The selection of what it stands behind."""
        return self.asked.set(organisation=(self.id,))

    @property
    def name(self) -> str:
        """What charts call it."""
        return escaping.one_line(self.row.label)

    @property
    def group(self) -> str:
        """Its stakeholder group, in words within a sentence."""
        group = str(self.row.stakeholder_group)
        return labels.GROUPS.get(group, group).lower()

    @property
    def texts(self) -> str:
        """What counts as its own, for subtitles."""
        roles = self.asked.role
        return {
            "author": _("submissions it wrote"),
            "signatory": _("submissions of others that it signed"),
        }.get(roles[0] if len(roles) == 1 else "", _("submissions it wrote or signed"))


def of(page: Context, identity: str) -> Organisation:
    """The organisation of an id."""
    asked = page.filters.without(*CHOOSING)
    row = next(ask("organisation", asked, organisation=identity).itertuples())
    return Organisation(identity, row, asked)
