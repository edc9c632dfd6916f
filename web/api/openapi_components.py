"""The components of the OpenAPI document: parameters, headers, responses, and the schemas of ids, rows and answers."""

from __future__ import annotations

from typing import Any

from data.schema_metadata import described
from exports import FORMATS, TABLE_FORMATS, releases, wide
from exports.dataset import TABLES
from exports.provenance import answer_columns, table_columns
from i18n import N_, _, enumerated
from i18n.filter_options import option_labels
from queries import FILTERS, fetch_rows, questions
from queries.filters import MAX_TEXT, MAX_VALUES
from queries.questions import Column
from web.api import query_params
from web.api.catalogue import FILTER_MEANINGS, KINDS, SQL
from web.api.problems import MEDIA_TYPE
from web.settings import settings

Json = dict[str, Any]
TEXT: Json = {"type": "string"}

_TYPES: dict[str, Json] = {
    "text": {"type": ["string", "null"]},
    "integer": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
}
"""Type of a column -> the JSON schema of its cells."""

PROBLEMS = {
    "400": N_("A parameter is unknown, or has a value that is not allowed"),
    "404": N_("There is nothing at this address"),
    "405": N_("The method is neither GET nor HEAD"),
    "414": N_("The query string is too long"),
    "429": N_("Too many requests came from one network address"),
    "500": N_("The server made a mistake"),
    "501": N_("The server has no font for some letters of this picture: take the SVG"),
    "503": N_(
        "The data cannot be read, a query took longer than its time limit, or many pictures are being made"
    ),
}
_RETRIES = ("429", "503")

_HEADERS: dict[str, Json] = {
    "ETag": {
        "description": N_("The tag of this answer, for If-None-Match"),
        "required": True,
        "schema": {"type": "string"},
    },
    "Cache-Control": {
        "description": N_("How long the answer may be kept"),
        "required": True,
        "schema": {"type": "string"},
    },
    "X-Data-Version": {
        "description": N_("Release and hash of the data"),
        "required": True,
        "schema": {"type": "string"},
    },
    "X-Total-Count": {
        "description": N_("How many rows there are, sent or not; absent if the answer is SQL"),
        "schema": {"type": "integer", "minimum": 0},
    },
    "Link": {
        "description": N_('Address of the next rows, rel="next"; absent if there are none'),
        "schema": {"type": "string"},
    },
    "Retry-After": {
        "description": N_("Seconds to wait"),
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
}
ENUMERATED = 1_000
"""The most ids that are enumerated, to keep the document short."""

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
"""Kind of id -> the table and column whose rule in schema.sql gives its pattern."""

OF_QUESTIONS = "asked"
"""The part of an answer that only questions with parameters of their own have."""

DOCUMENT_HEADERS = ("ETag", "Cache-Control")
ROW_HEADERS = (*DOCUMENT_HEADERS, "X-Data-Version", "X-Total-Count", "Link")


def ref(kind: str, name: str) -> Json:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


ROWS: Json = {
    "description": N_("The rows"),
    "headers": {name: ref("headers", name) for name in ROW_HEADERS},
}
"""The response with rows, without its content."""


def components(home: str, tables: list[str]) -> Json:
    """All components, for the site ``home`` and the data set's ``tables``."""
    return {
        "schemas": _schemas(home, tables),
        "parameters": _parameters(),
        "headers": _HEADERS,
        "responses": _responses(),
    }


def _parameters() -> Json:
    """The parameters that many paths take."""
    max_rows = settings().api_rows
    filters = {
        name: {
            "name": name,
            "in": "query",
            "description": FILTER_MEANINGS[name],
            "schema": {
                "type": "array",
                "items": ref("schemas", f"id_{name}"),
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
        "limit": {"type": "integer", "minimum": 1, "maximum": max_rows, "default": max_rows},
        "offset": {
            "type": "integer",
            "minimum": 0,
            "maximum": query_params.MAX_OFFSET,
            "default": 0,
        },
    }
    meanings = {
        **FILTER_MEANINGS,
        "until": _("{meaning}; not before since").format(meaning=FILTER_MEANINGS["until"]),
        "limit": N_("The largest number of rows to send"),
        "offset": N_("How many rows to leave out before the first one"),
    }
    endings = {
        "format": (*FORMATS, SQL),
        "format_of_table": TABLE_FORMATS,
        "format_of_wide_table": wide.ENDINGS,
    }
    return {
        **filters,
        "release": {
            "name": "release",
            "in": "query",
            "description": N_(
                "The release, or the version of a release; without it, the current one"
            ),
            "schema": ref("schemas", "release"),
        },
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
                "description": _("The kind of file: {kinds}").format(
                    kinds=enumerated([f"{ending} = {KINDS[ending]}" for ending in allowed])
                ),
                "schema": {"type": "string", "enum": list(allowed)},
            }
            for name, allowed in endings.items()
        },
    }


def _schemas(home: str, tables: list[str]) -> Json:
    """The schemas of ids, of problems, and of each question's and table's answer and row.

    Generators of clients read them: each has a name of its own, and none is put together by allOf.
    """
    all_questions = questions()
    rows = {
        **{
            f"answer_{name}": _row(answer_columns(name), question.row)
            for name, question in all_questions.items()
        },
        **{f"table_{name}": _table_row(name) for name in tables},
    }
    parts = _parts()
    return {
        **_ids(home),
        "release": {**TEXT, "enum": query_params.release_names()},
        "Problem": {
            "type": "object",
            "description": N_("Problem details, RFC 9457"),
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"type": "string", "format": "uri-reference"},
                "title": TEXT,
                "status": {"type": "integer", "minimum": 400, "maximum": 599},
                "detail": {"type": "string", "description": N_("What is wrong, in one sentence")},
                "parameter": {"type": "string", "description": N_("The parameter that is wrong")},
                "value": {"type": "string", "description": N_("Its value, cut to 60 characters")},
                "allowed": {
                    "type": "array",
                    "items": TEXT,
                    "description": N_("The values that are allowed, or the most similar ones"),
                },
                "allowed_at": {
                    "type": "string",
                    "format": "uri-reference",
                    "description": N_("The web address that lists all values that are allowed"),
                },
                "minimum": {"type": "integer"},
                "maximum": {"type": "integer"},
                "reference": {
                    "type": "string",
                    "description": N_("A reference for the operator of the site"),
                },
            },
        },
        "Column": {
            "type": "object",
            "required": ["type", "unit", "meaning"],
            "properties": {
                "type": {"type": "string", "enum": list(_TYPES)},
                "unit": {"type": "string", "description": N_("The unit; empty if there is none")},
                "meaning": TEXT,
            },
        },
        **{f"part_{name}": part for name, part in parts.items()},
        **{name: _answer(name, parts) for name in rows},
        **{f"{name}_row": row for name, row in rows.items()},
    }


def _parts() -> dict[str, Json]:
    """The schemas of the parts of a JSON answer besides its rows."""
    texts = {
        "question": N_("The name of the query; of a table, table-NAME"),
        "title": N_("The title of the query"),
        "row": N_("What each row is"),
        "filters": N_("The filters in words"),
        "data_version": N_("Release and hash of the data"),
        "code_version": N_("Version of the code that counted it"),
        "address": N_("The address that was asked"),
        "citation": N_("How to cite it"),
        "quote": N_(
            "A sentence to quote: what the answer shows, with filters, date, source and web address"
        ),
        "limits": N_("The limits of the data"),
        OF_QUESTIONS: N_("The query's own parameters in words"),
    }
    return {
        **{name: {**TEXT, "description": words} for name, words in texts.items()},
        "columns": {"type": "object", "additionalProperties": ref("schemas", "Column")},
        "total": {"type": "integer", "minimum": 0, "description": N_("How many rows there are")},
        "offset": {
            "type": "integer",
            "minimum": 0,
            "description": N_("How many rows come before these"),
        },
        "limit": {"type": "integer", "minimum": 1},
        "next": {
            "type": ["string", "null"],
            "format": "uri",
            "description": N_("Address of the next rows; null if there are none"),
        },
    }


def _answer(name: str, parts: dict[str, Json]) -> Json:
    """The schema of the JSON answer ``name``, of these parts and its rows."""
    return {
        "type": "object",
        "required": [*(part for part in parts if part != OF_QUESTIONS), "rows"],
        "properties": {
            **{part: ref("schemas", f"part_{part}") for part in parts},
            "rows": {"type": "array", "items": ref("schemas", f"{name}_row")},
        },
    }


def _row(columns: tuple[Column, ...], what: str) -> Json:
    """The schema of a row with these columns."""
    return {
        "type": "object",
        "description": what,
        "required": [column.name for column in columns],
        "additionalProperties": False,
        "properties": {column.name: _cell(column) for column in columns},
    }


def _table_row(table: str) -> Json:
    """The schema of a table's row. Columns that only some kept releases have are optional."""
    columns = table_columns(table)
    earlier_columns = [
        {column.name for column in release.columns[table]}
        for release in releases.earlier()
        if table in release.columns
    ]
    names = {column.name for column in columns}
    return {
        **_row(columns, TABLES.get(table, table)),
        "required": [
            column.name
            for column in columns
            if all(column.name in earlier_names for earlier_names in earlier_columns)
        ],
        "additionalProperties": not all(
            earlier_names <= names for earlier_names in earlier_columns
        ),
    }


def _cell(column: Column) -> Json:
    schema: Json = {**_TYPES[column.type]}
    if column.meaning:
        schema["description"] = column.meaning
    if column.unit:
        schema["x-unit"] = column.unit
    return schema


def _ids(home: str) -> Json:
    """The schemas of each filter's ids: their pattern, and the ids or, if they are many, where they are listed."""
    patterns = {
        (table.name, field.name): field.pattern for table in described() for field in table.fields
    }
    ids = {name: list(options) for name, options in option_labels().items()}
    submissions = fetch_rows("submissions", rows=slice(0, ENUMERATED + 1))
    ids["submission"] = submissions.submission_id.tolist()

    def schema(of: str) -> Json:
        definition = {**TEXT, "minLength": 1}
        if column := _COLUMNS.get(of.removeprefix("also_")):
            definition["pattern"] = f"^({patterns[column]})$"
        if len(ids[of]) <= ENUMERATED:
            return {**definition, "enum": ids[of]}
        path, location = query_params.ids_at(of)
        return {**definition, "description": f"Listed at {home}{path}, in {location}"}

    return {
        **{f"id_{name}": schema(name) for name in (*FILTERS, "submission")},
        "side": {
            "description": N_(
                "An id of an organisation, a stakeholder group or a stage, as the parameter by says"
            ),
            "anyOf": [ref("schemas", f"id_{kind}") for kind in ("organisation", "group", "stage")],
        },
    }


def _responses() -> Json:
    return {
        "304": {
            "description": N_("The answer has not changed: If-None-Match has its tag"),
            "headers": {name: ref("headers", name) for name in DOCUMENT_HEADERS},
        },
        **{
            status: {
                "description": words,
                **(
                    {"headers": {"Retry-After": ref("headers", "Retry-After")}}
                    if status in _RETRIES
                    else {}
                ),
                "content": {MEDIA_TYPE: {"schema": ref("schemas", "Problem")}},
            }
            for status, words in PROBLEMS.items()
        },
    }
