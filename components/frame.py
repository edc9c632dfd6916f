"""The frame every page stands in: page settings, the menu, the filters, the footer."""

from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import Page

from components import address, filter_bar
from components.words import _
from queries import current

_STYLE = """
<style>
[data-testid="stMainBlockContainer"] { padding: 0.75rem 2rem 2rem; max-width: 1400px; }
[data-testid="stHeader"] { height: 3rem; background: transparent; pointer-events: none; }
[data-testid="stHeader"] * { pointer-events: none; }
[data-testid="stHeader"] :is(button, button *, a, a *) { pointer-events: auto; }
[data-testid="stSidebarHeader"] { height: 2.5rem; margin-bottom: 0; padding-bottom: 0; }
[data-testid="stSidebarUserContent"] { padding-top: 0; }
.st-key-menu { padding-left: 2.25rem; padding-right: 2.5rem; margin-bottom: -0.25rem; }
[data-testid="stSidebar"][aria-expanded="true"] ~ * .st-key-menu { padding-left: 0; }
.st-key-menu [data-testid="stPageLink-NavLink"] { padding-left: 0.5rem; padding-right: 0.5rem; }
.st-key-menu p { white-space: nowrap; }
[data-testid="stMain"] [class*="st-key-"]:not(.st-key-menu) [data-testid="stPageLink-NavLink"] p { white-space: normal; }
[data-testid="stMain"] h1 { font-size: 1.75rem; padding: 0.25rem 0 0.25rem; }
[data-testid="stMain"] h4 { font-size: 1.05rem; line-height: 1.35; padding: 0; }
[data-testid="stPlotlyChart"] .annotation-text { fill: currentColor !important; }
[data-testid="stPlotlyChart"] .legendtext, [data-testid="stPlotlyChart"] .ytick text, [data-testid="stPlotlyChart"] .xtick text, [data-testid="stPlotlyChart"] .x2tick text { fill: currentColor !important; }
[class*="st-key-card_"] [data-testid="stPlotlyChart"] { cursor: pointer; }
[data-testid="stCaptionContainer"] { opacity: 0.85; }
[data-testid="stMultiSelect"] [data-tag] { background-color: #0B5A8A; }
.st-key-chips { min-height: 2.5rem; }
.st-key-figures h2 { font-size: 1.6rem; line-height: 1.2; padding: 0 0 0.9rem; }
.st-key-card_by_group .barlayer text { fill: currentColor !important; }
.st-key-figures [data-testid="stCaptionContainer"] p { line-height: 1.3; }
[class*="st-key-tools_"] { border-top: 1px solid rgba(122, 122, 122, 0.2); padding-top: 0.25rem; }
[class*="st-key-point_"] { border-top: 1px solid rgba(122, 122, 122, 0.2); padding-top: 0.5rem; }
[class*="st-key-point_"] [data-testid="stPageLink-NavLink"] { padding-left: 0; background: transparent; }
[class*="st-key-point_"] [data-testid="stPageLink-NavLink"] p { font-weight: inherit; line-height: 1.35; text-decoration: underline; text-decoration-color: rgba(122, 122, 122, 0.6); text-underline-offset: 0.2em; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 0.5rem 0.75rem 2rem; }
  .st-key-menu { gap: 0; padding-right: 2.25rem; }
  .st-key-menu [data-testid="stPageLink-NavLink"] { padding: 0.1rem 0.4rem; }
}
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], .st-key-menu, [class*="st-key-tools_"], .stTabs [role="tablist"] { display: none !important; }
  [class*="st-key-card_"] { break-inside: avoid; }
}
</style>
"""


def begin(title: str) -> None:
    """Page settings and style; must come first."""
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state="auto")
    st.html(_STYLE)


def name_tab(title: str) -> None:
    """The browser tab's title: the page's, then the dashboard's."""
    st.set_page_config(page_title=_("{page} · WSIS+20 submissions").format(page=title))


def menu(pages: Sequence[Page]) -> None:
    """The pages as links that take the filters along; in the page itself, so that a phone needs no drawer to reach them."""
    carried = address.parameters(address.filters())
    with st.container(horizontal=True, gap="small", key="menu"):
        for page in pages:
            st.page_link(page, query_params=carried)


def filters() -> None:
    """The filter bar, the chips of what is set, and what of the address could not be used."""
    selection, dropped = address.read()
    with st.sidebar:
        filter_bar.filter_bar(selection)
    filter_bar.dropped_values(dropped)
    filter_bar.chips(selection)


def footer() -> None:
    """Data version, what this is not, and where it says so; on every page."""
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            _(
                "Data {version}. Collected from public pages, not a census; “not coded” is not “not said”."
            ).format(version=current().version)
        )
        st.page_link(
            "data_and_method.py",
            label=_("What this is and is not"),
            query_params=address.parameters(address.filters()),
        )
