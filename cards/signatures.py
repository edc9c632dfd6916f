"""The cards of the page on who signed what."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cards import rankings
from cards.kit import Card, Chart, Link, Paging, Record, RecordList
from cards.query import GRID_ROWS, Context, Query, dotted, query
from charts import signature_matrix, signature_names, stated_bars
from i18n import (
    N_,
    Words,
    _,
    entity_sentences,
    escaping,
    headlines,
    labels,
    ngettext,
    number,
    sentences,
)
from i18n.dates import partial, written
from queries import Filters, ask, count_rows, fetch_rows
from queries.filters import PARTY_FILTERS

LISTED, PRINTED = 6, 20
"""Joint submissions on a page of the list, and on paper."""
ROWS = 25
COLUMNS = 250
"""Submissions that a page of the matrix has at most: each more is sent to the browser and scrolled by."""
TEXTS = Words({"joint": N_("Joint submissions"), "all": N_("All submissions")})
ONE_BODY = N_(
    "A ministry or agency and its state, or a body and its organ, count as one organisation here."
)
UNKNOWN = N_("not known: the source does not name all signatories")
ORDERS = Words(
    {"most": N_("Most signatures first"), "name": N_("By name"), "group": N_("By group")}
)
OF_PARTIES = {*PARTY_FILTERS, "also_organisation"} - {"organisation"}
"""Filters with which ``with_their_parties`` would select other submissions."""


def unknown_mark() -> str:
    """The mark of what is not known, and what it means."""
    words = _(UNKNOWN)
    return f"▨ {words}"


def joint(page: Context) -> RecordList:
    """The joint submissions, newest first: who wrote and who signed each, and how many its source states."""
    every = query("joint_submissions", page.filters)
    count = every.length()
    only = next(every.page(slice(0, 1)).rows.itertuples()) if count == 1 else None
    return RecordList(
        key="joint",
        query=every,
        title=joint_finding(page.filters, count, only),
        subtitle=dotted(
            _("Newest first. ○ wrote, ● signed, where our sources name them"),
            unknown_mark(),
        ),
        scope=page.scope(page.filters),
        record=_joint,
        size=LISTED,
        printed=PRINTED,
        parameter="joint",
        footnote=_(ONE_BODY),
        empty=_(
            "No submission that matches these filters names two or more independent organisations"
        ),
    )


def joint_finding(selection: Filters, count: int, only: Any | None) -> str:
    """How many organisations wrote or signed how many submissions; of the ``only`` one also the stated signatories.

    The list names all of them. Filters on some would count these alone: then no number is given.
    """
    if only is None and any(getattr(selection, name) for name in PARTY_FILTERS):
        return headlines.joint_submissions(count) if count else ""
    if only is None:
        organisations = count_rows("matrix_organisations", selection, texts="joint", order="most")
        return headlines.matrix(organisations, count, joint=True)
    named = int(only.named_authors) + int(only.named_signatories)
    who = headlines.counted(named, "organisations")
    if pd.isna(only.stated_signatories):
        return _("{organisations} wrote or signed this submission").format(organisations=who)
    stated = int(only.stated_signatories)
    return ngettext(
        "{organisations} wrote or signed this submission; the source gives {n} signatory, and we know {named} by "
        "name",
        "{organisations} wrote or signed this submission; the source gives {n} signatories, and we know {named} by "
        "name",
        stated,
    ).format(organisations=who, n=number(stated), named=number(only.named_signatories))


def _joint(row: Any) -> Record:
    signed = int(row.named_signatories)
    about = [
        written(row.submitted_on),
        escaping.one_line(row.stage),
        entity_sentences.as_reported(row.reporter),
        f"○ {escaping.shorten(row.authors, 90)}" if row.named_authors else "",
        f"● {escaping.shorten(row.signatories, 90)}" if signed else "",
    ]
    if not pd.isna(row.stated_signatories):
        named = entity_sentences.named_of(signed, row.stated_signatories)
        about.append(f"▨ {named}" if signed < row.stated_signatories else named)
    title = escaping.shorten(row.submission, 110)
    link = Link("submission", title, id=row.submission_id, title=title)
    return Record(row.submission_id, link, about, row.source_url)


def with_their_parties(selection: Filters) -> Filters:
    """The filters that select the same submissions with everybody who wrote or signed them.

    Without these filters the list of signatures has only the organisations filtered by, and would name no other
    signatory. Where a further filter is about organisations, none select the same: then the selection stays as it is.
    """
    if not selection.organisation or any(getattr(selection, name) for name in OF_PARTIES):
        return selection
    return selection.without("organisation").set(also_organisation=selection.organisation)


def every_part(page: Context) -> Query:
    """The plain list: who wrote or signed which submission."""
    return query("signatures", with_their_parties(page.filters))


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
    stated = _stated(drawn)
    # An author is not drawn beside signatories alone, nor they beside authors: then an empty cell may be known.
    hatched = not selection.role and bool((stated.stated > stated.named).any())
    submissions = int(organisations.submissions.iloc[0]) if len(organisations) else 0
    return Chart(
        key="matrix",
        query=every.page(slice(0, GRID_ROWS)),
        title=headlines.matrix(count, submissions, joint=texts == "joint"),
        subtitle=page.subtitle(
            selection,
            _("■ signed, ○ wrote, newest first"),
            unknown_mark() if hatched else "",
            _("At the foot: signatories named, of those that the source states")
            if len(stated)
            else "",
        ),
        draw=lambda: _matrix(drawn, organisations, selection.organisation, stated, hatched),
        names=lambda: signature_names(
            _names(organisations), (_("Named"), _("of those stated")) if len(stated) else ()
        ),
        sets="organisation",
        selected=selection.organisation,
        state=(*asked.values(), shown.start),
        how=sentences(
            _(
                "Each mark shows one organisation's part in one submission. If you filter by organisation, the columns "
                "are its submissions and the rows are everyone who wrote or signed them. Each page shows only the "
                "columns that its rows need; scroll sideways for more. Select a mark to filter by that organisation."
            ),
            _(ONE_BODY) if texts == "joint" else "",
        ),
        empty=_(
            "No submission that matches these filters names two or more independent organisations"
        )
        if texts == "joint"
        else "",
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
            "The columns are {n} of these organisations' {all} submissions: the ones that most of them wrote or "
            "signed. Use filters to see others."
        ).format(
            n=number(drawn.submission_id.nunique()), all=number(marks.submission_id.nunique())
        ),
    )


def _stated(marks: pd.DataFrame) -> pd.DataFrame:
    """The submissions of the marks whose source states how many signed, with what their empty cells say on hover."""
    submissions = marks[marks.stated.notna() & (marks.stated > 0)].drop_duplicates("submission_id")
    return submissions[["submission_id"]].assign(
        named=submissions.named.astype(int),
        stated=submissions.stated.astype(int),
        hover=[
            "<br>".join(
                (
                    escaping.plot(entity_sentences.named_of(row.named, row.stated)),
                    escaping.plot(escaping.shorten(row.submission, 90)),
                )
            )
            for row in submissions.itertuples()
        ],
    )


def _names(page: pd.DataFrame) -> dict[str, str]:
    return {row.organisation_id: escaping.shorten(row.label, 23) for row in page.itertuples()}


def _matrix(
    marks: pd.DataFrame,
    page: pd.DataFrame,
    chosen: tuple[str, ...],
    stated: pd.DataFrame,
    hatched: bool,
) -> go.Figure:
    marks = marks.sort_values("submitted_on", ascending=False, kind="stable")
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
        stated=stated,
        unknown=_(UNKNOWN) if hatched else "",
        number=number,
    )


def _short_title(row: Any) -> str:
    """A column's heading: who, which stage, when."""
    authors = escaping.one_line(row.authors).split("; ")
    who = escaping.shorten(authors[0], 16) + (f" +{len(authors) - 1}" if len(authors) > 1 else "")
    when = partial(row.submitted_on, row.date_precision)
    return ", ".join(part for part in (who, row.short_stage, when) if part)


def signers(page: Context) -> Card:
    """Organisations by number of signatures."""
    rows = ask("organisations", page.without("organisation"))
    signed = rows[rows.signed > 0]
    return rankings.signers(
        page,
        "signers",
        top=len(page.first("signers", signed)),
        every=len(signed),
        about=_("Submissions by others that each organisation signed, where our sources name it"),
        value=lambda row: _signed_and_wrote(int(row.signed), int(row.authored)),
        how=_("We can count only signatories that are named. Colours show stakeholder groups."),
    )


def _signed_and_wrote(signed: int, wrote: int) -> str:
    if not wrote:
        return _("{signed} signed").format(signed=number(signed))
    return _("{signed} signed, {wrote} wrote").format(signed=number(signed), wrote=number(wrote))


def stated(page: Context) -> Card:
    """Signatories that a source states beside those that are named here."""
    signatories = query("stated_signatories", page.filters)
    rows = signatories.rows
    shown = page.first("stated", rows)
    shown = shown.assign(label=[escaping.shorten(title, 70) for title in shown.submission])
    return Chart(
        key="stated",
        query=signatories,
        title=headlines.stated(rows),
        subtitle=page.subtitle(
            page.filters,
            _("Hatched: signatories that the source states without a name. Full: those it names"),
        ),
        draw=lambda: stated_bars(
            shown,
            value_text=lambda row: entity_sentences.named_of(row.named, row.stated),
        ),
        opens="submission",
        every=len(rows),
        how=_(
            "Authors are not counted. Long statements often list their signatories at the end, which is often not "
            "on the page that we read. If a name is missing here, the organisation may still have signed."
        ),
        empty=_("No source that matches these filters says how many signed"),
    )
