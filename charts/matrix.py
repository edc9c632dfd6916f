"""Organisations by submissions: who signed (filled) and who wrote (ring) what, and where that is unknown (hatched).

Columns are grouped by stage, lines by stakeholder group where these have headings. The names of the lines are at
the side of the marks or, where the marks are scrolled, in a figure of their own. The foot says how many signatories
of each submission are named and how many its source states.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts.figure import (
    SMALL,
    annotation,
    bar,
    chart_room,
    coloured,
    figure,
    hatched,
    key,
    scatter,
    shortened,
    small,
    text,
)
from charts.figure import width as measured
from charts.palette import ACCENT, GROUP_COLOURS, UNKNOWN, faded_beside
from charts.stage_heads import HEAD, Head, lines_under, placed, words_over
from charts.stated_foot import CELL, ROW, Stated, stated_foot
from data.rows import each

COLUMN = 18
"""Pixels: the least width of a column that has a number over it."""
NAMES, BESIDE = 160, 144
"""Pixels of the names: in a figure of their own, and at the side of the marks."""
FILLS = 640
"""Pixels that the marks beside names take at least; then they fill their room, unless they need more (frame.css)."""

_BRACKET, _TOTAL = 7, 30
_APART = 0.45
"""By how much of a column stages are apart."""
_EMPTY = "rgba(122,122,122,0.12)"


class Line(NamedTuple):
    """An organisation: its id, label, stakeholder group, and how many submissions it signed."""

    id: str
    label: str
    group: str
    signed: int


class Column(NamedTuple):
    """A submission: its id, the short title of its stage, and its number, if it has one."""

    id: str
    stage: str
    number: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class SignatureMatrix:
    """A line per organisation and a column per submission, in their order; columns of a stage one after the other.

    ``rows`` has ``organisation_id``, ``submission_id``, ``role`` and ``hover``. ``groups`` (id -> words) names the
    stakeholder groups: over their lines if they are ``grouped``, else in a key. ``stated`` are the submissions whose
    source states how many signed. ``unknown`` labels the empty cells of those that lack names, which are hatched;
    without it no cell is. ``total`` heads the column of how many submissions each organisation signed. ``foot`` labels
    the two lines of numbers at the foot; without it there is no foot. ``number`` formats a number. With
    ``names_beside`` the names are a figure of their own.
    """

    rows: pd.DataFrame
    lines: Sequence[Line]
    columns: Sequence[Column]
    groups: Mapping[str, str]
    grouped: bool = False
    chosen: Collection[str] = ()
    stated: Mapping[str, Stated] = field(default_factory=dict)
    unknown: str = ""
    total: str
    foot: Sequence[str] = ("", "")
    number: Callable[[int], str] = str
    names_beside: bool = False

    def marks(self) -> go.Figure:
        """The matrix: customdata = [organisation_id, submission_id]."""
        notes = [*self._key.notes, *self._over_columns(), *self._totals()]
        if not self.names_beside:
            notes += self._names(BESIDE, -BESIDE)
        needed = COLUMN * self._end
        traces = [
            self._empty_cells(),
            self._unknown_cells(),
            *self._marks(signatory=True),
            *self._marks(signatory=False),
        ]
        if self.foot:
            traces += stated_foot(self._told, self._left_of, self._below, self.number)
        return figure(
            self._height,
            traces,
            notes,
            (0, self._end),
            left=0 if self.names_beside else BESIDE,
            right=self._right,
            shapes=lines_under(self._heads, self._bracket),
            **({"width": needed + self._right} if self.names_beside and needed > FILLS else {}),
        )

    def names(self) -> go.Figure:
        """The names of the lines, as high as the marks."""
        return figure(self._height, [], self._names(NAMES, 0), (0, 1), width=NAMES)

    @cached_property
    def _key(self) -> Any:
        group_ids = {line.group for line in self.lines}
        entries = (
            []
            if self.grouped
            else [entry for entry in self.groups.items() if entry[0] in group_ids]
        )
        signs = [("■", GROUP_COLOURS.get(group, ACCENT), words) for group, words in entries]
        return key(signs, shift=0 if self.names_beside else -BESIDE)

    @cached_property
    def _right(self) -> float:
        return max(_TOTAL, measured(text(self.total), SMALL) + 10)

    @cached_property
    def _left_of(self) -> dict[str, float]:
        """Where each column begins, in widths of columns."""
        lefts: dict[str, float] = {}
        position, stage = 0.0, ""
        for column in self.columns:
            position += _APART if lefts and column.stage != stage else 0
            lefts[column.id], stage = position, column.stage
            position += 1
        return lefts

    @property
    def _end(self) -> float:
        return max(self._left_of.values(), default=0) + 1

    @cached_property
    def _heads(self) -> list[Head]:
        """The stages over their columns."""
        room = FILLS if self.names_beside else chart_room() - BESIDE - self._right
        pixels = max(room / self._end, COLUMN if self.names_beside else 0)
        spans: dict[str, tuple[float, float]] = {}
        for column in self.columns:
            left = self._left_of[column.id]
            spans[column.stage] = (spans.get(column.stage, (left, 0))[0], left + 1)
        return placed(spans, self._end, pixels, 0 if self.names_beside else BESIDE)

    @property
    def _bracket(self) -> float:
        """Pixels from the top to the lines under the stages."""
        rows = max((head.row for head in self._heads), default=0) + 1
        return float(self._key.height) + HEAD * rows + 2

    @cached_property
    def _top(self) -> float:
        """Pixels from the top to the first line."""
        numbered = any(column.number for column in self.columns)
        return self._bracket + _BRACKET + (HEAD if numbered else 0)

    @cached_property
    def _middle_of(self) -> dict[str, float]:
        """The middle of each line, in pixels from the top."""
        middles, top, group = {}, self._top, ""
        for line in self.lines:
            if self.grouped and line.group != group:
                group, top = line.group, top + ROW
            middles[line.id] = top + ROW / 2
            top += ROW
        return middles

    @property
    def _below(self) -> float:
        """Pixels from the top to the end of the last line."""
        return max(self._middle_of.values(), default=self._top) + ROW / 2

    @cached_property
    def _told(self) -> dict[str, Stated]:
        return {
            column.id: self.stated[column.id] for column in self.columns if column.id in self.stated
        }

    @property
    def _height(self) -> float:
        return self._below + (2 * ROW if self._told and self.foot else 0) + 12

    def _over_columns(self) -> list[dict[str, Any]]:
        """The words over the stages, and the numbers over the columns."""
        stages = words_over(self._heads, self._bracket)
        numbers = [
            small(
                self._left_of[column.id] + 0.5,
                self._bracket + 3,
                column.number,
                centred=True,
                xref="x",
            )
            for column in self.columns
            if column.number
        ]
        return [*stages, *numbers, small(1, self._top - HEAD - 2, text(self.total), xshift=6)]

    def _totals(self) -> list[dict[str, Any]]:
        return [
            self._in_line(1, self._middle_of[line.id], self.number(line.signed), 6, bold=True)
            for line in self.lines
        ]

    def _names(self, room: float, start: float) -> list[dict[str, Any]]:
        """The names of groups and lines, ``room`` pixels wide, from ``start`` pixels right of the marks' left end."""
        headings = []
        for group, lines_of_group in groupby(
            self.lines if self.grouped else (), attrgetter("group")
        ):
            middle = self._middle_of[next(lines_of_group).id] - ROW
            sign = coloured("■", GROUP_COLOURS.get(group, ACCENT), SMALL + 2)
            words = shortened(self.groups.get(group, group), room - 24, SMALL)
            headings.append(self._in_line(0, middle, f"{sign} {words}", start, bold=True))
        lines = [
            self._in_line(
                0, self._middle_of[line.id], shortened(line.label, room - 10, SMALL), start + 4
            )
            for line in self.lines
        ]
        figures = [
            self._in_line(
                0, self._below + ROW * (row + 0.5), shortened(words, room - 14, SMALL), start + 4
            )
            for row, words in enumerate(self.foot if self._told else ())
        ]
        return [*headings, *lines, *figures]

    def _in_line(
        self, x: float, middle: float, words: str, shift: float, *, bold: bool = False
    ) -> dict[str, Any]:
        font = {"size": SMALL, "weight": 700 if bold else 400}
        return annotation(x, middle, words, font=font, yanchor="middle", xshift=shift)

    def _cells(self, cells: Sequence[tuple[str, str]], **more: Any) -> dict[str, Any]:
        """Cells of organisations and submissions as bars."""
        return bar(
            x=[CELL] * len(cells),
            base=[
                self._left_of[submission] + (1 - CELL) / 2 for _organisation, submission in cells
            ],
            y=[self._middle_of[organisation] for organisation, _submission in cells],
            width=ROW * CELL,
            showlegend=False,
            **more,
        )

    @cached_property
    def _marked(self) -> dict[tuple[str, str], Any]:
        return {(row.organisation_id, row.submission_id): row for row in each(self.rows)}

    @cached_property
    def _lacking(self) -> list[tuple[str, str]]:
        """The empty cells of submissions that lack names."""
        if not self.unknown:
            return []
        submissions = [
            submission for submission, counts in self._told.items() if counts.stated > counts.named
        ]
        cells = [(line.id, submission) for submission in submissions for line in self.lines]
        return [cell for cell in cells if cell not in self._marked]

    def _empty_cells(self) -> dict[str, Any]:
        other_cells = {*self._lacking, *self._marked}
        cells = [(line.id, column.id) for line in self.lines for column in self.columns]
        empty_cells = [cell for cell in cells if cell not in other_cells]
        return self._cells(empty_cells, colour=_EMPTY, hoverinfo="skip")

    def _unknown_cells(self) -> dict[str, Any]:
        words = text(self.unknown)
        hovers = [
            f"{words}<br>{self._told[submission].hover}" for _line, submission in self._lacking
        ]
        return self._cells(self._lacking, name=words, marker=hatched(UNKNOWN), hovers=hovers)

    def _marks(self, *, signatory: bool) -> list[dict[str, Any]]:
        """The trace of the cells of signatories, or that of the rings of authors."""
        cells = [
            cell for cell, row in self._marked.items() if (row.role == "signatory") == signatory
        ]
        if not cells:
            return []
        groups = {line.id: line.group for line in self.lines}
        colours = [
            faded_beside(GROUP_COLOURS.get(groups[organisation], ACCENT), organisation, self.chosen)
            for organisation, _submission in cells
        ]
        cell_texts = {
            "ids": [list(cell) for cell in cells],
            "hovers": [self._marked[cell].hover for cell in cells],
        }
        if signatory:
            return [self._cells(cells, colour=colours, **cell_texts)]
        return [
            scatter(
                x=[self._left_of[submission] + 0.5 for _organisation, submission in cells],
                y=[self._middle_of[organisation] for organisation, _submission in cells],
                marker={
                    "symbol": "circle-open",
                    "size": 11,
                    "color": colours,
                    "line": {"width": 2.5, "color": colours},
                },
                showlegend=False,
                **cell_texts,
            )
        ]
