"""Marks of charts on action lines: cells, clicks and sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cards.action_lines.line_list import cited_by
from cards.action_lines.naming import field
from cards.kit import DrillDown, Link, narrow_to_kind, points_link, submissions_link
from cards.query import UNITS, Context
from charts.action_lines import COLUMN, HEAD, Cell
from charts.figure import SMALL
from charts.figure import text as plotted
from i18n import N_, _, dataset_texts, filter_options, headlines, listed, messages, number, stating
from queries import Filters

ALL = "all"
"""In the ids of a mark: the column of a line's total."""
_NOT_CITED_NARROW = N_("not cited")


@dataclass(frozen=True)
class Mark:
    """One cell of a chart: its name, its filters, its counts, and a further sentence."""

    name: str
    where: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    sentence: str = ""


Marks = dict[tuple[str, str], Mark]
"""Marks by the two ids that they carry."""


def counts(row: Any | None) -> dict[str, int]:
    """The counts of a row by unit; empty without a row."""
    return {unit: int(getattr(row, unit)) if row is not None else 0 for unit in UNITS}


def cells_of(marks: Marks, total: int, unit: str, *, none: str = "") -> dict[tuple[str, str], Cell]:
    """Turns marks into cells. The largest count that is no total sets the strength; ``none`` is shown for zero."""
    inner = [mark.counts[unit] for ids, mark in marks.items() if HEAD not in ids and ALL not in ids]
    highest = max([1, *inner])
    cells = {}
    for (line, column), mark in marks.items():
        count = mark.counts[unit]
        outer = line == HEAD or column == ALL
        absent = plotted(_(_NOT_CITED_NARROW), COLUMN - 4, SMALL) if outer else none
        cells[line, column] = Cell(
            number(count) if count else absent,
            f"{plotted(mark.name)}<br>{plotted(mark_sentence(mark, total, unit))}",
            strength=count / highest,
            quiet=outer,
        )
    return cells


def mark_sentence(mark: Mark, total: int, unit: str) -> str:
    """The sentence on a mark: its count, as part of ``total`` if that is given, and the mark's further sentence."""
    count = mark.counts[unit]
    if mark.sentence:
        return f"{mark.sentence} {together(count, unit)}"
    if not total or not count:
        several_filters = len(mark.where) > 1
        return _("no such point") if several_filters and not count else cited_by(count, unit)
    return messages.OF_CITING(unit, total, count=number(count))


def mark_drill_down(
    marks: Marks, ids: Sequence[str], selection: Filters, total: int, unit: str
) -> DrillDown | None:
    """Describes a clicked mark and links to its points, its submissions and the pages of what it names."""
    mark = marks.get((ids[0], ids[1]))
    if mark is None:
        return None
    exact = selection.set(**mark.where)
    links: list[Link] = []
    notes: tuple[str, ...] = ()
    if mark.counts["points"]:
        point_filters = exact
        if "kind" in mark.where:
            point_filters, notes = narrow_to_kind(exact.set(kind=selection.kind), *exact.kind)
        points, texts = (
            headlines.counted(mark.counts[measure], measure) if point_filters == exact else ""
            for measure in ("points", "submissions")
        )
        links = [points_link(point_filters, points), submissions_link(point_filters, texts)]
    option_labels = filter_options.option_labels()
    for name in ("theme", "action_line", "sdg"):
        if len(identifiers := mark.where.get(name, ())) == 1:
            links.append(Link(name, option_labels[name][identifiers[0]], id=identifiers[0]))
    return DrillDown(stating(mark.name, mark_sentence(mark, total, unit)), links, notes)


def selected_lines(page: Context, lines: pd.DataFrame) -> tuple[str, ...]:
    return tuple(line for line in page.filters.action_line if line in set(lines.action_line_id))


def linked(row: Any | None) -> str:
    """The matrix's text on an action line and a goal; ``row`` is of ``action_line_goals``, or None."""
    if row is None or row.link == "none":
        return _("The {matrix} does not link the two.").format(matrix=dataset_texts.texts().matrix)
    if row.link == "itself":
        return _("The {matrix} links the two.").format(matrix=dataset_texts.texts().matrix)
    fields = [field(identifier) for identifier in str(row.fields).split("; ")]
    return _("The {matrix} links the goal with {fields}.").format(
        matrix=dataset_texts.texts().matrix, fields=listed(fields)
    )


def together(count: int, unit: str) -> str:
    """How many cite an action line and a goal in one point."""
    if not count:
        return _("No point that matches these filters cites both.")
    return messages.CITES_BOTH(unit, count)


def how_counted() -> str:
    return _(
        "A point is counted under every action line that it cites. A point that cites a field is counted under "
        "that field and once under its action line. “Not cited” means that no point matching the filters cites the "
        "line, not that nobody writes about its subject."
    )
