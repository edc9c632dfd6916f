"""What there is at which address: read by the index, the OpenAPI document, the page for readers and the tests."""

from __future__ import annotations

from dataclasses import dataclass

from exports import FORMATS
from queries import Question, ask
from queries.questions import Parameter
from words import _
from words.options import known

PATH = "/api/v1"

TABLE_FORMATS = ("csv", "parquet", "json")
"""Endings of a table's addresses."""

MOST_IDS = 4
"""How many ids a question that compares takes, as many as a page shows side by side."""

EXAMPLES = {
    "organisation": "jpnic",
    "theme": "igf-funding",
    "from_stage": "zero-draft",
    "to_stage": "rev1",
}
"""Parameter -> the id that examples name if the data have it, else the first there is."""


@dataclass(frozen=True)
class Fixed:
    """An address that is no question or table: the name it stands under, what is there, its media type."""

    name: str
    title: str
    media_type: str


DOWNLOADS = (
    Fixed(
        "package.zip",
        _(
            "The whole data set with all that describes it: CSV files, Frictionless Data Package, CSVW, codebook"
        ),
        "application/zip",
    ),
    Fixed(
        "parquet.zip",
        _("Every table as a Parquet file"),
        "application/zip",
    ),
    Fixed(
        "wsis20.duckdb",
        _("The whole data set as a DuckDB database"),
        "application/vnd.duckdb",
    ),
)
"""The whole data set at once."""

DESCRIPTIONS = (
    Fixed("", _("This list: questions, tables and downloads"), "application/json"),
    Fixed(
        "openapi.json", _("The data API described for programs, OpenAPI 3.1"), "application/json"
    ),
    Fixed("docs", _("The data API described for readers"), "text/html"),
    Fixed(
        "health",
        _("Whether the data can be read, their version and row counts"),
        "application/json",
    ),
)
"""What the data API says of itself."""

FILTER_MEANINGS = {
    "organisation": _("submissions with this author or signatory"),
    "role": _("the organisation's part in the submission"),
    "group": _("stakeholder group of an author or signatory"),
    "country": _("country of an author or signatory, ISO 3166-1 alpha-3"),
    "region": _("world region of an author or signatory"),
    "process": _("the process that the submission answers to"),
    "stage": _("the stage of the review that the submission answers to"),
    "type": _("kind of document"),
    "language": _("language of the submission, ISO 639-1"),
    "also_organisation": _("submissions that this organisation stands behind besides"),
    "also_theme": _("submissions that raise this theme besides, as the kind filtered by, if any"),
    "also_claim": _("submissions that make this claim besides"),
    "claim": _("points that make this claim; none: points that fit no claim"),
    "theme": _("points on this theme"),
    "family": _("points on a theme of this family"),
    "kind": _("points of this kind"),
    "action_line": _("points that cite this WSIS action line; C7 includes its fields"),
    "sdg": _("points that cite this development goal, by its number"),
    "q": _("words that all occur in title, summaries or names of a submission"),
    "since": _("submissions dated on this day or later, as YYYY-MM-DD"),
    "until": _("submissions dated on this day or earlier, as YYYY-MM-DD"),
}
"""Filter -> what it selects."""


def ids_of(parameter: Parameter, by: str = "organisation") -> list[str]:
    """The ids that a question's own parameter takes; ``by`` says what sides are, where it takes those."""
    if parameter.name == "id":
        return list(ask("submissions").submission_id)
    of = by if parameter.several else kind_of_ids(parameter)
    return [one for one in known().get(of, {}) if one != "none"]


def kind_of_ids(parameter: Parameter) -> str:
    """What a parameter without choices takes the id of: a filter's name or ``submission``."""
    if parameter.name == "id":
        return "submission"
    return parameter.name.removeprefix("from_").removeprefix("to_")


def example(asked: Question) -> dict[str, list[str]]:
    """A query string that the question can be asked with: what it cannot do without, name -> values."""
    query: dict[str, list[str]] = {}
    for parameter in asked.parameters:
        if not parameter.choices:
            ids = ids_of(parameter)
            usual = EXAMPLES.get(parameter.name)
            first = usual if usual in ids else ids[0]
            query[parameter.in_address] = ids[:2] if parameter.several else [first]
    return query


def question_path(name: str, ending: str) -> str:
    """The path of a question's answer under PATH."""
    return f"/{name}.{ending}"


def table_path(name: str, ending: str) -> str:
    """The path of a table's rows under PATH."""
    return f"/tables/{name}.{ending}"


def question_addresses(site: str, name: str) -> dict[str, str]:
    """Ending -> the full address of a question's answer on the site ``site``."""
    return {ending: f"{site}{PATH}{question_path(name, ending)}" for ending in FORMATS}


def table_addresses(site: str, name: str) -> dict[str, str]:
    """Ending -> the full address of a table's rows on the site ``site``."""
    return {ending: f"{site}{PATH}{table_path(name, ending)}" for ending in TABLE_FORMATS}
