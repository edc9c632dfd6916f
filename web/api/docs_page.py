"""The docs page of the data API."""

from __future__ import annotations

import json
from typing import Any

from limits import parse_many
from starlette.requests import Request
from starlette.responses import Response

from data.rows import each
from exports import FORMATS, TABLE_FORMATS, code_snippets, releases
from exports.dataset import CELLS_AS_THEY_ARE, TABLES, downloads
from exports.provenance import answer_columns, table_columns
from i18n import _, dataset_texts, list_summaries, listed, ngettext, number, routes, written_date
from i18n.filter_options import describe, option_labels
from pictures import PIXELS
from queries import ALL_FILTERS, Filters, Question, ask, current, questions
from queries.engines import LONGEST_QUERY, TIME_LIMIT
from queries.filters import ALSO_FILTERS
from queries.questions import Parameter
from web import response_headers
from web.api import query_params
from web.api.card_pictures import NAMES, PNG_COST
from web.api.catalogue import (
    DESCRIPTIONS,
    FILTER_MEANINGS,
    ids,
    kind_of_ids,
    table_addresses,
    usual,
    wide_addresses,
)
from web.api.index import example_address, pictures_of
from web.api.problems import Problem
from web.light.rendering import page as rendered
from web.request_info import Requested
from web.settings import settings


def beginnings() -> list[tuple[str, dict[str, list[str]], str]]:
    """Example addresses: file, query string, description."""
    group = usual("group", ids("group"), 1)
    on_stages = {"theme": usual("theme", ids("theme"), 1), "stage": usual("stage", ids("stage"), 2)}
    years = sorted(day[:4] for day in list_summaries.newest_and_oldest(Filters()).submitted_on)
    year = years[len(years) // 2] if years else "2000"
    return [
        (
            "claims.csv",
            {"kind": ["challenge"], "group": group, "count": ["organisations"]},
            _("The challenges of most organisations, by claim. {filters}").format(
                filters=describe(Filters(group=tuple(group)))
            ),
        ),
        (
            "points.xlsx",
            on_stages,
            _("Points on one theme, as an Excel workbook. {filters}").format(
                filters=describe(
                    Filters(theme=tuple(on_stages["theme"]), stage=tuple(on_stages["stage"]))
                )
            ),
        ),
        (
            "signatures.json",
            {"q": ["open letter"], "limit": ["20"]},
            _(
                "The first 20 rows of who signed what, in submissions with the words “open” and “letter”"
            ),
        ),
        (
            "themes_by_stage.parquet",
            {"since": [f"{year}-01-01"]},
            _("Themes at each stage, in submissions since {year}").format(year=year),
        ),
        ("tables/points.csv", {}, _("A whole table of the data set")),
    ]


def _rate(rate: str) -> str:
    """A rate limit such as 20/second;300/minute in words; empty if there is none."""
    phrases = []
    for limit in parse_many(rate) if rate else []:
        seconds = limit.get_expiry()
        template = ngettext(
            "{requests} requests in {n} second", "{requests} requests in {n} seconds", seconds
        )
        phrases.append(template.format(requests=number(limit.amount), n=number(seconds)))
    return listed(phrases)


def page(request: Request) -> Response:
    """``/docs``: how to query, what is available, and which errors there are."""
    requested = Requested.of(request.scope)
    home = requested.site
    api = f"{home}{routes.API}"
    queries, earlier_releases = beginnings(), releases.earlier()
    examples = [
        (words, routes.with_query(f"{api}/{file}", query)) for file, query, words in queries
    ]
    first_address = examples[0][1]
    html = rendered(
        requested,
        "api.html",
        title=_("The data API"),
        description=_(
            "Every chart and number of the dashboard has a web address that gives its rows, in five formats."
        ),
        api=api,
        examples=examples,
        programs=[
            *code_snippets.readers(first_address).items(),
            ("curl", code_snippets.curl(first_address, queries[0][0])),
        ],
        formats=list(FORMATS.values()),
        table_formats=TABLE_FORMATS,
        filters=[_filter(name, home) for name in ALL_FILTERS],
        most=settings().api_rows,
        rate=_rate(settings().api_rate),
        time_limit=TIME_LIMIT,
        longest=LONGEST_QUERY,
        max_age=response_headers.MAX_AGE,
        problem=_problem(home),
        questions=[_question(question, home) for question in questions().values()],
        tables=[
            {
                "name": row.table_name,
                "row": TABLES.get(row.table_name, ""),
                "rows": int(row.row_count),
                "columns": table_columns(row.table_name),
                "addresses": table_addresses(home, row.table_name),
            }
            for row in each(ask("tables"))
        ],
        search=routes.with_query(
            f"{api}/search.json", {"q": list(dataset_texts.texts().examples[:1])}
        ),
        downloads=downloads(),
        pictures=[pictures_of(name, home) for name in NAMES],
        png_cost=PNG_COST,
        png_pixels=PIXELS,
        release=current().release,
        earlier=[
            (release, f"{home}{routes.release(release.version)}", written_date(release.day))
            for release in earlier_releases
        ],
        cells_as_they_are=_(CELLS_AS_THEY_ARE),
        descriptions=DESCRIPTIONS,
    )
    digests = (release.sha256 for release in earlier_releases)
    return response_headers.cached_response(request, html.encode(), "text/html", *digests)


def _filter(name: str, home: str) -> dict[str, Any]:
    """A filter for its line in the list: ``few`` are all its ids; if those are not listed, ``many`` is their number."""
    ids = list(option_labels().get(name, ()))
    listed_ids = ids if name not in ALSO_FILTERS and len(ids) <= query_params.LISTED else []
    return {
        "name": name,
        "meaning": FILTER_MEANINGS[name],
        "few": listed_ids,
        "many": 0 if listed_ids else len(ids),
        "at": home + query_params.ids_at(name)[0],
    }


def _question(question: Question, home: str) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": _(question.title),
        "row": _(question.row),
        "parameters": [_parameter(parameter, home) for parameter in question.parameters],
        "columns": answer_columns(question.name),
        "wide": wide_addresses(home, question.name).values(),
        "example": example_address(question, home),
    }


def _parameter(parameter: Parameter, home: str) -> dict[str, Any]:
    kind = kind_of_ids(parameter)
    return {
        "name": parameter.url_name,
        "choices": parameter.choices,
        "meaning": _(parameter.meaning),
        "several": parameter.several,
        "at": home + query_params.ids_at(kind)[0],
    }


def _problem(home: str) -> tuple[str, str]:
    """An example address with an error, and the error's response."""
    query = {"region": ["oceana"]}
    address = routes.with_query(f"{home}{routes.answer('themes', 'csv')}", query)
    try:
        query_params.read(questions()["themes"], query)
    except Problem as problem:
        return address, json.dumps(problem.body(home), ensure_ascii=False, indent=2)
    raise AssertionError("an address that is shown as refused is answered")
