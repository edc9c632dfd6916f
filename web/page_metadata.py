"""The head of every page: title, description and the tags for search engines, other sites and feed readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup
from starlette.types import Scope

from cards.titles import heading_of, narrowed
from i18n import _, dataset_texts, escaping, languages, routes
from i18n.filter_options import describe, option_labels
from i18n.labels import tab
from queries import ALL_FILTERS, DatabaseUnavailable, Filters, QueryStopped
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
    path = request_info.path(scope).strip("/")
    entity = routes.ENTITY_BY_PATH.get(path)
    kind = entity.kind if entity else ""
    try:
        request = _PageRequest.of(scope)
        ids = request.query.get("id", ())
        identifier = next((identifier for identifier in ids if find(kind, identifier)), "")
        about = _about(request, kind, identifier)
        page = routes.BY_PATH.get(path)
        light = _light(request, kind, identifier)
        note = _html("noscript.html", title=about.title, light=light)
        return PageMetadata(
            tab(about.title) if path else about.title,
            about.description,
            _tags(request, kind, identifier, about),
            note,
            first_paint.of_page(page, request.query, request.selection, light, note)
            if page
            else "",
            missing=bool(kind and any(ids) and not identifier),
        )
    except (DatabaseUnavailable, QueryStopped):
        return PageMetadata(dataset_texts.texts().site, of_path("").description, Markup(), Markup())


def plain(scope: Scope) -> PageMetadata:
    """The same without data: without tags and first paint, and without a check that the entity exists."""
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
    request = _PageRequest.of(scope)
    return _tags(request, kind, identifier, _about(request, kind, identifier))


@dataclass(frozen=True)
class _PageRequest:
    """A requested address: the site, path and query, and the selection that the query asks for."""

    home: str
    path: str
    query: dict[str, list[str]]
    selection: Filters

    @classmethod
    def of(cls, scope: Scope) -> _PageRequest:
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
        path = self.path.removeprefix(routes.LIGHT).strip("/")
        list_page = routes.BY_LIGHT_PATH.get(path) if self.light else None
        return list_page.path if list_page else path

    @cached_property
    def shared(self) -> str:
        """The address for sharing, without the parameters VIEW."""
        query = {name: values for name, values in self.query.items() if name not in VIEW}
        return _address(f"{self.home}{quote(self.path)}", query)


def _about(request: _PageRequest, kind: str, identifier: str) -> About:
    """What the address is about; its title is the question of its page, or the entity's, with the filters in it."""
    path = request.place
    about = find(kind, identifier) or of_path(path)
    page = routes.ENTITIES[kind].page if kind in routes.ENTITIES else routes.BY_PATH.get(path)
    if page is None:
        return about
    title = about.title
    if page.path and not kind:
        title = heading_of(page.name, context(page.name, request.query))
    return replace(about, title=narrowed(title, page.name, request.selection))


def _tags(request: _PageRequest, kind: str, identifier: str, about: About) -> Markup:
    home, selection = request.home, request.selection
    path = request.place
    entity = find(kind, identifier)
    description, feed_selection, canonical, counterpart = (
        about.description,
        selection,
        quote(request.path),
        "",
    )
    page = routes.BY_PATH.get(path)
    if not request.light and page and page.light is not None:
        counterpart = f"{home}{routes.LIGHT}/{page.light}"
    if selection.active():
        # The numbers in an entity's description are those without filters.
        template = (
            _("{filters}. Unfiltered: {description}") if entity else "{filters}. {description}"
        )
        sentence = template.format(filters=describe(selection), description=description)
        description = escaping.shorten(sentence, DESCRIPTION)
    if entity:
        canonical = routes.entity(kind, identifier)
        light = routes.light_entity(kind, identifier)
        canonical, counterpart = (light, "") if request.light else (canonical, f"{home}{light}")
        if kind in Filters.__dataclass_fields__:
            feed_selection = selection.set(**{kind: (identifier,)})
    image = _preview(request, path, kind, identifier if entity else "")
    return _html(
        "head.html",
        title=about.title,
        description=description,
        canonical=f"{home}{canonical}",
        address=request.shared,
        hidden=bool(kind and not entity)
        or path == routes.SEARCH
        or not HIDDEN.isdisjoint(request.query),
        # Pages with filters are not listed by search engines.
        languages=()
        if selection.active() or len(canonical) > languages.LONGEST
        else _in_languages(request, canonical),
        image=image,
        oembed=_oembed(request) if image and image.embeddable and not request.light else "",
        icons="../" * (request.path.count("/") - 1) or "./",
        other=counterpart,
        feed=feed_address(home, feed_selection),
        feed_title=escaping.shorten(feed_title(feed_selection), DESCRIPTION),
        data=json_ld(
            home,
            canonical,
            path,
            (kind, identifier) if entity else ("", ""),
            light=request.light,
        ),
    )


@dataclass(frozen=True)
class InLanguage:
    """The address of a page in a language, by the language's tag; x-default is for all others."""

    tag: str
    address: str


def _in_languages(request: _PageRequest, canonical: str) -> list[InLanguage]:
    site = request.home.removesuffix(languages.prefix())
    other_languages = [
        InLanguage(languages.tag(code), f"{site}/{code}{canonical}")
        for code in languages.offered()
        if code != languages.DEFAULT
    ]
    default_address = f"{site}{canonical}"
    return [
        InLanguage("x-default", default_address),
        InLanguage(languages.DEFAULT, default_address),
        *other_languages,
    ]


def _preview(request: _PageRequest, path: str, kind: str, identifier: str) -> Preview | None:
    """The picture of what the address shows; on an entity's page, of the entity ``identifier``."""
    page = (
        routes.ENTITIES[kind].page if kind else routes.BY_PATH.get(path, routes.PAGES[routes.HOME])
    )
    query = {**request.query, "id": [identifier]} if kind else request.query
    return preview(request.home, page, query, request.selection)


def _oembed(request: _PageRequest) -> str:
    """The address that says how other sites embed the page's chart; empty for a very long one."""
    if len(request.shared) > ADDRESS:
        return ""
    return routes.with_query(f"{request.home}{routes.API}/{oembed.NAME}", {"url": [request.shared]})


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


def _light(request: _PageRequest, kind: str, identifier: str) -> str:
    """The address of the light counterpart of a full page, relative to the full page."""
    page = routes.BY_PATH.get(request.place)
    light = page.light if page else None
    selection, path = request.selection, f".{routes.LIGHT}/{light or ''}"
    if identifier:
        path = f".{routes.light_entity(kind, identifier)}"
        if kind in Filters.__dataclass_fields__:
            selection = selection.without(kind)
    query = selection.to_query()
    if request.place == routes.SEARCH:
        query |= {name: request.query[name] for name in ("q", "show") if name in request.query}
    if "count" in request.query:
        query["count"] = request.query["count"][-1:]
    return _address(path, query)


def _address(path: str, query: Mapping[str, list[str]]) -> str:
    """A path with its query, or without it if it is longer than ADDRESS."""
    address = routes.with_query(path, query)
    return address if len(address) <= len(path) + 1 + ADDRESS else path
