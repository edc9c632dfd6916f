"""Entities with a page: links to them, and the entity that an address asks for."""

import streamlit as st

from cards import entity
from cards.kit import Link
from components import links, url_state
from components.headings import heading
from i18n import _, escaping, filter_options, routes
from queries import Filters


def ids_in_address() -> list[str]:
    """The ids that the address names as ``id``, each once."""
    return entity.named(url_state.context())


def id_from_url(name: str) -> str | None:
    """The id of the entity ``name`` (a filter) that the address names.

    None, after saying where to go, if none is known. Of several ids the first that is known is shown, and the others
    are linked.
    """
    ids = entity.ids_of_kind(url_state.context(), name)
    if not ids:
        not_found(name)
        return None
    labels = filter_options.option_labels()[name]
    for other in ids[1:]:
        with st.container(key=f"point_{other}"):
            links.entity(
                name, other, _("This web address also includes {name}").format(name=labels[other])
            )
    return ids[0]


def title(name: object, *, translated: bool = True) -> None:
    """The heading of an entity's page: its name, cut where it is longer than names are."""
    as_markdown = escaping.markdown if translated else escaping.in_its_language
    st.title(as_markdown(escaping.shorten(name, escaping.LONGEST_NAME)), anchor=False)


def not_found(name: str) -> None:
    """Draw the page of an entity that does not exist: a sentence, and a link to the list of those that do."""
    kind = routes.ENTITIES[name]
    st.title(kind.title, anchor=False)
    with st.container(border=True, key="card_missing"):
        heading(*kind.missing(next(iter(ids_in_address()), "")))
        links.draw((Link(kind.listed_on.name, kind.every, Filters(), icon=":material/list:"),))


def filters_without_own(name: str) -> Filters:
    """The filters in the address without the one that the page of the entity ``name`` sets."""
    return url_state.filters().without(*routes.ENTITIES[name].page.own_filters)
