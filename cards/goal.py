"""The cards of the page on one Sustainable Development Goal."""

from typing import Any

import pandas as pd

from cards import action_lines, entity, submissions
from cards.kit import Cards, Link, Record, RecordList
from cards.points import evidence
from cards.query import Context, Query, query
from i18n import _, headlines, ngettext, number
from queries import Filters, ask

SUBMISSIONS = 5
"""Submissions on one page of the list."""
LINES = 6
"""Action lines on one page of the list."""


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    filters = entity.without_own(page, "sdg")
    return entity.about(
        page,
        lambda page: next(iter(entity.ids_of_kind(page, "sdg")), None),
        lines=lambda page, sdg: lines(page, sdg, filters.without("action_line")),
        submissions=lambda page, sdg: cited_in(page, sdg, filters),
        evidence=lambda _page, sdg: evidence(
            filters.set(sdg=(sdg,)), _("The points that cite this goal")
        ),
    )


def coverage(count: int, citing: int, total: int) -> str:
    """How many of ``total`` submissions cite the goal, and how few cite any."""
    if not total:
        return _("No submissions match these filters.")
    template = (
        ngettext(
            "{share} cites a goal by name, {n} of them this one.",
            "{share} cite a goal by name, {n} of them this one.",
            citing,
        )
        if count
        else ngettext(
            "{share} cites a goal by name, but not this one. "
            "Not naming a goal does not mean ignoring it.",
            "{share} cite a goal by name, but none cites this one. "
            "Not naming a goal does not mean ignoring it.",
            citing,
        )
        if citing
        else _(
            "No submission that matches these filters cites a goal. Not citing a goal does not mean ignoring it."
        )
    )
    return template.format(share=headlines.of(citing, total, "submissions"), n=number(count))


def lines(page: Context, goal: str, selection: Filters) -> RecordList:
    """Which action lines and fields serve the goal by the matrix, and how often one point cites both."""
    pairs = ask("action_line_goals", selection)
    goal_pairs = pairs[pairs.sdg == goal]
    linked_pairs = goal_pairs[goal_pairs.link == "itself"]
    unlinked_pairs = goal_pairs[(goal_pairs.link != "itself") & (goal_pairs.points > 0)]
    citation_counts = ask("action_lines", selection).set_index("action_line_id")[page.unit]

    def record(row: Any) -> Record:
        link = Link("action_line", row.action_line, id=row.action_line_id)
        about = _about(row, int(citation_counts[row.action_line_id]), page.unit)
        return Record(f"line_{row.action_line_id}", link, about)

    rows = pd.concat([linked_pairs, unlinked_pairs])
    footnote, pages = action_lines.source(linked_pairs.source_url)
    return RecordList(
        query=Query(
            "action_line_goals", selection.set(sdg=(goal,)), {"pairs": "filtered"}, goal_pairs
        ),
        title=served(len(linked_pairs)),
        subtitle=_("{matrix}, each field separately · does not depend on the filters").format(
            matrix=action_lines.named_matrix()
        ),
        record=record,
        rows=rows,
        size=LINES,
        printed=max(len(rows), 1),
        parameter="lines_page",
        footnote=footnote,
        read_at=pages,
    )


def served(count: int) -> str:
    """How many action lines and fields the matrix links with the goal."""
    if not count:
        return _("The matrix links no action line to this goal")
    return ngettext(
        "{n} action line or field serves this goal",
        "{n} action lines and fields serve this goal",
        count,
    ).format(n=number(count))


def _about(row: Any, cited: int, unit: str) -> list[str]:
    parts = [] if row.link == "itself" else [_("not linked by the matrix")]
    parts.append(action_lines.cited_by(cited, unit))
    if row.points:
        parts.append(action_lines.together(int(getattr(row, unit)), unit).rstrip("."))
    return parts


def cited_in(page: Context, goal: str, selection: Filters) -> RecordList:
    """All submissions that cite the goal, newest first."""
    citing = query("submissions", selection.set(sdg=(goal,)))
    total = citing.length()
    template = ngettext("{n} submission cites this goal", "{n} submissions cite this goal", total)
    return RecordList(
        query=citing,
        title=template.format(n=number(total)),
        subtitle=_("Newest first"),
        scope=page.scope(selection),
        record=submissions.record,
        size=SUBMISSIONS,
        parameter="submissions_page",
        empty=_("No submission that matches these filters cites this goal"),
        ways_out=(
            Link(
                "action_lines", _("All action lines and goals"), selection, icon=":material/list:"
            ),
        ),
    )
