"""The parts of the page that lists the submissions."""

from typing import Any

import pandas as pd
import streamlit as st

from components import address, printing
from components.card import Answer
from components.downloads import toolbar
from components.grid import columns
from components.headings import empty_state, heading
from queries import Filters, length, window
from words import _, findings, labels, lists, number, records, text
from words.dates import partial, written
from words.options import in_words

LISTED, PRINTED = 15, 200
"""Records on a page of the list, and on paper."""
TABLED = 500
_WIDTHS = {
    "submitted_on": 100,
    "title": 300,
    "authors": 130,
    "stage": 140,
    "document_type": 130,
    "points": 60,
    "named_signatories": 70,
    "stated_signatories": 70,
    "source_url": 120,
}
"""The columns of the grid, in order, and their widths in pixels."""


def form_switch() -> str:
    """Whether the submissions are shown as a list of records (default) or as a grid."""
    return address.choice("view", _("Show as"), {"list": _("List"), "table": _("Table")})


def card(form: str) -> None:
    """The selected submissions, newest first, a page at a time, with the files of all of them."""
    selection = address.filters()
    total = length("submissions", selection)
    with st.container(border=True, key="card_submissions"):
        if not total:
            empty_state("submissions", in_words(selection), _("No submission in this selection"))
            return
        heading(
            lists.submissions(selection),
            _("Newest first, a date known by month or year at its end")
            + " · "
            + _("to search titles, points and names, type into the filter “{words}”").format(
                words=labels.FILTERS["q"]
            )
            + " · "
            + in_words(selection),
        )
        place = st.container(gap="small")
        listed = PRINTED if printing.wanted() else LISTED
        page = address.page(total, TABLED if form == "table" else listed)
        shown = window("submissions", selection, rows=page)
        with place:
            if form == "table" and printing.wanted():
                first = window("submissions", selection, rows=slice(0, printing.ROWS))
                printing.table("submissions", first, list(_WIDTHS), of=total)
            elif form == "table":
                grid(shown, selection, of=total)
            else:
                for row in shown.itertuples():
                    record(row, selection)
        with st.container(horizontal=True, gap="small", key="tools_submissions"):
            toolbar("submissions", Answer("submissions", selection, shown, of=total))


def record(row: Any, selection: Filters) -> None:
    """One submission: its title as a link to its page, then when, who, where, what, how much."""
    with st.container(gap="xxsmall", key=f"point_{row.submission_id}"):
        st.page_link(
            "submission.py",
            label=text.markdown(text.shorten(row.title, text.LONGEST_NAME)),
            query_params=address.parameters(selection, id=row.submission_id),
        )
        parts = [
            partial(row.submitted_on, row.date_precision) or _("undated"),
            text.shorten(row.authors, 120),
            row.stage,
            labels.DOCUMENT_TYPES.get(row.document_type, row.document_type),
            findings.counted(int(row.points), "points"),
            records.signatories(row.named_signatories, row.stated_signatories),
        ]
        st.caption(text.markdown(" · ".join(text.plain(p) for p in parts if p)) + source(row))


def source(row: Any) -> str:
    """Markdown: the page that the row was read on, as a link that shows its host."""
    target = text.link(row.source_url)
    return f" · [{text.markdown(text.host(row.source_url))}]({target})" if target else ""


def grid(rows: pd.DataFrame, selection: Filters, *, of: int) -> None:
    """The rows as a grid; choosing one opens the submission."""

    def opened() -> None:
        picked = st.session_state["submissions_grid"]["selection"]["rows"]
        if picked:
            st.session_state["open_submission"] = rows.submission_id.iloc[picked[0]]

    links = pd.Series([text.link(found) or None for found in rows.source_url], index=rows.index)
    words = rows.assign(
        document_type=[labels.DOCUMENT_TYPES.get(kind, kind) for kind in rows.document_type],
        source_url=links,
    )[list(_WIDTHS)]
    settings = columns("submissions")
    settings["document_type"]["label"] = labels.FILTERS["type"]
    settings["named_signatories"]["label"] = _("Named")
    settings["stated_signatories"]["label"] = _("Stated")
    settings["submitted_on"]["help"] = _("Sorts in time order")
    for name, width in _WIDTHS.items():
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
    said = _("Choose a row to open the submission.")
    if of > len(rows):
        said += " " + _(
            "{n} of {of} rows on this page; a column's heading sorts these {n}. The files hold all."
        ).format(n=number(len(rows)), of=number(of))
    st.caption(said)
