"""Where the links of a page lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cards.kit import Link
from cards.query import ALL, UNITS, Context, Query, wide_name
from cards.tables import Cell
from i18n import imprint, routes
from queries import ALL_FILTERS, Filters

FILES = ("csv", "json")
"""Formats of the files that a card offers."""


@dataclass(frozen=True)
class Links:
    """The links of a ``page`` in its ``context``; ``root`` begins their addresses.

    ``site`` is the whole address of the site. Links of ``light`` pages lead to light pages. Where the filters are too
    long for every link, they are not ``carried``: then only links with filters of their own have any.
    """

    page: routes.Page
    context: Context
    root: str
    site: str = ""
    light: bool = False
    carried: bool = True
    full: ClassVar[bool] = False

    def to(self, link: Link) -> str:
        """The address that a link leads to; the filters and what is counted go along."""
        usual = self.context.filters if self.carried else Filters()
        filters = usual if link.filters is None else link.filters
        if link.to.startswith("/"):
            return self._address(link.to, filters, {})
        view: Mapping[str, str | Sequence[str]] = link.view
        if self.context.unit != UNITS[0]:
            view = {"count": self.context.unit, **view}
        if link.id:
            filters = filters.without(link.to) if link.to in ALL_FILTERS else filters
            return self._entity(link.to, link.id, filters, view)
        if link.to:
            return self._page(routes.PAGES[link.to], filters, view)
        filters = self.context.filters if link.filters is None else link.filters
        parameters = {
            name: values
            for name, values in self.context.view.items()
            if name not in (*ALL_FILTERS, ALL, "page", "id")
        }
        entity, ids = routes.ENTITY_BY_PATH.get(self.page.path), self.context.view.get("id", ())
        if entity and ids:
            return self._entity(entity.kind, ids[0], filters, {**parameters, **view})
        parameters |= {"id": ids} if ids else {}
        return self._page(self.page, filters, {**parameters, **view})

    def _page(
        self, page: routes.Page, filters: Filters, view: Mapping[str, str | Sequence[str]]
    ) -> str:
        path = f"/{page.path}"
        if self.light and page.light is not None:
            path = f"{routes.LIGHT}/{page.light}"
        return self._address(path, filters, view)

    def _entity(
        self, kind: str, identity: str, filters: Filters, view: Mapping[str, str | Sequence[str]]
    ) -> str:
        if self.light:
            return self._address(routes.light_entity(kind, identity), filters, view)
        path = f"/{routes.ENTITIES[kind].page.path}"
        return self._address(path, filters, {"id": identity, **view})

    def _address(self, path: str, filters: Filters, view: Mapping[str, str | Sequence[str]]) -> str:
        parameters = {
            name: [value] if isinstance(value, str) else list(value)
            for name, value in view.items()
            if value
        }
        return routes.with_query(f"{self.root}{path}", {**filters.to_query(), **parameters})

    def files(self, query: Query) -> list[tuple[str, str]]:
        """The files of a card's rows: their names, and their addresses in the data API."""
        endings = [ending for ending in FILES if ending in query.endings]
        locations = [(ending.upper(), query.location(ending)) for ending in endings]
        if wide := query.as_wide:
            locations += [(wide_name(ending), wide.location(ending)) for ending in wide.endings]
        return [
            (name, routes.with_query(f"{self.root}{path}", parameters))
            for name, (path, parameters) in locations
        ]

    def reporting(self, cell: Cell) -> str:
        """The address under which readers report an error in a point; empty if the settings name no contact."""
        point, submission = cell.report
        path = routes.light_entity if self.light else routes.entity
        return imprint.report(point, f"{self.site}{path('submission', submission)}")
