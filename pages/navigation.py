"""The frame of every page, and which pages there are."""

import streamlit as st

from components import address, embedding, frame
from queries import one_version
from words import _
from words.consultation import TITLE

frame.begin(TITLE)
listed = [
    st.Page("overview.py", title=_("Overview"), default=True),
    st.Page("challenges.py", title=_("Challenges and asks"), url_path="challenges"),
    st.Page("themes.py", title=_("Themes"), url_path="themes"),
    st.Page("what_became_of_it.py", title=_("What became of it"), url_path="what-became-of-it"),
    st.Page("through_the_review.py", title=_("Through the review"), url_path="through-the-review"),
    st.Page("who_signed_what.py", title=_("Who signed what"), url_path="who-signed-what"),
    st.Page("organisations.py", title=_("Organisations"), url_path="organisations"),
    st.Page("compare.py", title=_("Compare"), url_path="compare"),
    st.Page("action_lines.py", title=_("Action lines"), url_path="action-lines"),
    st.Page("submissions.py", title=_("Submissions"), url_path="submissions"),
    st.Page("data_and_method.py", title=_("Data and method"), url_path="data-and-method"),
]
reached = [
    st.Page("submission.py", title=_("Submission"), url_path="submission", visibility="hidden"),
    st.Page(
        "organisation.py", title=_("Organisation"), url_path="organisation", visibility="hidden"
    ),
    st.Page("theme.py", title=_("Theme"), url_path="theme", visibility="hidden"),
    st.Page("claim.py", title=_("Claim"), url_path="claim", visibility="hidden"),
    st.Page("action_line.py", title=_("Action line"), url_path="action-line", visibility="hidden"),
    st.Page("goal.py", title=_("Development goal"), url_path="goal", visibility="hidden"),
    st.Page("points.py", title=_("Points"), url_path="points", visibility="hidden"),
]
with one_version():
    page = st.navigation([*listed, *reached], position="hidden")
    frame.name_tab(page.title)
    address.follow()
    address.settle(page.title)
    frame.runs_again_when_reconnected()
    if embedding.wanted():
        frame.dropped()
        embedding.draw(page.run)
    else:
        frame.menu(listed, page)
        frame.filters()
        page.run()
        frame.footer()
