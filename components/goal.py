"""The parts of the page on one Sustainable Development Goal."""

from typing import Any

import streamlit as st

from components import action_lines, address, entities, frame
from components.action_line import around
from components.card import Answer, empty_state, heading
from components.downloads import toolbar
from components.evidence import evidence_card
from components.filter_bar import scope
from components.patience import patient
from components.submissions import record
from queries import Filters, ask, length, window
from words import _, findings, ngettext, number, options, text

SUBMISSIONS = 12
"""How many submissions stand on one page of the list."""


def shown() -> Any | None:
    """The goal that the address names, as a row of ``goals``; None, after saying where to go."""
    identity = entities.chosen("sdg")
    if identity is None:
        return None
    rows = ask("goals", entities.narrowing("sdg"))
    return next(rows[rows.sdg == identity].itertuples(), None)


def citing(goal: Any) -> Filters:
    """What cites the goal, under the filters in force."""
    return entities.narrowing("sdg").set(sdg=(goal.sdg,))


def head(goal: Any) -> None:
    """Its number and title, and how many submissions cite it."""
    name = action_lines.goal_label(goal.sdg)
    frame.name_tab(text.plain(name))
    entities.title(name)
    counts = action_lines.citing(entities.narrowing("sdg")).loc["submissions"]
    st.markdown(
        text.markdown(coverage(int(goal.submissions), int(counts.goals), int(counts.selected)))
    )


def coverage(count: int, citing: int, total: int) -> str:
    """How many of ``total`` submissions cite the goal, and how few cite any."""
    whole = findings.counted(total, "submissions")
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


@patient
def lines_card(goal: Any) -> None:
    """Which action lines and fields serve it by the matrix, and how often both are cited in one point."""
    selection, unit = entities.narrowing("sdg").without("action_line"), address.unit()
    rows = ask("action_line_goals", selection)
    mine = rows[rows.sdg == goal.sdg]
    linked = mine[mine.link == "itself"]
    lines = ask("action_lines", selection).set_index("action_line_id")
    also = mine[(mine.link != "itself") & (mine.points > 0)]
    with st.container(border=True, key="card_lines"):
        heading(
            served(len(linked)),
            _("{matrix}, each field by itself; it does not depend on the filters").format(
                matrix=action_lines.named_matrix()
            ),
        )
        for row in [*linked.itertuples(), *also.itertuples()]:
            with st.container(gap=None, key=f"point_line_{row.action_line_id}"):
                entities.link("action_line", row.action_line_id, row.action_line)
                cited = int(lines[unit][row.action_line_id])
                st.caption(text.markdown(_about(row, cited, unit)))
        if read := action_lines.source(linked.source_url):
            st.caption(read)
        with st.container(horizontal=True, gap="small", key="tools_lines"):
            own = selection.set(sdg=(goal.sdg,))
            toolbar("lines", Answer("action_line_goals", own, mine, {"pairs": "filtered"}))


def served(count: int) -> str:
    """How many action lines and fields the matrix links with it."""
    if not count:
        return _("The matrix links no action line with it")
    return ngettext(
        "{n} action line or field serves it", "{n} action lines and fields serve it", count
    ).format(n=number(count))


def _about(row: Any, cited: int, unit: str) -> str:
    parts = [] if row.link == "itself" else [_("not linked by the matrix itself")]
    parts.append(action_lines.cited_by(cited, unit))
    if row.points:
        parts.append(action_lines.together(int(getattr(row, unit)), unit).rstrip("."))
    return " · ".join(parts)


@patient
def submissions_card(goal: Any) -> None:
    """Every submission that cites it, newest first."""
    selection = citing(goal)
    total = length("submissions", selection)
    with st.container(border=True, key="card_submissions"):
        about = scope(selection.without("sdg"))
        if not total:
            empty_state("submissions", about, _("No submission in this selection cites this goal"))
            st.page_link(
                "action_lines.py",
                label=_("All action lines and goals"),
                icon=":material/list:",
                query_params=address.parameters(entities.narrowing("sdg")),
            )
            return
        cite = ngettext("{n} submission cites it", "{n} submissions cite it", total)
        heading(cite.format(n=number(total)), _("Newest first") + " · " + about)
        place = st.container()
        page = address.page(total, SUBMISSIONS, key="submissions_page")
        shown = window("submissions", selection, rows=page)
        with place:
            for row in shown.itertuples():
                record(row, address.filters())
        with st.container(horizontal=True, gap="small", key="tools_submissions"):
            toolbar("submissions", Answer("submissions", selection, shown, of=total))


@patient
def points_card(goal: Any) -> None:
    """Every point that cites it."""
    evidence_card(
        citing(goal),
        title=_("The points that cite {name}").format(name=action_lines.goal_label(goal.sdg)),
    )


def neighbours(goal: Any) -> None:
    """Links to the goals before and after it."""
    order = list(options.known()["sdg"])
    around("sdg", order, goal.sdg, action_lines.goal_label)
