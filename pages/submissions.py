"""Submissions: the selection as a list or a grid; choosing one opens its page."""

import pandas as pd
import streamlit as st

from cards import registry
from cards.kit import RecordList
from cards.query import dotted
from cards.titles import question_of
from components import filter_bar, print_view, redirects, url_state
from components.card import show
from components.downloads import toolbar
from components.grid import columns
from components.headings import heading
from i18n import _, escaping, labels, number, written_date

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
form = url_state.param("view", ("list", "table"))


def table(card: RecordList) -> None:
    """The selected submissions as a grid, a page at a time, with the files of all of them."""
    total = card.query.length()
    with st.container(border=True, key="card_submissions"):
        heading(card.title, dotted(card.subtitle, card.scope))
        for switch in card.switches:
            url_state.switch(*switch, bare=True)
        container = st.container(gap="small")
        part = card.query.page(url_state.page(total, TABLED))
        with container:
            if print_view.is_print_view():
                print_view.table(part, part.rows, list(WIDTHS))
            else:
                grid(part.rows, of=total)
        toolbar("submissions", part, pictured=True)


def grid(rows: pd.DataFrame, *, of: int) -> None:
    """The rows as a grid; choosing one opens the submission."""

    def open_submission() -> None:
        if positions := st.session_state["submissions_grid"]["selection"]["rows"]:
            redirects.open_entity("submission", rows.submission_id.iloc[positions[0]])

    links = pd.Series(
        [escaping.safe_url(address) or None for address in rows.source_url], index=rows.index
    )
    words = rows.assign(
        document_type=[labels.DOCUMENT_TYPES.of(kind) for kind in rows.document_type],
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
        words.style.format(written_date, subset=["submitted_on"]),
        key="submissions_grid",
        hide_index=True,
        height=min(35 * (len(rows) + 1) + 3, 720),
        placeholder="–",
        column_config=settings,
        on_select=open_submission,
        selection_mode="single-row",
        alt=_("Submissions with date, title, authors, stage, kind, points and signatories"),
    )
    if of > len(rows):
        caption = _(
            "Select a row to open the submission. This page shows {n} of {of} rows; column headings sort only "
            "these. The files contain all rows."
        )
    else:
        caption = _("Select a row to open the submission.")
    st.caption(caption.format(n=number(len(rows)), of=number(of)))


st.title(question_of("submissions"), anchor=False)
if not print_view.is_print_view():
    with st.container(key="words_at_list"):
        filter_bar.words(page.filters)
listed = registry.cards_of("submissions", page)["submissions"]()
if isinstance(listed, RecordList) and listed.query.length() and form == "table":
    table(listed)
else:
    show(lambda: listed)
