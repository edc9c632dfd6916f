"""The cards of the page on the action lines."""

from functools import partial

from cards.action_lines.line_list import cited_by, lines, most_cited, record
from cards.action_lines.marks import together
from cards.action_lines.matrices import closest, goals, kinds, matrix, themes
from cards.action_lines.naming import (
    FIELDS,
    citing,
    code,
    coverage,
    coverage_of,
    field,
    goal_label,
    label,
    lines_only,
    named_matrix,
    parents_of_fields,
    source,
    themes_link,
    without_lines,
)
from cards.kit import Cards, only_if
from cards.query import Context
from queries import ask


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return only_if(
        lambda: not ask("action_lines").empty,
        by_kind=partial(kinds, page),
        action_lines=partial(lines, page),
        by_theme=partial(themes, page),
        by_goal=partial(goals, page),
    )
