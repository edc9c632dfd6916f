"""Submissions: the selection as a list or a grid; choosing one opens its page."""

import pandas as pd
import streamlit as st

from cards import submissions
from cards.query import Query, dotted
from cards.titles import question_of
from components import print_view, redirects, url_state
from components.card import draw_record
from components.downloads import toolbar
from components.grid import columns
from components.headings import empty_state, heading
from i18n import _, escaping, labels, list_summaries, number
from i18n.dates import written

TABLED = 500
WIDTHS = {
    "submitted_on": 175,
    "title": 300,
    "authors": 130,
    "stage": 140,
    "document_type": 130,
    "points": 60,
    "named_signatories": 90,
    "stated_signatories": 90,
    "source_url": 120,
}
"""The columns of the grid, in order, and their widths in pixels."""

page = url_state.context()


def card() -> None:
    """The selected submissions, newest first, a page at a time, with the files of all of them."""
    every = Query("submissions", page.filters)
    total = every.length()
    scope = page.narrowed(page.filters)
    with st.container(border=True, key="card_submissions"):
        if not total:
            empty_state("submissions", scope, _("No submissions match these filters"))
            return
        order = _("Newest first, by the earliest day that an incomplete date can mean")
        heading(list_summaries.submissions(page.filters), dotted(order, scope))
        form = url_state.switch(
            "view", _("Show as"), {"list": _("List"), "table": _("Table")}, bare=True
        )
        place = st.container(gap="small")
        listed = submissions.PRINTED if print_view.is_print_view() else submissions.LISTED
        shown = every.page(url_state.page(total, TABLED if form == "table" else listed))
        with place:
            if form == "table" and print_view.is_print_view():
                first = every.page(slice(0, print_view.ROWS)).rows
                print_view.table("submissions", first, list(WIDTHS), of=total)
            elif form == "table":
                grid(shown.rows, of=total)
            else:
                for row in shown.rows.itertuples():
                    draw_record(submissions.record(row))
        with st.container(horizontal=True, gap="small", key="tools_submissions"):
            toolbar("submissions", shown)


def grid(rows: pd.DataFrame, *, of: int) -> None:
    """The rows as a grid; choosing one opens the submission."""

    def opened() -> None:
        if chosen := st.session_state["submissions_grid"]["selection"]["rows"]:
            redirects.open_entity("submission", rows.submission_id.iloc[chosen[0]])

    links = pd.Series(
        [escaping.safe_url(found) or None for found in rows.source_url], index=rows.index
    )
    words = rows.assign(
        document_type=[labels.DOCUMENT_TYPES.get(kind, kind) for kind in rows.document_type],
        source_url=links,
    )[list(WIDTHS)]
    settings = columns("submissions")
    settings["document_type"]["label"] = labels.FILTERS["type"]
    settings["named_signatories"]["label"] = _("Signatories named")
    settings["stated_signatories"]["label"] = _("Signatories stated")
    settings["submitted_on"]["help"] = _(
        "Sorted by date. If the day is not known, we use the days of that month or year when the stage was open, "
        "if there are any; the submission's page shows them."
    )
    for name, width in WIDTHS.items():
        settings[name]["width"] = width
    st.dataframe(
        words.style.format(written, subset=["submitted_on"]),
        key="submissions_grid",
        hide_index=True,
        height=min(35 * (len(rows) + 1) + 3, 720),
        placeholder="–",
        column_config=settings,
        on_select=opened,
        selection_mode="single-row",
        alt=_("Submissions with date, title, authors, stage, kind, points and signatories"),
    )
    if of > len(rows):
        said = _(
            "Select a row to open the submission. This page shows {n} of {of} rows; column headings sort only "
            "these. The files contain all rows."
        )
    else:
        said = _("Select a row to open the submission.")
    st.caption(said.format(n=number(len(rows)), of=number(of)))


st.title(question_of("submissions"), anchor=False)
card()
