"""The cards of the page on who signed what."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cards import rankings
from cards.kit import Card, Chart, Paging
from cards.query import GRID_ROWS, Context, query
from charts import signature_matrix, signature_names, stated_bars
from i18n import _, escaping, headlines, labels, number
from i18n.dates import partial, written
from queries import count_rows, fetch_rows

ROWS = 25
COLUMNS = 250
"""Submissions that a page of the matrix has at most: each more is sent to the browser and scrolled by."""
RANKED = 15
TEXTS = {"joint": _("Joint texts"), "all": _("All submissions")}
ORDERS = {"most": _("Most texts first"), "name": _("By name"), "group": _("By group")}


def matrix(page: Context) -> Card:
    """Organisations by submissions, most active first, 25 organisations a page with the columns they have."""
    selection = page.filters
    texts = page.value("texts", tuple(TEXTS))
    asked = {"texts": texts, "order": page.value("order", tuple(ORDERS))}
    every = query("signature_matrix", selection, **asked)
    count = count_rows("matrix_organisations", selection, **asked)
    shown = page.rows_of_page(count, ROWS)
    organisations = fetch_rows("matrix_organisations", selection, rows=shown, **asked)
    # The marks of these organisations stand one after the other in the whole matrix.
    first = int(organisations.before.iloc[0]) if len(organisations) else 0
    rows = slice(first, first + int(organisations.marks.sum()))
    marks = fetch_rows("signature_matrix", selection, rows=rows, **asked)
    drawn = _columns(marks)
    submissions = int(organisations.submissions.iloc[0]) if len(organisations) else 0
    return Chart(
        key="matrix",
        query=every.page(slice(0, GRID_ROWS)),
        title=headlines.matrix(count, submissions, joint=texts == "joint"),
        subtitle=page.subtitle(
            selection,
            _("Filled = signed, ring = wrote · columns in time order"),
            page.hint(_("click a mark to filter by the organisation")),
        ),
        draw=lambda: _matrix(drawn, organisations, selection.organisation),
        names=lambda: signature_names(_names(organisations)),
        sets="organisation",
        selected=selection.organisation,
        state=(*asked.values(), shown.start),
        how=_(
            "One mark per organisation and submission. With an organisation filter the columns are that organisation's "
            "submissions and the rows are all who stand behind them. Each page of rows has the columns its rows need; "
            "more of them are found by scrolling sideways."
        ),
        empty=_("No joint text in this selection") if texts == "joint" else "",
        paging=Paging(count, ROWS),
        below=_left_out(marks, drawn),
    )


def _columns(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks of COLUMNS submissions at most: those with most marks, the latest of them."""
    submissions = marks.groupby("submission_id").time_order.agg(["size", "first"])
    kept = submissions.sort_values(["size", "first"], ascending=False).head(COLUMNS)
    return marks[marks.submission_id.isin(kept.index)]


def _left_out(marks: pd.DataFrame, drawn: pd.DataFrame) -> tuple[str, ...]:
    """Which texts have no column."""
    if len(drawn) == len(marks):
        return ()
    return (
        _(
            "The columns are {n} of these organisations' {all} texts, those that most of them stand behind; "
            "filters narrow to others."
        ).format(
            n=number(drawn.submission_id.nunique()), all=number(marks.submission_id.nunique())
        ),
    )


def _names(page: pd.DataFrame) -> dict[str, str]:
    return {row.organisation_id: escaping.shorten(row.label, 23) for row in page.itertuples()}


def _matrix(marks: pd.DataFrame, page: pd.DataFrame, chosen: tuple[str, ...]) -> go.Figure:
    marks = marks.sort_values("time_order", kind="stable")
    texts = marks.drop_duplicates("submission_id")
    hovers = [
        "<br>".join(
            escaping.plot(part)
            for part in (
                row.organisation,
                ", ".join(
                    (
                        labels.ROLES.get(row.role, row.role),
                        written(row.submitted_on),
                        escaping.one_line(row.stage),
                    )
                ),
                escaping.shorten(row.submission, 90),
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
    authors = escaping.one_line(row.authors).split("; ")
    who = escaping.shorten(authors[0], 16) + (f" +{len(authors) - 1}" if len(authors) > 1 else "")
    when = partial(row.submitted_on, row.date_precision)
    return ", ".join(part for part in (who, row.short_stage, when) if part)


def signers(page: Context) -> Card:
    """Organisations by number of signatures."""
    return rankings.signers(
        page,
        "signers",
        top=RANKED,
        about=_("Texts of others signed, among those collected; first {n}").format(n=RANKED),
        value=lambda row: (
            _("{signed} signed").format(signed=number(row.signed))
            + (_(", {wrote} wrote").format(wrote=number(row.authored)) if row.authored else "")
        ),
        how=_("Only named signatories can be counted. Colours are stakeholder groups."),
    )


def stated(page: Context) -> Card:
    """Signatories that a source states beside those that could be named."""
    signatories = query("stated_signatories", page.filters)
    rows = signatories.rows
    shown = rows.head(12)
    shown = shown.assign(label=[escaping.shorten(title, 70) for title in shown.submission])
    return Chart(
        key="stated",
        query=signatories,
        title=headlines.stated(rows),
        subtitle=page.subtitle(
            page.filters,
            _("Pale = signatories the source states, full = named here, authors not counted"),
            page.hint(_("click to open")),
        ),
        draw=lambda: stated_bars(
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
