"""The head of every page: title, description and the tags for search engines, other sites and feed readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

from markupsafe import Markup

from cards.titles import heading_of, narrowed
from i18n import _, dataset_texts, escaping, languages, routes
from i18n.filter_options import describe
from i18n.labels import tab
from queries import DatabaseUnavailable, Filters, QueryStopped, language
from web import first_paint
from web.api import oembed
from web.api.card_pictures import context
from web.index_html import SHARED, PageMetadata, pictures
from web.light.rendering import render
from web.link_preview import Preview, preview
from web.page_descriptions import DESCRIPTION, About, find, of_path
from web.request_info import Requested
from web.structured_data import json_ld

ADDRESS = 2000
"""The longest query string, in characters, that is put into an address."""
VIEW = ("embed", "embed_options", "print")
"""Parameters that say where a page is shown, not what it shows."""
HIDDEN = frozenset(("embed", "print"))
"""Parameters of pages that search engines should not index."""


def of_page(requested: Requested) -> PageMetadata:
    """The metadata of the full page that is requested."""
    path = requested.path.strip("/")
    entity = routes.ENTITY_BY_PATH.get(path)
    kind = entity.kind if entity else ""
    try:
        ids = requested.query.get("id", ())
        identifier = next((identifier for identifier in ids if find(kind, identifier)), "")
        about = _about(requested, kind, identifier)
        page = routes.BY_PATH.get(path)
        light = _light(requested, kind, identifier)
        note = _html("noscript.html", title=about.title, light=light)
        return PageMetadata(
            tab(about.title) if path else about.title,
            about.description,
            _tags(requested, kind, identifier, about),
            note,
            first_paint.of_page(page, requested, light, note) if page else "",
            missing=bool(kind and any(ids) and not identifier),
        )
    except (DatabaseUnavailable, QueryStopped):
        return PageMetadata(dataset_texts.texts().site, of_path("").description, Markup(), Markup())


def plain(requested: Requested) -> PageMetadata:
    """The same without data: without tags and first paint, and without a check that the entity exists."""
    page = routes.BY_PATH.get(requested.path.strip("/"), routes.PAGES[routes.HOME])
    about = of_path(page.path)
    light = _address(f".{routes.LIGHT}/{page.light or ''}", requested.query)
    note = _html("noscript.html", title=about.title, light=light)
    title = tab(about.title) if page.path else about.title
    return PageMetadata(title, about.description, Markup(), note)


def tags(requested: Requested, kind: str, identifier: str) -> Markup:
    """The tags of a page's head, except title and description.

    The page is the full or light one that is requested; ``kind`` and ``identifier`` name its entity, one of
    routes.ENTITIES and its id. Without a known entity, the tags describe the page in general.
    """
    return _tags(requested, kind, identifier, _about(requested, kind, identifier))


def _is_light(requested: Requested) -> bool:
    """Whether this is the address of a light page."""
    return requested.path.startswith(routes.LIGHT)


def _full_path(requested: Requested) -> str:
    """The path of the full page; for a light page, that of its full counterpart."""
    path = requested.path.removeprefix(routes.LIGHT).strip("/")
    list_page = routes.BY_LIGHT_PATH.get(path) if _is_light(requested) else None
    return list_page.path if list_page else path


def _shared(requested: Requested) -> str:
    """The address for sharing, without the parameters VIEW."""
    query = {name: values for name, values in requested.query.items() if name not in VIEW}
    return _address(f"{requested.site}{quote(requested.path)}", query)


def _about(requested: Requested, kind: str, identifier: str) -> About:
    """What the address is about; its title is the question of its page, or the entity's, with the filters in it."""
    path = _full_path(requested)
    about = find(kind, identifier) or of_path(path)
    page = routes.ENTITIES[kind].page if kind in routes.ENTITIES else routes.BY_PATH.get(path)
    if page is None:
        return about
    title = about.title
    if page.path and not kind:
        title = heading_of(page.name, context(page.name, requested.query))
    return replace(about, title=narrowed(title, page.name, requested.filters[0]))


def _tags(requested: Requested, kind: str, identifier: str, about: About) -> Markup:
    home, selection = requested.site, requested.filters[0]
    path, is_light = _full_path(requested), _is_light(requested)
    entity = find(kind, identifier)
    description, feed_selection, canonical, counterpart = (
        about.description,
        selection,
        quote(requested.path),
        "",
    )
    page = routes.BY_PATH.get(path)
    if not is_light and page and page.light is not None:
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
        canonical, counterpart = (light, "") if is_light else (canonical, f"{home}{light}")
        if kind in Filters.__dataclass_fields__:
            feed_selection = selection.set(**{kind: (identifier,)})
    image = _preview(requested, path, kind, identifier if entity else "")
    return _html(
        "head.html",
        title=about.title,
        description=description,
        canonical=f"{home}{canonical}",
        address=_shared(requested),
        hidden=bool(kind and not entity)
        or path == routes.SEARCH
        or not HIDDEN.isdisjoint(requested.query),
        # Pages with filters are not listed by search engines.
        languages={}
        if selection.active() or len(canonical) > languages.LONGEST
        else _in_languages(requested, canonical),
        image=image,
        oembed=_oembed(requested) if image and image.embeddable and not is_light else "",
        icons="../" * (requested.path.count("/") - 1) or "./",
        other=counterpart,
        feed=feed_address(home, feed_selection),
        feed_title=escaping.shorten(feed_title(feed_selection), DESCRIPTION),
        data=json_ld(
            home,
            canonical,
            path,
            (kind, identifier) if entity else ("", ""),
            light=is_light,
        ),
    )


def _in_languages(requested: Requested, canonical: str) -> dict[str, str]:
    """The tag of each language -> the address of the page in it; x-default is for all others."""
    site = requested.site.removesuffix(language.prefix())
    addresses = {languages.tag(code): f"{site}/{code}{canonical}" for code in languages.offered()}
    default_address = f"{site}{canonical}"
    return {"x-default": default_address, **addresses, languages.DEFAULT: default_address}


def _preview(requested: Requested, path: str, kind: str, identifier: str) -> Preview | None:
    """The picture of what the address shows; on an entity's page, of the entity ``identifier``."""
    page = (
        routes.ENTITIES[kind].page if kind else routes.BY_PATH.get(path, routes.PAGES[routes.HOME])
    )
    query = {**requested.query, "id": [identifier]} if kind else requested.query
    return preview(requested.site, page, query, requested.filters[0])


def _oembed(requested: Requested) -> str:
    """The address that says how other sites embed the page's chart; empty for a very long one."""
    shared_address, path = _shared(requested), f"{routes.API}/{oembed.NAME}"
    if len(shared_address) > ADDRESS:
        return ""
    return routes.with_query(f"{requested.site}{path}", {"url": [shared_address]})


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


def _light(requested: Requested, kind: str, identifier: str) -> str:
    """The address of the light counterpart of a full page, relative to the full page."""
    full_path, selection = _full_path(requested), requested.filters[0]
    page = routes.BY_PATH.get(full_path)
    path = f".{routes.LIGHT}/{(page.light if page else None) or ''}"
    if identifier:
        path = f".{routes.light_entity(kind, identifier)}"
        if kind in Filters.__dataclass_fields__:
            selection = selection.without(kind)
    query = selection.to_query()
    if full_path == routes.SEARCH:
        query |= {name: requested.query[name] for name in ("q", "show") if name in requested.query}
    if "count" in requested.query:
        query["count"] = requested.query["count"][-1:]
    return _address(path, query)


def _address(path: str, query: Mapping[str, list[str]]) -> str:
    """A path with its query, or without it if it is longer than ADDRESS."""
    address = routes.with_query(path, query)
    return address if len(address) <= len(path) + 1 + ADDRESS else path
