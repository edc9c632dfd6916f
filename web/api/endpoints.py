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
from web import http_cache, merged
from web.api import query_params, release_parameter, streaming
from web.api.catalogue import SQL
from web.api.problems import Problem
from web.request_info import Requested


@streaming.in_worker_thread
def answer(request: Request) -> Response:
    """``/{question}.{ending}``: the answer to a question for the selection in the query string."""
    name, ending = _name_and_ending(request, (*FORMATS, SQL))
    requested, answered = Requested.of(request.scope), _question(name)
    if any(parameter.kind == "submission" for parameter in answered.parameters) and (
        redirect := merged.of_query(requested, routes.answer(name, ending))
    ):
        return redirect
    parsed_query = query_params.read(answered, requested.query)
    release_parameter.only_current(requested.query)
    etag = http_cache.etag(requested, ending)
    if http_cache.matches(request, etag):
        return http_cache.not_modified(etag)
    if ending == SQL:
        headers = {**http_cache.cache_headers(etag), "X-Data-Version": current().version}
        content = _sql(requested, name, parsed_query)
        return Response(content, media_type="text/plain", headers=headers)
    part = stream(
        name,
        parsed_query.selection,
        offset=parsed_query.offset,
        limit=parsed_query.limit,
        **parsed_query.parameters,
    )
    about = of_answer(name, parsed_query.selection, parsed_query.parameters, requested.address)
    full_query = Query(name, parsed_query.selection, parsed_query.parameters)
    return streaming.rows(request, part, about, ending, etag, parsed_query.limit, full_query)


@streaming.in_worker_thread
def wide_table(request: Request) -> Response:
    """``/wide/{question}.{ending}``: the answer to a question as a wide table."""
    name, ending = _name_and_ending(request, wide.ENDINGS)
    if name != wide.QUESTION:
        detail = _("No query called {name} has a wide table.").format(name=name[:60])
        raise Problem(404, detail, parameter="question", allowed=[wide.QUESTION])
    requested = Requested.of(request.scope)
    parsed_query = query_params.read(question(name), requested.query)
    release_parameter.only_current(requested.query)
    etag = http_cache.etag(requested, ending)
    if http_cache.matches(request, etag):
        return http_cache.not_modified(etag)
    with one_version():
        try:
            wide_rows = wide.Wide(parsed_query.selection, parsed_query.parameters)
        except TooManyRows as error:
            raise Problem(400, str(error)) from error
        limit = min(parsed_query.limit, wide_rows.at_once)
        about = wide_rows.provenance(requested.address)
    return streaming.rows(
        request, wide_rows.part(parsed_query.offset, limit), about, ending, etag, limit
    )


@streaming.in_worker_thread
def table(request: Request) -> Response:
    """``/tables/{table}.{ending}``: the rows of a table of the data set, or of an earlier release, as they are."""
    name, ending = _name_and_ending(request, TABLE_FORMATS)
    requested = Requested.of(request.scope)
    query = requested.query
    query_params.nothing_else(query, ("limit", "offset", release_parameter.RELEASE))
    limit, offset = query_params.window(query)
    earlier = release_parameter.asked(query)
    names = list(earlier.tables) if earlier else ask("tables").table_name.tolist()
    if name not in names:
        detail = (
            _("No table is called {name} in release {release}.").format(
                name=name[:60], release=earlier.release
            )
            if earlier
            else _("No table is called {name}.").format(name=name[:60])
        )
        raise Problem(404, detail, parameter="table", allowed=names)
    etag = http_cache.etag(requested, ending, earlier.sha256 if earlier else "")
    if http_cache.matches(request, etag):
        return http_cache.not_modified(etag)
    if earlier:
        part = releases.part_of_table(earlier, name, offset=offset, limit=limit)
        about = releases.of_table(earlier, name, requested.address)
    else:
        part = part_of_table(name, offset=offset, limit=limit)
        about = of_table(name, requested.address)
    return streaming.rows(request, part, about, ending, etag, limit)


def _sql(requested: Requested, name: str, parsed_query: query_params.Asked) -> str:
    """The SQL of these rows, after comments that say what it returns and where it runs."""
    paged = {"limit", "offset"} & requested.query.keys()
    statement = compiled(
        name,
        parsed_query.selection,
        page=(parsed_query.limit, parsed_query.offset) if paged else None,
        **parsed_query.parameters,
    )
    head = [_(question(name).title), describe(parsed_query.selection)]
    if not data_set().spark:
        database = f"{requested.site}{routes.API}/{dataset_texts.database_file()}"
        head.append(_("Run this in DuckDB on the database {address}").format(address=database))
    return "".join(f"-- {line}\n" for line in head) + statement + "\n"


def _question(name: str) -> Question:
    if name not in questions():
        similar = get_close_matches(name[:60], questions(), n=3, cutoff=0.5)
        raise Problem(
            404,
            _("There is no query called {name}; the index lists all queries.").format(
                name=name[:60]
            ),
            parameter="question",
            allowed=similar or list(questions()),
        )
    return questions()[name]


def _name_and_ending(request: Request, endings: tuple[str, ...]) -> tuple[str, str]:
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
