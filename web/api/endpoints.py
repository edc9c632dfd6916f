"""The endpoints that return rows: questions and tables."""

from __future__ import annotations

from difflib import get_close_matches

from starlette.requests import Request
from starlette.responses import Response

from cards.query import Query
from data.settings import data_set
from exports import FORMATS, TABLE_FORMATS, TooManyRows, releases, wide
from exports.provenance import of_answer, of_table
from i18n import _, dataset_texts, enumerated, routes
from i18n.filter_options import describe
from queries import (
    Question,
    ask,
    compiled,
    current,
    one_version,
    question,
    questions,
    stream,
)
from queries.tables import part_of_table
from web import http_cache, merged, request_info
from web.api import query_params, release_parameter, streaming
from web.api.catalogue import SQL
from web.api.problems import Problem


@streaming.in_worker_thread
def answer(request: Request) -> Response:
    """``/{question}.{ending}``: the answer to a question for the selection in the query string."""
    name, ending = _named(request, (*FORMATS, SQL))
    asked_for, query = _question(name), request_info.query(request.scope)
    if any(one.kind == "submission" for one in asked_for.parameters) and (
        moved := merged.of_query(request.scope, routes.answer(name, ending))
    ):
        return moved
    asked = query_params.read(asked_for, query, request_info.site_url(request.scope))
    release_parameter.only_current(query)
    etag = http_cache.etag(request, ending)
    if http_cache.matches(request, etag):
        return http_cache.not_modified(etag)
    if ending == SQL:
        headers = {**http_cache.cache_headers(etag), "X-Data-Version": current().version}
        return Response(_sql(request, name, asked), media_type="text/plain", headers=headers)
    found = stream(
        name, asked.selection, offset=asked.offset, limit=asked.limit, **asked.parameters
    )
    about = of_answer(name, asked.selection, asked.parameters, here(request))
    whole = Query(name, asked.selection, asked.parameters)
    return streaming.rows(request, found, about, ending, etag, asked.limit, whole)


@streaming.in_worker_thread
def wide_table(request: Request) -> Response:
    """``/wide/{question}.{ending}``: the answer to a question as a wide table."""
    name, ending = _named(request, wide.ENDINGS)
    if name != wide.QUESTION:
        detail = _("No query called {name} has a wide table.").format(name=name[:60])
        raise Problem(404, detail, parameter="question", allowed=[wide.QUESTION])
    query = request_info.query(request.scope)
    asked = query_params.read(question(name), query, request_info.site_url(request.scope))
    release_parameter.only_current(query)
    etag = http_cache.etag(request, ending)
    if http_cache.matches(request, etag):
        return http_cache.not_modified(etag)
    with one_version():
        try:
            made = wide.Wide(asked.selection, asked.parameters)
        except TooManyRows as error:
            raise Problem(400, str(error)) from error
        limit = min(asked.limit, made.at_once)
        about = made.provenance(here(request))
    return streaming.rows(request, made.part(asked.offset, limit), about, ending, etag, limit)


@streaming.in_worker_thread
def table(request: Request) -> Response:
    """``/tables/{table}.{ending}``: the rows of a table of the data set, or of an earlier release, as they are."""
    name, ending = _named(request, TABLE_FORMATS)
    query = request_info.query(request.scope)
    query_params.nothing_else(query, ("limit", "offset", release_parameter.RELEASE))
    limit, offset = query_params.window(query)
    earlier = release_parameter.asked(query)
    known = list(earlier.tables) if earlier else ask("tables").table_name.tolist()
    if name not in known:
        detail = (
            _("No table is called {name} in release {release}.").format(
                name=name[:60], release=earlier.release
            )
            if earlier
            else _("No table is called {name}.").format(name=name[:60])
        )
        raise Problem(404, detail, parameter="table", allowed=known)
    etag = http_cache.etag(request, ending, earlier.sha256 if earlier else "")
    if http_cache.matches(request, etag):
        return http_cache.not_modified(etag)
    if earlier:
        rows = releases.part_of_table(earlier, name, offset=offset, limit=limit)
        about = releases.of_table(earlier, name, here(request))
    else:
        rows = part_of_table(name, offset=offset, limit=limit)
        about = of_table(name, here(request))
    return streaming.rows(request, rows, about, ending, etag, limit)


def _sql(request: Request, name: str, asked: query_params.Asked) -> str:
    """The SQL of these rows, after comments that say what it returns and where it runs."""
    paged = {"limit", "offset"} & request.query_params.keys()
    statement = compiled(
        name,
        asked.selection,
        page=(asked.limit, asked.offset) if paged else None,
        **asked.parameters,
    )
    head = [_(question(name).title), describe(asked.selection)]
    if not data_set().spark:
        database = (
            f"{request_info.site_url(request.scope)}{routes.API}/{dataset_texts.database_file()}"
        )
        head.append(_("Run this in DuckDB on the database {address}").format(address=database))
    return "".join(f"-- {line}\n" for line in head) + statement + "\n"


def here(request: Request) -> str:
    """The requested address, for sharing."""
    where = f"{request_info.site_url(request.scope)}{request_info.path(request.scope)}"
    return routes.with_query(where, request.query_params.multi_items())


def _question(name: str) -> Question:
    if name not in questions():
        near = get_close_matches(name[:60], questions(), n=3, cutoff=0.5)
        raise Problem(
            404,
            _("There is no query called {name}; the index lists all queries.").format(
                name=name[:60]
            ),
            parameter="question",
            allowed=near or list(questions()),
        )
    return questions()[name]


def _named(request: Request, endings: tuple[str, ...]) -> tuple[str, str]:
    name, _dot, ending = str(request.path_params["file"]).rpartition(".")
    if not name or ending not in endings:
        raise Problem(
            404,
            _("An address here is a name and one of the endings {endings}.").format(
                endings=enumerated(endings)
            ),
            parameter="format",
            value=ending[:60],
            allowed=list(endings),
        )
    return name, ending
