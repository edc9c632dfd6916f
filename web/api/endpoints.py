"""The endpoints that return rows of questions and tables, as files that are made while they are sent."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from difflib import get_close_matches
from email.utils import quote as _quoted
from itertools import chain

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from cards import quote
from cards.query import Query
from data.settings import data_set
from exports import FORMATS, TABLE_FORMATS, Provenance, TooManyRows, file_name, releases, wide
from exports.provenance import LONGEST, of_answer, of_table
from exports.writers import write_json
from i18n import _, dataset_texts, enumerated, number, routes
from i18n.filter_options import describe
from queries import (
    Part,
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
from web import merged, response_headers
from web.api import query_params
from web.api.catalogue import SQL
from web.api.problems import Problem
from web.fair_share import Download, in_worker_thread
from web.request_info import Requested

WHOLE = {"xlsx"}
"""Formats whose files are built in memory. Only one such file is made at a time."""


@in_worker_thread
def answer(request: Request) -> Response:
    """``/{question}.{ending}``: the answer to a question for the selection in the query string."""
    name, ending = _name_and_ending(request, (*FORMATS, SQL))
    requested, answered = Requested.of(request.scope), _question(name)
    if any(parameter.kind == "submission" for parameter in answered.parameters) and (
        redirect := merged.of_query(requested, routes.answer(name, ending))
    ):
        return redirect
    parsed_query = query_params.read(answered, requested.query)
    query_params.only_current_release(requested.query)
    etag = response_headers.etag(requested, ending)
    if response_headers.matches(request, etag):
        return response_headers.not_modified(etag)
    if ending == SQL:
        headers = {**response_headers.cache_headers(etag), "X-Data-Version": current().version}
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
    return _as_file(request, part, about, ending, etag, parsed_query.limit, full_query)


@in_worker_thread
def wide_table(request: Request) -> Response:
    """``/wide/{question}.{ending}``: the answer to a question as a wide table."""
    name, ending = _name_and_ending(request, wide.ENDINGS)
    if name != wide.QUESTION:
        detail = _("No query called {name} has a wide table.").format(name=name[:60])
        raise Problem(404, detail, parameter="question", allowed=[wide.QUESTION])
    requested = Requested.of(request.scope)
    parsed_query = query_params.read(question(name), requested.query)
    query_params.only_current_release(requested.query)
    etag = response_headers.etag(requested, ending)
    if response_headers.matches(request, etag):
        return response_headers.not_modified(etag)
    with one_version():
        try:
            wide_rows = wide.Wide(parsed_query.selection, parsed_query.parameters)
        except TooManyRows as error:
            raise Problem(400, str(error)) from error
        limit = min(parsed_query.limit, wide_rows.at_once)
        about = wide_rows.provenance(requested.address)
    return _as_file(request, wide_rows.part(parsed_query.offset, limit), about, ending, etag, limit)


@in_worker_thread
def table(request: Request) -> Response:
    """``/tables/{table}.{ending}``: the rows of a table of the data set, or of an earlier release, as they are."""
    name, ending = _name_and_ending(request, TABLE_FORMATS)
    requested = Requested.of(request.scope)
    query = requested.query
    query_params.nothing_else(query, ("limit", "offset", query_params.RELEASE))
    limit, offset = query_params.window(query)
    earlier = query_params.release_asked(query)
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
    etag = response_headers.etag(requested, ending, earlier.sha256 if earlier else "")
    if response_headers.matches(request, etag):
        return response_headers.not_modified(etag)
    if earlier:
        part = releases.part_of_table(earlier, name, offset=offset, limit=limit)
        about = releases.of_table(earlier, name, requested.address)
    else:
        part = part_of_table(name, offset=offset, limit=limit)
        about = of_table(name, requested.address)
    return _as_file(request, part, about, ending, etag, limit)


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


def _as_file(
    request: Request,
    part: Part,
    about: Provenance,
    ending: str,
    etag: str,
    limit: int,
    query: Query | None = None,
) -> Response:
    """The response that sends ``part``, rows of ``query`` or of a table, as a file of the format ``ending``.

    The total and the address of the next rows are in the headers, and in JSON also in the file.
    HEAD requests get the headers, and nothing is read. Raises what reading the first rows raises, and
    Problem (503) if ``about`` is of another build of the data.
    """
    if part.version != about.version:
        raise Problem(503, "The data were renewed just now: ask again.", {"Retry-After": "1"})
    requested = Requested.of(request.scope)
    following = _next_address(requested, part, limit)
    about = _provenance_of_part(part, about)
    headers = {
        **response_headers.cache_headers(etag),
        "Content-Disposition": f'inline; filename="{_quoted(file_name(about, ending))}"',
        "X-Total-Count": str(part.total),
        "X-Data-Version": about.version,
    }
    if following:
        headers["Link"] = f'<{following}>; rel="next"'
    format_ = FORMATS[ending]
    media_type = format_.media_type + ("; charset=utf-8" if ending == "csv" else "")
    if request.method == "HEAD":
        return StreamingResponse(
            iter(()), media_type=media_type, headers={**headers, **response_headers.VARY}
        )
    first_frame = next(part.frames)
    frames: Iterator[pd.DataFrame] = chain([first_frame], part.frames)
    if ending == "json":
        about = quote.of_rows(about, first_frame, part.total, query)
        paging = {"total": part.total, "offset": part.offset, "limit": limit, "next": following}
        pieces = write_json(frames, about, dict(paging))
    else:
        pieces = format_.write(frames, about)
    network, *_wider = requested.networks
    return Download(_closing(part, pieces), network, media_type, headers, whole=ending in WHOLE)


def _provenance_of_part(part: Part, about: Provenance) -> Provenance:
    """The provenance of a part: file name and limits say which rows it has, because CSV has no other place."""
    if part.rows == part.total:
        return about
    template = _("Rows {first} to {last} of {total}.") if part.rows else _("None of {total} rows.")
    sentence = template.format(
        first=number(part.offset + 1),
        last=number(part.offset + part.rows),
        total=number(part.total),
    )
    range_name = f"rows-{part.offset + 1}-{part.offset + part.rows}" if part.rows else "none"
    suffix = f"-{range_name}-of-{part.total}"
    name = f"{about.name[: LONGEST - len(suffix)]}{suffix}"
    return replace(about, name=name, limits=f"{sentence} {about.limits}")


def _closing(part: Part, pieces: Iterator[bytes]) -> Generator[bytes]:
    """The same pieces; resources are released at the end, or when the generator is closed."""
    with closing(part.frames):
        yield from pieces


def _next_address(requested: Requested, part: Part, limit: int) -> str | None:
    """The address of the next rows; None after the last."""
    end = part.offset + part.rows
    if end >= part.total or not part.rows:
        return None
    window = {"limit": [str(limit)], "offset": [str(end)]}
    others = {name: values for name, values in requested.query.items() if name not in window}
    return replace(requested, query={**others, **window}).address
