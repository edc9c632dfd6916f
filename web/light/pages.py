"""The application of light pages: HTML without JavaScript, under 50 KB each."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Scope

from finding import wording
from finding.words import LONGEST as LONGEST_SEARCH
from i18n import (
    _,
    enumerated,
    error_messages,
    escaping,
    filter_options,
    imprint,
    labels,
    languages,
    routes,
)
from i18n.labels import tab
from i18n.nothing_yet import nothing_yet
from queries import DatabaseUnavailable, Filters, QueryStopped
from queries.tables import merged_submissions
from web import http_cache, merged, page_metadata, request_info
from web.light import entities, lists, records, search
from web.light.models import Cell, Page, Section
from web.light.page_request import FOUND, View, read
from web.light.rendering import page as rendered
from web.light.rendering import render
from web.light.unknown import Unknown
from web.settings import RETRY_SECONDS

LIMIT = 51_200
"""The most bytes of a page before compression."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'self'"
    )
}

SHARES = (1.0, 0.7, 0.45, 0.25, 0.1, 0.0)
"""The shares of every list that are tried until the page is small enough."""

LONGEST = 1_000
"""The most characters of a heading."""

SELECTS = ("theme", "group", "region", "stage", "kind")
OFFERED, CHECKED = 60, 20
"""The most options of a list and the most checkboxes in the form."""
SAID = 600
"""The most characters of the filters in words."""

LOG = logging.getLogger("wsis20.light")


@dataclass(frozen=True)
class Select:
    """A select field: its options (id, label, number of submissions) and the chosen one."""

    name: str
    label: str
    options: list[tuple[str, str, int]]
    chosen: str


@dataclass(frozen=True)
class Form:
    """The filter form: ``others`` are (parameter, value, label) of current filters without a field of their own.

    ``days`` are (parameter, label, value) of the fields for dates.
    """

    action: str
    name: str
    q: str
    selects: list[Select]
    days: list[tuple[str, str, str]]
    others: list[tuple[str, str, str]]
    count: str
    find: str | None


@dataclass(frozen=True)
class Box:
    """The search box of every page: what is in it, examples, and the (parameter, value) that go along."""

    action: str
    words: str
    examples: str
    carried: list[tuple[str, str]]


def mounted(base: str, middleware: Sequence[Middleware] = ()) -> list[BaseRoute]:
    """The routes of the light pages under ``base``, with and without a trailing slash."""

    return [
        Route(f"{base}{routes.LIGHT}", partial(_moved, "")),
        Mount(f"{base}{routes.LIGHT}", application(), middleware=middleware),
    ]


def application() -> Starlette:
    """The light pages as a Starlette application.

    Functions in ``lists`` are named after the page's path, functions in ``entities`` after the kind.
    """
    made = Starlette(
        routes=[
            *(
                Route(f"/{place}", partial(_list, place, getattr(lists, place or routes.HOME)))
                for place in routes.BY_LIGHT_PATH
                if place != routes.SEARCH
            ),
            Route(f"/{routes.SEARCH}", partial(_list, routes.SEARCH, search.search)),
            *(
                Route(f"/{kind}/{{id:path}}", partial(_entity, kind, getattr(entities, kind)))
                for kind, entity in routes.ENTITIES.items()
                if entity.light
            ),
            *(
                Route(f"/{place}/", partial(_moved, place))
                for place in routes.BY_LIGHT_PATH
                if place
            ),
        ],
        exception_handlers={
            HTTPException: _wrong_address,
            QueryStopped: _failed,
            DatabaseUnavailable: _failed,
            Exception: _failed,
        },
    )
    # With one slash too many, the redirect would lead to a host that the request names, without the language.
    made.router.redirect_slashes = False
    return made


def _moved(place: str, request: Request) -> RedirectResponse:
    """The redirect to the list at ``place``."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request_info.root()}{routes.LIGHT}/{place}{query}", status_code=308)


def _list(place: str, make: Callable[[View], Page], request: Request) -> Response:
    instead = nothing_yet() and place != routes.PAGES["about"].light
    return _answer(request, place, lists.nothing if instead else make)


def _entity(kind: str, make: Callable[[View, str], Page], request: Request) -> Response:
    identifier = str(request.path_params["id"])
    if kind == "submission" and (other := merged_submissions().get(identifier)):
        path = routes.light_entity(kind, other)
        return merged.permanently(path, request.query_params.multi_items())

    def page(view: View) -> Page:
        try:
            return make(view, identifier)
        except Unknown as unknown:
            return _unknown(view, unknown)

    return _answer(request, f"{kind}/{identifier}", page)


def _answer(request: Request, place: str, make: Callable[[View], Page]) -> Response:
    # The order of parameters matters if a single-valued one is given twice.
    etag = http_cache.etag(request, request.url.query)
    if http_cache.matches(request, etag):
        response = http_cache.not_modified(etag)
        response.headers.update(HEADERS)
        return response
    view = _view(request, place)
    page = make(view)
    html, page = _html(request.scope, view, page)
    headers = (
        http_cache.cache_headers(etag)
        if page.status == HTTPStatus.OK
        else {"Cache-Control": "no-cache"}
    )
    return HTMLResponse(html, page.status, {**headers, **HEADERS})


def _view(request: Request, place: str) -> View:
    view = read(request_info.root(), place, request_info.query(request.scope))
    return replace(view, site=request_info.site_url(request.scope))


def _html(scope: Scope, view: View, page: Page) -> tuple[bytes, Page]:
    """The page with as many rows as fit into LIMIT. If it is too large without rows, an error page."""
    tags = page_metadata.tags(scope, *page.about)
    page = replace(
        page,
        title=escaping.shorten(page.title, LONGEST),
        heading=escaping.shorten(page.heading, LONGEST),
    )
    for share in SHARES:
        html = _rendered(scope, view, page.cut(share), tags)
        if len(html) <= LIMIT:
            return html, page
    much = _too_much(view, page.full)
    return _rendered(scope, replace(view, selection=Filters(), dropped=()), much, tags), much


def _rendered(scope: Scope, view: View, page: Page, tags: Markup) -> bytes:
    return rendered(
        scope,
        "page.html",
        title=page.title,
        description=page.description,
        head=tags,
        page=page,
        menu=_menu(view),
        left_out=filter_options.left_out(view.dropped),
        address=request_info.site_url(scope) + view.here().removeprefix(view.root)
        if page.status == HTTPStatus.OK
        else "",
        filters=escaping.shorten(filter_options.describe(page.narrowed), SAID)
        if page.narrowed.active()
        else "",
        unfiltered=view.to(view.place, Filters()),
        carried=view.carries,
        form=_form(view)
        if view.place in routes.BY_LIGHT_PATH
        and routes.BY_LIGHT_PATH[view.place].filters
        and not nothing_yet()
        and page.status == HTTPStatus.OK
        else None,
        box=_box(view),
        longest_search=LONGEST_SEARCH,
        three=sum(not section.wide for section in page.sections) % 3 == 0,
    ).encode("utf-8", "replace")


def _menu(view: View) -> list[Cell]:
    selection = view.selection if view.carries else Filters()
    return [
        Cell(
            page.light_title,
            view.to(place, selection),
            "here" if place == view.place else "",
        )
        for place, page in routes.BY_LIGHT_PATH.items()
        if page.in_menu and page.filters
    ]


def _box(view: View) -> Box:
    """The search box: filters go along, if they are short enough for every link."""
    carried = view.selection.to_query() if view.carries else {}
    return Box(
        f"{view.root}{routes.LIGHT}/{routes.SEARCH}",
        view.words,
        enumerated(wording.examples()),
        [(name, value) for name, values in carried.items() if name != "q" for value in values],
    )


def _form(view: View) -> Form | None:
    """The filter form of a list; None if there are more filters than it can hold."""
    selection, known = view.selection, filter_options.option_labels()
    others: list[tuple[str, str, str]] = []
    for name in selection.active():
        value = getattr(selection, name)
        if isinstance(value, tuple):
            for one in value[name in SELECTS :]:
                words = escaping.shorten(known[name].get(one, one), FOUND)
                others.append((name, one, f"{labels.FILTERS[name]}: {words}"))
    if len(others) > CHECKED:
        return None
    finds = view.place == "organisations"
    counts = filter_options.counts(selection, "front")
    return Form(
        action=f"{view.root}{routes.LIGHT}/{view.place}",
        name=_("Search for an organisation, or filter") if finds else _("Search and filter"),
        q=escaping.one_line(selection.q),
        selects=[
            Select(
                name,
                labels.FILTERS[name],
                _offered(name, known[name], getattr(selection, name), counts.get(name, {})),
                next(iter(getattr(selection, name)), ""),
            )
            for name in SELECTS
        ],
        days=[
            (name, labels.FILTERS[name], value.isoformat() if value else "")
            for name, value in (("since", selection.since), ("until", selection.until))
        ],
        others=others,
        count="" if view.unit == next(iter(labels.UNITS)) else view.unit,
        find=view.find if finds else None,
    )


def _offered(
    name: str, known: dict[str, str], chosen: tuple[str, ...], counts: Mapping[str, int]
) -> list[tuple[str, str, int]]:
    order = [one for one in labels.ORDER.get(name, ()) if one in known]
    ids = list(dict.fromkeys([*order, *known]))
    some = list(dict.fromkeys([*ids[:OFFERED], *chosen[:1]]))
    return [(one, escaping.shorten(known[one], FOUND), counts.get(one, 0)) for one in some]


def _unknown(view: View, unknown: Unknown) -> Page:
    entity = routes.ENTITIES[unknown.kind]
    index = entity.listed_on
    every = view.to(index.light or "", view.selection if view.carries else Filters())
    near = records.near(view, unknown.kind, unknown.near)
    return _plain(
        *entity.missing(unknown.identifier),
        view.full(index.path, Filters()),
        HTTPStatus.NOT_FOUND,
        (Cell(entity.every, every),),
        (near,) if near.rows else (),
    )


def _too_much(view: View, full: str) -> Page:
    return _plain(
        _("Too many filters for the light version"),
        _("There are too many filters. Remove some, or open the full version."),
        full if len(full) < LIMIT // 4 else view.full("", Filters()),
        HTTPStatus.REQUEST_URI_TOO_LONG,
    )


def _wrong_address(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        said = (
            _("You cannot send data to this address"),
            _("Pages of the light version are read-only."),
        )
    else:
        said = _("There is no page at this address"), _("All pages are in the menu above.")
    try:
        view = read(request_info.root(), "none", {})
        page = _plain(*said, view.full("", Filters()), status)
        html, _page = _html(request.scope, view, page)
    except DatabaseUnavailable as failed:
        return _failed(request, failed)
    own = dict(getattr(error, "headers", None) or {})
    return HTMLResponse(html, status, {"Cache-Control": "no-cache", **own, **HEADERS})


def _failed(request: Request, error: Exception) -> Response:
    """The error page. It does not use the data, because they may be what failed."""
    status, headers = HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": str(RETRY_SECONDS)}
    if isinstance(error, QueryStopped):
        said = error_messages.why(error)
    elif isinstance(error, DatabaseUnavailable):
        said = _("We cannot read the data at the moment. Please reload the page in a minute.")
    else:
        reference = secrets.token_hex(3)
        LOG.error("A light page failed, reference %s", reference, exc_info=error)
        status, headers = HTTPStatus.INTERNAL_SERVER_ERROR, {}
        said = _(
            "Something went wrong on our side. Please reload the page. If it happens again, tell us this "
            "reference: {reference}."
        ).format(reference=reference)
    html = render(
        "failed.html",
        title=tab(_("Light version")),
        description=said,
        language=languages.tag(),
        direction=languages.direction(),
        languages=(),
        root=request_info.root(),
        head="",
        version="",
        said=said,
        reached=imprint.reached() if status == HTTPStatus.INTERNAL_SERVER_ERROR else "",
    )
    return HTMLResponse(html, status, {"Cache-Control": "no-store", **headers, **HEADERS})


def _plain(
    heading: str,
    said: str,
    full: str,
    status: int,
    ways: tuple[Cell, ...] = (),
    sections: tuple[Section, ...] = (),
) -> Page:
    """An error page with its explanation."""
    return Page(
        title=tab(heading),
        heading=heading,
        description=said,
        full=full,
        lede=(said,),
        sections=sections,
        ways=ways,
        status=status,
    )
