"""Ways to another page from callbacks, which cannot change the page themselves."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components import address, url_state
from i18n.routes import ENTITIES, Page


def open_on_click(widget: str, kind: str) -> Callable[[], None]:
    """A callback for a mark clicked in the chart ``widget``: opens the page of the entity that its first id names."""

    def clicked() -> None:
        if ids := url_state.clicked_ids(widget):
            open_entity(kind, ids[0])

    return clicked


def open_entity(kind: str, identifier: str) -> None:
    """Open the page of an entity; for callbacks."""
    address.settle()
    st.session_state["open_entity"] = kind, identifier


def go_to(page: Page, parameters: Mapping[str, Sequence[str]]) -> None:
    """Have the next run go to another page, or to other parameters of this one: callbacks themselves cannot."""
    st.session_state["go_to"] = page, {name: list(values) for name, values in parameters.items()}


def follow_redirect() -> None:
    """Go where a callback has asked to go, if one has.

    Streamlit puts the parameters into the history under the page that the reader leaves, too. So a chart's mark takes
    along those of its page, or "back" would show that page without them; ``restore`` mends all other cases.
    """
    current_page = url_state.page_shown()
    if target := st.session_state.pop("go_to", None):
        page, parameters = target
        if page == current_page:
            address.put(parameters)
        else:
            st.session_state["left"] = current_page.path, parameters, url_state.query()
            st.switch_page(page.file, query_params=parameters)
    if entity := st.session_state.pop("open_entity", None):
        kind, identifier = entity
        st.switch_page(
            ENTITIES[kind].page.file, query_params={**url_state.query(), "id": [identifier]}
        )


def restore() -> None:
    """Give a page that a reader comes back to its own parameters.

    The history has it with those of the page that the reader left it for (``follow_redirect``). While the browser goes
    back, it replaces that entry.
    """
    page, parameters, own_parameters = st.session_state.get("left", ("", {}, {}))
    if parameters and page == url_state.page_shown().path and url_state.query() == parameters:
        address.put(own_parameters)
