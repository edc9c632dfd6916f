"""The catalogue of the data API for the index, the OpenAPI document, the docs page and the tests."""

from __future__ import annotations

from exports import FORMATS, TABLE_FORMATS, wide
from exports.dataset import Fixed
from exports.notebook import NOTEBOOK
from i18n import N_, Words, routes
from i18n.filter_options import option_labels
from queries import Question, ask, fetch_rows, filters
from queries.questions import MAX_PARAMETER, Parameter

SQL = "sql"
"""The ending of addresses that return the SQL of an answer instead of its rows."""

KINDS = Words(
    {format_.ending: format_.name_msgid for format_ in FORMATS.values()},
    {SQL: N_("the SQL that gives the rows")},
)
"""Ending -> the kind of file that the answer is."""

MOST_IDS = 4
"""The most ids that a comparing question takes, as on the page."""

NEAREST_AMONG = 5_000
"""How many of the newest submissions are searched for examples and for ids like a wrong one."""

EXAMPLES = {
    "id": ("jpnic-outcome",),
    "organisation": ("jpnic",),
    "theme": ("igf-funding",),
    "group": ("technical",),
    "stage": ("zero-draft", "rev1"),
    "claim": ("re-make-igf-permanent",),
    "from_stage": ("zero-draft",),
    "to_stage": ("rev1",),
    "ids": ("apc", "gpd"),
}
"""Parameter or filter -> the preferred ids of examples; the first ids if the data lack these."""


DESCRIPTIONS = (
    Fixed("", N_("This list: queries, tables and downloads"), "application/json"),
    Fixed(
        "openapi.json", N_("The data API described for programs, OpenAPI 3.1"), "application/json"
    ),
    Fixed("docs", N_("The data API described for readers"), "text/html"),
    NOTEBOOK,
    Fixed(
        "search.json",
        N_(
            "What the search finds for the words q: organisations, themes, claims, submissions and so on"
        ),
        "application/json",
    ),
    Fixed(
        "releases",
        N_("The releases of the data: the current one, and earlier ones that are kept"),
        "application/json",
    ),
    Fixed(
        "croissant.json",
        N_("The data set described for data set search and machine learning, Croissant"),
        "application/ld+json",
    ),
    Fixed(
        "dcat.jsonld",
        N_("The data set described for open data portals, DCAT-AP"),
        "application/ld+json",
    ),
    Fixed("oembed", N_("The frame in which other sites show a chart, oEmbed"), "application/json"),
    Fixed(
        "health",
        N_("Whether the data can be read, their version, and the number of rows of each table"),
        "application/json",
    ),
)
"""What the data API says of itself."""

FILTER_MEANINGS = Words({filter_.name: filter_.meaning for filter_ in filters.TABLE})
"""Filter -> what it selects."""


def takes(parameter: Parameter, value: str, by: str = "organisation") -> bool:
    """Whether a question's own parameter without choices takes the id ``value``."""
    if parameter.name == "id":
        return len(value) <= MAX_PARAMETER and len(ask("submission", id=value)) > 0
    return value in ids_of(parameter, by)


def ids_of(parameter: Parameter, by: str = "organisation") -> list[str]:
    """The ids that a question's own parameter takes; ``by`` is the kind of side, where it takes sides.

    Of very many submissions, only the first in the list are returned.
    """
    if parameter.name == "id":
        return list(fetch_rows("submissions", rows=slice(0, NEAREST_AMONG)).submission_id)
    kind = by if parameter.several else kind_of_ids(parameter)
    return [identifier for identifier in option_labels().get(kind, {}) if identifier != "none"]


def kind_of_ids(parameter: Parameter) -> str:
    """The kind of id that a parameter without choices takes: the name of a filter, or ``submission``."""
    return (
        "also_claim" if parameter.kind == "claim" else parameter.kind
    )  # the filter takes none, too


def example(question: Question) -> dict[str, list[str]]:
    """An example query with the required parameters of ``question``: name -> values."""
    query: dict[str, list[str]] = {}
    for parameter in question.parameters:
        if not parameter.choices:
            count = 2 if parameter.several else 1
            query[parameter.url_name] = usual(parameter.name, ids_of(parameter), count)
    return query


def example_of_page(name: str) -> dict[str, list[str]]:
    """An example query with which the page ``name`` (of routes.PAGES) is about something: name -> values."""
    if name == "compare":
        return {"id": usual("ids", list(option_labels()["organisation"]), 2)}
    entity = routes.ENTITY_BY_PATH.get(routes.PAGES[name].path)
    if entity is None:
        return {}
    if entity.kind == "submission":
        return {
            "id": usual("id", list(fetch_rows("submissions", rows=slice(0, 1)).submission_id), 1)
        }
    return {
        "id": usual(
            entity.kind, [identifier for identifier in ids(entity.kind) if identifier != "none"], 1
        )
    }


def usual(name: str, options: list[str], count: int) -> list[str]:
    """At most ``count`` of the ids ``options``, the preferred ones of a parameter or filter first."""
    preferred = [identifier for identifier in EXAMPLES.get(name, ()) if identifier in options]
    return [*preferred, *(option for option in options if option not in preferred)][:count]


def ids(name: str) -> list[str]:
    """The ids that a filter takes."""
    return list(option_labels().get(name, ()))


def question_addresses(site: str, name: str) -> dict[str, str]:
    """Ending -> the full address of a question's answer on the site ``site``, and of its statement."""
    return {ending: f"{site}{routes.answer(name, ending)}" for ending in (*FORMATS, SQL)}


def wide_addresses(site: str, name: str) -> dict[str, str]:
    """Ending -> the full address of a question's answer as a wide table on the site ``site``, if it has one."""
    endings = wide.ENDINGS if name == wide.QUESTION else ()
    return {ending: f"{site}{routes.wide(name, ending)}" for ending in endings}


def table_addresses(site: str, name: str) -> dict[str, str]:
    """Ending -> the full address of a table's rows on the site ``site``."""
    return {ending: f"{site}{routes.table(name, ending)}" for ending in TABLE_FORMATS}
