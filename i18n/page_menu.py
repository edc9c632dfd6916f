"""The menu: its groups and the pages in each."""

from i18n import N_, _
from i18n.routes import ENTITY_BY_PATH, PAGES, Page

GROUPS = {
    "overview": N_("Overview"),
    "said": N_("What they say"),
    "who": N_("Who took part"),
    "outcome": N_("Outcome"),
    "sources": N_("Sources"),
}
"""Groups of the menu, id -> message id. A link to a group leads to its first page."""


def list_page(page: Page) -> Page:
    """The page of the menu that a page belongs to: itself, or the one that lists its entities."""
    if page.in_menu:
        return page
    entity = ENTITY_BY_PATH.get(page.path)
    return (
        entity.listed_on
        if entity
        else next(menu_page for menu_page in PAGES.values() if menu_page.group == page.group)
    )


def grouped() -> dict[str, list[Page]]:
    """The pages of the menu by their group of GROUPS; no group without pages."""
    menu_pages = [page for page in PAGES.values() if page.listed]
    groups = {group: [page for page in menu_pages if page.group == group] for group in GROUPS}
    return {group: pages for group, pages in groups.items() if pages}


def group_title(group: str) -> str:
    """The title of a group of GROUPS."""
    return _(GROUPS[group])
