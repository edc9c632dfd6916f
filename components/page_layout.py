"""The frame every page stands in: page settings, the menu, the filters, the footer."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from components import entity_page, filter_bar, print_view, url_state
from i18n import _, dataset_texts, escaping, filter_options, labels, routes
from queries import Filters, current

_STYLE = Path(__file__).with_name("frame.css")


def configure(title: str) -> None:
    """Page settings and style; must come first."""
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state="auto")
    st.html(_STYLE)


def set_tab_title(title: str) -> None:
    """The browser tab's title: the page's, or that of what it is about; then the dashboard's."""
    st.set_page_config(page_title=labels.tab(title))


@st.fragment(run_every=timedelta(days=20))
def rerun_on_reconnect() -> None:
    """Rerun the page when the browser reconnects to the server.

    A restarted server has no session of the open page, so the reader's next choice would be lost. Streamlit's front end
    reruns a reconnected page only if the page has a fragment with ``run_every``. This one does nothing, at the longest
    interval that a browser can count.
    """


def menu(pages: Sequence[Page], shown: Page) -> None:
    """The pages as links that take the filters along, in a line, or on a narrow screen behind one button.

    In the page itself, so that a phone needs no drawer to reach them. The button has another identity on every page,
    or the list would stay open over the page that was chosen.
    """
    if print_view.is_print_view():
        print_view.link()
        return
    carried = url_state.parameters(url_state.filters())
    with st.container(horizontal=True, gap="small", key="menu"):
        for page in pages:
            st.page_link(page, query_params=carried)
    with (
        st.container(key="menu_narrow"),
        st.popover(
            escaping.markdown(shown.title),
            icon=":material/menu:",
            type="tertiary",
            key=f"menu_{shown.url_path or 'overview'}",
        ),
    ):
        for page in pages:
            st.page_link(page, query_params=carried)


def filters_with_warnings() -> Filters:
    """Warn about parts of the address that could not be used, and return the filters of the rest."""
    selection, unused = url_state.from_url()
    filter_bar.dropped_values(unused)
    return selection


def filters(*, shown: bool = True) -> None:
    """The filter bar, the chips of what is set, and what of the address could not be used.

    They are not ``shown`` where they would change nothing.
    """
    selection = filters_with_warnings()
    if not shown:
        return
    if print_view.is_print_view():
        print_view.about()
        return
    with st.sidebar:
        filter_bar.filter_bar(selection)
    filter_bar.chips(selection)
    entity_page.of_filters(selection)


def light_url() -> str:
    """The address of the page without JavaScript on what is shown: on the entity, else on the whole selection."""
    page = escaping.parts(url_state.full_url()).path.rpartition("/")[2]
    entity = routes.ENTITY_BY_PATH.get(page)
    if entity is not None and entity.light:
        choices = filter_options.option_labels().get(entity.kind)
        for one in entity_page.asked():
            if choices is None or one in choices:
                place = routes.light_entity(entity.kind, one)
                return url_state.full_url(
                    place, url_state.parameters(entity_page.filters_without_own(entity.kind))
                )
    if url_state.on_search_page():
        asked = url_state.query()
        shown = {name: asked[name] for name in ("q", "show") if name in asked}
        place = f"{routes.LIGHT}/{routes.SEARCH}"
        return url_state.full_url(place, url_state.parameters(url_state.filters(), **shown))
    return url_state.full_url(f"{routes.LIGHT}/", url_state.parameters(url_state.filters()))


def footer() -> None:
    """Data version, what this is not, and where it says so; on every page."""
    st.divider()
    if not print_view.is_print_view():
        print_view.about()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            escaping.markdown(
                _("Data {version}. {limits}").format(
                    version=current().version, limits=dataset_texts.texts().footnote
                )
            )
        )
        st.page_link(
            "data_and_method.py",
            label=_("What this is and is not"),
            query_params=url_state.parameters(url_state.filters()),
        )
        if not print_view.is_print_view():
            st.page_link(light_url(), label=_("Light version"))
            print_view.link()
