"""Follows the links of a visited page: what they open, and what they select."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from urllib.parse import parse_qs

import pandas as pd

from i18n.filter_options import option_labels
from queries import Filters, ask
from tests.pages.visiting import Visit, seen, visit


def selection(query: str) -> Filters:
    """The selection that a link leads to; fails if a value of it is not in the data set."""
    filters, dropped = Filters.from_query(parse_qs(query), option_labels())
    assert not dropped
    return filters


def listed_points(query: str) -> pd.DataFrame:
    """The points that a link leads to; fails if its address says more than a selection."""
    assert set(parse_qs(query)) <= {*Filters.__dataclass_fields__, "count"}
    return ask("points", selection(query))


def points(query: str) -> set[str]:
    """The points that a link leads to."""
    return set(ask("points", selection(query)).point_id)


def submissions(query: str) -> set[str]:
    """The submissions that a link to points leads to."""
    return set(ask("points", selection(query)).submission_id)


def links_of_mark(page: Visit, card: str, *ids: str) -> list[tuple[str, str]]:
    """The links that a chosen mark leads to: label, query string."""
    page.choose(card, *ids)
    return page.links(f"picked_{card}")


def ids(page: Visit, key: str) -> list[str]:
    """The ids that the links in a container open."""
    return [parse_qs(query)["id"][0] for _label, query in page.links(key)]


def ids_of_all_pages(
    key: str, name: str, parameter: str = "page", **query: str | Sequence[str]
) -> list[str]:
    """The ids that the links of a list open, page after page; beyond the last it shows the last."""
    listed: list[str] = []
    for number in count(1):
        listed_here = ids(visit(name, **query, **{parameter: str(number)}), key)
        if not listed_here or listed_here[0] in listed:
            break
        listed += listed_here
    return listed


def hovers(page: Visit, card: str, trace: int = 0) -> dict[tuple[str, ...], str]:
    """What each mark of a trace says on hover, by its ids."""
    trace_data = page.chart(card).figure["data"][trace]
    return dict(zip(map(tuple, trace_data["customdata"]), trace_data["hovertext"], strict=True))


def reopen(page: Visit, identity: str) -> Visit:
    """The same page with another id; much quicker than a visit."""
    page.app.query_params["id"] = identity
    page.app.run()
    return page.succeeds()


def text_of(page: Visit) -> str:
    """Every text of a page, as a reader sees it."""
    return "\n".join(seen(words) for words in page.markdown())
