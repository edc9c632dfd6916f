"""What tests put into the address of a page so that it shows something."""

from functools import cache

from data import SOURCE
from data.build import ensure_database
from i18n import routes
from queries import ask
from tests.queries.oracle import Oracle

Query = dict[str, str | list[str]]

IDS = {
    "submission": "tccm-rev2",
    "organisation": "jpnic",
    "theme": "igf-funding",
    "claim": "ch-igf-funding-unstable",
    "action_line": "C7",
    "sdg": "9",
}
"""Kind of an entity -> one of the shipped data of which much is known. Of other kinds, the first is taken."""

QUERIES: dict[str, Query] = {
    "compare": {"id": ["itu", "tccm"]},
    "points": {"kind": "challenge"},
    "search": {"q": "TCCM rev 2"},
    "text": {"id": "outcome", "paragraph": "99"},
}
"""Name of a page -> the parameters with which it shows something, if it needs any."""


def example(kind: str) -> str:
    """The id of an entity of a kind."""
    return IDS.get(kind) or ids(kind)[0]


def ids(kind: str) -> list[str]:
    """The ids of all entities of a kind."""
    ensure_database()
    entity = routes.ENTITIES[kind]
    return [str(identifier) for identifier in ask(entity.question)[entity.id_column]]


def query(page: routes.Page) -> Query:
    """The parameters with which a page shows something."""
    entity = routes.ENTITY_BY_PATH.get(page.path)
    return {"id": example(entity.kind)} if entity else QUERIES.get(page.name, {})


@cache
def shipped() -> Oracle:
    """The oracle of the shipped tables, read once."""
    return Oracle(SOURCE)
