"""The OpenAPI 3.1 document that describes the data API, made from the headers of the question files."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cards.query import Context
from cards.registry import cards_of
from data.version import code_version
from exports import FORMATS, TABLE_FORMATS, wide
from exports.dataset import TABLES, Fixed, downloads
from exports.notebook import NOTEBOOK
from i18n import N_, _, dataset_texts, imprint, listed, routes
from pictures import ENDINGS, SCHEMES, SIZES
from queries import ALL_FILTERS, Question, ask, current, per_version, question, questions
from queries.questions import Parameter
from web import response_headers
from web.api import oembed, openapi_components, query_params, search
from web.api.card_pictures import NAMES, SCHEME, SIZE
from web.api.catalogue import DESCRIPTIONS, MOST_IDS, example, kind_of_ids
from web.api.openapi_components import DOCUMENT_HEADERS, PROBLEMS, ROWS, TEXT, Json, ref
from web.api.package import PACKAGE
from web.request_info import Requested
from web.settings import settings


def openapi(request: Request) -> Response:
    """``/openapi.json``: the OpenAPI document."""
    release_names = tuple(query_params.release_names())
    content = _written(Requested.of(request.scope).site, release_names)
    return response_headers.cached_response(request, content, "application/json", *release_names)


@per_version(4)
def _written(home: str, _release_names: tuple[str, ...]) -> bytes:
    return json.dumps(
        _translated(document(home)), ensure_ascii=False, separators=(",", ":")
    ).encode()


def _translated(part: Any) -> Any:
    """A part of the document with its descriptions and summaries, which are message ids, in the reader's language."""
    if isinstance(part, list):
        return [_translated(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        name: _(value)
        if name in ("description", "summary") and isinstance(value, str)
        else _translated(value)
        for name, value in part.items()
    }


def document(home: str) -> Json:
    """The OpenAPI document of the data API on the site ``home`` (its address without a slash at the end)."""
    tables = ask("tables").table_name.tolist()
    return {
        "openapi": "3.1.1",
        "info": {
            "title": dataset_texts.texts().title,
            "version": code_version(),
            "x-data-version": current().version,
            "summary": N_(
                "Queries about the submissions, with filters, and the tables of the data set"
            ),
            "description": _description(home),
            "license": _licence(),
            **({"contact": contact} if (contact := _contact()) else {}),
        },
        "servers": [{"url": f"{home}{routes.API}"}],
        "externalDocs": {
            "url": f"{home}{routes.API}/docs",
            "description": N_("The same for readers"),
        },
        "tags": [
            {"name": "questions", "description": N_("Results for the filters")},
            {"name": "tables", "description": N_("The whole tables of the data set")},
            {"name": "downloads", "description": N_("The whole data set")},
            {"name": "pictures", "description": N_("The charts and lists of pages as pictures")},
            {"name": "descriptions", "description": N_("Information about the data API")},
        ],
        "paths": {
            **{
                f"/{name}.{{format}}": _question(question_)
                for name, question_ in questions().items()
            },
            f"/wide/{wide.QUESTION}.{{format}}": _wide(),
            **{f"/tables/{name}.{{format}}": _table(name) for name in tables},
            **{f"/{download.name}": _download(download) for download in downloads()},
            **{f"/{description.name}": _described(description) for description in DESCRIPTIONS},
            "/releases/{version}": _version(),
            "/card/{page}/{card}.{format}": _picture(),
        },
        "components": openapi_components.components(home, tables),
    }


def _licence() -> Json:
    """The licence of the data; its name says that there is none where none is chosen."""
    name = {"name": imprint.data_terms()}
    if identifier := imprint.spdx():
        return name | {"identifier": identifier}
    address = imprint.licence_address()
    return name | ({"url": address} if address else {})


def _contact() -> Json:
    """Whom readers can write to; empty if the settings name nobody."""
    contact = dataset_texts.texts().contact
    if not contact:
        return {}
    return {"email": contact} if dataset_texts.contact_is_mail() else {"url": contact}


def _description(home: str) -> str:
    rows, rate = settings().api_rows, settings().api_rate
    return _(
        "The data API is read only. A query takes the parameters of a page's web address. Values of one filter are "
        "alternatives; different filters must all hold. Parameters for the display of pages are ignored; any other "
        "unknown parameter is refused.\n\nOne answer has at most {rows} rows. X-Total-Count says how many there are; "
        "Link has the address of the next ones. Requests from one network address are limited to "
        "{rate}.\n\n{limits}\n\nThe same for readers: {address}"
    ).format(
        rows=rows,
        rate=listed(rate.split(";")),
        limits=dataset_texts.limits(),
        address=f"{home}{routes.API}/docs",
    )


def _operation(name: str, tag: str, summary: str, responses: Json) -> Json:
    """The GET operation of a path. HEAD, which every path answers, would only double what generators write."""
    return {"get": {"operationId": name, "tags": [tag], "summary": summary, "responses": responses}}


def _rows(schema: str, media_types: list[str]) -> Json:
    """The responses with rows, described as JSON by ``schema``; JSON is first, since generators read the first."""
    content: Json = {"application/json": {"schema": ref("schemas", schema)}}
    for media_type in media_types:
        content.setdefault(media_type, {})
    return {
        "200": {**ROWS, "content": content},
        "304": ref("responses", "304"),
        **{status: ref("responses", status) for status in PROBLEMS},
    }


def _question(question_: Question) -> Json:
    media_types = [*(format_.media_type for format_ in FORMATS.values()), "text/plain"]
    examples = example(question_)
    responses = _rows(f"answer_{question_.name}", media_types)
    if any(parameter.kind == "submission" for parameter in question_.parameters):
        responses["308"] = _redirect(N_("To the submission that this one was merged into"))
    return {
        "parameters": [
            ref("parameters", "format"),
            *(
                _parameter(parameter, examples.get(parameter.url_name))
                for parameter in question_.parameters
            ),
            *(ref("parameters", name) for name in (*ALL_FILTERS, "limit", "offset")),
        ],
        **_operation(question_.name, "questions", question_.title, responses),
    }


def _wide() -> Json:
    """The wide table of a question, which takes what the question takes; its columns are the submissions."""
    content: Json = {FORMATS[ending].media_type: {} for ending in wide.ENDINGS}
    _format, *other_parameters = _question(question(wide.QUESTION))["parameters"]
    return {
        "parameters": [ref("parameters", "format_of_wide_table"), *other_parameters],
        **_operation(
            f"wide_{wide.QUESTION}",
            "questions",
            N_(
                "Who signed what as a wide table: one row per organisation, one column per submission"
            ),
            {**_rows(f"answer_{wide.QUESTION}", []), "200": {**ROWS, "content": content}},
        ),
    }


def _parameter(parameter: Parameter, examples: list[str] | None) -> Json:
    """A question's own parameter."""
    base: Json = {
        "name": parameter.url_name,
        "in": "query",
        "description": parameter.meaning,
        "required": not parameter.choices,
    }
    if parameter.choices:
        choices = list(parameter.choices)
        return {**base, "schema": {"type": "string", "enum": choices, "default": choices[0]}}
    ids = ref("schemas", "side" if parameter.several else f"id_{kind_of_ids(parameter)}")
    if parameter.several:
        array = {"type": "array", "items": ids, "minItems": 1, "maxItems": MOST_IDS}
        return {**base, "schema": array, "style": "form", "explode": True, "example": examples}
    return {**base, "schema": ids, "example": examples[0] if examples else None}


def _table(name: str) -> Json:
    media_types = [FORMATS[ending].media_type for ending in TABLE_FORMATS]
    summary = _("The table {name}. Each row: {row}").format(name=name, row=TABLES.get(name, name))
    return {
        "parameters": [
            ref("parameters", name) for name in ("format_of_table", "limit", "offset", "release")
        ],
        **_operation(f"table_{name}", "tables", summary, _rows(f"table_{name}", media_types)),
    }


def _version() -> Json:
    """The address of a version, which leads to its package."""
    version = {
        "name": "version",
        "in": "path",
        "required": True,
        "description": N_("A release, or a version of one"),
        "schema": ref("schemas", "release"),
    }
    responses = {
        "307": _redirect(N_("To the package of this version")),
        **{status: ref("responses", status) for status in PROBLEMS},
    }
    summary = N_("The package of a version, for as long as it is kept")
    return {"parameters": [version], **_operation("version", "downloads", summary, responses)}


def _picture() -> Json:
    """The address of a card's picture."""
    keys = sorted({key for name in NAMES.values() for key in cards_of(name, Context())})
    first_page, name = next(iter(NAMES.items()))
    main = next(iter(cards_of(name, Context())))
    path_choices = {
        "page": (N_("The path of a page; of the first page, overview"), list(NAMES), first_page),
        "card": (N_("The card; the index lists those of each page"), keys, main),
        "format": (N_("The kind of file"), list(ENDINGS), next(iter(ENDINGS))),
    }
    path = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": words,
            "schema": {"type": "string", "enum": allowed},
            "example": example,
        }
        for name, (words, allowed, example) in path_choices.items()
    ]
    size = N_(
        "As high as the card needs; a PNG of twice the size; or 675 or 1200 pixels high, with the first rows"
    )
    scheme = N_("Dark text on a light ground, or light text on a dark one")
    look = [_choice(SIZE, size, list(SIZES)), _choice(SCHEME, scheme, list(SCHEMES))]
    ids = {
        "name": "id",
        "in": "query",
        "description": N_("The id that the page is about, or the ids that it compares"),
        "schema": {"type": "array", "items": TEXT},
        "style": "form",
        "explode": True,
    }
    responses = {
        "200": {
            "description": N_("The picture"),
            "headers": {
                name: ref("headers", name) for name in (*DOCUMENT_HEADERS, "X-Data-Version")
            },
            "content": {media_type: {} for media_type in ENDINGS.values()},
        },
        "304": ref("responses", "304"),
        "308": _redirect(N_("To the submission that this one was merged into")),
        **{status: ref("responses", status) for status in PROBLEMS},
    }
    summary = N_("A card of a page as a picture, with the query string of the page")
    return {
        "parameters": [*path, *look, ids, *(ref("parameters", name) for name in ALL_FILTERS)],
        **_operation("card_picture", "pictures", summary, responses),
    }


def _choice(name: str, description: str, values: list[str]) -> Json:
    """A parameter that has one of the ``values``; the first is its default."""
    schema = {"type": "string", "enum": values, "default": values[0]}
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _redirect(words: str) -> Json:
    return {"description": words, "headers": {"Location": {"required": True, "schema": TEXT}}}


def _download(download: Fixed) -> Json:
    query = {"parameters": [ref("parameters", "release")]} if download.name == PACKAGE else {}
    return query | _operation(
        download.name.replace(".", "_"),
        "downloads",
        download.title,
        {
            "200": {
                "description": N_("The file"),
                "headers": {name: ref("headers", name) for name in DOCUMENT_HEADERS},
                "content": {download.media_type: {}},
            },
            "304": ref("responses", "304"),
            **{status: ref("responses", status) for status in PROBLEMS},
        },
    )


def _described(entry: Fixed) -> Json:
    changing = entry.name == "health"
    headers = ("Cache-Control",) if changing else DOCUMENT_HEADERS
    schema = {"type": "string"} if entry.media_type == "text/html" else _DOCUMENTS[entry.name]
    not_modified = {} if changing else {"304": ref("responses", "304")}
    parameters = {"search.json": search.PARAMETERS, oembed.NAME: oembed.PARAMETERS}.get(entry.name)
    query = {"parameters": parameters} if parameters else {}
    return query | _operation(
        entry.name.partition(".")[0].replace("-", "_") or "index",
        "descriptions",
        entry.title,
        {
            "200": {
                "description": entry.title,
                "headers": {name: ref("headers", name) for name in headers},
                "content": {entry.media_type: {"schema": schema}},
            },
            **not_modified,
            **{status: ref("responses", status) for status in PROBLEMS if query or status != "400"},
        },
    )


_ROWS: Json = {
    "type": "object",
    "description": N_("Table -> its rows"),
    "additionalProperties": {"type": "integer", "minimum": 0},
}
_LINKED: Json = {"type": "object", "required": ["@context", "@type"]}
_DOCUMENTS: dict[str, Json] = {
    "": {
        "type": "object",
        "required": ["data_version", "questions", "tables", "downloads", "descriptions"],
    },
    "search.json": search.SCHEMA,
    NOTEBOOK.name: {"type": "object", "required": ["cells", "metadata", "nbformat"]},
    "croissant.json": _LINKED,
    "dcat.jsonld": _LINKED,
    oembed.NAME: oembed.SCHEMA,
    "openapi.json": {"type": "object", "required": ["openapi", "info", "paths", "components"]},
    "releases": {
        "type": "object",
        "required": ["releases"],
        "properties": {
            "releases": {
                "type": "array",
                "description": N_("Newest first"),
                "items": {
                    "type": "object",
                    "required": [
                        *("release", "version", "day", "current", "address", "sha256", "tables")
                    ],
                    "properties": {
                        "release": TEXT,
                        "version": {
                            **TEXT,
                            "description": N_("The release and a hash of the data"),
                        },
                        "day": {**TEXT, "format": "date"},
                        "current": {"type": "boolean"},
                        "address": {
                            **TEXT,
                            "format": "uri",
                            "description": N_("Leads to the package"),
                        },
                        "sha256": {**TEXT, "description": N_("Of the package")},
                        "tables": _ROWS,
                    },
                },
            }
        },
    },
    "health": {
        "type": "object",
        "required": ["status", "data_version", "release", "rows", "tables_changed", "degraded"],
        "properties": {
            "status": {"enum": ["ok", "tables differ"]},
            "data_version": TEXT,
            "release": TEXT,
            "rows": _ROWS,
            "tables_changed": {"type": "array", "items": TEXT},
            "degraded": {"type": "array", "items": TEXT},
        },
    },
}
