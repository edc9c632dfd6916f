"""The title of each stage over its columns, in as few rows as have room for all, with a line down to the columns."""

from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from charts.figure import SMALL, annotation, shortened, straight
from charts.measure import width as measured

HEAD = 16
"""Pixels: the height of a row of words."""

_RULE = "rgba(122,122,122,0.6)"


class Head(NamedTuple):
    """A stage over its columns from ``first`` to ``last``.

    Its words stand in row ``row``, counted from below, and begin ``shift`` pixels right of the middle of these columns.
    """

    words: str
    first: float
    last: float
    shift: float
    row: int

    @property
    def middle(self) -> float:
        """The middle of its columns, in widths of columns."""
        return (self.first + self.last) / 2


def placed(
    spans: Mapping[str, tuple[float, float]], end: float, pixels: float, before: float = 0
) -> list[Head]:
    """The heads of stages (title -> where its columns begin and end, in widths of columns, from the left).

    Words that stand in one row do not touch where a column is ``pixels`` wide or wider; there are ``end`` columns, and
    ``before`` pixels of room left of them.
    """
    heads: list[Head] = []
    row_ends: list[float] = []
    for stage, (first, last) in spans.items():
        words = shortened(stage, before + end * pixels, SMALL)
        width = measured(unescape(words), SMALL, bold=True) / pixels
        left = max(min((first + last - width) / 2, end - width), -before / pixels)
        row = next((row for row, row_end in enumerate(row_ends) if row_end <= left), len(row_ends))
        row_ends[row : row + 1] = [left + width + 6 / pixels]
        shift = (left - (first + last) / 2) * pixels
        heads.append(Head(words, first, last, shift, row))
    return heads


def words_over(heads: Sequence[Head], bottom: float) -> list[dict[str, Any]]:
    """The words of the heads, over a line ``bottom`` pixels from the top."""
    font = {"size": SMALL, "weight": 700}
    return [
        annotation(
            head.middle,
            bottom - HEAD * (head.row + 1) - 2,
            head.words,
            font=font,
            xref="x",
            xshift=head.shift,
        )
        for head in heads
    ]


def lines_under(heads: Sequence[Head], bottom: float) -> list[dict[str, Any]]:
    """A line over the columns of each stage, and one that leads to it from words that are higher up."""
    ends = []
    for head in heads:
        ends.append(((head.first + 0.07, bottom), (head.last - 0.07, bottom)))
        if head.row:
            ends.append(((head.middle, bottom - HEAD * head.row), (head.middle, bottom)))
    return [straight(start, end, _RULE, xref="x", yref="y") for start, end in ends]
