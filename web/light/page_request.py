"""The address of a light page: which page it shows, of what, and the addresses that it links to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from cards.kit import Link
from cards.query import ALL, Context
from cards.registry import PAGES
from finding.found import sought
from i18n import routes
from markup.links import Links
from queries import Filters
from queries.filters import Dropped
from web.api.card_pictures import view_in
from web.request_info import Requested, root

CARRIED = 80
"""Longer filters, in characters, are left out of links that do not need them."""


@dataclass(frozen=True)
class View:
    """What is requested: the ``page`` at ``path`` (after /light/), and of it one ``card``, if named.

    ``view`` are the parameters that say how the page shows something, ``number`` the page of a list, ``words`` what is
    looked for.
    """

    requested: Requested
    path: str
    page: routes.Page
    selection: Filters = field(default_factory=Filters)
    dropped: tuple[Dropped, ...] = ()
    view: Mapping[str, list[str]] = field(default_factory=dict)
    number: int = 1
    card: str = ""
    words: str = ""

    @cached_property
    def carries(self) -> bool:
        """Whether every link carries the filters."""
        return len(urlencode(self.selection.to_query(), doseq=True)) <= CARRIED

    @cached_property
    def context(self) -> Context:
        """The context of the cards: all their rows, under every filter, because nothing can be clicked."""
        context = Context.on(self.page, self.selection, self.view)
        card_keys = list(PAGES[self.page.name](context)) if self.page.name in PAGES else []
        view = {**context.view, ALL: card_keys}
        site = f"{self.requested.site}/"
        return replace(context, view=view, crossfilter=False, clickable=False, site=site)

    @cached_property
    def links(self) -> Links:
        """Where links lead."""
        filters = (
            self.selection.without(*self.page.own_filters) if self.about[0] else self.selection
        )
        context = replace(self.context, filters=filters)
        return Links(
            self.page, context, root(), self.requested.site, light=True, carried=self.carries
        )

    @property
    def about(self) -> tuple[str, str]:
        """The kind and the id of the entity that the page is about; both empty without one."""
        entity = routes.ENTITY_BY_PATH.get(self.page.path)
        return (entity.kind, self.view["id"][0]) if entity else ("", "")

    def here(self, view: Mapping[str, str] | None = None, filters: Filters | None = None) -> str:
        """The address of this page under other filters or parameters of the ``view``; empty ones are left out."""
        parameters = {"card": self.card, "q": self.words, **(view or {})}
        return self.links.to(Link("", "", filters, view=parameters))

    @property
    def full(self) -> str:
        """The address of the full page, which needs JavaScript."""
        view = {"q": self.words} if self.words else {}
        return replace(self.links, light=False).to(Link("", "", view=view))


def read(requested: Requested) -> View:
    """The view that the address of a light page requests, with the list of unusable parameters."""
    path, query = requested.path.removeprefix(f"{routes.LIGHT}/"), requested.query
    kind, _slash, identifier = path.partition("/")
    entity = routes.ENTITIES.get(kind)
    page = entity.page if entity else routes.BY_LIGHT_PATH.get(path, routes.PAGES[routes.HOME])
    page_number = query.get("page", ["1"])[-1]
    is_number = page_number.isascii() and page_number.isdecimal() and len(page_number) < 7
    view = {name: values for name, values in view_in(page, query).items() if name != "page"}
    declared_cards = PAGES[page.name](Context(view=view)) if page.name in PAGES else {}
    card = query.get("card", [""])[-1]
    return View(
        requested,
        path,
        page,
        *requested.filters,
        {**view, "id": [identifier]} if entity else view,
        max(int(page_number), 1) if is_number else 1,
        card if card in declared_cards else "",
        sought(" ".join(query.get("q", ()))) if page.name == routes.SEARCH else "",
    )
