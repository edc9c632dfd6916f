"""The index: every question, table and download with its addresses."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cards.registry import cards_of
from data.rows import each
from data.version import code_version
from exports.dataset import TABLES, Fixed, downloads
from i18n import _, dataset_texts, imprint, routes
from pictures import ENDINGS
from queries import Question, ask, current, questions
from queries.questions import Parameter
from web import response_headers
from web.api import query_params
from web.api.card_pictures import NAMES, context
from web.api.catalogue import (
    DESCRIPTIONS,
    example,
    example_of_page,
    kind_of_ids,
    question_addresses,
    table_addresses,
    wide_addresses,
)
from web.request_info import Requested


def index(request: Request) -> Response:
    """``/``: the index."""
    content = json.dumps(listed(Requested.of(request.scope).site), ensure_ascii=False, indent=1)
    return response_headers.cached_response(request, content.encode(), "application/json")


def listed(home: str) -> dict[str, Any]:
    """The index as a JSON object, for the site ``home``."""
    engine = current()
    return {
        "title": dataset_texts.texts().title,
        "data_version": engine.version,
        "code_version": code_version(),
        "release": engine.release,
        "limits": dataset_texts.limits(),
        "terms": imprint.data_terms(),
        "descriptions": [_fixed(document, home) for document in DESCRIPTIONS],
        "questions": [_question(question, home) for question in questions().values()],
        "tables": [
            {
                "name": row.table_name,
                "row": TABLES.get(row.table_name, row.table_name),
                "row_count": int(row.row_count),
                "sha256": row.sha256,
                "addresses": table_addresses(home, row.table_name),
            }
            for row in each(ask("tables"))
        ],
        "downloads": [_fixed(download, home) for download in downloads()],
        "pictures": [pictures_of(page, home) for page in NAMES],
    }


def _question(question: Question, home: str) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": _(question.title),
        "row": _(question.row),
        "parameters": [_parameter(parameter, home) for parameter in question.parameters],
        "addresses": question_addresses(home, question.name),
        **(
            {"wide_table": wide_table}
            if (wide_table := wide_addresses(home, question.name))
            else {}
        ),
        "example": example_address(question, home),
    }


def _parameter(parameter: Parameter, home: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": parameter.url_name,
        "meaning": _(parameter.meaning),
        "required": not parameter.choices,
    }
    if parameter.choices:
        return {**entry, "choices": list(parameter.choices), "default": parameter.choices[0]}
    if parameter.several:
        entry["several"] = True
    path, _where = query_params.ids_at(kind_of_ids(parameter))
    return {**entry, "ids_at": f"{home}{path}"}


def example_address(question: Question, home: str, ending: str = "json") -> str:
    """An example address of a question, with its required parameters."""
    return routes.with_query(question_addresses(home, question.name)[ending], example(question))


def pictures_of(page: str, home: str) -> dict[str, Any]:
    """The cards of a page, and where the picture of each is; an example is that of the first."""
    name = NAMES[page]
    query = example_of_page(name)
    cards = list(cards_of(name, context(name, query)))
    return {
        "page": page,
        "title": routes.PAGES[name].title,
        "cards": cards,
        "addresses": {
            ending: f"{home}{routes.API}/card/{page}/{{card}}.{ending}" for ending in ENDINGS
        },
        "example": routes.with_query(f"{home}{routes.picture(page, cards[0], 'png')}", query),
    }


def _fixed(document: Fixed, home: str) -> dict[str, str]:
    return {
        "title": document.title,
        "media_type": document.media_type,
        "address": f"{home}{routes.API}/{document.name}",
    }
