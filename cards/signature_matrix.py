"""The matrix of organisations and submissions: the whole for the page on who signed what, a small one elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from cards.kit import Card, Chart, Link, Paging
from cards.query import GRID_ROWS, Context, dotted, query
from charts import Column, Line, SignatureMatrix, Stated
from data.rows import each
from i18n import (
    N_,
    Words,
    _,
    entity_sentences,
    escaping,
    headlines,
    labels,
    number,
    sentences,
    written_date,
)
from queries import Filters, ask, fetch_rows, length, run_if_small
from queries.tables import has_rows

ROWS = 17
COLUMNS = 40
"""Submissions that the matrix has at most: their titles are listed under it."""
SMALL = 8
"""Organisations and submissions of the small matrix."""
TEXTS = Words(
    {"signed": N_("Signed"), "joint": N_("Wrote or signed"), "all": N_("All submissions")}
)
ORDERS = Words(
    {"most": N_("Most signatures first"), "name": N_("By name"), "group": N_("By group")}
)
ONE_BODY = N_(
    "A ministry or agency and its state, or a body and its organ, count as one organisation here."
)
UNKNOWN = N_("not known: the source does not name all signatories")


def unknown_mark() -> str:
    """The mark for signatories that the source does not name, and what it means."""
    words = _(UNKNOWN)
    return f"▨ {words}"


def one_body() -> str:
    """A note that the parts of a body count as one; empty where no organisation is part of another."""
    return _(ONE_BODY) if has_rows("organisation_parents") else ""


def matrix(page: Context) -> Card:
    """Organisations by submissions, most active first, 17 organisations a page with the columns they have."""
    selection = page.filters
    texts, order = page.value("texts", tuple(TEXTS)), page.value("order", tuple(ORDERS))
    parameters = {"texts": texts, "order": order}
    matrix_query = query("signature_matrix", selection, **parameters)
    organisations, marks, count, submissions = _part(
        selection, lambda count: page.rows_of_page(count, ROWS), **parameters
    )
    page_rows = page.rows_of_page(count, ROWS)
    column_marks = _by_stage(_columns(marks, COLUMNS))
    numbers = {
        identifier: number(position)
        for position, identifier in enumerate(column_marks.submission_id.unique(), 1)
    }
    chart = _matrix(
        selection,
        column_marks,
        organisations,
        numbers=numbers,
        grouped=order != "name",
        names_beside=True,
    )
    return Chart(
        query=matrix_query.page(slice(0, GRID_ROWS)),
        title=_finding(organisations, count, submissions, texts=texts, first=not page_rows.start),
        subtitle=page.subtitle(
            selection,
            _("■ signed, ○ wrote, in time order"),
            unknown_mark() if chart.unknown else "",
            _("At the foot: signatories named, of those that the source states")
            if chart.stated
            else "",
        ),
        draw=chart.marks,
        names=chart.names,
        sets="organisation",
        selected=selection.organisation,
        state=(*parameters.values(), page_rows.start),
        how=sentences(
            _(
                "Each mark shows one organisation's part in one submission. If you filter by organisation, the columns "
                "are its submissions and the rows are everyone who wrote or signed them. Each page shows only the "
                "columns that its rows need; scroll sideways for more. Select a mark to filter by that organisation."
            ),
            "" if texts == "all" else one_body(),
        ),
        empty=""
        if texts == "all"
        else _(
            "No submission that matches these filters names two or more independent organisations"
        ),
        paging=Paging(count, ROWS),
        below=_omission_note(marks, column_marks),
        numbered=_titles(column_marks, numbers),
    )


def small_matrix(page: Context) -> Card:
    """The organisations that signed most, by the joint submissions that most of them signed."""
    selection = page.without("organisation")
    matrix_query = query("signature_matrix", selection)
    part = _part(selection, lambda _count: slice(0, SMALL))
    organisations, marks = part.organisations, part.marks
    column_marks = _by_stage(_columns(marks, SMALL))
    chart = _matrix(selection, column_marks, organisations, chosen=page.filters.organisation)
    return Chart(
        query=matrix_query,
        title=headlines.busiest_signatory(organisations),
        subtitle=page.subtitle(
            selection,
            _(
                "The most frequent signatories, and the joint submissions that most of them signed or wrote"
            ),
            unknown_mark() if chart.unknown else "",
        ),
        draw=chart.marks,
        sets="organisation",
        selected=page.filters.organisation,
        empty=_(
            "No submission that matches these filters names two or more independent organisations"
        ),
        toolbar=(Link("who_signed_what", _("Who signed what"), icon=":material/arrow_forward:"),),
        compact=True,
    )


class _Part(NamedTuple):
    """Some organisations of the matrix and their marks; how many organisations and submissions it has in all."""

    organisations: pd.DataFrame
    marks: pd.DataFrame
    organisation_count: int
    submission_count: int


def _part(selection: Filters, rows_of: Callable[[int], slice], **parameters: str) -> _Part:
    """The organisations ``rows_of`` their number, with their marks.

    A matrix that is small is read whole, which takes one question instead of two.
    """
    whole = run_if_small("signature_matrix", selection, **parameters)
    if whole is not None:
        organisations = whole.drop_duplicates("organisation_id")
        count, submissions = len(organisations), whole.submission_id.nunique()
        organisations = organisations[rows_of(count)]
        marks = whole[whole.organisation_id.isin(organisations.organisation_id)]
        return _Part(organisations, marks, count, submissions)
    count = length("matrix_organisations", selection, **parameters)
    organisations = fetch_rows("matrix_organisations", selection, rows=rows_of(count), **parameters)
    # The marks of these organisations stand one after the other in the whole matrix.
    first_mark = int(organisations.before.iloc[0])
    rows = slice(first_mark, first_mark + int(organisations.marks.sum()))
    marks = fetch_rows("signature_matrix", selection, rows=rows, **parameters)
    return _Part(organisations, marks, count, int(organisations.submissions.iloc[0]))


def _finding(
    organisations: pd.DataFrame, count: int, submissions: int, *, texts: str, first: bool
) -> str:
    """Who signed most, where the page has them; else how many wrote or signed how many."""
    if texts == "signed" and first and organisations.signed.max() > 1:
        return headlines.busiest_signatory(
            organisations.sort_values("signed", ascending=False, kind="stable")
        )
    return headlines.matrix(count, submissions, joint=texts != "all")


def _columns(marks: pd.DataFrame, most: int) -> pd.DataFrame:
    """The marks of ``most`` submissions at most: those with most marks, the latest of them."""
    submissions = marks.groupby("submission_id").time_order.agg(["size", "first"])
    columns = submissions.sort_values(["size", "first"], ascending=False).head(most)
    return marks[marks.submission_id.isin(columns.index)]


def _omission_note(marks: pd.DataFrame, column_marks: pd.DataFrame) -> tuple[str, ...]:
    """Which texts have no column."""
    if len(column_marks) == len(marks):
        return ()
    return (
        _(
            "The columns are {n} of these organisations' {all} submissions: the ones that most of them wrote or "
            "signed. Use filters to see others."
        ).format(
            n=number(column_marks.submission_id.nunique()),
            all=number(marks.submission_id.nunique()),
        ),
    )


def _by_stage(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks in the order of their columns: stage by stage, in time order; undated ones last."""
    stages = list(dict.fromkeys(ask("stages", Filters()).short_stage))
    return marks.assign(place=marks.short_stage.map(stages.index)).sort_values(
        ["place", "submitted_on", "submission_id"], kind="stable"
    )


def _titles(marks: pd.DataFrame, numbers: Mapping[str, str]) -> list[Link]:
    """The submissions of the columns by their numbers, with their dates and how many signatories are named."""
    return [
        Link(
            "submission",
            dotted(
                f"{numbers[row.submission_id]} {escaping.shorten(row.submission, 80)}",
                written_date(row.submitted_on),
                "" if pd.isna(row.stated) else entity_sentences.named_of(row.named, row.stated),
            ),
            id=row.submission_id,
            title=escaping.shorten(row.submission, 80),
        )
        for row in each(marks.drop_duplicates("submission_id"))
    ]


def _stated(marks: pd.DataFrame) -> dict[str, Stated]:
    """The submissions of the marks whose source states how many signed, with what their empty cells say on hover."""
    submissions = marks[marks.stated.notna() & (marks.stated > 0)].drop_duplicates("submission_id")
    return {
        row.submission_id: Stated(
            int(row.named),
            int(row.stated),
            "<br>".join(
                (
                    escaping.plot(entity_sentences.named_of(row.named, row.stated)),
                    escaping.plot(escaping.shorten(row.submission, 90)),
                )
            ),
        )
        for row in each(submissions)
    }


def _matrix(
    selection: Filters,
    marks: pd.DataFrame,
    organisations: pd.DataFrame,
    *,
    numbers: Mapping[str, str] = MappingProxyType({}),
    chosen: Sequence[str] = (),
    grouped: bool = False,
    names_beside: bool = False,
) -> SignatureMatrix:
    """The chart of some marks, in the order of their columns, with those filtered by first."""
    chosen = chosen or selection.organisation
    lines = [
        Line(
            row.organisation_id,
            escaping.shorten(row.label, 40),
            row.stakeholder_group,
            int(row.signed),
        )
        for row in each(organisations)
    ]
    groups = list(dict.fromkeys(line.group for line in lines))
    if grouped:
        chosen_lines = [line for line in lines if line.id in chosen]
        groups = list(dict.fromkeys(line.group for line in (*chosen_lines, *lines)))
        lines.sort(key=lambda line: (groups.index(line.group), line.id not in chosen))
    stated = _stated(marks)
    # With a filter on the role the matrix has no authors, or no signatories: then an empty cell may be known.
    lacking = not selection.role and any(
        submission.stated > submission.named for submission in stated.values()
    )
    columns = marks.drop_duplicates("submission_id")
    return SignatureMatrix(
        rows=marks.assign(hover=[_hover(row) for row in each(marks)]),
        lines=lines,
        columns=[
            Column(row.submission_id, row.short_stage, numbers.get(row.submission_id, ""))
            for row in each(columns)
        ],
        groups=labels.GROUPS,
        grouped=grouped,
        chosen=chosen,
        stated=stated,
        unknown=_(UNKNOWN) if lacking else "",
        total=labels.heading("signed"),
        foot=(_("Named"), _("of those stated")) if names_beside else (),
        number=number,
        names_beside=names_beside,
    )


def _hover(row: Any) -> str:
    """What a mark says: who, in which role, when, at which stage, which submission."""
    details = (
        labels.ROLES.of(row.role),
        written_date(row.submitted_on),
        escaping.one_line(row.stage),
    )
    return "<br>".join(
        map(
            escaping.plot,
            (row.organisation, ", ".join(details), escaping.shorten(row.submission, 90)),
        )
    )
