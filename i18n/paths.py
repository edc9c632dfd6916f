"""The paths of the data API, without the address of the site, and the query string after a path."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, urlencode

from i18n.page import HOME

API = "/api/v1"


def answer(question: str, ending: str) -> str:
    """The path of the answer to a question as a file."""
    return f"{API}/{question}.{ending}"


def wide(question: str, ending: str) -> str:
    """The path of the answer to a question as a wide table (``exports.wide``)."""
    return f"{API}/wide/{question}.{ending}"


def picture(page: str, key: str, ending: str) -> str:
    """The path of the picture of a card; ``page`` is the path of its page."""
    return f"{API}/card/{page or HOME}/{key}.{ending}"


def table(name: str, ending: str) -> str:
    """The path of a table of the data set as a file."""
    return f"{API}/tables/{name}.{ending}"


def release(version: str) -> str:
    """The path of the package of a version of the data, or of a release, for as long as the site keeps it."""
    return f"{API}/releases/{quote(version, safe='+')}"


def with_query(address: str, query: Mapping[str, Iterable[str]] | Sequence[tuple[str, str]]) -> str:
    """An address with a query string, name -> values or pairs of them; without any, the address alone."""
    query_string = urlencode(query, doseq=True)
    return f"{address}?{query_string}" if query_string else address
