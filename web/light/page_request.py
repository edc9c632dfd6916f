"""The parameters of a light page's address, and the addresses that it links to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from cards.query import Context
from finding.found import sought
from i18n import escaping, filter_options, labels, routes
from queries import Filters, question
from queries.filters import Dropped

UNITS = tuple(labels.UNITS)
CARRIED = 80
"""Longer filters, in characters, are left out of links that do not need them."""
FOUND = 80
"""The most characters of a name to search for."""


@dataclass(frozen=True)
class View:
    """The parameters of an address: ``root`` is the prefix of every path, ``place`` the path after /light/.

    ``words`` and ``show`` are those of the search: what is looked for, and the kind that is shown alone. ``site`` is
    the site's address in the reader's language, without a slash at its end.
    """

    root: str
    place: str
    selection: Filters
    dropped: tuple[Dropped, ...] = ()
    unit: str = UNITS[0]
    page: int = 1
    find: str = ""
    words: str = ""
    show: str = ""
    site: str = ""

    @cached_property
    def carries(self) -> bool:
        """Whether every link carries the filters."""
        return len(urlencode(self.selection.to_query(), doseq=True)) <= CARRIED

    def to(self, place: str, selection: Filters | None = None, **view: str) -> str:
        """The address of a light page under a selection, by default the current one; it keeps the unit."""
        asked = self.selection if selection is None else selection
        return _address(
            f"{self.root}{routes.LIGHT}/{place}", asked, {"count": self._count(self.unit), **view}
        )

    def here(self, **view: str) -> str:
        """The address of this page with other view parameters; empty ones are left out."""
        page = str(self.page) if self.page > 1 else ""
        kept = {"q": self.words, "show": self.show, "find": self.find, "page": page}
        return self.to(self.place, self.selection, **{**kept, **view})

    def entity(self, name: str, identifier: str) -> str:
        """The address of the light page of one organisation, theme, claim or submission."""
        path = f"{self.root}{routes.light_entity(name, identifier)}"
        if not self.carries:
            return path
        own = [name] if name in Filters.__dataclass_fields__ else []
        return _address(path, self.selection.without(*own), {"count": self._count(self.unit)})

    def full(self, page: str, selection: Filters | None = None, **view: str) -> str:
        """The address of a full page, which needs JavaScript."""
        asked = self.selection if selection is None else selection
        return _address(f"{self.root}/{page}", asked, {"count": self._count(self.unit), **view})

    def files(self, name: str, selection: Filters, **own: str) -> dict[str, str]:
        """Where the data API has the answer to the question ``name``: CSV and JSON -> address.

        ``own`` are the question's own parameters; one that holds its default is left out.
        """
        given = {
            parameter.url_name: own[parameter.name]
            for parameter in question(name).parameters
            if parameter.name in own and own[parameter.name] != next(iter(parameter.choices), None)
        }
        return {
            ending.upper(): _address(f"{self.root}{routes.answer(name, ending)}", selection, given)
            for ending in ("csv", "json")
        }

    def context(self, selection: Filters | None = None) -> Context:
        """The context of cards. Every filter narrows every card, because a light page has no charts to click."""
        filters = self.selection if selection is None else selection
        return Context(filters, self.unit, crossfilter=False)

    @staticmethod
    def _count(unit: str) -> str:
        return "" if unit == UNITS[0] else unit


def read(root: str, place: str, query: Mapping[str, list[str]]) -> View:
    """The view that ``query`` (name -> values) requests at ``place``, with the list of unusable parameters."""
    filters = routes.filters_of(place, query)
    selection, dropped = Filters.from_query(filters, filter_options.option_labels())
    searched = place == routes.SEARCH
    unit = query.get("count", [UNITS[0]])[-1]
    asked = query.get("page", ["1"])[-1]
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    return View(
        root,
        place,
        selection,
        dropped,
        unit if unit in UNITS else UNITS[0],
        max(number, 1),
        escaping.one_line(query.get("find", [""])[-1].encode("utf-8", "ignore").decode())[:FOUND],
        sought(" ".join(query.get("q", ()))) if searched else "",
        query.get("show", [""])[-1] if searched else "",
    )


def _address(path: str, selection: Filters, view: Mapping[str, str]) -> str:
    shown = {name: [value] for name, value in view.items() if value}
    return routes.with_query(path, {**selection.to_query(), **shown})
