"""The cards of the page on the action lines."""

from cards.action_lines.line_list import cited_by, lines, most_cited, record
from cards.action_lines.marks import linked, together
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

__all__ = [
    "FIELDS",
    "cited_by",
    "citing",
    "closest",
    "code",
    "coverage",
    "coverage_of",
    "field",
    "goal_label",
    "goals",
    "kinds",
    "label",
    "lines",
    "lines_only",
    "linked",
    "matrix",
    "most_cited",
    "named_matrix",
    "parents_of_fields",
    "record",
    "source",
    "themes",
    "themes_link",
    "together",
    "without_lines",
]
