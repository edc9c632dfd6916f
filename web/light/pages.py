"""The light pages: HTML without JavaScript, at most 20 KB each as they are sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gzip import compress
from http import HTTPStatus

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router

from cards.kit import Link
from finding import wording
from finding.words import LONGEST as LONGEST_SEARCH
from i18n import (
    _,
    enumerated,
    escaping,
    filter_options,
    imprint,
    languages,
    routes,
)
from i18n.dataset_texts import nothing_yet
from i18n.labels import tab
from markup import facts, section
from queries import DatabaseUnavailable, Filters
from queries.tables import merged_submissions
from web import errors, merged, page_metadata, response_headers
from web.light import content, filter_form
from web.light.content import Page, Shown, Way
from web.light.page_request import View, read
from web.light.rendering import page as rendered
from web.light.rendering import render
from web.light.search import near, search
from web.light.unknown import Unknown, check_id
from web.request_info import Requested, root
from web.settings import RETRY_SECONDS

LIMIT = 20_000
"""The most bytes of a page, compressed, so that it has the same rows in all languages, whatever their letters take."""

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

SAID = 600
"""The most characters of the filters in words."""

LOG = logging.getLogger("wsis20.light")


@dataclass(frozen=True)
class Box:
    """The search box of every page: the words in it, examples, and the (parameter, value) pairs that it carries."""

    action: str
    words: str
    examples: str
    carried: list[tuple[str, str]]


def mounted(base: str, middleware: Sequence[Middleware] = ()) -> list[BaseRoute]:
    """The routes of the light pages under ``base``, with and without a trailing slash."""
    pages = [
        *(Route(f"/{path}", partial(_list, path)) for path in routes.BY_LIGHT_PATH),
        *(Route(f"/{kind}/{{id:path}}", partial(_entity, kind)) for kind in routes.ENTITIES),
        *(Route(f"/{path}/", partial(_redirect, path)) for path in routes.BY_LIGHT_PATH if path),
    ]
    handlers = {HTTPException: _wrong_address, Exception: _failed}
    return [
        Route(f"{base}{routes.LIGHT}", partial(_redirect, "")),
        Mount(
            f"{base}{routes.LIGHT}",
            # With one slash too many, a redirect would lead to a host that the request names, without the language.
            Router(pages, redirect_slashes=False),
            middleware=[*middleware, Middleware(ExceptionMiddleware, handlers=handlers)],
        ),
    ]


def _redirect(light_path: str, request: Request) -> RedirectResponse:
    """The redirect to the list at ``light_path``."""
    return merged.permanently(f"{routes.LIGHT}/{light_path}", Requested.of(request.scope).query)


def _list(light_path: str, request: Request) -> Response:
    words = Requested.of(request.scope).query.get("find", [""])[-1]
    if light_path == "organisations" and words.strip():
        # The list of organisations once had a form for these words; now the search finds them.
        query = {"q": [words], "show": ["organisation"]}
        return merged.permanently(f"{routes.LIGHT}/{routes.SEARCH}", query)
    is_search = light_path == routes.SEARCH and not nothing_yet()
    return _answer(request, search if is_search else content.page_of)


def _entity(kind: str, request: Request) -> Response:
    identifier = str(request.path_params["id"])
    if kind == "submission" and (merged_into := merged_submissions().get(identifier)):
        path = routes.light_entity(kind, merged_into)
        return merged.permanently(path, Requested.of(request.scope).query)

    def page(view: View) -> Page:
        try:
            check_id(kind, identifier)
        except Unknown as unknown:
            return _unknown(view, unknown)
        return content.page_of(view)

    return _answer(request, page)


def _answer(request: Request, make: Callable[[View], Page]) -> Response:
    requested = Requested.of(request.scope)
    etag = response_headers.etag(requested)
    if response_headers.matches(request, etag):
        response = response_headers.not_modified(etag)
        response.headers.update(HEADERS)
        return response
    view = read(requested)
    page = make(view)
    html, page = written(view, page, _tags(view, page))
    headers = (
        response_headers.cache_headers(etag)
        if page.status == HTTPStatus.OK and page.whole
        else {"Cache-Control": "no-cache"}
    )
    return HTMLResponse(html, page.status, {**headers, **HEADERS})


def _tags(view: View, page: Page) -> Markup:
    """What the head of the page says to search engines, other sites and feed readers."""
    about = view.about if page.status == HTTPStatus.OK else ("", "")
    return page_metadata.tags(view.requested, *about)


def written(view: View, page: Page, tags: Markup) -> tuple[bytes, Page]:
    """The page as HTML, with as many rows as fit into LIMIT, and ``tags`` in its head.

    If it is too large without rows, an error page.
    """
    page = replace(
        page,
        title=escaping.shorten(page.title, LONGEST),
        heading=escaping.shorten(page.heading, LONGEST),
    )
    for share in SHARES:
        html = _rendered(view, page.cut(share), tags)
        if len(compress(html)) <= LIMIT:
            return html, page
    error_page = _too_many_filters(view, page.full)
    return _rendered(replace(view, selection=Filters(), dropped=()), error_page, tags), error_page


def _rendered(view: View, page: Page, tags: Markup) -> bytes:
    return rendered(
        view.requested,
        "page.html",
        title=page.title,
        description=page.description,
        head=tags,
        page=page,
        facts=[(term, facts(cells, view.links)) for term, cells in page.facts],
        cards=[_section(view, card) for card in page.cards],
        menu=_menu(view),
        left_out=filter_options.left_out(view.dropped),
        about=view.about,
        address=view.requested.site + view.here().removeprefix(root())
        if page.status == HTTPStatus.OK
        else "",
        filters=escaping.shorten(filter_options.describe(page.narrowed), SAID)
        if page.narrowed.active()
        else "",
        unfiltered=view.here(filters=Filters()),
        carried=view.carries,
        form=filter_form.form_of(view)
        if view.page.filters
        and not view.about[0]
        and not nothing_yet()
        and page.status == HTTPStatus.OK
        else None,
        box=_box(view),
        longest_search=LONGEST_SEARCH,
        three=sum(not card.wide for card in page.cards) % 3 == 0,
    ).encode("utf-8", "replace")


def _section(view: View, card: Shown) -> Markup:
    rows_address = card.rest if len(card.view.rows) < card.view.total else ""
    return section(card.view, view.links, rest=rows_address, wide=card.wide, quote=card.quote)


def _menu(view: View) -> list[Way]:
    return [
        Way(page.title, view.links.to(Link(page.name, "")), relation)
        for path, page in routes.BY_LIGHT_PATH.items()
        if page.listed and page.filters
        for relation in ["here" if path == view.path else ""]
    ]


def _box(view: View) -> Box:
    """The search box. It carries the filters if they are short enough for every link."""
    carried = view.selection.to_query() if view.carries else {}
    return Box(
        f"{root()}{routes.LIGHT}/{routes.SEARCH}",
        view.words,
        enumerated(wording.examples()),
        [(name, value) for name, values in carried.items() if name != "q" for value in values],
    )


def _unknown(view: View, unknown: Unknown) -> Page:
    entity = routes.ENTITIES[unknown.kind]
    list_address = view.links.to(Link(entity.listed_on.name, ""))
    return plain(
        *entity.missing(unknown.identifier),
        f"{root()}/{entity.listed_on.path}",
        HTTPStatus.NOT_FOUND,
        (Way(entity.every, list_address),),
        near(unknown.kind, unknown.near),
    )


def _too_many_filters(view: View, full: str) -> Page:
    return plain(
        _("Too many filters for the light version"),
        _("There are too many filters. Remove some, or open the full version."),
        full if len(full) < LIMIT // 4 else f"{root()}/",
        HTTPStatus.REQUEST_URI_TOO_LONG,
    )


def _wrong_address(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        texts = (
            _("You cannot send data to this address"),
            _("Pages of the light version are read-only."),
        )
    else:
        texts = _("There is no page at this address"), _("All pages are in the menu above.")
    try:
        view = View(Requested.of(request.scope), "none", routes.PAGES[routes.HOME])
        page = plain(*texts, view.full, status)
        html, _page = written(view, page, _tags(view, page))
    except DatabaseUnavailable as unavailable:
        return _failed(request, unavailable)
    error_headers = dict(getattr(error, "headers", None) or {})
    return HTMLResponse(html, status, {"Cache-Control": "no-cache", **error_headers, **HEADERS})


def _failed(request: Request, error: Exception) -> Response:
    """The error page. It does not use the data, because they may be what failed."""
    status, headers = HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": str(RETRY_SECONDS)}
    explanation = errors.passing(error)
    if not explanation:
        LOG.error("A light page failed, reference %s", errors.reference(error), exc_info=error)
        status, headers = HTTPStatus.INTERNAL_SERVER_ERROR, {}
        explanation = errors.failed(error)
    html = render(
        "failed.html",
        title=tab(_("Light version")),
        description=explanation,
        language=languages.tag(),
        direction=languages.direction(),
        languages=(),
        root=root(),
        head="",
        version="",
        said=explanation,
        reached=imprint.reached() if status == HTTPStatus.INTERNAL_SERVER_ERROR else "",
    )
    return HTMLResponse(html, status, {"Cache-Control": "no-store", **headers, **HEADERS})


def plain(
    heading: str,
    explanation: str,
    full: str,
    status: int,
    ways: Sequence[Way] = (),
    cards: Sequence[Shown] = (),
) -> Page:
    """An error page with its explanation."""
    return Page(
        title=tab(heading),
        heading=heading,
        description=explanation,
        full=full,
        lede=(explanation,),
        cards=cards,
        ways=ways,
        status=status,
    )
