"""The list of action lines, and who cites them."""

from typing import Any

import pandas as pd

from cards.action_lines.naming import NOT_CITED, of_citing, shown, without_lines
from cards.kit import Link, Record, RecordList
from cards.query import Context, query
from i18n import Nn_, _, escaping, headlines, ngettext, number

LISTED = 12
"""Action lines on a page of the list."""


def most_cited(rows: pd.DataFrame, total: int, unit: str) -> str:
    """Names the action line that is cited most; ``rows`` has ``action_line`` and a column named like ``unit``.

    Empty if none is cited.
    """
    if not total or not rows[unit].max():
        return ""
    if total < headlines.FEW:
        return few_cite(total, unit)
    return headlines.lead(
        headlines.leaders(rows, "action_line", unit),
        _("Cited most: {name} ({share})"),
        _("Cited most, tied at {share}: {names}"),
        _("{n} tie for the most citations ({share} each)"),
        share=of_citing(int(rows[unit].max()), total, unit),
    )


_FEW_CITE = {
    "submissions": Nn_(
        "Too few to rank: {n} submission cites an action line",
        "Too few to rank: {n} submissions cite an action line",
    ),
    "organisations": Nn_(
        "Too few to rank: {n} organisation cited an action line",
        "Too few to rank: {n} organisations cited an action line",
    ),
    "points": Nn_(
        "Too few to rank: {n} point cites an action line",
        "Too few to rank: {n} points cite an action line",
    ),
}


def few_cite(total: int, unit: str) -> str:
    """The sentence that too few cite an action line to name a leader."""
    return ngettext(*_FEW_CITE[unit], total).format(n=number(total))


def lines(page: Context) -> RecordList:
    """The list card of all action lines: link, facilitators, number of citations."""
    citations = query("action_lines", without_lines(page))
    rows = shown(page, citations.rows)
    return RecordList(
        key="action_lines",
        query=citations,
        title=_("Each action line has its own page"),
        subtitle=_("How often each is cited, and which UN body facilitates it"),
        scope="",
        record=lambda row: record(row, page.unit),
        rows=rows,
        size=LISTED,
        printed=len(rows),
        parameter="lines_page",
    )


def record(row: Any, unit: str) -> Record:
    """One action line: a link to its page, how often it is cited, who facilitates it."""
    link = Link("action_line", row.action_line, id=row.action_line_id)
    about = (cited_by(int(getattr(row, unit)), unit), escaping.one_line(row.facilitators))
    return Record(f"line_{row.action_line_id}", link, about)


def cited_by(count: int, unit: str) -> str:
    """How often something is cited: 'cited by 38 submissions', or 'not cited'."""
    if not count:
        return _(NOT_CITED)
    return ngettext(*_CITED_BY[unit], count).format(n=number(count))


_CITED_BY = {
    "submissions": Nn_("cited by {n} submission", "cited by {n} submissions"),
    "organisations": Nn_("cited by {n} organisation", "cited by {n} organisations"),
    "points": Nn_("cited in {n} point", "cited in {n} points"),
}
