"""The parts of the page on who signed what."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import GROUP_COLOURS, bar_list, signature_matrix, signature_names, stated_bars
from components import address, grid, printing
from components.card import Answer, chart_card
from components.downloads import toolbar
from components.filter_bar import scope
from components.grid import columns, first_rows, readable
from components.headings import empty_state, heading, hint
from components.patience import patient
from queries import Filters, ask, length, window
from words import _, findings, labels, lists, ngettext, number, text
from words.dates import partial
from words.options import in_words

ROWS = 25
COLUMNS = 250
"""Submissions that a page of the matrix has at most: each more is sent to the browser and scrolled by."""
RANKED = 15
_COLUMNS = [
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


@patient
def matrix_card() -> None:
    """Organisations by submissions, most active first, 25 organisations a page with the columns they have."""
    selection = address.filters()
    with st.container(horizontal=True, gap="small"):
        texts = address.choice(
            "texts", _("Texts"), {"joint": _("Joint texts"), "all": _("All submissions")}
        )
        order = address.choice(
            "order",
            _("Order of organisations"),
            {"most": _("Most texts first"), "name": _("By name"), "group": _("By group")},
        )
    asked = {"texts": texts, "order": order}
    organisations = length("matrix_organisations", selection, **asked)
    shown = address.rows_of_page(organisations, ROWS)
    page = window("matrix_organisations", selection, rows=shown, **asked)
    marks = _marks(page, selection, asked)
    drawn = _columns(marks)
    submissions = int(page.submissions.iloc[0]) if len(page) else 0
    chart_card(
        "matrix",
        Answer(
            "signature_matrix",
            selection,
            window("signature_matrix", selection, rows=slice(0, grid.GRID_ROWS), **asked),
            asked,
            of=length("signature_matrix", selection, **asked),
        ),
        title=findings.matrix(organisations, submissions, joint=texts == "joint"),
        subtitle=_("Filled = signed, ring = wrote · columns in time order")
        + hint(_("click a mark to filter by the organisation"))
        + " · "
        + in_words(selection),
        figure=lambda: _matrix(drawn, page, selection.organisation),
        names=lambda: signature_names(_names(page)),
        sets="organisation",
        chosen=(selection.organisation, order, texts, st.query_params.get("page")),
        how=_(
            "One mark per organisation and submission. With an organisation filter the columns are that organisation's "
            "submissions and the rows are all who stand behind them. Each page of rows has the columns its rows need; "
            "more of them are found by scrolling sideways."
        ),
        empty=_("No joint text in this selection") if texts == "joint" else "",
        beneath=lambda: _beneath(organisations, marks, drawn),
    )


def _marks(page: pd.DataFrame, selection: Filters, asked: dict[str, str]) -> pd.DataFrame:
    """The marks of the organisations of a page, which stand one after the other in the whole matrix."""
    first = int(page.before.iloc[0]) if len(page) else 0
    rows = slice(first, first + int(page.marks.sum()))
    return window("signature_matrix", selection, rows=rows, **asked)


def _columns(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks of COLUMNS submissions at most: those with most marks, the latest of them."""
    submissions = marks.groupby("submission_id").time_order.agg(["size", "first"])
    kept = submissions.sort_values(["size", "first"], ascending=False).head(COLUMNS)
    return marks[marks.submission_id.isin(kept.index)]


def _beneath(organisations: int, marks: pd.DataFrame, drawn: pd.DataFrame) -> None:
    """The way to other organisations, and which texts have no column."""
    address.page(organisations, ROWS)
    if len(drawn) < len(marks):
        st.caption(
            _(
                "The columns are {n} of these organisations' {all} texts, those that most of them stand behind; "
                "filters narrow to others."
            ).format(
                n=number(drawn.submission_id.nunique()), all=number(marks.submission_id.nunique())
            )
        )


def _names(page: pd.DataFrame) -> dict[str, str]:
    return {row.organisation_id: text.shorten(row.label, 23) for row in page.itertuples()}


def _matrix(marks: pd.DataFrame, page: pd.DataFrame, chosen: tuple[str, ...]) -> go.Figure:
    marks = marks.sort_values("time_order", kind="stable")
    texts = marks.drop_duplicates("submission_id")
    hovers = [
        "<br>".join(
            text.plot(part)
            for part in (
                row.organisation,
                ", ".join(
                    (
                        labels.ROLES.get(row.role, row.role),
                        partial(row.submitted_on, row.date_precision) or _("undated"),
                        text.plain(row.stage),
                    )
                ),
                text.shorten(row.submission, 90),
            )
        )
        for row in marks.itertuples()
    ]
    return signature_matrix(
        marks,
        organisations=_names(page),
        submissions={row.submission_id: _short_title(row) for row in texts.itertuples()},
        hovers=hovers,
        groups=labels.GROUPS,
        chosen=chosen,
    )


def _short_title(row: Any) -> str:
    """A column's heading: who, which stage, when."""
    authors = text.plain(row.authors).split("; ")
    who = text.shorten(authors[0], 16) + (f" +{len(authors) - 1}" if len(authors) > 1 else "")
    when = partial(row.submitted_on, row.date_precision)
    return ", ".join(part for part in (who, row.short_stage, when) if part)


@patient
def ranking_card() -> None:
    """Organisations by number of signatures."""
    selection = address.filters()
    asked = selection.without("organisation")
    rows = ask("organisations", asked)
    signed = rows[rows.signed > 0].assign(count=lambda frame: frame.signed)
    top = signed.head(RANKED)
    chosen = selection.organisation
    if chosen:
        top = signed[signed.organisation_id.isin([*top.organisation_id, *chosen])]
    chart_card(
        "signers",
        Answer("organisations", asked, rows),
        title=findings.busiest_signatory(rows),
        subtitle=_("Texts of others signed, among those collected; first {n}").format(n=RANKED)
        + " · "
        + scope(asked),
        figure=lambda: bar_list(
            top,
            identifier="organisation_id",
            label="label",
            colour={
                row.organisation_id: GROUP_COLOURS.get(row.stakeholder_group, "#7A7A7A")
                for row in top.itertuples()
            },
            chosen=chosen,
            value_text=lambda row: (
                _("{signed} signed").format(signed=number(row.signed))
                + (_(", {wrote} wrote").format(wrote=number(row.authored)) if row.authored else "")
            ),
            hover=lambda row: (
                f"{text.plot(row.organisation)}<br>{labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group)}"
            ),
        ),
        sets="organisation",
        chosen=chosen,
        how=_("Only named signatories can be counted. Colours are stakeholder groups."),
    )


@patient
def stated_card() -> None:
    """Signatories that a source states beside those that could be named."""
    selection = address.filters()
    rows = ask("stated_signatories", selection)
    shown = rows.head(12).assign(
        label=lambda frame: [text.shorten(title, 70) for title in frame.submission]
    )
    chart_card(
        "stated",
        Answer("stated_signatories", selection, rows),
        title=findings.stated(rows),
        subtitle=_("Pale = signatories the source states, full = named here, authors not counted")
        + hint(_("click to open"))
        + " · "
        + in_words(selection),
        figure=lambda: stated_bars(
            shown,
            value_text=lambda row: _("{named} of {stated}").format(
                named=number(row.named), stated=number(row.stated)
            ),
        ),
        opens="submission",
        how=_(
            "A list of signatories at the end of a long statement is often not on the page that was "
            "read. A name missing here is no proof that an organisation did not sign."
        ),
        empty=_("No source in this selection states how many signed"),
    )


@patient
def table_card() -> None:
    """The plain table: organisation, role, submission, stage, date, source."""
    selection = address.filters()
    total = length("signatures", selection)
    with st.container(border=True, key="card_signatures"):
        if not total:
            empty_state("signatures", in_words(selection))
            return
        signed, wrote = lists.signatures(selection)
        heading(
            _("{signatures} and {authorships}, one by one").format(
                signatures=ngettext("{n} signature", "{n} signatures", signed).format(
                    n=number(signed)
                ),
                authorships=ngettext("{n} authorship", "{n} authorships", wrote).format(
                    n=number(wrote)
                ),
            ),
            (
                _("Newest first")
                if printing.wanted()
                else _(
                    "Newest first; sort by a column's heading, choose a row to open the submission"
                )
            )
            + " · "
            + in_words(selection),
        )
        if printing.wanted():
            first = window("signatures", selection, rows=slice(0, printing.ROWS))
            printing.table("signatures", first, _COLUMNS, of=total)
            return

        def opened() -> None:
            picked_rows = st.session_state["signatures_table"]["selection"]["rows"]
            if picked_rows:
                st.session_state["open_submission"] = shown.submission_id.iloc[picked_rows[0]]

        shown = first_rows(window("signatures", selection, rows=slice(0, grid.GRID_ROWS)), total)
        st.dataframe(
            readable(shown),
            key="signatures_table",
            hide_index=True,
            height=min(36 * (len(shown) + 1) + 3, 560),
            column_order=_COLUMNS,
            column_config=columns("signatures")
            | {
                "organisation": st.column_config.TextColumn(
                    labels.FILTERS["organisation"], pinned=True, width="medium"
                )
            },
            on_select=opened,
            selection_mode="single-row",
            alt=_(
                "Which organisation wrote or signed which submission, with stage, date and source"
            ),
        )
        with st.container(horizontal=True, key="tools_signatures"):
            toolbar("signatures", Answer("signatures", selection, shown, of=total))
