"""Which points cite an action line or a goal, read from the tables as they are written."""

from __future__ import annotations

import pandas as pd

from tests.pages.visiting import table

LINES = table("action_lines").set_index("action_line_id")
GOALS = table("sdgs").set_index("sdg").title
MATRIX = table("action_line_sdgs")
THEMES = table("themes").set_index("theme_id").title
STAGE = table("submissions").set_index("submission_id").stage_id
POINTS = table("points")
POINTS["stage"] = POINTS.submission_id.map(STAGE)
CITED = table("point_action_lines").merge(POINTS, on="point_id")
PARENT = LINES.parent_id[CITED.action_line_id].to_numpy()
CITED["line"] = CITED.action_line_id.where(PARENT == "", PARENT)
OF_GOALS = table("point_sdgs").merge(POINTS, on="point_id")
WHOLE = list(LINES.index[LINES.parent_id == ""])
FIELDS = list(LINES.index[LINES.parent_id != ""])


def of_line(line: str, citations: pd.DataFrame = CITED) -> pd.DataFrame:
    """The points that cite a line, or a field of it."""
    return citations[(citations.line == line) | (citations.action_line_id == line)]
