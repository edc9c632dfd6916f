"""The head of every page: title, description and the tags for search engines, other sites and feed readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from markupsafe import Markup
from starlette.types import Scope

from cards.titles import heading_of, narrowed
from i18n import _, dataset_texts, escaping, languages, routes
from i18n.filter_options import describe, option_labels
from i18n.labels import tab
from queries import (
    ALL_FILTERS,
    DatabaseUnavailable,
    Filters,
    QueryStopped,
)
from web import first_paint, request_info
from web.api import oembed
from web.api.card_pictures import context
from web.index_html import SHARED, PageMetadata, pictures
from web.light.rendering import render
from web.link_preview import Preview, preview
from web.page_descriptions import DESCRIPTION, About, find, of_path
from web.structured_data import json_ld

ADDRESS = 2000
"""The longest query string, in characters, that is put into an address."""
VIEW = ("embed", "embed_options", "print")
"""Parameters that say where a page is shown, not what it shows."""
HIDDEN = frozenset(("embed", "print"))
"""Parameters of pages that search engines should not index."""


def of_page(scope: Scope) -> PageMetadata:
    """The metadata of the full page that ``scope`` requests."""
    page = request_info.path(scope).strip("/")
    entity = routes.ENTITY_BY_PATH.get(page)
    kind = entity.kind if entity else ""
    try:
        asked = _Asked.of(scope)
        named = asked.query.get("id", ())
        identifier = next((one for one in named if find(kind, one)), "")
        about = _about(asked, kind, identifier)
        shown = routes.BY_PATH.get(page)
        light = _light(asked, kind, identifier)
        note = _html("noscript.html", title=about.title, light=light)
        return PageMetadata(
            tab(about.title) if page else about.title,
            about.description,
            _tags(asked, kind, identifier),
            note,
            first_paint.of_page(shown, asked.query, asked.selection, light, note) if shown else "",
            missing=bool(kind and any(named) and not identifier),
        )
    except (DatabaseUnavailable, QueryStopped):
        return PageMetadata(dataset_texts.texts().site, of_path("").description, Markup(), Markup())


def plain(scope: Scope) -> PageMetadata:
    """The same as far as it needs no data: no tags, no first paint, and no look whether there is such an entity."""
    page = routes.BY_PATH.get(request_info.path(scope).strip("/"), routes.PAGES[routes.HOME])
    about = of_path(page.path)
    light = _address(f".{routes.LIGHT}/{page.light or ''}", request_info.query(scope))
    note = _html("noscript.html", title=about.title, light=light)
    title = tab(about.title) if page.path else about.title
    return PageMetadata(title, about.description, Markup(), note)


def tags(scope: Scope, kind: str, identifier: str) -> Markup:
    """The tags of a page's head, except title and description.

    The page is the full or light one that ``scope`` requests; ``kind`` and ``identifier`` name its entity,
    one of routes.ENTITIES and its id. Without a known entity, the tags describe the page in general.
    """
    return _tags(_Asked.of(scope), kind, identifier)


@dataclass(frozen=True)
class _Asked:
    """An address: the site, path and query, and the selection that the query asks for."""

    home: str
    path: str
    query: dict[str, list[str]]
    selection: Filters

    @classmethod
    def of(cls, scope: Scope) -> _Asked:
        query = request_info.query(scope)
        filters = routes.filters_of(request_info.path(scope).strip("/"), query)
        selects = not filters.keys().isdisjoint(ALL_FILTERS)
        selection = Filters.from_query(filters, option_labels())[0] if selects else Filters()
        return cls(request_info.site_url(scope), request_info.path(scope), query, selection)

    @property
    def light(self) -> bool:
        """Whether this is the address of a light page."""
        return self.path.startswith(routes.LIGHT)

    @property
    def place(self) -> str:
        """The path of the full page; for a light page, that of its full counterpart."""
        place = self.path.removeprefix(routes.LIGHT).strip("/")
        of_list = routes.BY_LIGHT_PATH.get(place) if self.light else None
        return of_list.path if of_list else place

    @property
    def shared(self) -> str:
        """The address for sharing, without the parameters VIEW."""
        query = {name: values for name, values in self.query.items() if name not in VIEW}
        return _address(f"{self.home}{quote(self.path)}", query)


def _about(asked: _Asked, kind: str, identifier: str) -> About:
    """What the address is about; its title is the question of its page, or the entity's, with the filters in it."""
    place = asked.place
    about = find(kind, identifier) or of_path(place)
    page = routes.ENTITIES[kind].page if kind in routes.ENTITIES else routes.BY_PATH.get(place)
    if page is None:
        return about
    title = about.title
    if page.path and not kind:
        title = heading_of(page.name, context(page.name, asked.query))
    return replace(about, title=narrowed(title, page.name, asked.selection))


def _tags(asked: _Asked, kind: str, identifier: str) -> Markup:
    home, selection = asked.home, asked.selection
    place = asked.place
    found = find(kind, identifier)
    about = _about(asked, kind, identifier)
    description, of_feed, canonical, other = about.description, selection, quote(asked.path), ""
    page = routes.BY_PATH.get(place)
    if not asked.light and page and page.light is not None:
        other = f"{home}{routes.LIGHT}/{page.light}"
    if selection.active():
        # The numbers in an entity's description are those without filters.
        said = _("{filters}. Unfiltered: {description}") if found else "{filters}. {description}"
        described = said.format(filters=describe(selection), description=description)
        description = escaping.shorten(described, DESCRIPTION)
    if found:
        canonical = routes.entity(kind, identifier)
        light = routes.light_entity(kind, identifier)
        canonical, other = (light, "") if asked.light else (canonical, f"{home}{light}")
        if kind in Filters.__dataclass_fields__:
            of_feed = selection.set(**{kind: (identifier,)})
    image = _preview(asked, place, kind, identifier if found else "")
    return _html(
        "head.html",
        title=about.title,
        description=description,
        canonical=f"{home}{canonical}",
        address=asked.shared,
        hidden=bool(kind and not found)
        or place == routes.SEARCH
        or not HIDDEN.isdisjoint(asked.query),
        # Pages with filters are not listed by search engines.
        languages=()
        if selection.active() or len(canonical) > languages.LONGEST
        else _in_languages(asked, canonical),
        image=image,
        oembed=_oembed(asked) if image and image.embeddable and not asked.light else "",
        icons="../" * (asked.path.count("/") - 1) or "./",
        other=other,
        feed=feed_address(home, of_feed),
        feed_title=escaping.shorten(feed_title(of_feed), DESCRIPTION),
        data=json_ld(
            home,
            canonical,
            place,
            (kind, identifier) if found else ("", ""),
            light=asked.light,
        ),
    )


@dataclass(frozen=True)
class InLanguage:
    """The address of a page in a language, by the language's tag; x-default is for all others."""

    tag: str
    address: str


def _in_languages(asked: _Asked, canonical: str) -> list[InLanguage]:
    site = asked.home.removesuffix(languages.prefix())
    other = [
        InLanguage(languages.tag(code), f"{site}/{code}{canonical}")
        for code in languages.offered()
        if code != languages.DEFAULT
    ]
    plain = f"{site}{canonical}"
    return [InLanguage("x-default", plain), InLanguage(languages.DEFAULT, plain), *other]


def _preview(asked: _Asked, place: str, kind: str, identifier: str) -> Preview | None:
    """The picture of what the address shows; of an entity's page, that of the known one."""
    page = (
        routes.ENTITIES[kind].page if kind else routes.BY_PATH.get(place, routes.PAGES[routes.HOME])
    )
    query = {**asked.query, "id": [identifier]} if kind else asked.query
    return preview(asked.home, page, query, asked.selection)


def _oembed(asked: _Asked) -> str:
    """The address that says how other sites embed the page's chart; empty for a very long one."""
    if len(asked.shared) > ADDRESS:
        return ""
    return routes.with_query(f"{asked.home}{routes.API}/{oembed.NAME}", {"url": [asked.shared]})


def _html(template: str, **values: object) -> Markup:
    return Markup(render(template, **values))  # noqa: S704 - the template escaped what was put in


def shared(home: str) -> str:
    """The address of the link preview picture on the site ``home``; empty if there is none."""
    return f"{home}{SHARED}" if SHARED in pictures() else ""


def feed_address(home: str, selection: Filters) -> str:
    """The address of the feed of a selection, on the site ``home``."""
    return _address(f"{home}/feed.atom", selection.to_query())


def feed_title(selection: Filters) -> str:
    """The title of the feed of a selection."""
    if not selection.active():
        return _("Latest submissions added to {name}").format(name=dataset_texts.texts().short)
    return _("Latest submissions added to {name}: {filters}").format(
        name=dataset_texts.texts().short, filters=describe(selection)
    )


def _light(asked: _Asked, kind: str, identifier: str) -> str:
    """The address of the light counterpart of a full page, relative to the full page."""
    page = routes.BY_PATH.get(asked.place)
    light = page.light if page else None
    selection, place = asked.selection, f".{routes.LIGHT}/{light or ''}"
    if identifier:
        place = f".{routes.light_entity(kind, identifier)}"
        if kind in Filters.__dataclass_fields__:
            selection = selection.without(kind)
    told = selection.to_query()
    if asked.place == routes.SEARCH:
        told |= {name: asked.query[name] for name in ("q", "show") if name in asked.query}
    if "count" in asked.query:
        told["count"] = asked.query["count"][-1:]
    return _address(place, told)


def _address(path: str, query: Mapping[str, list[str]]) -> str:
    """A path with its query, or without it if it is longer than ADDRESS."""
    asked = routes.with_query(path, query)
    return asked if len(asked) <= len(path) + 1 + ADDRESS else path
