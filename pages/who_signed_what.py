"""Who signed what: organisations by submissions, who signs with whom, who signed most, how many names are missing, and
the plain table."""

import streamlit as st

from cards import coalitions, registry, signatures
from cards.query import GRID_ROWS, dotted, query
from components import print_view, url_state
from components.card import show
from components.downloads import toolbar
from components.grid import columns, first_rows, readable
from components.headings import empty_state, heading
from components.query_limits import survives_query_limit
from i18n import _, labels, list_summaries, ngettext, number

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

page = url_state.context()
cards = registry.cards_of("who_signed_what", page)


@survives_query_limit
def table_card() -> None:
    """The plain table: organisation, role, submission, stage, date, source."""
    every = query("signatures", page.filters)
    total = every.length()
    with st.container(border=True, key="card_signatures"):
        if not total:
            empty_state("signatures", page.narrowed(page.filters))
            return
        heading(counts(), dotted(how_to_read(), page.narrowed(page.filters)))
        if print_view.is_print_view():
            first = every.page(slice(0, print_view.ROWS))
            print_view.table("signatures", first.rows, COLUMNS, of=total)
            return
        part = every.page(slice(0, GRID_ROWS))
        shown = first_rows(part.rows, total)

        def opened() -> None:
            if rows := st.session_state["signatures_table"]["selection"]["rows"]:
                url_state.open_entity("submission", shown.submission_id.iloc[rows[0]])

        organisation = st.column_config.TextColumn(
            labels.FILTERS["organisation"], pinned=True, width="medium"
        )
        st.dataframe(
            readable(shown),
            key="signatures_table",
            hide_index=True,
            height=min(36 * (len(shown) + 1) + 3, 560),
            column_order=COLUMNS,
            column_config=columns("signatures") | {"organisation": organisation},
            on_select=opened,
            selection_mode="single-row",
            alt=_(
                "Which organisation wrote or signed which submission, with stage, date and source"
            ),
        )
        with st.container(horizontal=True, key="tools_signatures"):
            toolbar("signatures", part)


def counts() -> str:
    """How many signatures and authorships there are."""
    signed, wrote = list_summaries.signatures(page.filters)
    return _("{signatures} and {authorships}, one by one").format(
        signatures=ngettext("{n} signature", "{n} signatures", signed).format(n=number(signed)),
        authorships=ngettext("{n} authorship", "{n} authorships", wrote).format(n=number(wrote)),
    )


def how_to_read() -> str:
    """The order of the table, and what can be done with it."""
    if print_view.is_print_view():
        return _("Newest first")
    return _("Newest first; sort by a column's heading, choose a row to open the submission")


st.title(_("Which organisations signed what?"), anchor=False)
with st.container(horizontal=True, gap="small"):
    url_state.segmented_param("texts", _("Texts"), signatures.TEXTS)
    url_state.segmented_param("order", _("Order of organisations"), signatures.ORDERS)
show(cards["matrix"])

st.header(_("Who signs with whom?"), anchor="coalitions")
with st.container(horizontal=True, gap="small", key="coalition_switches"):
    url_state.segmented_param("drawing", _("Show as"), coalitions.FORMS)
    url_state.segmented_param(
        "least", _("Texts together, at least"), coalitions.LEAST_TEXTS, default=coalitions.LEAST[0]
    )
show(cards["coalition_list"])
show(cards["coalitions"])

ranking, stated = st.columns(2)
with ranking:
    show(cards["signers"])
with stated:
    show(cards["stated"])
table_card()
