"""The frame of every page, and which pages there are."""

import streamlit as st

from components import address, frame
from components.words import _

frame.begin(_("Who told the WSIS+20 review what"))
listed = [
    st.Page("overview.py", title=_("Overview"), default=True),
    st.Page("challenges.py", title=_("Challenges and asks"), url_path="challenges"),
    st.Page("who_signed_what.py", title=_("Who signed what"), url_path="who-signed-what"),
    st.Page("submissions.py", title=_("Submissions"), url_path="submissions"),
    st.Page("data_and_method.py", title=_("Data and method"), url_path="data-and-method"),
]
submission = st.Page(
    "submission.py", title=_("Submission"), url_path="submission", visibility="hidden"
)
page = st.navigation([*listed, submission], position="hidden")
frame.name_tab(page.title)
address.follow()
address.settle(page.title)
frame.menu(listed)
frame.filters()
page.run()
frame.footer()
