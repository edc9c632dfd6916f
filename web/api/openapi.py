"""The data API described for programs: an OpenAPI 3.1 document, made of the questions' headers."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from data.schema_metadata import described
from exports import FORMATS, TABLE_FORMATS
from exports.dataset import TABLES, Fixed, downloads
from exports.provenance import answer_columns, table_columns
from i18n import dataset_texts, method_note, routes
from i18n.filter_options import option_labels
from queries import ALL_FILTERS, FILTERS, Question, ask, current, fetch_rows, per_version, questions
from queries.filters import MAX_TEXT, MAX_VALUES
from queries.questions import Column, Parameter
from web import http_cache, request_info
from web.api import query_params
from web.api.catalogue import (
    DESCRIPTIONS,
    FILTER_MEANINGS,
    KINDS,
    MOST_IDS,
    SQL,
    example,
    kind_of_ids,
)
from web.api.problems import MEDIA_TYPE
from web.settings import settings

Json = dict[str, Any]

_TYPES: dict[str, Json] = {
    "text": {"type": ["string", "null"]},
    "integer": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
}
"""Type of a column -> the JSON schema of its cells."""

_PROBLEMS = {
    "400": "A parameter that is unknown or has a value it does not take",
    "404": "Nothing is at this address",
    "405": "Another method than GET or HEAD",
    "429": "Too many requests from one network address",
    "500": "A mistake of the server",
    "503": "The data cannot be read, or a question took longer than its time limit",
}
_RETRIES = ("429", "503")

_HEADERS: dict[str, Json] = {
    "ETag": {
        "description": "Tag of this answer, for If-None-Match",
        "required": True,
        "schema": {"type": "string"},
    },
    "Cache-Control": {
        "description": "How long the answer may be kept",
        "required": True,
        "schema": {"type": "string"},
    },
    "X-Data-Version": {
        "description": "Release and hash of the data",
        "required": True,
        "schema": {"type": "string"},
    },
    "X-Total-Count": {
        "description": "Rows that there are in all, sent or not; absent where the SQL is sent, not the rows",
        "schema": {"type": "integer", "minimum": 0},
    },
    "Link": {
        "description": 'Address of the rows that follow, rel="next"; absent where these are the last',
        "schema": {"type": "string"},
    },
    "Retry-After": {
        "description": "Seconds to wait",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
}
ENUMERATED = 1_000
"""Ids are listed up to this many, so that the document stays short enough to be read at once."""

_COLUMNS = {
    "organisation": ("organisations", "organisation_id"),
    "country": ("organisations", "country_code"),
    "stage": ("stages", "stage_id"),
    "language": ("submissions", "language"),
    "claim": ("claims", "claim_id"),
    "theme": ("themes", "theme_id"),
    "action_line": ("action_lines", "action_line_id"),
    "submission": ("submissions", "submission_id"),
}
"""What an id is of -> table and column by whose rule in schema.sql it is formed."""

_OF_DOCUMENTS = ("ETag", "Cache-Control")
_OF_ROWS = (*_OF_DOCUMENTS, "X-Data-Version", "X-Total-Count", "Link")


def openapi(request: Request) -> Response:
    """``/openapi.json``: this API for programs."""
    content = _written(request_info.site_url(request.scope))
    return http_cache.cached_response(request, content, "application/json")


@per_version(4)
def _written(home: str) -> bytes:
    return json.dumps(document(home), ensure_ascii=False, separators=(",", ":")).encode()


def document(home: str) -> Json:
    """The OpenAPI document of the data API on the site ``home`` (its address without a slash at the end)."""
    tables = ask("tables").table_name.tolist()
    return {
        "openapi": "3.1.1",
        "info": {
            "title": dataset_texts.texts().title,
            "version": current().version,
            "summary": "Questions about the submissions, answered for a selection, and the tables behind them",
            "description": _description(home),
        },
        "servers": [{"url": f"{home}{routes.API}"}],
        "externalDocs": {"url": f"{home}{routes.API}/docs", "description": "The same for readers"},
        "tags": [
            {"name": "questions", "description": "Answers for a selection"},
            {"name": "tables", "description": "The tables of the data set as they are"},
            {"name": "downloads", "description": "The whole data set"},
            {"name": "descriptions", "description": "What the data API says of itself"},
        ],
        "paths": {
            **{f"/{name}.{{format}}": _question(asked) for name, asked in questions().items()},
            **{f"/tables/{name}.{{format}}": _table(name) for name in tables},
            **{f"/{one.name}": _download(one) for one in downloads()},
            **{f"/{one.name}": _said(one) for one in DESCRIPTIONS},
        },
        "components": {
            "schemas": _schemas(home, tables),
            "parameters": _parameters(),
            "headers": _HEADERS,
            "responses": _responses(),
        },
    }


def _description(home: str) -> str:
    rows, rate = settings().api_rows, settings().api_rate
    return (
        "Read only. A question takes the query string of a page: filters of one name are alternatives, filters of "
        "different names must all hold. What a page puts into an address to say how something is shown is left alone; "
        f"any other parameter that is not known is refused.\n\nAt most {rows} rows come in one answer: X-Total-Count "
        "says how many there are, Link where the next ones begin. Requests from one network address are limited to "
        f"{rate.replace(';', ' and ')}.\n\n{method_note.limits()}\n\nThe same for readers: {home}{routes.API}/docs"
    )


def _ref(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}


def _asked(name: str, tag: str, summary: str, responses: Json) -> Json:
    """GET and HEAD of a path."""
    both = {"tags": [tag], "summary": summary, "responses": responses}
    ok = {name: part for name, part in responses["200"].items() if name != "content"}
    return {
        "get": {"operationId": name, **both},
        "head": {
            "operationId": f"{name}_head",
            **both,
            "responses": {**responses, "200": ok},
        },
    }


def _rows(schema: str, media_types: list[str]) -> Json:
    """The responses with rows, described as JSON by ``schema``."""
    content: Json = {media_type: {} for media_type in media_types}
    content["application/json"] = {"schema": _ref("schemas", schema)}
    return {
        "200": {
            "description": "The rows",
            "headers": {name: _ref("headers", name) for name in _OF_ROWS},
            "content": content,
        },
        "304": _ref("responses", "304"),
        **{status: _ref("responses", status) for status in _PROBLEMS},
    }


def _question(asked: Question) -> Json:
    media_types = [*(format_.media_type for format_ in FORMATS.values()), "text/plain"]
    usual = example(asked)
    return {
        "parameters": [
            _ref("parameters", "format"),
            *(_own(one, usual.get(one.url_name)) for one in asked.parameters),
            *(_ref("parameters", name) for name in (*ALL_FILTERS, "limit", "offset")),
        ],
        **_asked(asked.name, "questions", asked.title, _rows(f"answer_{asked.name}", media_types)),
    }


def _own(parameter: Parameter, usual: list[str] | None) -> Json:
    """A question's own parameter."""
    said: Json = {
        "name": parameter.url_name,
        "in": "query",
        "description": parameter.meaning,
        "required": not parameter.choices,
    }
    if parameter.choices:
        choices = list(parameter.choices)
        return {**said, "schema": {"type": "string", "enum": choices, "default": choices[0]}}
    ids = _ref("schemas", "side" if parameter.several else f"id_{kind_of_ids(parameter)}")
    if parameter.several:
        many = {"type": "array", "items": ids, "minItems": 1, "maxItems": MOST_IDS}
        return {**said, "schema": many, "style": "form", "explode": True, "example": usual}
    return {**said, "schema": ids, "example": usual[0] if usual else None}


def _table(name: str) -> Json:
    media_types = [FORMATS[ending].media_type for ending in TABLE_FORMATS]
    summary = f"The table {name}: a row is {TABLES.get(name, name)}"
    return {
        "parameters": [_ref("parameters", name) for name in ("format_of_table", "limit", "offset")],
        **_asked(f"table_{name}", "tables", summary, _rows(f"table_{name}", media_types)),
    }


def _download(one: Fixed) -> Json:
    return _asked(
        one.name.replace(".", "_"),
        "downloads",
        one.title,
        {
            "200": {
                "description": "The file",
                "headers": {name: _ref("headers", name) for name in _OF_DOCUMENTS},
                "content": {one.media_type: {}},
            },
            "304": _ref("responses", "304"),
            **{status: _ref("responses", status) for status in _PROBLEMS},
        },
    )


def _said(one: Fixed) -> Json:
    changing = one.name == "health"
    headers = ("Cache-Control",) if changing else _OF_DOCUMENTS
    schema = {"type": "string"} if one.media_type == "text/html" else _DOCUMENTS[one.name]
    kept = {} if changing else {"304": _ref("responses", "304")}
    return _asked(
        one.name.partition(".")[0] or "index",
        "descriptions",
        one.title,
        {
            "200": {
                "description": one.title,
                "headers": {name: _ref("headers", name) for name in headers},
                "content": {one.media_type: {"schema": schema}},
            },
            **kept,
            **{status: _ref("responses", status) for status in _PROBLEMS if status != "400"},
        },
    )


_TEXT: Json = {"type": "string"}
_DOCUMENTS: dict[str, Json] = {
    "": {
        "type": "object",
        "required": ["data_version", "questions", "tables", "downloads", "descriptions"],
    },
    "openapi.json": {"type": "object", "required": ["openapi", "info", "paths", "components"]},
    "health": {
        "type": "object",
        "required": ["status", "data_version", "release", "rows"],
        "properties": {
            "status": {"const": "ok"},
            "data_version": _TEXT,
            "release": _TEXT,
            "rows": {
                "type": "object",
                "description": "Table -> its rows",
                "additionalProperties": {"type": "integer", "minimum": 0},
            },
        },
    },
}


def _parameters() -> Json:
    """The parameters that many paths take."""
    most = settings().api_rows
    filters = {
        name: {
            "name": name,
            "in": "query",
            "description": FILTER_MEANINGS[name],
            "schema": {
                "type": "array",
                "items": _ref("schemas", f"id_{name}"),
                "minItems": 1,
                "maxItems": MAX_VALUES,
            },
            "style": "form",
            "explode": True,
        }
        for name in FILTERS
    }
    day = {"type": "string", "format": "date"}
    single = {
        "q": {"type": "string", "maxLength": MAX_TEXT, "pattern": query_params.TEXT},
        "since": day,
        "until": day,
        "limit": {"type": "integer", "minimum": 1, "maximum": most, "default": most},
        "offset": {
            "type": "integer",
            "minimum": 0,
            "maximum": query_params.MAX_OFFSET,
            "default": 0,
        },
    }
    meanings = {
        **FILTER_MEANINGS,
        "until": f"{FILTER_MEANINGS['until']}; not before since",
        "limit": "most rows to send",
        "offset": "rows to leave out before the first that is sent",
    }
    endings = {"format": (*FORMATS, SQL), "format_of_table": TABLE_FORMATS}
    return {
        **filters,
        **{
            name: {
                "name": name,
                "in": "query",
                "description": meanings[name],
                "schema": schema,
            }
            for name, schema in single.items()
        },
        **{
            name: {
                "name": "format",
                "in": "path",
                "required": True,
                "description": "The kind of file: "
                + ", ".join(f"{ending} = {KINDS[ending]}" for ending in allowed),
                "schema": {"type": "string", "enum": list(allowed)},
            }
            for name, allowed in endings.items()
        },
    }


def _schemas(home: str, tables: list[str]) -> Json:
    """Ids, problem, and for each question and table its row and its answer."""
    rows = {
        **{f"answer_{name}": answer_columns(name) for name in questions()},
        **{f"table_{name}": table_columns(name) for name in tables},
    }
    titles = {
        **{f"answer_{name}": asked.row for name, asked in questions().items()},
        **{f"table_{name}": TABLES.get(name, name) for name in tables},
    }
    return {
        **_ids(home),
        "Problem": {
            "type": "object",
            "description": "Problem details, RFC 9457",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"type": "string", "format": "uri-reference"},
                "title": _TEXT,
                "status": {"type": "integer", "minimum": 400, "maximum": 599},
                "detail": {"type": "string", "description": "What is wrong, in one sentence"},
                "parameter": {"type": "string", "description": "The parameter that is wrong"},
                "value": {"type": "string", "description": "Its value, cut to 60 characters"},
                "allowed": {
                    "type": "array",
                    "items": _TEXT,
                    "description": "What it takes, or the nearest of it",
                },
                "allowed_at": {
                    "type": "string",
                    "format": "uri-reference",
                    "description": "Where all that it takes is listed",
                },
                "minimum": {"type": "integer"},
                "maximum": {"type": "integer"},
                "reference": {"type": "string", "description": "To be told to whoever runs it"},
            },
        },
        "Column": {
            "type": "object",
            "required": ["type", "unit", "meaning"],
            "properties": {
                "type": {"type": "string", "enum": list(_TYPES)},
                "unit": {"type": "string", "description": "Empty where there is none"},
                "meaning": _TEXT,
            },
        },
        "Answer": _answer(),
        **{
            name: {
                "allOf": [_ref("schemas", "Answer")],
                "properties": {
                    "rows": {"type": "array", "items": _row(columns, titles[name])},
                },
            }
            for name, columns in rows.items()
        },
    }


def _answer() -> Json:
    """What every JSON answer has besides its rows."""
    texts = {
        "question": "Its name, or that of the table as table-NAME",
        "title": "What is asked",
        "row": "What one row is",
        "filters": "The selection in words",
        "data_version": "Release and hash of the data",
        "address": "The address that was asked",
        "citation": "How to cite it",
        "limits": "What holds of all of it",
    }
    return {
        "type": "object",
        "required": [*texts, "columns", "total", "offset", "limit", "next", "rows"],
        "properties": {
            **{name: {"type": "string", "description": words} for name, words in texts.items()},
            "asked": {"type": "string", "description": "The question's own parameters in words"},
            "columns": {"type": "object", "additionalProperties": _ref("schemas", "Column")},
            "total": {"type": "integer", "minimum": 0, "description": "Rows in all"},
            "offset": {"type": "integer", "minimum": 0, "description": "Rows before these"},
            "limit": {"type": "integer", "minimum": 1},
            "next": {
                "type": ["string", "null"],
                "format": "uri",
                "description": "Address of the rows that follow",
            },
            "rows": {"type": "array", "items": {"type": "object"}},
        },
    }


def _row(columns: tuple[Column, ...], what: str) -> Json:
    return {
        "type": "object",
        "description": what,
        "required": [column.name for column in columns],
        "additionalProperties": False,
        "properties": {column.name: _cell(column) for column in columns},
    }


def _cell(column: Column) -> Json:
    said: Json = {**_TYPES[column.type]}
    if column.meaning:
        said["description"] = column.meaning
    if column.unit:
        said["x-unit"] = column.unit
    return said


def _ids(home: str) -> Json:
    """The ids of each filter: how they are formed, and which there are or, if they are many, where they are listed."""
    formed = {(table.name, one.name): one.pattern for table in described() for one in table.fields}
    ids = {name: list(options) for name, options in option_labels().items()}
    first = fetch_rows("submissions", rows=slice(0, ENUMERATED + 1))
    ids["submission"] = first.submission_id.tolist()

    def schema(of: str) -> Json:
        said = {**_TEXT, "minLength": 1}
        if column := _COLUMNS.get(of.removeprefix("also_")):
            said["pattern"] = f"^({formed[column]})$"
        if len(ids[of]) <= ENUMERATED:
            return {**said, "enum": ids[of]}
        where, place = query_params.ids_at(of, home)
        return {**said, "description": f"Listed at {where}, in {place}"}

    return {
        **{f"id_{name}": schema(name) for name in (*FILTERS, "submission")},
        "side": {
            "description": "An id of the kind that the parameter by names: an organisation, group or stage",
            "anyOf": [_ref("schemas", f"id_{of}") for of in ("organisation", "group", "stage")],
        },
    }


def _responses() -> Json:
    return {
        "304": {
            "description": "Whoever asks has this answer: If-None-Match names its tag",
            "headers": {name: _ref("headers", name) for name in _OF_DOCUMENTS},
        },
        **{
            status: {
                "description": words,
                **(
                    {"headers": {"Retry-After": _ref("headers", "Retry-After")}}
                    if status in _RETRIES
                    else {}
                ),
                "content": {MEDIA_TYPE: {"schema": _ref("schemas", "Problem")}},
            }
            for status, words in _PROBLEMS.items()
        },
    }
