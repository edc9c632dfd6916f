"""The frame of every page, and which pages there are."""

import streamlit as st

from components import address, embedding, frame
from queries import one_version
from words import consultation, routes

frame.begin(consultation.texts().title)
pages = [
    st.Page(
        page.file,
        title=page.title,
        url_path=page.path or None,
        default=not page.path,
        visibility="visible" if page.in_menu else "hidden",
    )
    for page in routes.PAGES.values()
]
with one_version():
    page = st.navigation(pages, position="hidden")
    frame.name_tab(page.title)
    address.follow()
    address.settle(page.title)
    frame.runs_again_when_reconnected()
    if embedding.wanted():
        frame.dropped()
        embedding.draw(page.run)
    else:
        frame.menu([one for one in pages if one.visibility == "visible"], page)
        frame.filters()
        page.run()
        frame.footer()
