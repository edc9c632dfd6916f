"""Who signed what: the matrix, the joint submissions, how many names are missing; then who signed most, who signs with
whom, and the plain table."""

import streamlit as st

from cards import coalitions, registry, signature_matrix, who_signed_what
from cards.kit import RecordList
from cards.query import GRID_ROWS, dotted
from cards.titles import question_of
from components import print_view, redirects, url_state
from components.card import show, show_beside, side_by_side
from components.downloads import toolbar
from components.grid import columns, first_rows, readable
from components.headings import empty_state, heading
from components.query_limits import survives_query_limit
from components.record_list import draw_list
from i18n import _, labels, list_summaries, ngettext, number
from queries import Filters

COLUMNS = [
    "organisation",
    "role",
    "submitted_on",
    "submission",
    "stage",
    "stated_signatories",
    "named_signatories",
    "source_url",
    "stakeholder_group",
    "country",
]
"""The columns of the plain table, in order."""
PRINTED = ["organisation", "role", "submitted_on", "submission", "stage"]
"""The columns of the plain table on paper."""

page = url_state.context()
cards = registry.cards_of("who_signed_what", page)


@survives_query_limit
def table_card() -> None:
    """The plain table: organisation, role, submission, stage, date, source."""
    all_rows = who_signed_what.every_part(page)
    total = all_rows.length()
    with st.container(border=True, key="card_signatures"):
        if not total:
            empty_state("signatures", page.narrowed(page.filters))
            return
        heading(counts(all_rows.filters), dotted(how_to_read(), page.narrowed(page.filters)))
        if print_view.is_print_view():
            first = all_rows.page(slice(0, print_view.ROWS))
            print_view.table(first, first.rows, PRINTED)
            return
        part = all_rows.page(slice(0, GRID_ROWS))
        grid_rows = first_rows(part.rows, total)

        def open_submission() -> None:
            if rows := st.session_state["signatures_table"]["selection"]["rows"]:
                redirects.open_entity("submission", grid_rows.submission_id.iloc[rows[0]])

        organisation = st.column_config.TextColumn(
            labels.FILTERS["organisation"], pinned=True, width="medium"
        )
        st.dataframe(
            readable(grid_rows),
            key="signatures_table",
            hide_index=True,
            height=min(36 * (len(grid_rows) + 1) + 3, 560),
            column_order=[name for name in COLUMNS if grid_rows[name].notna().any()],
            column_config=columns("signatures") | {"organisation": organisation},
            on_select=open_submission,
            selection_mode="single-row",
            alt=_(
                "Which organisation wrote or signed which submission, with stage, date and source"
            ),
        )
        toolbar("signatures", part)


def counts(selection: Filters) -> str:
    """How many authors and signatories the table lists."""
    signed, wrote = list_summaries.signatures(selection)
    authors = ngettext("{n} author", "{n} authors", wrote).format(n=number(wrote))
    if not signed:
        return _("List: {authors}, no signatory").format(authors=authors)
    signatories = ngettext("{n} signatory", "{n} signatories", signed).format(n=number(signed))
    return _("List: {authors}, {signatories}").format(authors=authors, signatories=signatories)


def how_to_read() -> str:
    """The order of the table, and what readers can do with it."""
    if print_view.is_print_view():
        return _("One row per organisation and submission, newest first")
    return _("One row per organisation and submission, newest first. Select a row to open it")


@survives_query_limit
def who_signs() -> None:
    """Who signed most and, if there are coalitions, these beside it."""
    coalition_list = cards["coalition_list"]()
    if not isinstance(coalition_list, RecordList):
        show(cards["signers"])
        return
    with side_by_side("signers"):
        show(cards["signers"])
        draw_list(coalition_list)


def matrix_switches() -> None:
    """The switches for the submissions in the matrix, and for the order of its rows."""
    with st.container(horizontal=True, gap="small"):
        url_state.segmented_param("texts", _("Submissions"), signature_matrix.TEXTS, bare=True)
        url_state.segmented_param(
            "order", _("Order of organisations"), signature_matrix.ORDERS, bare=True
        )


def coalition_switches() -> None:
    """The switches for the form of the coalitions, and for the fewest submissions that their members share."""
    with st.container(horizontal=True, gap="small"):
        url_state.segmented_param("drawing", _("Show as"), coalitions.FORMS)
        url_state.segmented_param(
            "least",
            _("Minimum number of shared submissions"),
            coalitions.LEAST_TEXTS,
            default=coalitions.LEAST[0],
        )


st.title(question_of("who_signed_what"), anchor=False)
show(cards["matrix"], above=matrix_switches)
show_beside("lists", cards["joint"], cards["stated"])
if url_state.show_more(
    _("More: who signs with whom, the most frequent signatories, and the full list")
):
    who_signs()
    show(cards["coalitions"], above=coalition_switches)
    table_card()
