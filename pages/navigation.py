"""The frame of every page, and which pages there are."""

import streamlit as st

from cards import titles
from components import (
    address,
    card,
    embed,
    header,
    nothing_yet,
    page_layout,
    reader,
    redirects,
    url_state,
)
from i18n import routes
from queries import one_version

address.settle(called_back=False)
reader.follow_address()
with one_version():
    page = st.navigation(page_layout.pages(), position="hidden")
    address.arrived()
    current_page = routes.BY_PATH[page.url_path]
    url_state.set_page(current_page)
    heading = titles.heading_of(current_page.name, url_state.context())
    page_layout.set_tab_title(heading)
    redirects.follow_redirect()
    redirects.restore()
    url_state.sync_browser_url(page.title)
    if embed.embedded_card():
        page_layout.filters_with_warnings()
        embed.draw(current_page.name, card.draw_alone)
    else:
        header.draw(current_page, titles.narrowed(heading, current_page.name, url_state.filters()))
        if not nothing_yet.instead_of(current_page):
            with page_layout.filters(current_page):
                page.run()
        page_layout.footer(current_page)
address.widgets_are_gone()
