"""The cards of the page on one Sustainable Development Goal."""

from typing import Any

import pandas as pd

from cards import action_lines, submissions
from cards.kit import Link, Record, RecordList
from cards.query import Context, Query, query
from i18n import _, headlines, ngettext, number
from queries import Filters, ask

SUBMISSIONS = 12
"""How many submissions stand on one page of the list."""


def coverage(count: int, citing: int, total: int) -> str:
    """How many of ``total`` submissions cite the goal, and how few cite any."""
    whole = headlines.counted(total, "submissions")
    if not total:
        return _("No submission is selected.")
    if not citing:
        return _(
            "None of {whole} cites this goal, nor any other by name. That is not the same as not caring about it."
        ).format(whole=whole)
    any_goal = ngettext(
        "{n} of {whole} cites a goal by name", "{n} of {whole} cite a goal by name", citing
    ).format(n=number(citing), whole=whole)
    if not count:
        return _(
            "{any_goal}, none of them this one. That is not the same as not caring about it."
        ).format(any_goal=any_goal)
    return ngettext(
        "{any_goal}, {n} of them this one.", "{any_goal}, {n} of them this one.", count
    ).format(any_goal=any_goal, n=number(count))


def lines(page: Context, goal: str, asked: Filters) -> RecordList:
    """Which action lines and fields serve it by the matrix, and how often both are cited in one point."""
    pairs = ask("action_line_goals", asked)
    mine = pairs[pairs.sdg == goal]
    linked = mine[mine.link == "itself"]
    also = mine[(mine.link != "itself") & (mine.points > 0)]
    cited = ask("action_lines", asked).set_index("action_line_id")[page.unit]

    def record(row: Any) -> Record:
        link = Link("action_line", row.action_line, id=row.action_line_id)
        about = _about(row, int(cited[row.action_line_id]), page.unit)
        return Record(f"line_{row.action_line_id}", link, about)

    rows = pd.concat([linked, also])
    return RecordList(
        key="lines",
        query=Query("action_line_goals", asked.set(sdg=(goal,)), {"pairs": "filtered"}, mine),
        title=served(len(linked)),
        subtitle=_("{matrix}, each field by itself; it does not depend on the filters").format(
            matrix=action_lines.named_matrix()
        ),
        scope="",
        record=record,
        rows=rows,
        size=max(len(rows), 1),
        footnote=action_lines.source(linked.source_url),
    )


def served(count: int) -> str:
    """How many action lines and fields the matrix links with it."""
    if not count:
        return _("The matrix links no action line with it")
    return ngettext(
        "{n} action line or field serves it", "{n} action lines and fields serve it", count
    ).format(n=number(count))


def _about(row: Any, cited: int, unit: str) -> list[str]:
    parts = [] if row.link == "itself" else [_("not linked by the matrix itself")]
    parts.append(action_lines.cited_by(cited, unit))
    if row.points:
        parts.append(action_lines.together(int(getattr(row, unit)), unit).rstrip("."))
    return parts


def cited_in(page: Context, goal: str, asked: Filters) -> RecordList:
    """Every submission that cites it, newest first."""
    citing = query("submissions", asked.set(sdg=(goal,)))
    total = citing.length()
    cite = ngettext("{n} submission cites it", "{n} submissions cite it", total)
    return RecordList(
        key="submissions",
        query=citing,
        title=cite.format(n=number(total)),
        subtitle=_("Newest first"),
        scope=page.scope(asked),
        record=submissions.record,
        size=SUBMISSIONS,
        parameter="submissions_page",
        empty=_("No submission in this selection cites this goal"),
        ways_out=(
            Link("action_lines", _("All action lines and goals"), asked, icon=":material/list:"),
        ),
    )
