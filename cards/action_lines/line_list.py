"""The list of action lines, and who cites them."""

from typing import Any

import pandas as pd

from cards.action_lines.naming import NOT_CITED, of_citing, shown, who_cite, without_lines
from cards.kit import Link, Record, RecordList
from cards.query import Context, query
from i18n import _, escaping, headlines


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
        _("{name} is cited most: by {share}"),
        _("{names} are cited most: each by {share}"),
        _("No single one leads: {n} are cited by {share} each"),
        share=of_citing(int(rows[unit].max()), total, unit),
    )


def few_cite(total: int, unit: str) -> str:
    return f"{headlines.few_to_rank(total, unit)} {who_cite(unit, total)}"


def lines(page: Context) -> RecordList:
    """The list card of all action lines: link, facilitators, number of citations."""
    every = query("action_lines", without_lines(page))
    rows = shown(page, every.rows)
    return RecordList(
        key="action_lines",
        query=every,
        title=_("The action lines"),
        subtitle=_("Who facilitates each, and how often it is cited"),
        scope="",
        record=lambda row: record(row, page.unit),
        rows=rows,
        size=len(rows),
    )


def record(row: Any, unit: str) -> Record:
    """One action line: a link to its page, how often it is cited, who facilitates it."""
    link = Link("action_line", row.action_line, id=row.action_line_id)
    about = (cited_by(int(getattr(row, unit)), unit), escaping.one_line(row.facilitators))
    return Record(f"line_{row.action_line_id}", link, about)


def cited_by(count: int, unit: str) -> str:
    """How often something is cited: 'cited by 38 submissions', or 'not cited'."""
    if not count:
        return NOT_CITED
    if unit == "points":
        return _("cited in {points}").format(points=headlines.counted(count, "points"))
    if unit == "organisations":
        return _("cited in texts of {organisations}").format(
            organisations=headlines.counted(count, "organisations")
        )
    return _("cited by {submissions}").format(submissions=headlines.counted(count, "submissions"))
