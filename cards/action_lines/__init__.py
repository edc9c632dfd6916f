"""The cards of the page on the action lines."""

from cards.action_lines.matrices import closest, goals, kinds, matrix, themes
from cards.action_lines.naming import (
    FIELDS,
    cited_by,
    citing,
    code,
    coverage,
    coverage_of,
    field,
    goal_label,
    label,
    lines,
    lines_only,
    most_cited,
    named_matrix,
    parents_of_fields,
    record,
    source,
    themes_link,
    together,
    without_lines,
)
from cards.kit import Cards, for_page, only_if
from cards.query import Context
from queries import ask


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return only_if(
        lambda: not ask("action_lines").empty,
        **for_page(page, by_kind=kinds, action_lines=lines, by_theme=themes, by_goal=goals),
    )
