"""The cards of the page on the action lines."""

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
