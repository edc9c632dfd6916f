"""The cards of the page on data and method, and the parts of the page that have them."""

from __future__ import annotations

from collections.abc import Callable

from cards.data_and_method import codebook, files, limits, reliability, tables, term_lists
from cards.kit import Card, Cards, RecordList, for_page
from cards.query import Context
from data.settings import data_set
from data.term_lists import FOLDER
from i18n import N_, Words
from queries.tables import has_rows

PARTS = Words(
    {
        "about": N_("About the data"),
        "themes": N_("Themes"),
        "claims": N_("Claims"),
        "reliability": N_("Reliability"),
        "terms": N_("Term lists"),
        "tables": N_("Tables"),
        "everything": N_("All files"),
    }
)
"""The parts of the page, of which it has one at a time."""


def available(*names: str) -> Words[str]:
    """Those of the parts ``names`` for which the data set has something."""
    filled = {"claims": has_rows("claims"), "terms": (data_set().source / FOLDER).is_dir()}
    return PARTS.only(*(name for name in names if filled.get(name, True)))


def cards(page: Context) -> Cards:
    """The cards of the part that the address asks for."""
    parts: dict[str, dict[str, Callable[[Context], Card | RecordList | None]]] = {
        "about": {"about": limits.limits, "cite": limits.cite, "counting": limits.counting},
        "themes": {"codebook_themes": codebook.themes},
        "claims": {"codebook_claims": codebook.claims},
        "reliability": {"reliability": reliability.measures, "by_theme": reliability.by_theme},
        "terms": {
            "term_themes": term_lists.themes,
            "term_action_lines": term_lists.action_lines,
            "term_lists": term_lists.none_usable,
        },
        "tables": {"table": tables.opened, "tables": tables.tables},
        "everything": {"everything": files.everything, "ways": files.ways, "each": files.by_table},
    }
    part = page.value("part", tuple(PARTS))
    return for_page(page, **parts.get(part, {}))
