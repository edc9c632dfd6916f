"""One author's texts in time order, and what was said in each: themes or claims by submissions.

Two figures of the same height: the names, and the marks, as wide as they need to be, to be scrolled beside the names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.cells import NamedLine, column_heads, head_targets, lines_beside, names_of
from charts.figure import SMALL, figure, high, rectangle, scatter, small, straight, text
from charts.palette import ACCENT, KIND_COLOURS, NEUTRAL
from data.rows import each

COLUMN = 68
NAMES = 168
"""Width of the names in pixels."""

SYMBOLS = {
    "challenge": "triangle-up",
    "recommendation": "square",
    "position": "diamond",
    "achievement": "circle",
    "several": "hexagram",
    "dropped": "x-thin",
}
"""Kind of a mark, or dropped -> plotly's symbol for it."""

_LINE, _LEAST_HEAD = 22.0, 70.0
_SHOWN = "rgba(11, 90, 138, 0.10)"
"""Ground of the column of the text that is shown."""
_RULE = "rgba(122, 122, 122, 0.15)"
"""A line through each row, to follow a name by."""


@dataclass(frozen=True)
class Text:
    """A submission as a column: id, heading, how its points changed since the text before, whether it is shown."""

    submission_id: str
    heading: str
    step: str
    is_current: bool


def _heading(submission: Text) -> str:
    """The text over a column: the heading's lines, bold if the submission is shown, and the step."""
    words = "<br>".join(
        text(line, COLUMN - 2, SMALL, bold=submission.is_current)
        for line in submission.heading.split("\n")
    )
    step = text(submission.step, COLUMN - 2, SMALL)
    return f"<b>{words}</b><br>{step}" if submission.is_current else f"{words}<br>{step}"


def _head(texts: Sequence[Text]) -> float:
    """The height in pixels of the text over the columns."""
    return max([_LEAST_HEAD, *(high(_heading(submission), SMALL) + 8 for submission in texts)])


def _lines(labels: Mapping[str, str], head: float) -> dict[str, NamedLine]:
    return lines_beside(labels, NAMES - 8, top=head, least=_LINE, around=5)


def _height(lines: Mapping[str, NamedLine], head: float) -> float:
    return head + sum(line.height for line in lines.values()) + 8


def family_names(labels: Mapping[str, str], texts: Sequence[Text], key: str) -> go.Figure:
    """The names (id -> label, in order) of the lines of ``family_matrix``; ``key``, over them, explains the columns."""
    head = _head(texts)
    lines = _lines(labels, head)
    words = text(key, NAMES - 8, SMALL)
    key_note = small(0, head - high(words, SMALL) - 4, words)
    notes = [key_note, *names_of(lines)]
    return figure(_height(lines, head), [], notes, (0, 1), width=NAMES)


def family_matrix(
    rows: pd.DataFrame, *, labels: Mapping[str, str], texts: Sequence[Text], hovers: Sequence[str]
) -> go.Figure:
    """One line per theme or claim (id -> label), one column per text, both in order.

    ``rows`` has ``said_id``, ``submission_id``, ``kind`` and ``step``; ``hovers`` has a text per row. A mark's shape
    and colour are its kind; a thin cross means that the text dropped it. The column of the text that is shown has a
    background. customdata = [said_id, submission_id]; a heading's is ["", submission_id].
    """
    head = _head(texts)
    lines = _lines(labels, head)
    column_numbers = {submission.submission_id: number for number, submission in enumerate(texts)}
    height = _height(lines, head)
    kinds = ["dropped" if row.step == "dropped" else row.kind for row in each(rows)]
    colours = [NEUTRAL if kind == "dropped" else KIND_COLOURS.get(kind, ACCENT) for kind in kinds]
    marks = scatter(
        x=[column_numbers[submission_id] + 0.5 for submission_id in rows.submission_id],
        y=[lines[said_id].middle for said_id in rows.said_id],
        marker={
            "symbol": [SYMBOLS.get(kind, "circle") for kind in kinds],
            "size": [8 if kind == "dropped" else 13 for kind in kinds],
            "opacity": 1,
            "color": colours,
            "line": {
                "width": [1.5 if kind == "dropped" else 0 for kind in kinds],
                "color": colours,
            },
        },
        ids=rows[["said_id", "submission_id"]].to_numpy().tolist(),
        hovers=list(hovers),
    )
    headings = {submission.submission_id: text(submission.heading) for submission in texts}
    grounds = [
        rectangle((number + 0.02, number + 0.98), (0, height - 8), _SHOWN, layer="below")
        for number, submission in enumerate(texts)
        if submission.is_current
    ]
    rules = [
        straight((0, line.middle), (len(texts), line.middle), _RULE, layer="below")
        for line in lines.values()
    ]
    return figure(
        height,
        [head_targets(headings, head, inset=0.02), marks],
        column_heads(list(map(_heading, texts)), 2),
        (0, max(len(texts), 1)),
        width=COLUMN * len(texts) + 4,
        right=4,
        shapes=[*grounds, *rules],
    )
