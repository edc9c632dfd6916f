"""Pages as readers may arrange them, and pages with a card's ways of use opened."""

from __future__ import annotations

from i18n import routes
from tests import examples
from tests.pages.visiting import Visit, visit

PAGES: dict[str, tuple[str, dict[str, str | list[str]]]] = {
    **{
        name: (name, examples.query(page))
        for name, page in routes.PAGES.items()
        if name != "data_and_method"
    },
    "asks as families": ("challenges", {"show": "recommendation", "grain": "families"}),
    "themes in another order": ("themes", {"rank": "lift", "order": "theme"}),
    "what became of it, in another order": ("what_became_of_it", {"sort": "family"}),
    "what became of a theme": ("what_became_of_it", {"open": "igf-funding"}),
    "through the review as claims": ("through_the_review", {"grain": "claims", "show": "position"}),
    "coalitions of few": ("who_signed_what", {"coalitions": "network", "least": "2"}),
    "organisations in another order": ("organisations", {"sort": "name"}),
    "compare groups": (
        "compare",
        {"by": "group", "id": ["technical", "government"], "show": "challenge"},
    ),
    "fields of C7": ("action_lines", {"fields": "yes"}),
    "submissions as a grid": ("submissions", {"view": "grid"}),
    "themes of the codebook": ("data_and_method", {"part": "themes"}),
    "codebook searched": ("data_and_method", {"part": "claims", "find": "funding"}),
    "claims of a kind": ("data_and_method", {"part": "claims", "show": "challenge"}),
    "reliability": ("data_and_method", {"part": "reliability"}),
    "term lists": ("data_and_method", {"part": "terms"}),
    "tables": ("data_and_method", {"part": "tables", "table": "points"}),
    "claim with claims of a kind": (
        "claim",
        {"id": "ch-igf-funding-unstable", "with": "challenge"},
    ),
}
"""Every page, and some as readers may arrange them. The first part of Data and method has no card with rows."""


def opened(page: str, card: str, use: str, **query: str | list[str]) -> Visit:
    """A visit to a page with a card's ways of use opened and one of them, ``use``, chosen."""
    visited_page = visit(page, **query)
    visited_page.app.session_state[f"way_{card}"] = use
    return visited_page.open(f"use_{card}")
