"""The list of action lines, and who cites them."""

from typing import Any

import pandas as pd

from cards.action_lines.naming import NOT_CITED, lines_to_show, without_lines
from cards.kit import Link, Record, RecordList
from cards.query import Context, query
from i18n import _, escaping, headlines, messages, number

LISTED = 12
"""Action lines on a page of the list."""


def most_cited(rows: pd.DataFrame, total: int, unit: str) -> str:
    """Names the action line that is cited most; ``rows`` has ``action_line`` and a column named like ``unit``.

    Empty if none is cited.
    """
    if not total or not rows[unit].max():
        return ""
    if total < headlines.FEW:
        return messages.FEW_CITE(unit, total)
    return headlines.lead(
        headlines.leaders(rows, "action_line", unit),
        messages.CITED_MOST,
        share=messages.OF_CITING(unit, total, count=number(rows[unit].max())),
    )


def lines(page: Context) -> RecordList:
    """The list card of all action lines: link, facilitators, number of citations."""
    citations = query("action_lines", without_lines(page))
    rows = lines_to_show(page, citations.rows)
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
    return messages.CITED_BY(unit, count) if count else _(NOT_CITED)
